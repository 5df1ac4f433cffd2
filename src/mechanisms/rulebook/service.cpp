#include "mechanisms/rulebook/service.hpp"

#include <algorithm>

#include "base/time.hpp"
#include "definitions/book.hpp"
#include "definitions/drafts.hpp"
#include "definitions/tables.hpp"
#include "mechanisms/rulebook/effect.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/room.hpp"
#include "store/idempotency.hpp"

namespace rulebook {
namespace {

using definitions::State;

base::Result<base::CivilDate> today_of(const registry::Call& call) {
  TRY(zone, base::Zone::named(call.time_zone));
  return zone.date_of(call.moment.now);
}

// Who may do what decides over all other rules: those files belong to the security administrator, not to the rules' owner.
bool about_rights(std::string_view kind) { return kind == "rights" || kind == "post_kinds"; }

base::Result<base::PostId> may_change(const registry::Call& call, std::string_view kind, std::string_view action) {
  return people::may(call.principal, about_rights(kind) ? std::string_view("rulebook.rights") : action, people::Scope{.kind = "definition"});
}

Standing standing_of(const definitions::DefinitionRow& row, std::int64_t in_force, base::CivilDate today) {
  if (row.state == State::draft) return Standing::draft;
  if (row.version == in_force) return Standing::in_force;
  return row.effective_from > today ? Standing::coming : Standing::past;
}

// Of the published rows of one code.
const definitions::DefinitionRow* in_force_of(const std::vector<const definitions::DefinitionRow*>& rows, base::CivilDate today) {
  const definitions::DefinitionRow* best = nullptr;
  for (const auto* row : rows) {
    if (row->state != State::published || row->effective_from > today) continue;
    const bool later = best == nullptr || row->effective_from > best->effective_from ||
                       (row->effective_from == best->effective_from && row->version > best->version);
    if (later) best = row;
  }
  return best;
}

std::string name_in(const definitions::Doc& body, std::string_view key, std::string_view otherwise) {
  return body.at(key).text().value_or(std::string(otherwise));
}

DefinitionRow row_view(definitions::Book& book, store::Session& session, base::DistrictId district,
                       const std::vector<const definitions::DefinitionRow*>& rows, base::CivilDate today) {
  DefinitionRow out{.code = rows.front()->code, .kind = rows.front()->kind, .name_zh = rows.front()->code, .name_en = rows.front()->code};
  const auto* now = in_force_of(rows, today);
  out.state = now != nullptr ? Standing::in_force : Standing::draft;
  for (const auto* row : rows) {
    out.versions += row->state == State::published ? 1 : 0;
    out.has_draft = out.has_draft || row->state == State::draft;
    if (row->state != State::published || row->effective_from <= today) continue;
    if (now == nullptr) out.state = Standing::coming;
    if (!out.coming_from || row->effective_from < *out.coming_from) out.coming_from = row->effective_from;
  }
  if (now == nullptr) return out;
  out.version = now->version;
  out.effective_from = now->effective_from;
  if (const auto held = book.exact(session, district, now->code, now->version)) {
    out.name_zh = name_in((*held)->body, "name_zh", now->code);
    out.name_en = name_in((*held)->body, "name_en", now->code);
    out.source_tag = (*held)->source_tag;
    out.source_text = (*held)->source_text;
  }
  return out;
}

std::optional<std::string> name_of(const std::map<base::PersonId, std::string>& names, base::PersonId id) {
  const auto found = names.find(id);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

DefinitionVersion version_view(const definitions::DefinitionRow& row, Standing standing, bool with_body, const std::map<base::PersonId, std::string>& names) {
  DefinitionVersion out{.version = row.version,
                        .state = standing,
                        .source = std::string(described::word(row.source)),
                        .effective_from = row.effective_from,
                        .note = row.note,
                        .drafter = name_of(names, row.drafter_id),
                        .publisher = name_of(names, row.publisher_id),
                        .changed_at = row.changed_at,
                        .revision = row.revision,
                        .based_on = row.based_on};
  const auto doc = definitions::Doc::parse(row.body);
  if (!doc) return out;
  out.source_tag = doc->at("source").at("tag").text().value_or("");
  out.source_text = doc->at("source").at("text").text().value_or("");
  if (!with_body) return out;
  out.body = row.body;
  out.data.text.clear();
  doc->json(out.data.text);
  return out;
}

base::Error no_such(std::string_view code) {
  return {.code = base::ErrorCode::not_found, .reason = "rulebook.no_such_definition", .params = {{"code", std::string(code)}}};
}

// Every change: the right first, then once per client_ref, and the book looked at again after the commit.
template <class View, class Act>
base::Result<View> changing(registry::Call& call, base::PostId post, const std::optional<std::string>& client_ref, Act act) {
  if (client_ref && call.client_ref.empty()) call.client_ref = *client_ref;
  registry::House& house = call.house;
  TRY(json, house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<std::string> {
    unit.after_commit([&book = house.book, &people = house.people, district = call.district()] {
      book.forget(district);
      people.forget(district);
    });
    return store::once(unit, call.client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(view, act(u));
      return described::to_json(view);
    });
  }));
  return described::parse<View>(json);
}

}  // namespace

