#include "people/model.hpp"

#include "base/described/tables.hpp"
#include "people/grants.hpp"

DESCRIBE_ENUM(people::OrgTree, "OrgTree", administrative, party)
DESCRIBE_ENUM(people::Relation, "Relation", reporter_by_link, handling_unit, called_unit, on_the_roll, target_of_sheet)
DESCRIBE_ENUM(people::GrantScope, "GrantScope", own_area, own_unit, district)

DESCRIBE(people::OrgUnitRow, "OrgUnitRow", FIELD(id), FIELD(parent_id), FIELD(tree), FIELD(kind), FIELD(code), FIELD(name), FIELD(name_en),
         FIELD(area_id), FIELD(valid_from), FIELD(valid_to))
DESCRIBE(people::PostRow, "PostRow", FIELD(id), FIELD(org_unit_id), FIELD(kind), FIELD(name), FIELD(area_id), FIELD(valid_from), FIELD(valid_to))
DESCRIBE(people::AppointmentRow, "AppointmentRow", FIELD(id), FIELD(post_id), FIELD(person_id), FIELD(valid_from), FIELD(valid_to), FIELD(version),
         FIELD(letter), FIELD(source), FIELD(source_post_id))
DESCRIBE(people::HeldRow, "HeldRow", FIELD(post_id), FIELD(person_id), FIELD(name), FIELD(kind), FIELD(org_unit_id), FIELD(area_id),
         FIELD(appointment_id), FIELD(valid_from), FIELD(valid_to), FIELD(deputy), FIELD(leave_from), FIELD(leave_to))
DESCRIBE(people::AccountRow, "AccountRow", FIELD(id), FIELD(person_id), FIELD(login), FIELD(password_hash), FIELD(demo_role), FIELD(locked),
         FIELD(must_change), FIELD(version))
DESCRIBE(people::SessionRow, "SessionRow", FIELD(id), FIELD(created_at), FIELD(seen_at), FIELD(expires_at), FIELD(peer), FIELD(user_agent))
DESCRIBE(people::PersonCreated, "PersonCreated", FIELD(example))
DESCRIBE(people::PersonPersonal, "PersonPersonal", FIELD(name), FIELD(phone), FIELD(note))
DESCRIBE(people::OrgUnitCreated, "OrgUnitCreated", FIELD(tree), FIELD(kind), FIELD(code), FIELD(name), FIELD(name_en), FIELD(parent), FIELD(area),
         FIELD(valid_from))
DESCRIBE(people::PostCreated, "PostCreated", FIELD(org_unit), FIELD(kind), FIELD(name), FIELD(area), FIELD(valid_from))
DESCRIBE(people::OrgUnitChanged, "OrgUnitChanged", FIELD(from), FIELD(name), FIELD(name_en), FIELD(parent), FIELD(area))
DESCRIBE(people::Closed, "Closed", FIELD(to), FIELD(reason))
DESCRIBE(people::PostRenamed, "PostRenamed", FIELD(name))
DESCRIBE(people::DeputyEnded, "DeputyEnded", FIELD(deputy), FIELD(appointment), FIELD(to), FIELD(reason))
DESCRIBE(people::PersonChanged, "PersonChanged", FIELD(name), FIELD(phone), FIELD(note))
DESCRIBE(people::Appointed, "Appointed", FIELD(appointment), FIELD(person), FIELD(from), FIELD(to), FIELD(letter, .absent_ok = true),
         FIELD(source, .absent_ok = true), FIELD(source_post, .absent_ok = true))
DESCRIBE(people::AppointmentEnded, "AppointmentEnded", FIELD(appointment), FIELD(to), FIELD(reason))
DESCRIBE(people::DeputyAppointed, "DeputyAppointed", FIELD(deputy), FIELD(appointment), FIELD(person), FIELD(from), FIELD(to), FIELD(reason))
DESCRIBE(people::PersonHandedOver, "PersonHandedOver", FIELD(on), FIELD(reason), FIELD(posts), FIELD(vacant), FIELD(deputyships), FIELD(kept_to))
DESCRIBE(people::AccountEvent, "AccountEvent", FIELD(person), FIELD(reason))
DESCRIBE(people::SignedInEvent, "SignedInEvent", FIELD(session), FIELD(way))
DESCRIBE(people::SignInBlocked, "SignInBlocked", FIELD(bucket), FIELD(minutes))
