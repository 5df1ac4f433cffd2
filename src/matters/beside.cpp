// What stands beside a matter for its readers: linked matters, questions to the reporter, the draft of an answer.
#include "base/text.hpp"
#include "matters/list.hpp"
#include "matters/rules.hpp"
#include "matters/tables.hpp"
#include "matters/view.hpp"

namespace matters {
namespace {

base::Result<LinkView> link_view(registry::Call& call, store::Session& s, const Context& c, const MatterRecord& m, std::string relation) {
  LinkView v{.relation = std::move(relation), .matter_id = m.id, .report_number = m.report_number};
  if (m.serial) v.serial = serial_text(*m.serial_year, *m.serial);
  TRY(machine, machine_of(call.house, s, call.district(), m.machine_version));
  const workflow::Stage* stage = machine->stage(m.stage);
  v.stage = m.stage;
  v.stage_zh = stage ? stage->zh : m.stage;
  v.stage_en = stage ? stage->en : m.stage;
  v.due_at = m.due_at;
  v.closed_at = m.closed_at;
  if (people::may(call.principal, "matter.read", scope_of(c, m))) {
    v.title = m.title;
    v.handler_unit_name = m.unit_id ? c.units->name({*m.unit_id}) : m.unit_words.value_or("");
  }
  return v;
}

}  // namespace

base::Result<LinksView> linked(registry::Call& call, base::MatterId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<LinksView> {
    TRY(r, readable(call, s, id));
    std::vector<std::pair<base::MatterId, const char*>> wanted;
    const MatterRecord& m = r.state.record;
    if (m.merged_into) wanted.emplace_back(base::MatterId{*m.merged_into}, "merged_into");
    if (m.split_from) wanted.emplace_back(base::MatterId{*m.split_from}, "split_from");
    for (const base::MatterId each : parts_of(s, call.district(), id)) wanted.emplace_back(each, "part");
    for (const base::MatterId each : merged_with(s, call.district(), id)) wanted.emplace_back(each, "took_in");
    std::vector<base::MatterId> ids;
    for (const auto& [each, relation] : wanted) ids.push_back(each);
    const auto rows = records_of(s, call.district(), ids);
    LinksView out;
    for (const auto& [each, relation] : wanted)
      for (const MatterRecord& row : rows)
        if (row.id == each) {
          TRY(v, link_view(call, s, r.context, row, relation));
          out.items.push_back(std::move(v));
        }
    return out;
  });
}

std::vector<QuestionView> question_views(const std::vector<QuestionRow>& rows) {
  std::vector<QuestionView> out;
  for (const QuestionRow& q : rows) {
    QuestionView v{.number = q.number, .asked_at = q.asked_at, .question = q.question, .answered_at = q.answered_at, .answer = q.answer, .withdrawn_at = q.withdrawn_at};
    v.state = q.answered_at ? "answered" : q.withdrawn_at ? "withdrawn" : "open";
    out.push_back(std::move(v));
  }
  return out;
}

base::Result<QuestionsView> questions(registry::Call& call, base::MatterId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<QuestionsView> {
    TRY(r, readable(call, s, id));
    return QuestionsView{question_views(r.state.questions)};
  });
}

std::optional<DraftView> draft_view(const people::Principal& who, const Context& c, store::Session& s, const MatterRecord& m) {
  if (!m.unit_id || m.closed_at || !people::may(who, "matter.draft", scope_of(c, m))) return std::nullopt;
  const auto row = draft(s, m.district_id, m.id);
  if (!row || !row->text) return std::nullopt;
  return DraftView{row->version, *row->text, people::person_name(s, m.district_id, row->person_id), row->written_at};
}

base::Result<DraftView> write_draft(registry::Call& call, base::MatterId id, const WriteDraft& command) {
  TRY(post, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(r, readable(call, s, id));
    return people::may(call.principal, "matter.draft", scope_of(r.context, r.state.record));
  }));
  return call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<DraftView> {
    unit.lock(10, {std::string(subject_kind), id.value});
    TRY(r, readable(call, unit, id));
    const MatterRecord& m = r.state.record;
    if (auto again = people::may(call.principal, "matter.draft", scope_of(r.context, m)); !again) return std::unexpected(std::move(again).error());
    const workflow::Stage* stage = r.machine->stage(m.stage);
    if (!stage || !r.machine->by_verb("feedback", m.stage) || !r.machine->by_verb("feedback", m.stage)->leaves(m.stage))
      return base::refuse("matters.no_draft_here", {r.machine->code, r.machine->version, "move/feedback/from"}, "matters.draft_while_handling",
                          {{"stage", stage ? stage->zh : m.stage}, {"stage_en", stage ? stage->en : m.stage}});
    const auto before = draft(unit, unit.district(), id);
    const std::int64_t version = before ? before->version : 0;
    if (command.if_version != version) {
      base::Error stale{.code = base::ErrorCode::stale, .reason = "matters.draft_moved_on", .remedy = "workflow.look_again"};
      stale.now_version = version;
      return std::unexpected(std::move(stale));
    }
    save_draft(unit, {unit.district(), id, version + 1, command.text, call.principal.person, unit.now()});
    return DraftView{version + 1, command.text, call.principal.name, unit.now()};
  });
}

}  // namespace matters
