// How the auditor's questions are read: pure.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "mechanisms/audit/model.hpp"

namespace audit {

struct Question {                // of the journal; all parts optional
  base::Subject subject{};
  base::PersonId person{};
  std::string kind{};
  std::optional<base::Instant> from{}, to{};
  base::EventId before{};
  int limit{50};
};

// filter.subject_kind, filter.subject_id, filter.person, filter.kind, filter.from, filter.to (a date counts whole), after, limit.
// invalid (store.list_invalid) with every wrong parameter; malformed (store.bad_cursor).
[[nodiscard]] base::Result<Question> read_question(const base::Params& query, const base::Zone&);
// invalid when only half of a head is given or its hash is none.
[[nodiscard]] base::Done check_head(const VerifyJournal&);
// The member "reason" of an event's body, empty when there is none.
[[nodiscard]] std::string reason_of(std::string_view body_json);

}  // namespace audit
