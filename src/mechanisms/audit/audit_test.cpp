// What the auditor gets over the routes, on both engines; what others get is a refusal.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "base/time.hpp"
#include "mechanisms/audit/service.hpp"
#include "registry/testing.hpp"
#include "store/jobs.hpp"
#include "store/sealer.hpp"

extern const registry::Room audit_room;

namespace {

using registry::testing::reason_of;

struct Office {
  explicit Office(store::testing::Bed& b)
      : bed(b), house(b, {&audit_room}), auditor(house.holder("audit_admin", house.area("A"))), secretary(house.holder("community_secretary", house.area("A0101"))) {
    auditor_cookie = house.sign_in(auditor);
    secretary_cookie = house.sign_in(secretary);
  }
  base::EventId happen(std::string kind, std::int64_t matter, std::string body = "{}", std::string personal = {}, base::PersonId who = {}) {
    const store::Actor actor{.person = who, .channel = "desk"};
    const auto id = bed.store().write(bed.work(bed.district(), actor), [&](store::Unit& u) -> base::Result<base::EventId> {
      return store::append(u, {.kind = kind, .subject = {"matter", matter}, .body = body, .personal = personal, .area = house.area("A010101")});
    });
    house.house().sealer.step();
    return id.value();
  }
  http::Response get(const std::string& target) { return house.ask(http::Verb::get, target, "", auditor_cookie); }
  void days_later(int days) {  // a sign-in lasts no more than a day
    bed.clock().advance(base::hours(24 * days));
    house.house().sealer.step();
    auditor = house.holder("audit_admin", house.area("A"));
    auditor_cookie = house.sign_in(auditor);
  }
  template <class T>
  std::vector<T> rows(const std::string& target) {
    const auto response = get(target);
    INFO(response.body);
    REQUIRE(response.status == 200);
    const auto items = response.body.substr(9, response.body.rfind(",\"next\":") - 9);
    return described::parse<std::vector<T>>(items).value();
  }
  audit::VerificationView verified(const std::string& body) {
    const auto started = house.ask(http::Verb::post, "/api/v1/journal/verify", body, auditor_cookie, {{"content-type", "application/json"}});
    INFO(started.body);
    REQUIRE(started.status == 202);
    const auto job = described::parse<audit::VerificationStarted>(started.body).value().job_id;
    CHECK(house.house().jobs.run_due(bed.district()) >= 1);
    house.house().sealer.step();
    const auto view = get(fmt::format("/api/v1/journal/verifications/{}", job.value));
    REQUIRE(view.status == 200);
    return described::parse<audit::VerificationView>(view.body).value();
  }
  store::testing::Bed& bed;
  registry::testing::HouseBed house;
  base::PersonId auditor, secretary;
  std::string auditor_cookie, secretary_cookie;
};

}  // namespace

TEST_ON_BOTH("the journal by subject, person, kind and time; personal bodies are never shown") {
  Office office(bed);
  office.happen("matter.reported", 1, R"({"title":"井盖"})", R"({"phone":"13800001111"})");
  office.happen("matter.confirmed", 1, "{}", {}, office.secretary);
  office.days_later(1);
  office.happen("matter.reported", 2);
  const auto one = office.rows<audit::JournalRow>("/api/v1/journal?filter.subject_kind=matter&filter.subject_id=1");
  REQUIRE(one.size() == 2);
  CHECK(one[0].kind == "matter.confirmed");
  CHECK(one[0].person_id == office.secretary);
  CHECK(one[0].person_name.has_value());
  CHECK(one[0].personal == audit::Personal::none);
  CHECK(one[1].personal == audit::Personal::kept);
  CHECK(one[1].seq.has_value());
  CHECK(one[1].body.text == R"({"title":"井盖"})");
  CHECK(one[1].area_name.value_or("").find("槐园第1网格") != std::string::npos);
  CHECK(office.get("/api/v1/journal").body.find("13800001111") == std::string::npos);
  CHECK(office.rows<audit::JournalRow>(fmt::format("/api/v1/journal?filter.kind=matter.&filter.person={}", office.secretary.value)).size() == 1);
  CHECK(office.rows<audit::JournalRow>("/api/v1/journal?filter.kind=matter.").size() == 3);
  CHECK(office.rows<audit::JournalRow>("/api/v1/journal?filter.kind=matter.reported&filter.from=2026-09-17&filter.to=2026-09-17").size() == 1);
  (void)bed.store().write(bed.work(), [](store::Unit& u) -> base::Result<std::int64_t> { return store::erase_personal(u, {"matter", 1}); });
  CHECK(office.rows<audit::JournalRow>("/api/v1/journal?filter.kind=matter.reported&filter.subject_kind=matter&filter.subject_id=1").at(0).personal == audit::Personal::erased);
}

