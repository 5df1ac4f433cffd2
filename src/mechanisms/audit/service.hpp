// The auditor's reading and verification of the history.
#pragma once
#include <string_view>
#include <vector>

#include "mechanisms/audit/rules.hpp"
#include "registry/call.hpp"
#include "store/jobs.hpp"

namespace registry { struct House; }

namespace audit {

inline constexpr std::string_view read_action = "journal.read";
inline constexpr std::string_view verify_action = "journal.verify";
inline constexpr std::string_view verify_job = "audit.verify";

template <class T>
struct Rows {
  std::vector<T> items{};
  std::string next{};                       // cursor; empty at the end
  std::int64_t total_at_least{};
};

[[nodiscard]] base::Result<Rows<JournalRow>> journal(registry::Call&, const Question&);
[[nodiscard]] base::Result<Rows<UnmaskingRow>> unmaskings(registry::Call&, const Question&);
[[nodiscard]] Rows<HeadView> heads(registry::Call&, std::optional<base::CivilDate> before, int limit);
// A job of one's own; one that is already under way with the same head is joined.
[[nodiscard]] base::Result<VerificationStarted> start_verification(registry::Call&, const VerifyJournal&);
[[nodiscard]] base::Result<VerificationView> verification(registry::Call&, base::JobId);
[[nodiscard]] std::vector<VerificationView> verifications(registry::Call&);   // newest first
// Compares with the daily heads in the database, with those in the file outside it, and with the head that was given.
[[nodiscard]] base::Result<store::JobDone> run_verification(registry::House&, store::JobRun&);

}  // namespace audit
