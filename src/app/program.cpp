#include "app/program.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <csignal>
#include <optional>
#include <thread>

#include "app/log.hpp"
#include "definitions/book.hpp"
#include "definitions/times.hpp"
#include "live/hub.hpp"
#include "messages/texts.hpp"
#include "people/directory.hpp"
#include "people/sessions.hpp"
#include "records/files/depot.hpp"
#include "store/migrate.hpp"
#include "store/node_lease.hpp"
#include "territory/territory.hpp"

namespace app {

namespace {

std::unique_ptr<store::Store> open_store(const Config& c, const Surroundings& around, base::Clock& clock, base::Random& random, base::IdMaker& ids) {
  auto store = store::open({.url = c.database, .connections = static_cast<int>(c.database_connections), .inline_writer = !around.durable, .durable = around.durable},
                           clock, random, ids);
  return around.around_store ? around.around_store(std::move(store)) : std::move(store);
}

people::ActionCatalogue catalogue() {
  people::ActionCatalogue out;
  for (const registry::Room* room : registry::all_rooms()) {
    std::vector<std::string>& actions = out.rooms[room->code];
    for (const registry::ActionInfo& a : room->actions) actions.push_back(a.action);
  }
  return out;
}

files::FolderOptions depot_options(const Config& c) {
  return {.root = c.data + "/files", .photo_program = c.photo_program};
}

}  // namespace

struct Program::Parts {
  Parts(const Config& c, Surroundings around)
      : config(c),
        clock(around.clock ? std::move(around.clock) : std::shared_ptr<base::Clock>(base::real_clock())),
        random(around.random ? std::move(around.random) : std::shared_ptr<base::Random>(base::real_random())),
        store(open_store(c, around, *clock, *random, *maker)),
        sealer(store::sealer(*store, *clock, *random, {.head_file = heads_file(c), .erasure_file = erasures_file(c)})),
        book(*store, *clock),
        depot(files::folder_depot(depot_options(c), *store, *random)),
        directory(*clock, book, catalogue()),
        sessions(*store, *clock, *random, directory, around.cheap_passwords ? people::HashCost::cheap : people::HashCost::full),
        jobs(store::job_runner(*store, *clock, *random, c.job_lease_s)) {}