std::vector<DefinitionRow> list(registry::Call& call, std::string_view kind) {
  const base::CivilDate today = today_of(call).value_or(base::CivilDate{});
  return call.house.store.read([&](store::Session& session) {
    const auto rows = definitions::all_rows(session, call.district());
    std::map<std::string_view, std::vector<const definitions::DefinitionRow*>> by_code;
    for (const auto& row : rows)
      if (kind.empty() || row.kind == kind) by_code[row.code].push_back(&row);
    std::vector<DefinitionRow> out;
    for (const auto& [code, versions] : by_code) out.push_back(row_view(call.house.book, session, call.district(), versions, today));
    return out;
  });
}

base::Result<DefinitionView> one(registry::Call& call, std::string_view code, std::int64_t version) {
  TRY(today, today_of(call));
  return call.house.store.read([&](store::Session& session) -> base::Result<DefinitionView> {
    const auto rows = definitions::rows_of(session, call.district(), code);
    if (rows.empty()) return std::unexpected(no_such(code));
    std::vector<const definitions::DefinitionRow*> all;
    std::vector<base::PersonId> ids;
    for (const auto& row : rows) {
      all.push_back(&row);
      for (const base::PersonId id : {row.drafter_id, row.publisher_id})
        if (id) ids.push_back(id);
    }
    const auto names = ids.empty() ? std::map<base::PersonId, std::string>{} : people::person_names(session, call.district(), ids);
    const auto* now = in_force_of(all, today);
    DefinitionView out{.code = rows.front().code, .kind = rows.front().kind, .name_zh = std::string(code), .name_en = std::string(code)};
    for (const auto& row : rows) {
      const Standing standing = standing_of(row, now == nullptr ? 0 : now->version, today);
      const bool with_body = standing == Standing::draft || standing == Standing::in_force || row.version == version;
      out.versions.push_back(version_view(row, standing, with_body, names));
    }
    if (const auto doc = definitions::Doc::parse(now == nullptr ? rows.front().body : now->body)) {
      out.name_zh = name_in(*doc, "name_zh", code);
      out.name_en = name_in(*doc, "name_en", code);
    }
    out.may_draft = may_change(call, out.kind, "rulebook.draft").has_value();
    out.may_publish = may_change(call, out.kind, "rulebook.publish").has_value();
    return out;
  });
}

base::Result<DiffView> diff(registry::Call& call, std::string_view code, std::int64_t from, std::int64_t to) {
  return call.house.store.read([&](store::Session& session) -> base::Result<DiffView> {
    const auto before = from == 0 ? std::optional(definitions::DefinitionRow{}) : definitions::row_of(session, call.district(), code, from);
    const auto after = definitions::row_of(session, call.district(), code, to);
    if (!before || !after) return std::unexpected(no_such(code));
    DiffView out{.code = std::string(code), .from = from, .to = to};
    for (definitions::DiffLine& line : definitions::diff_lines(before->body, after->body)) {
      out.added += line.mark == '+' ? 1 : 0;
      out.removed += line.mark == '-' ? 1 : 0;
      out.lines.push_back({std::string(1, line.mark), line.before, line.after, std::move(line.text)});
    }
    return out;
  });
}

