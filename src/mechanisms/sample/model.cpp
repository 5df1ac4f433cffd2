#include "mechanisms/sample/model.hpp"

#include "base/described/tables.hpp"
#include "base/limits.hpp"

DESCRIBE(sample::AskLoan, "AskLoan", FIELD(client_ref, .max = base::limits::client_ref_chars_max, .absent_ok = true),
         FIELD(tool, .min = 1, .max = 40, .format = described::Format::line), FIELD(area_id), FIELD(phone))
DESCRIBE(sample::MoveLoan, "MoveLoan", FIELD(client_ref, .max = base::limits::client_ref_chars_max, .absent_ok = true), FIELD(if_version),
         FIELD(reason, .max = base::limits::reason_chars_max, .absent_ok = true))
DESCRIBE(sample::Loan, "LoanRow", FIELD(district_id), FIELD(id), FIELD(version), FIELD(stage), FIELD(round), FIELD(handlers), FIELD(tool), FIELD(phone),
         FIELD(area_id), FIELD(asked_at))
DESCRIBE(sample::AskedBody, "LoanAskedBody", FIELD(tool), FIELD(stage), FIELD(area_id), FIELD(clocks))
DESCRIBE(sample::AskedPersonal, "LoanAskedPersonal", FIELD(phone))
DESCRIBE(sample::MovedBody, "LoanMovedBody", FIELD(move), FIELD(from), FIELD(to), FIELD(reason), FIELD(effects), FIELD(clocks))
DESCRIBE(sample::LoanView, "LoanView", FIELD(id), FIELD(version), FIELD(stage), FIELD(stage_zh), FIELD(stage_en), FIELD(tool), FIELD(phone_masked),
         FIELD(area_id), FIELD(asked_at))