TEST_ON_BOTH("pages of the journal together are the whole, without a row twice, in a constant number of statements") {
  Office office(bed);
  for (int i = 0; i < 23; ++i) office.happen("matter.reported", i + 1, "{}", {}, office.secretary);
  std::set<base::EventId> seen;
  std::string after, statements;
  for (int pages = 0; pages < 10; ++pages) {
    const auto response = office.get("/api/v1/journal?filter.kind=matter.&limit=5&after=" + after);
    const auto items = described::parse<std::vector<audit::JournalRow>>(response.body.substr(9, response.body.rfind(",\"next\":") - 9)).value();
    for (const auto& row : items) CHECK(seen.insert(row.id).second);
    for (const auto& [name, value] : response.headers)
      if (name == "x-statements" && items.size() == 5) {
        if (statements.empty()) statements = value;
        CHECK(std::stoi(value) <= std::stoi(statements));
      }
    if (response.body.find("\"next\":null") != std::string::npos) break;
    const auto at = response.body.rfind(",\"next\":\"") + 9;
    after = response.body.substr(at, response.body.find('"', at) - at);
  }
  CHECK(seen.size() == 23);
  CHECK(std::stoi(statements) <= 8);
}

TEST_ON_BOTH("wrong questions are answered with every fault at once") {
  Office office(bed);
  const auto wrong = office.get("/api/v1/journal?filter.subject_id=x&filter.person=-1&filter.kind=Matter!&filter.from=yesterday&sort=kind&limit=0");
  CHECK(wrong.status == 422);
  for (const char* path : {"/filter.subject_id", "/filter.person", "/filter.kind", "/filter.from", "/sort", "/limit"})
    CHECK(wrong.body.find(fmt::format("\"path\":\"{}\"", path)) != std::string::npos);
  CHECK(office.get("/api/v1/journal?after=xyz").status == 400);
  CHECK(office.get("/api/v1/journal?filter.subject_id=5").status == 422);
  CHECK(office.get("/api/v1/journal?filter.from=2026-09-18&filter.to=2026-09-17").status == 422);
  CHECK(office.get("/api/v1/heads?after=soon").status == 400);
  CHECK(office.get("/api/v1/heads?limit=9999").status == 422);
}

TEST_ON_BOTH("nobody but the audit administrator reads or verifies the history") {
  Office office(bed);
  for (const char* kind : {"system_admin", "security_admin", "district_desk", "grid_worker"}) {
    CAPTURE(kind);
    const auto cookie = office.house.sign_in(office.house.holder(kind, office.house.area("A")));
    for (const char* target : {"/api/v1/journal", "/api/v1/unmaskings", "/api/v1/heads", "/api/v1/journal/verifications"})
      CHECK(office.house.ask(http::Verb::get, target, "", cookie).status == 403);
    CHECK(office.house.ask(http::Verb::post, "/api/v1/journal/verify", "", cookie).status == 403);
  }
  CHECK(office.house.get("/api/v1/journal").status == 401);
}

TEST_ON_BOTH("unmaskings say who looked, when and why") {
  Office office(bed);
  office.happen("matter.reported", 1);
  office.happen("matter.unmasked", 1, R"({"fields":["phone"],"reason":"回访核实"})", {}, office.secretary);
  const auto rows = office.rows<audit::UnmaskingRow>("/api/v1/unmaskings");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].reason == "回访核实");
  CHECK(rows[0].person_id == office.secretary);
  CHECK(rows[0].subject_id.value == 1);
  CHECK(rows[0].at == bed.clock().now());
}

