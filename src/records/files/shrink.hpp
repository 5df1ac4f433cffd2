// Shrinks a picture row by row while it is being decoded, so that a 50-megapixel photo never stands in memory whole.
#pragma once
#include <vector>

#include "records/files/photo.hpp"

namespace files::photo {

struct Size { int width{}, height{}; };
// The same shape with the longest side at most `longest`; never larger than it was.
[[nodiscard]] Size fitted(Size, int longest);

class Shrinker {  // each pixel of the result is the mean of the area that it covers
 public:
  Shrinker(Size from, Size to);
  void row(const unsigned char* rgb);  // from.height times, top to bottom
  [[nodiscard]] Picture finish();

 private:
  void add(float share);
  void flush();

  Size from_, to_;
  int row_in_ = 0, row_out_ = 0;
  std::vector<float> line_, sum_;
  Picture picture_;
};

[[nodiscard]] Picture shrunk(const Picture&, int longest);

}  // namespace files::photo
