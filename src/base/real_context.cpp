// The one place that reads the real clock and the system's randomness.
#include <sodium.h>

#include <chrono>

#include "base/assert.hpp"
#include "base/context.hpp"

namespace base {
namespace {

class RealClock final : public Clock {
 public:
  Instant now() override {
    using namespace std::chrono;
    return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
  }
};

class RealRandom final : public Random {
 public:
  RealRandom() { ASSERT(sodium_init() >= 0); }
  void fill(std::span<unsigned char> out) override { randombytes_buf(out.data(), out.size()); }
};

}  // namespace

std::unique_ptr<Clock> real_clock() { return std::make_unique<RealClock>(); }
std::unique_ptr<Random> real_random() { return std::make_unique<RealRandom>(); }

}  // namespace base