base::Result<CheckView> check(registry::Call& call, const CheckDefinition& command) {
  TRY(today, today_of(call));
  TRY_DO([&]() -> base::Done {
    TRY(post, may_change(call, command.kind, "rulebook.draft"));
    static_cast<void>(post);
    return {};
  }());
  const base::CivilDate day = command.effective_from.value_or(today);
  std::vector<Finding> broken;
  definitions::Faults faults = call.house.store.read([&](store::Session& session) {
    const definitions::SessionScope scope(call.house.book, session, call.district(), day);
    auto own = definitions::check(call.house.book, scope, command.code, command.kind, command.body);
    if (own.empty())
      if (const auto body = definitions::Doc::parse(command.body)) broken = broken_by(call.house, session, call.district(), day, command.code, command.kind, *body, machine_versions(session, call.district()));
    return own;
  });
  CheckView out{.ok = faults.empty() && broken.empty()};
  for (base::FieldError& each : faults) {
    Finding finding{.place = std::move(each.path), .reason = std::move(each.reason), .params = std::move(each.params)};
    for (const auto& [name, value] : finding.params)
      if (name == "line") std::from_chars(value.data(), value.data() + value.size(), finding.line);
    out.findings.push_back(std::move(finding));
  }
  for (Finding& each : broken) out.findings.push_back(std::move(each));
  return out;
}

base::Result<DraftSaved> save_draft(registry::Call& call, const SaveDraft& command) {
  TRY(post, may_change(call, command.kind, "rulebook.draft"));
  return changing<DraftSaved>(call, post, command.client_ref, [&](store::Unit& unit) -> base::Result<DraftSaved> {
    TRY(row, definitions::save_draft(unit, {command.code, command.kind, command.body, command.note}, command.if_revision));
    TRY(event, registry::record(call.house, unit, definitions::event_of(row, "definition.drafted")));
    static_cast<void>(event);
    return DraftSaved{row.code, row.version, row.revision};
  });
}

namespace {

// The draft's kind decides which right is asked; asked again of the same row inside the unit by its revision.
base::Result<base::PostId> may_change_draft(registry::Call& call, std::string_view code) {
  const auto row = call.house.store.read([&](store::Session& session) { return definitions::draft_of(session, call.district(), code); });
  if (!row) return may_change(call, {}, "rulebook.publish");
  return may_change(call, row->kind, "rulebook.publish");
}

}  // namespace

namespace {

// Nothing that is in force, and no version that open matters stand on, may become unsound beside the draft.
base::Done breaks_nothing(registry::Call& call, store::Unit& unit, const PublishDraft& command, const std::vector<LiveVersion>& live) {
  const auto draft = definitions::draft_of(unit, call.district(), command.code);
  if (!draft) return {};
  const auto body = definitions::Doc::parse(draft->body);
  if (!body) return {};  // publish() says so
  const auto broken = broken_by(call.house, unit, call.district(), command.effective_from, command.code, draft->kind, *body, live);
  if (broken.empty()) return {};
  base::Error error{.code = base::ErrorCode::refused, .reason = "rulebook.breaks_others", .params = {{"n", std::to_string(broken.size())}, {"rule", broken.front().definition}},
                    .rule = base::RuleRef{"rules/publishing", 1, "checked"}, .remedy = "rulebook.breaks_others.remedy"};
  for (const Finding& each : broken) error.errors.push_back({"/" + each.definition + "/" + each.place, each.reason, each.params});
  return std::unexpected(std::move(error));
}

}  // namespace

base::Result<Published> publish(registry::Call& call, const PublishDraft& command) {
  TRY(today, today_of(call));
  TRY(post, may_change_draft(call, command.code));
  const auto live = call.house.store.read([&](store::Session& session) { return machine_versions(session, call.district()); });
  return changing<Published>(call, post, command.client_ref, [&](store::Unit& unit) -> base::Result<Published> {
    unit.lock(definitions::lock_floor, definitions::shelf_subject());
    TRY_DO(breaks_nothing(call, unit, command, live));
    TRY(row, definitions::publish(unit, call.house.book, command.code, command.if_revision, command.effective_from, today));
    TRY(event, registry::record(call.house, unit, definitions::event_of(row, "definition.published")));
    static_cast<void>(event);
    return Published{row.code, row.version, row.effective_from};
  });
}

base::Result<Withdrawn> withdraw(registry::Call& call, const WithdrawDraft& command) {
  TRY(post, may_change_draft(call, command.code));
  return changing<Withdrawn>(call, post, command.client_ref, [&](store::Unit& unit) -> base::Result<Withdrawn> {
    TRY(row, definitions::withdraw_draft(unit, command.code, command.if_revision, command.reason));
    TRY(event, registry::record(call.house, unit, definitions::event_of(row, "definition.withdrawn")));
    static_cast<void>(event);
    return Withdrawn{row.code};
  });
}

}  // namespace rulebook
