// What code may do inside a snapshot (Session) and inside one atomic write unit (Unit). The engines are behind it.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/context.hpp"
#include "base/described/described.hpp"
#include "base/described/row.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "store/statement.hpp"

namespace store {

enum class Engine : std::uint8_t { sqlite, postgres };

// One bound parameter. Text must outlive the call.
using Arg = std::variant<std::monostate, std::int64_t, std::string_view>;

inline Arg arg(std::nullopt_t) { return {}; }
inline Arg arg(std::int64_t v) { return v; }
inline Arg arg(int v) { return std::int64_t{v}; }
inline Arg arg(bool v) { return std::int64_t{v}; }
inline Arg arg(std::string_view v) { return v; }
inline Arg arg(const std::string& v) { return std::string_view{v}; }
inline Arg arg(const char* v) { return std::string_view{v}; }
template <class Tag>
Arg arg(base::Id<Tag> v) { return v.value; }
inline Arg arg(base::Instant v) { return v.micros; }
inline Arg arg(base::CivilDate v) { return std::int64_t{v.days}; }
template <class E>
  requires std::is_enum_v<E>
Arg arg(E v) { return described::word(v); }
template <class T>
Arg arg(const std::optional<T>& v) { return v ? arg(*v) : Arg{}; }

// A row under the cursor. get<T> throws described::RowError on NULL for a non-optional T.
class Row {
 public:
  explicit Row(const described::Row& row) : row_(&row) {}
  [[nodiscard]] bool null(int column) const { return row_->null(column); }
  [[nodiscard]] std::int64_t integer(int column) const { return row_->integer(column); }
  [[nodiscard]] std::string_view text(int column) const { return row_->text(column); }
  template <class T>
  [[nodiscard]] T get(int column) const;             // integers, ids, instants, dates, bool, std::string, described enums, optional of these
  template <class T>
  [[nodiscard]] T as() const;                        // a described Row struct, by column name
  [[nodiscard]] const described::Row& raw() const { return *row_; }

 private:
  const described::Row* row_;
};

// The arguments of Unit::insert; keeps copies of the texts.
class BoundRow final : public described::Binder {
 public:
  void null(int parameter) override { set(parameter, {}); }
  void integer(int parameter, std::int64_t value) override { set(parameter, value); }
  void text(int parameter, std::string_view value) override { set(parameter, std::string_view{texts_.emplace_back(value)}); }
  [[nodiscard]] const std::vector<Arg>& args() const { return args_; }

 private:
  void set(int parameter, Arg value);
  std::vector<Arg> args_;
  std::deque<std::string> texts_;
};

class Session {
 public:
  virtual ~Session() = default;
  [[nodiscard]] virtual Engine engine() const = 0;

  // Calls `each` for every row, in order; `each` returns false to stop. Rows are valid inside the call only.
  template <class... A>
  void rows(const Statement& statement, const std::function<bool(const Row&)>& each, const A&... args) {
    const std::vector<Arg> bound{arg(args)...};
    run(statement, bound, each);
  }
  template <class T, class... A>
  [[nodiscard]] std::vector<T> all(const Statement& statement, const A&... args) {  // described Row structs
    std::vector<T> out;
    rows(statement, [&out](const Row& r) { out.push_back(r.as<T>()); return true; }, args...);
    return out;
  }
  template <class T, class... A>
  [[nodiscard]] std::optional<T> one(const Statement& statement, const A&... args) {
    std::optional<T> out;
    rows(statement, [&out](const Row& r) { out = r.as<T>(); return false; }, args...);
    return out;
  }
  template <class T, class... A>
  [[nodiscard]] std::optional<T> value(const Statement& statement, const A&... args) {  // first column of the first row
    std::optional<T> out;
    rows(statement, [&out](const Row& r) { if (!r.null(0)) out = r.get<T>(0); return false; }, args...);
    return out;
  }

  virtual void run(const Statement&, const std::vector<Arg>&, const std::function<bool(const Row&)>&) = 0;
  virtual void run(const Composed&, const std::vector<Arg>&, const std::function<bool(const Row&)>&) = 0;
  [[nodiscard]] std::uint64_t statements() const { return statements_; }  // run so far: tests assert it per request

 protected:
  std::uint64_t statements_ = 0;
};

// Who does it, and for whom: the envelope of every event of the unit. Filled by people/; plain ids here.
struct Actor {
  base::PersonId person{};            // 0: the system (a job) or a resident without account
  base::PostId post{};                // through which post
  std::string on_behalf_of{};         // counter mode: reason and proof in words, empty otherwise
  std::string channel{"system"};      // desk, field, public, counter, import, system
};

struct Moment {
  base::DistrictId district{};
  base::Instant now{};       // the district's clock
  base::Instant real_now{};  // the process's real clock (leases, sign-in expiry)
};

// One atomic, re-runnable unit inside one district: no effects outside the database, at most a second long.
class Unit : public Session {
 public:
  template <class... A>
  std::int64_t exec(const Statement& statement, const A&... args) {  // rows changed
    const std::vector<Arg> bound{arg(args)...};
    return change(statement, bound);
  }
  template <class T>
  std::int64_t insert(const Statement& statement, const T& row);  // binds a described Row struct's fields as $1…$n in order

  // Serialises writers of one subject until the unit ends. Call at the start, ascending by (floor, kind, id); asserted.
  // The same subject twice is fine.
  virtual void lock(int floor, const base::Subject&) = 0;
  [[nodiscard]] virtual std::int64_t new_id() = 0;
  template <class T>
  [[nodiscard]] T make() { return T{new_id()}; }
  [[nodiscard]] virtual base::Random& random() = 0;
  virtual void after_commit(std::function<void()>) = 0;  // wake-ups only; runs once, after COMMIT, never after a failure

  [[nodiscard]] const Moment& moment() const { return moment_; }
  [[nodiscard]] base::DistrictId district() const { return moment_.district; }
  [[nodiscard]] base::Instant now() const { return moment_.now; }
  [[nodiscard]] const Actor& actor() const { return actor_; }

  virtual std::int64_t change(const Statement&, const std::vector<Arg>&) = 0;
  virtual std::int64_t change(const Composed&, const std::vector<Arg>&) = 0;

 protected:
  Moment moment_;
  Actor actor_;
};

template <class T>
T Row::get(int column) const { return described::read_column<T>(*row_, column); }
template <class T>
T Row::as() const { return described::read_row<T>(*row_); }
template <class T>
std::int64_t Unit::insert(const Statement& statement, const T& row) {
  BoundRow bound;
  described::bind(bound, row);
  return change(statement, bound.args());
}

}  // namespace store
