#include "store/sqlite/connection.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "store/sqlite/log_file.hpp"

namespace store::sqlite {
namespace {

constexpr int seek_scan = 0x00020000;           // SQLite's own number of the optimisation
constexpr int busy_timeout_ms = 5000;         // another process at the same file: a migration, a backup, the command line
constexpr std::size_t composed_texts_max = 256;
constexpr int checkpoint_pages = 4000;        // 16 MB: a page that many units touch is copied back once

// People's data is in it: only its owner reads a new file. SQLite gives the files beside it the same mode.
void create_private(const std::string& file) {
  if (file.starts_with(":") || file.starts_with("file:")) return;
  const int made = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (made >= 0) ::close(made);
}

// SQLite's own statistics of memory take one mutex of the whole process at every allocation, of the writer and all readers.
void without_statistics() {
  static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)once;
}

// A described row is found column by column by its name, and each value is asked for its type first: both are kept, the names for
// one run of the statement, the type for the value at hand.
class RowView final : public described::Row {
 public:
  RowView(sqlite3_stmt* stmt, std::vector<std::string_view>& names) : stmt_(stmt), names_(names), columns_(sqlite3_column_count(stmt)) {}
  void moved() { typed_ = -1; }
  [[nodiscard]] int columns() const override { return columns_; }
  [[nodiscard]] std::string_view name(int column) const override {
    if (names_.empty())
      for (int i = 0; i < columns_; ++i) names_.emplace_back(sqlite3_column_name(stmt_, i));
    return names_[static_cast<std::size_t>(column)];
  }
  [[nodiscard]] bool null(int column) const override { return type(column) == SQLITE_NULL; }
  [[nodiscard]] std::int64_t integer(int column) const override {
    if (type(column) != SQLITE_INTEGER)  // PostgreSQL would not convert silently either
      throw described::RowError(fmt::format("column {}: not an integer", name(column)));
    return sqlite3_column_int64(stmt_, column);
  }
  [[nodiscard]] std::string_view text(int column) const override {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(stmt_, column));
    return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))};
  }

 private:
  int type(int column) const {
    if (typed_ != column) {
      type_ = sqlite3_column_type(stmt_, column);  // before any conversion, as SQLite demands
      typed_ = column;
    }
    return type_;
  }
  sqlite3_stmt* stmt_;
  std::vector<std::string_view>& names_;
  const int columns_;
  mutable int typed_ = -1, type_ = SQLITE_NULL;
};

}  // namespace

