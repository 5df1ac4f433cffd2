// What a photo may cost. One place, because the parent, the child and the tests must agree.
#pragma once
#include <cstdint>

namespace files::limits {

inline constexpr std::int64_t input_bytes_max = 20 * 1024 * 1024;
inline constexpr std::int64_t pixels_max = 52'000'000;          // a telephone's 50-megapixel mode is 8160 × 6144
inline constexpr std::int64_t side_px_max = 20'000;             // a picture of 1 × 52,000,000 is a trick, not a photo
inline constexpr int side_px_min = 16;                          // smaller shows nothing that could be inspected
inline constexpr int large_px = 2560;                           // longest side of what is kept
inline constexpr int small_px = 480;                            // … and of the small one in lists
inline constexpr int quality_large = 84;
inline constexpr int quality_small = 78;
inline constexpr int jpeg_scans_max = 100;                      // a progressive photo has about 10
inline constexpr std::uint64_t png_chunk_bytes_max = 4 * 1024 * 1024;
inline constexpr std::size_t heif_exif_bytes_max = 256 * 1024;
inline constexpr std::uint64_t memory_bytes_max = 640ULL * 1024 * 1024;  // address space of the child: a progressive JPEG of pixels_max needs 320 MB
inline constexpr std::uint64_t cpu_seconds_max = 20;
inline constexpr std::uint64_t output_bytes_max = 32ULL * 1024 * 1024;
inline constexpr std::int64_t wall_ms_max = 30'000;
inline constexpr std::int64_t wait_for_child_ms_max = 15'000;   // no free child for so long: come back later
inline constexpr int answer_bytes_max = 256;

}  // namespace files::limits
