// Networks, units, resources: read for everybody in a post, kept by the communities. Data of a district's networks is small (hundreds of
// units), so questions read it whole in a handful of statements and put it together here.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "definitions/book.hpp"
#include "mechanisms/network/model.hpp"
#include "mechanisms/network/rules.hpp"
#include "mechanisms/network/tables.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/call.hpp"
#include "registry/exports.hpp"
#include "registry/room.hpp"
#include "store/idempotency.hpp"

namespace network {

using registry::Call;

inline constexpr std::string_view read_action = "network.read";
inline constexpr std::string_view keep_action = "network.keep";      // units, members, resources
inline constexpr std::string_view use_action = "network.use";
inline constexpr std::string_view unmask_action = "network.unmask";
inline constexpr std::string_view export_action = "network.export";
inline constexpr int lock_floor = 11;

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  base::CivilDate today{};
  definitions::Parsed<Kinds> kinds{};
};
[[nodiscard]] base::Result<Ground> ground(Call&, store::Session&);
[[nodiscard]] people::Scope scope_at(const Ground&, std::string kind, std::int64_t id, base::AreaId);

struct Lists { std::vector<UnitRow> units{}; std::vector<MemberRow> members{}; std::vector<ResourceRow> resources{}; std::vector<UseRow> uses{}; };
[[nodiscard]] Lists lists(store::Session&, base::DistrictId);

template <class T>
struct Page { std::vector<T> items{}; std::string next{}; std::int64_t total{}; };
[[nodiscard]] base::Result<Page<UnitLine>> unit_list(Call&, const base::Params& query);
[[nodiscard]] base::Result<Page<ResourceView>> resource_list(Call&, const base::Params& query);
[[nodiscard]] base::Result<std::vector<CoverageLine>> coverage(Call&);
[[nodiscard]] base::Result<NetworkView> of_community(Call&, std::int64_t area);
[[nodiscard]] base::Result<UnitView> unit_page(Call&, std::int64_t id);
[[nodiscard]] const registry::ExportList& members_export();

[[nodiscard]] base::Result<DoneView> add_unit(Call&, std::int64_t, const AddUnit&);
[[nodiscard]] base::Result<DoneView> change_unit(Call&, std::int64_t id, const ChangeUnit&);
[[nodiscard]] base::Result<DoneView> join(Call&, std::int64_t unit, const JoinNetwork&);
[[nodiscard]] base::Result<DoneView> leave(Call&, std::int64_t member, const LeaveNetwork&);
[[nodiscard]] base::Result<DoneView> offer(Call&, std::int64_t unit, const OfferResource&);
[[nodiscard]] base::Result<DoneView> withdraw(Call&, std::int64_t resource, const WithdrawResource&);
[[nodiscard]] base::Result<DoneView> book(Call&, std::int64_t resource, const BookResource&);
[[nodiscard]] base::Result<DoneView> settle(Call&, std::int64_t use, const SettleUse&);
[[nodiscard]] base::Result<ShownPhone> show_phone(Call&, std::int64_t unit, const ShowPhone&);

// Inside a unit, for the demo too: rows and events, laws asked, rights not.
[[nodiscard]] base::Result<UnitId> add_in(registry::House&, store::Unit&, const Ground&, const AddUnit&);
[[nodiscard]] base::Result<ResourceId> offer_in(registry::House&, store::Unit&, const Ground&, UnitId, base::AreaId, const OfferResource&);
[[nodiscard]] base::Result<UseId> book_in(registry::House&, store::Unit&, const ResourceRow&, const std::vector<UseRow>&, const BookResource&);
[[nodiscard]] base::Done settle_in(registry::House&, store::Unit&, const UseRow&, UseState, const std::string& remark);

}  // namespace network
