// The one dialect of every list: ?filter.<field>=…&sort=-happened_at&after=<cursor>&limit=50 against a declared table of
// fields, what a principal may see as a WHERE, and keyset paging that is stable with equal keys and as quick on the
// thousandth page as on the first. Everything a client sends is parsed into bound values; texts of SQL are the room's own.
//
//   const store::ListSpec list{.columns = "m.*", .from = "matters m", .where = "m.district_id = $1", .id = "m.id", …};
//   TRY(query, store::parse_list(list, request.query, {.time_zone = call.time_zone, .level = …}));
//   auto page = store::list_page<MatterRecord>(session, list, query, reach, district);
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "store/session.hpp"

namespace store {

enum class ListKind : std::uint8_t {
  integer, id,   // several with commas between
  word,          // several with commas between; of `words` if there are any
  text,          // one, as it is
  flag,          // true or false: chooses `where` or `where_false`
  instant,       // 2026-09-17T00:30:00Z, or a date in the district's time zone
  date,
  area,          // an area and all below it: compared with one of the spec's area columns
};
enum class ListTest : std::uint8_t { equal, from, until, none };  // until: before it; a date counts whole. none: sorts only

struct ListField {
  std::string name{};            // filter.<name>, sort=<name>
  ListKind kind{};
  std::string column{};          // never NULL where it sorts: COALESCE it (and index the same expression)
  ListTest test{ListTest::equal};
  bool sorts{};
  std::vector<std::string> words{};
  // A condition of its own instead of column and test. "$?" is the value; the caller's $1 … may stand in it. One text for both
  // engines, or two side by side; empty `where_false`: NOT of the other.
  std::string where{}, where_postgres{}, where_false{};
  std::function<std::string(std::string_view value, Engine)> convert{};  // of a text, for example into search terms; empty: matches nothing
};

struct ListSpec {
  std::string columns{};         // the SELECT list
  std::string from{};            // "matters m LEFT JOIN …", without repeating rows
  std::string where{};           // always there: "m.district_id = $1"
  std::string id{};              // "m.id": unique, breaks ties
  std::vector<ListField> fields{};
  std::string sort{};            // default, "-happened_at"
  std::vector<std::string> area_columns{};  // ancestors, nearest first: {"m.grid_id", "m.community_id", "m.subdistrict_id"}
  std::string unit_column{};     // "m.unit_id"
  std::vector<std::string> also{};  // further query names that the route reads itself
  int limit_default{50}, limit_max{200};
};

// Which area column holds this area: its place in area_columns, `whole` for the district itself, empty for an unknown area.
using AreaLevel = std::function<std::optional<std::size_t>(std::int64_t area)>;
inline constexpr std::size_t whole = SIZE_MAX;

struct ListContext {
  std::string time_zone{"UTC"};
  AreaLevel level{};             // without it an area is looked for in all columns, which no index helps
};

// What the asking principal may see, as ids (people::Reach).
struct ListReach {
  bool everything{};
  std::vector<std::int64_t> areas{}, org_units{};
};

struct ListValue {
  const ListField* field{};
  std::vector<std::int64_t> numbers{};
  std::vector<std::string> texts{};
  std::vector<std::string> columns{};  // of an area
};
struct ListCursor {
  std::variant<std::int64_t, std::string> key{};
  std::int64_t id{}, seen{};
};
struct ListQuery {               // made by parse_list only; refers to its spec, which must live on
  std::vector<ListValue> values{};
  const ListField* sort{};
  bool descending{};
  int limit{};
  std::optional<ListCursor> after{};
  AreaLevel level{};
};

// Errors: invalid (every wrong parameter, path "/filter.stage"), malformed (a cursor that this list never gave, or another sort's).
[[nodiscard]] base::Result<ListQuery> parse_list(const ListSpec&, const base::Params& query, const ListContext&);

template <class T>
struct ListPage {
  std::vector<T> items{};
  std::string next{};            // cursor, empty at the end
  std::int64_t total_at_least{}; // rows up to here, and one if there are more
};

struct OwnedArg {
  std::variant<std::monostate, std::int64_t, std::string> value{};
};
struct BuiltList {               // ready to run; for rooms that need more than the functions below
  Composed sql{};
  std::vector<OwnedArg> own{};   // after the caller's fixed arguments
  [[nodiscard]] std::vector<Arg> args(const std::vector<Arg>& fixed) const;
};
// `fixed` is how many arguments ($1 …) the caller binds itself. An exporter passes its own limit.
[[nodiscard]] BuiltList build_page(const ListSpec&, const ListQuery&, const ListReach&, Engine, std::size_t fixed);
[[nodiscard]] BuiltList build_count(const ListSpec&, const ListQuery&, const ListReach&, Engine, std::size_t fixed);

struct ListEnd {
  std::string next{};
  std::int64_t total_at_least{};
};
ListEnd run_page(Session&, const ListSpec&, const ListQuery&, const ListReach&, const std::vector<Arg>& fixed, const std::function<void(const Row&)>& each);
[[nodiscard]] std::int64_t run_count(Session&, const ListSpec&, const ListQuery&, const ListReach&, const std::vector<Arg>& fixed);

template <class T, class... A>
[[nodiscard]] ListPage<T> list_page(Session& s, const ListSpec& spec, const ListQuery& query, const ListReach& reach, const A&... fixed) {
  ListPage<T> out;
  ListEnd end = run_page(s, spec, query, reach, {arg(fixed)...}, [&out](const Row& row) { out.items.push_back(row.as<T>()); });
  out.next = std::move(end.next);
  out.total_at_least = end.total_at_least;
  return out;
}
template <class... A>
[[nodiscard]] std::int64_t list_count(Session& s, const ListSpec& spec, const ListQuery& query, const ListReach& reach, const A&... fixed) {
  return run_count(s, spec, query, reach, {arg(fixed)...});
}

}  // namespace store
