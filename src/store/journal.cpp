// Appending and reading the journal: one insert an event, one more only for personal columns; what waits to be sealed is a row on
// PostgreSQL, and on SQLite only where no sealer ends the group.
#include "store/journal.hpp"

#include <fmt/format.h>

#include <bit>
#include <deque>
#include <limits>

#include "base/assert.hpp"
#include "base/context.hpp"
#include "store/erasures.hpp"
#include "store/journal_hash.hpp"
#include "store/journal_row.hpp"
#include "store/sealing.hpp"

namespace store {
namespace {

constexpr std::string_view insert_columns =
    "INSERT INTO journal (district_id, id, kind, subject_kind, subject_id, body, personal_commitment, definition, area_id, org_unit_id,"
    " person_id, post_id, channel, happened_at, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

const Statement insert_event("journal.insert", insert_columns);
// Both in one round trip; SQLite has no writing WITH and no round trips.
const std::string insert_both_postgres = "WITH waits AS (INSERT INTO journal_unsealed (district_id, id, envelope) VALUES ($1, $2, $16)) " +
                                         std::string(insert_columns);
const Statement insert_both("journal.insert_both",
                            "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16", insert_both_postgres);
const Statement insert_personal("journal.insert_personal",
                                "INSERT INTO journal_personal (district_id, id, salt, on_behalf_of, body) VALUES ($1, $2, $3, $4, $5)");
const Statement delete_personal("journal.erase_personal",
                                "DELETE FROM journal_personal WHERE district_id = $1 AND id IN"
                                " (SELECT j.id FROM journal j WHERE j.district_id = $1 AND j.subject_kind = $2 AND j.subject_id = $3)");

const std::string select_event = std::string("SELECT ") + std::string(event_columns) + std::string(event_tables);
const std::string by_subject_text = select_event + " WHERE j.district_id = $1 AND j.subject_kind = $2 AND j.subject_id = $3 ORDER BY j.id";
const std::string by_kind_of_subject_text =
    select_event + " WHERE j.district_id = $1 AND j.subject_kind = $2 AND (j.subject_id, j.id) > ($3, $4) ORDER BY j.subject_id, j.id LIMIT $5";
const std::string by_id_text = select_event + " WHERE j.district_id = $1 AND j.id = $2";
const std::string by_seq_text = std::string("SELECT ") + std::string(event_columns) +
                                " FROM seals s JOIN journal j ON j.district_id = s.district_id AND j.id = s.journal_id"
                                " LEFT JOIN journal_personal p ON p.district_id = s.district_id AND p.id = s.journal_id"
                                " WHERE s.district_id = $1 AND s.seq > $2 ORDER BY s.seq LIMIT $3";
const Statement by_subject("journal.by_subject", by_subject_text);
const Statement by_kind_of_subject("journal.by_kind_of_subject", by_kind_of_subject_text);
const Statement by_id("journal.by_id", by_id_text);
const Statement by_seq("journal.by_seq", by_seq_text);
const Statement select_notices("journal.notices",
                               "SELECT s.seq, j.id, j.kind, j.subject_kind, j.subject_id, j.area_id, j.org_unit_id, j.person_id"
                               " FROM seals s JOIN journal j ON j.district_id = s.district_id AND j.id = s.journal_id"
                               " WHERE s.district_id = $1 AND s.seq > $2 ORDER BY s.seq LIMIT $3");
const Statement select_head("journal.head", "SELECT seq, hash FROM seals WHERE district_id = $1 ORDER BY seq DESC LIMIT 1");
const Statement select_heads("journal.daily_heads",
                             "SELECT day, seq, hash, made_at FROM daily_heads WHERE district_id = $1 AND day < $2 ORDER BY day DESC LIMIT $3");

constexpr std::int64_t page_rows = 2'000;
constexpr std::size_t salt_bytes = 16;
constexpr std::int64_t after_all_days = 4'000'000;

std::vector<Event> collect(Session& s, const Statement& statement, auto... args) {
  std::vector<Event> out;
  s.rows(statement, [&out](const Row& r) { out.push_back(read_event(r)); return true; }, args...);
  return out;
}

const Statement select_kinds("journal.kinds_of_family",
                             "WITH RECURSIVE k(kind) AS (SELECT MIN(j.kind) FROM journal j WHERE j.district_id = $1 AND j.kind >= $2 AND j.kind < $3"
                             " UNION ALL SELECT (SELECT MIN(j.kind) FROM journal j WHERE j.district_id = $1 AND j.kind > k.kind AND j.kind < $3)"
                             " FROM k WHERE k.kind IS NOT NULL) SELECT kind FROM k WHERE kind IS NOT NULL");

// One composed page: for each kind a walk of one index from the newest, never more rows than the page has, then joined.
class Page {
 public:
  Page(Session& s, base::DistrictId district, const JournalQuery& q) : engine_(s.engine()), district_(next(district.value)), limit_(next(std::int64_t{q.limit})) {
    where_ = "j.district_id = " + district_;
    if (!q.subject.kind.empty()) where_ += " AND j.subject_kind = " + next(std::string_view(q.subject.kind));
    if (q.subject.id != 0) where_ += " AND j.subject_id = " + next(q.subject.id);
    if (q.person) where_ += " AND j.person_id <> 0 AND j.person_id = " + next(q.person.value);
    if (q.from) where_ += " AND j.happened_at >= " + next(q.from->micros);
    if (q.to) where_ += " AND j.happened_at < " + next(q.to->micros);
    if (q.recorded_from) where_ += " AND j.id >= " + next(base::first_id_at(*q.recorded_from));
    if (q.recorded_to) where_ += " AND j.id < " + next(base::first_id_at(*q.recorded_to));
    if (q.before) where_ += " AND j.id < " + next(q.before.value);
    if (q.unmaskings) where_ += engine_ == Engine::sqlite ? " AND substr(j.kind, -9) = '.unmasked'" : " AND right(j.kind, 9) = '.unmasked'";
    if (q.kind.ends_with('.')) {
      family(s, district, q);
    } else {
      walk(q.kind.empty() ? std::string{} : " AND j.kind = " + next(std::string_view(q.kind)));
    }
  }
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;
  [[nodiscard]] bool empty() const { return walks_.empty(); }
  [[nodiscard]] Composed composed() const {
    return {"SELECT " + std::string(event_columns) + " FROM (" + walks_ + ") x JOIN journal j ON j.district_id = " + district_ + " AND j.id = x.id" +
            " LEFT JOIN seals s ON s.district_id = j.district_id AND s.journal_id = j.id"
            " LEFT JOIN journal_personal p ON p.district_id = j.district_id AND p.id = j.id ORDER BY j.id DESC LIMIT " + limit_};
  }
  [[nodiscard]] const std::vector<Arg>& args() const { return args_; }

