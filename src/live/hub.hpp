// Live events: what is sealed in the journal goes to every open screen that may know of it, as kind, subject, seq and area and nothing
// more; the screen asks again through access. The cursor is "<epoch>.<seq>" (Last-Event-ID), so a screen that was away resumes, and
// one that comes back after a restored backup begins again.
//
// Events of a stream: `hello` {"epoch","seq"} first; `moved` {"seq","kind","subject":{"kind","id"},"area"}; `resync` {} when a screen
// should ask for everything again: too much happened meanwhile, or the epoch is another.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/context.hpp"
#include "base/result.hpp"
#include "http/http.hpp"
#include "people/principal.hpp"
#include "store/districts.hpp"
#include "store/sealer.hpp"
#include "store/store.hpp"
#include "territory/territory.hpp"

namespace live {

inline constexpr std::size_t streams_max = 4'000;
inline constexpr std::size_t resumed_events_max = 50;      // more that was missed: one resync
inline constexpr std::size_t burst_events_max = 40;        // of one look for one stream; more: one resync
inline constexpr std::int64_t stream_minutes_max = 15;     // then it is closed and comes back with the rights of that moment

struct Stats { std::size_t streams{}; std::uint64_t delivered{}, resyncs{}, looks{}; };

class Hub {
 public:
  Hub(store::Store&, store::Sealer&, territory::Atlas&, base::Clock& real_clock);
  ~Hub();
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  void start();              // the thread that carries events to streams
  void stop();               // closes every stream
  void pump();               // one look in the caller's thread (tests, simulation)

  // A stream for this person, by the rights that the principal has now. unavailable (live.too_many_streams) when the house is full.
  // What a person may hear of a subject: their reach of "<subject kind>.read" if such a right exists, else of "live.follow".
  [[nodiscard]] base::Result<http::Response> follow(const people::Principal&, const store::District&, std::string_view last_event_id);
  [[nodiscard]] Stats stats() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace live
