// The organisation desk through its routes: structure by dates, concurrent posts, hand-over, exports and imports that read back equal.
#include "base/iso.hpp"
#include "formats/sheet.hpp"
#include "mechanisms/organisations/model.hpp"
#include "mechanisms/organisations/papers.hpp"
#include "mechanisms/organisations/sheets.hpp"
#include "people/invariants.hpp"
#include "people/people.hpp"
#include "people/sessions.hpp"
#include "registry/exports.hpp"
#include "registry/testing.hpp"

extern const registry::Room organisations_room;

using http::Verb;
using registry::testing::HouseBed;
using registry::testing::reason_of;

namespace {

std::string text(std::int64_t id) { return std::to_string(id); }

struct Desk : HouseBed {
  explicit Desk(store::testing::Bed& b) : HouseBed(b, {&organisations_room}) {
    as_system = sign_in(system = holder("system_admin", area("A")));
    as_security = sign_in(security = holder("security_admin", area("A")));
    as_secretary = sign_in(secretary = holder("community_secretary", area("A0101")));
  }
  http::Response post(std::string path, std::string body, std::string_view as) { return ask(Verb::post, std::move(path), std::move(body), as); }
  http::Response get(std::string path, std::string_view as) { return ask(Verb::get, std::move(path), {}, as); }
  std::string made(const http::Response& r) {
    INFO(r.body);
    REQUIRE((r.status == 200 || r.status == 201));
    const auto view = described::parse<organisations::MadeView>(r.body);
    REQUIRE(view);
    return view->id;
  }
  std::string unit(std::string code, std::string kind, std::string name, std::string tree = "administrative", std::string area_code = "A0101") {
    return made(post("/api/v1/org_units", R"({"tree":")" + tree + R"(","kind":")" + kind + R"(","code":")" + code + R"(","name":")" + name + R"(","area_id":")" +
                                              text(area(area_code).value) + R"(","valid_from":"2026-09-01"})", as_system));
  }
  std::string seat(const std::string& unit_id, std::string kind, std::string name) {
    return made(post("/api/v1/posts", R"({"org_unit_id":")" + unit_id + R"(","kind":")" + kind + R"(","name":")" + name + R"(","valid_from":"2026-09-01"})", as_system));
  }
  std::string somebody(std::string name, std::string phone = "") {
    return made(post("/api/v1/persons", R"({"name":")" + name + "\"" + (phone.empty() ? "" : R"(,"phone":")" + phone + "\"") + "}", as_system));
  }
  http::Response appoint(const std::string& post_id, const std::string& person_id, std::string more = "") {
    return post("/api/v1/appointments", R"({"post_id":")" + post_id + R"(","person_id":")" + person_id + R"(","from":"2026-09-01")" + more + "}", as_security);
  }
  void run_jobs() { static_cast<void>(house().jobs.run_due(moment().district)); }
  std::string export_of(std::string path, std::string body, std::string_view as) {
    const auto started = post(std::move(path), std::move(body), as);
    INFO(started.body);
    REQUIRE(started.status == 202);
    run_jobs();
    registry::Call c = call();
    c.principal.person = as == as_security ? security : system;
    auto file = registry::export_file(c, described::parse<registry::ExportStarted>(started.body)->job_id.value);
    REQUIRE(file);
    return registry::testing::file_of(registry::as_download(*std::move(file)));
  }
  registry::Call as(base::PersonId who) {
    registry::Call c = call();
    c.principal.person = who;
    c.principal.account = {1};
    c.principal.name = "某某";
    c.time_zone = "Asia/Shanghai";
    house().store.read([&](store::Session& s) {
      const auto today = house().areas.civil_today(s, c.moment);
      c.principal.posts = people::posts_held(s, c.district(), who, today);
      c.principal.grants = *house().people.grants(s, c.district(), today);
    });
    return c;
  }
  organisations::SheetImportView import(organisations::SheetKind kind, const std::string& bytes, std::string_view who) {
    registry::Call c = as(who == as_security ? security : system);
    const auto view = organisations::hand_in(c, kind, "a.xlsx", bytes);
    INFO((view ? std::string{} : view.error().reason));
    REQUIRE(view);
    return *view;
  }
  base::PersonId system{}, security{}, secretary{};
  std::string as_system, as_security, as_secretary;
};

