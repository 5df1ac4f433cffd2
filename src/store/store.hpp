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

struct Options {
  std::string url{};             // "sqlite:/path/file.db" or "postgres://user:password@host:port/db" (or "postgres:?host=/run/…")
  int connections{};             // readers (SQLite) or pool (PostgreSQL); 0: twice the cores
  std::size_t queue_max{4096};   // units waiting for the writer; more is Unavailable
};

struct Work {       // what a unit is about
  Moment moment{};
  Actor actor{};
};

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
  // A snapshot: everything fn reads is of one moment. fn(Session&) -> T, any T.
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
  // One statement text outside the catalogue (migrations, schema tests, administration).
  virtual void script(std::string_view sql) = 0;
};

// Opens the engine that the URL names. Throws Misconfigured with one line that says what to do.
[[nodiscard]] std::unique_ptr<Store> open(const Options&, base::Clock& real_clock, base::Random&, base::IdMaker&);

}  // namespace store
