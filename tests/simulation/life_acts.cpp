// What people do when their turn comes: report, look at what waits and do some of it, and once in a while the rarer things.
#include "life.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/iso.hpp"
#include "matters/intake.hpp"
#include "matters/tables.hpp"
#include "store/jobs.hpp"

namespace simulation {

void Life::worker_reports() {
  std::vector<std::size_t> workers;
  for (std::size_t i = 0; i < w_.people.size(); ++i)
    if (w_.people[i].role == "grid_worker" || w_.people[i].role == "community_officer") workers.push_back(i);
  const std::size_t who = workers[w_.pick(workers.size())];
  Sent act{.who = who, .path = "/api/v1/matters", .ref = w_.fresh_ref(), .kinds = {"matter.reported"}};
  const Someone& s = w_.people[who];
  const auto c = static_cast<double>(s.community + 1);
  const bool b = s.login.back() == 'b';
  const bool done = day_ > 0 && w_.chance(12);                    // 随手做: solved on the way, still inspected by another
  if (done) act.kinds.emplace_back("matter.solved_on_spot");
  act.body = fmt::format(R"({{{},"title":"","description":"路面破损","place":"{}","category":"{}","lon":{:.4f},"lat":37.9420{}}})", note_of(act.ref), new_place(),
                         categories[w_.pick(3)], 112.40 + 0.01 * c + 0.005 * (b ? 2 : 1) + 0.002, done ? R"(,"solved_on_spot":true,"done":"顺手清理")" : "");
  send(std::move(act));
}

void Life::resident_reports() {
  pass();
  const http::Response form = w_.ask(nullptr, http::Verb::get, "/d/" + w_.code + "/report");
  if (form.status == 503) return;
  ++w_.counts.pages;
  const std::string ticket = ticket_of(form);
  Sent act{.path = "/d/" + w_.code + "/report", .ref = ticket, .made_at = w_.now()};
  const auto grid = w_.pick(4);
  const std::string phone = fmt::format("138{:08}", w_.pick(100'000'000));
  act.body = fmt::format("ticket={}&description=楼道灯不亮&place={}&area=S010{}0{}&category={}&longitude=&latitude=&name=住户&phone={}&whom=self{}", ticket, new_place(),
                         1 + grid / 2, 1 + grid % 2, categories[w_.pick(std::size(categories))], phone, w_.chance(20) ? "&secret=on" : "");
  send_form(std::move(act));
}

std::string Life::field_of(const std::string& body, std::string_view name) {
  const std::string mark = fmt::format("&{}=", name);
  const std::size_t at = body.find(mark) + mark.size();
  return body.substr(at, body.find('&', at) - at);
}

void Life::send_form(Sent act) {
  pass();
  const http::Response answer = w_.ask(nullptr, http::Verb::post, act.path, act.body, "application/x-www-form-urlencoded");
  if (answer.status == 503) {
    act.matter = 0;
    return unanswered(std::move(act));
  }
  if (answer.status == 429) return;                  // one of two hundred addresses came too often
  std::string where;
  for (const auto& [name, value] : answer.headers)
    if (name == "location") where = value;
  if (answer.status != 303 || !where.starts_with("/s/")) {
    if (answer.status == 200 || answer.status == 422) return too_late(act, answer);
    throw Broken(fmt::format("a resident's report was answered {} {}", answer.status, answer.body.substr(0, 2000)));
  }
  const std::string token = where.substr(3, where.find('?') - 3);
  links_.push_back({token, field_of(act.body, "place"), field_of(act.body, "phone")});
  if (act.status != 303) {
    ++w_.counts.reports;
    known_places_.insert(field_of(act.body, "place"));
  }
  act.status = 303;
  if (w_.chance(15) && !settling_) {                  // the button pressed twice, or the page sent again later
    act.again_at = w_.now() + base::minutes(1 + static_cast<std::int64_t>(w_.pick(60 * 30)));
    w_.pending.push_back(std::move(act));
  }
}

// A form older than two days is shown again; a report that nobody acknowledged may be missing, never doubled.
void Life::too_late(const Sent& act, const http::Response& answer) const {
  if (w_.now() - act.made_at < base::hours(48)) throw Broken(fmt::format("a resident's form was not taken: {} {}", act.body, answer.body));
  if (answer.body.find("name=\"ticket\"") == std::string::npos) throw Broken("a late form was not shown again");
}

void Life::resident_looks() {
  if (links_.empty()) return;
  const auto [token, place, phone] = links_[w_.pick(links_.size())];
  if (w_.chance(20)) loses_link(token, place, phone);
  const http::Response page = w_.ask(nullptr, http::Verb::get, "/s/" + token);
  if (page.status == 503) return;
  ++w_.counts.pages;
  if (page.status != 200 || page.body.find(place) == std::string::npos)
    throw Broken(fmt::format("the private link of the report at {} was answered {}: {}", place, page.status, page.body.substr(0, 3000)));
}

std::string Life::ticket_of(const http::Response& form) {
  constexpr std::string_view mark = "name=\"ticket\" value=\"";
  const std::size_t at = form.body.find(mark);
  if (form.status != 200 || at == std::string::npos) throw Broken("a resident's form has no ticket: " + std::to_string(form.status));
  const std::size_t from = at + mark.size();
  return form.body.substr(from, form.body.find('"', from) - from);
}

// Number and telephone open a fresh link; after an erasure nothing does.
void Life::loses_link(const std::string& token, const std::string& place, const std::string& phone) {
  const http::Response form = w_.ask(nullptr, http::Verb::get, "/d/" + w_.code + "/find");
  if (form.status == 503) return;
  const auto matter = w_.calm().read([&](store::Session& s) {
    return *matters::matter(s, w_.district, *matters::by_link(s, w_.district, matters::token_hash(token)));
  });
  const bool erased = w_.matters[matter.id.value].erased;
  const std::string body = fmt::format("ticket={}&number={}&phone={}", ticket_of(form), matter.report_number, phone);
  const http::Response answer = w_.ask(nullptr, http::Verb::post, "/d/" + w_.code + "/find", body, "application/x-www-form-urlencoded");
  if (answer.status == 503 || answer.status == 429) return;
  if ((answer.status == 303) == erased) throw Broken(fmt::format("a lost link of {} ({}) was answered {}", place, erased ? "erased" : "kept", answer.status));
  ++w_.counts.links_found;
  if (!erased)
    for (const auto& [name, value] : answer.headers)
      if (name == "location") links_.push_back({value.substr(3), place, phone});
}

void Life::look(Someone& who) {
  if (who.idle || (who.role == "newcomer" && !newcomer_works_)) return;
  pass();
  const http::Response page = w_.ask(&who, http::Verb::get, "/api/v1/dues?limit=12");
  if (page.status == 503 || page.status == 403) return;
  if (page.status != 200) throw Broken(fmt::format("{}: {} {}", w_.doing, page.status, page.body));
  ++w_.counts.lists;
  const Json list = read_json(page.body);
  int acts = 0;
  for (const Json& item : list.at("items").items) {
    if (acts == 3) return;
    if (w_.chance(25)) continue;                     // later
    if (item.at("subject")["kind"] == "matter" ? act_on(who, item) : act_beside(who, item)) ++acts;
  }
}

// The subdistrict looks over what departments work on: it may put on hold, go on, hurry.
void Life::oversee(Someone& who) {
  if (who.idle) return;
  pass();
  const http::Response page = w_.ask(&who, http::Verb::get, "/api/v1/matters?filter.stage=handling,on_hold&limit=10");
  if (page.status == 503 || page.status == 403) return;   // 403: the post was handed over meanwhile
  if (page.status != 200) throw Broken(fmt::format("{}: {} {}", w_.doing, page.status, page.body));
  ++w_.counts.lists;
  const Json list = read_json(page.body);
  for (const Json& row : list.at("items").items) {
    if (!w_.chance(30)) continue;
    std::string subject = fmt::format(R"({{"subject":{{"kind":"matter","id":"{}"}},"kind":"","moves":[)", row["id"]);
    for (const Json& move : row.at("moves").items) subject += (subject.back() == '[' ? "" : ",") + quoted(move.text);
    static_cast<void>(act_on(who, read_json(subject + "]}")));
    return;
  }
}

// More often the step that leads on than the others.
std::string Life::choose(const Json& item) {
  static const std::map<std::string, int, std::less<>> often{{"confirm", 20}, {"register", 20}, {"dispatch", 20}, {"sign", 20}, {"feedback", 14}, {"inspect", 20},
                                                              {"strike_off", 20}, {"return", 2},   {"reject", 1},   {"send_back", 2}, {"hold", 2}, {"resume", 4}, {"urge", 1},
                                                              {"request_extension", 3}, {"decide_extension", 8}, {"pause", 1}, {"continue", 10}, {"ask", 1},
                                                              {"answer", 6}, {"withdraw_question", 2}, {"escalate", 1}, {"reopen", 1}, {"split", 1}, {"undo_split", 3},
                                                              {"merge", 1}, {"split_off", 1}, {"hand_on", 2}, {"meet_target", 5}, {"solve_on_spot", 2}};
  std::vector<std::string> hat;
  for (const Json& move : item.at("moves").items) {
    const auto found = often.find(move.text);
    int n = found == often.end() ? 0 : found->second;
    if (move.text == "solve_on_spot" && day_ == 0) n = 0;   // its rule without photos begins tomorrow
    if (move.text == "dispatch" && item["kind"] != "matter.registered") n = 1;
    hat.insert(hat.end(), static_cast<std::size_t>(n), move.text);
  }
  return hat.empty() ? "" : hat[w_.pick(hat.size())];
}

bool Life::act_on(Someone& who, const Json& item) {
  const std::string move = choose(item);
  if (move.empty() || item.at("subject")["kind"] != "matter") return false;
  Sent act{.who = static_cast<std::size_t>(&who - w_.people.data()), .ref = w_.fresh_ref(), .matter = item.at("subject").number("id")};
  act.path = fmt::format("/api/v1/matters/{}/{}", act.matter, move);
  act.kinds = {"matter." + event_of.at(move)};
  std::string form;
  if (move == "merge") {
    const std::int64_t into = another_matter(act.matter);
    if (into == 0) return false;
    form = fmt::format(R"(,"into":"{}","reason":"同一问题")", into);
  } else if (move == "meet_target") {
    form = fmt::format(R"(,"target":"{}","text":"已完成")", target_of(act.matter));
  } else if (move == "hand_on") {
    form = fmt::format(R"(,"unit_id":"{}","post_kind":"{}","text":"转请办理")", who.role == "newcomer" ? w_.departments.front() : who.unit, who.role == "newcomer" ? "department_handler" : who.role);
  } else {
    form = form_of(move, who, act.kinds);
  }
  act.body = fmt::format("{{{}{}}}", note_of(act.ref), form);
  const std::string path = act.path;
  const std::int64_t matter = act.matter;
  send(std::move(act));
  if (move == "feedback" && w_.chance(40)) probe(who, matter);
  if (who.role == "community_secretary" && w_.chance(4)) unmask(who, matter);
  return true;
}

std::string Life::form_of(const std::string& move, const Someone& who, std::vector<std::string>& kinds) {
  if (move == "confirm") return fmt::format(R"(,"category":"{}","text":"到现场看过")", categories[w_.pick(3)]);
  if (move == "dispatch") {
    if (who.community >= 0 && w_.chance(30))
      return fmt::format(R"(,"unit_id":"{}","post_kind":"{}")", w_.committees[static_cast<std::size_t>(who.community)], w_.chance(50) ? "community_officer" : "grid_worker");
    return fmt::format(R"(,"unit_id":"{}","post_kind":"department_handler")", w_.departments[w_.pick(w_.departments.size())]);
  }
  if (move == "feedback") return R"(,"text":"已处理完毕")";
  if (move == "inspect") {
    if (w_.chance(15)) {
      kinds = {"matter.sent_back"};
      return R"(,"passed":false,"reason":"仍有遗留")";
    }
    const bool both = who.role.starts_with("community_") && w_.chance(40);
    if (both) kinds.emplace_back("matter.struck_off");
    return fmt::format(R"(,"passed":true,"strike_off":{})", both);
  }
  if (move.starts_with("split"))
    return fmt::format(R"(,"parts":[{{"title":"第一部分","category":"{}"}},{{"title":"第二部分","category":"{}"}}],"reason":"两家各管一段")", categories[w_.pick(3)], categories[w_.pick(3)]);
  if (move == "solve_on_spot") return R"(,"text":"当场处理好了")";
  if (move == "hold") return fmt::format(R"(,"reason":"等待改造","review_on":"{}")", base::iso(w_.today() + 3 + static_cast<std::int32_t>(w_.pick(10))));
  if (move == "request_extension") return fmt::format(R"(,"amount":{},"unit":"{}","reason":"等待配件")", 1 + w_.pick(4), w_.chance(50) ? "working_days" : "office_hours");
  if (move == "decide_extension") return fmt::format(R"(,"granted":{},"reason":"已知悉")", w_.chance(70));
  if (move == "pause") return R"(,"cause":"material","reason":"等待配件")";
  if (move == "ask") return R"(,"question":"具体在哪一栋？")";
  if (move == "answer") return R"(,"answer":"三号楼")";
  if (move == "escalate" || move == "reopen" || move == "undo_split") return R"(,"reason":"需要上级协调")";
  if (move == "return" || move == "reject" || move == "send_back" || move == "urge") return R"(,"reason":"需要另行安排")";
  return {};
}

// Whoever handled it tries to end it, through whatever post.
void Life::probe(Someone& who, std::int64_t matter) {
  ++w_.counts.probes;
  for (const char* move : {"inspect", "strike_off"}) {
    const std::string form = std::string_view(move) == "inspect" ? R"({"passed":true,"strike_off":true})" : "{}";
    const http::Response answer = w_.ask(&who, http::Verb::post, fmt::format("/api/v1/matters/{}/{}", matter, move), form);
    const bool refused = answer.status == 403 || answer.status == 409 || answer.status == 503;
    if (!refused && still_handler(who, matter)) throw Broken(fmt::format("{} was answered {} {}", w_.doing, answer.status, answer.body));
    if (!refused) note_probe(who, matter, move);
  }
}

bool Life::still_handler(const Someone& who, std::int64_t matter) {
  const auto m = w_.calm().read([&](store::Session& s) { return matters::matter(s, w_.district, {matter}); });
  for (const base::PersonId id : matters::read_ids(m->handlers))
    if (id.value == who.person) return true;
  return false;
}

// Its feedback got no answer and did not happen: somebody else's may be inspected.
void Life::note_probe(const Someone& who, std::int64_t matter, std::string_view move) {
  ++w_.matters[matter].done[{who.person, move == "inspect" ? "matter.inspected" : "matter.struck_off"}];
  if (move == "inspect") ++w_.matters[matter].done[{who.person, "matter.struck_off"}];
}

void Life::unmask(Someone& who, std::int64_t matter) {
  const http::Response answer = w_.ask(&who, http::Verb::post, fmt::format("/api/v1/matters/{}/unmask", matter), R"({"reason":"回访需要"})");
  if (answer.status == 200) {
    ++w_.counts.unmaskings;
    ++w_.matters[matter].done[{who.person, "matter.unmasked"}];
  } else if (answer.status == 503) {
    w_.matters[matter].unsure += 1'000'000;          // no reference: it may stand in the journal or not
  } else if (answer.status != 403 && answer.status != 404 && answer.status != 409) {   // 404: nobody left a name
    throw Broken(fmt::format("{}: {} {}", w_.doing, answer.status, answer.body));
  }
}

// ---- once in a while
Someone& Life::by_login(std::string_view login) {
  for (Someone& each : w_.people)
    if (each.login == login) return each;
  throw Broken("nobody is called " + std::string(login));
}

void Life::once_a_day(int hour) {
  if (hour < 10 || day_ == done_day_) return;
  done_day_ = day_;
  if (day_ % 4 == 1) leave();
  if (day_ % 5 == 2) change_of_post();
  if (day_ % 6 == 2) publish();
  publish_at_edge();
  if (day_ % 5 == 3) hand_over();
  if (day_ % 2 == 0) new_task();
  callbacks();
  whistle_figures();
  if (day_ % 4 == 2 && day_ + 1 < w_.plan.days) {
    w_.restart(w_.pick(2));
    ++w_.counts.restarts;
  }
  if (day_ % 3 == 0) export_list();
  if (day_ % 7 == 3) audit();
  if (day_ % 2 == 1) erase();
  const store::Head head = w_.calm().read([&](store::Session& s) { return store::chain_head(s, w_.district); });
  w_.paper.push_back({"paper of " + base::iso(today_), head.seq, head.hash});
}

void Life::leave() {
  const int c = 1 + static_cast<int>(w_.pick(2));
  Someone& secretary = by_login(fmt::format("secretary{}", c));
  const Someone& away = by_login(fmt::format("officer{}a", c));
  const Someone& deputy = by_login(fmt::format("worker{}{}", c, w_.chance(50) ? 'a' : 'b'));
  const auto answer = w_.ask(&secretary, http::Verb::post, "/api/v1/deputies",
                             fmt::format(R"({{{},"appointment_id":"{}","person_id":"{}","from":"{}","to":"{}","reason":"年休假"}})", note_of(w_.fresh_ref()), away.appointment,
                                         deputy.person, base::iso(w_.today() + 1), base::iso(w_.today() + 3)));
  if (answer.status == 201) ++w_.counts.deputies;
  else if (answer.status != 503 && answer.status != 409) throw Broken(fmt::format("{}: {} {}", w_.doing, answer.status, answer.body));
}

// A handler's appointment ends at midnight and the newcomer's begins; the next time the other way round.
void Life::change_of_post() {
  Someone& security = w_.people[1];
  Someone& old = by_login("handler1a");
  Someone& fresh = by_login("newcomer");
  Someone& leaves = newcomer_works_ ? fresh : old;
  Someone& comes = newcomer_works_ ? old : fresh;
  const std::string tomorrow = base::iso(w_.today() + 1);
  static_cast<void>(w_.must(security, fmt::format("/api/v1/appointments/{}/end", leaves.appointment), fmt::format(R"({{{},"to":"{}","reason":"岗位调整"}})", note_of(w_.fresh_ref()), tomorrow), 200));
  pass();
  comes.appointment = w_.must(security, "/api/v1/appointments",
                              fmt::format(R"({{{},"post_id":"{}","person_id":"{}","from":"{}"}})", note_of(w_.fresh_ref()), old.post, comes.person, tomorrow), 201).number("id");
  newcomer_works_ = !newcomer_works_;
  ++w_.counts.moved_posts;
}

// A rule changes while matters are under way: they keep what they began with.
void Life::publish() {
  Someone& desk = by_login("desk1");
  const bool machine = w_.counts.rules % 2 == 1;
  const std::string rule = machine ? "matter" : "limits/matters";
  const Json seen = w_.get(desk, "/api/v1/definitions/" + rule);
  std::string body;
  for (const Json& version : seen.at("versions").items)
    if (version["state"] == "in_force") body = version["body"];
  const std::string_view from = machine ? "en = \"Give feedback\"" : w_.counts.rules % 4 == 0 ? "amount = 4" : "amount = 3";
  const std::string_view to = machine ? "en = \"Say what was done\"" : w_.counts.rules % 4 == 0 ? "amount = 3" : "amount = 5";
  const std::size_t at = body.find(from);
  if (at == std::string::npos) return;
  body.replace(at, from.size(), to);
  const auto save = w_.ask(&desk, http::Verb::post, "/api/v1/definitions", fmt::format(R"({{"code":"{}","kind":"{}","body":{},"note":"试行","if_revision":0,{}}})", rule,
                                                                                       seen["kind"], quoted(body), note_of(w_.fresh_ref())));
  if (save.status == 503) return;
  if (save.status == 409) return;                    // a draft of last time, whose answer was lost
  if (save.status != 200) throw Broken(fmt::format("{}: {} {}", w_.doing, save.status, save.body));
  pass();
  const auto done = w_.ask(&desk, http::Verb::post, "/api/v1/definitions/publish",
                           fmt::format(R"({{"code":"{}","if_revision":{},"effective_from":"{}",{}}})", rule, read_json(save.body)["revision"], base::iso(w_.today() + 1), note_of(w_.fresh_ref())));
  if (done.status == 200) ++w_.counts.rules;
  else if (done.status != 503) throw Broken(fmt::format("{}: {} {}", w_.doing, done.status, done.body));
}

void Life::export_list() {
  Someone& secretary = by_login("secretary1");
  const auto started = w_.ask(&secretary, http::Verb::post, "/api/v1/matters/export", R"({"format":"csv","query":""})");
  if (started.status == 503) return;
  if (started.status != 202) throw Broken(fmt::format("{}: {} {}", w_.doing, started.status, started.body));
  const std::string job = read_json(started.body)["job_id"];
  finish(secretary, "/api/v1/jobs/" + job);
  const std::int64_t before = w_.get(secretary, "/api/v1/matters/count").number("count");
  http::Response file;
  do file = w_.ask(&secretary, http::Verb::get, "/api/v1/exports/" + job + "/file");
  while (file.status == 503);
  std::ifstream sheet(file.file, std::ios::binary);
  const auto lines = std::count(std::istreambuf_iterator<char>(sheet), {}, '\n');
  if (file.status != 200 || lines != before + 1) throw Broken(fmt::format("the export has {} lines for {} matters", lines, before));
  ++w_.counts.exports;
}

void Life::audit() {
  Someone& auditor = w_.people[2];
  static_cast<void>(w_.get(auditor, "/api/v1/journal?filter.kind=matter.&limit=20"));
  const auto started = w_.ask(&auditor, http::Verb::post, "/api/v1/journal/verify", "{}");
  if (started.status == 503) return;
  if (started.status / 100 != 2) throw Broken(fmt::format("{}: {} {}", w_.doing, started.status, started.body));
  finish(auditor, "/api/v1/journal/verifications/" + read_json(started.body)["job_id"]);
  ++w_.counts.verifications;
}

void Life::finish(Someone& who, const std::string& path) {
  for (int i = 0; i < 400; ++i) {
    const Json job = w_.get(who, path);
    if (job["state"] == "done") return;
    if (job["state"] == "failed") throw Broken(path + " failed: " + job["error"]);
    w_.clock->advance(base::seconds(20));
    w_.servers[w_.pick(2)]->step(w_.district);
  }
  throw Broken(path + " never ends");
}

// Erased before its term, on the reporter's demand, as the job does it in the end (years_later).
void Life::erase() {
  std::vector<std::int64_t> closed;
  for (const auto& [id, known] : w_.matters)
    if (!known.erased) {
      const auto m = w_.calm().read([&](store::Session& s) { return matters::matter(s, w_.district, {id}); });
      if (m && m->closed_at) closed.push_back(id);
    }
  if (closed.empty()) return;
  const std::int64_t id = closed[w_.pick(closed.size())];
  const store::Moment moment{w_.district, w_.now(), w_.now()};
  const auto done = w_.calm().write(store::Work{moment, {}}, [&](store::Unit& unit) -> base::Done {
    unit.lock(10, {"matter", id});
    matters::erase_reporter(unit, {id});
    store::erase_personal(unit, {"matter", id});
    return {};
  });
  if (!done) throw Broken("an erasure was refused");
  w_.matters[id].erased = true;
  ++w_.counts.erased;
}

}  // namespace simulation
