#include "definitions/drafts.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/iso.hpp"
#include "base/limits.hpp"
#include "definitions/seeds.hpp"
#include "definitions/tables.hpp"

namespace definitions {
namespace {

constexpr std::string_view publishing_code = "rules/publishing";

base::RuleRef publishing_rule(store::Unit& unit, Book& book, base::CivilDate today, std::string place) {
  if (const auto held = book.in_force(unit, unit.district(), publishing_code, today)) return (*held)->rule(std::move(place));
  return {std::string(publishing_code), 1, std::move(place)};
}

std::unexpected<base::Error> stale(std::int64_t now) {
  return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "definitions.draft_moved_on", .remedy = "definitions.draft_moved_on.remedy", .now_version = now});
}

std::int64_t highest_version(store::Session& session, base::DistrictId district, std::string_view code, std::string* kind) {
  std::int64_t out = 0;
  for (const DefinitionRow& row : rows_of(session, district, code)) {
    out = std::max(out, row.version);
    *kind = row.kind;
  }
  return out;
}

// The body can be kept at all: TOML that says it is this code and kind.
base::Done keepable(const DraftText& draft) {
  TRY(doc, Doc::parse(draft.body));
  Faults faults;
  if (doc.need_text("code", faults) != draft.code && faults.empty()) doc.at("code").fault(faults, "definitions.other_code", {{"code", draft.code}});
  if (doc.need_text("kind", faults) != draft.kind && faults.empty()) doc.at("kind").fault(faults, "definitions.other_kind", {{"kind", draft.kind}});
  if (faults.empty()) return {};
  return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "definitions.invalid", .errors = std::move(faults)});
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

base::Subject shelf_subject() { return {"definitions", 1}; }

store::NewEvent event_of(const DefinitionRow& row, std::string kind) {
  const DefinitionEvent body{row.code, row.version, row.kind, row.source, row.effective_from, row.body_hash, row.note};
  return {.kind = std::move(kind), .subject = {"definition", row.id.value}, .body = described::to_json(body), .definition = row.code + "@" + std::to_string(row.version)};
}

Held SessionScope::in_force(std::string_view code) const {
  auto held = book_.in_force(session_, district_, code, day_);
  return held ? *held : nullptr;
}
std::vector<Held> SessionScope::of_kind(std::string_view kind) const { return book_.of_kind(session_, district_, kind, day_); }

Faults check(const Book& book, const CheckScope& scope, std::string_view code, std::string_view kind, std::string_view body) {
  Faults faults;
  const auto doc = Doc::parse(body);
  if (!doc) {
    faults.push_back({"", doc.error().reason, doc.error().params});
    return faults;
  }
  const Header header = read_header(*doc, faults);
  if (!header.code.empty() && header.code != code) doc->at("code").fault(faults, "definitions.other_code", {{"code", std::string(code)}});
  if (!header.kind.empty() && header.kind != kind) doc->at("kind").fault(faults, "definitions.other_kind", {{"kind", std::string(kind)}});
  const auto checkers = book.checkers(kind);
  if (checkers.empty()) doc->at("kind").fault(faults, "definitions.unknown_kind", {{"kind", std::string(kind)}});
  for (const Checker each : checkers) each(*doc, scope, faults);
  return faults;
}

base::Result<DefinitionRow> save_draft(store::Unit& unit, const DraftText& draft, std::int64_t if_revision) {
  TRY_DO(keepable(draft));
  unit.lock(lock_floor, shelf_subject());
  auto existing = draft_of(unit, unit.district(), draft.code);
  if ((existing ? existing->revision : 0) != if_revision) return stale(existing ? existing->revision : 0);
  std::string kind = draft.kind;
  const std::int64_t highest = highest_version(unit, unit.district(), draft.code, &kind);
  if (kind != draft.kind)
    return std::unexpected(base::Error{.code = base::ErrorCode::invalid,
                                       .reason = "definitions.invalid",
                                       .errors = {{"/kind", "definitions.other_kind", {{"kind", kind}}}}});
  DefinitionRow row = existing ? *existing : DefinitionRow{.district_id = unit.district(), .id = unit.make<DefinitionId>(), .code = draft.code};
  if (!existing) row.version = highest + 1;
  if (!existing) row.based_on = highest;
  row.kind = draft.kind;
  row.source = Source::own;
  row.body = draft.body;
  row.body_hash = base::sha256_hex(draft.body);
  row.note = draft.note;
  row.drafter_id = unit.actor().person;
  row.changed_at = unit.now();
  row.revision = existing ? existing->revision + 1 : 1;
  row.stamp = unit.new_id();
  if (existing) update_row(unit, row);
  else insert_row(unit, row);
  return row;
}

