#include "app/config.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "registry/adapter.hpp"

namespace app {

namespace {

std::int64_t whole(std::string_view text, std::int64_t least, std::int64_t most) {
  std::int64_t out = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (ec != std::errc{} || end != text.data() + text.size() || out < least || out > most)
    throw BadSetting(fmt::format("\"{}\" is not a whole number from {} to {}", text, least, most));
  return out;
}

bool yes(std::string_view text) {
  if (text == "true" || text == "yes" || text == "1") return true;
  if (text == "false" || text == "no" || text == "0") return false;
  throw BadSetting(fmt::format("\"{}\" is neither true nor false", text));
}

// "21d", "6m", "2y"
std::int64_t days(std::string_view text) {
  const std::int64_t each = text.ends_with('d') ? 1 : text.ends_with('m') ? 30 : text.ends_with('y') ? 365 : 0;
  if (each == 0) throw BadSetting(fmt::format("\"{}\" is not a span: write days, months or years as 21d, 6m or 2y", text));
  return each * whole(text.substr(0, text.size() - 1), 1, 3'000 / each);
}

std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    if (const std::string_view item = text.substr(0, comma); !item.empty()) out.emplace_back(item);
    text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
  }
  return out;
}

void check_face(std::string_view face) {
  if (face != "all" && !registry::face_of(face)) throw BadSetting(fmt::format("\"{}\" is not a face: use all, or some of public,desk,field,wall,admin", face));
}

// "public=0.0.0.0:8080,desk=127.0.0.1:8642"
std::vector<Place> places(std::string_view text) {
  std::vector<Place> out;
  for (const std::string& item : listed(text)) {
    const std::size_t equals = item.find('=');
    const std::size_t colon = item.rfind(':');
    if (equals == std::string::npos || colon == std::string::npos || colon < equals)
      throw BadSetting(fmt::format("\"{}\" is not FACE=ADDRESS:PORT, such as public=0.0.0.0:8080", item));
    Place p{.face = item.substr(0, equals), .address = item.substr(equals + 1, colon - equals - 1)};
    check_face(p.face);
    p.port = static_cast<std::uint16_t>(whole(std::string_view(item).substr(colon + 1), 0, 65535));
    out.push_back(std::move(p));
  }
  return out;
}

// "jcp.example.cn=jiancaoping"
std::map<std::string, std::string> hosts(std::string_view text) {
  std::map<std::string, std::string> out;
  for (const std::string& item : listed(text)) {
    const std::size_t equals = item.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == item.size() || item.find_first_of("/: ") != std::string::npos)
      throw BadSetting(fmt::format("\"{}\" is not HOST=CODE, such as jcp.example.cn=jiancaoping", item));
    std::string host = item.substr(0, equals);
    for (char& c : host) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    out[host] = item.substr(equals + 1);
  }
  return out;
}

