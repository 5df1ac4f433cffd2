// What a called crew sees on the spot becomes a matter; the task hears when that ends.
#include "mechanisms/crew/service.hpp"
#include "store/idempotency.hpp"

namespace crew {
namespace {

std::string matter_of(const ReportFinding& c, const TaskRow& t) {
  std::string json = R"({"title":)";
  described::to_json(json, c.title);
  json += R"(,"description":)";
  described::to_json(json, c.description.empty() ? c.title : c.description);
  json += R"(,"place":)";
  described::to_json(json, c.place.empty() ? t.place : c.place);
  if (!c.category.empty()) {
    json += R"(,"category":)";
    described::to_json(json, c.category);
  }
  json += R"(,"photos":[)";
  for (std::size_t i = 0; i < c.photos.size(); ++i) json += (i == 0 ? "\"" : ",\"") + std::to_string(c.photos[i].value) + "\"";
  return json + R"(],"area_id":")" + std::to_string(t.community_id.value) + "\"}";
}

base::Done mark(registry::House& house, store::Unit& u, const store::NewEvent& event, std::optional<base::Instant> ended) {
  static_cast<void>(house);
  if (const auto found = finding_of(u, u.district(), {event.subject.id})) end_finding(u, found->id, ended);
  return {};
}

}  // namespace

// The matter is opened first: its locks lie on a lower floor than the task's.
base::Result<DoneView> report_finding(Call& call, std::int64_t id, const ReportFinding& c) {
  const registry::Opener* opener = call.house.rooms.opener("matters.report");
  if (opener == nullptr) return base::fail(base::ErrorCode::not_found, "crew.no_matters");
  const auto open_task = [&](store::Session& s) -> base::Result<TaskRow> {
    const auto t = task(s, call.district(), {id});
    if (!t) return base::fail(base::ErrorCode::not_found, "crew.no_such_task");
    return *t;
  };
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(t, open_task(s));
    std::vector<base::OrgUnitId> called;
    for (const LineRow& l : lines(s, call.district(), t.id)) called.push_back(l.org_unit_id);
    return people::may(call.principal, answer_action, people::scope_of(*g.tree, "crew", 0, t.community_id, std::move(called)));
  }));
  TRY(answer, call.house.store.write(call.work(through), [&](store::Unit& u) -> base::Result<std::string> {
    return store::once(u, c.client_ref, call.raw_body, [&](store::Unit& one) -> base::Result<std::string> {
      TRY(before, open_task(one));
      TRY_DO(may_change(before));
      TRY(matter, opener->run(call, one, {"crew_task", id}, matter_of(c, before)));
      one.lock(lock_floor, {"crew_task", id});
      TRY(t, open_task(one));
      TRY_DO(may_change(t));
      const FindingRow row{one.make<FindingId>(), t.id, {matter.id}, c.title, one.now(), {}};
      insert_finding(one, row);
      TRY(event, registry::record(call.house, one, {.kind = "crew.found", .subject = {"crew_task", id}, .body = described::to_json(FindingNoted{row.id, row.matter_id, row.title}), .area = t.community_id}));
      static_cast<void>(event);
      return described::to_json(DoneView{std::to_string(matter.id)});
    });
  }));
  return described::parse<DoneView>(answer);
}

base::Done finding_ended(registry::House& house, store::Unit& u, const store::NewEvent& event) { return mark(house, u, event, u.now()); }
base::Done finding_reopened(registry::House& house, store::Unit& u, const store::NewEvent& event) { return mark(house, u, event, {}); }

}  // namespace crew
