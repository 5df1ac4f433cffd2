#include "store/postgres/connection.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <utility>

namespace store::postgres {
namespace {

constexpr std::size_t composed_texts_max = 256;
constexpr std::size_t unanswered_max = 64;  // so that neither side ever waits for the other to read
// Nobody waits for ever: not for a lock, not for a statement, and a client that died in a unit lets go.
constexpr const char* session_settings =
    "SET lock_timeout = '10s'; SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s'; SET TIME ZONE 'UTC'";

class RowView final : public described::Row {
 public:
  explicit RowView(const PGresult* result) : result_(result) {}
  void move_to(int row) { row_ = row; }
  [[nodiscard]] int columns() const override { return PQnfields(result_); }
  [[nodiscard]] std::string_view name(int column) const override { return PQfname(result_, column); }
  [[nodiscard]] bool null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
  [[nodiscard]] std::int64_t integer(int column) const override {
    const std::string_view s = text(column);
    if (s == "t") return 1;
    if (s == "f") return 0;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
    if (error != std::errc{} || end != s.data() + s.size()) throw described::RowError(fmt::format("column {}: not an integer", name(column)));
    return value;
  }
  [[nodiscard]] std::string_view text(int column) const override {
    return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }

 private:
  const PGresult* result_;
  int row_ = 0;
};

[[noreturn]] void raise(std::string_view state, const std::string& what, bool connected) {
  if (state == "08P01") throw std::logic_error(what);  // a wrong number of arguments
  if (!connected || state.starts_with("08") || state.starts_with("57P")) throw Lost(what);
  if (state == "40001" || state == "40P01") throw Repeat(what);
  if (state == "23505" || state == "23P01") throw KeyTaken(what);
  if (state.starts_with("23")) throw Constraint(what);
  if (state == "53100") throw NoSpace(what);
  if (state == "0A000") throw Lost(what);  // "cached plan must not change result type": another server migrated
  if (state.starts_with("53") || state.starts_with("55") || state.starts_with("57") || state.starts_with("58") || state.starts_with("25P"))
    throw Unavailable(what);
  throw std::logic_error(what);  // a wrong statement: our own mistake
}

// INSERT … VALUES of one row, without RETURNING, and without an ON CONFLICT that may do nothing: one row, or an error. Nobody need wait
// to learn which.
bool changes_one_row(std::string_view text) {
  const auto has = [text](std::string_view word) { return text.find(word) != std::string_view::npos; };
  return (text.starts_with("INSERT INTO ") || text.starts_with("WITH waits AS (INSERT INTO ")) && has(" VALUES (") && !has("), (") && !has("SELECT ") &&
         !has("RETURNING") && (!has("ON CONFLICT") || (has("DO UPDATE SET") && !has(" WHERE ")));
}

}  // namespace

std::string first_line(std::string_view message) { return std::string(message.substr(0, message.find('\n'))); }

Connection::Connection(const std::string& url, bool durable, const std::string& role) {
  const char* keys[] = {"dbname", "connect_timeout", "application_name", "client_encoding", "tcp_user_timeout", nullptr};
  const char* values[] = {url.c_str(), "5", "redengine", "UTF8", "15000", nullptr};
  db_.reset(PQconnectdbParams(keys, values, /*expand_dbname=*/1));
  if (PQstatus(db_.get()) != CONNECTION_OK) throw Unavailable(first_line(PQerrorMessage(db_.get())));
  PQsetNoticeProcessor(db_.get(), [](void*, const char*) {}, nullptr);
  script(session_settings);
  if (!durable) script("SET synchronous_commit = off");
  if (!role.empty()) script("SET ROLE " + role);  // for the session: nothing is asked again with each unit
}

void Connection::check(PGresult* raw, std::string_view doing) {
  const ExecStatusType status = PQresultStatus(raw);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
  const char* field = raw == nullptr ? nullptr : PQresultErrorField(raw, PG_DIAG_SQLSTATE);
  const std::string state = field == nullptr ? "" : field;
  if (state == "0A000") stale_ = true;
  const bool connected = PQstatus(db_.get()) == CONNECTION_OK && !state.empty();
  raise(state, fmt::format("{}: {}", doing, first_line(raw == nullptr ? PQerrorMessage(db_.get()) : PQresultErrorMessage(raw))), connected);
}

// A connection that the server closed while nobody used it has its end in the socket already: better known before a unit begins.
void Connection::begin(const char* how) {
  if (left_) (void)answers("ROLLBACK");
  pollfd look{.fd = PQsocket(db_.get()), .events = POLLIN, .revents = 0};
  for (int i = 0; i < 3 && ::poll(&look, 1, 0) > 0; ++i)
    if (PQconsumeInput(db_.get()) == 0) throw Lost(first_line(PQerrorMessage(db_.get())));
  begin_ = how;
}

void Connection::enter() {
  if (PQpipelineStatus(db_.get()) == PQ_PIPELINE_OFF && PQenterPipelineMode(db_.get()) == 0) throw Lost(first_line(PQerrorMessage(db_.get())));
  if (begin_ != nullptr) send_plain(std::exchange(begin_, nullptr));
  if (sent_ >= unanswered_max) (void)answers("a long unit");
}

void Connection::settle() {
  if (sent_ > 0) (void)answers("what was sent before");
  if (PQpipelineStatus(db_.get()) != PQ_PIPELINE_OFF) PQexitPipelineMode(db_.get());
}

void Connection::send_plain(const char* sql) {
  if (PQsendQueryParams(db_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 0) == 0) throw Lost(first_line(PQerrorMessage(db_.get())));
  ++sent_;
}

Connection::Result Connection::answers(std::string_view doing) {
  std::size_t wanted = std::exchange(sent_, 0);
  if (!std::exchange(left_, false) && PQpipelineSync(db_.get()) == 0) throw Lost(fmt::format("{}: {}", doing, first_line(PQerrorMessage(db_.get()))));
  Result last, failed;
  for (; wanted > 0; --wanted) {
    bool any = false;
    while (PGresult* raw = PQgetResult(db_.get())) {
      any = true;
      last.reset(raw);
      const ExecStatusType status = PQresultStatus(raw);
      const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY || status == PGRES_PIPELINE_ABORTED;
      if (!good && !failed) failed = std::move(last);
    }
    if (!any || PQstatus(db_.get()) != CONNECTION_OK) break;
  }
  if (PQstatus(db_.get()) == CONNECTION_OK) {
    const Result end(PQgetResult(db_.get()));
    if (!failed && PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC) throw Lost(fmt::format("{}: answers in no order", doing));
  } else if (!failed) {
    throw Lost(fmt::format("{}: {}", doing, first_line(PQerrorMessage(db_.get()))));
  }
  if (failed) check(failed.get(), doing);
  return last;
}

void Connection::prepare(const std::string& name, std::string_view text, std::string_view doing) {
  enter();
  if (PQsendPrepare(db_.get(), name.c_str(), std::string(text).c_str(), 0, nullptr) == 0) throw Lost(first_line(PQerrorMessage(db_.get())));
  ++sent_;
  (void)answers(doing);
}

void Connection::send(const Kept& kept, std::string_view doing, const std::vector<Arg>& args) {
  const std::size_t n = args.size();
  std::vector<const char*> values(n);
  // As text, each with its terminator: the server converts to whatever type the statement asks for.
  std::vector<std::string> texts(n);
  for (std::size_t i = 0; i < n; ++i) {
    if (const auto* number = std::get_if<std::int64_t>(&args[i])) {
      std::array<char, 24> digits;
      texts[i].assign(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr);
    } else if (const auto* text = std::get_if<std::string_view>(&args[i])) {
      if (text->find('\0') != std::string_view::npos) throw std::logic_error(fmt::format("{}: a text with a zero byte", doing));
      texts[i] = *text;
    } else {
      continue;  // NULL
    }
    values[i] = texts[i].c_str();
  }
  enter();
  if (PQsendQueryPrepared(db_.get(), kept.name.c_str(), static_cast<int>(n), values.data(), nullptr, nullptr, 0) == 0)
    throw Lost(fmt::format("{}: {}", doing, first_line(PQerrorMessage(db_.get()))));
  ++sent_;
}

std::int64_t Connection::execute(const Kept& kept, std::string_view doing, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) {
  const bool blind = kept.blind && !each;
  send(kept, doing, args);
  if (blind) return 1;
  const Result result = answers(doing);
  if (each) {
    RowView view(result.get());
    const Row row(view);
    for (int r = 0; r < PQntuples(result.get()); ++r) {
      view.move_to(r);
      if (!each(row)) break;
    }
  }
  const std::string_view changed = PQcmdTuples(result.get());
  std::int64_t count = 0;
  std::from_chars(changed.data(), changed.data() + changed.size(), count);
  return count;
}

const Connection::Kept& Connection::known(const Statement& statement) {
  const std::size_t at = statement.number();
  if (by_number_.size() <= at) by_number_.resize(at + 1);
  if (by_number_[at].name.empty()) {
    std::string name = fmt::format("s{}", at);
    prepare(name, statement.postgres(), statement.name());
    by_number_[at] = {std::move(name), changes_one_row(statement.postgres())};
  }
  return by_number_[at];
}

const Connection::Kept& Connection::known(const Composed& composed) {
  auto found = by_text_.find(composed.text);
  if (found == by_text_.end()) {
    if (by_text_.size() >= composed_texts_max) {
      for (const auto& [text, kept] : by_text_) script("DEALLOCATE " + kept.name);
      by_text_.clear();
    }
    std::string name = fmt::format("c{}", composed_count_++);
    prepare(name, composed.text, composed.text);
    found = by_text_.emplace(composed.text, Kept{std::move(name), changes_one_row(composed.text)}).first;
  }
  return found->second;
}

std::int64_t Connection::run(const Statement& statement, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) {
  return execute(known(statement), statement.name(), args, each);
}
std::int64_t Connection::run(const Composed& composed, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) {
  return execute(known(composed), composed.text, args, each);
}
void Connection::later(const Composed& composed, const std::vector<Arg>& args) { send(known(composed), composed.text, args); }

void Connection::script(const std::string& sql) {
  if (begin_ != nullptr) enter();
  settle();
  const Result result(PQexec(db_.get(), sql.c_str()));
  check(result.get(), "script");
}

std::string Connection::prepare_error(const Statement& statement) {
  try {
    prepare("", statement.postgres(), statement.name());
    return {};
  } catch (const std::exception& e) {
    return e.what();
  }
}

void Connection::commit() {
  if (std::exchange(begin_, nullptr) != nullptr) return;  // nothing was done
  enter();
  send_plain("COMMIT");
  const Result result = answers("COMMIT");
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") throw Unavailable("COMMIT answered ROLLBACK");
}

void Connection::rollback() noexcept {
  if (left_) return;
  try {
    if (std::exchange(begin_, nullptr) == nullptr && (sent_ > 0 || PQtransactionStatus(db_.get()) != PQTRANS_IDLE) && PQstatus(db_.get()) == CONNECTION_OK) {
      if (sent_ > 0) {
        try {
          (void)answers("ROLLBACK");  // a failed one among them would take the ROLLBACK with it
        } catch (const std::exception&) {}
      }
      enter();
      send_plain("ROLLBACK");
      (void)answers("ROLLBACK");
    }
  } catch (const std::exception&) {
    stale_ = true;
  }
}

void Connection::leave() noexcept {
  if (std::exchange(begin_, nullptr) != nullptr) return;
  if (sent_ > 0 || PQtransactionStatus(db_.get()) != PQTRANS_INTRANS) return rollback();
  try {
    enter();
    send_plain("ROLLBACK");
    left_ = true;
    if (PQpipelineSync(db_.get()) == 0) stale_ = true;
  } catch (const std::exception&) {
    stale_ = true;
  }
}

}  // namespace store::postgres