base::Result<DefinitionRow> withdraw_draft(store::Unit& unit, std::string_view code, std::int64_t if_revision, std::string reason) {
  unit.lock(lock_floor, shelf_subject());
  auto row = draft_of(unit, unit.district(), code);
  if (!row) return base::fail(base::ErrorCode::not_found, "definitions.no_draft", {{"code", std::string(code)}});
  if (row->revision != if_revision) return stale(row->revision);
  delete_draft(unit, row->id);
  row->note = std::move(reason);
  return *row;
}

base::Result<DefinitionRow> publish(store::Unit& unit, Book& book, std::string_view code, std::int64_t if_revision, base::CivilDate effective_from,
                                    base::CivilDate today) {
  unit.lock(lock_floor, shelf_subject());
  auto row = draft_of(unit, unit.district(), code);
  if (!row) return base::fail(base::ErrorCode::not_found, "definitions.no_draft", {{"code", std::string(code)}});
  if (row->revision != if_revision) return stale(row->revision);
  if (effective_from < today)
    return base::refuse("definitions.not_retroactive", publishing_rule(unit, book, today, "/not_before_today"), "definitions.not_retroactive.remedy",
                        {{"date", base::iso(effective_from)}, {"today", base::iso(today)}});
  row->body = with_header(row->body, row->version, effective_from);
  const SessionScope scope(book, unit, unit.district(), effective_from);
  if (Faults faults = check(book, scope, row->code, row->kind, row->body); !faults.empty()) {
    return std::unexpected(base::Error{.code = base::ErrorCode::refused,
                                       .reason = "definitions.check_failed",
                                       .params = {{"count", std::to_string(faults.size())}},
                                       .errors = std::move(faults),
                                       .rule = publishing_rule(unit, book, today, "/checked"),
                                       .remedy = "definitions.check_failed.remedy"});
  }
  row->state = State::published;
  row->effective_from = effective_from;
  row->body_hash = base::sha256_hex(row->body);
  row->publisher_id = unit.actor().person;
  row->changed_at = unit.now();
  row->stamp = unit.new_id();
  update_row(unit, *row);
  return *row;
}

std::string with_header(std::string_view body, std::int64_t version, base::CivilDate effective_from) {
  std::string out;
  bool top = true;
  for (const std::string_view line : lines_of(body)) {
    top = top && !line.starts_with('[');
    if (top && line.starts_with("version") && line.find('=') != std::string_view::npos) out += "version = " + std::to_string(version);
    else if (top && line.starts_with("effective_from")) out += "effective_from = \"" + base::iso(effective_from) + "\"";
    else out += line;
    out += '\n';
  }
  return out;
}

std::vector<DiffLine> diff_lines(std::string_view before, std::string_view after) {
  const auto a = lines_of(before), b = lines_of(after);
  std::size_t head = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  const std::size_t n = a.size() - head - tail, m = b.size() - head - tail;
  std::vector<DiffLine> out;
  const auto put = [&](char mark, std::size_t i, std::size_t j) {
    out.push_back({mark, mark == '+' ? 0 : static_cast<int>(i + 1), mark == '-' ? 0 : static_cast<int>(j + 1), std::string(mark == '+' ? b[j] : a[i])});
  };
  for (std::size_t i = 0; i < head; ++i) put(' ', i, i);
  // Longest common subsequence of the middle; two very different long texts are shown as all out, all in.
  const bool small = n * m <= 4'000'000;
  std::vector<std::uint16_t> length(small ? (n + 1) * (m + 1) : 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& { return length[i * (m + 1) + j]; };
  if (small)
    for (std::size_t i = n; i-- > 0;)
      for (std::size_t j = m; j-- > 0;)
        at(i, j) = a[head + i] == b[head + j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
  std::size_t i = 0, j = 0;
  while (i < n || j < m) {
    if (small && i < n && j < m && a[head + i] == b[head + j]) put(' ', head + i++, head + j++);
    else if (i < n && (!small || j == m || at(i + 1, j) >= at(i, j + 1))) put('-', head + i++, 0);
    else put('+', 0, head + j++);
  }
  for (std::size_t k = 0; k < tail; ++k) put(' ', a.size() - tail + k, b.size() - tail + k);
  return out;
}

}  // namespace definitions