constexpr Setting table[] = {
    {"data", "folder of the database, files and daily heads (default: data)", false, [](Config& c, std::string_view v) { c.data = v; }},
    {"database", "sqlite:/path/file.db or postgres://user:password@host:port/name (default: sqlite in the data folder)", false,
     [](Config& c, std::string_view v) { c.database = v; }},
    {"address", "address to listen on (default: 127.0.0.1)", false, [](Config& c, std::string_view v) { c.address = v; }},
    {"port", "port to listen on; 0 takes any (default: 8642)", false,
     [](Config& c, std::string_view v) { c.port = static_cast<std::uint16_t>(whole(v, 0, 65535)); }},
    {"face", "which faces are served: all, or some of public,desk,field,wall,admin", false,
     [](Config& c, std::string_view v) {
       c.faces = listed(v);
       for (const std::string& face : c.faces) check_face(face);
       if (std::find(c.faces.begin(), c.faces.end(), "all") != c.faces.end()) c.faces.clear();
     }},
    {"listeners", "a listener for each face: public=0.0.0.0:8080,desk=127.0.0.1:8642", false,
     [](Config& c, std::string_view v) { c.listeners = places(v); }},
    {"hosts", "names that stand for /d/CODE on public pages: jcp.example.cn=jiancaoping", false,
     [](Config& c, std::string_view v) { c.hosts = hosts(v); }},
    {"web", "folder of the built web parts (default: web/dist)", false, [](Config& c, std::string_view v) { c.web = v; }},
    {"port_file", "the port is written to this file after the start", false, [](Config& c, std::string_view v) { c.port_file = v; }},
    {"trusted_proxy", "address of the proxy whose X-Forwarded-For and X-Forwarded-Proto count", false,
     [](Config& c, std::string_view v) { c.trusted_proxy = v; }},
    {"photo_program", "path of redengine-photo (default: beside this program)", false, [](Config& c, std::string_view v) { c.photo_program = v; }},
    {"log_file", "log to this file instead of standard error", false, [](Config& c, std::string_view v) { c.log_file = v; }},
    {"log_level", "debug, info, warning or error", false,
     [](Config& c, std::string_view v) {
       if (v != "debug" && v != "info" && v != "warning" && v != "error")
         throw BadSetting(fmt::format("\"{}\" is not a level: use debug, info, warning or error", v));
       c.log_level = v;
     }},
    {"io_threads", "threads of the network edge (default: 1)", false, [](Config& c, std::string_view v) { c.io_threads = whole(v, 1, 16); }},
    {"workers", "requests handled at once (default: eight times the cores, at least 40)", false, [](Config& c, std::string_view v) { c.workers = whole(v, 0, 256); }},
    {"queue_max", "requests that may wait; more are answered 503", false, [](Config& c, std::string_view v) { c.queue_max = whole(v, 1, 100'000); }},
    {"connections_max", "clients connected at once", false, [](Config& c, std::string_view v) { c.connections_max = whole(v, 1, 1'000'000); }},
    {"stop_polite_ms", "how long running requests may finish at the stop", false,
     [](Config& c, std::string_view v) { c.stop_polite_ms = whole(v, 0, 600'000); }},
    {"database_connections", "readers (SQLite; 0: twice the cores) or pooled connections (PostgreSQL; 0: four times the cores, at least 16)", false,
     [](Config& c, std::string_view v) { c.database_connections = whole(v, 0, 1'000); }},
    {"job_lease_s", "a long task whose server is silent for so many seconds goes on elsewhere (default: 60)", false,
     [](Config& c, std::string_view v) { c.job_lease_s = whole(v, 1, 3'600); }},
    {"demo", "make the demo district at the first start", true, [](Config& c, std::string_view v) { c.demo = yes(v); }},
    {"demo_scale", "full (default): the whole demo district; small: a few communities", false,
     [](Config& c, std::string_view v) {
       if (v != "full" && v != "small") throw BadSetting(fmt::format("\"{}\" is not a scale: use full or small", v));
       c.demo_small = v == "small";
     }},
    {"demo_history", "how long the demo district has lived, such as 21d, 6m or 2y (default: 21d)", false, [](Config& c, std::string_view v) { c.demo_history_days = days(v); }},
    {"demo_seed", "another number, another demo district (default: 1)", false, [](Config& c, std::string_view v) { c.demo_seed = whole(v, 0, 1'000'000); }},
    {"public_role", "PostgreSQL: the role under which the public face works; made and given its rights at the start (none: the login's own rights)", false,
     [](Config& c, std::string_view v) { c.public_role = v == "none" ? "" : v; }},
    {"bench_database", "benchmarks: serve a database whose matters bench/multiply made without a journal", true,
     [](Config& c, std::string_view v) { c.bench_database = yes(v); }},
    {"show_statements", "tests: every answer says how many SQL statements it took", true,
     [](Config& c, std::string_view v) { c.show_statements = yes(v); }},
};

std::string as_text(const toml::node& node, std::string_view key) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return fmt::format("{}", number->get());
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  if (const auto* list = node.as_array()) {
    std::string out;
    for (const auto& item : *list) {
      if (!item.is_string()) throw BadSetting(fmt::format("{} must be a list of texts", key));
      out += (out.empty() ? "" : ",") + item.as_string()->get();
    }
    return out;
  }
  if (const auto* pairs = node.as_table()) {  // [listeners] public = "0.0.0.0:8080"
    std::string out;
    for (const auto& [name, value] : *pairs) {
      if (!value.is_string()) throw BadSetting(fmt::format("{}.{} must be a text", key, name.str()));
      out += fmt::format("{}{}={}", out.empty() ? "" : ",", name.str(), value.as_string()->get());
    }
    return out;
  }
  throw BadSetting(fmt::format("{} must be a text, a whole number or true/false", key));
}

const Setting* find(std::string_view name) {
  for (const Setting& s : table)
    if (s.name == name) return &s;
  return nullptr;
}

std::string known_names() {
  std::string out;
  for (const Setting& s : table) out += fmt::format("{}{}", out.empty() ? "" : ", ", s.name);
  return out;
}

void make_folder(const std::string& path) {
  std::error_code ec;
  std::filesystem::create_directories(path, ec);
  if (ec) throw BadSetting(fmt::format("cannot make the folder {}: {}; choose another with --data", path, ec.message()));
  if (::access(path.c_str(), W_OK | X_OK) != 0)
    throw BadSetting(fmt::format("cannot write to the folder {}: {}; change its owner or choose another with --data", path, std::strerror(errno)));
}

}  // namespace

std::span<const Setting> settings() { return table; }

Texts read_file(const std::string& path) {
  toml::table parsed;
  try {
    parsed = toml::parse_file(path);
  } catch (const toml::parse_error& e) {
    throw BadSetting(fmt::format("{} line {}: {}", path, e.source().begin.line, e.description()));
  }
  Texts out;
  for (const auto& [key, value] : parsed) {
    const std::string where = fmt::format("{} line {}", path, value.source().begin.line);
    if (find(key.str()) == nullptr) throw BadSetting(fmt::format("{}: there is no setting \"{}\"; known are {}", where, key.str(), known_names()));
    try {
      out.emplace(std::string(key.str()), as_text(value, key.str()));
    } catch (const BadSetting& e) {
      throw BadSetting(fmt::format("{}: {}", where, e.what()));
    }
  }
  return out;
}

Texts read_environment(const std::function<const char*(const char*)>& get) {
  Texts out;
  for (const Setting& s : table) {
    std::string name = "RED_";
    for (const char c : s.name) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (const char* value = get(name.c_str()); value != nullptr && *value != '\0') out.emplace(s.name, value);
  }
  return out;
}

void apply(Config& config, const Texts& values, std::string_view source) {
  for (const auto& [name, value] : values) {
    const Setting* setting = find(name);
    if (setting == nullptr) throw BadSetting(fmt::format("{}: there is no setting \"{}\"; known are {}", source, name, known_names()));
    try {
      setting->set(config, value);
    } catch (const BadSetting& e) {
      throw BadSetting(fmt::format("{}: {}: {}", source, name, e.what()));
    }
  }
}

void prepare(Config& config) {
  namespace fs = std::filesystem;
  make_folder(config.data);
  make_folder(config.data + "/files");
  make_folder(config.data + "/uploads");
  for (const auto& left : fs::directory_iterator(config.data + "/uploads")) {  // of a program that was killed
    std::error_code ignored;
    fs::remove(left.path(), ignored);
  }
  if (config.database.empty()) config.database = fmt::format("sqlite:{}/redengine.db", config.data);
  if (config.web.empty() && fs::is_directory("web/dist")) config.web = "web/dist";
  if (!config.web.empty() && !fs::is_directory(config.web))
    throw BadSetting(fmt::format("there is no folder {}: build the web parts with tools/build-web, or leave --web out", config.web));
  if (config.photo_program.empty()) {
    std::error_code ec;
    const fs::path self = fs::read_symlink("/proc/self/exe", ec);
    config.photo_program = (self.parent_path() / "redengine-photo").string();
  }
}

}  // namespace app
