// The spine as higher floors see it: whatever someone raised and must be resolved. Mechanisms include this file only.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/phone.hpp"
#include "base/result.hpp"
#include "registry/call.hpp"
#include "store/session.hpp"

namespace matters {

// What anyone may hand in. The place is a point, an area, or words; without point and area the matter stands on the district
// until someone confirms it into a grid.
struct NewReport {
  std::string source{"desk"};         // resident, desk, field, counter, hotline
  std::string title{};                // empty: made from place and category, never from the description
  std::string description{};          // free text, personal class: erased with the reporter
  std::string place{};                // in words
  std::optional<double> longitude{}, latitude{};  // WGS-84
  base::AreaId area{};                // 0: located from the point
  std::string category{};             // code of definitions/matters/categories; empty: "unsorted", settled at confirmation
  std::string reporter_name{};
  std::optional<base::Phone> reporter_phone{};
  bool secret{};                      // the reporter's identity is hidden from handlers
  std::vector<base::FileId> photos{}; // already taken by files::Depot
  base::Subject origin{};             // what gave birth to it; kind empty: nothing
};

struct Reported {
  base::MatterId id{};
  std::string report_number{};        // said aloud; opens nothing by itself
  std::string link_token{};           // 3 characters of the district, then 128 random bits; only its hash is kept
};

// One unit: idempotent by call.client_ref (a repeat answers the same matter and number, with a fresh link).
[[nodiscard]] base::Result<Reported> report(registry::Call&, const NewReport&);
// The same inside the caller's unit (openers of other rooms); no idempotency of its own.
[[nodiscard]] base::Result<Reported> report_in(registry::House&, store::Unit&, std::string_view token_prefix, const NewReport&);

// What the resident sees behind a private link: plain data, both languages; names of units, never of persons.
struct ProgressStep {
  std::string id{};
  std::string name_zh{}, name_en{};
  std::string state{};                // done, now, next
  std::optional<base::Instant> at{};
};
struct ProgressLine {                 // what happened, oldest first
  base::Instant at{};
  std::string key{};                  // message key "matters.public.<kind>"
  base::Params params{};
  std::vector<base::FileId> photos{};
};
struct ProgressPart {
  std::string report_number{}, title{}, stage_zh{}, stage_en{}, unit_name{};
  bool ended{};
};
struct ReporterQuestion {
  std::int64_t number{};
  base::Instant asked_at{};
  std::string question{};
  std::optional<std::string> answer{};
  std::optional<base::Instant> answered_at{};
  bool open{};
};
struct Progress {
  base::DistrictId district{};
  base::MatterId matter{};
  std::string report_number{}, title{}, place{}, category_zh{}, category_en{};
  std::string stage{}, stage_zh{}, stage_en{};
  std::string outcome{};              // empty while open: solved, rejected …
  std::string unit_name{};            // who works on it now; empty: nobody yet
  base::Instant reported_at{};
  std::optional<base::Instant> expected_at{}, closed_at{};
  bool late{}, on_hold{};
  std::vector<ProgressStep> steps{};
  std::vector<ProgressLine> lines{};
  std::string follows{};              // report number of the matter that this one was merged into: its state is shown
  std::vector<ProgressPart> parts{};  // it was split into these
  std::vector<ReporterQuestion> questions{};
  std::optional<base::Instant> reopen_until{};  // the reporter may say "not solved" until then
  bool only_follows{};                // the link of a follower: reads, but neither answers nor reopens
};
// The district is found by the token's prefix. Unknown and withdrawn links answer `gone` alike.
[[nodiscard]] base::Result<Progress> progress_by_token(registry::House&, std::string_view token);
// A photo of that matter behind the link: the path of the stored file.
[[nodiscard]] base::Result<std::string> photo_by_token(registry::House&, std::string_view token, base::FileId, bool small);
// What was asked of the reporter, oldest first; the answer to the open one; "not solved", with a reason. The call is the public
// face's, in the token's district. Refused like any move: rule and remedy.
[[nodiscard]] base::Result<std::vector<ReporterQuestion>> questions_by_link(registry::House&, std::string_view token);
[[nodiscard]] base::Done answer_by_link(registry::Call&, std::string_view token, std::string answer);
[[nodiscard]] base::Done reopen_by_link(registry::Call&, std::string_view token, std::string reason);
// The same for another room's unit, by the call's own principal (opener "matters.reopen"). Locks of floor 10: call it before locking
// anything of a higher floor.
[[nodiscard]] base::Done reopen_in(registry::Call&, store::Unit&, base::MatterId, std::string reason);
// A lost link: report number and telephone number together give a new one. The caller limits the rate.
[[nodiscard]] base::Result<std::string> link_again(registry::House&, store::Moment, std::string_view report_number, const base::Phone& phone);

// The moves that this principal may make now with each of these matters: the buttons of *mine*. One statement.
[[nodiscard]] std::map<base::MatterId, std::vector<std::string>> open_moves(registry::Call&, store::Session&, const std::vector<base::MatterId>&);

// A record of another system, with its state as the source gives it (people unknown); one event `matter.imported`.
struct ImportedMatter {
  std::string source{};               // "boston_311"
  std::string source_ref{};           // unique within the source
  std::string title{}, place{}, category{}, handler_unit_words{};
  base::AreaId area{};
  std::optional<double> longitude{}, latitude{};
  base::Instant happened_at{};
  std::optional<base::Instant> due_at{}, closed_at{};  // the source's target: basis "set by the source"
  bool closed{};
  std::string outcome{};              // of a closed one: "solved" unless the source says otherwise
  std::string warning{};              // "closed_before_opened" and the like, kept on the event
};
// False: this source_ref is already there, nothing was written.
[[nodiscard]] base::Result<bool> import_in(registry::House&, store::Unit&, const ImportedMatter&);
// On time by our rule: closed at or before the target. Empty where target or closing time is missing.
[[nodiscard]] std::optional<bool> on_time(const std::optional<base::Instant>& due_at, const std::optional<base::Instant>& closed_at);

// Whom a call-back asks: shown masked; the number itself only by reveal_reporter, which journals who saw it and why (`matter.unmasked`).
// The caller's room has asked access before: a caller of the district is no handler of the matter, so a reporter's wish for secrecy holds.
struct ReporterContact {
  std::string name_masked{};
  base::MaskedPhone phone_masked{};
  bool secret{};
};
[[nodiscard]] std::map<base::MatterId, ReporterContact> reporters_masked(store::Session&, base::DistrictId, const std::vector<base::MatterId>&);  // one statement
struct RevealedReporter {
  std::string name{}, phone{};
};
[[nodiscard]] base::Result<RevealedReporter> reveal_reporter(registry::House&, store::Unit&, base::MatterId, std::string reason);

// What is already being worked on near a place, without anything of whoever reported it: newest first, at most `limit`.
struct NearbyMatter {
  base::MatterId id{};
  std::string report_number{}, title{}, place{}, stage_zh{}, stage_en{};
  base::Instant happened_at{};
  std::int64_t metres{};
};
[[nodiscard]] base::Result<std::vector<NearbyMatter>> nearby_open(registry::House&, store::Session&, const store::Moment&, double longitude, double latitude,
                                                                  std::string_view category, std::int64_t metres_max, int limit);
// One more private link to an open matter, for who wants to follow it: the token. Refused when the matter is closed.
[[nodiscard]] base::Result<std::string> follow(registry::Call&, base::MatterId);

}  // namespace matters
