// Judging what did not fit: a pair that took each other's place heals when put back, a row that lost its seal heals its gap.
#include "store/verify_judge.hpp"

#include "base/described/tables.hpp"
#include "store/journal_hash.hpp"

DESCRIBE_ENUM(store::Fault, "HistoryFault", changed, seal_changed, removed, swapped, inserted, personal_changed, head_differs)
DESCRIBE(store::Finding, "HistoryFinding", FIELD(fault), FIELD(seq), FIELD(seq_to), FIELD(event), FIELD(other), FIELD(kind), FIELD(subject), FIELD(head))
DESCRIBE(store::Verification, "HistoryVerification", FIELD(rows), FIELD(rows_total), FIELD(unsealed), FIELD(personal), FIELD(erased), FIELD(heads),
         FIELD(backdated), FIELD(seq), FIELD(hash), FIELD(findings_total), FIELD(findings))
DESCRIBE(store::Verifier::Suspect, "HistorySuspect", FIELD(seq), FIELD(place), FIELD(event), FIELD(before), FIELD(envelope), FIELD(hash),
         FIELD(computed), FIELD(row), FIELD(seal), FIELD(next_agrees))
DESCRIBE(store::Verifier::Gap, "HistoryGap", FIELD(from), FIELD(to), FIELD(before), FIELD(next_event), FIELD(next_envelope), FIELD(next_hash))
DESCRIBE(store::Verifier::Passed, "HistoryPassed", FIELD(event), FIELD(hash))
DESCRIBE(store::Verifier::Carried, "HistoryCarried", FIELD(result), FIELD(phase), FIELD(last), FIELD(shift), FIELD(passed), FIELD(row),
         FIELD(newest_recorded), FIELD(suspects), FIELD(gaps), FIELD(unchained))

