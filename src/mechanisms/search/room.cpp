// Search 查找: one box over all rooms. Each room says itself what it finds, in the reader's scope; this room only asks them in turn.
#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "mechanisms/search/model.hpp"
#include "registry/room.hpp"

namespace search {
namespace {

constexpr std::size_t words_chars_max = 60;
constexpr int hits_default = 5, hits_max = 20;   // of a section

// What people look for first stands first; rooms that are not named follow in their own order.
constexpr std::string_view order[] = {"matters", "assigned_tasks", "areas", "places", "org_units", "persons", "posts"};
std::size_t place_of(std::string_view code) { return static_cast<std::size_t>(std::find(std::begin(order), std::end(order), code) - std::begin(order)); }

std::unexpected<base::Error> wrong(std::string path, std::string reason) {
  base::Error error{.code = base::ErrorCode::invalid, .reason = reason};
  error.errors.push_back({.path = std::move(path), .reason = std::move(reason), .params = {{"max", std::to_string(words_chars_max)}}});
  error.params = error.errors.back().params;
  return std::unexpected(std::move(error));
}

base::Result<FoundView> find(registry::Call& call, std::string_view typed, int limit, std::string_view section) {
  FoundView out{.q = base::normalised(typed)};
  if (out.q.empty()) return wrong("/q", "search.no_words");
  if (base::code_points(out.q) > words_chars_max) return wrong("/q", "search.too_long");
  for (const registry::Room* room : call.house.rooms.all())
    for (const registry::Searcher& searcher : room->searchers) {
      if (!section.empty() && searcher.code != section) continue;
      TRY(hits, searcher.find(call, out.q, limit + 1));
      if (hits.empty()) continue;
      SectionView view{.code = searcher.code, .name_key = searcher.name_key, .more = static_cast<int>(hits.size()) > limit};
      hits.resize(std::min(hits.size(), static_cast<std::size_t>(limit)));
      for (registry::SearchHit& hit : hits)
        view.hits.push_back({std::move(hit.subject.kind), std::to_string(hit.subject.id), std::move(hit.title), std::move(hit.detail), std::move(hit.page)});
      out.sections.push_back(std::move(view));
    }
  std::stable_sort(out.sections.begin(), out.sections.end(), [](const SectionView& a, const SectionView& b) { return place_of(a.code) < place_of(b.code); });
  return out;
}

registry::Answer find_route(registry::RouteCall& c) {
  int limit = hits_default;
  if (const auto text = c.request.query_value("limit")) {
    const auto read = std::from_chars(text->data(), text->data() + text->size(), limit);
    if (read.ec != std::errc{} || read.ptr != text->data() + text->size() || limit < 1 || limit > hits_max) return wrong("/limit", "search.limit");
  }
  TRY(found, find(c.call, c.request.query_value("q").value_or(""), limit, c.request.query_value("section").value_or("")));
  return registry::json(found);
}

std::vector<registry::Route> routes() {
  return {{.verb = http::Verb::get, .path = "/api/v1/search", .faces = {registry::Face::desk, registry::Face::field}, .entry = registry::Entry::signed_in,
           .view = described::of<FoundView>::type, .statuses = {200, 401, 422},
           .summary = "What the reader may see and the words fit: names, numbers, or initials of their pinyin", .run = find_route,
           .query = {{"q", "words, or pinyin initials"}, {"limit", "hits of a section, 1 to 20"}, {"section", "only this one"}}}};
}

}  // namespace
}  // namespace search

extern const registry::Room search_room;
const registry::Room search_room{
    .code = "search",
    .name_zh = "查找",
    .name_en = "Search",
    .mechanisms = {37},
    .routes = &search::routes,
};
