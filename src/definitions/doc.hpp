// A parsed definition as a small read-only tree, so that rooms read bodies without the TOML library. A Doc is a place in the tree:
// cheap to copy, keeps the whole alive. Every reader that asks for something says what was wrong and where, all at once.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace definitions {

using Faults = std::vector<base::FieldError>;  // path is the place in the body: "/limit/3/amount"; params hold its line

class Doc {
 public:
  Doc() = default;  // nothing
  // invalid (definitions.not_toml with line and column) when it is not TOML, too deep or too large.
  [[nodiscard]] static base::Result<Doc> parse(std::string_view toml);

  [[nodiscard]] bool present() const { return node_ != nullptr; }
  [[nodiscard]] bool is_table() const;
  [[nodiscard]] bool is_list() const;
  [[nodiscard]] Doc at(std::string_view key) const;                               // of a table; nothing when absent
  [[nodiscard]] std::vector<Doc> items() const;                                   // of a list; empty otherwise
  [[nodiscard]] std::vector<std::pair<std::string_view, Doc>> entries() const;    // of a table, in the file's order
  [[nodiscard]] std::string place() const;                                        // "/limit/3/amount"; "" is the root
  [[nodiscard]] int line() const;                                                 // counts from 1

  // The value itself; empty when absent or of another type.
  [[nodiscard]] std::optional<std::string> text() const;
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<double> number() const;  // whole numbers too
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] std::optional<base::CivilDate> date() const;  // 2026-10-01 or "2026-10-01"

  void json(std::string& out) const;                          // the tree as JSON, for screens that show it as a form; dates as text

  // Must be there and of this type: otherwise a fault, and an empty value.
  [[nodiscard]] std::string need_text(std::string_view key, Faults&) const;
  [[nodiscard]] std::int64_t need_integer(std::string_view key, Faults&, std::int64_t least = INT64_MIN, std::int64_t most = INT64_MAX) const;
  [[nodiscard]] double need_number(std::string_view key, Faults&) const;
  [[nodiscard]] bool need_boolean(std::string_view key, Faults&) const;
  [[nodiscard]] base::CivilDate need_date(std::string_view key, Faults&) const;
  [[nodiscard]] std::vector<Doc> need_list(std::string_view key, Faults&) const;
  [[nodiscard]] std::vector<std::string> need_texts(std::string_view key, Faults&) const;
  // May be absent; of another type is a fault.
  [[nodiscard]] std::string text_or(std::string_view key, std::string_view otherwise, Faults&) const;
  [[nodiscard]] std::int64_t integer_or(std::string_view key, std::int64_t otherwise, Faults&) const;
  [[nodiscard]] bool boolean_or(std::string_view key, bool otherwise, Faults&) const;
  [[nodiscard]] std::vector<std::string> texts_or_none(std::string_view key, Faults&) const;
  // Faults for members that are none of these: a misspelt name is never silently ignored.
  void only(std::initializer_list<std::string_view> known, Faults&) const;

  // A fault at this place; "line" is added to the params.
  void fault(Faults&, std::string reason, base::Params params = {}) const;

 private:
  struct Node;
  struct Path;  // from the root to here
  friend struct Build;
  Doc(std::shared_ptr<const Node> root, const Node* node, std::shared_ptr<const Path> path)
      : root_(std::move(root)), node_(node), path_(std::move(path)) {}
  [[nodiscard]] Doc child(const Node&, std::string key, int index) const;
  [[nodiscard]] Doc wanted(std::string_view key, Faults&) const;  // absent: a fault
  std::shared_ptr<const Node> root_;
  const Node* node_ = nullptr;
  std::shared_ptr<const Path> path_;
};

// For parsers: the value, or all faults as one error (invalid, definitions.invalid).
template <class T>
[[nodiscard]] base::Result<T> value_or_faults(T value, Faults faults) {
  if (faults.empty()) return value;
  return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "definitions.invalid", .errors = std::move(faults)});
}

}  // namespace definitions
