// What a photo says of itself, compared with the claim at once: only two words leave this file, never a time or a position.
#pragma once
#include <optional>
#include <string_view>

#include "records/files/photo.hpp"

namespace files::photo {

struct Claimed {                       // by the report: when and where
  std::int64_t at_micros{};            // 0: not claimed
  int utc_offset_s{};                  // of the district: cameras write local time
  std::optional<double> longitude{}, latitude{};
};
struct Said {
  int orientation{1};
  std::string_view taken{"unknown"};   // within_10_minutes, same_day, older, unknown
  std::string_view place{"unknown"};   // within_50_m, within_500_m, farther, unknown
};
[[nodiscard]] Said read_exif(Bytes exif, const Claimed&);

// The comparisons by themselves (pure).
[[nodiscard]] std::string_view taken_verdict(std::int64_t taken_micros, std::int64_t claimed_micros, int utc_offset_s);
[[nodiscard]] std::string_view place_verdict(double longitude_a, double latitude_a, double longitude_b, double latitude_b);

}  // namespace files::photo
