// A small real district: two communities with two grids each, a subdistrict, two departments, the centre. Areas are made by the
// territory floor; the claim, units, posts, persons, appointments and accounts go through the routes, as three administrators do it.
#include <fmt/format.h>

#include "base/iso.hpp"
#include "people/sessions.hpp"
#include "registry/room.hpp"
#include "store/districts.hpp"
#include "territory/changes.hpp"
#include "world.hpp"

namespace simulation {
namespace {

constexpr const char* first_password = "an-old-lantern-17";
constexpr const char* own_password = "nine-green-umbrellas";

std::string square(double lon, double lat) {
  const auto corner = [&](double dx, double dy) { return fmt::format("[{:.3f},{:.3f}]", lon + dx, lat + dy); };
  return fmt::format("[[{},{},{},{},{}]]", corner(0, 0), corner(0.005, 0), corner(0.005, 0.005), corner(0, 0.005), corner(0, 0));
}

struct Ground { base::AreaId top{}, street{}; std::vector<base::AreaId> communities{}, grids{}; };

Ground make_ground(World& w) {
  Ground g;
  registry::House& house = w.house();
  const store::Moment moment{w.district, w.now(), w.now()};
  const auto done = w.calm().write(store::Work{moment, {}}, [&](store::Unit& unit) -> base::Done {
    const territory::Recorder record = [&house](store::Unit& u, const store::NewEvent& e) { return registry::record(house, u, e); };
    const auto add = [&](base::AreaId parent, territory::AreaKind kind, std::string area_code, std::string name, std::string shape) {
      return territory::create_area(unit, record, {.parent = parent, .kind = kind, .code = std::move(area_code), .name = std::move(name), .grade = parent ? "" : "2",
                                                   .shape = std::move(shape), .valid_from = w.today(), .source = "example"});
    };
    using enum territory::AreaKind;
    TRY(top, add({}, territory::AreaKind::district, "S", "试验区", {}));
    TRY(street, add(top, subdistrict, "S01", "长河街道", {}));
    g.top = top;
    g.street = street;
    for (int c = 1; c <= 2; ++c) {
      TRY(of, add(street, community, fmt::format("S010{}", c), fmt::format("第{}社区", c), {}));
      g.communities.push_back(of);
      for (int n = 1; n <= 2; ++n) {
        TRY(made, add(of, grid, fmt::format("S010{}0{}", c, n), fmt::format("第{}社区第{}网格", c, n), square(112.40 + 0.01 * c + 0.005 * n, 37.94)));
        g.grids.push_back(made);
      }
    }
    return {};
  });
  if (!done) throw Broken("the ground cannot be made: " + done.error().reason);
  for (auto& server : w.servers) server->house().areas.forget(w.district);
  return g;
}

class Founding {
 public:
  explicit Founding(World& w) : w_(w) {}

