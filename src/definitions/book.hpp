// The book of rules: versioned definitions per district, in memory, each body parsed once. A district's rows are read on first use
// and again when somebody published: in this process at once, on another server within a second.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/context.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "definitions/doc.hpp"
#include "store/store.hpp"

namespace definitions {

struct DefinitionTag;
using DefinitionId = base::Id<DefinitionTag>;

struct Definition {                  // one published version
  DefinitionId id{};
  std::string code{};                // "limits/matters"
  std::string kind{};                // "limits": which checker and which parser
  std::int64_t version{};            // of this district, rising by one
  base::CivilDate effective_from{};
  std::string source_tag{}, source_text{};  // S, P, A, K: screens never call a preset official
  std::string source{};              // "seed" or "own"
  Doc body{};
  [[nodiscard]] std::string name() const { return code + "@" + std::to_string(version); }  // for store::NewEvent::definition
  [[nodiscard]] base::RuleRef rule(std::string place) const { return {code, version, std::move(place)}; }
};
using Held = std::shared_ptr<const Definition>;

template <class T>
struct Parsed {
  std::shared_ptr<const T> value{};
  Held definition{};
  const T& operator*() const { return *value; }
  const T* operator->() const { return value.get(); }
};
template <class T>
using Parser = base::Result<T> (*)(const Doc&);

// What a checker may look up besides the body: what would be in force on the day.
class CheckScope {
 public:
  virtual ~CheckScope() = default;
  [[nodiscard]] virtual Held in_force(std::string_view code) const = 0;               // null: none
  [[nodiscard]] virtual std::vector<Held> of_kind(std::string_view kind) const = 0;
};
using Checker = void (*)(const Doc& body, const CheckScope&, Faults&);

class Book {
 public:
  Book(store::Store& store, base::Clock& real_clock);  // knows the kinds that belong to no room

  // The version in force on a civil date of the district: the latest effective_from not after it, then the highest version.
  // not_found definitions.none_in_force. With a Session: reads through it when rows must be read; needed inside a unit.
  [[nodiscard]] base::Result<Held> in_force(base::DistrictId, std::string_view code, base::CivilDate);
  [[nodiscard]] base::Result<Held> in_force(store::Session&, base::DistrictId, std::string_view code, base::CivilDate);
  [[nodiscard]] base::Result<Held> exact(base::DistrictId, std::string_view code, std::int64_t version);
  [[nodiscard]] base::Result<Held> exact(store::Session&, base::DistrictId, std::string_view code, std::int64_t version);
  [[nodiscard]] std::vector<Held> of_kind(base::DistrictId, std::string_view kind, base::CivilDate);  // by code, in force on the date
  [[nodiscard]] std::vector<Held> of_kind(store::Session&, base::DistrictId, std::string_view kind, base::CivilDate);

  // The same, parsed: `parse` runs once a version, its value is shared.
  template <class T, class... Where>
  [[nodiscard]] base::Result<Parsed<T>> in_force_as(Parser<T> parse, Where&&... where) {
    TRY(held, in_force(std::forward<Where>(where)...));
    return as<T>(parse, held);
  }
  template <class T, class... Where>
  [[nodiscard]] base::Result<Parsed<T>> exact_as(Parser<T> parse, Where&&... where) {
    TRY(held, exact(std::forward<Where>(where)...));
    return as<T>(parse, held);
  }
  template <class T>
  [[nodiscard]] base::Result<Parsed<T>> as(Parser<T> parse, const Held& held) {
    const auto key = reinterpret_cast<std::uintptr_t>(parse);
    if (auto kept = kept_value(*held, key)) return Parsed<T>{std::static_pointer_cast<const T>(kept), held};
    TRY(value, parse(held->body));
    auto made = std::make_shared<const T>(std::move(value));
    keep_value(held, key, made);
    return Parsed<T>{std::move(made), held};
  }

  void forget(base::DistrictId);     // after a change in this process

  // Rooms say at start how their kinds are checked; several checkers of a kind all run.
  void add_checker(std::string kind, Checker);
  [[nodiscard]] std::vector<Checker> checkers(std::string_view kind) const;
  [[nodiscard]] bool knows_kind(std::string_view kind) const { return !checkers(kind).empty(); }

 private:
  struct Shelf;                      // one district's rows
  using Values = std::map<std::uintptr_t, std::shared_ptr<const void>>;
  [[nodiscard]] std::shared_ptr<const Shelf> shelf(base::DistrictId, store::Session*);
  [[nodiscard]] std::shared_ptr<const void> kept_value(const Definition&, std::uintptr_t key);
  void keep_value(const Held&, std::uintptr_t key, std::shared_ptr<const void>);
  store::Store& store_;
  base::Clock& real_clock_;
  mutable std::mutex mutex_;
  std::map<base::DistrictId, std::shared_ptr<const Shelf>> shelves_;
  std::map<base::DistrictId, std::int64_t> looked_at_;
  std::map<const Definition*, std::pair<std::weak_ptr<const Definition>, Values>> values_;
  std::map<std::string, std::vector<Checker>, std::less<>> checkers_;
};

// Puts the seed packs of this program into the work's district: new codes and newer packs become published versions; where the
// district has a version of its own in a code, a newer pack becomes a draft instead. Does nothing the second time.
// Returns how many rows were added.
[[nodiscard]] base::Result<int> load_seeds(store::Store&, const store::Work&, Book&);

}  // namespace definitions
