// The rules beside the loop as data (definition loop/matters): extension, pause, question, split, reopening, on the spot, and the
// ladder of those who dispatch.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.hpp"
#include "base/result.hpp"

namespace definitions { class Doc; }

namespace matters {

struct PauseCause {
  std::string code{}, zh{}, en{};
  std::int64_t days{};                     // until when it must go on at the latest
};
struct RungDuty {
  std::string unit{};                      // community, subdistrict, district: as a machine's due rules name it
  std::string post_kind{};
};
struct Rung {
  std::string code{}, zh{}, en{};
  std::vector<RungDuty> duties{};
};
struct Loop {
  std::string code{};
  std::int64_t version{};
  std::int64_t extensions_max{};           // for one running of the handling clock
  std::vector<base::Limit> extension_most{};  // per unit; a unit without a row cannot be asked for
  std::int64_t reopen_days{};
  std::int64_t question_days{};
  std::int64_t parts_max{};
  std::int64_t photos_before{}, photos_after{};  // what solving on the spot must show
  std::vector<PauseCause> pauses{};
  std::vector<Rung> rungs{};               // lowest first

  [[nodiscard]] const PauseCause* pause(std::string_view code) const;
  [[nodiscard]] const Rung* rung(std::string_view code) const;
  [[nodiscard]] const Rung* above(std::string_view code) const;           // null: the top, or unknown
  [[nodiscard]] const base::Limit* most(base::LimitUnit) const;
  // Whether a post of this kind dispatches on this rung or on one above it.
  [[nodiscard]] bool holds(std::string_view rung, std::string_view post_kind) const;
};
[[nodiscard]] base::Result<Loop> parse_loop(const definitions::Doc&);

}  // namespace matters
