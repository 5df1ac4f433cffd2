// A PostgreSQL of its own that is killed under load and started again: nothing acknowledged is lost, callers are told meanwhile,
// and the store recovers by itself.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "store/contract_things.hpp"
#include "store/postgres/connection.hpp"

namespace {

using namespace things;
using base::Done;
using store::Unit;

bool skipped() {
  const char* skip = std::getenv("RED_SKIP_POSTGRES");
  return skip != nullptr && std::string_view(skip) == "1";
}

class Server {
 public:
  Server() : folder_(std::filesystem::temp_directory_path() / ("red_restart_" + std::to_string(getpid()))) { tool("start"); }
  ~Server() {
    tool("stop");
    std::filesystem::remove_all(folder_);
  }
  void tool(const std::string& verb) const {
    const std::string command = std::string(RED_SOURCE_DIR) + "/tools/postgres " + verb + " " + folder_.string() + " > " + url_file();
    REQUIRE(std::system(command.c_str()) == 0);
  }
  [[nodiscard]] std::string url() const {
    tool("url");
    std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(url_file().c_str(), "r"), &std::fclose);
    std::array<char, 300> line{};
    REQUIRE(std::fgets(line.data(), static_cast<int>(line.size()), file.get()) != nullptr);
    return store::postgres::first_line(line.data());
  }

 private:
  [[nodiscard]] std::string url_file() const { return folder_.string() + ".url"; }
  std::filesystem::path folder_;
};

TEST_CASE("postgres killed and started again") {
  if (skipped()) return;
  const Server server;
  base::ManualClock clock{base::Instant{1'789'605'000'000'000}};
  const auto random = base::seeded_random(1);
  base::IdMaker ids(clock, 1);
  const auto store = store::open({.url = server.url(), .connections = 6}, clock, *random, ids);
  store->script("CREATE TABLE things (district_id bigint, id bigint, name text, amount bigint, note text, PRIMARY KEY (district_id, id))");
  const store::Work work{.moment = {.district = {1}}};
  const auto add = [&](std::int64_t id) {
    return store->write(work, [&](Unit& unit) -> Done {
      unit.insert(insert_thing, Thing{unit.district(), id, "x"});
      return {};
    });
  };

  std::atomic<bool> stop{false};
  std::atomic<int> unavailable{0}, other{0}, answers{0};
  const auto wait_for = [](const std::atomic<int>& what, int at_least) {
    for (int i = 0; i < 4000 && what < at_least; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK(what >= at_least);
  };
  std::vector<std::vector<std::int64_t>> acknowledged(4);
  {
    std::vector<std::jthread> people;
    for (std::size_t p = 0; p < acknowledged.size(); ++p)
      people.emplace_back([&, p] {
        while (!stop) {
          const std::int64_t id = ids.next();
          try {
            if (add(id)) acknowledged[p].push_back(id), ++answers;
          } catch (const store::Unavailable&) {
            ++unavailable;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
          } catch (const std::exception&) {
            ++other;
          }
        }
      });
    wait_for(answers, 50);
    server.tool("crash");
    wait_for(unavailable, 8);
    CHECK_THROWS_AS((void)add(1), store::Unavailable);
    CHECK_THROWS_AS(store->read([](store::Session& s) { (void)s.value<std::int64_t>(count_things, 1); }), store::Unavailable);
    server.tool("start");
    wait_for(answers, answers + 50);
    stop = true;
  }
  CHECK(other == 0);
  std::size_t said = 0;
  store->read([&](store::Session& s) {
    for (const auto& ids_of_one : acknowledged) {
      said += ids_of_one.size();
      for (const std::int64_t id : ids_of_one) CHECK(s.value<std::string>(note_of, 1, id) == std::nullopt);
    }
    CHECK(s.value<std::int64_t>(count_things, 1).value() >= static_cast<std::int64_t>(said));
    CHECK(s.all<Thing>(all_things, 1).size() >= said);
  });
  CHECK(said >= 100);
  CHECK(add(2));
}

}  // namespace