std::vector<std::vector<std::string>> rows_of(const std::string& bytes) {
  const auto sheet = formats::read_sheet(bytes);
  REQUIRE(sheet);
  std::vector<std::vector<std::string>> out;
  for (const auto& row : sheet->rows) {
    out.emplace_back();
    for (const auto& cell : row.cells) out.back().push_back(formats::cell_text(cell));
  }
  return out;
}

}  // namespace

TEST_ON_BOTH("the chart as of any day: renamed, moved, closed") {
  Desk d(bed);
  const std::string office = d.unit("x-jwh", "residents_committee", "旧名居委会");
  const std::string change = "/api/v1/org_units/" + office + "/change";
  CHECK(d.post(change, R"({"from":"2026-09-20","name":"新名居委会"})", d.as_secretary).status == 403);
  CHECK(d.post(change, R"({"from":"2026-09-20","name":"新名居委会"})", d.as_system).status == 200);
  CHECK(d.get("/api/v1/org_units/" + office, d.as_secretary).body.find("旧名居委会") != std::string::npos);
  const auto later = d.get("/api/v1/org_units/" + office + "?on=2026-09-20", d.as_secretary);
  CHECK(later.body.find("\"name\":\"新名居委会\",\"name_en\"") != std::string::npos);
  CHECK(later.body.find("\"versions\":[{\"from\":\"2026-09-01\",\"name\":\"旧名居委会\"") != std::string::npos);
  CHECK(d.get("/api/v1/org_units?on=2026-08-31", d.as_secretary).body.find(office) == std::string::npos);
  CHECK(reason_of(d.get("/api/v1/org_units?on=yesterday", d.as_secretary)) == "organisations.no_such_day");
  const std::string seat = d.seat(office, "community_officer", "工作者");
  const std::string who = d.somebody("周晓明");
  static_cast<void>(d.made(d.appoint(seat, who)));
  const std::string close = "/api/v1/org_units/" + office + "/close";
  CHECK(reason_of(d.post(close, R"({"to":"2026-10-01","reason":"撤并"})", d.as_system)) == "people.unit_has_holders");
  CHECK(reason_of(d.post("/api/v1/posts/" + seat + "/close", R"({"to":"2026-10-01","reason":"撤并"})", d.as_system)) == "people.post_has_holder");
  const auto renamed = d.post("/api/v1/posts/" + seat + "/rename", R"({"name":"专职工作者"})", d.as_system);
  CHECK(renamed.status == 200);
  CHECK(d.get("/api/v1/posts?filter.q=zzgzz", d.as_secretary).body.find("专职工作者") != std::string::npos);   // by pinyin
}

TEST_ON_BOTH("a concurrent member is refused unless the person comes from where the seat says") {
  Desk d(bed);
  const std::string party = d.unit("x-dzz", "community_party", "槐园社区党组织", "party"), factory = d.unit("x-dw", "resident_unit", "晋机厂");
  const std::string seat = d.seat(party, "concurrent_committee_member", "兼职委员"), secretary = d.seat(factory, "party_secretary", "党组织书记");
  const std::string who = d.somebody("钱一");
  const auto refused = d.appoint(seat, who, R"(,"source":"resident_unit","letter":"街组〔2026〕7号")");
  CHECK(refused.status == 409);
  CHECK(reason_of(refused) == "people.source_does_not_fit");
  CHECK(refused.body.find("people/post_kinds") != std::string::npos);
  CHECK(refused.body.find("people.choose_who_fits_the_source") != std::string::npos);
  static_cast<void>(d.made(d.appoint(secretary, who)));
  static_cast<void>(d.made(d.appoint(seat, who, R"(,"source":"resident_unit","letter":"街组〔2026〕7号")")));
  const auto seen = d.get("/api/v1/appointments?filter.concurrent=true&filter.current=true", d.as_secretary);
  CHECK(seen.body.find("驻区单位党组织书记") != std::string::npos);
  CHECK(seen.body.find("街组〔2026〕7号") != std::string::npos);
}