TEST_ON_BOTH("verification from the screen: the verdict, its progress, its own place in the history, and a head brought from outside") {
  Office office(bed);
  for (int i = 0; i < 10; ++i) office.happen("matter.reported", i + 1, "{}", i % 2 == 0 ? R"({"name":"周"})" : "");
  const store::Head head = bed.store().read([&](store::Session& s) { return store::chain_head(s, bed.district()); });
  auto view = office.verified("");
  CHECK(view.state == "done");
  CHECK(view.intact == true);
  CHECK(view.result.value().rows == head.seq);
  CHECK(view.result.value().hash == head.hash);
  CHECK(view.progress_done == head.seq);
  const auto said = office.rows<audit::JournalRow>("/api/v1/journal?filter.kind=journal.verified");
  REQUIRE(said.size() == 1);
  CHECK(said[0].person_id == office.auditor);
  CHECK(said[0].body.text.find("\"intact\":true") != std::string::npos);

  view = office.verified(fmt::format(R"({{"head_seq":{},"head_hash":"{}"}})", head.seq, head.hash));
  CHECK(view.intact == true);
  CHECK(view.result.value().heads >= 1);
  view = office.verified(fmt::format(R"({{"head_seq":{},"head_hash":"{}"}})", head.seq, std::string(64, 'a')));
  CHECK(view.intact == false);
  CHECK(view.result.value().findings.at(0).fault == store::Fault::head_differs);
  CHECK(view.result.value().findings.at(0).head == "given");

  bed.store().script("UPDATE journal SET body = '[]' WHERE kind = 'matter.reported' AND subject_id = 4");
  view = office.verified(R"({"client_ref":"again"})");
  CHECK(view.intact == false);
  REQUIRE(view.result.value().findings_total == 1);
  CHECK(view.result.value().findings[0].fault == store::Fault::changed);
  CHECK(view.result.value().findings[0].subject.id == 4);
  CHECK(office.rows<audit::VerificationView>("/api/v1/journal/verifications").size() == 4);
}

TEST_ON_BOTH("a head that is half given or no hash is refused with its fields") {
  Office office(bed);
  const auto ask = [&](std::string body) { return office.house.ask(http::Verb::post, "/api/v1/journal/verify", body, office.auditor_cookie, {{"content-type", "application/json"}}); };
  CHECK(ask(R"({"head_seq":5})").status == 422);
  CHECK(ask(R"({"head_hash":"zz"})").body.find("/head_seq") != std::string::npos);
  CHECK(ask(R"({"head_seq":"x"})").status == 422);
  CHECK(ask("{").status == 400);
  CHECK(office.get("/api/v1/journal/verifications/12345").status == 404);
}

TEST_ON_BOTH("asked twice with one reference it is one job") {
  Office office(bed);
  const auto ask = [&] { return office.house.ask(http::Verb::post, "/api/v1/journal/verify", R"({"client_ref":"r1"})", office.auditor_cookie, {{"content-type", "application/json"}}).body; };
  const std::string first = ask();
  office.house.house().jobs.run_due(bed.district());
  CHECK(ask() == first);
  CHECK(office.rows<audit::VerificationView>("/api/v1/journal/verifications").size() == 1);
}

TEST_ON_BOTH("heads of the days, newest first, in pages") {
  Office office(bed);
  for (int i = 0; i < 5; ++i) {
    office.happen("matter.reported", i + 1);
    office.days_later(1);
  }
  const auto all = office.rows<audit::HeadView>("/api/v1/heads");
  REQUIRE(all.size() == 6);
  for (std::size_t i = 1; i < all.size(); ++i) CHECK(all[i].date < all[i - 1].date);
  const auto page = office.get("/api/v1/heads?limit=2");
  CHECK(page.body.find(fmt::format("\"next\":\"2026-09-20\"")) != std::string::npos);
  CHECK(office.rows<audit::HeadView>("/api/v1/heads?limit=2&after=2026-09-20").at(0).date == all[2].date);
}
