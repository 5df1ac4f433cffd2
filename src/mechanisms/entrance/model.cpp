#include "mechanisms/entrance/model.hpp"

#include "base/described/tables.hpp"

using described::Format;

DESCRIBE(entrance::DistrictView, "EntranceDistrict", FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(demo), FIELD(needs_claim))
DESCRIBE(entrance::RoleView, "DemoRole", FIELD(district), FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(person_name), FIELD(post_name), FIELD(opens))
DESCRIBE(entrance::EntranceView, "EntranceView", FIELD(districts), FIELD(demo_roles))
DESCRIBE(entrance::MePost, "MePost", FIELD(post_id), FIELD(kind), FIELD(name_zh), FIELD(name_en), FIELD(org_unit_id), FIELD(org_unit_name),
         FIELD(area_id), FIELD(area_name), FIELD(deputy))
DESCRIBE(entrance::MeDistrict, "MeDistrict", FIELD(id), FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(time_zone), FIELD(demo), FIELD(epoch))
DESCRIBE(entrance::Me, "Me", FIELD(account_id), FIELD(person_id), FIELD(person_name), FIELD(district), FIELD(posts), FIELD(actions), FIELD(csrf_token),
         FIELD(must_change_password), FIELD(now))
DESCRIBE(entrance::SessionView, "LoginSession", FIELD(id), FIELD(created_at), FIELD(last_seen_at), FIELD(expires_at), FIELD(user_agent), FIELD(peer),
         FIELD(current))
DESCRIBE(entrance::ClockView, "ClockView", FIELD(now), FIELD(jobs_run))
DESCRIBE(entrance::DoneView, "DoneView", FIELD(done))
DESCRIBE(entrance::SignIn, "SignIn", FIELD(district, .min = 1, .max = 40, .format = Format::line), FIELD(login, .min = 1, .max = 40, .format = Format::line),
         FIELD(password, .max = 128))
DESCRIBE(entrance::EnterDemo, "EnterDemo", FIELD(district, .min = 1, .max = 40, .format = Format::line), FIELD(role, .min = 1, .max = 40, .format = Format::code))
DESCRIBE(entrance::AdvanceClock, "AdvanceClock", FIELD(step, .max = 8, .format = Format::code))
DESCRIBE(entrance::ChangePassword, "ChangePassword", FIELD(old_password, .max = 128), FIELD(new_password, .max = 128))
DESCRIBE(entrance::Administrator, "Administrator", FIELD(post_kind, .max = 40, .format = Format::code),
         FIELD(person_name, .min = 1, .max = 60, .format = Format::line), FIELD(login, .min = 2, .max = 40, .format = Format::line), FIELD(password, .max = 128))
DESCRIBE(entrance::Claim, "Claim", FIELD(district, .min = 1, .max = 40, .format = Format::line), FIELD(code, .min = 1, .max = 40, .format = Format::line),
         FIELD(admins, .items_max = 3))
DESCRIBE(entrance::ClockAdvanced, "ClockAdvanced", FIELD(step))
