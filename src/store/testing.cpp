#include "store/testing.hpp"

// Only tests call postgres_here(): the library itself asserts nothing.
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <iterator>

#include "store/migrate.hpp"
#include "store/postgres/connection.hpp"

namespace store::testing {
namespace {

constexpr base::Instant start{1'789'605'000'000'000};  // 2026-09-17T00:30:00Z, 08:30 in Shanghai

class SharedRandom final : public base::Random {
 public:
  explicit SharedRandom(std::uint64_t seed) : random_(base::seeded_random(seed)) {}
  void fill(std::span<unsigned char> out) override {
    const std::lock_guard hold(mutex_);
    random_->fill(out);
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<base::Random> random_;
};

std::string next_name() {
  static std::atomic<int> count{0};
  return fmt::format("red_{}_{}", getpid(), count++);
}

// "postgres://…/postgres?x" -> "postgres://…/NAME?x"
std::string with_database(std::string url, const std::string& name) {
  const std::size_t authority = url.find("://");
  const std::size_t slash = url.find('/', authority == std::string::npos ? 0 : authority + 3);
  if (slash == std::string::npos) return url + "/" + name;
  const std::size_t end = std::min(url.find('?', slash), url.size());
  return url.replace(slash + 1, end - slash - 1, name);
}

// Migrated once per process, copied for every bed.
class Templates {
 public:
  ~Templates() {
    if (!sqlite_file_.empty()) std::filesystem::remove(sqlite_file_);
    if (postgres_name_.empty()) return;
    try {
      postgres_admin("DROP DATABASE IF EXISTS " + postgres_name_);
    } catch (const std::exception&) {  // the server is gone already
    }
  }

  std::string sqlite() {
    const std::lock_guard hold(mutex_);
    if (sqlite_file_.empty()) {
      const auto file = (std::filesystem::temp_directory_path() / (next_name() + "_template.db")).string();
      migrated("sqlite:" + file);
      sqlite_file_ = file;
    }
    return sqlite_file_;
  }
  std::string postgres() {
    const std::lock_guard hold(mutex_);
    if (postgres_name_.empty()) {
      sweep();
      const std::string name = next_name() + "_template";
      postgres_admin("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
      migrated(with_database(postgres_server_url(), name));
      postgres_name_ = name;
    }
    return postgres_name_;
  }

 private:
  static void migrated(const std::string& url) {
    base::ManualClock clock(start);
    SharedRandom random(1);
    base::IdMaker ids(clock, 2);  // apart from the ids of beds
    const auto store = open({.url = url, .connections = 1, .durable = false}, clock, random, ids);
    migrate(*store);
    if (!create_district(*store, {.code = "test", .name_zh = "测试区", .name_en = "Test", .time_zone = "Asia/Shanghai", .token_prefix = "tst", .demo = true}))
      throw std::logic_error("the test district");
  }
  // Databases of test processes that died.
  static void sweep() {
    postgres::Connection server(postgres_server_url(), true);
    std::vector<std::string> left;
    server.run(Composed{"SELECT datname FROM pg_database WHERE datname ~ '^red_[0-9]+_[0-9]+'"}, {}, [&left](const Row& row) {
      left.emplace_back(row.text(0));
      return true;
    });
    for (const std::string& name : left)
      if (kill(static_cast<pid_t>(std::atoi(name.c_str() + 4)), 0) != 0 && errno == ESRCH) server.script("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  std::mutex mutex_;
  std::string sqlite_file_, postgres_name_;
};

Templates& templates() {
  static Templates all;
  return all;
}

}  // namespace

bool postgres_here() {
  if (!postgres_server_url().empty()) return true;
  const char* skip = std::getenv("RED_SKIP_POSTGRES");
  if (skip == nullptr || std::string_view(skip) != "1")
    FAIL_CHECK("no PostgreSQL to test on: set RED_TEST_POSTGRES to a server's URL (tools/postgres start DIR --test prints one), or RED_SKIP_POSTGRES=1");
  return false;
}

std::string postgres_server_url() {
  const char* url = std::getenv("RED_TEST_POSTGRES");
  return url == nullptr ? "" : url;
}

void postgres_admin(const std::string& sql) { postgres::Connection(postgres_server_url(), true).script(sql); }

struct Bed::State {
  explicit State(const BedOptions& o) : options(o), random(o.seed), ids(clock, 1) {}
  BedOptions options;
  base::ManualClock clock{start};
  SharedRandom random;
  base::IdMaker ids;
  std::string name{next_name()};
  std::string url{};
  std::string file{};
  std::unique_ptr<Store> store{};
  base::DistrictId district{};
};

Bed::Bed(const BedOptions& options) : state_(std::make_unique<State>(options)) {
  State& s = *state_;
  if (options.engine == Engine::postgres) {
    postgres_admin("CREATE DATABASE " + s.name + " TEMPLATE " + (options.migrated ? templates().postgres() : "template0"));
    s.url = with_database(postgres_server_url(), s.name);
  } else if (options.in_memory) {
    s.url = "sqlite:memory:" + s.name;
  } else {
    s.file = (std::filesystem::temp_directory_path() / (s.name + ".db")).string();
    if (options.migrated) std::filesystem::copy_file(templates().sqlite(), s.file);
    s.url = "sqlite:" + s.file;
  }
  s.store = open_again({.connections = options.connections, .queue_max = options.queue_max});
  if (!options.migrated) return;
  if (options.in_memory) {
    migrate(*s.store);
    s.district = add_district("test");
  } else {
    s.district = s.store->read([](Session& session) { return district_by_code(session, "test").value().id; });
  }
}

Bed::~Bed() {
  state_->store.reset();
  if (!state_->file.empty())
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(state_->file + end);
  if (state_->options.engine != Engine::postgres) return;
  try {
    postgres_admin("DROP DATABASE IF EXISTS " + state_->name + " WITH (FORCE)");
  } catch (const std::exception& e) {
    WARN_MESSAGE(false, e.what());
  }
}

Store& Bed::store() { return *state_->store; }
base::ManualClock& Bed::clock() { return state_->clock; }
base::Random& Bed::random() { return state_->random; }
base::IdMaker& Bed::ids() { return state_->ids; }
base::DistrictId Bed::district() const { return state_->district; }
const std::string& Bed::url() const { return state_->url; }

Work Bed::work() { return work(state_->district); }
Work Bed::work(base::DistrictId district, Actor actor) {
  const base::Instant now = state_->clock.now();
  return {.moment = {district, now, now}, .actor = std::move(actor)};
}

std::unique_ptr<Store> Bed::open_again(const Options& changed) {
  Options options = changed;
  options.url = state_->url;
  // A test need not wait for the disk. With RED_TEST_DURABLE=1 it does, as people's server: SQLite's second thread is at work then.
  options.durable = std::getenv("RED_TEST_DURABLE") != nullptr;
  return open(options, state_->clock, state_->random, state_->ids);
}

base::DistrictId Bed::add_district(std::string_view code) {
  const District wanted{.code = std::string(code), .name_zh = "测试区", .name_en = "Test", .time_zone = "Asia/Shanghai", .demo = true};
  return create_district(*state_->store, wanted).value().id;
}

}  // namespace store::testing