  void found() {
    make_district();
    ground_ = make_ground(w_);
    claim();
    const std::int64_t government = unit("government", "government", "区政府", ground_.top, 0);
    const std::int64_t centre = unit("centre", "command_centre", "指挥中心", ground_.top, government);
    const std::int64_t office = unit("office", "subdistrict_office", "街道办", ground_.street, centre);
    w_.departments = {unit("csgl", "department", "城管局", ground_.top, centre), unit("zjj", "department", "住建局", ground_.top, centre)};   // as the competence list names them
    w_.grounds = {ground_.street.value, ground_.communities[0].value, ground_.grids[3].value};
    for (std::size_t c = 0; c < 2; ++c) {
      const std::string n = std::to_string(c + 1);
      const std::int64_t home = unit("home" + n, "residents_committee", "居委会" + n, ground_.communities[c], office);
      w_.committees.push_back(home);
      const auto at = static_cast<std::int64_t>(c);
      seat("secretary" + n, home, "community_secretary", at, {});
      seat("officer" + n + "a", home, "community_officer", at, {});
      seat("officer" + n + "b", home, "community_officer", at, {});
      seat("worker" + n + "a", home, "grid_worker", at, ground_.grids[c * 2]);
      seat("worker" + n + "b", home, "grid_worker", at, ground_.grids[c * 2 + 1]);
    }
    seat("dispatcher1", office, "subdistrict_dispatcher", -1, {});
    seat("dispatcher2", office, "subdistrict_dispatcher", -1, {});
    seat("director1", office, "subdistrict_director", -1, {});
    seat("director2", office, "subdistrict_director", -1, {});
    for (std::size_t d = 0; d < 2; ++d) {
      seat(fmt::format("handler{}a", d + 1), w_.departments[d], "department_handler", -1, {});
      seat(fmt::format("handler{}b", d + 1), w_.departments[d], "department_handler", -1, {});
    }
    w_.departments.push_back(unit("gafj", "department", "公安分局", ground_.top, centre));
    w_.departments.push_back(unit("sthj", "department", "生态环境分局", ground_.top, centre));
    seat("duty3", w_.departments[2], "department_duty", -1, {});
    seat("handler3", w_.departments[2], "department_handler", -1, {});
    seat("handler4", w_.departments[3], "department_handler", -1, {});
    seat("desk1", centre, "district_desk", -1, {});
    second_post("officer2b", w_.departments[0], "department_handler");   // one person, two posts: the law is about persons
    second_post("dispatcher2", w_.departments[1], "department_handler"); // who blows may belong to whom is called
    newcomer("newcomer");
    newcomer("stand_in");
    w_.people.back().role = "subdistrict_dispatcher";
    w_.people.back().idle = true;
    no_photos();
    for (Someone& each : w_.people)
      if (each.password != own_password) own_words(each);
  }

 private:
  void make_district() {
    const auto made = store::create_district(w_.calm(), {.code = w_.code, .name_zh = "试验区", .name_en = "Trial", .time_zone = "Asia/Shanghai", .token_prefix = "sim"});
    if (!made) throw Broken("the district cannot be made: " + made.error().reason);
    w_.district = made->id;
    w_.servers[0]->program().load_rules(*made);
    const auto claim_code = w_.house().sessions.issue_claim(*made);
    if (!claim_code) throw Broken("no claim code: " + claim_code.error().reason);
    claim_code_ = *claim_code;
  }

  void claim() {
    std::string admins;
    for (const char* kind : {"system_admin", "security_admin", "audit_admin"}) {
      admins += fmt::format(R"({}{{"post_kind":"{}","person_name":"{}","login":"{}","password":"{}"}})", admins.empty() ? "" : ",", kind, kind, kind, first_password);
      w_.people.push_back({.name = kind, .login = kind, .password = first_password, .role = kind, .community = -1});
    }
    const auto answer = w_.ask(nullptr, http::Verb::post, "/api/v1/claim", fmt::format(R"({{"district":"{}","code":"{}","admins":[{}]}})", w_.code, claim_code_, admins));
    if (answer.status != 201) throw Broken("the claim was refused: " + answer.body);
    const auto again = w_.ask(nullptr, http::Verb::post, "/api/v1/claim", fmt::format(R"({{"district":"{}","code":"{}","admins":[{}]}})", w_.code, claim_code_, admins));
    if (again.status == 201) throw Broken("a district was claimed twice with one code");
  }

