// What the search index names. Each matter's words stand in it with the areas it lies in and the unit that handles it (area_word,
// unit_word), so that what a reader may not see takes no place among the newest.
#include "matters/list.hpp"
#include "matters/tables.hpp"

namespace matters {
namespace {

// More matches than this and the list is walked in its order until a page is full, if all must be found: common words are found soon.
constexpr int candidates_max = 2000;
// PostgreSQL's index knows no order. What is common stands among the newest of all, which are looked at first; then so many matches of the
// index are sorted; of words that are more common than that the newest are walked until there are enough.
constexpr std::int64_t looked_at_first = 10'000, sorted_max = 2'000;

const store::Statement newest_of_all{"matters.newest", "SELECT id FROM matters WHERE district_id = $1 AND id <= $2 ORDER BY id DESC LIMIT $3"};
const store::Statement not_indexed{"matters.not_indexed", "SELECT id FROM matters WHERE district_id = $1 AND id > $2 ORDER BY id DESC LIMIT $3"};

using Words = std::vector<std::string>;

// One of each group must be there: of the reader's reach, of the area that is asked for, of the unit. No group: the whole district.
std::vector<Words> groups_of(const MatterQuery& q, const people::Reach& reach) {
  std::vector<Words> out;
  const auto& level = q.list.level;
  const bool everything = reach.everything || (level && std::any_of(reach.areas.begin(), reach.areas.end(), [&](base::AreaId a) { return level(a.value) == store::whole; }));
  if (!everything) {
    Words& mine = out.emplace_back();
    for (const base::AreaId area : reach.areas) mine.push_back(area_word(area.value));
    for (const base::OrgUnitId unit : reach.org_units) mine.push_back(unit_word(unit.value));
  }
  for (const store::ListValue& value : q.list.values) {
    if (value.field->name != "area" && value.field->name != "unit") continue;
    Words& asked = out.emplace_back();
    for (const std::int64_t id : value.numbers) asked.push_back(value.field->name == "area" ? area_word(id) : unit_word(id));
  }
  return out;
}

std::string sqlite_match(const MatterQuery& q, const std::vector<Words>& groups) {
  std::string out = q.terms;
  for (const Words& group : groups) {
    out += out.empty() ? "(" : " AND (";
    for (std::size_t i = 0; i < group.size(); ++i) out += (i == 0 ? "\"" : " OR \"") + group[i] + "\"";
    out += ")";
  }
  return out;
}

struct Asked {
  std::string sql{};
  std::vector<std::string> texts{};        // $3 …
};
Asked postgres_match(const MatterQuery& q, const std::vector<Words>& groups) {
  Asked out;
  const auto text = [&out](std::string value) {
    out.texts.push_back(std::move(value));
    return "string_to_array($" + std::to_string(out.texts.size() + 2) + ", ' ')";
  };
  out.sql = "w.district_id = $1";
  if (!q.terms.empty()) out.sql += " AND string_to_array(w.words, ' ') @> " + text(q.terms);
  for (const Words& group : groups) {
    std::string all;
    for (const std::string& each : group) all += (all.empty() ? "" : " ") + each;
    out.sql += " AND string_to_array(w.words, ' ') && " + text(std::move(all));
  }
  return out;
}
// The same asked of one row after the other: words are looked for in the text, which is cheaper by far than taking it apart.
Asked postgres_walk(const MatterQuery& q, const std::vector<Words>& groups) {
  Asked out;
  const auto there = [&out](std::string word) {
    out.texts.push_back(" " + std::move(word) + " ");
    return "strpos(' ' || w.words || ' ', $" + std::to_string(out.texts.size() + 2) + ") > 0";
  };
  out.sql = "w.district_id = $1";
  for (std::string_view rest = q.terms; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (end > 0) out.sql += " AND " + there(std::string(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (const Words& group : groups) {
    std::string any;
    for (const std::string& each : group) any += (any.empty() ? "" : " OR ") + there(each);
    out.sql += any.empty() ? " AND 1 = 0" : " AND (" + any + ")";
  }
  return out;
}

void run(store::Session& s, const std::string& sql, base::DistrictId district, int limit, const std::vector<std::string>& texts,
         const std::function<bool(const store::Row&)>& each) {
  std::vector<store::Arg> args{store::arg(district), store::arg(limit)};
  for (const std::string& text : texts) args.push_back(store::arg(text));
  s.run(store::Composed{sql}, args, each);
}

// The newest ids that the index has, at most `limit`.
std::vector<std::int64_t> newest(store::Session& s, const MatterQuery& q, const std::vector<Words>& groups, base::DistrictId district, std::int64_t upto, int limit) {
  std::vector<std::int64_t> out;
  const auto take = [&out](const store::Row& r) { return out.push_back(r.integer(0)), true; };
  if (q.terms.empty() && groups.empty()) {
    s.rows(newest_of_all, take, district, upto, limit);
    return out;
  }
  if (s.engine() == store::Engine::sqlite) {
    run(s, "SELECT rowid FROM matter_fts WHERE matter_fts MATCH $3 AND CAST($1 AS BIGINT) > 0 ORDER BY rowid DESC LIMIT $2", district, limit, {sqlite_match(q, groups)}, take);
    return out;
  }
  const Asked by_walk = postgres_walk(q, groups);
  run(s, "SELECT w.id FROM (SELECT w.district_id, w.id, w.words FROM matter_words w WHERE w.district_id = $1 ORDER BY w.id DESC LIMIT " + std::to_string(looked_at_first) +
             ") w WHERE " + by_walk.sql + " ORDER BY w.id DESC LIMIT $2", district, limit, by_walk.texts, take);
  if (out.size() >= static_cast<std::size_t>(limit)) return out;
  out.clear();
  const Asked by_index = postgres_match(q, groups);
  std::int64_t hits = 0;
  run(s, "WITH hits AS MATERIALIZED (SELECT w.id FROM matter_words w WHERE " + by_index.sql + " LIMIT " + std::to_string(sorted_max) +
             ") SELECT id, (SELECT count(*) FROM hits) FROM hits ORDER BY id DESC LIMIT $2",
      district, limit, by_index.texts, [&](const store::Row& r) { return hits = r.integer(1), take(r); });
  if (hits < sorted_max) return out;
  out.clear();
  run(s, "SELECT w.id FROM matter_words w WHERE " + by_walk.sql + " ORDER BY w.id DESC LIMIT $2", district, limit, by_walk.texts, take);
  return out;
}

}  // namespace

// What is newer than the index, then what the index names.
std::optional<Candidates> candidates(store::Session& s, const MatterQuery& q, const people::Reach& reach, base::DistrictId district) {
  const bool all = q.newest == 0;
  if (q.terms.empty() && all) return std::nullopt;
  Candidates out;
  const auto take = [&out](std::int64_t id) { out.list += (out.list.empty() ? "" : ",") + std::to_string(id); };
  const std::int64_t upto = indexed_to(s, district);
  int young = 0;
  s.rows(not_indexed, [&](const store::Row& r) {
    if (++young <= candidates_max) take(r.integer(0));
    return true;
  }, district, upto, candidates_max + 1);
  out.cut = young > candidates_max;
  if (!reach.nothing()) {
    const int most = all ? candidates_max : q.newest;
    const auto ids = newest(s, q, groups_of(q, reach), district, upto, most + 1);
    out.cut = out.cut || ids.size() > static_cast<std::size_t>(most);
    for (std::size_t i = 0; i < ids.size() && i < static_cast<std::size_t>(most); ++i) take(ids[i]);
  }
  if (out.cut && all) return std::nullopt;
  if (s.engine() == store::Engine::sqlite) out.list = "[" + out.list + "]";
  return out;
}

}  // namespace matters
