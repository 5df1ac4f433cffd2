// One whole application without threads and sockets: a request is asked as the edge would ask it, jobs and sealer are stepped by
// hand. Two of them on one database in memory are two servers.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/program.hpp"
#include "faults.hpp"
#include "http/http.hpp"
#include "http/router.hpp"
#include "registry/adapter.hpp"

namespace simulation {

// The world's time, and a server's that is a little apart from it.
class WorldClock final : public base::Clock {
 public:
  WorldClock(std::shared_ptr<base::ManualClock> world, base::Duration skew) : world_(std::move(world)), skew_(skew) {}
  [[nodiscard]] base::Instant now() override { return world_->now() + skew_; }

 private:
  std::shared_ptr<base::ManualClock> world_;
  base::Duration skew_;
};

struct ServerPlan {
  std::string database{};
  std::string folder{};
  std::shared_ptr<base::ManualClock> world{};
  base::Duration skew{};
  std::uint64_t seed{};
};

class Server {
 public:
  explicit Server(const ServerPlan&);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] http::Response ask(http::Request);
  void step(base::DistrictId);                      // what its threads would do: seal, jobs, live events
  [[nodiscard]] app::Program& program() { return *program_; }
  [[nodiscard]] registry::House& house() { return program_->house(); }
  [[nodiscard]] FaultyStore& faults() { return *faults_; }
  [[nodiscard]] store::Store& calm() { return faults_->inner(); }
  [[nodiscard]] base::Clock& clock() { return *clock_; }

  std::vector<std::string> broke{};                 // exceptions that reached the edge and were no simulated fault
  std::vector<store::SealedRange> heard{};          // what subscribers of live events were told
  std::uint64_t requests{}, jobs_run{};

 private:
  app::Config config_{};
  std::shared_ptr<base::Clock> clock_;
  FaultyStore* faults_ = nullptr;
  std::unique_ptr<app::Program> program_;
  std::vector<http::Endpoint> endpoints_;
  std::unique_ptr<http::Router> router_;
};

}  // namespace simulation
