#include "store/sealer.hpp"

#include <spdlog/spdlog.h>

#include <condition_variable>
#include <thread>

#include "base/time.hpp"
#include "store/districts.hpp"
#include "store/erasures.hpp"
#include "store/head_file.hpp"
#include "store/sealing.hpp"

namespace store {
namespace {

constexpr int batch_max = 1'000;
constexpr std::int64_t districts_kept_micros = 1'000'000;
constexpr std::int64_t sqlite_poll_ms = 1'000;       // daily heads and what an older process left; groups seal themselves
constexpr std::int64_t after_failure_ms = 500;
constexpr int heads_filed_max = 400;
constexpr std::string_view lease_name = "sealer";

// Who has heard what: each range reaches every subscriber once and in order.
class Bell {
 public:
  int subscribe(std::function<void(const SealedRange&)> heard) {
    const std::lock_guard hold(mutex_);
    subscribers_.emplace(++last_subscription_, std::move(heard));
    return last_subscription_;
  }
  void unsubscribe(int subscription) {
    const std::lock_guard hold(mutex_);
    subscribers_.erase(subscription);
  }
  void expect(base::DistrictId district, std::int64_t last) {  // what was sealed before this process listened
    const std::lock_guard hold(mutex_);
    known_.try_emplace(district, last);
  }
  void ring(base::DistrictId district, std::int64_t first, std::int64_t last) {
    const std::lock_guard hold(mutex_);
    const auto known = known_.try_emplace(district, first - 1).first;
    if (last <= known->second) return;
    const SealedRange range{district, known->second + 1, last};
    known->second = last;
    for (const auto& [number, heard] : subscribers_) heard(range);
  }

 private:
  std::mutex mutex_;
  std::map<int, std::function<void(const SealedRange&)>> subscribers_;
  std::map<base::DistrictId, std::int64_t> known_;
  int last_subscription_ = 0;
};

class TheSealer final : public Sealer {
 public:
  TheSealer(Store& store, base::Clock& clock, base::Random& random, SealerOptions options)
      : store_(store), clock_(clock), holder_(random.token_hex(8)), options_(std::move(options)), head_file_(options_.head_file), erasure_file_(options_.erasure_file) {
    store_.on_group([this](Unit& unit, const std::vector<base::DistrictId>& districts) { seal_group(unit, districts); });
  }
  ~TheSealer() override {
    TheSealer::stop();
    store_.on_group({});
  }

  void start() override {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }

  void stop() override {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    wake_.notify_all();
    thread_.join();
    give_up_leases();
  }

  std::int64_t step() override {
    const std::lock_guard one(step_mutex_);
    std::vector<ChainState> states = store_.read([](Session& s) { return chain_states(s); });
    refresh_districts();
    std::int64_t sealed = 0;
    for (auto& state : states) {
      if (first_step_) bell_.expect(state.district, state.last);
      const std::int64_t here = seal_district(state);
      state.last += here;
      sealed += here;
    }
    first_step_ = false;
    write_heads(states);
    ++rounds_;
    return sealed;
  }

  int subscribe(std::function<void(const SealedRange&)> heard) override { return bell_.subscribe(std::move(heard)); }
  void unsubscribe(int subscription) override { bell_.unsubscribe(subscription); }

  [[nodiscard]] const SealerOptions& options() const override { return options_; }
  [[nodiscard]] SealerStats stats() const override {
    const std::lock_guard hold(stats_mutex_);
    SealerStats out = stats_;
    out.sealed = sealed_;
    out.rounds = rounds_;
    out.leads = leads_ || store_.engine() == Engine::sqlite;
    return out;
  }

 private:
  // In the group's own transaction: on SQLite no event is ever seen without its seal.
  void seal_group(Unit& unit, const std::vector<base::DistrictId>& districts) {
    for (const auto district : districts) {
      for (Sealed range; range.last - range.first + 1 == 0 || range.last - range.first + 1 == batch_max;) {
        range = seal_waiting(unit, district, batch_max);
        if (range.last < range.first) break;
        unit.after_commit([this, district, range] {
          sealed_ += static_cast<std::uint64_t>(range.last - range.first + 1);
          bell_.ring(district, range.first, range.last);
        });
      }
    }
  }

  std::int64_t seal_district(const ChainState& state) {
    std::int64_t sealed = 0;
    Sealed range;
    bool more = state.waiting;
    while (more) {
      const bool led = lead(state.district, [&](Unit& unit) { range = seal_waiting(unit, state.district, batch_max); });
      more = led && range.last - range.first + 1 == batch_max;
      if (!led || range.last < range.first) break;
      sealed += range.last - range.first + 1;
      bell_.ring(state.district, range.first, range.last);
    }
    if (sealed == 0) bell_.ring(state.district, 1, state.last);  // by another server; what is known already rings nothing
    if (store_.engine() == Engine::postgres) sealed_ += static_cast<std::uint64_t>(sealed);
    return sealed;
  }