  Someone& admin() { return w_.people[0]; }
  Someone& security() { return w_.people[1]; }
  std::int64_t made(Someone& by, const std::string& path, std::string fields) {
    w_.clock->advance(base::seconds(2));   // what one server changed, the other sees within a second
    fields.insert(1, fmt::format(R"("client_ref":"{}",)", w_.fresh_ref()));
    return w_.must(by, path, std::move(fields), 201).number("id");
  }
  std::int64_t unit(const std::string& unit_code, const std::string& kind, const std::string& name, base::AreaId area, std::int64_t parent) {
    const std::string under = parent == 0 ? "" : fmt::format(R"("parent_id":"{}",)", parent);
    return made(admin(), "/api/v1/org_units", fmt::format(R"({{{}"tree":"administrative","kind":"{}","code":"{}","name":"{}","name_en":"{}","area_id":"{}","valid_from":"{}"}})",
                                                          under, kind, unit_code, name, unit_code, area.value, base::iso(w_.today())));
  }
  std::int64_t post(std::int64_t in, const std::string& kind, base::AreaId area) {
    const std::string own = area ? fmt::format(R"("area_id":"{}",)", area.value) : "";
    return made(admin(), "/api/v1/posts", fmt::format(R"({{{}"org_unit_id":"{}","kind":"{}","name":"{}","valid_from":"{}"}})", own, in, kind, kind, base::iso(w_.today())));
  }
  std::int64_t appoint(std::int64_t to, std::int64_t person) {
    return made(security(), "/api/v1/appointments", fmt::format(R"({{"post_id":"{}","person_id":"{}","from":"{}"}})", to, person, base::iso(w_.today())));
  }
  Someone person(const std::string& login) {
    Someone out{.name = login, .login = login, .password = first_password, .community = -1};
    out.person = made(admin(), "/api/v1/persons", fmt::format(R"({{"name":"{}","phone":"139000{:05}","note":""}})", login, w_.people.size()));
    w_.must(admin(), "/api/v1/accounts", fmt::format(R"({{"person_id":"{}","login":"{}","password":"{}"}})", out.person, login, first_password), 201);
    return out;
  }
  void seat(const std::string& login, std::int64_t in, const std::string& kind, std::int64_t community, base::AreaId area) {
    Someone out = person(login);
    out.role = kind;
    out.unit = in;
    out.community = community;
    out.post = post(in, kind, area);
    out.appointment = appoint(out.post, out.person);
    w_.people.push_back(std::move(out));
  }
  void second_post(const std::string& login, std::int64_t in, const std::string& kind) {
    for (const Someone& each : w_.people)
      if (each.login == login) static_cast<void>(appoint(post(in, kind, {}), each.person));
  }
  void newcomer(const std::string& login) {                              // has an account and no post yet
    Someone out = person(login);
    out.role = "newcomer";
    w_.people.push_back(std::move(out));
  }
  // Solving on the spot takes no photos here: a decoder started for each would cost more than the life.
  void no_photos() {
    Someone* desk = nullptr;
    for (Someone& each : w_.people)
      if (each.login == "desk1") desk = &each;
    own_words(*desk);
    const Json seen = w_.get(*desk, "/api/v1/definitions/loop/matters");
    std::string body;
    for (const Json& version : seen.at("versions").items)
      if (version["state"] == "in_force") body = version["body"];
    for (const std::string_view line : {"photos_before = 1", "photos_after = 1"})
      if (const std::size_t at = body.find(line); at != std::string::npos) body[at + line.size() - 1] = '0';
    const Json draft = w_.must(*desk, "/api/v1/definitions", fmt::format(R"({{"code":"loop/matters","kind":"{}","body":{},"note":"不要照片","if_revision":0,"client_ref":"{}"}})",
                                                                        seen["kind"], quoted(body), w_.fresh_ref()), 200);
    w_.must(*desk, "/api/v1/definitions/publish", fmt::format(R"({{"code":"loop/matters","if_revision":{},"effective_from":"{}","client_ref":"{}"}})", draft["revision"],
                                                             base::iso(w_.today() + 1), w_.fresh_ref()), 200);
  }
  // A password that somebody else set is changed at the first sign-in.
  void own_words(Someone& who) {
    w_.must(who, "/api/v1/me/password", fmt::format(R"({{"old_password":"{}","new_password":"{}"}})", who.password, own_password), 200);
    who.password = own_password;
    who.cookie.clear();
  }

  World& w_;
  Ground ground_{};
  std::string claim_code_;
};

}  // namespace

void found(World& w) {
  Founding(w).found();
  for (auto& server : w.servers) server->program().put_in_repeated_jobs();
}

}  // namespace simulation
