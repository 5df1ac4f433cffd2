// One SQLite connection: prepared statements kept by number and by text, $n bound by name, every return code turned into
// the store's exceptions. Used by one thread at a time.
#pragma once
#include <sqlite3.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/store.hpp"

namespace store::sqlite {

enum class Access : std::uint8_t { write, read };

class Connection {
 public:
  // `file` is a path, ":memory:" or a file: URI. Throws Misconfigured.
  Connection(const std::string& file, Access, bool durable);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Both return how many rows the statement changed.
  std::int64_t run(const Statement&, const std::vector<Arg>&, const std::function<bool(const Row&)>&);
  std::int64_t run(const Composed&, const std::vector<Arg>&, const std::function<bool(const Row&)>&);
  void script(std::string_view sql);
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
  [[nodiscard]] std::int64_t rows_changed() const { return sqlite3_total_changes64(db_); }  // since it was opened
  [[nodiscard]] std::string prepare_error(const Statement&);  // empty: the engine takes it

  void begin_immediate();
  void begin_read();
  void commit();
  // The COMMIT of a group: seen by all, safe after the next sync_log(), which any one thread may call. Without a log file: as commit().
  void commit_later();
  [[nodiscard]] bool syncs_later() const { return log_ >= 0; }
  void sync_log() const;         // throws Unavailable
  void checkpoint_if_due();      // copies the log back into the database when it is long
  void rollback() noexcept;  // whatever state it is in
  void savepoint();
  void release();
  void rollback_to_savepoint();  // and drops it

 private:
  struct Prepared {
    sqlite3_stmt* stmt = nullptr;
    std::vector<int> parameters{};  // index of $1, $2 …
    std::vector<std::string_view> names{};  // of the columns, during one run
    bool busy = false;
    Prepared() = default;
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    ~Prepared() { sqlite3_finalize(stmt); }
  };
  using Owned = std::unique_ptr<Prepared>;

  [[nodiscard]] Owned prepare(std::string_view text, std::string_view name);
  std::int64_t step_all(Prepared&, std::string_view name, const std::vector<Arg>&, const std::function<bool(const Row&)>&);
  std::int64_t run_kept(Owned& kept, std::string_view text, std::string_view name, const std::vector<Arg>&,
                        const std::function<bool(const Row&)>&);
  void bind(Prepared&, std::string_view name, const std::vector<Arg>&);
  void simple(Owned& kept, const char* sql);
  [[noreturn]] void raise(int code, std::string_view doing) const;

  sqlite3* db_ = nullptr;
  int log_ = -1;                 // the log's file, to sync it
  int log_pages_ = 0;
  std::vector<Owned> by_number_;
  std::unordered_map<std::string, Owned> by_text_;
  Owned begin_write_, begin_read_, commit_, savepoint_, release_, rollback_to_;
};

}  // namespace store::sqlite
