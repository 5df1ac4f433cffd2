// What a grid's page takes in and shows. A seat is a post (or a Party organisation) that serves a grid between two civil dates; who
// holds the post is asked from people/, with masked phones.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/phone.hpp"

namespace grids {

struct SeatTag;
using SeatId = base::Id<SeatTag>;

enum class SeatKind : std::uint8_t { contact, leader, worker, party };

struct SeatRow {
  SeatId id{};
  base::AreaId grid_id{};
  SeatKind seat{};
  std::string department{};                // of a contact: its code in definitions/grids/all_purpose
  std::optional<base::PostId> post_id{};   // none: a Party organisation
  base::OrgUnitId org_unit_id{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
};

// Event "grid.seats_changed", one for each grid of an act; subject {"grid", area}.
struct SeatBegun {
  SeatId id{};
  SeatKind seat{};
  std::string department{};
  std::optional<base::PostId> post{};
  base::OrgUnitId org_unit{};
  base::CivilDate from{};
};
struct SeatEnded { SeatId id{}; base::CivilDate to{}; };
struct SeatsChanged {
  std::vector<SeatBegun> begun{};
  std::vector<SeatEnded> ended{};
  std::string reason{};
};
struct PhoneShown { base::AreaId grid{}; std::string reason{}; };   // "person.unmasked"

// Views
struct SeatHolder {
  base::PersonId person_id{};
  std::string name{};
  base::MaskedPhone phone{};
  bool deputy{};
};
struct SeatView {
  std::optional<SeatId> id{};
  SeatKind seat{};
  std::string department{}, name_zh{}, name_en{};   // of a contact: the department
  std::optional<base::OrgUnitId> department_unit_id{};   // its organisation: contacts' posts are in it or below
  bool can_set{};                          // the reader may name or end it
  std::optional<base::PostId> post_id{};
  std::string post_name{};
  std::optional<base::OrgUnitId> org_unit_id{};
  std::string org_unit_name{};
  std::string state{};                     // filled, vacant (a post without a holder), unset (no post named)
  std::vector<SeatHolder> holders{};
  std::optional<base::CivilDate> from{}, to{};
};
struct LoadView {                          // more than the band allows
  std::string what{};                      // leader_grids, worker_households, worker_open
  std::string name{};                      // of the post's holder
  std::int64_t amount{}, most{};
};
struct ItemsView { std::string department{}, name_zh{}, name_en{}; std::vector<std::string> items_zh{}, items_en{}; };
struct RuleRefView { std::string definition{}; std::int64_t version{}; std::string place{}; };
struct GridView {
  base::AreaId id{};
  std::string code{}, name{}, path{};
  base::AreaId community_id{}, subdistrict_id{};
  std::string community_name{}, subdistrict_name{};
  std::int64_t households{}, open_matters{};
  std::vector<SeatView> contacts{};        // one for each department, in the definition's order
  SeatView leader{};
  std::vector<base::AreaId> leader_grids{};   // all that the same person leads
  std::string leader_fault{};              // message key: the holder does not fit the law (any more); empty: fits
  std::vector<SeatView> workers{}, party{};
  std::vector<std::string> lacks{};        // contact, leader, worker, party
  std::vector<LoadView> loads{};
  std::vector<ItemsView> items{};
  RuleRefView rule{};
  std::vector<std::string> contact_kinds{};   // kinds of posts that may be a contact
  bool can_seat{}, can_unmask{};
};
struct GridLine {                          // of the list
  base::AreaId id{};
  std::string code{}, name{};
  base::AreaId community_id{};
  std::string community_name{}, subdistrict_name{};
  std::int64_t households{}, open_matters{};
  std::int64_t contacts_filled{}, contacts_all{};
  std::vector<std::string> leaders{}, workers{}, party{};
  std::vector<std::string> lacks{}, over{};   // over: leader_grids, worker_households, worker_open
};
struct CoverageLine {                      // one subdistrict, community or department
  std::string key{}, name_zh{}, name_en{};
  std::int64_t grids{}, seats{}, filled{}, vacant{};          // contacts
  std::int64_t without_leader{}, without_worker{}, without_party{}, overloaded{};
};
struct SeatPast {                          // history, newest first
  SeatId id{};
  SeatKind seat{};
  std::string department{}, name_zh{}, name_en{}, post_name{}, org_unit_name{};
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
};
struct SeatsResult { std::int64_t grids{}, begun{}, ended{}, unchanged{}; };
struct ShownPhone { std::string phone{}; };

// Commands: both act on every grid in or below the area, in one act.
struct SetSeat {
  SeatKind seat{};
  std::string department{};
  std::optional<base::PostId> post_id{};
  std::optional<base::OrgUnitId> org_unit_id{};
  base::AreaId area_id{};
  base::CivilDate from{};
  std::string reason{};
  std::string client_ref{};
};
struct EndSeat {
  SeatKind seat{};
  std::string department{};
  std::optional<base::PostId> post_id{};   // of workers: this one only
  std::optional<base::OrgUnitId> org_unit_id{};
  base::AreaId area_id{};
  base::CivilDate to{};
  std::string reason{};
  std::string client_ref{};
};
struct ShowPhone { base::PersonId person_id{}; std::string reason{}; };

}  // namespace grids

DESCRIBED_ENUM(grids::SeatKind)
DESCRIBED(grids::SeatRow)
DESCRIBED(grids::SeatBegun)
DESCRIBED(grids::SeatEnded)
DESCRIBED(grids::SeatsChanged)
DESCRIBED(grids::PhoneShown)
DESCRIBED(grids::SeatHolder)
DESCRIBED(grids::SeatView)
DESCRIBED(grids::LoadView)
DESCRIBED(grids::ItemsView)
DESCRIBED(grids::RuleRefView)
DESCRIBED(grids::GridView)
DESCRIBED(grids::GridLine)
DESCRIBED(grids::CoverageLine)
DESCRIBED(grids::SeatPast)
DESCRIBED(grids::SeatsResult)
DESCRIBED(grids::ShownPhone)
DESCRIBED(grids::SetSeat)
DESCRIBED(grids::EndSeat)
DESCRIBED(grids::ShowPhone)
