// The composition: everything that lives as long as the process, made in order from a Config. The command line's tools and the
// server use the same one; only the server starts the threads.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "registry/room.hpp"
#include "store/districts.hpp"
#include "store/jobs.hpp"
#include "store/sealer.hpp"

namespace app {

class Program {
 public:
  // Opens the database, brings it to this program's schema and loads new seed packs. Throws store::Misconfigured or BadSetting.
  explicit Program(const Config&);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void start();   // sealer, jobs (repeated ones enqueued)
  void stop();    // polite

  [[nodiscard]] registry::House& house();
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
// A base::Error as one English line for a terminal.
[[nodiscard]] std::string in_words(const registry::House&, const base::Error&);

}  // namespace app
