// A checked ListQuery to SQL, one text for both engines but for the conditions that a room wrote twice.
#include <fmt/format.h>

#include "base/assert.hpp"
#include "store/list_cursor.hpp"

namespace store {
namespace {

// Above this many (column, id) pairs of a reach, one IN list is read instead of one ordered piece for each.
constexpr std::size_t pieces_max = 12;

struct Pair {
  std::string column;
  std::vector<std::int64_t> ids;
};

class Builder {
 public:
  Builder(const ListSpec& spec, const ListQuery& query, const ListReach& reach, Engine engine, std::size_t fixed)
      : spec_(spec), query_(query), engine_(engine), fixed_(fixed), reach_(columns_of(reach)), everything_(everything_of(reach)) {}

  BuiltList page() {
    const std::string filters = conditions();
    const std::string tail = keyset();
    const std::string order = fmt::format(" ORDER BY {0} {2}, {1} {2}", query_.sort->column, spec_.id, query_.descending ? "DESC" : "ASC");
    const std::string limit = number(query_.limit + 1);  // one more tells whether there is a next page
    const std::string head = fmt::format("SELECT {}, {} AS list_key, {} AS list_id FROM {} WHERE {}", spec_.columns, query_.sort->column,
                                         spec_.id, spec_.from, spec_.where);
    const auto pieces = single_ids();
    if (everything_ || pieces.size() <= 1 || pieces.size() > pieces_max)
      return done(head + filters + reach_condition() + tail + order + " LIMIT " + limit);
    // Each piece walks its own index in the list's order and stops after a page: an OR would read and sort all of it.
    const std::string way = query_.descending ? "DESC" : "ASC";
    const bool plain_table = spec_.from.find_first_of("(,") == std::string::npos && spec_.from.find(" JOIN ") == std::string::npos;
    std::string keys;
    // Without filters each piece's index has the order itself, so SQLite merges them as it goes and sorts nothing.
    if (engine_ == Engine::sqlite && plain_table && filters.empty() && is_default_order()) {
      for (const Pair& piece : pieces)
        keys += fmt::format("{}SELECT {} AS list_key, {} AS list_id FROM {} WHERE {} AND {} = {}{}", keys.empty() ? "(" : " UNION ", query_.sort->column, spec_.id,
                            spec_.from, spec_.where, piece.column, number(piece.ids.front()), tail);
      return rows_of(keys + fmt::format(" ORDER BY list_key {0}, list_id {0} LIMIT {1})", way, limit));
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      keys += fmt::format("{}SELECT * FROM (SELECT {} AS list_key, {} AS list_id FROM {} WHERE {}{} AND {} = {}{}{} LIMIT {}) p{}", i == 0 ? "" : " UNION ",
                          query_.sort->column, spec_.id, spec_.from, spec_.where, filters, pieces[i].column, number(pieces[i].ids.front()), tail, order, limit, i);
    }
    keys = fmt::format("(SELECT list_key, list_id FROM ({0}) u ORDER BY list_key {1}, list_id {1} LIMIT {2})", keys, way, limit);
    if (engine_ == Engine::postgres || !plain_table) return done(fmt::format("{} AND {} IN (SELECT list_id FROM {} k){}", head, spec_.id, keys, unsorted_by_index(order)));
    return rows_of(keys);
  }

  BuiltList count() {
    return done(fmt::format("SELECT count(*) FROM {} WHERE {}{}{}", spec_.from, spec_.where, conditions(), reach_condition()));
  }

 private:
  // The rows follow their keys, one look-up each: a sorter would carry all their columns once more.
  BuiltList rows_of(const std::string& keys) {
    return done(fmt::format("SELECT {}, k.list_key, k.list_id FROM {} k CROSS JOIN {} WHERE {} AND {} = k.list_id", spec_.columns, keys, spec_.from, spec_.where, spec_.id));
  }
  bool is_default_order() const {
    const std::string_view wanted = spec_.sort;
    return wanted.starts_with('-') == query_.descending && wanted.substr(wanted.starts_with('-') ? 1 : 0) == query_.sort->name;
  }
  BuiltList done(std::string sql) { return {Composed{std::move(sql)}, std::move(own_)}; }
  std::string bound(OwnedArg value) {
    own_.push_back(std::move(value));
    return fmt::format("${}", fixed_ + own_.size());
  }
  std::string number(std::int64_t value) { return bound({value}); }