  // One unit of the district's leader; false: another server leads.
  bool lead(base::DistrictId district, const std::function<void(Unit&)>& act) {
    const base::Instant now = clock_.now();
    const Work work{.moment = {.district = district, .now = now, .real_now = now}};
    const auto led = store_.write(work, [&](Unit& unit) -> base::Result<bool> {
      if (store_.engine() == Engine::postgres &&
          !take_lease(unit, district, lease_name, holder_, now, now + base::Duration{options_.lease_ms * 1000}))
        return false;
      act(unit);
      return true;
    });
    if (store_.engine() == Engine::postgres) leads_ = led && *led;
    return led && *led;
  }

  void refresh_districts() {
    const base::Instant now = clock_.now();
    if (districts_at_ && now < *districts_at_ + base::Duration{districts_kept_micros} && now >= *districts_at_) return;
    districts_ = store_.read([](Session& s) { return districts(s); });
    districts_at_ = now;
    for (const District& d : districts_)
      if (std::string error = erasure_file_.follow(store_, d.code, d.id); !error.empty()) spdlog::error("erasures: {}", error);
  }

  // A civil day that has ended gets its head with the first look after midnight; days without a server get none.
  void write_heads(const std::vector<ChainState>& states) {
    const base::Instant now = clock_.now();
    for (const auto& state : states) {
      const auto district = std::ranges::find(districts_, state.district, &District::id);
      if (district == districts_.end()) continue;
      const auto zone = base::Zone::named(district->time_zone);
      if (!zone) continue;
      const base::CivilDate ended = zone->date_of(district_now(*district, now)) + -1;
      std::optional<base::CivilDate> newest = state.head_day;
      if (state.last > 0 && (!newest || *newest < ended) &&
          lead(state.district, [&](Unit& unit) { write_daily_head(unit, state.district, ended, now); }))
        newest = ended;
      if (newest && !head_file_.has(district->code, *newest)) file_heads(*district);
    }
  }

  void file_heads(const District& district) {
    auto heads = store_.read([&](Session& s) { return daily_heads(s, district.id, std::nullopt, heads_filed_max); });
    std::vector<FiledHead> lines;
    const auto last = head_file_.last(district.code);
    for (auto head = heads.rbegin(); head != heads.rend(); ++head)
      if (!last || *last < head->day) lines.push_back({district.code, head->day, head->seq, head->hash});
    std::string error = head_file_.append(lines);
    const std::lock_guard hold(stats_mutex_);
    if (!error.empty() && error != stats_.head_file_error) spdlog::error("daily heads: {}", error);
    stats_.head_file_error = std::move(error);
  }

  void run(const std::stop_token& stop) {
    const auto pause = std::chrono::milliseconds(store_.engine() == Engine::sqlite ? sqlite_poll_ms : options_.poll_ms);
    while (!stop.stop_requested()) {
      auto wait = pause;
      try {
        step();
        note_error({});
      } catch (const std::exception& e) {
        note_error(e.what());
        wait = std::chrono::milliseconds(after_failure_ms);
      }
      std::unique_lock hold(wake_mutex_);
      wake_.wait_for(hold, stop, wait, [] { return false; });
    }
  }

  void note_error(std::string what) {
    const std::lock_guard hold(stats_mutex_);
    if (!what.empty()) {
      ++stats_.failed_rounds;
      if (stats_.last_error.empty()) spdlog::error("sealing: {}", what);
    }
    stats_.last_error = std::move(what);
  }

  void give_up_leases() {
    if (store_.engine() != Engine::postgres || !leads_) return;
    try {
      for (const auto& district : districts_) {
        const base::Instant now = clock_.now();
        const Work work{.moment = {.district = district.id, .now = now, .real_now = now}};
        (void)store_.write(work, [&](Unit& unit) -> base::Result<bool> { return take_lease(unit, district.id, lease_name, holder_, now, now); });
      }
    } catch (const std::exception& e) {
      spdlog::warn("the sealer's leases end by themselves in {} ms: {}", options_.lease_ms, e.what());
    }
  }

  Store& store_;
  base::Clock& clock_;
  const std::string holder_;
  const SealerOptions options_;
  Bell bell_;
  std::mutex step_mutex_;
  bool first_step_ = true;                          // the rest: under step_mutex_
  std::vector<District> districts_;
  std::optional<base::Instant> districts_at_;
  HeadFile head_file_;
  ErasureFile erasure_file_;
  mutable std::mutex stats_mutex_;
  SealerStats stats_;
  std::atomic<std::uint64_t> sealed_{}, rounds_{};
  std::atomic<bool> leads_{};
  std::mutex wake_mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;
};

}  // namespace

std::unique_ptr<Sealer> sealer(Store& store, base::Clock& real_clock, base::Random& random, SealerOptions options) {
  return std::make_unique<TheSealer>(store, real_clock, random, std::move(options));
}

}  // namespace store
