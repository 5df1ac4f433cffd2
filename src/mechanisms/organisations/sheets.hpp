// Units, posts, persons and appointments from a spreadsheet: read and checked without writing anything, then brought in by a job.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "formats/sheet.hpp"
#include "mechanisms/organisations/ground.hpp"
#include "store/jobs.hpp"
#include "store/list.hpp"

namespace organisations {

inline constexpr std::int64_t import_file_bytes_max = 16 * 1024 * 1024;
inline constexpr std::int64_t import_rows_max = 20'000;
inline constexpr int import_faults_kept_max = 2'000;
inline constexpr int import_steps_a_unit = 50;
inline constexpr int import_kept_days = 30;

struct OrgImportTag;
using OrgImportId = base::Id<OrgImportTag>;

enum class SheetKind : std::uint8_t { units, posts, persons, appointments };
enum class SheetState : std::uint8_t { checked, refused, running, done };

// One row on its way: what is to be done with it. Codes are looked up again when it is carried out.
struct SheetStep {
  std::int64_t line{};
  std::string act{};               // unit, unit_change, unit_close, post, person, person_change, appointment
  std::string code{}, name{}, name_en{}, kind{}, parent_code{}, letter{}, source{}, phone{}, note{};
  std::optional<people::OrgTree> tree{};
  std::optional<base::CivilDate> from{}, to{};
  base::AreaId area{};
  base::PostId post{};
  base::PersonId person{};
};
struct SheetPlan {
  std::vector<SheetStep> steps{};
  std::vector<formats::SheetFault> faults{};
  std::int64_t lines{}, fresh{}, changed{}, known{};
};

// What the rows are compared with, read in one snapshot.
struct KnownPerson { base::PersonId id{}; std::string name{}, phone{}; };
struct KnownAppointment { people::AppointmentId id{}; base::PostId post{}; base::PersonId person{}; base::CivilDate from{}; std::optional<base::CivilDate> to{}; };
struct World {
  Ground ground{};
  std::shared_ptr<const people::Grants> grants{};
  std::set<std::string> codes{};                                   // of all units, closed ones too
  std::vector<KnownPerson> persons{};
  std::vector<KnownAppointment> appointments{};
};
[[nodiscard]] SheetPlan plan_sheet(SheetKind, const formats::Sheet&, const World&);   // pure
[[nodiscard]] std::vector<formats::SheetColumn> sheet_columns(SheetKind);

struct SheetRowOf {                // a row of org_imports
  OrgImportId id{};
  SheetKind kind{};
  std::string file_name{};
  SheetState state{};
  std::int64_t lines{}, fresh{}, changed{}, known{}, faults{}, brought_in{};
  std::optional<base::JobId> job_id{};
  base::PersonId person_id{};
  base::Instant created_at{};
};
struct SheetImportView {
  OrgImportId id{};
  SheetKind kind{};
  std::string file_name{};
  SheetState state{};
  std::int64_t lines{}, fresh{}, changed{}, known{}, faults{}, brought_in{};
  std::optional<base::JobId> job_id{};
  std::string person_name{};
  base::Instant created_at{};
};
struct FaultParam { std::string name{}, value{}; };
struct SheetFaultRow { std::int64_t id{}, line{}; std::string column_name{}, reason{}, params{}; };
struct SheetFaultView { std::int64_t line{}; std::string column{}, reason{}; std::vector<FaultParam> params{}; };

// Tables
void insert_import(store::Unit&, const SheetRowOf&);
void save_import(store::Unit&, const SheetRowOf&);
[[nodiscard]] std::optional<SheetRowOf> import_row(store::Session&, base::DistrictId, OrgImportId);
void put_steps(store::Unit&, OrgImportId, std::int64_t first, const std::vector<SheetStep>&);
[[nodiscard]] std::vector<SheetStep> steps_from(store::Session&, base::DistrictId, OrgImportId, std::int64_t first, int limit);
void drop_steps(store::Unit&, OrgImportId);
void drop_old_imports(store::Unit&, base::Instant before);
void put_faults(store::Unit&, OrgImportId, std::int64_t first, const std::vector<formats::SheetFault>&);
[[nodiscard]] const store::ListSpec& imports_list();      // $1 = district
[[nodiscard]] const store::ListSpec& import_faults_list(); // $1 = district, $2 = import
[[nodiscard]] World read_world(registry::Call&, store::Session&, SheetKind);
[[nodiscard]] std::optional<base::OrgUnitId> unit_by_code(store::Session&, base::DistrictId, std::string_view code);

// Service. Units, posts and persons are the system administrator's, appointments the security administrator's.
[[nodiscard]] base::Result<SheetImportView> hand_in(registry::Call&, SheetKind, std::string_view file_name, std::string_view bytes);
[[nodiscard]] base::Result<SheetImportView> look_at_import(registry::Call&, std::int64_t id);
[[nodiscard]] base::Result<SheetImportView> begin_import(registry::Call&, std::int64_t id);
[[nodiscard]] base::Result<store::JobDone> run_sheet_import(registry::House&, store::JobRun&);

[[nodiscard]] std::vector<registry::Route> sheet_routes();

}  // namespace organisations

DESCRIBED_ENUM(organisations::SheetKind)
DESCRIBED_ENUM(organisations::SheetState)
DESCRIBED(organisations::SheetStep)
DESCRIBED(organisations::SheetRowOf)
DESCRIBED(organisations::SheetImportView)
DESCRIBED(organisations::FaultParam)
DESCRIBED(organisations::SheetFaultRow)
DESCRIBED(organisations::SheetFaultView)
DESCRIBED(organisations::KnownPerson)
DESCRIBED(organisations::KnownAppointment)
