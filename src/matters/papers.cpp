// What of matters prints: the matter's sheet, the dispatch note, the 督办单 and the community's list. Names stand in templates that
// an official edits, so they are Chinese and stay.
#include "base/iso.hpp"
#include "matters/community.hpp"
#include "matters/rules.hpp"
#include "matters/tables.hpp"
#include "matters/view.hpp"
#include "messages/texts.hpp"
#include "store/journal.hpp"

namespace matters {
namespace {

using registry::PaperContent;

struct Sheet {
  const Readable& r;
  PaperContent out{};

  [[nodiscard]] std::string at(const std::optional<base::Instant>& t) const { return t ? r.context.rules.zone().text(*t) : std::string{}; }
  void field(std::string name, std::string words) { out.fields.emplace_back(std::move(name), std::move(words)); }

  // What every paper of a matter says of it. The reporter is in none of them.
  void matter() {
    const MatterRecord& m = r.state.record;
    const Context& c = r.context;
    field("上报编号", m.report_number);
    field("清单编号", m.serial ? serial_text(*m.serial_year, *m.serial) : "");
    field("事项", m.title);
    field("类别", c.rules.category_zh(m.category));
    field("地点", m.place);
    field("所在网格", c.tree->path_name(m.area_id));
    for (const SourceKind& each : *c.rules.sources)
      if (each.code == m.source) field("来源", each.zh);
    field("上报时间", at(m.happened_at));
    field("承办单位", m.unit_id ? c.units->name({*m.unit_id}) : m.unit_words.value_or(""));
    const workflow::Stage* stage = r.machine->stage(m.stage);
    field("当前环节", stage ? stage->zh : m.stage);
    field("到期时间", at(m.due_at));
    field("内容", m.description.value_or(""));
  }
};

// The words of the last event of this kind.
std::string last_words(const std::vector<store::Event>& events, std::string_view kind) {
  std::string out;
  for (const store::Event& e : events)
    if (e.kind == kind)
      if (const auto b = described::parse<MovedBody>(e.body)) out = b->reason ? *b->reason : b->text.value_or("");
  return out;
}

template <class Fill>
base::Result<PaperContent> of_matter(registry::Call& call, const base::Subject& subject, std::string title, Fill&& fill) {
  return call.house.store.read([&](store::Session& s) -> base::Result<PaperContent> {
    TRY(r, readable(call, s, {subject.id}));
    Sheet sheet{r};
    sheet.out.title = std::move(title);
    sheet.matter();
    TRY_DO(fill(s, sheet));
    return std::move(sheet.out);
  });
}

base::Result<PaperContent> matter_sheet(registry::Call& call, const base::Subject& subject) {
  TRY(line, timeline(call, {subject.id}));
  return of_matter(call, subject, "事项单", [&](store::Session&, Sheet& sheet) -> base::Done {
    const MatterRecord& m = sheet.r.state.record;
    sheet.field("办结时间", sheet.at(m.closed_at));
    sheet.field("结果", m.outcome ? call.house.texts.say("zh", "matters.outcome." + *m.outcome) : "");
    registry::PaperTable steps{.name = "办理过程", .headings = {"时间", "环节", "单位", "经办人", "说明"}};
    for (const TimelineItem& item : line.items) {
      if (item.kind == "unmasked" || item.kind == "erased") continue;
      steps.rows.push_back({sheet.at(item.at), call.house.texts.say("zh", "matters.timeline." + item.kind, item.params), item.unit_name, item.who, item.reason});
    }
    sheet.out.tables.push_back(std::move(steps));
    return {};
  });
}

base::Result<PaperContent> dispatch_note(registry::Call& call, const base::Subject& subject) {
  return of_matter(call, subject, "派遣单", [&](store::Session& s, Sheet& sheet) -> base::Done {
    const MatterRecord& m = sheet.r.state.record;
    if (!m.unit_id)
      return base::refuse("matters.not_dispatched", {sheet.r.machine->code, sheet.r.machine->version, "move/dispatch"}, "matters.dispatch_first");
    sheet.field("派遣说明", last_words(store::events_of(s, call.district(), subject), "matter.dispatched"));
    const workflow::Clock* handle = workflow::live_clock(sheet.r.state.clocks, "handle");
    sheet.field("处置时限", sheet.at(handle ? handle->due_at : std::nullopt));
    registry::PaperTable targets{.name = "分段目标", .headings = {"目标", "到期时间"}};
    std::vector<const workflow::Clock*> stages = workflow::family(sheet.r.state.clocks, "handle");
    std::stable_sort(stages.begin(), stages.end(), [](const workflow::Clock* a, const workflow::Clock* b) { return a->due_at < b->due_at; });  // what is due first
    for (const workflow::Clock* each : stages)
      if (each->code != "handle") {
        const workflow::ClockName* name = sheet.r.context.rules.limits->clock(each->code);
        targets.rows.push_back({name ? name->zh : each->code, sheet.at(each->due_at)});
      }
    sheet.out.tables.push_back(std::move(targets));
    return {};
  });
}

base::Result<PaperContent> supervision(registry::Call& call, const base::Subject& subject) {
  return of_matter(call, subject, "督办单", [&](store::Session& s, Sheet& sheet) -> base::Done {
    const MatterRecord& m = sheet.r.state.record;
    if (m.closed_at) return base::refuse("matters.is_over_for_paper", {sheet.r.machine->code, sheet.r.machine->version, "move/urge/from"}, "matters.print_the_sheet");
    const bool late = m.due_at && call.moment.now > *m.due_at;
    const std::int64_t hours = late ? (call.moment.now - *m.due_at).micros / base::hours(1).micros : 0;
    const base::OrgUnitId owner = owner_of(sheet.r.context, *sheet.r.machine, m);
    sheet.field("督办对象", owner ? sheet.r.context.units->name(owner) : "");
    sheet.field("超时情况", late ? "已超时" + (hours < 24 ? std::to_string(hours) + "小时" : std::to_string(hours / 24) + "天") : "尚未超时");
    sheet.field("催办时间", sheet.at(m.urged_at));
    sheet.field("督办要求", last_words(store::events_of(s, call.district(), subject), "matter.urged"));
    return {};
  });
}

base::Result<PaperContent> list_paper(registry::Call& call, const base::Subject& subject) {
  TRY(list, community_list(call, {subject.id}, {}));
  TRY(zone, base::Zone::named(call.time_zone));
  PaperContent out{.title = list.community_name + "问题清单"};
  // "9月10日 18:00": the list says its period above, and a narrow column holds no year.
  const auto at = [&zone](const std::optional<base::Instant>& t) {
    if (!t) return std::string{};
    const base::YearMonthDay day = base::ymd(zone.date_of(*t));
    return std::to_string(day.month) + "月" + std::to_string(day.day) + "日 " + zone.text(*t).substr(std::string_view("2026-09-10 ").size());
  };
  out.fields = {{"社区", list.community_name}, {"起", list.from}, {"止", list.to}, {"在办", std::to_string(list.open)}, {"已销号", std::to_string(list.done)},
                {"超时", std::to_string(list.late)}, {"挂账", std::to_string(list.held)}};
  registry::PaperTable open{.name = "在办事项", .headings = {"编号", "事项", "地点", "类别", "承办单位", "到期时间", "环节"}};
  registry::PaperTable done{.name = "已销号事项", .headings = {"编号", "事项", "地点", "类别", "承办单位", "销号时间"}};
  for (const CommunityRow& r : list.items) {
    if (r.state == "open") open.rows.push_back({r.serial, r.title, r.place, r.category_zh, r.who, at(r.due_at), r.stage_zh});
    else done.rows.push_back({r.serial, r.title, r.place, r.category_zh, r.who, at(r.closed_at)});
  }
  out.tables = {std::move(open), std::move(done)};
  return out;
}

}  // namespace

std::vector<registry::PaperKind> papers() {
  return {{"matter_sheet", "事项单", "Matter sheet", "matter", "matter.read", matter_sheet},
          {"dispatch_note", "派遣单", "Dispatch note", "matter", "matter.dispatch", dispatch_note},
          {"supervision", "督办单", "Supervision note", "matter", "matter.urge", supervision},
          {"community_list", "社区问题清单", "A community's list", "area", "matter.export", list_paper}};
}

}  // namespace matters
