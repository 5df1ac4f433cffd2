#include "world.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "app/tables.hpp"
#include "base/iso.hpp"

namespace simulation {

World::World(const Plan& p)
    : plan(p),
      zone(base::Zone::named("Asia/Shanghai").value()),
      clock(std::make_shared<base::ManualClock>(zone.instant(base::parse_date(p.first_day).value(), 7, 30))),
      choice(base::seeded_random(p.seed * 1000 + 1)) {
  static int worlds = 0;
  folder = (std::filesystem::temp_directory_path() / fmt::format("redengine-simulation-{}-{}", getpid(), worlds)).string();
  database_ = fmt::format("sqlite:memory:simulation{}", worlds++);
  for (std::size_t i = 0; i < servers.size(); ++i) servers[i] = server(i);
}

std::unique_ptr<Server> World::server(std::size_t i) {
  const auto life = static_cast<std::uint64_t>(started_++);
  return std::make_unique<Server>(ServerPlan{.database = database_, .folder = folder, .world = clock,
                                             .skew = base::Duration{i == 0 ? 0 : 300'000}, .seed = plan.seed * 1000 + 10 + life});
}

// What it had in memory is gone: cookies hold, since sign-ins stand in the database.
void World::restart(std::size_t i) {
  const auto hook = servers[i]->faults().committed;
  const bool armed = servers[i]->faults().armed;
  if (!servers[i]->broke.empty()) throw Broken("no request breaks the program: " + servers[i]->broke.front());
  const FaultCounts faults = servers[i]->faults().counts;
  const auto requests = servers[i]->requests, jobs_run = servers[i]->jobs_run;
  servers[i].reset();
  servers[i] = server(i);
  servers[i]->requests = requests;
  servers[i]->jobs_run = jobs_run;
  servers[i]->faults().counts = faults;
  servers[i]->faults().committed = hook;
  servers[i]->faults().armed = armed;
}

World::~World() {
  for (auto& server : servers) server.reset();
  std::filesystem::remove_all(folder);
}

std::string World::fresh_ref() { return fmt::format("sim-{}-{}", plan.seed, ++refs_); }

void World::arm(bool faults) {
  for (auto& server : servers) server->faults().armed = faults;
}

void World::away(bool gone) {
  for (auto& server : servers) server->faults().gone = gone;
}

http::Response World::ask(Someone* who, http::Verb verb, std::string target, std::string body, std::string type) {
  Server& server = *servers[pick(servers.size())];
  http::Request r{.verb = verb, .target = std::move(target), .body = std::move(body)};
  doing = fmt::format("{} {} by {}", verb == http::Verb::get ? "GET" : "POST", r.target, who ? who->login : "a resident");
  r.peer = who ? "10.0.0.1" : fmt::format("192.0.2.{}", pick(200));
  if (!r.body.empty()) r.headers.emplace_back("content-type", std::move(type));
  if (who) {
    if (who->cookie.empty() && !sign_in(*who)) return {.status = 503};
    http::Request signed_in = r;
    signed_in.headers.emplace_back("cookie", who->cookie);
    signed_in.headers.emplace_back("x-csrf-token", who->csrf);
    http::Response answer = server.ask(std::move(signed_in));
    if (answer.status != 401) return answer;
    if (!sign_in(*who)) return {.status = 503};
    r.headers.emplace_back("cookie", who->cookie);
    r.headers.emplace_back("x-csrf-token", who->csrf);
  }
  return server.ask(std::move(r));
}

bool World::sign_in(Someone& who) {
  http::Request r{.verb = http::Verb::post, .target = "/api/v1/login_sessions", .peer = "10.0.0.1"};
  r.headers.emplace_back("content-type", "application/json");
  r.body = fmt::format(R"({{"district":"{}","login":"{}","password":"{}"}})", code, who.login, who.password);
  const http::Response answer = servers[pick(servers.size())]->ask(std::move(r));
  if (answer.status == 503) return false;
  if (answer.status != 200) throw Broken(fmt::format("{} cannot sign in: {} {}", who.login, answer.status, answer.body));
  for (const auto& [name, value] : answer.headers)
    if (name == "set-cookie" && value.starts_with("red_session=")) who.cookie = value.substr(0, value.find(';'));
  who.csrf = read_json(answer.body)["csrf_token"];
  return true;
}

Json World::get(Someone& who, std::string target) {
  for (int attempt = 0; attempt < 30; ++attempt) {
    const http::Response answer = ask(&who, http::Verb::get, target);
    if (answer.status == 200) return read_json(answer.body);
    if (answer.status != 503) throw Broken(fmt::format("{}: {} {}", doing, answer.status, answer.body));
  }
  throw Broken(doing + ": never answered");
}

Json World::must(Someone& who, std::string target, std::string body, int status) {
  for (int attempt = 0; attempt < 30; ++attempt) {
    const http::Response answer = ask(&who, http::Verb::post, target, body);
    if (answer.status == status) return read_json(answer.body);
    if (answer.status != 503) throw Broken(fmt::format("{}: {} {}", doing, answer.status, answer.body));
  }
  throw Broken(doing + ": never answered");
}

std::vector<std::string> exported(World& w) {
  std::vector<std::string> out;
  app::canonical_export(w.calm(), w.district, [&](std::string_view line) { out.emplace_back(line); });
  return out;
}

std::string World::what_broke() const {
  std::string out;
  for (const auto& each : servers)
    for (const std::string& what : each->broke) out += (out.empty() ? "" : "; ") + what;
  return out.empty() ? "nothing broke" : out;
}

}  // namespace simulation
