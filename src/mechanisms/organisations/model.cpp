#include "mechanisms/organisations/model.hpp"

#include "base/described/tables.hpp"

using described::Format;

DESCRIBE(organisations::OrgUnitLine, "OrgUnitRow", FIELD(id), FIELD(parent_id), FIELD(tree), FIELD(kind), FIELD(code), FIELD(name), FIELD(name_en),
         FIELD(area_id), FIELD(area_name), FIELD(initials), FIELD(posts), FIELD(vacant))
DESCRIBE(organisations::HolderView, "HolderView", FIELD(appointment_id), FIELD(deputy_id), FIELD(person_id), FIELD(name), FIELD(phone), FIELD(deputy),
         FIELD(from), FIELD(to), FIELD(letter), FIELD(source), FIELD(source_zh), FIELD(source_en))
DESCRIBE(organisations::PostView, "PostView", FIELD(id), FIELD(kind), FIELD(name_zh), FIELD(name_en), FIELD(name), FIELD(concurrent), FIELD(org_unit_id),
         FIELD(org_unit_name), FIELD(area_id), FIELD(area_name), FIELD(valid_from), FIELD(valid_to), FIELD(holders))
DESCRIBE(organisations::UnitVersionView, "UnitVersionView", FIELD(from), FIELD(name), FIELD(parent_id), FIELD(parent_name), FIELD(area_name))
DESCRIBE(organisations::UnitStep, "UnitStep", FIELD(id), FIELD(name))
DESCRIBE(organisations::OrgUnitView, "OrgUnitView", FIELD(id), FIELD(parent_id), FIELD(tree), FIELD(kind), FIELD(code), FIELD(name), FIELD(name_en),
         FIELD(area_id), FIELD(area_name), FIELD(valid_from), FIELD(valid_to), FIELD(path), FIELD(below), FIELD(versions), FIELD(posts))
DESCRIBE(organisations::PersonView, "PersonView", FIELD(id), FIELD(name), FIELD(phone), FIELD(note), FIELD(posts))
DESCRIBE(organisations::AppointmentView, "AppointmentView", FIELD(id), FIELD(person_id), FIELD(person_name), FIELD(phone), FIELD(post_id), FIELD(post_kind),
         FIELD(post_kind_zh), FIELD(post_kind_en), FIELD(post_name), FIELD(org_unit_id), FIELD(org_unit_name), FIELD(area_name), FIELD(from), FIELD(to),
         FIELD(letter), FIELD(source), FIELD(source_zh), FIELD(source_en), FIELD(end_reason), FIELD(version))
DESCRIBE(organisations::DeputyView, "DeputyView", FIELD(id), FIELD(appointment_id), FIELD(post_id), FIELD(post_name), FIELD(org_unit_name), FIELD(org_unit_id),
         FIELD(holder_id), FIELD(holder_name), FIELD(person_id), FIELD(person_name), FIELD(from), FIELD(to), FIELD(reason))
DESCRIBE(organisations::HoldingView, "HoldingView", FIELD(appointment_id), FIELD(post_id), FIELD(post_name), FIELD(post_kind), FIELD(post_kind_zh),
         FIELD(post_kind_en), FIELD(org_unit_id), FIELD(org_unit_name), FIELD(area_name), FIELD(grid), FIELD(concurrent), FIELD(source), FIELD(from), FIELD(to),
         FIELD(open_dues))
DESCRIBE(organisations::NamedThing, "NamedThing", FIELD(kind), FIELD(name), FIELD(count))
DESCRIBE(organisations::HoldingsView, "HoldingsView", FIELD(person_id), FIELD(name), FIELD(account), FIELD(posts), FIELD(deputyships), FIELD(own_deputies),
         FIELD(kept))
DESCRIBE(organisations::HandedOver, "HandedOver", FIELD(posts), FIELD(vacant), FIELD(deputyships))
DESCRIBE(organisations::AccountView, "AccountView", FIELD(id), FIELD(login), FIELD(person_id), FIELD(person_name), FIELD(state), FIELD(last_login_at),
         FIELD(version))
DESCRIBE(organisations::Revealed, "RevealedPhone", FIELD(phone))
DESCRIBE(organisations::MadeView, "MadeView", FIELD(id))
DESCRIBE(organisations::CountView, "OrganisationsCount", FIELD(count))
DESCRIBE(organisations::ChangeOrgUnit, "ChangeOrgUnit", FIELD(from), FIELD(name, .min = 1, .max = 60, .format = Format::line),
         FIELD(name_en, .max = 80, .format = Format::line), FIELD(parent_id), FIELD(to_top, .absent_ok = true), FIELD(area_id),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::Close, "CloseUnitOrPost", FIELD(to), FIELD(reason, .min = 2, .max = 500), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::RenamePost, "RenamePost", FIELD(name, .min = 1, .max = 60, .format = Format::line), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::ChangePerson, "ChangePerson", FIELD(name, .min = 1, .max = 60, .format = Format::line), FIELD(phone),
         FIELD(note, .max = 200), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::EndDeputy, "EndDeputy", FIELD(to), FIELD(reason, .min = 2, .max = 500), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::HandOverItem, "HandOverItem", FIELD(appointment_id), FIELD(to_person_id), FIELD(letter, .max = 60, .format = Format::line, .absent_ok = true),
         FIELD(source, .max = 40, .absent_ok = true))
DESCRIBE(organisations::HandOver, "HandOver", FIELD(on), FIELD(reason, .min = 2, .max = 500), FIELD(letter, .max = 60, .format = Format::line, .absent_ok = true),
         FIELD(items, .max = 50), FIELD(kept_to_person_id), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::AddOrgUnit, "AddOrgUnit", FIELD(tree), FIELD(kind, .min = 1, .max = 40, .format = Format::code),
         FIELD(code, .min = 1, .max = 40, .format = Format::line), FIELD(name, .min = 1, .max = 60, .format = Format::line),
         FIELD(name_en, .max = 80, .format = Format::line, .absent_ok = true), FIELD(parent_id), FIELD(area_id), FIELD(valid_from),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::AddPost, "AddPost", FIELD(org_unit_id), FIELD(kind, .min = 1, .max = 40, .format = Format::code),
         FIELD(name, .max = 60, .format = Format::line, .absent_ok = true), FIELD(area_id), FIELD(valid_from),
         FIELD(count, .min = 1, .max = 30), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::AddPerson, "AddPerson", FIELD(name, .min = 1, .max = 60, .format = Format::line), FIELD(phone),
         FIELD(note, .max = 200, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(organisations::Appoint, "Appoint", FIELD(post_id), FIELD(person_id), FIELD(from), FIELD(to),
         FIELD(letter, .max = 60, .format = Format::line, .absent_ok = true), FIELD(source, .max = 40, .absent_ok = true),
         FIELD(client_ref, .max = 64, .absent_ok = true))
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
