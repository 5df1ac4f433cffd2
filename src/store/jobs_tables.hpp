// The SQL of jobs: who may run what now, leases, and how a run ends. For store/ only.
#pragma once
#include "store/jobs.hpp"

namespace store::jobs_sql {

struct Candidate { base::JobId id{}; std::string kind{}; };
// Waiting and due, or left behind by a process whose lease ran out; oldest first.
[[nodiscard]] std::vector<Candidate> candidates(Session&, base::DistrictId, base::Instant district_now, base::Instant real_now);

// Every run has its own ticket, so that a run which lost its lease can change nothing any more.
struct Ticket { base::DistrictId district{}; base::JobId id{}; std::string holder{}; };

[[nodiscard]] bool claim(Unit&, const Ticket&, base::Instant lease_until);      // by the unit's moment; false: somebody was faster
[[nodiscard]] int attempts_max(Session&, const Ticket&);
[[nodiscard]] bool extend(Unit&, const Ticket&, base::Instant lease_until);
[[nodiscard]] bool progress(Unit&, const Ticket&, base::Instant lease_until, std::int64_t done, std::int64_t total, std::string_view mark);
void done(Unit&, const Ticket&, std::string_view result, std::optional<base::Instant> again_at);
void pause(Unit&, const Ticket&);                                               // stopped politely: due at once, from its mark
void away(Unit&, const Ticket&, std::string_view error, base::Instant retry_at);
void again(Unit&, const Ticket&, std::string_view error, base::Instant retry_at);
void fail(Unit&, const Ticket&, std::string_view error);

[[nodiscard]] std::vector<base::JobId> finished_before(Session&, base::DistrictId, base::Instant done_before, base::Instant failed_before, int limit);
void forget(Unit&, base::DistrictId, base::JobId);
[[nodiscard]] JobCounts counts(Session&, base::DistrictId);

}  // namespace store::jobs_sql
