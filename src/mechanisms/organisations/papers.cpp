// The hand-over sheet of a person: the last hand-over act as the journal keeps it, the posts that it ended, and who took each of them.
// Field names stand in templates that an official edits, so they are Chinese and stay.
#include "mechanisms/organisations/papers.hpp"

#include <algorithm>

#include "base/iso.hpp"
#include "mechanisms/organisations/ground.hpp"
#include "mechanisms/organisations/service.hpp"
#include "mechanisms/organisations/tables.hpp"
#include "people/model.hpp"
#include "store/journal.hpp"

namespace organisations {
namespace {

using registry::PaperContent;
using registry::PaperTable;

struct Act { people::PersonHandedOver body{}; base::PersonId by{}; };

std::optional<Act> last_act(store::Session& s, base::DistrictId district, std::int64_t person) {
  const auto events = store::events_of(s, district, {"person", person});
  for (auto e = events.rbegin(); e != events.rend(); ++e)
    if (e->kind == "person.handed_over")
      if (auto body = described::parse<people::PersonHandedOver>(e->body)) return Act{std::move(*body), e->actor.person};
  return std::nullopt;
}

// Who may give deputies where one of the posts is prints the sheet of it.
base::Done may_print(registry::Call& call, const Ground& g, std::int64_t person, const std::vector<AppointmentLine>& held) {
  for (const AppointmentLine& a : held)
    if (people::may(call.principal, deputy_action, scope_at(g, "post", a.post_id.value, a.area_id))) return {};
  if (auto post = people::may(call.principal, deputy_action, scope_at(g, "person", person, {})); !post) return std::unexpected(std::move(post).error());
  return {};
}

PaperTable posts_table(const std::vector<AppointmentLine>& held, const std::vector<AppointmentLine>& taken) {
  PaperTable out{.name = "移交岗位", .headings = {"岗位", "单位", "任职方式", "任职起", "任职止", "接任人", "任职文号"}};
  for (const AppointmentLine& a : held) {
    const auto next = std::find_if(taken.begin(), taken.end(), [&a](const AppointmentLine& each) { return each.post_id == a.post_id && each.valid_from == *a.valid_to; });
    const bool vacant = next == taken.end();
    out.rows.push_back({a.post_name, a.org_unit_name, a.source.empty() ? "本职" : "兼任", base::iso(a.valid_from), base::iso(*a.valid_to), vacant ? "暂空缺" : next->person_name,
                        vacant ? "" : next->letter});
  }
  return out;
}

base::Result<PaperContent> hand_over_sheet(registry::Call& call, const base::Subject& subject) {
  return call.house.store.read([&](store::Session& s) -> base::Result<PaperContent> {
    const base::PersonId who{subject.id};
    const auto row = person(s, call.district(), who);
    if (!row || row->name.empty()) return std::unexpected(not_found("people.no_such_person"));
    const Ground g = ground(call, s);
    const auto act = last_act(s, call.district(), subject.id);
    const auto held = act ? handed_over(s, call.district(), who, act->body.on, act->body.reason) : std::vector<AppointmentLine>{};
    TRY_DO(may_print(call, g, subject.id, held));
    if (!act) return base::refuse("organisations.no_hand_over_yet", {"rules/organisations", 1, "hand_over"}, "organisations.hand_over_first");
    const auto& body = act->body;
    PaperContent out{.title = row->name + "离岗交接单"};
    out.fields = {{"交接人", row->name}, {"离岗日期", base::iso(body.on)}, {"事由", body.reason}, {"移交岗位数", std::to_string(body.posts)},
                  {"暂空缺数", std::to_string(body.vacant)}, {"结束代理数", std::to_string(body.deputyships)},
                  {"保存的筛选交", body.kept_to ? people::person_name(s, call.district(), body.kept_to) : "无"},
                  {"经办人", people::person_name(s, call.district(), act->by)}};
    out.tables = {posts_table(held, taken_after(s, call.district(), who, body.on, body.reason))};
    return out;
  });
}

}  // namespace

std::vector<registry::PaperKind> papers() {
  return {{"hand_over_sheet", "离岗交接单", "Hand-over sheet", "person", std::string(deputy_action), hand_over_sheet}};
}

}  // namespace organisations
