#include "app/serve.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <thread>

#include "app/demo.hpp"
#include "app/health.hpp"
#include "app/log.hpp"
#include "app/metrics.hpp"
#include "app/shells.hpp"
#include "app/tables.hpp"
#include "http/problem.hpp"
#include "records/files/depot.hpp"
#include "registry/adapter.hpp"
#include "registry/openapi.hpp"

namespace app {

namespace {

constexpr std::string_view all_faces[] = {"desk", "field", "wall", "public", "admin"};

std::vector<std::string> faces_of(const Config& config, const Place& place) {
  if (place.face != "all") return {place.face};
  if (!config.faces.empty()) return config.faces;
  return {std::begin(all_faces), std::end(all_faces)};
}

std::vector<Place> places_of(const Config& config) {
  if (config.listeners.empty()) return {{.face = "all", .address = config.address, .port = config.port}};
  std::vector<Place> out;
  for (const Place& p : config.listeners) {
    const bool wanted = config.faces.empty() || p.face == "all" || std::find(config.faces.begin(), config.faces.end(), p.face) != config.faces.end();
    if (wanted) out.push_back(p);
  }
  if (out.empty()) throw BadSetting("no listener is left: --face names faces for which listeners has no address");
  return out;
}

// A worker holds its request until the COMMIT: as many as there are share one. Most of them wait, so they are more than the cores.
unsigned workers_of_machine() { return std::max(40U, 8 * std::thread::hardware_concurrency()); }

http::Limits limits_of(const Config& config) {
  http::Limits l;
  l.io_threads = static_cast<int>(config.io_threads);
  l.workers = static_cast<int>(config.workers != 0 ? config.workers : workers_of_machine());
  l.queue_max = static_cast<std::size_t>(config.queue_max);
  l.connections_max = static_cast<std::size_t>(config.connections_max);
  l.stop_polite_ms = config.stop_polite_ms;
  return l;
}

}  // namespace

struct Site::Parts {
  explicit Parts(Program& p) : program(p), health(p.store(), &p.sealer()), places(places_of(p.config())) {}

  void listen(http::Setup& setup, const Place& place);
  http::Endpoint document();
  std::vector<http::Endpoint> house_endpoints(const std::vector<std::string>& faces);