  std::vector<Pair> columns_of(const ListReach& reach) const {
    std::vector<Pair> out;
    const auto add = [&out](const std::string& column, std::int64_t id) {
      auto found = std::ranges::find(out, column, &Pair::column);
      if (found == out.end()) found = out.insert(out.end(), Pair{column, {}});
      if (std::ranges::find(found->ids, id) == found->ids.end()) found->ids.push_back(id);
    };
    for (const std::int64_t area : reach.areas) {
      const auto level = query_.level ? query_.level(area) : std::nullopt;
      if (level && *level != whole) add(spec_.area_columns.at(*level), area);
      if (!query_.level)
        for (const auto& column : spec_.area_columns) add(column, area);
    }
    if (!spec_.unit_column.empty())
      for (const std::int64_t unit : reach.org_units) add(spec_.unit_column, unit);
    return out;
  }
  bool everything_of(const ListReach& reach) const {
    return reach.everything || (query_.level && std::ranges::any_of(reach.areas, [this](std::int64_t area) { return query_.level(area) == whole; }));
  }
  std::vector<Pair> single_ids() const {
    std::vector<Pair> out;
    for (const Pair& pair : reach_)
      for (const std::int64_t id : pair.ids) out.push_back({pair.column, {id}});
    return out;
  }

  std::string in_list(const std::string& column, const std::vector<std::int64_t>& ids) {
    return list_of(column, ids.size(), [&](std::size_t i) { return number(ids[i]); });
  }
  // Lists are filled up to a power of two, so that few different texts are prepared.
  template <class F>
  std::string list_of(const std::string& column, std::size_t count, F&& value) {
    ASSERT(count > 0);
    if (count == 1) return fmt::format("{} = {}", column, value(0));
    std::string out = column + " IN (";
    for (std::size_t i = 0; i < std::bit_ceil(count); ++i) out += (i == 0 ? "" : ", ") + value(std::min(i, count - 1));
    return out + ")";
  }

  // Without statistics SQLite takes the index that has the order and walks the whole district for a page of keys that it was given.
  std::string unsorted_by_index(std::string order) const {
    if (engine_ == Engine::sqlite) order.insert(std::string_view(" ORDER BY ").size(), "+");
    return order;
  }

  std::string reach_condition() {
    if (everything_) return {};
    std::string out;
    for (const Pair& pair : reach_) out += (out.empty() ? "" : " OR ") + in_list(pair.column, pair.ids);
    return out.empty() ? " AND 1 = 0" : " AND (" + out + ")";
  }

  std::string conditions() {
    std::string out;
    for (const ListValue& value : query_.values) out += " AND " + condition(value);
    return out;
  }

  std::string condition(const ListValue& value) {
    const ListField& field = *value.field;
    if (!field.where.empty()) return own_condition(value);
    if (field.kind == ListKind::area) {
      std::string out;
      const std::string id = number(value.numbers.front());
      for (const auto& column : value.columns) out += fmt::format("{}{} = {}", out.empty() ? "" : " OR ", column, id);
      return "(" + out + ")";
    }
    const auto one = [&](std::size_t i) { return numeric(field.kind) ? number(value.numbers[i]) : bound({value.texts[i]}); };
    switch (field.test) {
      case ListTest::equal: return list_of(field.column, numeric(field.kind) ? value.numbers.size() : value.texts.size(), one);
      case ListTest::from: return fmt::format("{} >= {}", field.column, one(0));
      case ListTest::until: return fmt::format("{} < {}", field.column, one(0));
      case ListTest::none: break;
    }
    ASSERT(!"a field that only sorts has no filter");
    return {};
  }

