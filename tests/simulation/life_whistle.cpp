// Whistles as people live them: blown from a matter or from nothing, approved before or after, answered late and early, disputed and ruled,
// sent back, rated, merged, withdrawn; around midnight too.
#include "base/iso.hpp"
#include "life.hpp"

namespace simulation {
namespace {

constexpr const char* kinds_of_whistle[] = {"emergency", "enforcement", "promotion", "hard"};
constexpr const char* items[] = {"illegal_building", "street_order", "parking", "public_facility", "comprehensive"};

}  // namespace

Someone& Life::one_of(std::string_view role) {
  std::vector<Someone*> hat;
  for (Someone& each : w_.people)
    if (each.role == role && !each.idle) hat.push_back(&each);
  return *hat[w_.pick(hat.size())];
}

void Life::whistles() { blow(one_of(w_.chance(75) ? "subdistrict_dispatcher" : "subdistrict_director"), kinds_of_whistle[w_.pick(4)]); }

// Whom it calls: one to three departments, now and then one that the competence list does not name.
std::string Life::plan_of(std::string_view kind) {
  std::vector<std::int64_t> units = w_.departments;
  std::string lines;
  const std::uint64_t n = 1 + w_.pick(3);
  for (std::uint64_t i = 0; i < n; ++i) {
    const std::size_t at = w_.pick(units.size());
    lines += fmt::format(R"({}{{"unit_id":"{}","item":"{}","lead":{}}})", lines.empty() ? "" : ",", units[at], items[w_.pick(std::size(items))], i == 0);
    units.erase(units.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return fmt::format(R"(,"kind":"{}","lines":[{}],"differ_reason":"{}"{})", kind, lines, w_.chance(85) ? "现场情况需要" : "", kind == "hard" && w_.chance(90) ? R"(,"chair":"副区长")" : "");
}

void Life::blow(Someone& who, std::string_view kind) {
  pass();
  Sent act{.who = static_cast<std::size_t>(&who - w_.people.data()), .path = "/api/v1/whistles", .ref = w_.fresh_ref(), .kind = "whistle", .action = "whistle.draft", .kinds = {"whistle.drafted"}};
  std::string origin;
  if (w_.chance(35) && !w_.matters.empty()) {
    auto from = w_.matters.begin();
    std::advance(from, static_cast<std::ptrdiff_t>(w_.pick(w_.matters.size())));
    origin = fmt::format(R"(,"origin":{{"kind":"matter","id":"{}"}},"waits":{})", from->first, w_.chance(60));
  }
  act.body = fmt::format(R"({{{},"title":"第{}哨","description":"需要多部门到场","area_id":"{}","place":"长河路","lon":112.4152,"lat":37.9420{}{}}})", note_of(act.ref), ++titles_,
                         w_.grounds[w_.pick(w_.grounds.size())], plan_of(kind), origin);
  send(std::move(act));
}

bool Life::whistle_act(Someone& who, std::int64_t id) {
  const std::string path = fmt::format("/api/v1/whistles/{}", id);
  const Json page = seen(who, path);
  if (page.at("may_edit").text == "true" && w_.chance(15)) {
    do_it(who, "whistle", id, path + "/save", fmt::format(R"(,"title":"{}","area_id":"{}","place":"长河路"{})", page.at("row")["title"], page.at("row")["area_id"],
                                                          plan_of(page.at("row")["kind"])), {"whistle.saved"}, "whistle.draft");
    return true;
  }
  const bool blown = page.at("row")["stage"] == "blown";
  const std::string move = pick_move(page.at("moves").items, {{"submit", 20}, {"blow", 20}, {"approve", 20}, {"decline", 2}, {"approve_after", 14}, {"refuse_after", 3}, {"add_line", 2},
                                                              {"meet", 2}, {"close", 20}, {"withdraw", 1}, {"merge", 2}}, blown ? 24 : 0);
  if (move.empty()) return false;
  static const std::map<std::string, std::string, std::less<>> event{{"submit", "submitted"}, {"blow", "blown"}, {"approve", "blown"}, {"decline", "declined"}, {"approve_after", "approved_after"},
                                                                      {"refuse_after", "refused_after"}, {"add_line", "unit_added"}, {"meet", "met"}, {"close", "closed"},
                                                                      {"withdraw", "withdrawn"}, {"merge", "merged"}};
  std::string form, right = "whistle.draft";
  if (move == "approve" || move == "decline" || move.ends_with("_after")) right = "whistle.approve";
  if (move == "decline" || move == "refuse_after" || move == "withdraw") form = R"(,"reason":"再作安排")";
  if (move == "add_line") form = fmt::format(R"(,"unit_id":"{}","item":"comprehensive","reason":"还需要一家")", w_.departments[w_.pick(w_.departments.size())]);
  if (move == "meet") form = R"(,"text":"各方到场会商，明确分工")";
  if (move == "close") form = fmt::format(R"(,"outcome":"{}","text":"各方办结")", w_.chance(80) ? "solved" : "partly"), right = "whistle.close";
  if (move == "merge") {
    const Json open = seen(who, "/api/v1/whistles?filter.stage=blown&limit=20");
    std::vector<std::string> into;
    for (const Json& row : open.at("items").items)
      if (row.number("id") != id) into.push_back(row["id"]);
    if (into.empty()) return false;
    form = fmt::format(R"(,"into":"{}","reason":"同一处")", into[w_.pick(into.size())]);
  }
  do_it(who, "whistle", id, path + "/" + move, form, {"whistle." + event.at(move)}, right);
  return true;
}

bool Life::line_act(Someone& who, std::int64_t id) {
  const std::string path = fmt::format("/api/v1/whistle_lines/{}", id);
  const Json page = seen(who, path);
  const std::string move = pick_move(page.at("moves").items, {{"sign", 24}, {"contact", 10}, {"report_in", 14}, {"measure", 3}, {"feedback", 12}, {"accept", 24}, {"send_back", 4}, {"rate", 24},
                                                              {"dispute", 3}, {"uphold", 8}, {"reassign", 8}, {"request_extension", 3}, {"decide_extension", 14}, {"object", 6},
                                                              {"object_upheld", 8}, {"object_refused", 8}});
  if (move.empty()) return false;
  static const std::map<std::string, std::string, std::less<>> event{{"sign", "signed"}, {"contact", "contacted"}, {"report_in", "reported_in"}, {"measure", "measured"}, {"feedback", "feedback"},
                                                                      {"accept", "accepted"}, {"send_back", "sent_back"}, {"rate", "rated"}, {"dispute", "disputed"}, {"uphold", "ruled"},
                                                                      {"reassign", "ruled"}, {"request_extension", "extension_requested"}, {"decide_extension", "extension_decided"},
                                                                      {"object", "objected"}, {"object_upheld", "objection_ruled"}, {"object_refused", "objection_ruled"}};
  std::string form, right = "whistle.answer";
  if (move == "contact" || move == "measure" || move == "feedback") form = R"(,"text":"已与街道对接")";
  if (move == "report_in") form = R"(,"text":"两人到场","lon":112.4153,"lat":37.9421)";
  if (move == "accept" || move == "send_back" || move == "rate") right = "whistle.close";
  if (move == "send_back") form = R"(,"reason":"仍有遗留")";
  if (move == "rate") form = fmt::format(R"(,"scores":[{{"code":"speed","score":{}}},{{"code":"quality","score":{}}},{{"code":"attitude","score":{}}}],"text":"按时到场")", 1 + w_.pick(5),
                                         1 + w_.pick(5), 1 + w_.pick(5));
  if (move == "dispute") form = fmt::format(R"(,"reason":"不属本单位职责"{})", w_.chance(60) ? fmt::format(R"(,"unit_id":"{}")", w_.departments[w_.pick(w_.departments.size())]) : "");
  if (move == "uphold" || move == "object_upheld" || move == "object_refused" || move == "reassign") right = "whistle.rule", form = R"(,"reason":"依权责清单")";
  if (move == "object_upheld") form += fmt::format(R"(,"marks":[{{"code":"report_in_on_time","points":{}}}])", w_.pick(21));
  if (move == "reassign") form += fmt::format(R"(,"unit_id":"{}")", w_.departments[w_.pick(w_.departments.size())]);
  if (move == "request_extension") form = fmt::format(R"(,"amount":{},"reason":"等待材料")", 1 + w_.pick(5));
  if (move == "decide_extension") form = fmt::format(R"(,"granted":{},"reason":"已知悉")", w_.chance(70)), right = "whistle.close";
  if (move == "object") form = R"(,"reason":"到场时间记录有误")";
  do_it(who, "whistle_line", id, path + "/" + move, form, {"whistle.line_" + event.at(move)}, right);
  if (move == "feedback" && w_.chance(40)) judge_own(who, id);
  return true;
}

// Whoever worked on a line tries to accept and rate it, through whatever post.
void Life::judge_own(Someone& who, std::int64_t line) {
  ++w_.counts.probes;
  for (const char* move : {"accept", "send_back"}) {
    const auto answer = w_.ask(&who, http::Verb::post, fmt::format("/api/v1/whistle_lines/{}/{}", line, move), R"({"reason":"自己看过"})");
    if (answer.status == 403 || answer.status == 409 || answer.status == 503) continue;
    if (answer.status == 200) w_.others[{"whistle_line", line}].unsure += 1'000'000;   // its feedback got no answer and did not happen; the laws know more
    else if (answer.status != 422) throw Broken(fmt::format("{}: {} {}", w_.doing, answer.status, answer.body));
  }
}

// The subdistrict looks over open lines: hurries one, or lets one go.
void Life::oversee_lines(Someone& who) {
  if (who.idle) return;
  pass();
  const Json list = seen(who, "/api/v1/whistle_lines?filter.open=true&limit=10");
  for (const Json& row : list.at("items").items) {
    if (!w_.chance(25)) continue;
    const std::string path = "/api/v1/whistle_lines/" + row["id"];
    const bool urge = w_.chance(70);
    return do_it(who, "whistle_line", row.number("id"), path + (urge ? "/urge" : "/cancel"), R"(,"reason":"另有安排")",
                 {urge ? "whistle.line_urged" : "whistle.line_cancelled"}, "whistle.draft");
  }
}

// The centre's board and its figures are looked at each day; the laws compute them again.
void Life::whistle_figures() {
  Someone& desk = by_login("desk1");
  static_cast<void>(seen(desk, "/api/v1/whistles/board"));
  static_cast<void>(seen(desk, "/api/v1/whistles/competence"));
}

}  // namespace simulation
