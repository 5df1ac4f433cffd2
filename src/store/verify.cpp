#include "store/verify.hpp"

#include <fmt/format.h>

#include "base/assert.hpp"
#include "base/iso.hpp"
#include "store/head_file.hpp"
#include "store/journal_row.hpp"
#include "store/verify_judge.hpp"

namespace store {
namespace {

const std::string select_sealed_text =
    std::string("SELECT s.journal_id, s.envelope, s.hash, p.salt, ") + std::string(event_columns) +
    " FROM seals s LEFT JOIN journal j ON j.district_id = s.district_id AND j.id = s.journal_id"
    " LEFT JOIN journal_personal p ON p.district_id = s.district_id AND p.id = s.journal_id"
    " WHERE s.district_id = $1 AND s.seq > $2 AND s.seq <= $3 ORDER BY s.seq LIMIT $4";
const Statement select_sealed("verify.sealed", select_sealed_text);
constexpr int event_first = 4;
const Statement select_chained("verify.chained",
                               "SELECT j.id, s.seq, u.id FROM (SELECT district_id, id FROM journal WHERE district_id = $1 AND id > $2 ORDER BY id LIMIT $3) j"
                               " LEFT JOIN seals s ON s.district_id = j.district_id AND s.journal_id = j.id"
                               " LEFT JOIN journal_unsealed u ON u.district_id = j.district_id AND u.id = j.id ORDER BY j.id");
constexpr int heads_max = 4'000;
constexpr int chunk_rows = 2'000;

SealedRow read_sealed(const Row& r) {
  SealedRow s{.seq = r.integer(event_first + 1), .event_id = {r.integer(0)}, .envelope = std::string(r.text(1)), .hash = std::string(r.text(2))};
  if (!r.null(3)) s.salt = std::string(r.text(3));
  if (!r.null(event_first)) s.event = read_event(r, event_first);
  return s;
}

std::string_view words(Fault fault) {
  switch (fault) {
    case Fault::changed: return "was changed after it was sealed";
    case Fault::seal_changed: return "has another seal than it was given";
    case Fault::removed: return "was removed";
    case Fault::swapped: return "was swapped";
    case Fault::inserted: return "was inserted beside the chain";
    case Fault::personal_changed: return "has another personal body than its envelope commits to";
    case Fault::head_differs: return "has another hash than the expected head";
  }
  return "";
}

}  // namespace

Verifier::Verifier(base::DistrictId district, std::vector<ExpectedHead> expected) : district_(district), expected_(std::move(expected)) {}

void Verifier::resume(std::string_view state) {
  auto carried = described::parse<Carried>(state);
  ASSERT(carried.has_value());
  at_ = *std::move(carried);
}

std::string Verifier::state() const { return described::to_json(at_); }

bool Verifier::step(Session& s, int rows_max) {
  if (at_.phase.empty()) begin(s);
  if (at_.phase == "chain") {
    chain(s, rows_max);
  } else if (at_.phase == "rows") {
    rows(s, rows_max);
  }
  return at_.phase != "done";
}

void Verifier::begin(Session& s) {
  at_.result.rows_total = chain_head(s, district_).seq;
  at_.phase = "chain";
}

void Verifier::chain(Session& s, int rows_max) {
  int taken = 0;
  s.rows(select_sealed, [&](const Row& r) {
    pass(at_, district_, read_sealed(r), expected_);
    ++taken;
    return true;
  }, district_, at_.last, at_.result.rows_total, rows_max);
  if (taken < rows_max) at_.phase = "rows";
}

// The journal by id: every row is sealed, or waits for its seal.
void Verifier::rows(Session& s, int rows_max) {
  int taken = 0;
  s.rows(select_chained, [&](const Row& r) {
    at_.row = {r.integer(0)};
    ++taken;
    if (!r.null(1)) return true;
    if (!r.null(2)) {
      ++at_.result.unsealed;
    } else if (at_.unchained.size() < findings_max) {
      at_.unchained.push_back(at_.row);
    } else {
      ++at_.result.findings_total;
    }
    return true;
  }, district_, at_.row, rows_max);
  if (taken == rows_max) return;
  judge(at_, district_, expected_, [&](base::EventId id) { return event(s, district_, id); });
  at_.phase = "done";
}

std::vector<ExpectedHead> stored_heads(Session& s, base::DistrictId district) {
  std::vector<ExpectedHead> out;
  for (const auto& head : daily_heads(s, district, std::nullopt, heads_max)) out.push_back({base::iso(head.day), head.seq, head.hash});
  return out;
}

std::vector<ExpectedHead> filed_heads(const std::string& path, std::string_view district_code) {
  std::vector<ExpectedHead> out;
  for (const auto& head : read_head_file(path))
    if (head.district == district_code) out.push_back({base::iso(head.day), head.seq, head.hash});
  return out;
}

Verification verify(Store& store, base::DistrictId district, std::vector<ExpectedHead> expected,
                    const std::function<void(std::int64_t done, std::int64_t total)>& progress) {
  Verifier verifier(district, std::move(expected));
  while (store.read([&](Session& s) { return verifier.step(s, chunk_rows); }))
    if (progress) progress(verifier.result().rows, verifier.result().rows_total);
  return verifier.result();
}

std::string in_words(const Finding& f) {
  std::string out = f.seq == 0 ? std::string("a row outside the chain") : f.seq_to > f.seq && f.fault != Fault::swapped
                                   ? fmt::format("rows {} to {}", f.seq, f.seq_to) : fmt::format("row {}", f.seq);
  if (f.event) out += fmt::format(", event {}", f.event.value);
  if (!f.kind.empty()) out += fmt::format(" ({} of {} {})", f.kind, f.subject.kind, f.subject.id);
  out += fmt::format(" {}", words(f.fault));
  if (f.fault == Fault::swapped) out += fmt::format(" with row {}, event {}", f.seq_to, f.other.value);
  if (!f.head.empty()) out += fmt::format(" (head {})", f.head);
  return out;
}

}  // namespace store
