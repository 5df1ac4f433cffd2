// An SQL text with a name, written once for both engines or as two texts side by side. Parameters are $1 … $n.
// Statements are namespace-scope constants in tables.cpp; each joins a list, so that a test prepares all of them on both engines.
#pragma once
#include <string>
#include <string_view>

namespace store {

class Statement {
 public:
  Statement(std::string_view name, std::string_view text) : Statement(name, text, text) {}
  Statement(std::string_view name, std::string_view sqlite, std::string_view postgres);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::string_view sqlite() const { return sqlite_; }
  [[nodiscard]] std::string_view postgres() const { return postgres_; }
  [[nodiscard]] std::size_t number() const { return number_; }  // position in the list: the key of prepared-statement caches

  static const Statement* first();
  [[nodiscard]] const Statement* next() const { return next_; }

 private:
  std::string_view name_, sqlite_, postgres_;
  std::size_t number_;
  const Statement* next_;
};

// A text composed at run time from constant fragments (lists with filters and sort); cached by text in each connection.
struct Composed {
  std::string text;
};

}  // namespace store