TEST_ON_BOTH("a hand-over says who takes each post, and nothing stays on the person") {
  Desk d(bed);
  const std::string office = d.unit("x-jwh", "residents_committee", "居委会");
  const std::string first = d.seat(office, "community_officer", "工作者一"), second = d.seat(office, "grid_leader", "网格长");
  const std::string other = d.seat(office, "community_officer", "工作者二");
  const std::string leaver = d.somebody("周晓明"), heir = d.somebody("钱一"), colleague = d.somebody("孙二");
  const std::string a = d.made(d.appoint(first, leaver)), b = d.made(d.appoint(second, leaver)), c = d.made(d.appoint(other, colleague));
  CHECK(d.post("/api/v1/deputies", R"({"appointment_id":")" + c + R"(","person_id":")" + leaver + R"(","from":"2026-09-17","to":"2026-10-17","reason":"休假"})", d.as_security).status == 201);
  const auto holdings = d.get("/api/v1/persons/" + leaver + "/holdings", d.as_security);
  CHECK(holdings.status == 200);
  CHECK(holdings.body.find("网格长") != std::string::npos);
  CHECK(holdings.body.find("孙二") != std::string::npos);   // whom the person stands in for
  CHECK(d.get("/api/v1/persons/" + leaver + "/holdings", d.as_secretary).status == 403);
  const std::string path = "/api/v1/persons/" + leaver + "/hand_over";
  const std::string forgets = R"({"on":"2026-09-20","reason":"退休","items":[{"appointment_id":")" + a + R"(","to_person_id":")" + heir + "\"}]}";
  CHECK(d.post(path, forgets, d.as_system).status == 403);
  CHECK(reason_of(d.post(path, forgets, d.as_security)) == "organisations.hand_over_forgets");
  const std::string to_self = R"({"on":"2026-09-20","reason":"退休","items":[{"appointment_id":")" + a + R"(","to_person_id":")" + leaver + R"("},{"appointment_id":")" + b + "\"}]}";
  CHECK(reason_of(d.post(path, to_self, d.as_security)) == "organisations.hand_over_to_oneself");
  const std::string whole = R"({"on":"2026-09-20","reason":"退休","letter":"街任〔2026〕1号","items":[{"appointment_id":")" + a + R"(","to_person_id":")" + heir + R"("},{"appointment_id":")" + b + "\"}]}";
  CHECK(d.post(path, whole, d.as_security).body == R"({"posts":2,"vacant":1,"deputyships":1})");
  const auto held = [&](const std::string& who, const char* day) {
    return d.house().store.read([&](store::Session& s) { return people::posts_held(s, d.moment().district, base::PersonId{std::stoll(who)}, *base::parse_date(day)).size(); });
  };
  const auto sheet = [&](base::PersonId who, const std::string& person) {
    registry::Call by = d.as(who);
    return organisations::papers().at(0).fill(by, {"person", std::stoll(person)});
  };
  const auto printed = sheet(d.security, leaver);
  REQUIRE_MESSAGE(printed, printed.error().reason);
  REQUIRE(printed->tables.at(0).rows.size() == 2);
  CHECK(printed->tables.at(0).rows.at(0) == std::vector<std::string>{"工作者一", "居委会", "本职", "2026-09-01", "2026-09-20", "钱一", "街任〔2026〕1号"});
  CHECK(printed->tables.at(0).rows.at(1).at(5) == "暂空缺");
  CHECK(sheet(d.secretary, leaver).has_value());               // of the community where the posts are
  CHECK(sheet(d.security, heir).error().reason == "organisations.no_hand_over_yet");
  CHECK(sheet(d.system, leaver).error().code == base::ErrorCode::forbidden);
  CHECK(held(leaver, "2026-09-19") == 3);
  CHECK(held(leaver, "2026-09-20") == 0);
  CHECK(held(heir, "2026-09-20") == 1);
  CHECK(d.get("/api/v1/posts?filter.vacant=true&on=2026-09-20&filter.org_unit=" + office, d.as_secretary).body.find("网格长") != std::string::npos);
  CHECK(d.house().store.read([&](store::Session& s) { return people::appointments_fold(s, d.moment().district, {}); }).empty());
  CHECK(reason_of(d.post("/api/v1/persons/" + text(d.security.value) + "/hand_over", R"({"on":"2026-09-20","reason":"退休","items":[]})", d.as_security)) == "organisations.hand_over_oneself");
}

