#include "live/hub.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <condition_variable>
#include <thread>

#include "base/iso.hpp"
#include "http/events.hpp"
#include "live/audience.hpp"
#include "store/journal.hpp"

namespace live {
namespace {

constexpr std::size_t look_rows = 500;
constexpr std::chrono::milliseconds between_looks{20};      // what comes meanwhile goes out together
constexpr std::chrono::seconds tidy_every{5};
constexpr std::chrono::milliseconds after_failure{500};

struct Stream {
  std::shared_ptr<http::Events> events;
  Audience audience;
  base::Instant until{};
  std::shared_ptr<std::atomic<bool>> gone = std::make_shared<std::atomic<bool>>(false);
};

struct District {                     // with at least one stream, or one not long ago
  std::int64_t delivered{};           // seq
  std::int64_t epoch{};
  std::vector<Stream> streams;
};

std::string moved(const store::Notice& n) {
  std::string area = n.area ? fmt::format("\"{}\"", n.area.value) : "null";
  return fmt::format(R"({{"seq":"{}","kind":"{}","subject":{{"kind":"{}","id":"{}"}},"area":{}}})", n.seq, n.kind, n.subject.kind, n.subject.id, area);
}

std::string cursor(std::int64_t epoch, std::int64_t seq) { return fmt::format("{}.{}", epoch, seq); }

struct Cursor { std::int64_t epoch{}, seq{}; };
std::optional<Cursor> parse_cursor(std::string_view text) {
  Cursor out;
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto whole = [](std::string_view digits, std::int64_t& number) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() && !digits.empty() && number >= 0;
  };
  if (!whole(text.substr(0, dot), out.epoch) || !whole(text.substr(dot + 1), out.seq)) return std::nullopt;
  return out;
}

// Of several notices of one kind about one subject the last says all that the others say.
void coalesce(std::vector<store::Notice>& notices) {
  std::vector<store::Notice> kept;
  for (auto n = notices.rbegin(); n != notices.rend(); ++n)
    if (std::ranges::none_of(kept, [&](const store::Notice& k) { return k.subject == n->subject && k.kind == n->kind; })) kept.push_back(std::move(*n));
  std::ranges::reverse(kept);
  notices = std::move(kept);
}

}  // namespace

struct Hub::State {
  State(store::Store& s, store::Sealer& seals, territory::Atlas& a, base::Clock& c) : store(s), sealer(seals), atlas(a), clock(c) {}

  void note(const store::SealedRange& range) {  // on a thread of the store: only remembers
    {
      const std::lock_guard hold(wake_mutex);
      auto& last = sealed[range.district];
      last = std::max(last, range.last);
      woken = true;
    }
    wake.notify_one();
  }

  void pump() {
    std::map<base::DistrictId, std::int64_t> news;
    {
      const std::lock_guard hold(wake_mutex);
      news.swap(sealed);
      woken = false;
    }
    for (const auto& [district, last] : news) {
      try {
        carry(district, last);
      } catch (...) {  // the database is away: the same again at the next look
        note({district, last, last});
        throw;
      }
    }
    ++looks;
  }

  void carry(base::DistrictId id, std::int64_t last) {
    const std::lock_guard hold(mutex);
    const auto found = districts.find(id);
    if (found == districts.end()) return;
    District& district = found->second;
    if (district.streams.empty()) {
      district.delivered = std::max(district.delivered, last);
      return;
    }
    while (district.delivered < last) {
      Batch batch = read(id, district.delivered);
      if (batch.notices.empty()) return;
      district.delivered = batch.notices.back().seq;
      coalesce(batch.notices);
      batch.find_above();
      std::erase_if(district.streams, [&](Stream& s) { return !deliver(s, district, batch); });
    }
  }

  struct Batch {
    std::vector<store::Notice> notices;
    std::shared_ptr<const territory::Tree> tree;
    std::vector<std::vector<base::AreaId>> above{};  // beside notices
    void find_above() {
      for (const auto& n : notices) above.push_back(n.area ? tree->ancestors(n.area) : std::vector<base::AreaId>{});
    }
  };

  Batch read(base::DistrictId id, std::int64_t after) {
    const base::Instant real = clock.now();
    return store.read([&](store::Session& s) {
      const auto row = store::district_by_id(s, id);
      const store::Moment moment{id, row ? store::district_now(*row, real) : real, real};
      return Batch{store::notices_after(s, id, after, look_rows), atlas.today(s, moment)};
    });
  }

  // False: the stream is gone or was closed.
  bool deliver(Stream& stream, const District& district, const Batch& batch) {
    if (*stream.gone) return false;
    std::vector<const store::Notice*> mine;
    for (std::size_t i = 0; i < batch.notices.size(); ++i)
      if (stream.audience.hears(batch.notices[i], batch.above[i])) mine.push_back(&batch.notices[i]);
    if (mine.empty()) return true;
    if (mine.size() > burst_events_max) {
      ++resyncs;
      return stream.events->push("resync", cursor(district.epoch, mine.back()->seq), "{}");
    }
    for (const auto* n : mine) {
      if (!stream.events->push("moved", cursor(district.epoch, n->seq), moved(*n))) return false;
      ++delivered;
    }
    return true;
  }

