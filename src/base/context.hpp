// Clock, randomness and ids come from outside, so that a seeded simulation lives weeks in seconds.
// The real clock is read in base/real_context.cpp and nowhere else.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/ids.hpp"
#include "base/instant.hpp"

namespace base {

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() = 0;
};

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<unsigned char> out) = 0;
  [[nodiscard]] std::uint64_t number();                        // 64 random bits
  [[nodiscard]] std::uint64_t below(std::uint64_t bound);      // uniform in [0, bound)
  [[nodiscard]] std::string token_hex(std::size_t bytes);      // lower-case hexadecimal
};

// No id made at or after this instant is smaller: a time span becomes a span of keys.
[[nodiscard]] std::int64_t first_id_at(Instant);

// 42 bits of milliseconds since 2024, 10 bits of node number (leased), 11 bits of sequence; thread-safe, strictly rising.
class IdMaker {
 public:
  IdMaker(Clock& clock, std::uint32_t node);
  ~IdMaker();
  [[nodiscard]] std::int64_t next();
  template <class T>
  [[nodiscard]] T make() { return T{next()}; }

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Real implementations (process start-up) and seeded ones (tests, simulation).
[[nodiscard]] std::unique_ptr<Clock> real_clock();
[[nodiscard]] std::unique_ptr<Random> real_random();
[[nodiscard]] std::unique_ptr<Random> seeded_random(std::uint64_t seed);

class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  [[nodiscard]] Instant now() override { return now_; }
  void set(Instant t) { now_ = t; }
  void advance(Duration d) { now_ = now_ + d; }

 private:
  Instant now_;
};

}  // namespace base
