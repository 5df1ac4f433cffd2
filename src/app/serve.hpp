// `redengine serve`: the faces on their listeners, health, metrics, the API document, until SIGTERM or SIGINT.
#pragma once
#include <memory>

#include "app/program.hpp"
#include "http/server.hpp"

namespace app {

// What must not be served: a benchmark's database without its flag, a host that stands for no district. Throws BadSetting.
void refuse_wrong_setting(Program&);

int serve(const Config&);

// The server over a running program, for serve() and for tests in one process.
class Site {
 public:
  explicit Site(Program&);
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  void start();   // throws std::runtime_error with one line when a port is taken
  void stop();
  [[nodiscard]] std::vector<Place> places() const;   // with the real ports

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace app
