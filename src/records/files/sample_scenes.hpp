// Photos of the demo district: small street scenes drawn by code, before and after. Nobody's photograph, nobody's face.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace files {

// A JPEG of 800 × 600 that fits a category of matters (a manhole, rubbish beside a bin, a dark lamp …); the same numbers draw the same.
[[nodiscard]] std::string sample_scene(std::string_view category, std::uint32_t number, bool done);

}  // namespace files
