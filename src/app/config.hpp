// What the operator may set: one table of settings for the file (TOML), the environment (RED_…) and the command line, later ones
// winning. Every wrong key or value is one line that says what to do.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace app {

struct BadSetting : std::runtime_error { using runtime_error::runtime_error; };  // one line; exit code 2

struct Place {             // of a listener
  std::string face{};      // public, desk, field, wall, admin, or "all"
  std::string address{};
  std::uint16_t port{};
};

struct Config {
  std::string data{"data"};          // folder: database, files, heads, uploads
  std::string database{};            // empty: sqlite:<data>/redengine.db
  std::string address{"127.0.0.1"};
  std::uint16_t port{8642};
  std::vector<std::string> faces{};  // which faces this process serves; empty: all
  std::vector<Place> listeners{};    // separate listeners; empty: one at address:port
  std::map<std::string, std::string> hosts{};  // host -> code of the district whose public pages it stands for
  std::string web{};                 // the built web parts; empty: ./web/dist when it is there
  std::string port_file{};           // written after start (tests, supervisors)
  std::string trusted_proxy{};
  std::string photo_program{};       // empty: redengine-photo beside this program
  std::string log_file{};            // empty: standard error
  std::string log_level{"info"};
  std::int64_t io_threads{1}, workers{0}, queue_max{256}, connections_max{4096}, stop_polite_ms{5'000};
  std::int64_t database_connections{0};
  std::string public_role{"redengine_public"};  // PostgreSQL: under which the public face works; empty: with the login's own rights
  std::int64_t job_lease_s{60};
  bool demo{};                       // make the demo district at the first start
  bool demo_small{};                 // … with a few communities only: tests begin afresh often
  std::int64_t demo_history_days{21};  // how long its people have lived
  std::int64_t demo_seed{1};
  bool bench_database{};             // serves a database that bench/multiply made
  bool show_statements{};            // tests: X-Statements on every answer
};

struct Setting {
  std::string_view name;             // in the file; --name-with-dashes on the command line; RED_NAME in the environment
  std::string_view about;
  bool flag{};                       // takes no value on the command line
  void (*set)(Config&, std::string_view value);   // throws BadSetting without the place
};
[[nodiscard]] std::span<const Setting> settings();

using Texts = std::map<std::string, std::string, std::less<>>;  // setting name -> value as text
[[nodiscard]] Texts read_file(const std::string& path);         // TOML; unknown keys and wrong types are refused with their line
[[nodiscard]] Texts read_environment(const std::function<const char*(const char*)>& get);
void apply(Config&, const Texts&, std::string_view source);     // source: "redengine.toml", "the environment", "the command line"

// Makes the data folder and its parts when missing; refuses what cannot be written. Fills in what is empty.
void prepare(Config&);

}  // namespace app
