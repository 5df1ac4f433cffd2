// The one place that reads the real clock and the system's randomness.
#include <sodium.h>

#include <algorithm>
#include <array>
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

// The system is asked for many bytes at once, each thread for itself; what was given out is forgotten. (No child of this process goes on
// without exec, so nobody has the same stock.)
class RealRandom final : public Random {
 public:
  RealRandom() { ASSERT(sodium_init() >= 0); }
  void fill(std::span<unsigned char> out) override {
    struct Stock {
      std::array<unsigned char, 512> bytes{};
      std::size_t left = 0;
    };
    thread_local Stock stock;
    if (out.size() > stock.bytes.size() / 4) return randombytes_buf(out.data(), out.size());
    if (stock.left < out.size()) {
      randombytes_buf(stock.bytes.data(), stock.bytes.size());
      stock.left = stock.bytes.size();
    }
    stock.left -= out.size();
    unsigned char* from = stock.bytes.data() + stock.left;
    std::copy_n(from, out.size(), out.data());
    sodium_memzero(from, out.size());
  }
};

}  // namespace

std::unique_ptr<Clock> real_clock() { return std::make_unique<RealClock>(); }
std::unique_ptr<Random> real_random() { return std::make_unique<RealRandom>(); }

}  // namespace base
