// The days: residents report, workers confirm, secretaries register and dispatch, handlers work, others inspect and strike off; people
// go on leave and change posts at midnight, rules are published in between. Whatever got no answer is sent again, often late.
#include <fmt/format.h>

#include <algorithm>

#include "base/iso.hpp"
#include "matters/intake.hpp"
#include "matters/tables.hpp"
#include "store/jobs.hpp"
#include "world.hpp"

namespace simulation {
namespace {

const std::map<std::string, std::string, std::less<>> event_of{
    {"confirm", "confirmed"}, {"register", "registered"}, {"reject", "rejected"}, {"dispatch", "dispatched"}, {"sign", "signed"},
    {"feedback", "fed_back"}, {"return", "returned"},     {"inspect", "inspected"}, {"strike_off", "struck_off"}, {"send_back", "sent_back"},
    {"hold", "held"},         {"resume", "resumed"},      {"urge", "urged"}};
constexpr const char* categories[] = {"p-01-01", "e-01-02", "e-04-01", "p-01-01", ""};

class Life {
 public:
  explicit Life(World& w) : w_(w) {}

  void live() {
    w_.arm(true);
    for (int day = 0; day < w_.plan.days; ++day) {
      begin_day(day);
      tick(0, 4);
      for (int minute = 8 * 60 + 20; minute < 19 * 60; minute += 30 + static_cast<int>(w_.pick(25))) tick(minute / 60, minute % 60);
      tick(23, 57);
      plant_once();                                     // at the end of a day, before anybody repairs it by working on
      if (day + 1 == w_.plan.days) settle();
      after_day(w_);
      if (w_.plan.loud)
        fmt::print("{} day {}: {} reports, {} moves, {} struck off, {} without an answer, {} units checked\n", base::iso(today_), day + 1, w_.counts.reports,
                   w_.counts.moves, w_.counts.struck_off, w_.counts.unanswered, w_.counts.units_checked);
    }
  }

 private:
  void plant_once() {
    if (day_ >= w_.plan.days / 2 && !w_.plan.plant.empty() && !planted_) planted_ = plant(w_);
  }

  void begin_day(int day) {
    today_ = day == 0 ? w_.today() : today_ + 1;
    day_ = day;
    const int week = base::weekday(today_);
    quiet_ = week >= 6;
  }

  void tick(int hour, int minute) {
    const base::Instant at = w_.zone.instant(today_, hour, minute);
    if (at > w_.now()) w_.clock->set(at);
    const std::size_t first = w_.pick(2);
    w_.servers[first]->step(w_.district);
    w_.servers[1 - first]->step(w_.district);
    send_again();
    if (w_.plan.plant == "doubled" && hour > 10) plant_once();
    if (hour < 7 || hour > 20) {                       // around midnight a few still work: appointments end and begin
      if (w_.chance(60)) someone_looks();
      return;
    }
    const std::uint64_t reports = w_.pick(quiet_ ? 2 : 3);
    for (std::uint64_t i = 0; i < reports; ++i) w_.chance(55) ? resident_reports() : worker_reports();
    for (Someone& each : w_.people) {
      if (each.role.ends_with("_admin")) continue;
      if (w_.chance(quiet_ ? 12 : 38)) look(each);
      if (each.role == "subdistrict_dispatcher" && w_.chance(quiet_ ? 5 : 12)) oversee(each);
    }
    if (w_.chance(30)) resident_looks();
    once_a_day(hour);
  }

  // ---- acts and their answers
  static std::string note_of(const std::string& ref) { return fmt::format(R"("client_ref":"{}")", ref); }

  void pass() { w_.clock->advance(base::seconds(1 + static_cast<std::int64_t>(w_.pick(20)))); }

