// What happens to matters without anybody's hand, driven by the district's clock: warnings, overdue marks and reminders to the rung
// above; the words of the search. And the export of the list.
#pragma once
#include "matters/model.hpp"
#include "registry/exports.hpp"
#include "registry/room.hpp"

namespace matters {

inline constexpr const char* watch_job = "matters.watch";
inline constexpr const char* index_job = "matters.index";
inline constexpr const char* erase_job = "matters.erase";

// What the watch does at one moment: marks all clocks whose warning or deadline has come.
[[nodiscard]] base::Done watch_at(registry::House&, const store::Moment&);
[[nodiscard]] base::Result<store::JobDone> watch(registry::House&, store::JobRun&);
[[nodiscard]] base::Result<store::JobDone> index(registry::House&, store::JobRun&);

// Names, numbers and words of reporters whose matter ended long enough ago (definition retention/matters).
[[nodiscard]] base::Result<store::JobDone> erase(registry::House&, store::JobRun&);

[[nodiscard]] base::Result<JobView> job_view(registry::Call&, base::JobId);
[[nodiscard]] const registry::ExportList& matters_export();

}  // namespace matters
