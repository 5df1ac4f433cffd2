// For tests of the history: events of a made-up room, and seeded random days of work.
#pragma once
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "store/journal.hpp"
#include "store/sealer.hpp"
#include "store/testing.hpp"
#include "store/verify.hpp"

namespace store::testing {

inline NewEvent note(std::int64_t subject, std::string kind = "note.written", std::string body = R"({"n":1})") {
  return {.kind = std::move(kind), .subject = {"note", subject}, .body = std::move(body)};
}

inline base::EventId write_note(Bed& bed, std::int64_t subject, std::string personal = {}, Store* through = nullptr) {
  NewEvent event = note(subject, "note.written", fmt::format(R"({{"subject":{}}})", subject));
  event.personal = std::move(personal);
  return (through != nullptr ? *through : bed.store()).write(bed.work(), [&](Unit& unit) -> base::Result<base::EventId> { return append(unit, event); }).value();
}

// `count` notes about a few subjects, some with a personal body; sealed. Ids in the order of their seals.
inline std::vector<base::EventId> written_notes(Bed& bed, Sealer& sealer, int count) {
  std::vector<base::EventId> out;
  for (int i = 0; i < count; ++i) {
    bed.clock().advance(base::seconds(1));
    out.push_back(write_note(bed, 1 + i % 5, i % 3 == 0 ? fmt::format(R"({{"name":"张{}"}})", i) : ""));
    sealer.step();
  }
  return out;
}

inline std::unique_ptr<Sealer> sealer_of(Bed& bed, SealerOptions options = {}) { return sealer(bed.store(), bed.clock(), bed.random(), std::move(options)); }

}  // namespace store::testing
