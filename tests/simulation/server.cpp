#include "server.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "http/decode.hpp"
#include "live/hub.hpp"

namespace simulation {

Server::Server(const ServerPlan& plan) : clock_(std::make_shared<WorldClock>(plan.world, plan.skew)) {
  config_.data = plan.folder;
  config_.database = plan.database;
  app::prepare(config_);
  app::Surroundings around{.clock = clock_, .random = base::seeded_random(plan.seed), .cheap_passwords = true};
  around.around_store = [&](std::unique_ptr<store::Store> inner) {
    auto faulty = std::make_unique<FaultyStore>(std::move(inner), base::seeded_random(plan.seed + 77));
    faults_ = faulty.get();
    return faulty;
  };
  program_ = std::make_unique<app::Program>(config_, std::move(around));
  registry::AdapterOptions options;
  options.broken = [this](std::string_view, std::string_view what) {
    if (!what.starts_with(fault_words)) broke.emplace_back(what);
  };
  endpoints_ = registry::endpoints_of(house(), registry::all_rooms(), std::nullopt, std::move(options));
  router_ = std::make_unique<http::Router>(endpoints_);
  program_->sealer().subscribe([this](const store::SealedRange& range) { heard.push_back(range); });
}

Server::~Server() = default;

http::Response Server::ask(http::Request request) {
  ++requests;
  const auto question = std::min(request.target.find('?'), request.target.size());
  request.path = request.target.substr(0, question);
  if (question < request.target.size()) request.query = http::decode_pairs(request.target.substr(question + 1)).value();
  if (request.header("content-type") == "application/x-www-form-urlencoded") {   // as the edge hands a form over
    auto fields = http::decode_pairs(request.body).value();
    for (auto& [name, value] : fields) request.parts.push_back({.name = std::move(name), .value = std::move(value)});
    request.body.clear();
  }
  request.headers.emplace_back("host", "red.example");
  request.request_id = fmt::format("{}", requests);
  const auto segments = http::decode_path(request.path).value();
  auto match = router_->find(request.verb, segments);
  if (match.endpoint == nullptr) throw std::logic_error("the simulation asks for what is not there: " + request.target);
  request.captures = std::move(match.captures);
  request.route = match.endpoint->path;
  return match.endpoint->handler(request);
}

// A thread of the real program says it in the log and goes on; so does this.
void Server::step(base::DistrictId district) {
  const auto trying = [&](const auto& work) {
    try {
      work();
    } catch (const store::Unavailable& e) {
      if (!std::string_view(e.what()).starts_with(fault_words)) broke.emplace_back(e.what());
    }
  };
  trying([&] { house().sealer.step(); });
  trying([&] { jobs_run += static_cast<std::uint64_t>(house().jobs.run_due(district)); });
  trying([&] { house().live.pump(); });
}

}  // namespace simulation
