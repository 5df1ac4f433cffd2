#include "mechanisms/audit/model.hpp"

#include "base/described/tables.hpp"

DESCRIBE_ENUM(audit::Personal, "PersonalBody", none, kept, erased)
DESCRIBE(audit::JournalRow, "JournalRow", FIELD(id), FIELD(seq), FIELD(at), FIELD(recorded_at), FIELD(kind), FIELD(subject_kind), FIELD(subject_id),
         FIELD(person_id), FIELD(person_name), FIELD(post_name), FIELD(unit_name), FIELD(on_behalf_of), FIELD(channel), FIELD(definition), FIELD(area_id),
         FIELD(area_name), FIELD(body), FIELD(personal))
DESCRIBE(audit::UnmaskingRow, "UnmaskingRow", FIELD(id), FIELD(seq), FIELD(at), FIELD(person_id), FIELD(person_name), FIELD(post_name), FIELD(unit_name),
         FIELD(reason), FIELD(kind), FIELD(subject_kind), FIELD(subject_id))
DESCRIBE(audit::HeadView, "HeadView", FIELD(date), FIELD(seq), FIELD(hash), FIELD(made_at))
DESCRIBE(audit::VerifyJournal, "VerifyJournal",
         FIELD(head_seq, .least = 0, .absent_ok = true, .about = "The number of a head that was written down elsewhere; 0 for none."),
         FIELD(head_hash, .max = 64, .absent_ok = true, .about = "Its hash, 64 hexadecimal digits."), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(audit::VerificationStarted, "VerificationStarted", FIELD(job_id))
DESCRIBE(audit::VerificationView, "VerificationView", FIELD(job_id), FIELD(state), FIELD(progress_done), FIELD(progress_total), FIELD(error), FIELD(intact),
         FIELD(result))
DESCRIBE(audit::VerifiedBody, "JournalVerifiedBody", FIELD(intact), FIELD(rows), FIELD(findings), FIELD(heads), FIELD(seq), FIELD(hash))
