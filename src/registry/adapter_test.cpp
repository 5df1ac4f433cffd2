#include "registry/adapter.hpp"

#include <doctest/doctest.h>

#include "base/assert.hpp"
#include "base/described/tables.hpp"
#include "people/sessions.hpp"
#include "registry/openapi.hpp"
#include "registry/testing.hpp"

namespace trial {

struct Note { std::string text{}; std::string client_ref{}; };
struct NoteView { std::string text{}; std::string client_ref{}; std::string channel{}; std::string language{}; base::Instant now{}; std::int64_t id{}; };
struct OtherNoteView { std::string text{}; };

}  // namespace trial
DESCRIBED(trial::Note)
DESCRIBED(trial::NoteView)
DESCRIBED(trial::OtherNoteView)
DESCRIBE(trial::Note, "TrialNote", FIELD(text, .max = 5), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(trial::NoteView, "TrialNoteView", FIELD(text), FIELD(client_ref), FIELD(channel), FIELD(language), FIELD(now), FIELD(id))
DESCRIBE(trial::OtherNoteView, "TrialNoteView", FIELD(text))

namespace {

using namespace registry;           // NOLINT: a test
using http::Verb;

base::Result<trial::NoteView> note(Call& call, std::int64_t id, const trial::Note& n) {
  return trial::NoteView{n.text, call.client_ref, call.channel, call.language, call.moment.now, id};
}
base::Result<trial::NoteView> seen(Call& call, std::int64_t id) { return note(call, id, {}); }

std::vector<Route> routes() {
  const std::vector<Face> desk{Face::desk, Face::field};
  const auto throws = [](auto e) { return [e](RouteCall&) -> Answer { throw e; }; };
  return {
      {.verb = Verb::post, .path = "/api/v1/notes", .faces = desk, .entry = Entry::signed_in, .command = described::of<trial::Note>::type,
       .view = described::of<trial::NoteView>::type, .statuses = {201, 401, 403, 422}, .summary = "Writes a note.", .run = with_body(note, 201)},
      {.verb = Verb::get, .path = "/api/v1/notes/{id}", .faces = desk, .entry = Entry::signed_in, .view = described::of<trial::NoteView>::type,
       .statuses = {200, 404}, .summary = "Shows a note.", .run = without_body(seen)},
      {.verb = Verb::get, .path = "/api/v1/notes", .faces = desk, .entry = Entry::action, .action = "trial.nobody", .view = described::of<trial::NoteView>::type,
       .view_is_list = true, .statuses = {200, 403}, .summary = "Lists notes.", .run = [](RouteCall&) -> Answer { return json_list(std::vector<trial::NoteView>(1), "c1", 7); }},
      {.verb = Verb::get, .path = "/d/{district}/", .faces = {Face::public_}, .entry = Entry::open, .view = described::of<trial::NoteView>::type,
       .statuses = {200, 404}, .summary = "A public page.", .run = without_body(seen)},
      {.verb = Verb::post, .path = "/d/{district}/report", .faces = {Face::public_}, .entry = Entry::open, .command = described::of<trial::Note>::type,
       .statuses = {200}, .summary = "A public form.", .run = with_body(note)},
      {.verb = Verb::get, .path = "/fails/away", .faces = desk, .entry = Entry::open, .statuses = {503}, .summary = "Fails.", .run = throws(store::Unavailable("db at 10.0.0.1"))},
      {.verb = Verb::get, .path = "/fails/full", .faces = desk, .entry = Entry::open, .statuses = {507}, .summary = "Fails.", .run = throws(store::NoSpace("disk"))},
      {.verb = Verb::get, .path = "/fails/bug", .faces = desk, .entry = Entry::open, .statuses = {500}, .summary = "Fails.", .run = throws(base::Bug("line 7"))},
      {.verb = Verb::get, .path = "/reads", .faces = desk, .entry = Entry::open, .statuses = {200}, .summary = "Reads three times.", .run = [](RouteCall& c) -> Answer {
         c.call.house.store.read([](store::Session& s) { (void)store::districts(s); (void)store::districts(s); });
         c.call.house.store.read([](store::Session& s) { (void)store::districts(s); });
         return http::Response{};
       }},
  };
}
const Room trial_room{.code = "trial", .name_zh = "试验", .name_en = "Trial", .routes = routes};

bool holds(const http::Response& r, std::string_view text) { return r.body.find(text) != std::string::npos; }

}  // namespace

TEST_ON_BOTH("a command from a signed-in person: district clock, client_ref, language, answer") {
  testing::HouseBed hut(bed, {&trial_room});
  const std::string cookie = hut.sign_in(hut.person("示例员"));
  const auto made = hut.ask(Verb::post, "/api/v1/notes", R"({"text":"井盖","client_ref":"r1"})", cookie, {{"accept-language", "en-GB,en;q=0.9"}});
  CHECK(made.status == 201);
  CHECK(holds(made, R"("text":"井盖","client_ref":"r1","channel":"desk","language":"en","now":"2026-09-17T00:30:00.000000Z")"));
  CHECK(holds(hut.ask(Verb::post, "/api/v1/notes", R"({"text":"a"})", cookie, {{"idempotency-key", "k1"}, {"x-face", "field"}}), R"("client_ref":"k1","channel":"field","language":"zh")"));
  CHECK(holds(hut.ask(Verb::get, "/api/v1/notes/77", "", cookie), R"("id":77)"));
}

TEST_ON_BOTH("who may not come in, and why") {
  testing::HouseBed hut(bed, {&trial_room});
  const std::string cookie = hut.sign_in(hut.person("示例员"));
  const auto refused = [&](const http::Response& r, int status, std::string_view reason) {
    CHECK_MESSAGE(r.status == status, r.body);
    CHECK(testing::reason_of(r) == reason);
  };
  const std::string good = R"({"text":"a"})";
  refused(hut.ask(Verb::post, "/api/v1/notes", good, ""), 401, "people.sign_in_first");
  refused(hut.ask(Verb::post, "/api/v1/notes", good, "red_session=test." + std::string(64, '0')), 401, "people.sign_in_first");
  refused(hut.ask(Verb::post, "/api/v1/notes", good, cookie, {{"x-csrf-token", "wrong"}}), 403, "registry.bad_csrf_token");
  refused(hut.ask(Verb::post, "/api/v1/notes", good, cookie, {{"origin", "https://evil"}}), 403, "registry.foreign_origin");
  refused(hut.ask(Verb::post, "/d/test/report", good, "", {{"sec-fetch-site", "cross-site"}}), 403, "registry.foreign_origin");
  refused(hut.ask(Verb::post, "/api/v1/notes", good, cookie, {{"content-type", "text/plain"}}), 415, "registry.json_wanted");
  refused(hut.ask(Verb::post, "/api/v1/notes", good, cookie, {{"idempotency-key", std::string(65, 'k')}}), 400, "registry.bad_idempotency_key");
  refused(hut.ask(Verb::post, "/api/v1/notes", R"({"text":"sechs_"})", cookie), 422, "base.invalid");
  refused(hut.ask(Verb::get, "/api/v1/notes/abc", "", cookie), 404, "registry.not_found");
  refused(hut.get("/d/nowhere/"), 404, "registry.no_such_district");
  CHECK(hut.ask(Verb::get, "/api/v1/notes", "", cookie).status == 403);
  CHECK(hut.ask(Verb::post, "/d/test/report", good, "", {{"origin", "https://window.example"}}).status == 200);
}

TEST_ON_BOTH("an open route takes its district from the path") {
  testing::HouseBed hut(bed, {&trial_room});
  CHECK(holds(hut.get("/d/test/"), R"("channel":"public","language":"zh","now":"2026-09-17T00:30)"));
}

TEST_CASE("exceptions become refusals that tell nothing of the inside") {
  store::testing::Bed bed(store::testing::BedOptions{.in_memory = true});
  testing::HouseBed hut(bed, {&trial_room});
  std::vector<std::string> logged;
  const Room* rooms[] = {&trial_room};
  const auto endpoints = endpoints_of(hut.house(), rooms, std::nullopt, {.broken = [&](std::string_view id, std::string_view what) { logged.push_back(std::string(id) + " " + std::string(what)); }});
  const auto ask = [&](std::string_view path) {
    for (const http::Endpoint& e : endpoints)
      if (e.path == path) return e.handler({.path = std::string(path), .request_id = "r1"});
    return http::Response{};
  };
  const auto away = ask("/fails/away");
  CHECK(away.status == 503);
  CHECK_FALSE(holds(away, "10.0.0.1"));
  CHECK(ask("/fails/full").status == 507);
  const auto bug = ask("/fails/bug");
  CHECK(bug.status == 500);
  CHECK(bug.body == R"({"status":500,"code":"internal","reason":"http.internal","request_id":"r1"})");
  CHECK(logged == std::vector<std::string>{"r1 db at 10.0.0.1", "r1 disk", "r1 line 7"});
}

TEST_ON_BOTH("tests see how many statements a request took") {
  testing::HouseBed hut(bed, {&trial_room});
  const auto r = hut.get("/reads");
  CHECK(std::find(r.headers.begin(), r.headers.end(), std::pair<std::string, std::string>{"x-statements", "3"}) != r.headers.end());
}

TEST_CASE("a listener serves the routes of its face only") {
  store::testing::Bed bed(store::testing::BedOptions{.in_memory = true});
  testing::HouseBed hut(bed, {&trial_room});
  const Room* rooms[] = {&trial_room};
  CHECK(endpoints_of(hut.house(), rooms, Face::public_, {}).size() == 2);
  CHECK(endpoints_of(hut.house(), rooms, Face::field, {}).size() == 7);
  CHECK(endpoints_of(hut.house(), rooms, Face::wall, {}).empty());
  CHECK(endpoints_of(hut.house(), rooms, std::nullopt, {}).size() == 9);
}

TEST_CASE("the OpenAPI document has every route, its schemas and no fault") {
  const Room* rooms[] = {&trial_room};
  const Document d = openapi(rooms);
  CHECK(d.faults.empty());
  for (const auto* text : {R"("/api/v1/notes/{id}":{"get":{"operationId":"get_api_v1_notes_id","tags":["trial"])", R"("TrialNote":{"type":"object")",
                           R"("TrialNoteViewList":)", R"("$ref":"#/components/responses/Problem")", R"("x-entry":"action","x-faces":["desk","field"],"x-action":"trial.nobody")"})
    CHECK_MESSAGE(d.json.find(text) != std::string::npos, text);
}

TEST_CASE("what is wrong with a route is named") {
  const Room faulty{.code = "faulty", .routes = [] {
                      std::vector<Route> out = routes();
                      out.push_back({.verb = Verb::get, .path = "/x", .entry = Entry::action, .view = described::of<trial::OtherNoteView>::type});
                      return out;
                    }};
  const Room* rooms[] = {&faulty};
  std::string all;
  for (const std::string& fault : openapi(rooms).faults) all += fault + "\n";
  for (const auto* text : {"get /x: no summary", "get /x: declares no status", "get /x: belongs to no face", "get /x: entry by action, but names none", "get /x: has no function"})
    CHECK_MESSAGE(all.find(text) != std::string::npos, all);
}

TEST_ON_BOTH("hooks run in the unit, one level deep, and can refuse it") {
  static int told = 0;
  told = 0;
  const Room listens{.code = "listens",
                     .hooks = {{"trial.happened",
                                [](House& house, store::Unit& unit, const store::NewEvent& e) -> base::Done {
                                  ++told;
                                  if (e.body == R"({"bad":true})") return base::fail(base::ErrorCode::refused, "trial.no");
                                  TRY_DO([&]() -> base::Done { TRY(id, record(house, unit, {.kind = "trial.echoed", .subject = e.subject, .body = "{}"})); (void)id; return {}; }());
                                  return {};
                                }},
                               {"trial.echoed", [](House&, store::Unit&, const store::NewEvent&) -> base::Done { ++told; return {}; }}}};
  testing::HouseBed hut(bed, {&listens});
  const base::Subject subject{"trial", 5};
  const auto happen = [&](std::string body) {
    return bed.store().write(bed.work(), [&](store::Unit& unit) { return record(hut.house(), unit, {.kind = "trial.happened", .subject = subject, .body = body}); });
  };
  CHECK(happen("{}").has_value());
  CHECK(told == 1);
  CHECK(bed.store().read([&](store::Session& s) { return store::events_of(s, bed.district(), subject).size(); }) == 2);
  CHECK_FALSE(happen(R"({"bad":true})").has_value());
  CHECK(bed.store().read([&](store::Session& s) { return store::events_of(s, bed.district(), subject).size(); }) == 2);
}