Connection::Connection(const std::string& file, Access access, bool durable) {
  without_statistics();
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE |
                    (access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  if (access == Access::write) create_private(file);
  const bool own_log = access == Access::write && durable && !file.starts_with(":") && !file.starts_with("file:");
  int code = sqlite3_open_v2(file.c_str(), &db_, flags, own_log ? log_vfs() : nullptr);
  if (code == SQLITE_OK) {
    sqlite3_busy_timeout(db_, busy_timeout_ms);
    // With statistics SQLite 3.40 steps through the values of an IN instead of seeking (OP_SeekScan) and then forgets the bound of the
    // column behind it: `kind IN ('', 'x') AND due_at < 700` answers rows of 1000. So that one optimisation is off (dues_test.cpp found it).
    sqlite3_test_control(SQLITE_TESTCTRL_OPTIMIZATIONS, db_, seek_scan);
    // The first look at the file: SQLite opens it lazily.
    const char* settings = access == Access::write ? "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384; PRAGMA journal_size_limit=67108864; "
                                                     "PRAGMA wal_autocheckpoint=4000;"
                                                   : "PRAGMA query_only=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8192;";
    code = sqlite3_exec(db_, settings, nullptr, nullptr, nullptr);
    // What is made anew after a failure: every unit empties a reader's cache, so it reads the file where the kernel keeps it; the
    // one writer keeps what it touched.
    if (code == SQLITE_OK && !durable)
      code = sqlite3_exec(db_, access == Access::write ? "PRAGMA cache_size=-262144" : "PRAGMA mmap_size=8589934592", nullptr, nullptr, nullptr);
  }
  if (code == SQLITE_OK && access == Access::write) {
    code = sqlite3_exec(db_, durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);
    // Two programs that open a new file at once: turning WAL on does not wait by itself.
    for (int waited_ms = 0; code == SQLITE_OK && waited_ms < busy_timeout_ms; waited_ms += 20) {
      code = sqlite3_exec(db_, "PRAGMA journal_mode=WAL", nullptr, nullptr, nullptr);
      if ((code & 0xff) != SQLITE_BUSY) break;
      code = SQLITE_OK;
      sqlite3_sleep(20);
    }
    if (code == SQLITE_OK) code = sqlite3_exec(db_, "BEGIN IMMEDIATE; ROLLBACK;", nullptr, nullptr, nullptr);  // can it be written?
    if (code == SQLITE_OK && sqlite3_db_readonly(db_, "main") == 1) {  // opened all the same when only the file refuses
      sqlite3_close(db_);
      db_ = nullptr;
      throw Misconfigured(fmt::format("the database {} can be read but not written: give file and folder to the user that runs this program (chown), or name another file", file));
    }
  }
  if (code == SQLITE_OK && own_log) {
    sqlite3_wal_hook(db_, [](void* pages, sqlite3*, const char*, int now) { return *static_cast<int*>(pages) = now, SQLITE_OK; }, &log_pages_);
    log_ = ::open(sqlite3_filename_wal(sqlite3_db_filename(db_, "main")), O_RDONLY | O_CLOEXEC);  // without it every COMMIT syncs by itself
  }
  if (code == SQLITE_OK) return;
  const std::string why = sqlite3_errmsg(db_);
  sqlite3_close(db_);
  db_ = nullptr;
  if ((code & 0xff) == SQLITE_BUSY)
    throw Misconfigured(fmt::format("the database {} is held by another program: stop that program and start again", file));
  if ((code & 0xff) == SQLITE_NOTADB || (code & 0xff) == SQLITE_CORRUPT)
    throw Misconfigured(fmt::format("{} is not a sound SQLite database ({}): name another file or restore a backup", file, why));
  if ((code & 0xff) == SQLITE_FULL) throw Misconfigured(fmt::format("no space left for the database {}: free some space and start again", file));
  throw Misconfigured(fmt::format("cannot use the database {} ({}): its folder must exist, and file and folder must be writable", file, why));
}

Connection::~Connection() {
  by_number_.clear();
  by_text_.clear();
  for (Owned* kept : {&begin_write_, &begin_read_, &commit_, &savepoint_, &release_, &rollback_to_}) kept->reset();
  sqlite3_close(db_);
  if (log_ >= 0) ::close(log_);
}

void Connection::raise(int code, std::string_view doing) const {
  const std::string what = fmt::format("{}: {}", doing, sqlite3_errmsg(db_));
  switch (code & 0xff) {
    case SQLITE_FULL: throw NoSpace(what);
    case SQLITE_CONSTRAINT: throw Constraint(what);
    case SQLITE_IOERR:
      if (code == SQLITE_IOERR_SHMSIZE) throw NoSpace(what);
      throw Unavailable(what);
    case SQLITE_BUSY: case SQLITE_LOCKED: case SQLITE_CANTOPEN: case SQLITE_READONLY: case SQLITE_CORRUPT: case SQLITE_NOTADB:
    case SQLITE_PERM: case SQLITE_NOMEM: case SQLITE_PROTOCOL: case SQLITE_INTERRUPT: case SQLITE_SCHEMA:
      throw Unavailable(what);
    default: throw std::logic_error(what);  // a wrong statement: our own mistake
  }
}

Connection::Owned Connection::prepare(std::string_view text, std::string_view name) {
  auto out = std::make_unique<Prepared>();
  const char* rest = nullptr;
  const int code =
      sqlite3_prepare_v3(db_, text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT, &out->stmt, &rest);
  if (code != SQLITE_OK) raise(code, name);
  if (out->stmt == nullptr) throw std::logic_error(fmt::format("{}: an empty statement", name));
  // SQLite numbers "$7" by first appearance: ask once where each stands.
  const int count = sqlite3_bind_parameter_count(out->stmt);
  for (int n = 1; n <= count; ++n) {
    const int index = sqlite3_bind_parameter_index(out->stmt, fmt::format("${}", n).c_str());
    if (index == 0) throw std::logic_error(fmt::format("{}: parameters must be $1 to ${}, and ${} is not there", name, count, n));
    out->parameters.push_back(index);
  }
  return out;
}

void Connection::bind(Prepared& prepared, std::string_view name, const std::vector<Arg>& args) {
  if (args.size() != prepared.parameters.size())
    throw std::logic_error(fmt::format("{}: {} arguments for {} parameters", name, args.size(), prepared.parameters.size()));
  for (std::size_t i = 0; i < args.size(); ++i) {
    const int index = prepared.parameters[i];
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&args[i])) code = sqlite3_bind_int64(prepared.stmt, index, *number);
    else if (const auto* text = std::get_if<std::string_view>(&args[i])) {
      if (text->find('\0') != std::string_view::npos) throw std::logic_error(fmt::format("{}: a text with a zero byte", name));  // as PostgreSQL
      code = sqlite3_bind_text64(prepared.stmt, index, text->data() == nullptr ? "" : text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    } else code = sqlite3_bind_null(prepared.stmt, index);
    if (code != SQLITE_OK) raise(code, name);
  }
}

