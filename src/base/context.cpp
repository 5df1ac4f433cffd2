#include "base/context.hpp"

#include <mutex>

#include "base/assert.hpp"

namespace base {
namespace {

// xoshiro256**: fast and the same everywhere; for tests and simulation only, never for tokens of a real district.
class Seeded final : public Random {
 public:
  explicit Seeded(std::uint64_t seed) {
    for (auto& s : state_) {  // splitmix64
      seed += 0x9E3779B97F4A7C15;
      std::uint64_t z = seed;
      z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
      z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
      s = z ^ (z >> 31);
    }
  }
  void fill(std::span<unsigned char> out) override {
    const std::lock_guard guard(mutex_);
    for (std::size_t i = 0; i < out.size();) {
      std::uint64_t word = step();
      for (int k = 0; k < 8 && i < out.size(); ++k, ++i, word >>= 8) out[i] = static_cast<unsigned char>(word & 0xFF);
    }
  }

 private:
  static std::uint64_t turn(std::uint64_t v, int k) { return (v << k) | (v >> (64 - k)); }
  std::uint64_t step() {
    const std::uint64_t out = turn(state_[1] * 5, 7) * 9;
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = turn(state_[3], 45);
    return out;
  }
  std::mutex mutex_;
  std::uint64_t state_[4]{};
};

constexpr std::int64_t epoch_ms = 1'704'067'200'000;  // 2024-01-01T00:00:00Z
constexpr int node_bits = 10;
constexpr int sequence_bits = 11;

}  // namespace

std::uint64_t Random::number() {
  unsigned char bytes[8];
  fill(bytes);
  std::uint64_t out = 0;
  for (const unsigned char b : bytes) out = out << 8 | b;
  return out;
}

std::uint64_t Random::below(std::uint64_t bound) {
  ASSERT(bound != 0);
  const std::uint64_t uneven = (0 - bound) % bound;  // 2^64 mod bound: the first values would be too likely
  for (;;)
    if (const std::uint64_t v = number(); v >= uneven) return v % bound;
}

std::string Random::token_hex(std::size_t bytes) {
  constexpr char hex[] = "0123456789abcdef";
  std::vector<unsigned char> raw(bytes);
  fill(raw);
  std::string out;
  out.reserve(bytes * 2);
  for (const unsigned char b : raw) {
    out += hex[b >> 4];
    out += hex[b & 15];
  }
  return out;
}

std::unique_ptr<Random> seeded_random(std::uint64_t seed) { return std::make_unique<Seeded>(seed); }

std::int64_t first_id_at(Instant t) {
  const std::int64_t ms = t.micros / 1000 - epoch_ms;
  return ms <= 0 ? 0 : ms << (node_bits + sequence_bits);
}

struct IdMaker::State {
  State(Clock& c, std::int64_t n) : clock(c), node(n) {}
  Clock& clock;
  std::int64_t node;
  std::mutex mutex{};
  std::int64_t ms{0};
  std::int64_t sequence{0};
};

IdMaker::IdMaker(Clock& clock, std::uint32_t node) : state_(std::make_unique<State>(clock, std::int64_t{node})) {
  ASSERT(node < (1U << node_bits));
}
IdMaker::~IdMaker() = default;

// A clock that stands still or goes back borrows from the next millisecond, so that ids always rise.
std::int64_t IdMaker::next() {
  const std::int64_t now_ms = state_->clock.now().micros / 1000 - epoch_ms;
  const std::lock_guard guard(state_->mutex);
  if (now_ms > state_->ms) {
    state_->ms = now_ms;
    state_->sequence = 0;
  } else if (++state_->sequence == (1 << sequence_bits)) {
    ++state_->ms;
    state_->sequence = 0;
  }
  return state_->ms << (node_bits + sequence_bits) | state_->node << sequence_bits | state_->sequence;
}

}  // namespace base
