// The composition: everything that lives as long as the process, made in order from a Config. The command line's tools and the
// server use the same one; only the server starts the threads.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "registry/room.hpp"
#include "store/districts.hpp"
#include "store/jobs.hpp"
#include "store/sealer.hpp"

namespace app {

// What a program stands on besides its Config: the real world, unless a simulation brings its own.
struct Surroundings {
  std::shared_ptr<base::Clock> clock{};
  std::shared_ptr<base::Random> random{};
  std::function<std::unique_ptr<store::Store>(std::unique_ptr<store::Store>)> around_store{};  // faults between house and database
  bool durable{true};            // false: one writer in the caller, COMMIT does not wait for the disk: what is made anew after a power cut anyway
  bool cheap_passwords{};        // Argon2id with little memory: simulated people sign in every day
};

class Program {
 public:
  // Opens the database, brings it to this program's schema and loads new seed packs. Throws store::Misconfigured or BadSetting.
  explicit Program(const Config&, Surroundings = {});
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void start();   // sealer, jobs (repeated ones enqueued)
  void put_in_repeated_jobs();  // start() without threads: whoever steps sealer and jobs by hand calls this
  void stop();    // polite

  [[nodiscard]] registry::House& house();
  // The same house for the public face: on PostgreSQL through connections that may touch only the tables it needs (store/role.hpp).
  // Made at the first call; where the server refuses the role, the log says so in one line and it is house() itself.
  [[nodiscard]] registry::House& public_house();
  [[nodiscard]] store::Store& store();
  [[nodiscard]] store::Sealer& sealer();
  [[nodiscard]] const Config& config() const;
  [[nodiscard]] std::vector<store::District> districts();
  [[nodiscard]] std::optional<store::District> district(std::string_view code);
  [[nodiscard]] store::Moment moment(const store::District&);
  void load_rules(const store::District&);   // seed packs into one district

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

[[nodiscard]] std::string heads_file(const Config&);
[[nodiscard]] std::string erasures_file(const Config&);
// A base::Error as one English line for a terminal.
[[nodiscard]] std::string in_words(const registry::House&, const base::Error&);

}  // namespace app