  Config config;
  std::shared_ptr<base::Clock> clock;
  std::shared_ptr<base::Random> random;
  std::optional<base::IdMaker> maker{std::in_place, *clock, static_cast<std::uint32_t>(random->below(store::id_nodes))};  // until a number is leased
  std::unique_ptr<store::Store> store;
  std::unique_ptr<store::NodeLease> node;
  std::unique_ptr<store::Sealer> sealer;
  definitions::Book book;
  std::unique_ptr<files::Depot> depot;
  messages::Texts texts;
  territory::Atlas atlas{*clock};
  live::Hub live{*store, *sealer, atlas, *clock};
  people::Directory directory;
  people::Sessions sessions;
  std::unique_ptr<store::JobRunner> jobs;
  registry::Rooms rooms{registry::all_rooms()};
  registry::House house{.store = *store, .book = book, .files = *depot, .texts = texts, .areas = atlas, .people = directory, .sessions = sessions,
                        .jobs = *jobs, .sealer = *sealer, .live = live, .real_clock = *clock, .random = *random, .ids = *maker, .rooms = rooms};
  std::unique_ptr<store::Store> public_store;   // under the role of the public face
  std::optional<registry::House> public_house;
  bool public_asked = false;
  bool running = false;
};

Program::Program(const Config& config, Surroundings around) : parts_(std::make_unique<Parts>(config, around)) {
  Parts& p = *parts_;
  const bool durable = around.durable;
  const bool in_memory = config.database.find("memory:") != std::string::npos;
  const int applied = store::migrate(*p.store);
  if (applied > 0) log_info(fmt::format("database: {} migrations applied", applied));
  if (durable && !in_memory) {  // nothing has made an id yet; the store and the house keep the same maker
    p.node = std::make_unique<store::NodeLease>(*p.store, *p.clock, *p.random);
    p.maker.emplace(*p.clock, p.node->node());
  }
  definitions::add_base_checkers(p.book);
  for (const registry::Room* room : p.rooms.all()) {
    for (const registry::DefinitionCheck& check : room->definitions) p.book.add_checker(check.kind, check.run);
    for (const registry::JobKind& job : room->jobs)
      p.jobs->add(job.kind, [&house = p.house, run = job.run](store::JobRun& r) { return run(house, r); });
  }
  for (const store::District& d : districts()) load_rules(d);
  for (const registry::Room* room : p.rooms.all())
    if (room->start != nullptr) room->start(p.house);
}

Program::~Program() { stop(); }

void Program::put_in_repeated_jobs() {
  Parts& p = *parts_;
  for (const store::District& d : districts()) {
    const auto done = p.store->write(store::Work{.moment = moment(d)}, [&](store::Unit& unit) -> base::Done {
      for (const registry::Room* room : p.rooms.all())
        for (const registry::RepeatedJob& job : room->repeated)
          store::enqueue(unit, {.kind = job.kind, .dedupe_key = "repeated", .due_at = unit.now()});
      return {};
    });
    if (!done) log_error(fmt::format("district {}: its repeated jobs were not put in: {}", d.code, in_words(p.house, done.error())));
  }
}

void Program::start() {
  Parts& p = *parts_;
  put_in_repeated_jobs();
  p.sealer->start();
  p.live.start();
  p.jobs->start(2);
  if (p.node)
    p.node->keep([] {
      log_error("another program has taken this one's node number while it was silent: it stops; start it again");
      ::kill(::getpid(), SIGTERM);
    });
  p.running = true;
}

void Program::stop() {
  Parts& p = *parts_;
  if (!std::exchange(p.running, false)) return;
  p.jobs->stop();
  p.live.stop();
  p.sealer->stop();
}

registry::House& Program::house() { return parts_->house; }

registry::House& Program::public_house() {
  Parts& p = *parts_;
  const std::string& role = p.config.public_role;
  if (!std::exchange(p.public_asked, true) && p.store->engine() == store::Engine::postgres && !role.empty()) {
    const std::string refused = store::grant_role(*p.store, role, registry::public_tables(p.rooms.all()));
    if (refused.empty()) {
      p.public_store = store::open({.url = p.config.database, .connections = static_cast<int>(p.config.database_connections), .role = role}, *p.clock, *p.random, *p.maker);
      p.public_house.emplace(p.house.over(*p.public_store));
    } else {
      log_warning(refused);
    }
  }
  return p.public_house ? *p.public_house : p.house;
}

store::Store& Program::store() { return *parts_->store; }
store::Sealer& Program::sealer() { return *parts_->sealer; }
const Config& Program::config() const { return parts_->config; }

std::vector<store::District> Program::districts() {
  return parts_->store->read([](store::Session& s) { return store::districts(s); });
}

std::optional<store::District> Program::district(std::string_view code) {
  return parts_->store->read([&](store::Session& s) { return store::district_by_code(s, code); });
}

store::Moment Program::moment(const store::District& d) {
  const base::Instant real_now = parts_->clock->now();
  return {.district = d.id, .now = store::district_now(d, real_now), .real_now = real_now};
}

void Program::load_rules(const store::District& d) {
  const auto added = definitions::load_seeds(*parts_->store, store::Work{.moment = moment(d)}, parts_->book);
  if (!added) throw store::Misconfigured(fmt::format("the seed packs of rules do not fit district {}: {}", d.code, in_words(parts_->house, added.error())));
  if (*added > 0) log_info(fmt::format("district {}: {} definitions added from the seed packs", d.code, *added));
}

std::string heads_file(const Config& c) { return c.data + "/heads.jsonl"; }
std::string erasures_file(const Config& c) { return c.data + "/erased.jsonl"; }

std::string in_words(const registry::House& house, const base::Error& error) {
  std::string out = house.texts.say("en", error.reason, error.params);
  if (out != error.reason) out += fmt::format(" ({})", error.reason);
  for (const base::FieldError& e : error.errors) out += fmt::format("; {}: {}", e.path, house.texts.say("en", e.reason, e.params));
  return out;
}

}  // namespace app