 private:
  // All kinds that begin so. With a subject or a person their index is the better one; otherwise one walk for each kind there is.
  void family(Session& s, base::DistrictId district, const JournalQuery& q) {
    family_end_ = q.kind.substr(0, q.kind.size() - 1) + "/";  // '/' follows '.' in ASCII
    if (q.subject.id != 0 || q.person || q.unmaskings)
      return walk(" AND (j.kind || '') >= " + next(std::string_view(q.kind)) + " AND (j.kind || '') < " + next(std::string_view(family_end_)));
    s.rows(select_kinds, [this](const Row& r) { kinds_.emplace_back(r.text(0)); return true; }, district, q.kind, family_end_);
    for (const auto& kind : kinds_) walk(" AND j.kind = " + next(std::string_view(kind)));
  }
  void walk(const std::string& more) {
    walks_ += (walks_.empty() ? "" : " UNION ALL ") + fmt::format("SELECT w.id FROM (SELECT j.id FROM journal j WHERE {}{} ORDER BY j.id DESC LIMIT {}) w", where_, more, limit_);
  }
  std::string next(Arg value) {
    args_.push_back(value);
    return fmt::format("${}", args_.size());
  }
  const Engine engine_;
  std::vector<Arg> args_;                // before the names that it gives
  std::string district_, limit_, where_, walks_, family_end_;
  std::deque<std::string> kinds_;        // args_ points into them
};

}  // namespace

base::EventId append(Unit& unit, const NewEvent& n) {
  ASSERT(!n.kind.empty() && !n.subject.kind.empty());
  Event e{.id = unit.make<base::EventId>(),
          .kind = n.kind,
          .subject = n.subject,
          .body = n.body.empty() ? "{}" : n.body,
          .personal = n.personal,
          .definition = n.definition,
          .area = n.area,
          .org_unit = n.org_unit,
          .actor = unit.actor(),
          .happened_at = unit.now(),
          .recorded_at = unit.moment().real_now};
  const base::DistrictId d = unit.district();
  if (!e.personal.empty() || !e.actor.on_behalf_of.empty()) {
    const std::string salt = unit.random().token_hex(salt_bytes);
    e.personal_commitment = personal_commitment(salt, e.actor.on_behalf_of, e.personal);
    unit.exec(insert_personal, d, e.id, salt, e.actor.on_behalf_of, e.personal);
  }
  const std::string envelope = envelope_hash(d, e);
  if (unit.engine() == Engine::postgres) {
    unit.exec(insert_both, d, e.id, e.kind, e.subject.kind, e.subject.id, e.body, e.personal_commitment, e.definition, e.area, e.org_unit,
              e.actor.person, e.actor.post, e.actor.channel, e.happened_at, e.recorded_at, envelope);
  } else {
    unit.exec(insert_event, d, e.id, e.kind, e.subject.kind, e.subject.id, e.body, e.personal_commitment, e.definition, e.area, e.org_unit,
              e.actor.person, e.actor.post, e.actor.channel, e.happened_at, e.recorded_at);
    auto* of_a_group = dynamic_cast<UnitBase*>(&unit);
    if (of_a_group == nullptr || !of_a_group->keep_unsealed({d, e.id.value, envelope})) put_unsealed(unit, {d, e.id.value, envelope});
  }
  return e.id;
}

std::vector<Event> events_of(Session& s, base::DistrictId district, const base::Subject& subject) {
  return collect(s, by_subject, district, std::string_view(subject.kind), subject.id);
}

const std::vector<Event>& SubjectEvents::of(std::int64_t subject) {
  here_.clear();
  if (subject <= asked_) return here_ = events_of(s_, district_, {kind_, subject});
  asked_ = subject;
  for (;;) {
    for (; at_ < page_.size() && page_[at_].subject.id <= subject; ++at_)
      if (page_[at_].subject.id == subject) here_.push_back(std::move(page_[at_]));
    if (at_ < page_.size() || ended_) return here_;
    read_ = std::max(read_, std::pair{subject - 1, std::numeric_limits<std::int64_t>::max()});  // what nobody asks for is passed over
    page_ = collect(s_, by_kind_of_subject, district_, std::string_view(kind_), read_.first, read_.second, page_rows);
    at_ = 0;
    ended_ = static_cast<std::int64_t>(page_.size()) < page_rows;
    if (!page_.empty()) read_ = {page_.back().subject.id, page_.back().id.value};
  }
}

std::optional<Event> event(Session& s, base::DistrictId district, base::EventId id) {
  auto found = collect(s, by_id, district, id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

// Filled up to a power of two, so that few different texts are prepared.
std::map<std::int64_t, base::PostId> posts_of_last(Session& s, base::DistrictId district, std::string_view kind, std::string_view subject_kind,
                                                   const std::vector<std::int64_t>& subjects) {
  std::map<std::int64_t, base::PostId> out;
  if (subjects.empty()) return out;
  std::vector<Arg> args{arg(district), arg(kind), arg(subject_kind)};
  std::string list;
  for (std::size_t i = 0; i < std::bit_ceil(subjects.size()); ++i) {
    args.push_back(arg(subjects[std::min(i, subjects.size() - 1)]));
    list += (i == 0 ? "$" : ", $") + std::to_string(args.size());
  }
  const std::string text = "SELECT subject_id, post_id FROM journal WHERE district_id = $1 AND kind = $2 AND subject_kind = $3 AND subject_id IN (" + list + ") ORDER BY id";
  s.run(Composed{text}, args, [&out](const Row& r) { return out[r.integer(0)] = r.get<base::PostId>(1), true; });
  return out;
}

std::vector<Event> sealed_after(Session& s, base::DistrictId district, std::int64_t seq, std::size_t limit) {
  return collect(s, by_seq, district, seq, static_cast<std::int64_t>(limit));
}

std::int64_t erase_personal(Unit& unit, const base::Subject& subject) {
  const std::int64_t erased = unit.exec(delete_personal, unit.district(), subject.kind, subject.id);
  if (erased > 0) note_erasure(unit, subject);
  return erased;
}

std::vector<Notice> notices_after(Session& s, base::DistrictId district, std::int64_t seq, std::size_t limit) {
  std::vector<Notice> out;
  s.rows(select_notices, [&out](const Row& r) {
    out.push_back({.seq = r.integer(0),
                   .id = {r.integer(1)},
                   .kind = std::string(r.text(2)),
                   .subject = {std::string(r.text(3)), r.integer(4)},
                   .area = {r.integer(5)},
                   .org_unit = {r.integer(6)},
                   .person = {r.integer(7)}});
    return true;
  }, district, seq, static_cast<std::int64_t>(limit));
  return out;
}

std::vector<Event> journal_page(Session& s, base::DistrictId district, const JournalQuery& q) {
  const Page page(s, district, q);
  std::vector<Event> out;
  if (page.empty()) return out;  // no event of the family ever happened
  s.run(page.composed(), page.args(), [&out](const Row& r) { out.push_back(read_event(r)); return true; });
  return out;
}

Head chain_head(Session& s, base::DistrictId district) {
  Head head{.seq = 0, .hash = std::string(no_hash)};
  s.rows(select_head, [&head](const Row& r) { head = {r.integer(0), std::string(r.text(1))}; return false; }, district);
  return head;
}

std::vector<DailyHead> daily_heads(Session& s, base::DistrictId district, std::optional<base::CivilDate> before, int limit) {
  std::vector<DailyHead> out;
  s.rows(select_heads, [&out](const Row& r) {
    out.push_back({{static_cast<std::int32_t>(r.integer(0))}, r.integer(1), std::string(r.text(2)), {r.integer(3)}});
    return true;
  }, district, before ? std::int64_t{before->days} : after_all_days, limit);
  return out;
}

}  // namespace store