  // What was missed since the client's cursor; or that it should ask for everything.
  bool resume(Stream& stream, base::DistrictId id, const District& district, const Cursor& at) {
    if (at.epoch == district.epoch && at.seq == district.delivered) return true;
    bool all = at.epoch != district.epoch || at.seq > district.delivered || district.delivered - at.seq > static_cast<std::int64_t>(look_rows);
    Batch batch;
    if (!all) {
      batch = read(id, at.seq);
      std::erase_if(batch.notices, [&](const store::Notice& n) { return n.seq > district.delivered; });
      coalesce(batch.notices);
      all = batch.notices.size() > resumed_events_max;
    }
    if (all) {
      ++resyncs;
      return stream.events->push("resync", cursor(district.epoch, district.delivered), "{}");
    }
    batch.find_above();
    return deliver(stream, district, batch);
  }

  base::Result<http::Response> follow(const people::Principal& who, const store::District& row, std::string_view last_event_id) {
    const std::lock_guard hold(mutex);
    if (count() >= streams_max)
      return std::unexpected(base::Error{.code = base::ErrorCode::unavailable, .reason = "live.too_many_streams", .retry_after_s = 30});
    auto [place, fresh] = districts.try_emplace(row.id);
    District& district = place->second;
    if (fresh) district.delivered = store.read([&](store::Session& s) { return store::chain_head(s, row.id).seq; });
    district.epoch = row.epoch;
    Stream stream{.events = http::make_events(), .audience = Audience(who), .until = clock.now() + base::minutes(stream_minutes_max)};
    stream.events->on_close([gone = stream.gone] { *gone = true; });
    bool open = stream.events->push("hello", cursor(district.epoch, district.delivered),
                                    fmt::format(R"({{"epoch":"{}","seq":"{}"}})", district.epoch, district.delivered));
    if (!last_event_id.empty()) {
      const auto at = parse_cursor(last_event_id);
      open = open && resume(stream, row.id, district, at.value_or(Cursor{.epoch = -1}));
    }
    http::Response response;
    response.content_type = "text/event-stream";
    response.headers.emplace_back("cache-control", "no-store");
    response.headers.emplace_back("x-accel-buffering", "no");  // a proxy must not hold events back
    response.events = stream.events;
    if (open) district.streams.push_back(std::move(stream));
    return response;
  }

  [[nodiscard]] std::size_t count() const {
    std::size_t out = 0;
    for (const auto& [id, district] : districts) out += district.streams.size();
    return out;
  }

  void tidy() {
    const base::Instant now = clock.now();
    const std::lock_guard hold(mutex);
    for (auto& [id, district] : districts)
      std::erase_if(district.streams, [&](Stream& s) {
        if (!*s.gone && now < s.until) return false;
        s.events->close();
        return true;
      });
  }

  void run(const std::stop_token& stop) {
    auto tidied = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
      {
        std::unique_lock hold(wake_mutex);
        wake.wait_for(hold, stop, tidy_every, [this] { return woken; });
      }
      try {
        pump();
      } catch (const std::exception& e) {
        spdlog::warn("live events wait: {}", e.what());
        std::this_thread::sleep_for(after_failure);
      }
      if (std::chrono::steady_clock::now() - tidied >= tidy_every) {
        tidy();
        tidied = std::chrono::steady_clock::now();
      }
      std::this_thread::sleep_for(between_looks);
    }
  }

  store::Store& store;
  store::Sealer& sealer;
  territory::Atlas& atlas;
  base::Clock& clock;
  int subscription = 0;
  std::mutex wake_mutex;
  std::condition_variable_any wake;
  bool woken = false;                                     // under wake_mutex, as the next
  std::map<base::DistrictId, std::int64_t> sealed;
  mutable std::mutex mutex;
  std::map<base::DistrictId, District> districts;         // under mutex
  std::atomic<std::uint64_t> delivered{}, resyncs{}, looks{};
  std::jthread thread;
};

Hub::Hub(store::Store& store, store::Sealer& sealer, territory::Atlas& atlas, base::Clock& clock)
    : state_(std::make_unique<State>(store, sealer, atlas, clock)) {
  state_->subscription = sealer.subscribe([state = state_.get()](const store::SealedRange& range) { state->note(range); });
}

Hub::~Hub() {
  stop();
  state_->sealer.unsubscribe(state_->subscription);
}

void Hub::start() {
  state_->thread = std::jthread([state = state_.get()](const std::stop_token& stop) { state->run(stop); });
}

void Hub::stop() {
  if (state_->thread.joinable()) {
    state_->thread.request_stop();
    state_->thread.join();
  }
  const std::lock_guard hold(state_->mutex);
  for (auto& [id, district] : state_->districts) {
    for (auto& stream : district.streams) stream.events->close();
    district.streams.clear();
  }
}

void Hub::pump() {
  state_->pump();
  state_->tidy();
}

base::Result<http::Response> Hub::follow(const people::Principal& who, const store::District& district, std::string_view last_event_id) {
  return state_->follow(who, district, last_event_id);
}

Stats Hub::stats() const {
  const std::lock_guard hold(state_->mutex);
  return {.streams = state_->count(), .delivered = state_->delivered, .resyncs = state_->resyncs, .looks = state_->looks};
}

}  // namespace live
