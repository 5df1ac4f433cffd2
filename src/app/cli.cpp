#include "app/cli.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/commands.hpp"
#include "app/log.hpp"
#include "app/serve.hpp"
#include "store/store.hpp"

namespace app {

namespace {

// What was typed, before it is judged.
struct Line {
  std::string config_file{};
  Texts settings{};
  bool reset{};
  std::string district{}, head{}, out{}, from{}, login{};
  NewDistrict new_district{};
  ImportFile import{};
};

void add_settings(CLI::App& command, Line& line) {
  command.add_option("--config", line.config_file, "settings file (default: redengine.toml when it is there)");
  for (const Setting& s : settings()) {
    std::string flag = "--" + std::string(s.name);
    std::replace(flag.begin(), flag.end(), '_', '-');
    const std::string name(s.name);
    if (s.flag) command.add_flag_function(flag, [&line, name](std::int64_t) { line.settings[name] = "true"; }, std::string(s.about));
    else command.add_option_function<std::string>(flag, [&line, name](const std::string& v) { line.settings[name] = v; }, std::string(s.about));
  }
}

Config settled(const Line& line) {
  Config config;
  std::string file = line.config_file;
  if (file.empty() && std::filesystem::exists("redengine.toml")) file = "redengine.toml";
  if (!file.empty()) {
    if (!std::filesystem::exists(file)) throw BadSetting(fmt::format("there is no settings file {}", file));
    apply(config, read_file(file), file);
  }
  apply(config, read_environment([](const char* name) { return std::getenv(name); }), "the environment");
  apply(config, line.settings, "the command line");
  open_log(config.log_file, config.log_level);
  prepare(config);
  return config;
}

int chosen(const CLI::App& app, const Line& line) {
  const auto is = [&](const char* name) { return app.got_subcommand(name); };
  if (is("openapi")) return print_openapi();
  Config config = settled(line);
  if (is("serve")) return serve(config);
  if (is("demo")) return demo(config, line.reset);
  if (is("verify")) return verify(config, line.district, line.head);
  if (is("check")) return check(config);
  if (is("figures")) return figures(config);
  if (is("export")) return export_district(config, line.district, line.out);
  if (is("import")) return import_file(config, line.import);
  if (is("backup")) return backup(config, line.out);
  if (is("restore")) return restore(config, line.from);
  if (app.get_subcommand("district")->got_subcommand("recover")) return recover_district(config, line.district, line.login);
  return create_district(config, line.new_district);
}

void describe(CLI::App& app, Line& line) {
  app.require_subcommand(1);
  const auto command = [&](const char* name, const char* about) {
    CLI::App* c = app.add_subcommand(name, about);
    add_settings(*c, line);
    return c;
  };
  command("serve", "serves the faces until it is told to stop");
  CLI::App* demo_command = command("demo", "makes the demo district");
  demo_command->add_flag("--reset", line.reset, "removes what is there and makes it anew");
  for (const auto& [flag, name] : {std::pair{"--scale", "demo_scale"}, {"--history", "demo_history"}, {"--seed", "demo_seed"}})
    demo_command->add_option_function<std::string>(flag, [&line, name = std::string(name)](const std::string& v) { line.settings[name] = v; }, "the same as --demo" + std::string(flag).substr(1));
  CLI::App* verify_command = command("verify", "computes a district's journal again and compares it with its seals and heads");
  verify_command->add_option("--district", line.district, "code of the district")->required();
  verify_command->add_option("--head", line.head, "file of daily heads kept elsewhere (default: <data>/heads.jsonl)");
  command("check", "asks every invariant of every room");
  command("figures", "prints the numbers of the model district: what the source says, how it is counted, what the rows say");
  CLI::App* export_command = command("export", "writes a district as sorted JSON lines");
  export_command->add_option("--district", line.district, "code of the district")->required();
  export_command->add_option("--out", line.out, "file (default: standard output)");
  CLI::App* import = command("import", "checks a CSV file of another system's records and brings them in as matters");
  import->add_option("--district", line.import.district, "code of the district")->required();
  import->add_option("--mapping", line.import.mapping, "code of the column mapping, import/boston_311")->required();
  import->add_option("file", line.import.file, "the file")->required();
  import->add_flag("--dry-run", line.import.dry_run, "lists every bad line and writes no matter");
  app.add_subcommand("openapi", "prints the API's document");
  command("backup", "copies database and files into a new folder")->add_option("--out", line.out, "new folder")->required();
  command("restore", "puts a backup into an empty installation")->add_option("--from", line.from, "folder of the backup")->required();
  CLI::App* district = app.add_subcommand("district", "districts of this installation");
  district->require_subcommand(1);
  CLI::App* recover = district->add_subcommand("recover", "prints a one-time code for an administrator who forgot the password");
  add_settings(*recover, line);
  recover->add_option("--district", line.district, "code of the district")->required();
  recover->add_option("--login", line.login, "login of the system, security or audit administrator")->required();
  CLI::App* create = district->add_subcommand("create", "makes a real district and prints its one-time claim code");
  add_settings(*create, line);
  create->add_option("--code", line.new_district.code, "small letters, digits, '_'")->required();
  create->add_option("--name-zh", line.new_district.name_zh, "Chinese name")->required();
  create->add_option("--name-en", line.new_district.name_en, "English name");
  create->add_option("--time-zone", line.new_district.time_zone, "IANA name (default: Asia/Shanghai)");
}

int wrong(std::string_view why) {
  fmt::print(stderr, "redengine: {}\n", why);
  return 2;
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app("Red Engine: a district's governance from the grid upwards", "redengine");
  Line line;
  describe(app, line);
  try {
    app.parse(argc, argv);
    return chosen(app, line);
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& e) {
    return wrong(fmt::format("{}; see redengine --help", e.what()));
  } catch (const BadSetting& e) {
    return wrong(e.what());
  } catch (const store::Misconfigured& e) {
    return wrong(e.what());
  } catch (const store::Unavailable& e) {
    return wrong(fmt::format("the database cannot be reached: {}; check --database and that the server runs", e.what()));
  } catch (const store::NoSpace& e) {
    return wrong(fmt::format("the disk is full: {}; free some space and start again, nothing is lost", e.what()));
  } catch (const std::filesystem::filesystem_error& e) {
    return wrong(e.what());
  } catch (const std::runtime_error& e) {
    return wrong(e.what());
  }
}

}  // namespace app
