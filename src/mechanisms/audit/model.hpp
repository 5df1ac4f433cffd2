// What the auditor sees of the history, and asks of it. No view holds a personal body: the journal says that there is one, not what it is.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "store/verify.hpp"

namespace audit {

struct SubjectTag;
using SubjectId = base::Id<SubjectTag>;  // of any kind of record

enum class Personal : std::uint8_t { none, kept, erased };

struct JournalRow {
  base::EventId id{};
  std::optional<std::int64_t> seq{};        // empty: not sealed yet
  base::Instant at{};                       // the district's clock
  base::Instant recorded_at{};              // the real clock
  std::string kind{};
  std::string subject_kind{};
  SubjectId subject_id{};
  std::optional<base::PersonId> person_id{};
  std::optional<std::string> person_name{}, post_name{}, unit_name{};
  std::string on_behalf_of{};
  std::string channel{};
  std::string definition{};
  std::optional<base::AreaId> area_id{};
  std::optional<std::string> area_name{};
  described::Json body{};
  Personal personal{};
};

struct UnmaskingRow {                       // who revealed what was masked, and why
  base::EventId id{};
  std::optional<std::int64_t> seq{};
  base::Instant at{};
  std::optional<base::PersonId> person_id{};
  std::optional<std::string> person_name{}, post_name{}, unit_name{};
  std::string reason{};
  std::string kind{};
  std::string subject_kind{};
  SubjectId subject_id{};
};

struct HeadView {
  base::CivilDate date{};
  std::int64_t seq{};
  std::string hash{};
  base::Instant made_at{};
};

struct VerifyJournal {                      // command
  std::int64_t head_seq{};                  // a head that the auditor brings from outside; 0: none
  std::string head_hash{};
  std::string client_ref{};
};
struct VerificationStarted {
  base::JobId job_id{};
};
struct VerificationView {
  base::JobId job_id{};
  std::string state{};                      // waiting, running, done, failed
  std::int64_t progress_done{}, progress_total{};
  std::optional<std::string> error{};
  std::optional<bool> intact{};
  std::optional<store::Verification> result{};
};

struct VerifiedBody {                       // event journal.verified
  bool intact{};
  std::int64_t rows{}, findings{}, heads{}, seq{};
  std::string hash{};
};

}  // namespace audit

DESCRIBED_ENUM(audit::Personal)
DESCRIBED(audit::JournalRow)
DESCRIBED(audit::UnmaskingRow)
DESCRIBED(audit::HeadView)
DESCRIBED(audit::VerifyJournal)
DESCRIBED(audit::VerificationStarted)
DESCRIBED(audit::VerificationView)
DESCRIBED(audit::VerifiedBody)
