#include "definitions/book.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "definitions/tables.hpp"
#include "definitions/times.hpp"

namespace definitions {
namespace {

constexpr std::int64_t look_again_micros = 1'000'000;  // how late another server's publishing may be seen
constexpr std::size_t parsed_bodies_max = 1'000;

// One text is parsed once in the process, whichever districts have it.
Doc parsed_body(const DefinitionRow& row) {
  static std::mutex mutex;
  static std::map<std::string, Doc> known;
  const std::lock_guard lock(mutex);
  if (const auto found = known.find(row.body_hash); found != known.end()) return found->second;
  auto doc = Doc::parse(row.body);
  if (!doc) throw described::RowError("definition " + row.code + "@" + std::to_string(row.version) + " is published and cannot be read");
  if (known.size() >= parsed_bodies_max) known.clear();
  return known.emplace(row.body_hash, std::move(*doc)).first->second;
}

Held make_held(DefinitionRow&& row) {
  auto out = std::make_shared<Definition>();
  out->body = parsed_body(row);
  const Doc source = out->body.at("source");
  out->id = row.id;
  out->code = std::move(row.code);
  out->kind = std::move(row.kind);
  out->version = row.version;
  out->effective_from = row.effective_from;
  out->source_tag = source.at("tag").text().value_or("");
  out->source_text = source.at("text").text().value_or("");
  out->source = described::word(row.source);
  return out;
}

base::Error none(std::string_view code) {
  return {.code = base::ErrorCode::not_found, .reason = "definitions.none_in_force", .params = {{"code", std::string(code)}}};
}

}  // namespace

struct Book::Shelf {
  std::int64_t stamp{};
  std::map<std::string, std::vector<Held>, std::less<>> by_code{};  // ascending version

  [[nodiscard]] Held in_force(std::string_view code, base::CivilDate date) const {
    const auto found = by_code.find(code);
    if (found == by_code.end()) return nullptr;
    Held best;
    for (const Held& each : found->second)
      if (each->effective_from <= date && (!best || each->effective_from >= best->effective_from)) best = each;
    return best;
  }
};

Book::Book(store::Store& store, base::Clock& real_clock) : store_(store), real_clock_(real_clock) { add_base_checkers(*this); }

std::shared_ptr<const Book::Shelf> Book::shelf(base::DistrictId district, store::Session* session) {
  const std::int64_t now = real_clock_.now().micros;
  std::shared_ptr<const Shelf> before;
  {
    const std::lock_guard lock(mutex_);
    const auto found = shelves_.find(district);
    if (found != shelves_.end()) before = found->second;
    const auto looked = looked_at_.find(district);
    const bool fresh = looked != looked_at_.end() && now - looked->second < look_again_micros && now >= looked->second;
    if (before && fresh) return before;
  }
  std::shared_ptr<const Shelf> out = before;
  const auto load = [&](store::Session& s) {
    const std::int64_t stamp = newest_stamp(s, district);
    if (before && before->stamp == stamp) return;
    auto made = std::make_shared<Shelf>();
    made->stamp = stamp;
    std::map<DefinitionId, Held> known;
    if (before)
      for (const auto& [code, versions] : before->by_code)
        for (const Held& each : versions) known.emplace(each->id, each);
    for (DefinitionRow& row : published_rows(s, district)) {
      auto& versions = made->by_code[row.code];
      const auto kept = known.find(row.id);  // a published version never changes: what was parsed from it stays
      versions.push_back(kept != known.end() ? kept->second : make_held(std::move(row)));
    }
    out = std::move(made);
  };
  if (session != nullptr) load(*session);
  else store_.read([&](store::Session& s) { load(s); });
  const std::lock_guard lock(mutex_);
  shelves_[district] = out;
  looked_at_[district] = now;
  return out;
}

base::Result<Held> Book::in_force(base::DistrictId district, std::string_view code, base::CivilDate date) {
  if (Held found = shelf(district, nullptr)->in_force(code, date)) return found;
  return std::unexpected(none(code));
}

base::Result<Held> Book::in_force(store::Session& session, base::DistrictId district, std::string_view code, base::CivilDate date) {
  if (Held found = shelf(district, &session)->in_force(code, date)) return found;
  return std::unexpected(none(code));
}

namespace {

template <class Shelf>
base::Result<Held> exactly(const Shelf& shelf, std::string_view code, std::int64_t version) {
  if (const auto found = shelf.by_code.find(code); found != shelf.by_code.end())
    for (const Held& each : found->second)
      if (each->version == version) return each;
  return std::unexpected(none(code));
}

template <class Shelf>
std::vector<Held> of_that_kind(const Shelf& shelf, std::string_view kind, base::CivilDate date) {
  std::vector<Held> out;
  for (const auto& [code, versions] : shelf.by_code)
    if (versions.front()->kind == kind)
      if (Held held = shelf.in_force(code, date)) out.push_back(std::move(held));
  return out;
}

}  // namespace

base::Result<Held> Book::exact(base::DistrictId district, std::string_view code, std::int64_t version) {
  return exactly(*shelf(district, nullptr), code, version);
}
base::Result<Held> Book::exact(store::Session& session, base::DistrictId district, std::string_view code, std::int64_t version) {
  return exactly(*shelf(district, &session), code, version);
}
std::vector<Held> Book::of_kind(base::DistrictId district, std::string_view kind, base::CivilDate date) {
  return of_that_kind(*shelf(district, nullptr), kind, date);
}
std::vector<Held> Book::of_kind(store::Session& session, base::DistrictId district, std::string_view kind, base::CivilDate date) {
  return of_that_kind(*shelf(district, &session), kind, date);
}

void Book::forget(base::DistrictId district) {
  const std::lock_guard lock(mutex_);
  looked_at_.erase(district);
}

std::shared_ptr<const void> Book::kept_value(const Definition& definition, std::uintptr_t key) {
  const std::lock_guard lock(mutex_);
  const auto found = values_.find(&definition);
  if (found == values_.end() || found->second.first.lock().get() != &definition) return nullptr;
  const auto value = found->second.second.find(key);
  return value == found->second.second.end() ? nullptr : value->second;
}

void Book::keep_value(const Held& held, std::uintptr_t key, std::shared_ptr<const void> value) {
  const std::lock_guard lock(mutex_);
  std::erase_if(values_, [](const auto& each) { return each.second.first.expired(); });
  auto& [owner, values] = values_[held.get()];
  if (owner.expired()) {
    owner = held;
    values.clear();
  }
  values.insert_or_assign(key, std::move(value));
}

void Book::add_checker(std::string kind, Checker checker) {
  const std::lock_guard lock(mutex_);
  auto& all = checkers_[std::move(kind)];
  if (std::find(all.begin(), all.end(), checker) == all.end()) all.push_back(checker);
}

std::vector<Checker> Book::checkers(std::string_view kind) const {
  const std::lock_guard lock(mutex_);
  const auto found = checkers_.find(kind);
  return found == checkers_.end() ? std::vector<Checker>{} : found->second;
}

}  // namespace definitions
