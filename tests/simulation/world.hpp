// The simulated world: time, two servers behind one address, and people with browsers. What was acknowledged to them is remembered
// here, independently of the product, and compared with what the product says later.
#pragma once
#include <array>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "json.hpp"
#include "server.hpp"
#include "store/verify.hpp"

namespace simulation {

// A law was broken: the run ends here, the seed replays it.
struct Broken : std::runtime_error { using runtime_error::runtime_error; };

struct Plan {
  std::uint64_t seed{1};
  int days{15};
  std::string first_day{"2026-09-17"};
  std::string plant{};              // a bug put in on purpose, which must be found: see plants.cpp
  bool loud{};                      // one line a day
};

struct Someone {                    // a person at a desk or on the street
  std::string name{}, login{}, password{}, role{};
  std::int64_t person{}, post{}, appointment{}, community{};   // community: index of the own one, -1: none
  std::int64_t unit{};
  bool idle{};                      // handed everything over: sits at home
  std::string cookie{}, csrf{};
};

// An act that was sent: it is sent again until an answer is seen, sometimes though one was seen.
struct Sent {
  std::size_t who{};
  std::string path{}, body{}, ref{};
  std::int64_t matter{};            // id of the subject; 0: a new one
  std::string kind{"matter"};       // of the subject
  std::string action{};             // the right that it takes; empty: "matter." and the last word of the path
  std::vector<std::string> kinds{}; // events that it makes
  base::Instant made_at{}, again_at{};
  std::string answer{};             // empty: none seen yet
  int status{};
};

struct Known {                      // what this world knows of one matter
  std::string place{};              // unique, so that a doubled report is seen
  std::string token{}, number{}, phone{};
  std::map<std::pair<std::int64_t, std::string>, int> done{};   // (person, event kind) -> acknowledged
  std::map<std::pair<std::int64_t, std::string>, int> maybe{};  // was sent, never answered, and the right is gone
  int unsure{};                     // acts without an answer
  bool erased{};
};

struct Counts {
  int reports{}, moves{}, refused{}, probes{}, unanswered{}, doubled{}, late{}, pages{}, lists{}, unmaskings{}, erased{}, rules{}, exports{}, verifications{}, deputies{}, moved_posts{};
  int links_found{}, holds{}, returns{}, send_backs{}, struck_off{}, outages{}, restarts{}, edges{}, hand_overs{}, points_checked{}, figures_checked{};
  std::map<std::string, int, std::less<>> did{};     // acknowledged acts: "whistle_line.signed", "matter.split" …
  std::uint64_t units_checked{}, subjects_checked{};
};

class World {
 public:
  explicit World(const Plan&);
  ~World();

  // ---- time
  [[nodiscard]] base::Instant now() const { return clock->now(); }
  [[nodiscard]] base::CivilDate today() const { return zone.date_of(clock->now()); }

  // ---- asking; a 401 signs in again, trouble of the database comes back as it is
  [[nodiscard]] http::Response ask(Someone*, http::Verb, std::string target, std::string body = {}, std::string type = "application/json");
  [[nodiscard]] Json get(Someone&, std::string target);                         // tries until it is answered 200
  Json must(Someone&, std::string target, std::string body, int status);        // the same for a command with its reference in the body
  bool sign_in(Someone&);
  [[nodiscard]] std::uint64_t pick(std::uint64_t bound) { return choice->below(bound); }
  [[nodiscard]] bool chance(int percent) { return static_cast<int>(pick(100)) < percent; }
  [[nodiscard]] std::string fresh_ref();
  void arm(bool faults);
  void away(bool gone);             // the database, for both servers
  void restart(std::size_t server); // killed and started again on the same database

  [[nodiscard]] std::string what_broke() const;   // in the servers, by their own words
  [[nodiscard]] store::Store& calm() { return servers[0]->calm(); }
  [[nodiscard]] registry::House& house() { return servers[0]->house(); }

  Plan plan;
  base::Zone zone;
  std::shared_ptr<base::ManualClock> clock;
  std::unique_ptr<base::Random> choice;             // what people do; never the product's
  std::string folder;
  std::array<std::unique_ptr<Server>, 2> servers;
  base::DistrictId district{};
  std::string code{"sim"};

  std::vector<Someone> people{};
  std::vector<std::int64_t> departments{}, committees{};     // org units that can be dispatched to
  std::vector<std::int64_t> grounds{};                       // areas in which whistles are blown
  std::map<std::int64_t, Known> matters{};
  std::map<base::Subject, Known> others{};                   // whistles, lines, tasks …
  std::vector<Sent> pending{}, answered{};
  Counts counts{};
  std::string doing{};              // the last act, for the report of a failure
  std::vector<store::ExpectedHead> paper{};         // heads that the auditor wrote down
  std::int64_t checked_seq{};
  bool settled{};                   // faults are over, everything was answered and sealed
  std::set<std::int64_t> checked_acts{};            // events whose post was looked up
  std::set<std::int64_t> checked_points{};          // rated lines whose marks were computed again

 private:
  [[nodiscard]] std::unique_ptr<Server> server(std::size_t);

  std::string database_;
  int refs_ = 0, started_ = 0;
};

void found(World&);                 // town.cpp: the district, its claim, its units, posts and people, through the services
void live(World&);                  // life.cpp: the days
void after_unit(World&);            // laws.cpp: invariants of the subjects that the last units touched
void after_day(World&);             // laws.cpp: all laws
void laws_of_whistles(World&, store::Session&);   // laws_whistle.cpp: part of after_day
void figures_of_whistles(World&);
[[nodiscard]] bool plant(World&);   // plants.cpp: once, from the middle of the time on; false: not yet possible
[[nodiscard]] std::vector<std::string> exported(World&);

}  // namespace simulation
