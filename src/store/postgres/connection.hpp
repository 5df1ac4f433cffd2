// One PostgreSQL connection (libpq): statements prepared on first use and kept by number and by text, every SQLSTATE
// turned into the store's exceptions. One thread at a time.
#pragma once
#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/store.hpp"

namespace store::postgres {

// Reasons to run a unit again; when that did not help, callers see the base class.
struct Repeat : Unavailable { using Unavailable::Unavailable; };        // serialization failure, deadlock
struct KeyTaken : Constraint { using Constraint::Constraint; };         // a unique key was taken meanwhile
struct Lost : Unavailable { using Unavailable::Unavailable; };          // the connection is gone

class Connection {
 public:
  Connection(const std::string& url, bool durable);  // throws Unavailable
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  std::int64_t run(const Statement&, const std::vector<Arg>&, const std::function<bool(const Row&)>&);  // rows changed
  std::int64_t run(const Composed&, const std::vector<Arg>&, const std::function<bool(const Row&)>&);
  void script(const std::string& sql);
  [[nodiscard]] std::string prepare_error(const Statement&);  // empty: the engine takes it

  void begin_write() { script("BEGIN"); }
  void begin_read() { script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
  void commit();
  void rollback() noexcept;
  [[nodiscard]] bool usable() const { return !stale_ && PQstatus(db_.get()) == CONNECTION_OK; }

 private:
  struct Close { void operator()(PGconn* c) const { PQfinish(c); } };
  struct Clear { void operator()(PGresult* r) const { PQclear(r); } };
  using Result = std::unique_ptr<PGresult, Clear>;

  Result checked(PGresult* raw, std::string_view doing);
  void prepare(const std::string& name, std::string_view text, std::string_view doing);
  std::int64_t execute(const std::string& name, std::string_view doing, const std::vector<Arg>&, const std::function<bool(const Row&)>&);

  std::unique_ptr<PGconn, Close> db_;
  std::vector<std::string> by_number_;                     // name in the session; empty: not prepared yet
  std::unordered_map<std::string, std::string> by_text_;
  std::size_t composed_count_ = 0;
  bool stale_ = false;                                     // a plan no longer fits the schema
};

[[nodiscard]] std::string first_line(std::string_view message);

}  // namespace store::postgres
