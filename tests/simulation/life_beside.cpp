// What stands beside the loop: parts and merged matters, tasks handed down, call-backs, whoever leaves hands everything over, rules that begin
// on the edge of the calendar, a database that is gone for minutes.
#include "base/iso.hpp"
#include "definitions/times.hpp"
#include "life.hpp"
#include "matters/tables.hpp"

namespace simulation {

bool Life::act_beside(Someone& who, const Json& item) {
  const std::string kind = item.at("subject")["kind"];
  const std::int64_t id = item.at("subject").number("id");
  if (kind == "whistle") return whistle_act(who, id);
  if (kind == "whistle_line") return line_act(who, id);
  if (kind == "assigned_task") return task_act(who, id);
  if (kind == "assigned_line") return task_line_act(who, id);
  return false;
}

// One of the moves that the screen offers; `nothing`: how often one only looks.
std::string Life::pick_move(const std::vector<Json>& moves, const std::map<std::string, int, std::less<>>& often, int nothing) {
  std::vector<std::string> hat(static_cast<std::size_t>(nothing));
  for (const Json& move : moves) {
    const auto found = often.find(move["id"]);
    if (found == often.end() || move["allowed"] == "false") continue;
    hat.insert(hat.end(), static_cast<std::size_t>(found->second), move["id"]);
  }
  return hat.empty() ? "" : hat[w_.pick(hat.size())];
}

void Life::do_it(Someone& who, std::string kind, std::int64_t id, std::string path, std::string form, std::vector<std::string> kinds, std::string action) {
  Sent act{.who = static_cast<std::size_t>(&who - w_.people.data()), .path = std::move(path), .ref = w_.fresh_ref(), .matter = id, .kind = std::move(kind), .action = std::move(action),
           .kinds = std::move(kinds)};
  act.body = fmt::format("{{{}{}}}", note_of(act.ref), form);
  send(std::move(act));
}

// What a screen shows; nothing when the database is away or it is not for these eyes any more.
Json Life::seen(Someone& who, const std::string& target) {
  const http::Response page = w_.ask(&who, http::Verb::get, target);
  if (page.status == 503 || page.status == 403 || page.status == 404) return {};
  if (page.status != 200) throw Broken(fmt::format("{}: {} {}", w_.doing, page.status, page.body));
  ++w_.counts.lists;
  return read_json(page.body);
}

// ---- parts of matters
std::int64_t Life::another_matter(std::int64_t matter) {
  std::vector<std::int64_t> open;
  w_.calm().read([&](store::Session& s) {
    const auto own = matters::matter(s, w_.district, {matter});
    for (const auto& [id, known] : w_.matters) {
      if (id == matter || known.erased) continue;
      const auto m = matters::matter(s, w_.district, {id});
      if (m && !m->closed_at && m->community_id == own->community_id) open.push_back(id);
    }
  });
  return open.empty() ? 0 : open[w_.pick(open.size())];
}

std::string Life::target_of(std::int64_t matter) {
  std::string out = "stop";
  const auto state = w_.calm().read([&](store::Session& s) { return matters::load(s, w_.district, {matter}); });
  for (const workflow::Clock& c : state->clocks)
    if (const std::size_t dot = c.code.find('.'); c.live() && dot != std::string::npos) out = c.code.substr(dot + 1);
  return out;
}

// A merge that was a mistake: nobody owes a merged matter, so it is looked for.
void Life::merge_undone() {
  Someone& who = by_login(w_.chance(50) ? "secretary1" : "secretary2");
  const Json list = seen(who, "/api/v1/matters?filter.stage=merged&limit=10");
  for (const Json& row : list.at("items").items) {
    bool may = false;
    for (const Json& move : row.at("moves").items) may = may || move.text == "undo_merge";
    if (!may) continue;
    Sent act{.who = static_cast<std::size_t>(&who - w_.people.data()), .ref = w_.fresh_ref(), .matter = row.number("id"), .kinds = {"matter.merge_undone"}};
    act.path = fmt::format("/api/v1/matters/{}/undo_merge", act.matter);
    act.body = fmt::format(R"({{{},"reason":"不是同一件"}})", note_of(act.ref));
    return send(std::move(act));
  }
}

// ---- tasks handed down
void Life::new_task() {
  Someone& who = by_login(fmt::format("handler{}a", 1 + w_.pick(2)));
  if (who.idle) return;
  Sent act{.who = static_cast<std::size_t>(&who - w_.people.data()), .path = "/api/v1/assigned_tasks", .ref = w_.fresh_ref(), .kind = "assigned_task", .action = "assigned_task.draft",
           .kinds = {"assigned_task.drafted"}};
  act.body = fmt::format(R"({{{},"title":"摸底表第{}号","purpose":"掌握底数","basis":"年度工作要点","due_on":"{}","unit_kinds":["residents_committee"],"minutes":{},)"
                         R"("fields":[{{"code":"n","label":"独居老人数","kind":"number","required":true,"fact":"elderly_alone","unit":"人"}},{{"code":"t","label":"说明","kind":"text"}}]}})",
                         note_of(act.ref), ++titles_, base::iso(w_.today() + 9 + static_cast<std::int32_t>(w_.pick(6))), 20 + 10 * w_.pick(6));
  send(std::move(act));
}

bool Life::task_act(Someone& who, std::int64_t id) {
  const std::string path = fmt::format("/api/v1/assigned_tasks/{}", id);
  const Json page = seen(who, path);
  const std::string move = pick_move(page.at("moves").items, {{"ask", 20}, {"admit", 20}, {"ask_change", 2}, {"refuse", 1}, {"urge", 2}, {"close", 3}, {"withdraw", 1}}, 4);
  if (move.empty()) return false;
  static const std::map<std::string, std::string, std::less<>> event{{"ask", "asked"}, {"admit", "admitted"}, {"ask_change", "change_asked"}, {"refuse", "refused"},
                                                                      {"urge", "urged"}, {"close", "closed"}, {"withdraw", "withdrawn"}};
  std::string form;
  if (move == "admit" && w_.chance(50)) form = R"(,"over_reason":"年底前须完成")";
  if (move == "ask_change" || move == "refuse" || move == "withdraw") form = R"(,"reason":"另有安排")";
  const char* right = move == "admit" || move == "ask_change" || move == "refuse" ? "assigned_task.admit" : move == "urge" || move == "close" ? "assigned_task.judge" : "assigned_task.draft";
  do_it(who, "assigned_task", id, path + "/" + move, form, {"assigned_task." + event.at(move)}, right);
  return true;
}

bool Life::task_line_act(Someone& who, std::int64_t id) {
  const std::string path = fmt::format("/api/v1/assigned_lines/{}", id);
  const Json page = seen(who, path);
  const std::string move = pick_move(page.at("moves").items, {{"fill", 20}, {"accept", 20}, {"return", 3}});
  if (move.empty()) return false;
  if (move == "fill")
    do_it(who, "assigned_line", id, path + "/fill", fmt::format(R"(,"answers":[{{"code":"n","value":"{}"}},{{"code":"t","value":"入户核对"}}],"spent_minutes":{})", w_.pick(90), 5 + w_.pick(60)),
          {"assigned_line.filled"}, "assigned_task.fill");
  else if (move == "return") do_it(who, "assigned_line", id, path + "/return", R"(,"reason":"请核对数字")", {"assigned_line.returned"}, "assigned_task.judge");
  else do_it(who, "assigned_line", id, path + "/accept", "", {"assigned_line.accepted"}, "assigned_task.judge");
  return true;
}

// ---- call-backs: the centre asks, corrects, leaves out, has a matter handled again; the rates are looked at
void Life::callbacks() {
  Someone& desk = by_login("desk1");
  if (day_ % 4 == 2) {
    const auto answer = w_.ask(&desk, http::Verb::post, "/api/v1/callback_draws",
                               fmt::format(R"({{{},"from":"{}","to":"{}"}})", note_of(w_.fresh_ref()), base::iso(today_ + -4), base::iso(today_)));
    if (answer.status == 201) ++w_.counts.did["callback_draw.made"];
    else if (answer.status != 409 && answer.status != 503) throw Broken(fmt::format("{}: {} {}", w_.doing, answer.status, answer.body));
  }
  const Json list = seen(desk, "/api/v1/callback_samples?limit=6");
  for (const Json& row : list.at("items").items) {
    const std::string path = "/api/v1/callback_samples/" + row["id"];
    const std::int64_t id = row.number("id");
    if (row["state"] == "waiting" && w_.chance(70)) {
      if (w_.chance(20)) do_it(desk, "callback", id, path + "/call", R"(,"outcome":"no_answer")", {"callback.called"}, "callback.call");
      else do_it(desk, "callback", id, path + "/answer", fmt::format(R"(,"contacted":{},"solved":{},"satisfaction":"{}","words":"谢谢")", w_.chance(90), w_.chance(80),
                                                                           w_.chance(70) ? "satisfied" : "dissatisfied"), {"callback.answered"}, "callback.call");
    } else if (row["state"] == "answered" && w_.chance(10)) {
      do_it(desk, "callback", id, path + "/correct", R"(,"contacted":true,"solved":true,"satisfaction":"satisfied","reason":"记录有误")", {"callback.corrected"}, "callback.call");
    } else if (row["state"] == "answered" && row["solved"] == "false" && w_.chance(40)) {
      const auto again = w_.ask(&desk, http::Verb::post, path + "/reopen", fmt::format(R"({{{},"reason":"居民反映未解决"}})", note_of(w_.fresh_ref())));
      if (again.status == 503) w_.matters[row.number("matter_id")].unsure += 1'000'000;
      if (again.status == 200) ++w_.counts.did["callback.reopened"], ++w_.matters[row.number("matter_id")].done[{desk.person, "matter.reopened"}];
    } else if (row["state"] == "waiting" && w_.chance(20)) {
      Someone& asks = by_login("dispatcher1");
      do_it(asks, "callback", id, path + "/exclude", R"(,"ground":"beyond_law","reason":"诉求无政策依据","evidence":"答复件")", {"callback.exclusion_proposed"}, "callback.propose_exclusion");
    }
  }
  const Json asked = seen(desk, "/api/v1/callback_exclusions?limit=5");
  for (const Json& row : asked.at("items").items)
    if (row["may_decide"] == "true")
      static_cast<void>(w_.ask(&desk, http::Verb::post, fmt::format("/api/v1/callback_exclusions/{}/decide", row["id"]),
                               fmt::format(R"({{{},"approved":{},"reason":"已核"}})", note_of(w_.fresh_ref()), w_.chance(60))));
  static_cast<void>(seen(desk, fmt::format("/api/v1/rates?from={}&to={}&by=unit", base::iso(today_ + -6), base::iso(today_ + 1))));
}

// ---- whoever leaves hands everything over from tomorrow on; some days later the other way round
void Life::hand_over() {
  Someone& security = w_.people[1];
  Someone& one = by_login("dispatcher2");
  Someone& other = by_login("stand_in");
  Someone& leaves = handed_ ? other : one;
  Someone& comes = handed_ ? one : other;
  const Json holds = w_.get(security, fmt::format("/api/v1/persons/{}/holdings", leaves.person));
  std::string items;
  for (const Json& post : holds.at("posts").items)
    items += fmt::format(R"({}{{"appointment_id":"{}","to_person_id":"{}"}})", items.empty() ? "" : ",", post["appointment_id"], comes.person);
  static_cast<void>(w_.must(security, fmt::format("/api/v1/persons/{}/hand_over", leaves.person),
                            fmt::format(R"({{{},"on":"{}","reason":"轮岗","items":[{}]}})", note_of(w_.fresh_ref()), base::iso(w_.today() + 1), items), 200));
  comes.role = leaves.role;
  comes.unit = leaves.unit;
  comes.idle = false;
  handed_ = !handed_;
  ++w_.counts.hand_overs;
}

// ---- rules that begin on a make-up working day, on a holiday's first day
bool Life::edge_tomorrow() {
  return w_.calm().read([&](store::Session& s) {
    const auto times = definitions::times(w_.house().book, s, w_.district, "Asia/Shanghai", w_.today()).value();
    const base::DayKind today = times.calendar->kind(w_.today()), tomorrow = times.calendar->kind(w_.today() + 1);
    return tomorrow == base::DayKind::makeup_working || (tomorrow == base::DayKind::holiday && today != base::DayKind::holiday);
  });
}

void Life::publish_at_edge() {
  if (!edge_tomorrow()) return;
  const int before = w_.counts.rules;
  publish();
  if (w_.counts.rules > before) ++w_.counts.edges;
}

// ---- the database is gone for a minute or two; people go on asking, every one is told to come again
void Life::gone_for_a_while() {
  w_.away(true);
  for (std::uint64_t i = 0; i < 4 + w_.pick(8); ++i) {
    w_.clock->advance(base::seconds(5 + static_cast<std::int64_t>(w_.pick(15))));
    Someone& who = w_.people[3 + w_.pick(w_.people.size() - 3)];
    const std::array<std::string, 3> targets{"/api/v1/dues?limit=12", "/api/v1/matters?limit=5", "/api/v1/me"};
    const http::Response answer = w_.chance(25) ? w_.ask(nullptr, http::Verb::get, "/d/" + w_.code + "/report") : w_.ask(&who, http::Verb::get, targets[w_.pick(targets.size())]);
    if (answer.status / 100 == 5 && answer.status != 503) throw Broken(fmt::format("{} without a database: {} {}", w_.doing, answer.status, answer.body));
    if (w_.chance(40)) worker_reports();
    for (auto& server : w_.servers)
      if (w_.chance(30)) server->step(w_.district);
  }
  w_.away(false);
  ++w_.counts.outages;
}

}  // namespace simulation
