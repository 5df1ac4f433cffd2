// Organisations, posts, who holds them, accounts. Laws of dates and administrators are people/'s; here: who may do it, in one unit.
#pragma once
#include <string>
#include <vector>

#include "mechanisms/organisations/model.hpp"
#include "registry/call.hpp"
#include "store/list.hpp"

namespace organisations {

inline constexpr std::string_view read_action = "organisation.read";
inline constexpr std::string_view shape_action = "organisation.shape";              // units and posts
inline constexpr std::string_view person_action = "organisation.person";            // persons
inline constexpr std::string_view appoint_action = "organisation.appoint";          // giving a post is giving its rights
inline constexpr std::string_view deputy_action = "organisation.deputy";
inline constexpr std::string_view account_action = "organisation.account";          // accounts of everybody but the three administrators
inline constexpr std::string_view account_read_action = "organisation.account_read";
inline constexpr std::string_view account_administrator_action = "organisation.account_administrator";
inline constexpr std::string_view import_action = "organisation.import";            // hands spreadsheets in; what for, the sheet's own action says
inline constexpr std::string_view export_action = "organisation.export";            // lists with names leave the house
inline constexpr std::string_view unmask_action = "organisation.unmask";

template <class T>
struct Page { std::vector<T> items{}; std::string next{}; std::int64_t total_at_least{}; };

// Looking: units, posts and appointments as of ?on=, a day before or after today.
[[nodiscard]] base::Result<std::vector<OrgUnitLine>> units(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<OrgUnitView> unit(registry::Call&, std::int64_t id, const base::Params& query);
[[nodiscard]] base::Result<Page<PostView>> posts(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<CountView> posts_count(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<Page<PersonView>> persons(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<PersonView> one_person(registry::Call&, std::int64_t id);
[[nodiscard]] base::Result<CountView> persons_count(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<Page<AppointmentView>> appointments(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<CountView> appointments_count(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<Page<DeputyView>> deputies(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<Page<AccountView>> accounts(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<HoldingsView> holdings(registry::Call&, std::int64_t person);

[[nodiscard]] base::Result<MadeView> add_unit(registry::Call&, std::int64_t, const AddOrgUnit&);
[[nodiscard]] base::Result<MadeView> change_unit(registry::Call&, std::int64_t id, const ChangeOrgUnit&);
[[nodiscard]] base::Result<MadeView> close_unit(registry::Call&, std::int64_t id, const Close&);
[[nodiscard]] base::Result<MadeView> add_post(registry::Call&, std::int64_t, const AddPost&);
[[nodiscard]] base::Result<MadeView> rename_post(registry::Call&, std::int64_t id, const RenamePost&);
[[nodiscard]] base::Result<MadeView> close_post(registry::Call&, std::int64_t id, const Close&);
[[nodiscard]] base::Result<MadeView> add_person(registry::Call&, std::int64_t, const AddPerson&);
[[nodiscard]] base::Result<MadeView> change_person(registry::Call&, std::int64_t id, const ChangePerson&);
[[nodiscard]] base::Result<MadeView> appoint(registry::Call&, std::int64_t, const Appoint&);
[[nodiscard]] base::Result<MadeView> end_appointment(registry::Call&, std::int64_t id, const EndAppointment&);
[[nodiscard]] base::Result<MadeView> appoint_deputy(registry::Call&, std::int64_t, const AppointDeputy&);
[[nodiscard]] base::Result<MadeView> end_deputy(registry::Call&, std::int64_t id, const EndDeputy&);
// Somebody leaves: each post goes to who is named or stays vacant, deputyships end, all in one unit. Refused when a post is forgotten.
[[nodiscard]] base::Result<HandedOver> hand_over(registry::Call&, std::int64_t person, const HandOver&);
[[nodiscard]] base::Result<AccountView> add_account(registry::Call&, std::int64_t, const AddAccount&);
[[nodiscard]] base::Result<AccountView> lock_account(registry::Call&, std::int64_t id, const LockAccount&);
[[nodiscard]] base::Result<AccountView> unlock_account(registry::Call&, std::int64_t id, const LockAccount&);
[[nodiscard]] base::Result<AccountView> reset_password(registry::Call&, std::int64_t id, const ResetPassword&);
[[nodiscard]] base::Result<Revealed> unmask(registry::Call&, std::int64_t id, const UnmaskPhone&);

}  // namespace organisations
