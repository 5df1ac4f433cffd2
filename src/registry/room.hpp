// What a room registers: one `extern const registry::Room <name>_room`. CMake finds the folders, so adding a room edits no shared file.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/call.hpp"
#include "registry/route.hpp"
#include "store/jobs.hpp"
#include "store/journal.hpp"
#include "store/role.hpp"

namespace definitions { class Doc; class CheckScope; }

namespace registry {

struct Hook {                     // runs in the same unit as the event, one level deep
  std::string event_kind{};
  std::function<base::Done(House&, store::Unit&, const store::NewEvent&)> run{};
};
struct JobKind {
  std::string kind{};
  std::function<base::Result<store::JobDone>(House&, store::JobRun&)> run{};
};
struct RepeatedJob {              // enqueued for each district at start, and again by its own JobDone::again_at
  std::string kind{};
};
struct FactKind {
  std::string kind{}, measure{}, privacy{}, retention{};
};
struct ActionInfo {               // what rights.toml may name
  std::string action{};           // "matter.register"
  std::string name_key{};         // message key
};
struct Opener {                   // how one room opens another's work
  std::string code{};
  std::vector<std::string> origin_kinds{};
  std::string action{};
  const described::Type* command{};
  std::function<base::Result<base::Subject>(Call&, store::Unit&, const base::Subject& origin, std::string_view command_json)> run{};
};
struct Invariant {                // checked by the simulation and by `redengine check`
  std::string name{};
  // Empty answer: holds. Otherwise one line that names what is broken. Subject id 0: check all.
  std::function<std::string(House&, store::Session&, base::DistrictId, const base::Subject&)> check{};
};
struct DataClass {                // a personal column: purpose, who sees it, how long, which job erases it
  std::string table{}, column{}, purpose{}, seen_by{}, retention{}, erased_by{};
};
struct DefinitionCheck {          // a kind of definition that this room reads, and how a draft of it is checked (definitions/book.hpp)
  std::string kind{};
  void (*run)(const definitions::Doc& body, const definitions::CheckScope&, std::vector<base::FieldError>& faults){};
};
struct DemoPlan {                 // how much of the demo district is made; the same plan gives the same canonical export
  bool full{true};                // the whole district at the article's scale; false: one subdistrict, for tests that begin afresh often
  int history_days{21};           // how long its people have lived before the first day
  std::uint64_t seed{1};
  std::function<void(std::int64_t done, std::int64_t all)> progress{};  // of the step that runs; may be empty
};
struct DemoStep {                 // the demo district is lived, never inserted: `order` sorts the rooms' steps
  int order{};                    // areas 100, organisations 110, seats and workforce 120-189, sign-ins 190, history 300, what follows from it 400-
  std::string name{};
  std::function<base::Done(House&, base::DistrictId, const DemoPlan&)> run{};
};

struct PaperTable {               // rows of a paper: the template repeats the line that names its columns
  std::string name{};
  std::vector<std::string> headings{};
  std::vector<std::vector<std::string>> rows{};
};
struct PaperContent {             // what fills the template and, from the same record, the A4 page
  std::string title{};
  std::vector<std::pair<std::string, std::string>> fields{};  // name in the template -> words
  std::vector<PaperTable> tables{};
};
struct PaperKind {                // an official paper that this room's records print as
  std::string code{};             // "matter_sheet"
  std::string name_zh{}, name_en{};
  std::string subject_kind{};     // of the record; "area" for lists of a community, "org_unit" for those of a unit
  std::string action{};           // who may print it
  std::function<base::Result<PaperContent>(Call&, const base::Subject&)> fill{};  // asks access for the record again
};
struct SearchHit {
  base::Subject subject{};
  std::string title{}, detail{};
  std::string page{};             // where the web shows it: "/matters/123"
};
struct Searcher {                 // what the search box finds in this room, in the reader's scope; words may be pinyin initials
  std::string code{};
  std::string name_key{};         // message key of the section
  std::function<base::Result<std::vector<SearchHit>>(Call&, std::string_view words, int limit)> find{};
};
struct Figure {                   // a number of the model district that must come from rows; `redengine figures` and a test print it
  std::string code{};
  std::string name_zh{}, name_en{};
  std::int64_t expected{};
  bool at_least{};                // the source says "more than"
  std::string query{};            // how it is counted, in words or SQL, for the reader
  std::function<std::int64_t(House&, store::Session&, base::DistrictId)> count{};
};

struct Room {
  std::string code{};
  std::string name_zh{}, name_en{};
  std::vector<int> mechanisms{};        // numbers of docs/mechanisms.md
  std::vector<Route> (*routes)(){};
  std::vector<Hook> hooks{};
  std::vector<JobKind> jobs{};
  std::vector<RepeatedJob> repeated{};
  std::vector<FactKind> facts{};
  std::vector<ActionInfo> actions{};
  std::vector<Opener> openers{};
  std::vector<Invariant> invariants{};
  std::vector<DataClass> data_classes{};
  std::vector<store::TableGrant> public_tables{};  // what routes of the public face, and the hooks they wake, do to tables; nothing else is allowed them
  std::vector<DemoStep> demo{};
  std::vector<PaperKind> papers{};
  std::vector<Searcher> searchers{};
  std::vector<Figure> figures{};
  std::vector<DefinitionCheck> definitions{};
  void (*start)(House&){};              // once, before the first request: what cannot be said as data
};

[[nodiscard]] std::span<const Room* const> all_rooms();  // generated by cmake/floors.cmake

// The tables that the public face may touch: those of the floors below the rooms, and what each of these rooms opens.
[[nodiscard]] std::vector<store::TableGrant> public_tables(std::span<const Room* const>);
inline constexpr const char* public_role = "redengine_public";  // unless the operator names another

// Lookups over all rooms, made once at start.
class Rooms {
 public:
  explicit Rooms(std::span<const Room* const> rooms);
  [[nodiscard]] std::span<const Room* const> all() const { return rooms_; }
  [[nodiscard]] base::Done tell(House&, store::Unit&, const store::NewEvent&) const;  // runs the hooks of this kind
  [[nodiscard]] const Opener* opener(std::string_view code) const;

 private:
  std::vector<const Room*> rooms_;
};

// Appends to the journal and tells the hooks: what every service calls.
[[nodiscard]] base::Result<base::EventId> record(House&, store::Unit&, const store::NewEvent&);

}  // namespace registry
