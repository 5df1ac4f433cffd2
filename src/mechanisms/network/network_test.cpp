// Networks through their routes: a unit joins, offers, is used and never oversold; what stands folds from the events.
#include "mechanisms/network/jobs.hpp"
#include "mechanisms/network/model.hpp"
#include "registry/testing.hpp"

extern const registry::Room network_room;

using http::Verb;
using registry::testing::HouseBed;
using registry::testing::reason_of;

namespace {

std::string text(std::int64_t id) { return std::to_string(id); }
std::string id_of(const http::Response& r) {
  INFO(r.body);
  REQUIRE(r.status == 201);
  return described::parse<network::DoneView>(r.body)->id;
}

}  // namespace

TEST_ON_BOTH("a unit joins its community's network, offers two projectors, and a third is refused with the rule") {
  HouseBed house(bed, {&network_room});
  const std::string secretary = house.sign_in(house.holder("community_secretary", house.area("A0101"))), elsewhere = house.sign_in(house.holder("community_secretary", house.area("A0102")));
  const auto post = [&](std::string path, std::string body, const std::string& as) { return house.ask(Verb::post, std::move(path), std::move(body), as); };
  const std::string community = text(house.area("A0101").value);
  const std::string add = R"({"name":"槐园小学","area_id":")" + community + R"(","member_kind":"resident_unit","from":"2026-09-17","contact_name":"李老师","contact_phone":"13900001234"})";
  CHECK(post("/api/v1/network_units", add, elsewhere).status == 403);
  const std::string unit = id_of(post("/api/v1/network_units", add, secretary));
  CHECK(reason_of(post("/api/v1/network_units", add, secretary)) == "network.name_taken");
  const std::string resource = id_of(post("/api/v1/network_units/" + unit + "/resources", R"({"kind":"equipment","title":"投影仪","quantity":2,"measure":"台","open_from":"2026-09-01"})", secretary));
  const auto book = [&](int n, const std::string& as, const std::string& where) {
    return post("/api/v1/network_resources/" + resource + "/book", R"({"community_id":")" + where + R"(","quantity":)" + std::to_string(n) + R"(,"from":"2026-09-17","to":"2026-09-19","purpose":"议事"})", as);
  };
  static_cast<void>(id_of(book(1, secretary, community)));
  static_cast<void>(id_of(book(1, elsewhere, text(house.area("A0102").value))));   // another community may use it
  const auto refused = book(1, secretary, community);
  CHECK(reason_of(refused) == "network.not_so_much");
  CHECK(refused.body.find("rules/network") != std::string::npos);
  const auto page = house.ask(Verb::get, "/api/v1/networks/" + community, {}, secretary);
  CHECK(page.body.find("139****1234") != std::string::npos);
  CHECK(page.body.find("13900001234") == std::string::npos);
  CHECK(page.body.find("\"open_quantity\":0") != std::string::npos);
  CHECK(post("/api/v1/network_units/" + unit + "/unmask", R"({"reason":"联系"})", elsewhere).status == 403);
  CHECK(post("/api/v1/network_units/" + unit + "/unmask", R"({"reason":"联系"})", secretary).body.find("13900001234") != std::string::npos);
  house.house().store.read([&](store::Session& s) {
    CHECK(network::never_oversold(house.house(), s, house.moment().district, {}) == "");
    CHECK(network::fold(house.house(), s, house.moment().district, {}) == "");
  });
}
