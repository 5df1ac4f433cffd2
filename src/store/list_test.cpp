// The list dialect: what a client may ask, that pages together are the whole list, and that the indexes are really used.
#include "store/list.hpp"

#include <rapidcheck.h>

#include "base/described/tables.hpp"
#include "base/iso.hpp"
#include "base/text.hpp"
#include "store/testing.hpp"

namespace pots {

struct Pot {
  base::DistrictId district_id{};
  std::int64_t id{};
  std::string stage{};
  std::int64_t happened_at{};
  std::int64_t grid_id{}, community_id{}, unit_id{};
  std::string words{};
  bool operator==(const Pot&) const = default;
};

}  // namespace pots
DESCRIBED(pots::Pot)
DESCRIBE(pots::Pot, "Pot", FIELD(district_id), FIELD(id), FIELD(stage), FIELD(happened_at), FIELD(grid_id), FIELD(community_id), FIELD(unit_id), FIELD(words))

namespace {

using pots::Pot;
using store::ListKind;
using store::ListTest;

// Phrase of the bigrams: the characters stand side by side. FTS5 reads a quoted phrase, phraseto_tsquery makes its own.
std::string phrase(std::string_view value, store::Engine engine) {
  const std::string terms = base::bigrams(value);
  return engine == store::Engine::sqlite && !terms.empty() ? "\"" + terms + "\"" : terms;
}

const store::ListSpec pots_list{
    .columns = "p.*",
    .from = "pots p",
    .where = "p.district_id = $1",
    .id = "p.id",
    .fields = {{.name = "stage", .kind = ListKind::word, .column = "p.stage", .sorts = true, .words = {"open", "handling", "closed"}},
               {.name = "happened_at", .kind = ListKind::instant, .column = "p.happened_at", .test = ListTest::none, .sorts = true},
               {.name = "from", .kind = ListKind::instant, .column = "p.happened_at", .test = ListTest::from},
               {.name = "to", .kind = ListKind::instant, .column = "p.happened_at", .test = ListTest::until},
               {.name = "unit", .kind = ListKind::id, .column = "p.unit_id"},
               {.name = "area", .kind = ListKind::area},
               {.name = "open", .kind = ListKind::flag, .where = "p.stage <> 'closed'"},
               {.name = "q",
                .kind = ListKind::text,
                .where = "p.id IN (SELECT rowid FROM pot_words WHERE pot_words MATCH $?)",
                .where_postgres = "to_tsvector('simple', p.words) @@ phraseto_tsquery('simple', $?)",
                .convert = phrase}},
    .sort = "-happened_at",
    .area_columns = {"p.grid_id", "p.community_id"},
    .unit_column = "p.unit_id",
    .also = {"clock"},
    .limit_default = 5};

// Grids are 1…99, communities 100…199, the district itself is 1000.
std::optional<std::size_t> level(std::int64_t area) {
  if (area == 1000) return store::whole;
  if (area >= 1 && area < 100) return 0;
  if (area >= 100 && area < 200) return 1;
  return std::nullopt;
}
const store::ListContext context{.time_zone = "Asia/Shanghai", .level = level};
const store::ListReach everything{.everything = true};

void make_pots(store::testing::Bed& bed) {
  const bool sqlite = bed.store().engine() == store::Engine::sqlite;
  const std::string type = sqlite ? " INTEGER NOT NULL" : " BIGINT NOT NULL";
  bed.store().script("CREATE TABLE pots (district_id" + type + ", id" + type + ", stage TEXT NOT NULL, happened_at" + type + ", grid_id" + type + ", community_id" +
                     type + ", unit_id" + type + ", words TEXT NOT NULL, PRIMARY KEY (district_id, id))" + (sqlite ? " WITHOUT ROWID" : ""));
  for (const char* column : {"grid_id, ", "community_id, ", "unit_id, ", ""})
    bed.store().script("CREATE INDEX pots_" + std::string(column).substr(0, std::string_view(column).find(',')) + "_i ON pots (district_id, " + column +
                       "happened_at, id)");
  bed.store().script(sqlite ? "CREATE VIRTUAL TABLE pot_words USING fts5(words, content='');"
                              "CREATE TRIGGER pots_words AFTER INSERT ON pots BEGIN INSERT INTO pot_words (rowid, words) VALUES (new.id, new.words); END"
                            : "CREATE INDEX pots_words ON pots USING gin (to_tsvector('simple', words))");
}

const store::Statement insert_pot{"test.pots.insert", "INSERT INTO pots VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};

void put(store::testing::Bed& bed, const std::vector<Pot>& pots) {
  REQUIRE(bed.store().write(bed.work(), [&](store::Unit& unit) -> base::Done {
    for (const Pot& pot : pots) unit.insert(insert_pot, pot);
    return {};
  }));
}

// All pages one after the other.
std::vector<Pot> walk(store::testing::Bed& bed, base::Params query, const store::ListReach& reach) {
  std::vector<Pot> all;
  const bool resumed = std::ranges::any_of(query, [](const auto& q) { return q.first == "after"; });
  for (int pages = 0; pages < 1000; ++pages) {
    const auto parsed = store::parse_list(pots_list, query, context);
    REQUIRE(parsed);
    auto page = bed.store().read([&](store::Session& s) { return store::list_page<Pot>(s, pots_list, *parsed, reach, bed.district()); });
    CHECK(page.items.size() <= static_cast<std::size_t>(parsed->limit));
    std::ranges::move(page.items, std::back_inserter(all));
    if (!resumed) CHECK(page.total_at_least == static_cast<std::int64_t>(all.size()) + (page.next.empty() ? 0 : 1));
    if (page.next.empty()) return all;
    std::erase_if(query, [](const auto& q) { return q.first == "after"; });
    query.emplace_back("after", page.next);
  }
  FAIL("endless pages");
  return all;
}

TEST_CASE("list: everything wrong in a query is told at once, with its place") {
  const base::Params wrong{{"filter.stage", "open,sleeping"}, {"filter.colour", "red"}, {"filter.unit", "x"},   {"filter.open", "maybe"}, {"filter.from", "yesterday"},
                           {"filter.area", "777"},            {"sort", "words"},        {"limit", "100000"},    {"colour", "red"},         {"filter.q", std::string(300, 'x')}};
  const auto parsed = store::parse_list(pots_list, wrong, context);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == base::ErrorCode::invalid);
  std::map<std::string, std::string> said;
  for (const auto& e : parsed.error().errors) said[e.path] = e.reason;
  const std::map<std::string, std::string> expected{
      {"/filter.stage", "base.unknown_choice"}, {"/filter.colour", "store.unknown_filter"}, {"/filter.unit", "base.not_id"},
      {"/filter.open", "base.not_yes_no"},      {"/filter.from", "base.not_instant"},       {"/filter.area", "store.unknown_area"},
      {"/sort", "base.unknown_choice"},         {"/limit", "base.out_of_range"},            {"/colour", "store.unknown_parameter"},
      {"/filter.q", "base.too_long"}};
  CHECK(said == expected);
}

TEST_CASE("list: empty boxes of a form, names of the route's own and a day in the district's zone") {
  const auto parsed = store::parse_list(pots_list, {{"filter.stage", ""}, {"filter.q", "  "}, {"after", ""}, {"sort", ""}, {"clock", "x"}, {"filter.to", "2026-09-17"}}, context);
  REQUIRE(parsed);
  REQUIRE(parsed->values.size() == 1);
  CHECK(parsed->values[0].numbers[0] == base::parse_instant("2026-09-17T16:00:00Z")->micros);  // the day counts whole
  CHECK(parsed->sort->name == "happened_at");
  CHECK(parsed->descending);
}

TEST_ON_BOTH("list: a cursor that was cut, invented or made for another order is malformed") {
  make_pots(bed);
  std::vector<Pot> pots;
  for (int i = 0; i < 12; ++i) pots.push_back({bed.district(), i + 1, "open", 100, 1, 100, 1, ""});
  put(bed, pots);
  const auto first = store::parse_list(pots_list, {}, context);
  const std::string cursor = bed.store().read([&](store::Session& s) { return store::list_page<Pot>(s, pots_list, *first, everything, bed.district()).next; });
  REQUIRE_FALSE(cursor.empty());
  const auto reason = [&](const std::string& after, const char* sort) {
    const auto parsed = store::parse_list(pots_list, {{"after", after}, {"sort", sort}}, context);
    return parsed ? "fine" : parsed.error().code == base::ErrorCode::malformed ? parsed.error().reason : "other";
  };
  CHECK(reason(cursor, "-happened_at") == "fine");
  CHECK(reason(cursor, "happened_at") == "store.cursor_other_sort");
  CHECK(reason(cursor, "stage") == "store.cursor_other_sort");
  CHECK(reason("nonsense", "") == "store.bad_cursor");
  CHECK(reason("'; DROP TABLE pots --", "") == "store.bad_cursor");
  for (std::size_t cut = 1; cut < cursor.size(); ++cut) CHECK(reason(cursor.substr(0, cut), "") == "store.bad_cursor");
}

// The pages of any query, put together, are the rows that a plain loop over all rows would choose, in its order.
void pages_equal_the_whole(store::testing::Bed& bed) {
  make_pots(bed);
  std::vector<Pot> pots;
  std::int64_t id = 0;
  const char* stages[] = {"open", "handling", "closed"};
  for (int i = 0; i < 150; ++i) {
    const auto pick = [&](std::uint64_t n) { return static_cast<std::int64_t>(bed.random().below(n)); };
    const std::int64_t grid = 1 + pick(4);
    pots.push_back({bed.district(), ++id, stages[pick(3)], 1000 + pick(20), grid, 100 + grid / 2, 1 + pick(3), ""});
  }
  put(bed, pots);
  const auto other = bed.add_district("other");
  put(bed, {{other, 9999, "open", 1005, 1, 100, 1, ""}});

  const bool ok = rc::check("pages equal the whole", [&] {
    const auto some = [](std::vector<std::int64_t> from) {
      std::erase_if(from, [](std::int64_t) { return *rc::gen::inRange(0, 3) != 0; });
      return from;
    };
    const store::ListReach reach{.everything = *rc::gen::inRange(0, 4) == 0, .areas = some({1, 2, 3, 100, 101, 102, 555}), .org_units = some({1, 2})};
    const std::string stage = *rc::gen::element<std::string>("", "open", "open,closed");
    const bool descending = *rc::gen::arbitrary<bool>();
    const bool by_stage = *rc::gen::inRange(0, 3) == 0;
    const int limit = *rc::gen::inRange(1, 40);
    const std::string area = *rc::gen::element<std::string>("", "", "2", "101");
    base::Params query{{"filter.stage", stage}, {"filter.area", area}, {"limit", std::to_string(limit)},
                       {"sort", std::string(descending ? "-" : "") + (by_stage ? "stage" : "happened_at")}};
    std::vector<Pot> expected;
    for (const Pot& p : pots) {
      const auto has = [](const auto& ids, std::int64_t x) { return std::ranges::find(ids, x) != ids.end(); };
      const bool seen = reach.everything || has(reach.areas, p.grid_id) || has(reach.areas, p.community_id) || has(reach.org_units, p.unit_id);
      const bool staged = stage.empty() || stage.find(p.stage) != std::string::npos;
      const bool there = area.empty() || std::to_string(p.grid_id) == area || std::to_string(p.community_id) == area;
      if (seen && staged && there) expected.push_back(p);
    }
    std::ranges::sort(expected, [&](const Pot& a, const Pot& b) {
      const auto key = [&](const Pot& p) { return std::tuple(by_stage ? p.stage : std::string(), by_stage ? 0 : p.happened_at, p.id); };
      return descending ? key(b) < key(a) : key(a) < key(b);
    });
    RC_ASSERT(walk(bed, query, reach) == expected);
    const auto parsed = store::parse_list(pots_list, query, context);
    RC_ASSERT(bed.store().read([&](store::Session& s) { return store::list_count(s, pots_list, *parsed, reach, bed.district()); }) ==
              static_cast<std::int64_t>(expected.size()));
  });
  CHECK(ok);
}
TEST_ON_BOTH("list: pages put together are the whole list, for any filter, order and reach") { pages_equal_the_whole(bed); }

TEST_ON_BOTH("list: rows that come meanwhile neither double nor hide another") {
  make_pots(bed);
  std::vector<Pot> pots;
  for (int i = 0; i < 12; ++i) pots.push_back({bed.district(), 10 + i, "open", 100, 1, 100, 1, ""});
  put(bed, pots);
  const auto first = store::parse_list(pots_list, {}, context);
  const auto page = bed.store().read([&](store::Session& s) { return store::list_page<Pot>(s, pots_list, *first, everything, bed.district()); });
  put(bed, {{bed.district(), 100, "open", 200, 1, 100, 1, ""}, {bed.district(), 9, "open", 100, 1, 100, 1, ""}});
  std::vector<Pot> all = page.items;
  std::ranges::copy(walk(bed, {{"after", page.next}}, everything) , std::back_inserter(all));
  CHECK(all.size() == 13);  // the newer one stands before the first page, the older one comes at the end
  CHECK(all.back().id == 9);
}

TEST_ON_BOTH("list: who may see nothing sees nothing, without a statement") {
  make_pots(bed);
  put(bed, {{bed.district(), 1, "open", 1, 1, 100, 1, ""}});
  const auto parsed = store::parse_list(pots_list, {}, context);
  bed.store().read([&](store::Session& s) {
    CHECK(store::list_page<Pot>(s, pots_list, *parsed, {}, bed.district()).items.empty());
    CHECK(store::list_count(s, pots_list, *parsed, {}, bed.district()) == 0);
    CHECK(s.statements() == 0);
    CHECK(store::list_page<Pot>(s, pots_list, *parsed, {.areas = {1000}}, bed.district()).items.size() == 1);
  });
}

TEST_ON_BOTH("list: Chinese words are found by any two neighbouring characters, as a phrase, and input is never syntax") {
  make_pots(bed);
  put(bed, {{bed.district(), 1, "open", 1, 1, 100, 1, base::bigrams("槐园路口井盖破损")},
            {bed.district(), 2, "open", 2, 1, 100, 1, base::bigrams("破损的井盖 LED灯")},
            {bed.district(), 3, "open", 3, 1, 100, 1, base::bigrams("路灯不亮")}});
  const auto found = [&](const std::string& q) {
    std::vector<std::int64_t> ids;
    for (const Pot& pot : walk(bed, {{"filter.q", q}, {"sort", "happened_at"}}, everything)) ids.push_back(pot.id);
    return ids;
  };
  using Ids = std::vector<std::int64_t>;
  CHECK(found("井盖") == Ids{1, 2});
  CHECK(found("井盖破损") == Ids{1});
  CHECK(found("led") == Ids{2});
  CHECK(found("路灯") == Ids{3});
  CHECK(found("没有") == Ids{});
  CHECK(found("，。") == Ids{});
  for (const char* hostile : {"\"", "a\" OR \"b", "NEAR(", "*", "井盖\" NOT \"破损", "' OR 1=1 --", "words:x", "!&|()"}) CHECK_NOTHROW((void)found(hostile));
}

std::string plan_of(store::testing::Bed& bed, const base::Params& query, const store::ListReach& reach) {
  const auto parsed = store::parse_list(pots_list, query, context);
  REQUIRE(parsed);
  return bed.store().read([&](store::Session& s) {
    auto built = store::build_page(pots_list, *parsed, reach, s.engine(), 1);
    std::string plan;
    // PostgreSQL explains with the values in place only when it is told to plan for these values.
    built.sql.text = (s.engine() == store::Engine::sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + built.sql.text;
    s.run(built.sql, built.args({bed.district().value}), [&](const store::Row& row) {
      plan += std::string(row.text(row.raw().columns() - 1)) + "\n";
      return true;
    });
    return plan;
  });
}

TEST_ON_BOTH("list: each reach and scope walks its index in the list's order, without sorting all of it") {
  make_pots(bed);
  const bool sqlite = bed.store().engine() == store::Engine::sqlite;
  const std::string n = std::to_string(bed.district().value);
  bed.store().script(sqlite ? "WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 30000) INSERT INTO pots SELECT " + n +
                                  ", i, 'open', i * 7 % 30000, 1 + i % 80, 100 + i % 80 / 5, 1 + i % 40, '' FROM g"  // no ANALYZE: a new installation has none
                           
                            : "INSERT INTO pots SELECT " + n + ", i, 'open', i * 7 % 30000, 1 + i % 80, 100 + i % 80 / 5, 1 + i % 40, '' FROM generate_series(1, 30000) i; ANALYZE");
  const auto check = [&](const base::Params& query, const store::ListReach& reach, std::vector<std::string> indexes) {
    const std::string plan = plan_of(bed, query, reach);
    INFO(plan);
    for (const std::string& index : indexes) CHECK(plan.find(index) != std::string::npos);
    CHECK(plan.find(sqlite ? "SCAN p\n" : "Seq Scan") == std::string::npos);
    if (indexes.size() == 1) CHECK(plan.find(sqlite ? "TEMP B-TREE" : "Sort  (") == std::string::npos);
  };
  check({}, everything, {"pots__i"});
  check({{"sort", "happened_at"}}, everything, {"pots__i"});
  check({}, {.areas = {103}}, {"pots_community_id_i"});
  check({}, {.areas = {7}}, {"pots_grid_id_i"});
  check({}, {.org_units = {7}}, {"pots_unit_id_i"});
  check({{"filter.area", "103"}}, everything, {"pots_community_id_i"});
  check({{"filter.stage", "open"}}, {.areas = {103}}, {"pots_community_id_i"});
  check({}, {.areas = {7, 8, 103}, .org_units = {3}}, {"pots_community_id_i", "pots_grid_id_i", "pots_unit_id_i"});
  // The next page, and count, use them too.
  const auto first = store::parse_list(pots_list, {}, context);
  const std::string next = bed.store().read([&](store::Session& s) { return store::list_page<Pot>(s, pots_list, *first, {.areas = {103}}, bed.district()).next; });
  check({{"after", next}}, {.areas = {103}}, {"pots_community_id_i"});
}

}  // namespace
