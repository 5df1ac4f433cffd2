// The ceiling: the same HTTP edge and the same store, but one bare INSERT (POST /bare) and one bare SELECT (GET /bare)
// with nothing around them. The product's intake and list are measured as ratios to this, in one run.
// bench_bare DATABASE_URL PORT_FILE [WORKERS]: serves until SIGTERM.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>

#include "base/context.hpp"
#include "base/described/described.hpp"
#include "base/described/tables.hpp"
#include "http/http.hpp"
#include "http/problem.hpp"
#include "http/server.hpp"
#include "store/store.hpp"

namespace bench {

struct BareReport {
  std::string client_ref{}, title{}, description{}, place{}, category{};
  std::string area_id{};
};
struct BareRow {
  base::MatterId id{};
  std::string report_number{}, title{}, stage{}, category{}, place{}, source{};
  base::Instant happened_at{};
  std::optional<base::Instant> due_at{};
  std::int64_t photo_count{}, version{};
};
struct BareList {
  std::vector<BareRow> items{};
};

}  // namespace bench

DESCRIBED(bench::BareReport)
DESCRIBED(bench::BareRow)
DESCRIBED(bench::BareList)
DESCRIBE(bench::BareReport, "BareReport", FIELD(client_ref), FIELD(title), FIELD(description), FIELD(place), FIELD(category), FIELD(area_id))
DESCRIBE(bench::BareRow, "BareRow", FIELD(id), FIELD(report_number), FIELD(title), FIELD(stage), FIELD(category), FIELD(place), FIELD(source),
         FIELD(happened_at), FIELD(due_at), FIELD(photo_count), FIELD(version))
DESCRIBE(bench::BareList, "BareList", FIELD(items))

namespace bench {

const store::Statement bare_insert{"bench.insert", "INSERT INTO bench_bare (district_id, id, title, body, created_at) VALUES ($1, $2, $3, $4, $5)"};
const store::Statement bare_list{"bench.list",
                                 "SELECT id, report_number, title, stage, category, place, source, happened_at, due_at, photo_count, version FROM matters"
                                 " WHERE district_id = $1 AND community_id = $2 ORDER BY happened_at DESC, id DESC LIMIT 50"};

class Bare {
 public:
  explicit Bare(store::Store& store, base::Clock& clock) : store_(store), clock_(clock) {}

  http::Response insert(const http::Request& request) {
    const auto command = described::parse<BareReport>(request.body);
    if (!command) return http::problem(command.error(), request.request_id);
    const store::Work work{{base::DistrictId{1}, clock_.now(), clock_.now()}, {}};
    const auto id = store_.write(work, [&](store::Unit& unit) -> base::Result<std::int64_t> {
      const std::int64_t made = unit.new_id();
      unit.exec(bare_insert, unit.district(), made, command->title, request.body, unit.now());
      return made;
    });
    http::Response answer;
    answer.status = 201;
    answer.body = "{\"id\":\"" + std::to_string(*id) + "\"}";
    return answer;
  }

  http::Response list(const http::Request& request) {
    const auto number = [&](std::string_view name) { return std::strtoll(std::string(request.query_value(name).value_or("0")).c_str(), nullptr, 10); };
    const std::int64_t district = number("district");
    const std::int64_t community = number("community");
    BareList list;
    list.items = store_.read([&](store::Session& session) { return session.all<BareRow>(bare_list, district, community); });
    http::Response answer;
    described::to_json(answer.body, list);
    return answer;
  }

 private:
  store::Store& store_;
  base::Clock& clock_;
};

}  // namespace bench

int main(int count, char** arguments) {
  if (count < 3) return std::fprintf(stderr, "bench_bare DATABASE_URL PORT_FILE [WORKERS]\n"), 2;
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  sigaddset(&stop, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);

  const auto clock = base::real_clock();
  const auto random = base::real_random();
  base::IdMaker ids(*clock, 1023);
  const auto store = store::open({.url = arguments[1]}, *clock, *random, ids);
  store->script("CREATE TABLE IF NOT EXISTS bench_bare (district_id BIGINT NOT NULL, id BIGINT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,"
                " created_at BIGINT NOT NULL, PRIMARY KEY (district_id, id))");
  bench::Bare bare(*store, *clock);

  http::Setup setup;
  setup.limits.workers = count > 3 ? std::atoi(arguments[3]) : 40;
  setup.temp_dir = "/tmp";
  setup.random_hex = [&](std::size_t bytes) { return random->token_hex(bytes); };
  http::Listener listener;
  listener.name = "bare";
  listener.endpoints.push_back({http::Verb::post, "/bare", [&](const http::Request& r) { return bare.insert(r); }, http::BodyKind::text});
  listener.endpoints.push_back({http::Verb::get, "/bare", [&](const http::Request& r) { return bare.list(r); }});
  setup.listeners.push_back(std::move(listener));
  const auto server = http::make_server(std::move(setup));
  server->start();
  std::ofstream(arguments[2]) << server->port("bare");
  int signal = 0;
  sigwait(&stop, &signal);
  server->stop();
  return 0;
}
