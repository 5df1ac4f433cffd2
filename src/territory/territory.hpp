// Areas of a district: district > subdistrict/town > community/village > grid (estates, lanes later as kinds). Nouns only: this floor
// knows no person and checks no right. Read through the Atlas, whose trees are immutable snapshots kept in memory per district and day.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/context.hpp"
#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "store/session.hpp"
#include "store/store.hpp"
#include "territory/geometry.hpp"

namespace territory {

struct AreaVersionTag;
using AreaVersionId = base::Id<AreaVersionTag>;

enum class AreaKind : std::uint8_t { district, subdistrict, town, township, development_zone, community, village, grid };

// One area as of one civil date.
struct Area {
  base::AreaId id{};
  base::AreaId parent{};            // 0: the district itself
  AreaVersionId version{};          // the dated version that holds on the date
  std::int64_t number{1};           // … and which it is of this area's versions, counted from 1
  AreaKind kind{};
  std::string code{};
  std::string name{};
  std::string name_en{};
  std::string grade{};              // "1", "2", "3": key of the limits' area grade; the nearest grade above holds if it has none of its own
  std::int64_t households{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};   // half-open
  bool has_shape{};
  double centre_lon{}, centre_lat{};           // 0, 0 without a shape of its own or below it
  double square_metres{};
};

// The district's areas as of one day. Immutable; hold the shared_ptr as long as you use what it points to.
class Tree {
 public:
  [[nodiscard]] const Area* find(base::AreaId) const;                          // null: no such area on this day
  [[nodiscard]] const Area* by_code(std::string_view code) const;
  [[nodiscard]] const Area* by_name(std::string_view name, base::AreaId below = {}) const;  // the first of that name in or below
  [[nodiscard]] base::AreaId root() const { return root_; }
  [[nodiscard]] std::vector<base::AreaId> ancestors(base::AreaId) const;       // itself first, the district last
  [[nodiscard]] std::vector<base::AreaId> below(base::AreaId) const;           // itself and all below
  [[nodiscard]] std::vector<base::AreaId> below(const std::vector<base::AreaId>&) const;  // union, ascending
  [[nodiscard]] std::vector<const Area*> children(base::AreaId) const;         // by code
  [[nodiscard]] bool is_below(base::AreaId area, base::AreaId above) const;    // itself counts
  [[nodiscard]] const Area* community_of(base::AreaId) const;                  // nearest community or village, itself counts; null above them
  [[nodiscard]] const Area* subdistrict_of(base::AreaId) const;                // subdistrict, town, township or zone
  [[nodiscard]] std::string grade_of(base::AreaId) const;                      // own or nearest above; empty: none
  [[nodiscard]] std::string path_name(base::AreaId, std::string_view language = "zh") const;  // "汇丰街道 槐园社区 槐园第1网格", without the district
  [[nodiscard]] const Area* locate(double lon, double lat) const;              // deepest area whose shape holds the point
  [[nodiscard]] const std::vector<Area>& all() const { return areas_; }        // parents before children, then by code
  [[nodiscard]] const Shape* shape(base::AreaId) const;                        // null: none
  [[nodiscard]] base::CivilDate day() const { return day_; }

 private:
  friend class Atlas;
  friend std::shared_ptr<const Tree> make_tree(base::CivilDate, std::vector<Area>, std::vector<std::shared_ptr<const Shape>>);
  base::CivilDate day_{};
  base::AreaId root_{};
  std::vector<Area> areas_{};
  std::vector<std::shared_ptr<const Shape>> shapes_{};      // beside areas_
  std::vector<int> depth_{};
  std::vector<std::vector<std::size_t>> children_{};
  std::unordered_map<base::AreaId, std::size_t> index_{};
  std::unordered_map<std::string, std::size_t> codes_{};
  ShapeIndex places_{};
  std::vector<std::size_t> places_area_{};                  // position in places_ -> position in areas_
};
[[nodiscard]] std::shared_ptr<const Tree> make_tree(base::CivilDate, std::vector<Area>, std::vector<std::shared_ptr<const Shape>>);

// Trees in memory. A change in this process is seen at once (its writer calls forget() after COMMIT), one made by another server on
// the same database within a second. A unit that changes areas reads its own change from the tables, not from here.
class Atlas {
 public:
  explicit Atlas(base::Clock& real_clock) : real_clock_(real_clock) {}
  // Today's tree by the district's clock and zone. At most one small statement when the memory is older than a second.
  [[nodiscard]] std::shared_ptr<const Tree> today(store::Session&, const store::Moment&);
  [[nodiscard]] std::shared_ptr<const Tree> as_of(store::Session&, base::DistrictId, base::CivilDate);
  [[nodiscard]] base::CivilDate civil_today(store::Session&, const store::Moment&);
  void forget(base::DistrictId);                            // after a change; writers call it through after_commit

 private:
  struct Kept;
  [[nodiscard]] std::shared_ptr<Kept> kept(store::Session&, base::DistrictId);
  base::Clock& real_clock_;
  std::mutex mutex_;
  std::map<base::DistrictId, std::shared_ptr<Kept>> districts_;
};

}  // namespace territory

DESCRIBED_ENUM(territory::AreaKind)