namespace store {
namespace {

using Carried = Verifier::Carried;
using Suspect = Verifier::Suspect;
using Gap = Verifier::Gap;
using Read = std::function<std::optional<Event>(base::EventId)>;

struct Known {             // a suspect with its journal row
  Suspect s;
  std::optional<Event> event;
  bool settled = false;
};

std::string with_id(base::DistrictId d, Event e, base::EventId id) {
  e.id = id;
  return envelope_hash(d, e);
}
std::string with_body(base::DistrictId d, Event e, const Event& other) {
  e.body = other.body;
  return envelope_hash(d, e);
}

bool rows_swapped(base::DistrictId d, const Known& a, const Known& b) {
  if (!a.s.row || !b.s.row || !a.event || !b.event) return false;
  const bool whole = with_id(d, *b.event, a.s.event) == a.s.envelope && with_id(d, *a.event, b.s.event) == b.s.envelope;
  return whole || (with_body(d, *a.event, *b.event) == a.s.envelope && with_body(d, *b.event, *a.event) == b.s.envelope);
}

bool seals_swapped(const Suspect& a, const Suspect& b) {
  if (!a.seal || !b.seal) return false;
  const auto sealed = [](std::string_view before, const Suspect& at, base::EventId event, std::string_view envelope) {
    return seal_hash(before, at.place, event, envelope);
  };
  if (sealed(a.before, a, b.event, b.envelope) == a.hash && sealed(b.before, b, a.event, a.envelope) == b.hash) return true;  // what they name
  if (sealed(a.before, a, b.event, a.envelope) == a.hash && sealed(b.before, b, a.event, b.envelope) == b.hash) return true;  // ids alone
  if (sealed(a.before, a, b.event, b.envelope) != b.hash) return false;                                                      // whole rows
  return sealed(b.before, b, a.event, a.envelope) == a.hash || sealed(b.hash, b, a.event, a.envelope) == a.hash;             // … neighbours too
}

Finding named(Fault fault, const Known& k) {
  Finding f{.fault = fault, .seq = k.s.seq, .seq_to = k.s.seq, .event = k.s.event};
  if (k.event) f.kind = k.event->kind, f.subject = k.event->subject;
  return f;
}

void settle_swaps(Carried& at, base::DistrictId d, std::vector<Known>& known) {
  for (auto a = known.begin(); a != known.end(); ++a) {
    for (auto b = std::next(a); b != known.end() && !a->settled; ++b) {
      if (b->settled || (!rows_swapped(d, *a, *b) && !seals_swapped(a->s, b->s))) continue;
      a->settled = b->settled = true;
      Finding f = named(Fault::swapped, *a);
      f.other = b->s.event;
      f.seq_to = b->s.seq;
      add(at.result, std::move(f));
      for (auto& c : known) {  // whose link broke only because its neighbour's hash moved
        const auto follows = [&c](const std::string& before) { return seal_hash(before, c.s.place, c.s.event, c.s.envelope) == c.s.hash; };
        if (!c.settled && c.s.seal && !c.s.row && (follows(a->s.hash) || follows(b->s.hash))) c.settled = true;
      }
    }
  }
}

// The very last seal follows from an earlier one: what stands between was slipped in, and no later seal could say so.
bool slipped_in_before_last(Carried& at, const Suspect& s) {
  if (s.seq != at.last || !s.seal || s.row) return false;
  for (std::size_t k = 1; k + 1 < at.passed.size(); ++k) {
    const auto count = static_cast<std::int64_t>(k);
    if (seal_hash(at.passed[at.passed.size() - 2 - k].hash, s.place - count, s.event, s.envelope) != s.hash) continue;
    blame_slipped_in(at, at.last - count, count);
    return true;
  }
  return false;
}

void judge_suspects(Carried& at, base::DistrictId d, const Read& read) {
  std::vector<Known> known;
  for (auto& s : at.suspects) known.push_back({s, read(s.event)});
  settle_swaps(at, d, known);
  for (const auto& k : known) {
    if (k.settled || slipped_in_before_last(at, k.s)) continue;
    // The journal row fits the chain's hash, only the envelope beside it does not: the seal was touched, not the row.
    const bool row_fits_hash = k.event && seal_hash(k.s.before, k.s.place, k.s.event, envelope_hash(d, *k.event)) == k.s.hash;
    const bool seal_only = k.s.seal && (row_fits_hash || (k.s.next_agrees && !k.s.row));
    add(at.result, named(seal_only ? Fault::seal_changed : Fault::changed, k));
  }
  at.suspects.clear();
}

// The rows that once stood in the gap, if some run of unchained rows makes the chain whole again.
std::optional<std::size_t> filling(base::DistrictId d, const Gap& gap, const std::vector<Event>& unchained) {
  const auto length = static_cast<std::size_t>(gap.to - gap.from + 1);
  for (std::size_t first = 0; first + length <= unchained.size(); ++first) {
    std::string hash = gap.before;
    for (std::size_t i = 0; i < length; ++i)
      hash = seal_hash(hash, gap.from + static_cast<std::int64_t>(i), unchained[first + i].id, envelope_hash(d, unchained[first + i]));
    if (seal_hash(hash, gap.to + 1, gap.next_event, gap.next_envelope) == gap.next_hash) return first;
  }
  return std::nullopt;
}

void judge_gaps(Carried& at, base::DistrictId d, const Read& read) {
  std::vector<Event> unchained;
  for (const auto id : at.unchained)
    if (auto e = read(id)) unchained.push_back(*std::move(e));
  for (const auto& gap : at.gaps) {
    const auto first = filling(d, gap, unchained);
    if (!first) {
      add(at.result, {.fault = Fault::removed, .seq = gap.from, .seq_to = gap.to});
      continue;
    }
    const auto begin = unchained.begin() + static_cast<std::ptrdiff_t>(*first);
    const auto end = begin + (gap.to - gap.from + 1);
    for (auto e = begin; e != end; ++e) {
      const std::int64_t seq = gap.from + (e - begin);
      add(at.result, {.fault = Fault::removed, .seq = seq, .seq_to = seq, .event = e->id, .kind = e->kind, .subject = e->subject});
    }
    unchained.erase(begin, end);
  }
  for (const auto& e : unchained) add(at.result, {.fault = Fault::inserted, .event = e.id, .kind = e.kind, .subject = e.subject});
}

}  // namespace

void judge(Verifier::Carried& at, base::DistrictId district, const std::vector<ExpectedHead>& expected, const Read& read) {
  judge_suspects(at, district, read);
  judge_gaps(at, district, read);
  for (const auto& head : expected)
    if (head.seq > at.last)
      add(at.result, {.fault = Fault::removed, .seq = at.last + 1, .seq_to = head.seq, .head = head.source});
  at.result.seq = at.last;
  at.result.hash = at.passed.empty() ? std::string(no_hash) : at.passed.back().hash;
  std::ranges::stable_sort(at.result.findings, {}, [](const Finding& f) { return f.seq == 0 ? INT64_MAX : f.seq; });
}

}  // namespace store