  Program& program;
  Health health;
  RequestTimes times;
  std::vector<Place> places;
  std::unique_ptr<http::Server> server;
};

http::Endpoint Site::Parts::document() {
  const auto json = std::make_shared<const std::string>(registry::openapi(registry::all_rooms()).json);
  return {.verb = http::Verb::get, .path = "/openapi.json", .handler = [json](const http::Request&) {
            http::Response r;
            r.body = *json;
            return r;
          }};
}

std::vector<http::Endpoint> Site::Parts::house_endpoints(const std::vector<std::string>& faces) {
  const bool to_the_public = std::find(faces.begin(), faces.end(), "public") != faces.end();
  registry::AdapterOptions options{.show_statements = program.config().show_statements, .for_public = to_the_public ? &program.public_house() : nullptr};
  options.broken = [](std::string_view request_id, std::string_view what) { log_error(fmt::format("request {} broke: {}", request_id, what)); };
  std::vector<http::Endpoint> out;
  std::vector<std::string> taken;
  for (const std::string& name : faces) {
    for (http::Endpoint& e : registry::endpoints_of(program.house(), registry::all_rooms(), registry::face_of(name), options)) {
      std::string key = fmt::format("{} {}", static_cast<int>(e.verb), e.path);
      if (std::find(taken.begin(), taken.end(), key) != taken.end()) continue;  // a route of several faces, once
      taken.push_back(std::move(key));
      out.push_back(std::move(e));
    }
  }
  return out;
}

void Site::Parts::listen(http::Setup& setup, const Place& place) {
  const std::vector<std::string> faces = faces_of(program.config(), place);
  http::Listener l{.name = fmt::format("{} {}", place.face, setup.listeners.size()), .address = place.address, .port = place.port};
  l.endpoints = house_endpoints(faces);
  l.endpoints.push_back({.verb = http::Verb::get, .path = "/health", .handler = [this](const http::Request&) { return health.ready(); }, .on_io_thread = true});
  l.endpoints.push_back({.verb = http::Verb::get, .path = "/health/live", .handler = [](const http::Request&) { return Health::alive(); }, .on_io_thread = true});
  const bool only_public = faces == std::vector<std::string>{"public"};
  if (!only_public) {  // the resident's window tells nothing about the inside
    l.endpoints.push_back(document());
    l.endpoints.push_back({.verb = http::Verb::get, .path = "/metrics", .handler = [this](const http::Request&) {
                             http::Response r;
                             r.content_type = "text/plain; version=0.0.4; charset=utf-8";
                             r.body = metrics_text(times, server->metrics(), program.store().stats(), program.sealer().stats());
                             return r;
                           }});
  }
  if (std::find(faces.begin(), faces.end(), "public") != faces.end())
    for (const auto& [host, code] : program.config().hosts) l.hosts[host] = "/d/" + code;
  l.not_found = web_handler(program.config().web, faces, [this] {
    std::vector<std::string> codes;
    for (const store::District& d : program.districts()) codes.push_back(d.code);
    return codes;
  });
  setup.listeners.push_back(std::move(l));
}

Site::Site(Program& program) : parts_(std::make_unique<Parts>(program)) {
  http::Setup setup{.limits = limits_of(program.config())};
  setup.temp_dir = program.config().data + "/uploads";
  setup.trusted_proxy = program.config().trusted_proxy;
  setup.problem = [&house = program.house(), page = registry::page_refusal(registry::all_rooms())](const http::Request& r, int status, std::string_view reason) {
    return registry::edge_refusal(house, page, r, status, reason);
  };
  setup.log = [&times = parts_->times](const http::Request& r, const http::Response& response, std::int64_t micros) {
    times.note(response.status, micros);
    if (r.route != "/health" || response.status != 200) log_request(r, response, micros);
  };
  registry::House& house = program.house();
  setup.random_hex = [&random = house.random](std::size_t bytes) { return random.token_hex(bytes); };
  setup.unix_seconds = [&clock = house.real_clock] { return clock.now().micros / 1'000'000; };
  for (const Place& place : parts_->places) parts_->listen(setup, place);
  parts_->server = http::make_server(std::move(setup));
}

Site::~Site() { stop(); }

void Site::start() {
  parts_->health.start();
  parts_->server->start();
}

void Site::stop() {
  parts_->health.stop();
  parts_->server->stop();
}

std::vector<Place> Site::places() const {
  std::vector<Place> out = parts_->places;
  for (std::size_t i = 0; i < out.size(); ++i) out[i].port = parts_->server->port(fmt::format("{} {}", out[i].face, i));
  return out;
}

namespace {

void write_port_file(const std::string& path, std::uint16_t port) {
  const std::string making = path + ".making";
  std::FILE* f = std::fopen(making.c_str(), "w");
  if (f == nullptr) throw BadSetting(fmt::format("cannot write the port file {}: choose another with --port-file", path));
  fmt::print(f, "{}\n", port);
  std::fclose(f);
  if (std::rename(making.c_str(), path.c_str()) != 0) throw BadSetting(fmt::format("cannot write the port file {}", path));
}

// A thousand event streams need more descriptors than a shell usually allows.
void allow_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

void refuse_wrong_setting(Program& program) {
  if (!program.config().bench_database && has_table(program.store(), "bench_multiplied"))
    throw BadSetting("this database was made by bench/multiply: its matters have no journal, and it must never be served to people; name another with --data or --database");
  for (const auto& [host, code] : program.config().hosts)
    if (!program.district(code)) throw BadSetting(fmt::format("hosts: {} stands for district \"{}\", which is not there: correct the code or make the district first", host, code));
}

int serve(const Config& config) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // inherited by every thread: only this one hears them
  std::signal(SIGPIPE, SIG_IGN);
  allow_descriptors();

  if (config.demo) make_demo(config);
  Program program(config);
  if (config.demo) refuse_beside_real_users(program);
  refuse_wrong_setting(program);
  if (const std::string problem = files::folder_problem({.root = config.data + "/files", .photo_program = config.photo_program}); !problem.empty())
    log_warning(fmt::format("photos will be refused: {}", problem));
  program.start();
  Site site(program);
  site.start();
  const std::vector<Place> places = site.places();
  if (!config.port_file.empty()) write_port_file(config.port_file, places.front().port);
  for (const Place& p : places) fmt::print("Red Engine ({}): http://{}:{}/\n", p.face, p.address, p.port);
  std::fflush(stdout);

  int signal = 0;
  sigwait(&signals, &signal);
  log_info("stopping: running requests may finish");
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // a second signal ends at once
  site.stop();
  program.stop();
  log_info("stopped");
  return 0;
}

}  // namespace app