std::int64_t Connection::step_all(Prepared& prepared, std::string_view name, const std::vector<Arg>& args,
                                  const std::function<bool(const Row&)>& each) {
  struct Rewind {
    Prepared& prepared;
    ~Rewind() {
      sqlite3_reset(prepared.stmt);
      sqlite3_clear_bindings(prepared.stmt);
      prepared.busy = false;
    }
  } rewind{prepared};
  prepared.busy = true;
  prepared.names.clear();  // a changed schema prepares the statement anew
  bind(prepared, name, args);
  RowView view(prepared.stmt, prepared.names);
  const Row row(view);
  for (;;) {
    const int code = sqlite3_step(prepared.stmt);
    if (code == SQLITE_DONE) break;
    if (code != SQLITE_ROW) raise(code, name);
    view.moved();
    if (each && !each(row)) break;
  }
  return sqlite3_stmt_readonly(prepared.stmt) != 0 ? 0 : sqlite3_changes64(db_);
}

std::int64_t Connection::run_kept(Owned& kept, std::string_view text, std::string_view name, const std::vector<Arg>& args,
                                  const std::function<bool(const Row&)>& each) {
  if (!kept) kept = prepare(text, name);
  if (!kept->busy) return step_all(*kept, name, args, each);
  const Owned again = prepare(text, name);  // inside its own rows
  return step_all(*again, name, args, each);
}

std::int64_t Connection::run(const Statement& statement, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) {
  const std::size_t at = statement.number();
  if (by_number_.size() <= at) by_number_.resize(at + 1);
  if (!by_number_[at]) by_number_[at] = prepare(statement.sqlite(), statement.name());
  // The vector may grow while rows are read, the prepared statement stays where it is.
  Prepared& kept = *by_number_[at];
  if (!kept.busy) return step_all(kept, statement.name(), args, each);
  const Owned again = prepare(statement.sqlite(), statement.name());
  return step_all(*again, statement.name(), args, each);
}

std::int64_t Connection::run(const Composed& composed, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) {
  if (by_text_.size() >= composed_texts_max && !by_text_.contains(composed.text))
    std::erase_if(by_text_, [](const auto& entry) { return !entry.second->busy; });
  return run_kept(by_text_[composed.text], composed.text, composed.text, args, each);
}

void Connection::script(std::string_view sql) {
  const int code = sqlite3_exec(db_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) raise(code, "script");
}

std::string Connection::prepare_error(const Statement& statement) {
  try {
    (void)prepare(statement.sqlite(), statement.name());
    return {};
  } catch (const std::exception& e) {
    return e.what();
  }
}

void Connection::simple(Owned& kept, const char* sql) { run_kept(kept, sql, sql, {}, {}); }
void Connection::begin_immediate() { simple(begin_write_, "BEGIN IMMEDIATE"); }
void Connection::begin_read() { simple(begin_read_, "BEGIN"); }
void Connection::commit() {
  simple(commit_, "COMMIT");
  checkpoint_if_due();
}
void Connection::commit_later() {
  sync_later(db_, syncs_later());
  struct AtOnce {
    sqlite3* db;
    ~AtOnce() { sync_later(db, false); }
  } at_once{db_};
  simple(commit_, "COMMIT");
}
void Connection::sync_log() const {
  if (::fdatasync(log_) != 0) throw Unavailable(fmt::format("the disk did not take the log of writes (error {})", errno));
}
void Connection::checkpoint_if_due() {
  if (log_pages_ < checkpoint_pages) return;
  log_pages_ = 0;
  sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);  // what it could not copy yet stays in the log
}
void Connection::savepoint() { simple(savepoint_, "SAVEPOINT unit"); }
void Connection::release() { simple(release_, "RELEASE unit"); }
void Connection::rollback_to_savepoint() {
  simple(rollback_to_, "ROLLBACK TO unit");
  release();
}
void Connection::rollback() noexcept {
  if (db_ != nullptr && in_transaction()) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace store::sqlite
