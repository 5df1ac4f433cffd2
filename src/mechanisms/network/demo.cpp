#include "mechanisms/network/demo.hpp"

#include <fmt/format.h>

#include "mechanisms/network/service.hpp"
#include "store/districts.hpp"

namespace network {
namespace {

constexpr base::CivilDate holds_from{20'454};      // 2026-01-01

struct Planned { const char* kind; const char* name; };
// Around one community; the numbers differ so that some networks are thin.
constexpr Planned planned[] = {{"resident_unit", "第一小学"}, {"support_unit", "区直单位"}, {"enterprise", "供水站"}, {"property_company", "物业服务部"},
                               {"owners_committee", "花园业主委员会"}, {"volunteers", "志愿服务队"}, {"social_organisation", "社会工作站"}, {"mass_organisation", "妇女小组"},
                               {"resident_unit", "卫生服务站"}, {"enterprise", "农贸市场"}};
struct Offered { const char* kind; const char* title; std::int64_t quantity; const char* measure; };
constexpr Offered offered[] = {{"venue", "多功能厅", 1, "间"}, {"people", "法律咨询志愿者", 3, "人"}, {"equipment", "音响设备", 2, "套"}, {"goods", "防汛沙袋", 200, "袋"},
                               {"service", "义诊", 12, "次"}, {"people", "党课讲师", 2, "人"}};

std::string stem(const std::string& name) { return name.substr(0, name.find("（")); }   // without the note 示例

base::Done one(registry::House& house, store::Unit& u, const Ground& g, const territory::Area& area, int n) {
  const int members = area.kind == territory::AreaKind::village ? 2 : 4 + n % 7;
  for (int i = 0; i < members; ++i) {
    const Planned& p = planned[(i * 3 + n) % 10];
    std::string name = fmt::format("{}{}（示例）", stem(area.name), p.name);
    if (const territory::Area* above = g.tree->subdistrict_of(area.id); above != nullptr && name_taken(u, u.district(), name)) name = above->name + name;
    const AddUnit c{.name = name, .area_id = area.id, .contact_name = "联络员（示例）",
                    .contact_phone = base::Phone::parse(fmt::format("1390000{:04}", (n * 10 + i) % 10'000)), .member_kind = p.kind, .from = holds_from + (n * 3 + i) % 90};
    TRY(id, add_in(house, u, g, c));
    if ((i + n) % 3 != 0) continue;
    const Offered& o = offered[(i + n * 2) % 6];
    TRY(resource_id, offer_in(house, u, g, id, area.id, {.kind = o.kind, .title = o.title, .quantity = o.quantity, .measure = o.measure, .open_from = holds_from}));
    if (n % 2 == 0) continue;
    const auto row = resource(u, u.district(), resource_id);
    const BookResource b{.community_id = area.id, .quantity = 1, .from = g.today + -(10 + i), .to = g.today + -(9 + i), .purpose = "居民活动"};
    TRY(use_id, book_in(house, u, *row, {}, b));
    TRY_DO(settle_in(house, u, *use(u, u.district(), use_id), UseState::used, "按约使用"));
  }
  return {};
}

}  // namespace

base::Done make_demo_network(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  Call call{.house = house, .principal = people::system_principal(district)};
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  const base::Instant real = house.real_clock.now();
  call.moment = {district, row ? store::district_now(*row, real) : real, real};
  TRY(g, house.store.read([&](store::Session& s) { return ground(call, s); }));
  std::vector<const territory::Area*> all;
  for (const territory::Area& area : g.tree->all())
    if (area.kind == territory::AreaKind::community || area.kind == territory::AreaKind::village) all.push_back(&area);
  for (std::size_t first = 0; first < all.size(); first += 10) {
    const base::Done done = house.store.write(store::Work{call.moment, {}}, [&](store::Unit& u) -> base::Done {
      for (std::size_t i = first; i < all.size() && i < first + 10; ++i) TRY_DO(one(house, u, g, *all[i], static_cast<int>(i)));
      return {};
    });
    TRY_DO(done);
    if (plan.progress) plan.progress(static_cast<std::int64_t>(first), static_cast<std::int64_t>(all.size()));
  }
  return {};
}

std::vector<registry::Figure> figures() {
  return {
      {"network.communities", "有 1+N+X 网络的社区", "Communities with a 1+N+X network", 77, true, "communities with members today in network_members",
       [](registry::House&, store::Session& s, base::DistrictId d) { return count_networks(s, d); }},
      {"network.units", "网络成员单位（共建单位）", "Units in the networks", 380, true, "rows of network_units",
       [](registry::House&, store::Session& s, base::DistrictId d) { return count_units(s, d); }},
  };
}

}  // namespace network