TEST_ON_BOTH("exports open as spreadsheets and read back equal; names leave with a purpose, marked and journaled") {
  Desk d(bed);
  const std::string office = d.unit("x-jwh", "residents_committee", "=居委会，“一”");
  static_cast<void>(d.made(d.appoint(d.seat(office, "community_officer", "工作者"), d.somebody("周晓明", "13800001234"))));
  const std::string query = R"("query":"filter.under=)" + office + R"(&filter.current=true")";
  CHECK(d.post("/api/v1/appointments/export", R"({"format":"xlsx",)" + query + "}", d.as_security).status == 422);   // no purpose
  CHECK(d.post("/api/v1/appointments/export", R"({"format":"pdf","purpose":"核对"})", d.as_security).status == 422);
  CHECK(d.post("/api/v1/appointments/export", R"({"format":"xlsx","purpose":"核对","query":"filter.nothing=1"})", d.as_security).status == 422);
  CHECK(d.post("/api/v1/appointments/export", R"({"format":"xlsx","purpose":"核对"})", d.as_secretary).status == 403);
  const auto xlsx = rows_of(d.export_of("/api/v1/appointments/export", R"({"format":"xlsx","purpose":"年度核对",)" + query + "}", d.as_security));
  const auto csv = rows_of(d.export_of("/api/v1/appointments/export", R"({"format":"csv","purpose":"年度核对",)" + query + "}", d.as_security));
  REQUIRE(xlsx.size() == 2);
  CHECK(xlsx == csv);
  CHECK(xlsx[1][1] == "周晓明");
  CHECK(xlsx[1][4] == "=居委会，“一”");
  CHECK(xlsx[1].back().find("用途：年度核对") != std::string::npos);
  const auto persons = d.export_of("/api/v1/persons/export", R"({"format":"csv","purpose":"核对"})", d.as_system);
  CHECK(persons.find("138****1234") != std::string::npos);
  CHECK(persons.find("13800001234") == std::string::npos);
  CHECK(d.house().store.read([&](store::Session& s) { return s.value<std::int64_t>(store::Statement{"t", "SELECT COUNT(*) FROM journal WHERE kind = 'list.exported' AND district_id = $1"}, d.moment().district); }) == 3);
}

TEST_ON_BOTH("what was exported is imported without adding anything; rows with faults are told by line and column and nothing is written") {
  using organisations::SheetKind;
  using organisations::SheetState;
  Desk d(bed);
  const std::string office = d.unit("x-jwh", "residents_committee", "居委会");
  const std::string seat = d.seat(office, "community_officer", "工作者");
  static_cast<void>(d.made(d.appoint(seat, d.somebody("周晓明", "13800001234"))));
  struct Round { SheetKind kind; const char* path; std::string as; };
  for (const auto& [kind, path, as] : {Round{SheetKind::units, "/api/v1/org_units/export", d.as_system}, Round{SheetKind::posts, "/api/v1/posts/export", d.as_system},
                                       Round{SheetKind::persons, "/api/v1/persons/export", d.as_system}, Round{SheetKind::appointments, "/api/v1/appointments/export", d.as_security}})
    for (const char* format : {"xlsx", "csv"}) {
      const auto view = d.import(kind, d.export_of(path, std::string(R"({"purpose":"备份","format":")") + format + "\"}", as), as);
      INFO(path << " " << format << " " << d.get("/api/v1/org_imports/" + text(view.id.value) + "/faults", as).body);
      CHECK(view.state == SheetState::checked);
      CHECK(view.lines > 0);
      CHECK(view.known == view.lines);
    }
  const std::string wrong = "机构代码,机构名称,树,种类,上级机构代码,区域代码\r\ny1,甲,行政,department,,A0101\r\ny2,乙,旁门,department,nowhere,ZZZ\r\ny1,丙,行政,department,,A0101\r\n";
  const auto refused = d.import(SheetKind::units, wrong, d.as_system);
  CHECK(refused.state == SheetState::refused);
  CHECK(refused.faults == 4);
  const auto faults = d.get("/api/v1/org_imports/" + text(refused.id.value) + "/faults", d.as_system).body;
  CHECK(faults.find(R"({"line":3,"column":"树","reason":"organisations.sheet_no_tree")") != std::string::npos);
  CHECK(faults.find(R"({"line":4,"column":"机构代码","reason":"organisations.sheet_twice")") != std::string::npos);
  CHECK(reason_of(d.post("/api/v1/org_imports/" + text(refused.id.value) + "/begin", "", d.as_system)) == "organisations.import_has_faults");
  CHECK(d.get("/api/v1/org_units", d.as_system).body.find("\"y1\"") == std::string::npos);
}

