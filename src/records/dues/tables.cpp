#include <algorithm>
#include <limits>

#include "records/dues/dues.hpp"

namespace dues {
namespace {

using store::Statement;

constexpr std::int64_t no_date = std::numeric_limits<std::int64_t>::max();

const Statement put_due("dues.put",
    "INSERT INTO dues (district_id, id, subject_kind, subject_id, kind, bucket, org_unit_id, post_kind, area_id, title, context, since, due_at, warn_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
    "ON CONFLICT (district_id, subject_kind, subject_id, kind, org_unit_id, post_kind) DO UPDATE SET bucket = excluded.bucket, "
    "area_id = excluded.area_id, title = excluded.title, context = excluded.context, since = excluded.since, due_at = excluded.due_at, "
    "warn_at = excluded.warn_at");
const Statement remove_all("dues.remove_all", "DELETE FROM dues WHERE district_id = $1 AND subject_kind = $2 AND subject_id = $3");
const Statement remove_kind("dues.remove_kind", "DELETE FROM dues WHERE district_id = $1 AND subject_kind = $2 AND subject_id = $3 AND kind = $4");
const Statement by_subject("dues.of_subject",
    "SELECT id, subject_kind, subject_id, kind, bucket, org_unit_id, post_kind, area_id, title, context, since, due_at, warn_at FROM dues "
    "WHERE district_id = $1 AND subject_kind = $2 AND subject_id = $3 ORDER BY due_at, id");

Due due_of(const store::Row& r) {
  Due d;
  d.id = r.get<base::DueId>(0);
  d.subject = {std::string(r.text(1)), r.integer(2)};
  d.kind = r.text(3);
  d.bucket = r.text(4);
  d.org_unit = r.get<base::OrgUnitId>(5);
  d.post_kind = r.text(6);
  d.area = r.get<base::AreaId>(7);
  d.title = r.text(8);
  d.context = r.text(9);
  d.since = r.get<base::Instant>(10);
  if (r.integer(11) != no_date) d.due_at = base::Instant{r.integer(11)};
  if (r.integer(12) != no_date) d.warn_at = base::Instant{r.integer(12)};
  return d;
}

std::int64_t warning_of(const Due& d) {
  if (d.warn_at) return d.warn_at->micros;
  if (!d.due_at) return no_date;
  const std::int64_t given = d.due_at->micros - d.since.micros;
  return given <= 0 ? d.due_at->micros : d.since.micros + given / 100 * warning_share_percent;
}

// A text from constant pieces and its arguments, side by side.
struct Query {
  std::string text;
  std::vector<store::Arg> args;
  std::string next(store::Arg value) {
    args.push_back(value);
    return "$" + std::to_string(args.size());
  }
};

void of_seats(Query& query, const std::vector<Seat>& seats) {
  std::string either;
  for (const Seat& seat : seats) {
    if (query.args.size() > 3 * seats_max) break;
    either += either.empty() ? "" : " OR ";
    either += "(org_unit_id = " + query.next(store::arg(seat.org_unit)) + " AND post_kind IN ('', " + query.next(store::arg(seat.post_kind)) + ")";
    if (seat.area) either += " AND area_id = " + query.next(store::arg(seat.area));
    either += ")";
  }
  query.text += " AND (" + either + ")";
}

// The seats as walks of the one index, each in the order of dates: whose work is the same unit's and kind's is one of them, with the areas
// that all its seats name (none: any). Empty when they are so many that one look through all is cheaper.
struct Walk {
  std::int64_t unit{};
  std::string_view post_kind{};
  std::vector<base::AreaId> areas{};
  bool anywhere{};
};
std::vector<Walk> walks_of(const std::vector<Seat>& seats) {
  constexpr std::size_t walks_max = 12;
  std::vector<Walk> out;
  for (const Seat& seat : seats)
    for (const std::string_view kind : {std::string_view{}, std::string_view(seat.post_kind)}) {
      const auto same = [&](const Walk& w) { return w.unit == seat.org_unit.value && w.post_kind == kind; };
      auto found = std::find_if(out.begin(), out.end(), same);
      if (found == out.end()) found = out.insert(out.end(), Walk{seat.org_unit.value, kind});
      if (!seat.area) found->anywhere = true;
      else if (std::find(found->areas.begin(), found->areas.end(), seat.area) == found->areas.end()) found->areas.push_back(seat.area);
      if (out.size() > walks_max) return {};
    }
  return out;
}

void of_walk(Query& query, const Walk& walk) {
  query.text += " AND org_unit_id = " + query.next(store::arg(walk.unit)) + " AND post_kind = " + query.next(store::arg(walk.post_kind));
  if (walk.anywhere) return;
  std::string list;
  for (const base::AreaId area : walk.areas) list += (list.empty() ? "" : ", ") + query.next(store::arg(area));
  query.text += " AND area_id IN (" + list + ")";
}

// What it is about, without the place behind it: "井盖破损 · 3 号楼" is about 井盖破损.
std::string subject_line(store::Session& session) {
  return session.engine() == store::Engine::postgres ? "split_part(context, ' · ', 1)"
                                                     : "CASE WHEN instr(context, ' · ') > 0 THEN substr(context, 1, instr(context, ' · ') - 1) ELSE context END";
}

void of_filter(store::Session& session, Query& query, const Filter& filter) {
  if (!filter.bucket.empty()) query.text += " AND bucket = " + query.next(store::arg(filter.bucket));
  if (!filter.kind.empty()) query.text += " AND kind = " + query.next(store::arg(filter.kind));
  if (!filter.context.empty()) query.text += " AND " + subject_line(session) + " = " + query.next(store::arg(filter.context));
  if (!filter.areas.empty()) {
    std::string list;
    for (std::size_t i = 0; i < std::min(filter.areas.size(), areas_max); ++i) list += (i ? ", " : "") + query.next(store::arg(filter.areas[i]));
    query.text += " AND area_id IN (" + list + ")";
  }
  if (filter.due_from) query.text += " AND due_at >= " + query.next(store::arg(*filter.due_from));
  if (filter.due_before) query.text += " AND due_at < " + query.next(store::arg(*filter.due_before));
  if (filter.warned_by) query.text += " AND warn_at <= " + query.next(store::arg(*filter.warned_by));
}

// How many, how many of them late, how many soon.
std::string counts(Query& query, base::Instant now) {
  const std::string at = query.next(store::arg(now));
  return "COUNT(*), SUM(CASE WHEN due_at < " + at + " THEN 1 ELSE 0 END), SUM(CASE WHEN due_at >= " + at + " AND warn_at <= " + at + " THEN 1 ELSE 0 END)";
}

}  // namespace

void put(store::Unit& unit, const Due& d) {
  unit.exec(put_due, unit.district(), d.id ? d.id.value : unit.new_id(), d.subject.kind, d.subject.id, d.kind, d.bucket, d.org_unit, d.post_kind, d.area,
            d.title, d.context, d.since, d.due_at ? d.due_at->micros : no_date, warning_of(d));
}

void remove(store::Unit& unit, const base::Subject& subject, std::string_view kind) {
  if (kind.empty()) {
    unit.exec(remove_all, unit.district(), subject.kind, subject.id);
  } else {
    unit.exec(remove_kind, unit.district(), subject.kind, subject.id, kind);
  }
}

std::vector<Due> of_subject(store::Session& session, base::DistrictId district, const base::Subject& subject) {
  std::vector<Due> out;
  session.rows(by_subject, [&out](const store::Row& r) { out.push_back(due_of(r)); return true; }, district, subject.kind, subject.id);
  return out;
}

std::vector<Due> list(store::Session& session, base::DistrictId district, const std::vector<Seat>& seats, const Filter& filter,
                      const std::optional<Cursor>& after, int limit) {
  std::vector<Due> out;
  if (seats.empty()) return out;
  Query query;
  const std::string in_district = query.next(store::arg(district)), at_most = query.next(store::arg(std::clamp(limit, 1, page_max)));
  const auto one = [&](const Walk* walk) {
    query.text += "SELECT id, subject_kind, subject_id, kind, bucket, org_unit_id, post_kind, area_id, title, context, since, due_at, warn_at FROM dues "
                  "WHERE district_id = " + in_district;
    if (walk) of_walk(query, *walk);
    else of_seats(query, seats);
    of_filter(session, query, filter);
    if (after)
      query.text += " AND (due_at, id) > (" + query.next(store::arg(after->due_at ? after->due_at->micros : no_date)) + ", " + query.next(store::arg(after->id)) + ")";
    query.text += " ORDER BY due_at, id LIMIT " + at_most;
  };
  const std::vector<Walk> walks = walks_of(seats);
  // Each walk stops after a page, however much waits at the seat.
  for (std::size_t i = 0; i < walks.size(); ++i) {
    query.text += i == 0 ? "SELECT * FROM (" : " UNION ALL SELECT * FROM (";
    one(&walks[i]);
    query.text += ") w" + std::to_string(i);
  }
  if (walks.empty()) one(nullptr);
  else query.text += " ORDER BY due_at, id LIMIT " + at_most;
  session.run(store::Composed{query.text}, query.args, [&out](const store::Row& r) { out.push_back(due_of(r)); return true; });
  return out;
}

Summary summary(store::Session& session, base::DistrictId district, const std::vector<Seat>& seats, base::Instant now) {
  Summary out;
  if (seats.empty()) return out;
  Query query;
  const std::string in_district = query.next(store::arg(district));
  query.text = "SELECT bucket, " + counts(query, now) + " FROM dues WHERE district_id = " + in_district;
  of_seats(query, seats);
  query.text += " GROUP BY bucket";
  session.run(store::Composed{query.text}, query.args, [&out](const store::Row& r) {
    out.buckets.emplace(r.text(0), r.integer(1));
    out.total += r.integer(1);
    out.late += r.integer(2);
    out.soon += r.integer(3);
    return true;
  });
  return out;
}

std::vector<Group> groups(store::Session& session, base::DistrictId district, const std::vector<Seat>& seats, const Filter& filter, base::Instant now) {
  std::vector<Group> out;
  if (seats.empty()) return out;
  Query query;
  const std::string in_district = query.next(store::arg(district));
  query.text = "SELECT area_id, " + subject_line(session) + ", " + counts(query, now) + " FROM dues WHERE district_id = " + in_district;
  of_seats(query, seats);
  of_filter(session, query, filter);
  query.text += " GROUP BY 1, 2 ORDER BY COUNT(*) DESC, 1, 2 LIMIT " + query.next(store::arg(groups_max));
  session.run(store::Composed{query.text}, query.args, [&out](const store::Row& r) {
    out.push_back({.area = r.get<base::AreaId>(0), .context = std::string(r.text(1)), .total = r.integer(2), .soon = r.integer(4), .late = r.integer(3)});
    return true;
  });
  return out;
}

}  // namespace dues
