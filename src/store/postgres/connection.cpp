#include "store/postgres/connection.hpp"

#include <fmt/format.h>

namespace store::postgres {
namespace {

constexpr std::size_t composed_texts_max = 256;
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

}  // namespace

std::string first_line(std::string_view message) { return std::string(message.substr(0, message.find('\n'))); }

Connection::Connection(const std::string& url, bool durable) {
  const char* keys[] = {"dbname", "connect_timeout", "application_name", "client_encoding", "tcp_user_timeout", nullptr};
  const char* values[] = {url.c_str(), "5", "redengine", "UTF8", "15000", nullptr};
  db_.reset(PQconnectdbParams(keys, values, /*expand_dbname=*/1));
  if (PQstatus(db_.get()) != CONNECTION_OK) throw Unavailable(first_line(PQerrorMessage(db_.get())));
  PQsetNoticeProcessor(db_.get(), [](void*, const char*) {}, nullptr);
  script(session_settings);
  if (!durable) script("SET synchronous_commit = off");
}

Connection::Result Connection::checked(PGresult* raw, std::string_view doing) {
  Result result(raw);
  const ExecStatusType status = PQresultStatus(raw);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return result;
  const char* field = raw == nullptr ? nullptr : PQresultErrorField(raw, PG_DIAG_SQLSTATE);
  const std::string state = field == nullptr ? "" : field;
  if (state == "0A000") stale_ = true;
  const bool connected = PQstatus(db_.get()) == CONNECTION_OK && !state.empty();
  raise(state, fmt::format("{}: {}", doing, first_line(raw == nullptr ? PQerrorMessage(db_.get()) : PQresultErrorMessage(raw))), connected);
}

void Connection::prepare(const std::string& name, std::string_view text, std::string_view doing) {
  checked(PQprepare(db_.get(), name.c_str(), std::string(text).c_str(), 0, nullptr), doing);
}

std::int64_t Connection::execute(const std::string& name, std::string_view doing, const std::vector<Arg>& args,
                                 const std::function<bool(const Row&)>& each) {
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
  const Result result = checked(PQexecPrepared(db_.get(), name.c_str(), static_cast<int>(n), values.data(), nullptr, nullptr, 0), doing);
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

std::int64_t Connection::run(const Statement& statement, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) {
  const std::size_t at = statement.number();
  if (by_number_.size() <= at) by_number_.resize(at + 1);
  if (by_number_[at].empty()) {
    std::string name = fmt::format("s{}", at);
    prepare(name, statement.postgres(), statement.name());
    by_number_[at] = std::move(name);
  }
  const std::string name = by_number_[at];  // a copy: `each` may run further statements
  return execute(name, statement.name(), args, each);
}

std::int64_t Connection::run(const Composed& composed, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) {
  auto found = by_text_.find(composed.text);
  if (found == by_text_.end()) {
    if (by_text_.size() >= composed_texts_max) {
      for (const auto& [text, name] : by_text_) script("DEALLOCATE " + name);
      by_text_.clear();
    }
    std::string name = fmt::format("c{}", composed_count_++);
    prepare(name, composed.text, composed.text);
    found = by_text_.emplace(composed.text, std::move(name)).first;
  }
  const std::string name = found->second;
  return execute(name, composed.text, args, each);
}

void Connection::script(const std::string& sql) { checked(PQexec(db_.get(), sql.c_str()), "script"); }

std::string Connection::prepare_error(const Statement& statement) {
  try {
    prepare("", statement.postgres(), statement.name());
    return {};
  } catch (const std::exception& e) {
    return e.what();
  }
}

void Connection::commit() {
  const Result result = checked(PQexec(db_.get(), "COMMIT"), "COMMIT");
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") throw Unavailable("COMMIT answered ROLLBACK");
}

void Connection::rollback() noexcept {
  if (PQstatus(db_.get()) == CONNECTION_OK && PQtransactionStatus(db_.get()) != PQTRANS_IDLE) PQclear(PQexec(db_.get(), "ROLLBACK"));
}

}  // namespace store::postgres
