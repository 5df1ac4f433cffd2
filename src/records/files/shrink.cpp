#include "records/files/shrink.hpp"

#include <algorithm>
#include <cmath>

#include "base/assert.hpp"

namespace files::photo {

Size fitted(Size size, int longest) {
  const int side = std::max(size.width, size.height);
  if (side <= longest) return size;
  const auto part = [&](int n) {
    return std::max(1, static_cast<int>((static_cast<std::int64_t>(n) * longest + side / 2) / side));
  };
  return {part(size.width), part(size.height)};
}

Shrinker::Shrinker(Size from, Size to) : from_(from), to_(to) {
  ASSERT(to.width > 0 && to.height > 0 && to.width <= from.width && to.height <= from.height);
  const auto line = static_cast<std::size_t>(to.width) * 3;
  line_.resize(line);
  sum_.resize(line);
  picture_.width = to.width;
  picture_.height = to.height;
  picture_.rgb.resize(line * static_cast<std::size_t>(to.height));
}

void Shrinker::row(const unsigned char* rgb) {
  ASSERT(row_in_ < from_.height);
  const auto line = static_cast<std::size_t>(to_.width) * 3;
  if (from_.width == to_.width && from_.height == to_.height) {
    std::copy_n(rgb, line, picture_.rgb.begin() + static_cast<std::ptrdiff_t>(line * static_cast<std::size_t>(row_in_++)));
    return;
  }
  const double step = static_cast<double>(from_.width) / to_.width;
  for (int x = 0; x < to_.width; ++x) {
    const double begin = x * step, end = std::min<double>(begin + step, from_.width);
    const int first = static_cast<int>(begin), last = std::min(from_.width - 1, static_cast<int>(std::ceil(end)) - 1);
    float mean[3] = {0, 0, 0};
    for (int i = first; i <= last; ++i) {
      const auto share = static_cast<float>(std::min<double>(end, i + 1) - std::max<double>(begin, i));
      const unsigned char* pixel = rgb + static_cast<std::ptrdiff_t>(i) * 3;
      for (int c = 0; c < 3; ++c) mean[c] += share * static_cast<float>(pixel[c]);
    }
    for (std::size_t c = 0; c < 3; ++c) line_[static_cast<std::size_t>(x) * 3 + c] = mean[c] / static_cast<float>(step);
  }
  // This row covers [row_in_, row_in_ + 1) of the source: at most two rows of the result take a share of it.
  const double scale = static_cast<double>(to_.height) / from_.height;
  const double begin = row_in_ * scale, end = (row_in_ + 1) * scale, border = row_out_ + 1.0;
  ++row_in_;
  const bool crosses = end >= border - 1e-9;
  add(static_cast<float>((crosses ? border : end) - begin));
  if (crosses) {
    flush();
    if (end > border + 1e-9) add(static_cast<float>(end - border));
  }
}

void Shrinker::add(float share) {
  for (std::size_t i = 0; i < line_.size(); ++i) sum_[i] += share * line_[i];
}

void Shrinker::flush() {
  if (row_out_ >= to_.height) return;
  auto* out = picture_.rgb.data() + sum_.size() * static_cast<std::size_t>(row_out_++);
  for (std::size_t i = 0; i < sum_.size(); ++i) out[i] = static_cast<unsigned char>(std::clamp(sum_[i] + 0.5F, 0.0F, 255.0F));
  std::fill(sum_.begin(), sum_.end(), 0.0F);
}

Picture Shrinker::finish() {
  ASSERT(row_in_ == from_.height);
  return std::move(picture_);
}

Picture shrunk(const Picture& picture, int longest) {
  const Size from{picture.width, picture.height};
  Shrinker shrinker(from, fitted(from, longest));
  for (int y = 0; y < picture.height; ++y) shrinker.row(picture.rgb.data() + static_cast<std::ptrdiff_t>(y) * picture.width * 3);
  return shrinker.finish();
}

}  // namespace files::photo
