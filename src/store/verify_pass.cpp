// One sealed row passes: does its link follow from the one before, is the row what was sealed, is its personal body the promised one?
#include "store/journal_hash.hpp"
#include "store/verify_judge.hpp"

namespace store {
namespace {

constexpr std::int64_t backdated_micros = 600'000'000;

using Carried = Verifier::Carried;
using Suspect = Verifier::Suspect;

std::string_view hash_before(const Carried& at) { return at.passed.empty() ? no_hash : std::string_view(at.passed.back().hash); }

Suspect* suspect_at(Carried& at, std::int64_t seq) {
  return !at.suspects.empty() && at.suspects.back().seq == seq ? &at.suspects.back() : nullptr;
}

Suspect& suspect(Carried& at, const SealedRow& s, std::string computed) {
  if (Suspect* known = suspect_at(at, s.seq)) return *known;
  at.suspects.push_back({.seq = s.seq, .place = s.seq - at.shift, .event = s.event_id, .before = std::string(hash_before(at)),
                         .envelope = s.envelope, .hash = s.hash, .computed = std::move(computed)});
  return at.suspects.back();
}

Finding finding_of(Fault fault, const SealedRow& s) {
  Finding f{.fault = fault, .seq = s.seq, .seq_to = s.seq, .event = s.event_id};
  if (s.event) f.kind = s.event->kind, f.subject = s.event->subject;
  return f;
}

// The seal before did not fit and this one follows from it as if their seqs were others: rows were slipped in before that one and
// the later seqs raised, or rows were taken out before it and the later seqs lowered. One seal alone proves nothing: it may have
// been moved here.
bool renumbered(Carried& at, const SealedRow& s) {
  const Suspect* before = suspect_at(at, at.last);
  if (before == nullptr || !before->seal || before->row) return false;
  const std::int64_t place = s.seq - at.shift;
  for (std::int64_t k = 1; k < static_cast<std::int64_t>(passed_max); ++k) {
    if (seal_hash(hash_before(at), place + k, s.event_id, s.envelope) == s.hash) {
      add(at.result, {.fault = Fault::removed, .seq = at.last, .seq_to = at.last + k - 1});
      at.suspects.pop_back();
      at.shift -= k;
      return true;
    }
    if (k < static_cast<std::int64_t>(at.passed.size()) && seal_hash(hash_before(at), place - k, s.event_id, s.envelope) == s.hash) {
      at.suspects.pop_back();
      blame_slipped_in(at, at.last - k, k);
      at.shift += k;
      return true;
    }
  }
  return false;
}

void check_link(Carried& at, const SealedRow& s) {
  std::string computed = seal_hash(hash_before(at), s.seq - at.shift, s.event_id, s.envelope);
  if (computed == s.hash) return;
  if (Suspect* before = suspect_at(at, at.last); before != nullptr && before->seal &&
      seal_hash(before->computed, s.seq - at.shift, s.event_id, s.envelope) == s.hash) {
    before->next_agrees = true;
    return;
  }
  if (renumbered(at, s)) return;
  if (at.suspects.size() >= suspects_max) return add(at.result, finding_of(Fault::changed, s));
  suspect(at, s, std::move(computed)).seal = true;
}

void check_row(Carried& at, base::DistrictId district, const SealedRow& s) {
  Verification& out = at.result;
  if (!s.event) return add(out, {.fault = Fault::removed, .seq = s.seq, .seq_to = s.seq, .event = s.event_id});
  if (envelope_hash(district, *s.event) != s.envelope) {
    if (at.suspects.size() >= suspects_max && suspect_at(at, s.seq) == nullptr) return add(out, finding_of(Fault::changed, s));
    suspect(at, s, {}).row = true;
    return;
  }
  if (s.event->recorded_at.micros + backdated_micros < at.newest_recorded) ++out.backdated;
  at.newest_recorded = std::max(at.newest_recorded, s.event->recorded_at.micros);
  if (!s.salt) {
    if (!s.event->personal_commitment.empty()) ++out.erased;
    return;
  }
  ++out.personal;
  if (personal_commitment(*s.salt, s.event->actor.on_behalf_of, s.event->personal) != s.event->personal_commitment)
    add(out, finding_of(Fault::personal_changed, s));
}

void check_heads(Verification& out, const SealedRow& s, const std::vector<ExpectedHead>& expected) {
  for (const auto& head : expected) {
    if (head.seq != s.seq) continue;
    if (head.hash == s.hash) {
      ++out.heads;
    } else {
      Finding f = finding_of(Fault::head_differs, s);
      f.head = head.source;
      add(out, std::move(f));
    }
  }
}

}  // namespace

void blame_slipped_in(Verifier::Carried& at, std::int64_t first_seq, std::int64_t count) {
  for (std::int64_t seq = first_seq; seq < first_seq + count; ++seq) {
    std::erase_if(at.suspects, [seq](const Verifier::Suspect& x) { return x.seq == seq; });
    const auto& passed = at.passed[at.passed.size() - 1 - static_cast<std::size_t>(at.last - seq)];
    add(at.result, {.fault = Fault::inserted, .seq = seq, .seq_to = seq, .event = passed.event});
  }
}

void add(Verification& out, Finding finding) {
  ++out.findings_total;
  if (out.findings.size() < findings_max) out.findings.push_back(std::move(finding));
}

void pass(Verifier::Carried& at, base::DistrictId district, const SealedRow& s, const std::vector<ExpectedHead>& expected) {
  if (s.seq > at.last + 1) {  // what it should follow from is gone
    at.gaps.push_back({.from = at.last + 1, .to = s.seq - 1, .before = std::string(hash_before(at)), .next_event = s.event_id,
                       .next_envelope = s.envelope, .next_hash = s.hash});
    at.passed.clear();
  } else {
    check_link(at, s);
  }
  check_row(at, district, s);
  check_heads(at.result, s, expected);
  if (at.passed.size() == passed_max) at.passed.erase(at.passed.begin());
  at.passed.push_back({s.event_id, s.hash});
  at.last = s.seq;
  ++at.result.rows;
}

}  // namespace store
