#include "mechanisms/organisations/model.hpp"

#include "base/described/tables.hpp"

using described::Format;

DESCRIBE(organisations::OrgUnitLine, "OrgUnitRow", FIELD(id), FIELD(parent_id), FIELD(tree), FIELD(kind), FIELD(code), FIELD(name), FIELD(name_en),
         FIELD(area_id), FIELD(area_name))
DESCRIBE(organisations::HolderView, "HolderView", FIELD(appointment_id), FIELD(person_id), FIELD(name), FIELD(phone), FIELD(deputy), FIELD(from), FIELD(to))
DESCRIBE(organisations::PostView, "PostView", FIELD(id), FIELD(kind), FIELD(name_zh), FIELD(name_en), FIELD(name), FIELD(org_unit_id),
         FIELD(org_unit_name), FIELD(area_id), FIELD(area_name), FIELD(holders))
DESCRIBE(organisations::OrgUnitView, "OrgUnitView", FIELD(id), FIELD(parent_id), FIELD(tree), FIELD(kind), FIELD(code), FIELD(name), FIELD(name_en),
         FIELD(area_id), FIELD(area_name), FIELD(posts))
DESCRIBE(organisations::PersonView, "PersonView", FIELD(id), FIELD(name), FIELD(phone), FIELD(note))
DESCRIBE(organisations::AccountView, "AccountView", FIELD(id), FIELD(login), FIELD(person_id), FIELD(person_name), FIELD(state), FIELD(last_login_at),
         FIELD(version))
DESCRIBE(organisations::Revealed, "RevealedPhone", FIELD(phone))
DESCRIBE(organisations::MadeView, "MadeView", FIELD(id))
DESCRIBE(organisations::AddOrgUnit, "AddOrgUnit", FIELD(tree), FIELD(kind, .min = 1, .max = 40, .format = Format::code),
         FIELD(code, .min = 1, .max = 40, .format = Format::line), FIELD(name, .min = 1, .max = 60, .format = Format::line),
         FIELD(name_en, .max = 80, .format = Format::line, .absent_ok = true), FIELD(parent_id), FIELD(area_id), FIELD(valid_from),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::AddPost, "AddPost", FIELD(org_unit_id), FIELD(kind, .min = 1, .max = 40, .format = Format::code),
         FIELD(name, .max = 60, .format = Format::line, .absent_ok = true), FIELD(area_id), FIELD(valid_from),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::AddPerson, "AddPerson", FIELD(name, .min = 1, .max = 60, .format = Format::line), FIELD(phone),
         FIELD(note, .max = 200, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::Appoint, "Appoint", FIELD(post_id), FIELD(person_id), FIELD(from), FIELD(to), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::EndAppointment, "EndAppointment", FIELD(to), FIELD(reason, .min = 2, .max = 500), FIELD(if_version),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::AppointDeputy, "AppointDeputy", FIELD(appointment_id), FIELD(person_id), FIELD(from), FIELD(to),
         FIELD(reason, .min = 2, .max = 500), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::AddAccount, "AddAccount", FIELD(person_id), FIELD(login, .min = 2, .max = 40, .format = Format::line),
         FIELD(password, .max = 128), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::LockAccount, "LockAccount", FIELD(reason, .min = 2, .max = 500), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::ResetPassword, "ResetPassword", FIELD(password, .max = 128), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::UnmaskPhone, "UnmaskPhone", FIELD(reason, .min = 2, .max = 500))
DESCRIBE(organisations::UnmaskedEvent, "PersonUnmasked", FIELD(reason))
