// What the photo upload of desk and field answers.
#pragma once
#include <string>

#include "base/described/described.hpp"
#include "base/ids.hpp"

namespace intake {

struct PhotoTaken {
  base::FileId file_id{};
  std::int32_t width{}, height{};
  std::string taken{};   // within_10_minutes, same_day, older, unknown
  std::string place{};   // within_50_m, within_500_m, farther, unknown
};

}  // namespace intake

DESCRIBED(intake::PhotoTaken)
