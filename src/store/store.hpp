// The store: one contract over SQLite and PostgreSQL. Errors of the user are values that roll the unit back;
// a broken database throws store::Unavailable (503), a full disk store::NoSpace (507).
#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/context.hpp"
#include "base/result.hpp"
#include "store/session.hpp"

namespace store {

struct Unavailable : std::runtime_error { using runtime_error::runtime_error; };
struct NoSpace : std::runtime_error { using runtime_error::runtime_error; };
struct Misconfigured : std::runtime_error { using runtime_error::runtime_error; };  // one line that says what to do
struct Constraint : std::runtime_error { using runtime_error::runtime_error; };     // a key, check or reference refused a unit, again and again

struct Options {
  std::string url{};             // "sqlite:/path/file.db", "sqlite::memory:", "postgres://user:password@host:port/db" or "postgres:?host=/run/…"
  int connections{};             // readers (SQLite) or pool (PostgreSQL); 0: twice the cores
  std::size_t queue_max{4096};   // units waiting for the writer; more is Unavailable
  bool inline_writer{};          // SQLite: no thread of its own, write() runs in the caller (always so in memory): the simulation
  bool durable{true};            // false: an answer may be lost by a power cut, never torn; tests and simulation only
  std::string role{};            // PostgreSQL: every connection works under this role (store/role.hpp); empty: the login's own rights
};

struct Stats {  // since opening, for /metrics and tests
  std::uint64_t units{}, refused{}, conflicts{}, groups{}, snapshots{}, statements{};
  std::uint64_t queued{};        // waiting now
};

struct Work {       // what a unit is about
  Moment moment{};
  Actor actor{};
};

// Plain texts in and out, inside Store::administer.
class Admin {
 public:
  virtual ~Admin() = default;
  virtual void script(std::string_view sql) = 0;
  [[nodiscard]] virtual std::vector<std::vector<std::string>> rows(std::string_view sql, const std::vector<std::string>& args) = 0;  // NULL is ""
};

// The sealer's way in: the unit has no district and no actor; `districts` are those that the group wrote to.
using GroupHook = std::function<void(Unit&, const std::vector<base::DistrictId>& districts)>;

class Store {
 public:
  virtual ~Store() = default;
  [[nodiscard]] virtual Engine engine() const = 0;

  // Runs fn(Unit&) -> Result<T> once or, on a conflict (40001, 40P01, a unique key taken meanwhile), again.
  // Returns after COMMIT. An error value rolls back. Group commit on SQLite: a failing unit harms no other.
  template <class F>
  auto write(const Work& work, F&& fn) -> std::invoke_result_t<F&, Unit&> {
    std::invoke_result_t<F&, Unit&> out = std::unexpected(base::Error{});
    run_unit(work, [&](Unit& unit) { out = fn(unit); return out.has_value(); });
    return out;
  }
  // A snapshot: everything fn reads is of one moment. fn(Session&) -> T, any T. Allowed inside a unit, where it sees
  // what is committed, not the unit's own changes.
  template <class F>
  auto read(F&& fn) -> std::invoke_result_t<F&, Session&> {
    using T = std::invoke_result_t<F&, Session&>;
    if constexpr (std::is_void_v<T>) {
      run_snapshot([&](Session& s) { fn(s); });
    } else {
      std::optional<T> out;
      run_snapshot([&](Session& s) { out.emplace(fn(s)); });
      return std::move(*out);
    }
  }

  virtual void run_unit(const Work&, const std::function<bool(Unit&)>&) = 0;
  virtual void run_snapshot(const std::function<void(Session&)>&) = 0;
  // Statements outside the catalogue, each on its own or between BEGIN and COMMIT (tests, administration).
  virtual void script(std::string_view sql) = 0;
  // Migrations and backups: one transaction on one connection, alone in the whole installation. An exception rolls back.
  virtual void administer(const std::function<void(Admin&)>&) = 0;
  // SQLite runs it at the end of every group of units, in the group's transaction; PostgreSQL never does.
  // Set before the first write. What it throws undoes its own changes only.
  virtual void on_group(GroupHook) = 0;
  // Prepares every statement of the linked floors; one line for each that the engine refuses.
  [[nodiscard]] virtual std::vector<std::string> prepare_all() = 0;
  [[nodiscard]] virtual Stats stats() const = 0;
};

// Opens the engine that the URL names. Throws Misconfigured with one line that says what to do.
[[nodiscard]] std::unique_ptr<Store> open(const Options&, base::Clock& real_clock, base::Random&, base::IdMaker&);

}  // namespace store
