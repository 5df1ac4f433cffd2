// Verification of the history: everything is computed again from the rows, in chunks, and compared with the chain, the daily heads
// and whatever head the auditor brings. It names exactly what was changed, removed, swapped or inserted. Erased personal bodies
// are in order: their commitments stay in the envelopes.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "store/journal.hpp"
#include "store/store.hpp"

namespace store {

enum class Fault : std::uint8_t {
  changed,           // a journal row is not what was sealed
  seal_changed,      // a seal is not what was written
  removed,           // a row, its seal or both are gone
  swapped,           // two rows (or two seals) took each other's place
  inserted,          // a row or a seal that the history never had
  personal_changed,  // a personal body is not the one that the envelope commits to
  head_differs,      // an expected head says otherwise: the chain was computed again from some place before it
};
struct Finding {
  Fault fault{};
  std::int64_t seq{};            // 0: not in the chain
  std::int64_t seq_to{};         // of a removed stretch; otherwise seq
  base::EventId event{};         // 0: not known any more
  base::EventId other{};         // swapped: with which
  std::string kind{};            // of the event, where it can be read
  base::Subject subject{};
  std::string head{};            // head_differs: which expected head (a day, or "given")
};
struct Verification {
  std::int64_t rows{};           // computed again
  std::int64_t rows_total{};     // sealed when it began
  std::int64_t unsealed{};       // waiting for their seal at the end
  std::int64_t personal{};       // personal bodies compared
  std::int64_t erased{};         // … and erased ones
  std::int64_t heads{};          // expected heads that agree
  std::int64_t backdated{};      // sealed more than ten minutes after they say they were recorded: a clock set back, or rows slipped in
  std::int64_t seq{};            // the head of the chain at the end: what to write down
  std::string hash{};
  std::int64_t findings_total{}; // may be more than are listed
  std::vector<Finding> findings{};
  [[nodiscard]] bool intact() const { return findings_total == 0; }
};

struct ExpectedHead {
  std::string source{};          // "2026-09-17", "given"
  std::int64_t seq{};
  std::string hash{};
};

// One verification of one district, resumable: state() and resume() carry it over a crash.
class Verifier {
 public:
  Verifier(base::DistrictId, std::vector<ExpectedHead> expected);
  void resume(std::string_view state);             // ASSERTs that it came from state()
  [[nodiscard]] std::string state() const;
  // Takes the next `rows_max` rows in one snapshot. False: finished, result() is whole.
  [[nodiscard]] bool step(Session&, int rows_max);
  [[nodiscard]] const Verification& result() const { return at_.result; }

  struct Suspect {                                 // a row or seal that does not fit, judged at the end
    std::int64_t seq{}, place{};                   // as stored; as it was before others were slipped in or taken out
    base::EventId event{};
    std::string before{}, envelope{}, hash{};      // as stored
    std::string computed{};                        // the hash that the seal should have
    bool row{}, seal{};                            // which of the two does not fit
    bool next_agrees{};                            // the next seal was computed from `computed`: only this hash was touched
  };
  struct Gap {                                     // seqs without a seal
    std::int64_t from{}, to{};
    std::string before{};                          // hash before the gap
    base::EventId next_event{};                    // of the seal after it
    std::string next_envelope{}, next_hash{};
  };
  struct Passed { base::EventId event{}; std::string hash{}; };
  struct Carried {                                 // everything between two steps
    Verification result{};
    std::string phase{};                           // "chain", "rows", "done"; empty: not begun
    std::int64_t last{};                           // seq reached
    std::int64_t shift{};                          // from here on seqs are so much higher than they were
    std::vector<Passed> passed{};                  // the last few seals, newest last
    base::EventId row{};                           // second pass: journal id reached
    std::int64_t newest_recorded{};
    std::vector<Suspect> suspects{};
    std::vector<Gap> gaps{};
    std::vector<base::EventId> unchained{};        // rows that no seal names and that do not wait for one
  };

 private:
  void begin(Session&);
  void chain(Session&, int rows_max);
  void rows(Session&, int rows_max);

  base::DistrictId district_;
  std::vector<ExpectedHead> expected_;
  Carried at_;
};

// The daily heads of the database, as expectations.
[[nodiscard]] std::vector<ExpectedHead> stored_heads(Session&, base::DistrictId);
// Those of the file outside it (store/head_file.hpp), of one district by its code.
[[nodiscard]] std::vector<ExpectedHead> filed_heads(const std::string& path, std::string_view district_code);

// The whole district at once (command line, tests). `progress` is called after each chunk with rows done and total.
[[nodiscard]] Verification verify(Store&, base::DistrictId, std::vector<ExpectedHead> expected,
                                  const std::function<void(std::int64_t done, std::int64_t total)>& progress = {});
// One English line for the command line and the log: "row 812 (matter.registered of matter 71…) was changed".
[[nodiscard]] std::string in_words(const Finding&);

}  // namespace store

DESCRIBED_ENUM(store::Fault)
DESCRIBED(store::Finding)
DESCRIBED(store::Verification)
DESCRIBED(store::Verifier::Suspect)
DESCRIBED(store::Verifier::Gap)
DESCRIBED(store::Verifier::Passed)
DESCRIBED(store::Verifier::Carried)
