#include "app/health.hpp"

#include <fmt/format.h>

#include "app/log.hpp"
#include "store/districts.hpp"

namespace app {

void Health::ask() {
  try {
    store_.read([](store::Session& s) { return store::districts(s).size(); });
    if (!database_.exchange(true)) log_info("database: ready");
  } catch (const std::exception& e) {
    if (database_.exchange(false)) log_error(fmt::format("database: away: {}", e.what()));
  }
}

void Health::start() {
  ask();
  thread_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, std::chrono::seconds(2), [this] { return stopping_.load(); })) {
      lock.unlock();
      ask();
      lock.lock();
    }
  });
}

void Health::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

http::Response Health::ready() const {
  http::Response r;
  const bool good = database_ && !stopping_;
  r.status = good ? 200 : 503;
  if (!good) r.headers.emplace_back("retry-after", "2");
  const store::SealerStats seals = sealer_ != nullptr ? sealer_->stats() : store::SealerStats{};
  const bool heads = seals.head_file_error.empty();
  r.body = fmt::format(R"({{"status":"{}","database":"{}","daily_heads":"{}"}})", good ? "ok" : "unready", database_ ? "ok" : "away", heads ? "ok" : "not written");
  return r;
}

http::Response Health::alive() {
  http::Response r;
  r.body = R"({"status":"ok"})";
  return r;
}

}  // namespace app
