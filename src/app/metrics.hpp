// /metrics in Prometheus' text form: requests by status class and time, the edge, the store, the sealer, the process.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "http/server.hpp"
#include "store/sealer.hpp"
#include "store/store.hpp"

namespace app {

class RequestTimes {
 public:
  static constexpr std::array<double, 10> bounds_s{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0};
  void note(int status, std::int64_t micros);
  void write(std::string& out) const;

 private:
  struct Class {
    std::array<std::atomic<std::uint64_t>, bounds_s.size() + 1> buckets{};
    std::atomic<std::uint64_t> count{}, micros{};
  };
  std::array<Class, 5> classes_{};  // 1xx … 5xx
};

[[nodiscard]] std::string metrics_text(const RequestTimes&, const http::Metrics&, const store::Stats&, const store::SealerStats&);

}  // namespace app