  std::string own_condition(const ListValue& value) {
    const ListField& field = *value.field;
    const std::string& text = engine_ == Engine::postgres && !field.where_postgres.empty() ? field.where_postgres : field.where;
    if (field.kind == ListKind::flag) {
      if (value.numbers.front() == 1) return "(" + text + ")";
      return field.where_false.empty() ? "NOT (" + text + ")" : "(" + field.where_false + ")";
    }
    std::string parameter;
    if (numeric(field.kind)) {
      parameter = number(value.numbers.front());
    } else {
      std::string converted = field.convert ? field.convert(value.texts.front(), engine_) : value.texts.front();
      if (converted.empty()) return "1 = 0";
      parameter = bound({std::move(converted)});
    }
    std::string out = "(" + text + ")";
    for (std::size_t at = out.find("$?"); at != std::string::npos; at = out.find("$?", at)) out.replace(at, 2, parameter);
    return out;
  }

  std::string keyset() {
    if (!query_.after) return {};
    const auto* key = std::get_if<std::int64_t>(&query_.after->key);
    const std::string first = key != nullptr ? number(*key) : bound({std::get<std::string>(query_.after->key)});
    return fmt::format(" AND ({}, {}) {} ({}, {})", query_.sort->column, spec_.id, query_.descending ? "<" : ">", first, number(query_.after->id));
  }

  const ListSpec& spec_;
  const ListQuery& query_;
  const Engine engine_;
  const std::size_t fixed_;
  const std::vector<Pair> reach_;
  const bool everything_;
  std::vector<OwnedArg> own_;
};

}  // namespace

std::vector<Arg> BuiltList::args(const std::vector<Arg>& fixed) const {
  std::vector<Arg> out = fixed;
  for (const OwnedArg& each : own) {
    if (const auto* number = std::get_if<std::int64_t>(&each.value)) out.emplace_back(*number);
    else if (const auto* text = std::get_if<std::string>(&each.value)) out.emplace_back(std::string_view(*text));
    else out.emplace_back();
  }
  return out;
}

BuiltList build_page(const ListSpec& spec, const ListQuery& query, const ListReach& reach, Engine engine, std::size_t fixed) {
  return Builder(spec, query, reach, engine, fixed).page();
}
BuiltList build_count(const ListSpec& spec, const ListQuery& query, const ListReach& reach, Engine engine, std::size_t fixed) {
  return Builder(spec, query, reach, engine, fixed).count();
}

ListEnd run_page(Session& s, const ListSpec& spec, const ListQuery& query, const ListReach& reach, const std::vector<Arg>& fixed,
                 const std::function<void(const Row&)>& each) {
  const std::int64_t seen_before = query.after ? query.after->seen : 0;
  ListEnd end{.total_at_least = seen_before};
  if (!reach.everything && reach.areas.empty() && reach.org_units.empty()) return end;
  const BuiltList built = build_page(spec, query, reach, s.engine(), fixed.size());
  ListCursor last;
  int rows = 0;
  s.run(built.sql, built.args(fixed), [&](const Row& row) {
    if (++rows > query.limit) return false;
    each(row);
    const int columns = row.raw().columns();
    const std::tuple before(last.key, last.id);
    if (numeric(query.sort->kind)) last.key = row.integer(columns - 2);
    else last.key = std::string(row.text(columns - 2));
    last.id = row.integer(columns - 1);
    const auto now = std::tie(last.key, last.id);
    ASSERT(rows == 1 || s.engine() == Engine::postgres || (query.descending ? now < before : now > before));  // as the keys were sorted
    return true;
  });
  end.total_at_least += rows;
  if (rows > query.limit) {
    last.seen = seen_before + query.limit;
    end.next = write_cursor(query, last);
  }
  return end;
}

std::int64_t run_count(Session& s, const ListSpec& spec, const ListQuery& query, const ListReach& reach, const std::vector<Arg>& fixed) {
  if (!reach.everything && reach.areas.empty() && reach.org_units.empty()) return 0;
  const BuiltList built = build_count(spec, query, reach, s.engine(), fixed.size());
  std::int64_t count = 0;
  s.run(built.sql, built.args(fixed), [&count](const Row& row) {
    count = row.integer(0);
    return false;
  });
  return count;
}

}  // namespace store
