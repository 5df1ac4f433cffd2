// All SQL of people/.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/model.hpp"
#include "people/principal.hpp"
#include "people/sessions.hpp"
#include "people/sign_in.hpp"
#include "store/districts.hpp"
#include "store/session.hpp"

namespace people::sql {

[[nodiscard]] std::int64_t revision(store::Session&, base::DistrictId);
void raise_revision(store::Unit&);

// Organisations
// As of that day: what is in force then. `org_unit` is one with its whole life and what was said of it last.
[[nodiscard]] std::vector<OrgUnitRow> org_units(store::Session&, base::DistrictId, base::CivilDate day);
[[nodiscard]] std::vector<base::OrgUnitId> org_unit_ids(store::Session&, base::DistrictId);   // closed ones too
[[nodiscard]] std::vector<PostRow> posts(store::Session&, base::DistrictId);
[[nodiscard]] std::optional<OrgUnitRow> org_unit(store::Session&, base::DistrictId, base::OrgUnitId);
[[nodiscard]] std::optional<PostRow> post(store::Session&, base::DistrictId, base::PostId);
[[nodiscard]] bool org_unit_code_taken(store::Session&, base::DistrictId, std::string_view code);
void insert_org_unit(store::Unit&, const OrgUnitRow&);
struct OrgUnitVersion {
  base::CivilDate valid_from{};
  std::string name{}, name_en{};
  base::OrgUnitId parent_id{};
  base::AreaId area_id{};
};
[[nodiscard]] std::vector<OrgUnitVersion> org_unit_versions(store::Session&, base::DistrictId, base::OrgUnitId);   // oldest first
void put_org_unit_version(store::Unit&, base::OrgUnitId, const OrgUnitVersion&);   // one that begins that day is replaced
void close_org_unit(store::Unit&, base::OrgUnitId, base::CivilDate to);
[[nodiscard]] std::int64_t children_after(store::Session&, base::DistrictId, base::OrgUnitId, base::CivilDate day);
[[nodiscard]] std::vector<PostRow> posts_of(store::Session&, base::DistrictId, base::OrgUnitId);
void insert_post(store::Unit&, const PostRow&);
void rename_post(store::Unit&, base::PostId, std::string_view name);
void close_post(store::Unit&, base::PostId, base::CivilDate to);

// Persons and who holds what. Dates are not filtered here: few rows a person, and the day depends on the district's clock.
[[nodiscard]] std::string person_name(store::Session&, base::DistrictId, base::PersonId);
[[nodiscard]] std::map<base::PersonId, std::string> person_names(store::Session&, base::DistrictId, const std::vector<base::PersonId>&);
void insert_person(store::Unit&, base::PersonId, std::string_view name, const std::optional<base::Phone>&, std::string_view note, bool example);
// Named persons who have been in no post since that day, and were entered before that instant.
[[nodiscard]] std::vector<base::PersonId> long_gone(store::Session&, base::DistrictId, base::CivilDate since, base::Instant entered_before);
void blank_person(store::Unit&, base::PersonId);
struct PersonRow { std::string name{}, phone{}, note{}; };
[[nodiscard]] std::optional<PersonRow> person(store::Session&, base::DistrictId, base::PersonId);
void update_person(store::Unit&, base::PersonId, const PersonRow&);
int make_search_keys(store::Unit&, int limit);
[[nodiscard]] std::vector<HeldRow> held_by(store::Session&, base::DistrictId, base::PersonId);
[[nodiscard]] std::vector<HeldRow> held_of_post(store::Session&, base::DistrictId, base::PostId);
[[nodiscard]] std::vector<HeldRow> held_in_unit(store::Session&, base::DistrictId, base::OrgUnitId);
[[nodiscard]] std::optional<base::PostId> doubly_held(store::Session&, base::DistrictId);   // a post with two holders at a time
[[nodiscard]] std::optional<AppointmentRow> appointment(store::Session&, base::DistrictId, AppointmentId);
void insert_appointment(store::Unit&, const AppointmentRow&);
[[nodiscard]] bool end_appointment(store::Unit&, AppointmentId, base::CivilDate to, std::string_view reason);
void insert_deputy(store::Unit&, DeputyId, AppointmentId, base::PersonId, base::CivilDate from, base::CivilDate to, std::string_view reason);
[[nodiscard]] std::vector<AppointmentRow> hanging_on(store::Session&, base::DistrictId, base::PersonId, base::PostId);  // concurrent ones
struct Leave { base::PersonId person{}; base::CivilDate from{}, to{}; };
struct DeputyRow { DeputyId id{}; AppointmentId appointment_id{}; base::PersonId person_id{}; base::CivilDate valid_from{}, valid_to{}; };
[[nodiscard]] std::optional<DeputyRow> deputy(store::Session&, base::DistrictId, DeputyId);
void end_deputy(store::Unit&, DeputyId, base::CivilDate to);   // not begun by then: the row goes, its events stay
[[nodiscard]] std::vector<Leave> deputies_of(store::Session&, base::DistrictId, AppointmentId);

// Accounts
[[nodiscard]] std::optional<AccountRow> account(store::Session&, base::DistrictId, base::AccountId);
[[nodiscard]] std::optional<AccountRow> account_by_login(store::Session&, base::DistrictId, std::string_view login);
[[nodiscard]] std::optional<AccountRow> account_of_person(store::Session&, base::DistrictId, base::PersonId);
[[nodiscard]] std::optional<AccountRow> account_by_demo_role(store::Session&, base::DistrictId, std::string_view role);
[[nodiscard]] std::vector<DemoCard> demo_cards(store::Session&, base::DistrictId, base::CivilDate day);
[[nodiscard]] bool any_account(store::Session&, base::DistrictId);
[[nodiscard]] bool any_real_account(store::Session&, base::DistrictId);
void insert_account(store::Unit&, const AccountRow&);
void update_password(store::Unit&, base::AccountId, std::string_view hash, bool must_change);
void blank_account(store::Unit&, base::PersonId);   // no login, no password, locked
void update_locked(store::Unit&, base::AccountId, bool locked);

// Login sessions. The principal's statement answers the session, its account and every post of the person, in one.
struct Found {
  store::District district{};
  LoginSessionId session{};
  base::Instant created_at{}, seen_at{}, expires_at{};
  std::optional<base::Instant> revoked_at{};
  AccountRow account{};
  std::string name{};
  std::vector<HeldRow> held{};
};
[[nodiscard]] std::optional<Found> find_session(store::Session&, std::string_view district_code, std::string_view token_hash);
struct NewSession {
  LoginSessionId id{};
  base::AccountId account{};
  std::string token_hash{};
  base::Instant created_at{}, expires_at{};
  std::string peer{}, user_agent{};
};
void insert_session(store::Unit&, const NewSession&);
void touch_session(store::Unit&, LoginSessionId, base::Instant seen, base::Instant expires);
[[nodiscard]] bool revoke_session(store::Unit&, base::AccountId, LoginSessionId, base::Instant);
void revoke_all(store::Unit&, base::AccountId, LoginSessionId but, base::Instant);
[[nodiscard]] std::vector<SessionRow> sessions_of(store::Session&, base::DistrictId, base::AccountId, base::Instant now);

// Guessing
[[nodiscard]] Tries bucket(store::Session&, base::DistrictId, std::string_view name);
void put_bucket(store::Unit&, std::string_view name, const Tries&);
void clear_bucket(store::Unit&, std::string_view name);
[[nodiscard]] std::int64_t known_device(store::Session&, base::DistrictId, base::AccountId, std::string_view token_hash);  // its id; 0: not known
void insert_device(store::Unit&, std::int64_t id, base::AccountId, std::string_view token_hash, base::Instant);
void use_device(store::Unit&, std::int64_t id, base::Instant);
std::int64_t sweep(store::Unit&, base::Instant sessions_before, base::Instant attempts_before, base::Instant devices_before);

// The one-time claim of a real district
struct Claim { std::string code_hash{}; std::optional<base::Instant> used_at{}; };
[[nodiscard]] std::optional<Claim> claim(store::Session&, base::DistrictId);
void put_claim(store::Unit&, std::string_view code_hash, base::Instant);
void claim_used(store::Unit&, base::Instant);

}  // namespace people::sql

DESCRIBED(people::sql::OrgUnitVersion)
DESCRIBED(people::sql::PersonRow)
DESCRIBED(people::sql::DeputyRow)