  void send(Sent act) {
    pass();
    const bool before_unsure = act.status == 503;
    Someone& who = w_.people[act.who];
    const http::Response answer = w_.ask(&who, http::Verb::post, act.path, act.body);
    if (answer.status == 503) return unanswered(std::move(act));
    Known* known = act.matter != 0 ? &w_.matters[act.matter] : nullptr;
    if (before_unsure && known) --known->unsure;
    act.status = answer.status;
    act.answer = answer.body;
    if (answer.status == 200 || answer.status == 201) return acknowledged(std::move(act), who);
    if (answer.status != 403 && answer.status != 409) throw Broken(fmt::format("{}: {} answered {} {}", w_.doing, act.body, answer.status, answer.body));
    ++w_.counts.refused;
    if (answer.status == 403 && before_unsure && !may_at_all(who, act.path.substr(act.path.rfind('/') + 1)))
      for (const std::string& kind : act.kinds) ++w_.matters[act.matter].maybe[{who.person, kind}];
  }

  // Whose post ended meanwhile is not told any more what became of an act without an answer.
  bool may_at_all(Someone& who, const std::string& move) {
    const Json me = w_.get(who, "/api/v1/me");
    for (const Json& action : me.at("actions").items)
      if (action.text == "matter." + move) return true;
    return false;
  }

  void unanswered(Sent act) {
    ++w_.counts.unanswered;
    if (act.status != 503 && act.matter != 0) ++w_.matters[act.matter].unsure;
    act.status = 503;
    act.again_at = w_.now() + base::minutes(w_.chance(15) ? 60 * 24 * 2 : 1 + static_cast<std::int64_t>(w_.pick(50)));
    w_.pending.push_back(std::move(act));
  }

  void acknowledged(Sent act, const Someone& who) {
    const Json answer = read_json(act.answer);
    if (act.matter == 0) {
      act.matter = answer.number("id");
      Known& known = w_.matters[act.matter];
      known.place = read_json(act.body)["place"];
      known.number = answer["report_number"];
      known.token = answer["link"].substr(std::min<std::size_t>(3, answer["link"].size()));
      ++w_.counts.reports;
    } else {
      ++w_.counts.moves;
    }
    for (const std::string& kind : act.kinds) {
      ++w_.matters[act.matter].done[{who.person, kind}];
      if (kind == "matter.held") ++w_.counts.holds;
      if (kind == "matter.returned") ++w_.counts.returns;
      if (kind == "matter.sent_back") ++w_.counts.send_backs;
      if (kind == "matter.struck_off") ++w_.counts.struck_off;
    }
    if (w_.chance(12)) {
      ++w_.counts.doubled;
      again(act);
    }
    if (w_.chance(10)) {
      act.again_at = w_.now() + base::hours(1 + static_cast<std::int64_t>(w_.pick(100)));
      w_.answered.push_back(std::move(act));
    }
  }

  // The same reference once more: the same answer, or the right is gone meanwhile; never a second act.
  void again(const Sent& act) {
    const http::Response answer = w_.ask(&w_.people[act.who], http::Verb::post, act.path, act.body);
    if (answer.status == 503 || answer.status == 403) return;
    const Json first = read_json(act.answer), second = read_json(answer.body);
    if (answer.status != act.status || first["id"] != second["id"] || first["version"] != second["version"] || first["report_number"] != second["report_number"])
      throw Broken(fmt::format("{} with the same reference {} was answered {} {} after {} {}", w_.doing, act.ref, answer.status, answer.body, act.status, act.answer));
  }

  void send_again() {
    std::vector<Sent> due;
    const auto take = [&](std::vector<Sent>& from) {
      due.clear();
      std::erase_if(from, [&](Sent& each) {
        if (each.again_at > w_.now()) return false;
        due.push_back(std::move(each));
        return true;
      });
    };
    take(w_.pending);
    for (Sent& each : due) each.path.starts_with("/d/") ? send_form(std::move(each)) : send(std::move(each));
    take(w_.answered);
    for (const Sent& each : due) {
      ++w_.counts.late;
      pass();
      again(each);
    }
  }

