#include "base/described/tables.hpp"
#include "instruments/workflow/clocks.hpp"
#include "instruments/workflow/rows.hpp"

DESCRIBE_ENUM(workflow::ClockState, "ClockState", running, paused, met, stopped)
DESCRIBE_ENUM(workflow::ChangeKind, "ClockChangeKind", start, meet, stop, pause, resume, warn, overdue, extend)
DESCRIBE(workflow::Pause, "ClockPause", FIELD(from), FIELD(to), FIELD(reason))
DESCRIBE(workflow::Extension, "ClockExtension", FIELD(at), FIELD(amount), FIELD(unit), FIELD(due_before), FIELD(due_at), FIELD(reason))
DESCRIBE(workflow::Basis, "ClockBasis", FIELD(limit), FIELD(limit_version), FIELD(limit_place), FIELD(calendar), FIELD(calendar_version),
         FIELD(hours), FIELD(hours_version))
DESCRIBE(workflow::More, "ClockMore", FIELD(amount), FIELD(unit))
DESCRIBE(workflow::ClockChange, "ClockChange", FIELD(code), FIELD(change), FIELD(due_at), FIELD(warn_at), FIELD(basis), FIELD(reason),
         FIELD(more))
DESCRIBE(workflow::ClockRow, "WorkflowClockRow", FIELD(district_id), FIELD(subject_kind), FIELD(subject_id), FIELD(code), FIELD(number),
         FIELD(state), FIELD(started_at), FIELD(due_at), FIELD(warn_at), FIELD(ended_at), FIELD(limit_code), FIELD(limit_version),
         FIELD(limit_place), FIELD(calendar), FIELD(calendar_version), FIELD(hours), FIELD(hours_version), FIELD(pauses), FIELD(warned_at),
         FIELD(overdue_at), FIELD(look_at), FIELD(extensions))