TEST_ON_BOTH("units, posts, persons and appointments come in from spreadsheets, and the same files again add nothing") {
  using organisations::SheetKind;
  using organisations::SheetState;
  Desk d(bed);
  const auto bring_in = [&](SheetKind kind, const std::string& bytes, const std::string& as) {
    const auto view = d.import(kind, bytes, as);
    INFO(d.get("/api/v1/org_imports/" + text(view.id.value) + "/faults", as).body);
    REQUIRE(view.state == SheetState::checked);
    const std::string begin = "/api/v1/org_imports/" + text(view.id.value) + "/begin";
    CHECK(d.post(begin, "", as).status == 200);
    d.run_jobs();
    CHECK(reason_of(d.post(begin, "", as)) == "organisations.import_begun");
    const auto after = *described::parse<organisations::SheetImportView>(d.get("/api/v1/org_imports/" + text(view.id.value), as).body);
    const auto job = d.house().store.read([&](store::Session& s) { return store::job(s, d.moment().district, *after.job_id); });
    INFO(job->state << " " << job->error);
    CHECK(after.state == SheetState::done);
    CHECK(after.faults == 0);
    CHECK(after.brought_in == view.fresh + view.changed);
    return after;
  };
  const std::string units = "机构代码,机构名称,英文名称,树,种类,上级机构代码,区域代码,起日\r\nz0,局,,行政,government,,A,2026-09-01\r\nz1,居委会,,行政,residents_committee,z0,A0101,2026-09-01\r\n";
  CHECK(bring_in(SheetKind::units, units, d.as_system).brought_in == 2);
  CHECK(d.import(SheetKind::units, units, d.as_system).known == 2);
  CHECK(d.import(SheetKind::units, std::string(units).replace(units.find("居委会"), 9, "新名字"), d.as_system).changed == 1);
  const std::string posts = "机构代码,岗位种类,岗位名称,起日\r\nz1,community_officer,工作者,2026-09-01\r\nz1,社区工作者,工作者,2026-09-01\r\n";   // two seats of one name
  CHECK(bring_in(SheetKind::posts, posts, d.as_system).brought_in == 2);
  CHECK(d.import(SheetKind::posts, posts, d.as_system).known == 2);
  const std::string persons = "姓名,电话\r\n周晓明,13800001234\r\n钱一,\r\n";
  CHECK(bring_in(SheetKind::persons, persons, d.as_system).brought_in == 2);
  CHECK(d.import(SheetKind::persons, persons, d.as_system).known == 2);
  const std::string appointments = "姓名,机构代码,岗位种类,岗位名称,任职日期,任命文号\r\n周晓明,z1,community_officer,工作者,2026-09-02,0012号\r\n钱一,z1,社区工作者,工作者,2026-09-02,\r\n";
  auto system_call = d.as(d.system);
  CHECK(organisations::hand_in(system_call, SheetKind::appointments, "a.csv", appointments).error().code == base::ErrorCode::forbidden);   // appointing is the other's
  CHECK(bring_in(SheetKind::appointments, appointments, d.as_security).brought_in == 2);
  CHECK(d.import(SheetKind::appointments, appointments, d.as_security).known == 2);
  const std::string third = "姓名,机构代码,岗位种类,岗位名称,任职日期\r\n周晓明,z1,community_officer,工作者,2026-09-10\r\n孙二,z1,community_officer,工作者,2026-09-10\r\n";
  const auto held = d.import(SheetKind::appointments, third, d.as_security);
  CHECK(held.state == SheetState::refused);
  CHECK(d.get("/api/v1/org_imports/" + text(held.id.value) + "/faults", d.as_security).body.find("organisations.sheet_no_person") != std::string::npos);
  const auto taken = d.import(SheetKind::appointments, "姓名,机构代码,岗位种类,岗位名称,任职日期\r\n周晓明,z1,community_officer,工作者,2026-09-10\r\n", d.as_security);
  CHECK(d.get("/api/v1/org_imports/" + text(taken.id.value) + "/faults", d.as_security).body.find("people.post_is_held") != std::string::npos);
  CHECK(d.house().store.read([&](store::Session& s) { return people::org_units_fold(s, d.moment().district, {}); }).empty());
  CHECK(d.house().store.read([&](store::Session& s) { return people::appointments_fold(s, d.moment().district, {}); }).empty());
}