  // The end: nobody gives up, and the database stays.
  void settle() {
    settling_ = true;
    w_.arm(false);
    for (int i = 0; i < 3; ++i) {
      for (Sent& each : w_.pending) each.again_at = {};
      for (Sent& each : w_.answered) each.again_at = {};
      w_.clock->advance(base::seconds(20));
      send_again();
      for (auto& server : w_.servers) server->step(w_.district);
    }
    if (!w_.pending.empty()) throw Broken("something is never answered although the database is there");
    w_.settled = true;
  }

  // ---- reports
  std::string new_place() { return fmt::format("长河路{}号院第{}单元", 100 + w_.pick(90), ++places_); }

  void worker_reports() {
    std::vector<std::size_t> workers;
    for (std::size_t i = 0; i < w_.people.size(); ++i)
      if (w_.people[i].role == "grid_worker" || w_.people[i].role == "community_officer") workers.push_back(i);
    const std::size_t who = workers[w_.pick(workers.size())];
    Sent act{.who = who, .path = "/api/v1/matters", .ref = w_.fresh_ref(), .kinds = {"matter.reported"}};
    const Someone& s = w_.people[who];
    const auto c = static_cast<double>(s.community + 1);
    const bool b = s.login.back() == 'b';
    act.body = fmt::format(R"({{{},"title":"","description":"路面破损","place":"{}","category":"{}","lon":{:.4f},"lat":37.9420}})", note_of(act.ref), new_place(),
                           categories[w_.pick(3)], 112.40 + 0.01 * c + 0.005 * (b ? 2 : 1) + 0.002);
    send(std::move(act));
  }

