// All SQL of the room.
#pragma once
#include <map>

#include "mechanisms/whistle/rules.hpp"
#include "people/access.hpp"
#include "store/list.hpp"

namespace whistle {

void insert(store::Unit&, const WhistleState&);
void update(store::Unit&, const WhistleState& before, const WhistleState& after);
[[nodiscard]] std::optional<WhistleState> load(store::Session&, base::DistrictId, WhistleId);
[[nodiscard]] std::vector<Whistle> whistles_by_id(store::Session&, base::DistrictId, const std::vector<WhistleId>&);   // one statement
[[nodiscard]] std::vector<Whistle> merged_into(store::Session&, base::DistrictId, WhistleId);
[[nodiscard]] std::int64_t next_serial(store::Session&, base::DistrictId, base::AreaId subdistrict, std::int64_t year);

void insert(store::Unit&, const LineState&);
void update(store::Unit&, const LineState& before, const LineState& after);
[[nodiscard]] std::optional<LineState> load(store::Session&, base::DistrictId, LineId);
[[nodiscard]] std::vector<Line> lines_of(store::Session&, base::DistrictId, WhistleId);
[[nodiscard]] std::vector<Line> lines_of(store::Session&, base::DistrictId, const std::vector<WhistleId>&);            // one statement
[[nodiscard]] std::vector<Line> item_lines(store::Session&, base::DistrictId, base::Instant since);                    // ruled, or of closed whistles; newest first

struct Delegated { base::AreaId subdistrict{}; std::string item{}, basis{}; };
[[nodiscard]] std::vector<Delegated> delegated(store::Session&, base::DistrictId, base::CivilDate day);                 // in force, as published by v_teams_delegations

[[nodiscard]] std::vector<WhistleId> all_whistles(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<LineId> all_lines(store::Session&, base::DistrictId);
struct Span { base::Instant from{}, to{}; };
[[nodiscard]] std::vector<Whistle> blown_in(store::Session&, base::DistrictId, Span);
[[nodiscard]] std::vector<Line> called_in(store::Session&, base::DistrictId, Span);
[[nodiscard]] std::map<base::AreaId, std::int64_t> registered_in(store::Session&, base::DistrictId, Span);             // matters per subdistrict
[[nodiscard]] std::string serial_gap(store::Session&, base::DistrictId);                                               // empty: none
[[nodiscard]] std::vector<Whistle> open_whistles(store::Session&, base::DistrictId);                                   // to_approve, blown, to_close
[[nodiscard]] std::vector<Line> open_disputes(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<Line> open_objections(store::Session&, base::DistrictId);

[[nodiscard]] const store::ListSpec& whistle_list();
[[nodiscard]] const store::ListSpec& line_list();
[[nodiscard]] store::ListReach reach_of(const people::Reach&);

}  // namespace whistle
