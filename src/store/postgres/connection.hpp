// One PostgreSQL connection (libpq): statements prepared on first use and kept by number and by text, every SQLSTATE
// turned into the store's exceptions. One thread at a time.
//
// What a round trip costs is most of what a unit costs. So libpq's pipeline is used: BEGIN, locks and plain one-row INSERTs are sent
// and not waited for; the next statement whose answer somebody reads, or COMMIT, brings their answers along. An error of one of them
// comes up there, and nothing after it was done: to a unit it makes no difference, for after a failed statement it cannot commit anyway.
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
  Connection(const std::string& url, bool durable, const std::string& role = {});  // throws Unavailable
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  std::int64_t run(const Statement&, const std::vector<Arg>&, const std::function<bool(const Row&)>&);  // rows changed
  std::int64_t run(const Composed&, const std::vector<Arg>&, const std::function<bool(const Row&)>&);
  void later(const Composed&, const std::vector<Arg>&);  // its rows do not matter; an error comes with the next answer
  void script(const std::string& sql);
  [[nodiscard]] std::string prepare_error(const Statement&);  // empty: the engine takes it

  void begin_write() { begin("BEGIN"); }  // sent with the first statement
  void begin_read() { begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
  void commit();
  void rollback() noexcept;
  void leave() noexcept;     // the end of a snapshot: rolls back without waiting for the answer
  [[nodiscard]] bool usable() const { return !stale_ && PQstatus(db_.get()) == CONNECTION_OK; }

 private:
  struct Close { void operator()(PGconn* c) const { PQfinish(c); } };
  struct Clear { void operator()(PGresult* r) const { PQclear(r); } };
  using Result = std::unique_ptr<PGresult, Clear>;

  struct Kept {               // a statement that the session knows
    std::string name{};       // empty: not prepared yet
    bool blind{};             // changes exactly one row or fails
  };

  void begin(const char* how);
  void enter();                                            // pipeline mode, and BEGIN if it is still to be sent
  void settle();                                           // ends pipeline mode, with all answers taken
  Result answers(std::string_view doing);                  // waits for all that was sent; the last one's. Throws what failed first
  void send(const Kept&, std::string_view doing, const std::vector<Arg>&);
  void send_plain(const char* sql);
  void check(PGresult*, std::string_view doing);
  void prepare(const std::string& name, std::string_view text, std::string_view doing);
  const Kept& known(const Statement&);
  const Kept& known(const Composed&);
  std::int64_t execute(const Kept&, std::string_view doing, const std::vector<Arg>&, const std::function<bool(const Row&)>&);

  std::unique_ptr<PGconn, Close> db_;
  std::vector<Kept> by_number_;
  std::unordered_map<std::string, Kept> by_text_;
  std::size_t composed_count_ = 0;
  const char* begin_ = nullptr;                            // wanted, not sent yet
  std::size_t sent_ = 0;                                   // answers not taken yet
  bool left_ = false;                                      // they end with a ROLLBACK that nobody waited for, and a sync
  bool stale_ = false;                                     // a plan no longer fits the schema
};

[[nodiscard]] std::string first_line(std::string_view message);

}  // namespace store::postgres