  void resident_reports() {
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

  static std::string field_of(const std::string& body, std::string_view name) {
    const std::string mark = fmt::format("&{}=", name);
    const std::size_t at = body.find(mark) + mark.size();
    return body.substr(at, body.find('&', at) - at);
  }

  void send_form(Sent act) {
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
  void too_late(const Sent& act, const http::Response& answer) const {
    if (w_.now() - act.made_at < base::hours(48)) throw Broken(fmt::format("a resident's form was not taken: {} {}", act.body, answer.body));
    if (answer.body.find("name=\"ticket\"") == std::string::npos) throw Broken("a late form was not shown again");
  }

  void resident_looks() {
    if (links_.empty()) return;
    const auto [token, place, phone] = links_[w_.pick(links_.size())];
    if (w_.chance(20)) loses_link(token, place, phone);
    const http::Response page = w_.ask(nullptr, http::Verb::get, "/s/" + token);
    if (page.status == 503) return;
    ++w_.counts.pages;
    if (page.status != 200 || page.body.find(place) == std::string::npos)
      throw Broken(fmt::format("the private link of the report at {} was answered {}: {}", place, page.status, page.body.substr(0, 3000)));
  }

  static std::string ticket_of(const http::Response& form) {
    constexpr std::string_view mark = "name=\"ticket\" value=\"";
    const std::size_t at = form.body.find(mark);
    if (form.status != 200 || at == std::string::npos) throw Broken("a resident's form has no ticket: " + std::to_string(form.status));
    const std::size_t from = at + mark.size();
    return form.body.substr(from, form.body.find('"', from) - from);
  }

  // Number and telephone open a fresh link; after an erasure nothing does.
  void loses_link(const std::string& token, const std::string& place, const std::string& phone) {
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

  // ---- looking at what waits, and doing some of it
  void someone_looks() { look(w_.people[3 + w_.pick(w_.people.size() - 3)]); }

  void look(Someone& who) {
    if (who.role == "newcomer" && !newcomer_works_) return;
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
      if (act_on(who, item)) ++acts;
    }
  }

  // The subdistrict looks over what departments work on: it may put on hold, go on, hurry.
  void oversee(Someone& who) {
    pass();
    const http::Response page = w_.ask(&who, http::Verb::get, "/api/v1/matters?filter.stage=handling,on_hold&limit=10");
    if (page.status == 503) return;
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
  std::string choose(const Json& item) {
    static const std::map<std::string, int, std::less<>> often{{"confirm", 20}, {"register", 20}, {"dispatch", 20}, {"sign", 20}, {"feedback", 14}, {"inspect", 20},
                                                                {"strike_off", 20}, {"return", 2},   {"reject", 1},   {"send_back", 2}, {"hold", 2}, {"resume", 4}, {"urge", 1}};
    std::vector<std::string> hat;
    for (const Json& move : item.at("moves").items) {
      int n = often.at(move.text);
      if (move.text == "dispatch" && item["kind"] != "matter.registered") n = 1;
      hat.insert(hat.end(), static_cast<std::size_t>(n), move.text);
    }
    return hat.empty() ? "" : hat[w_.pick(hat.size())];
  }

  bool act_on(Someone& who, const Json& item) {
    const std::string move = choose(item);
    if (move.empty() || item.at("subject")["kind"] != "matter") return false;
    Sent act{.who = static_cast<std::size_t>(&who - w_.people.data()), .ref = w_.fresh_ref(), .matter = item.at("subject").number("id")};
    act.path = fmt::format("/api/v1/matters/{}/{}", act.matter, move);
    act.kinds = {"matter." + event_of.at(move)};
    act.body = fmt::format("{{{}{}}}", note_of(act.ref), form_of(move, who, act.kinds));
    const std::string path = act.path;
    const std::int64_t matter = act.matter;
    send(std::move(act));
    if (move == "feedback" && w_.chance(40)) probe(who, matter);
    if (who.role == "community_secretary" && w_.chance(4)) unmask(who, matter);
    return true;
  }

  std::string form_of(const std::string& move, const Someone& who, std::vector<std::string>& kinds) {
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
    if (move == "hold") return fmt::format(R"(,"reason":"等待改造","review_on":"{}")", base::iso(w_.today() + 3 + static_cast<std::int32_t>(w_.pick(10))));
    if (move == "return" || move == "reject" || move == "send_back" || move == "urge") return R"(,"reason":"需要另行安排")";
    return {};
  }

  // Whoever handled it tries to end it, through whatever post.
  void probe(Someone& who, std::int64_t matter) {
    ++w_.counts.probes;
    for (const char* move : {"inspect", "strike_off"}) {
      const std::string form = std::string_view(move) == "inspect" ? R"({"passed":true,"strike_off":true})" : "{}";
      const http::Response answer = w_.ask(&who, http::Verb::post, fmt::format("/api/v1/matters/{}/{}", matter, move), form);
      const bool refused = answer.status == 403 || answer.status == 409 || answer.status == 503;
      if (!refused && still_handler(who, matter)) throw Broken(fmt::format("{} was answered {} {}", w_.doing, answer.status, answer.body));
      if (!refused) note_probe(who, matter, move);
    }
  }
  bool still_handler(const Someone& who, std::int64_t matter) {
    const auto m = w_.calm().read([&](store::Session& s) { return matters::matter(s, w_.district, {matter}); });
    for (const base::PersonId id : matters::read_ids(m->handlers))
      if (id.value == who.person) return true;
    return false;
  }
  // Its feedback got no answer and did not happen: somebody else's may be inspected.
  void note_probe(const Someone& who, std::int64_t matter, std::string_view move) {
    ++w_.matters[matter].done[{who.person, move == "inspect" ? "matter.inspected" : "matter.struck_off"}];
    if (move == "inspect") ++w_.matters[matter].done[{who.person, "matter.struck_off"}];
  }

  void unmask(Someone& who, std::int64_t matter) {
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
  Someone& by_login(std::string_view login) {
    for (Someone& each : w_.people)
      if (each.login == login) return each;
    throw Broken("nobody is called " + std::string(login));
  }

  void once_a_day(int hour) {
    if (hour < 10 || day_ == done_day_) return;
    done_day_ = day_;
    if (day_ % 4 == 1) leave();
    if (day_ % 5 == 2) change_of_post();
    if (day_ % 6 == 2) publish();
    if (day_ % 3 == 0) export_list();
    if (day_ % 7 == 3) audit();
    if (day_ % 2 == 1) erase();
    const store::Head head = w_.calm().read([&](store::Session& s) { return store::chain_head(s, w_.district); });
    w_.paper.push_back({"paper of " + base::iso(today_), head.seq, head.hash});
  }

  void leave() {
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
  void change_of_post() {
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
  void publish() {
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

  void export_list() {
    Someone& secretary = by_login("secretary1");
    const auto started = w_.ask(&secretary, http::Verb::post, "/api/v1/matters/export", R"({"query":""})");
    if (started.status == 503) return;
    if (started.status != 202) throw Broken(fmt::format("{}: {} {}", w_.doing, started.status, started.body));
    const std::string job = read_json(started.body)["job_id"];
    finish(secretary, "/api/v1/jobs/" + job);
    const std::int64_t before = w_.get(secretary, "/api/v1/matters/count").number("count");
    http::Response file;
    do file = w_.ask(&secretary, http::Verb::get, "/api/v1/jobs/" + job + "/result");
    while (file.status == 503);
    const auto lines = std::count(file.body.begin(), file.body.end(), '\n');
    if (file.status != 200 || lines != before + 1) throw Broken(fmt::format("the export has {} lines for {} matters", lines, before));
    ++w_.counts.exports;
  }

  void audit() {
    Someone& auditor = w_.people[2];
    static_cast<void>(w_.get(auditor, "/api/v1/journal?filter.kind=matter.&limit=20"));
    const auto started = w_.ask(&auditor, http::Verb::post, "/api/v1/journal/verify", "{}");
    if (started.status == 503) return;
    if (started.status / 100 != 2) throw Broken(fmt::format("{}: {} {}", w_.doing, started.status, started.body));
    finish(auditor, "/api/v1/journal/verifications/" + read_json(started.body)["job_id"]);
    ++w_.counts.verifications;
  }

  void finish(Someone& who, const std::string& path) {
    for (int i = 0; i < 400; ++i) {
      const Json job = w_.get(who, path);
      if (job["state"] == "done") return;
      if (job["state"] == "failed") throw Broken(path + " failed: " + job["error"]);
      w_.clock->advance(base::seconds(20));
      w_.servers[w_.pick(2)]->step(w_.district);
    }
    throw Broken(path + " never ends");
  }

  // The erasure job's two halves in one unit, as it will call them: two years are not lived here.
  void erase() {
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

  World& w_;
  base::CivilDate today_{};
  int day_ = 0, done_day_ = -1, places_ = 0;
  bool quiet_ = false, planted_ = false, settling_ = false, newcomer_works_ = false;
  struct Link { std::string token{}, place{}, phone{}; };
  std::vector<Link> links_;

 public:
  std::set<std::string> known_places_;                        // acknowledged by a resident's page
};

}  // namespace

void live(World& w) {
  Life life(w);
  for (auto& server : w.servers) server->faults().committed = [&w] { after_unit(w); };
  life.live();
  std::set<std::string> there;
  w.calm().read([&](store::Session& s) {
    for (base::MatterId after{};;) {
      const auto ids = matters::ids_after(s, w.district, after, 500);
      for (const base::MatterId id : ids) there.insert(matters::matter(s, w.district, id)->place);
      if (ids.size() < 500) return;
      after = ids.back();
    }
  });
  for (const std::string& place : life.known_places_)
    if (!there.contains(place)) throw Broken("a report that a resident's page acknowledged is lost: " + place);
}

}  // namespace simulation
