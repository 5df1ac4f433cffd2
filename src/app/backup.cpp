// Backup and restore: the database first, then the files, so that no row ever names a file that the backup lacks. A restored
// installation raises its epoch: clients notice and begin again, leases end.
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <set>

#include "app/commands.hpp"
#include "app/program.hpp"
#include "store/erasures.hpp"
#include "store/jobs.hpp"

extern char** environ;

namespace app {

namespace {

namespace fs = std::filesystem;

bool on_sqlite(const Config& config) { return config.database.starts_with("sqlite:"); }
std::string sqlite_file(const Config& config) { return config.database.substr(7); }

void run(std::vector<std::string> words) {
  std::vector<char*> argv;
  for (std::string& w : words) argv.push_back(w.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  int status = 0;
  if (::posix_spawnp(&child, argv[0], nullptr, nullptr, argv.data(), environ) != 0)
    throw BadSetting(fmt::format("cannot run {}: install the package postgresql-client", words[0]));
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw BadSetting(fmt::format("{} failed; its own message stands above", words[0]));
}

void copy_files(const std::string& from, const std::string& to) {
  std::error_code ec;
  fs::create_directories(to, ec);
  fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::skip_existing, ec);
  if (ec) throw BadSetting(fmt::format("cannot copy the files from {} to {}: {}", from, to, ec.message()));
}

std::string quoted(std::string text) {
  for (std::size_t at = text.find('\''); at != std::string::npos; at = text.find('\'', at + 2)) text.insert(at, "'");
  return "'" + text + "'";
}

// The rooms' own jobs erase what is due by now, then the journal loses what the list names: nothing that was erased comes back.
int erase_what_was_erased(Program& program, const std::vector<store::FiledErasure>& erased) {
  std::set<std::string> jobs;
  for (const registry::Room* room : program.house().rooms.all())
    for (const registry::RepeatedJob& job : room->repeated)
      for (const registry::DataClass& each : room->data_classes)
        if (each.erased_by == job.kind) jobs.insert(job.kind);
  for (const store::District& d : program.districts()) {
    const auto put = program.store().write(store::Work{.moment = program.moment(d)}, [&](store::Unit& unit) -> base::Done {
      for (const std::string& kind : jobs) store::enqueue(unit, {.kind = kind, .dedupe_key = "restored", .due_at = unit.now()});
      return {};
    });
    if (!put) throw BadSetting(in_words(program.house(), put.error()));
    program.house().jobs.run_due(d.id);
  }
  const auto again = store::erase_again(program.store(), erased, program.house().real_clock.now());
  if (!again) throw BadSetting(in_words(program.house(), again.error()));
  program.sealer().step();
  return *again;
}

}  // namespace

int backup(const Config& config, const std::string& out) {
  if (fs::exists(out) && !fs::is_empty(out)) throw BadSetting(fmt::format("{} is not empty: give a new folder with --out", out));
  std::error_code ec;
  fs::create_directories(out, ec);
  if (ec) throw BadSetting(fmt::format("cannot make the folder {}: {}", out, ec.message()));
  Program program(config);
  program.sealer().step();
  if (on_sqlite(config)) program.store().script(fmt::format("VACUUM INTO {}", quoted(out + "/database.db")));
  else run({"pg_dump", "--format=custom", "--file=" + out + "/database.dump", "--dbname=" + config.database});
  copy_files(config.data + "/files", out + "/files");
  if (fs::exists(heads_file(config))) fs::copy_file(heads_file(config), out + "/heads.jsonl");
  if (fs::exists(erasures_file(config))) fs::copy_file(erasures_file(config), out + "/erased.jsonl");
  fmt::print("the backup stands in {}\n", out);
  return 0;
}

int restore(const Config& config, const std::string& from) {
  const std::string source = from + (on_sqlite(config) ? "/database.db" : "/database.dump");
  if (!fs::exists(source)) throw BadSetting(fmt::format("there is no backup for this database in {}: {} is missing", from, source));
  if (on_sqlite(config)) {
    const std::string file = sqlite_file(config);
    if (fs::exists(file)) throw BadSetting(fmt::format("{} exists: a backup is restored into an empty folder only; choose one with --data", file));
    fs::copy_file(source, file);
  } else {
    run({"pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname=" + config.database, source});
  }
  copy_files(from + "/files", config.data + "/files");
  if (fs::exists(from + "/heads.jsonl")) fs::copy_file(from + "/heads.jsonl", heads_file(config), fs::copy_options::skip_existing);
  std::vector<store::FiledErasure> erased = store::read_erasure_file(erasures_file(config));  // it outlived the database, or was put there
  for (store::FiledErasure& one : store::read_erasure_file(from + "/erased.jsonl")) erased.push_back(std::move(one));
  Program program(config);
  if (const auto done = store::after_restore(program.store(), program.house().real_clock.now()); !done)
    throw BadSetting(in_words(program.house(), done.error()));
  const int again = erase_what_was_erased(program, erased);
  if (again > 0) fmt::print("{} subjects whose personal data was erased after this backup were erased again\n", again);
  fmt::print("restored from {}; every district's epoch was raised\n", from);
  return 0;
}

}  // namespace app
