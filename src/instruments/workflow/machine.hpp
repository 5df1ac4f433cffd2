// A state machine as data: stages, moves, forms, who finds it in *mine*. Parsed once from a definition of kind "workflow";
// guards and effects are names whose functions the room registers and whose meaning at a version never changes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace definitions { class Doc; }

namespace workflow {

enum class StageKind : std::uint8_t { wait, hold, end };

struct DueRule {                 // a row in records/dues while the case stands here
  std::string unit{};            // community, subdistrict, handling, district: which unit owes it (the room resolves it)
  std::string post_kind{};       // empty: any post of the unit (of "handling": the post kind it was dispatched to)
  std::string bucket{};          // dues bucket
};

struct Stage {
  std::string id{}, zh{}, en{};
  std::string role{};            // what the room takes it for ("handling"); its id unless the definition says otherwise
  std::string strip_zh{}, strip_en{};   // the short word on the strip; empty: not on it
  StageKind kind{};
  std::string clock{};           // the limit that is shown while the case waits here
  std::string no_clock{};        // why there is none
  std::vector<DueRule> dues{};
};

struct FormField {
  std::string name{};
  std::string kind{};            // text, reason, unit_post, photos, yes_no, choice, date, category, area
  bool required{};
  std::vector<std::string> choices{};
  std::string zh{}, en{};
};

struct Move {
  std::string id{}, zh{}, en{};
  std::string verb{};            // what people call it; moves from different stages may share one. Its id unless said otherwise
  std::vector<std::string> from{};
  std::string to{};              // "=": the case stays where it is; "<": back to the stage that remember_stage@1 kept
  bool reopens{};                // may leave an end
  bool automatic{};              // made by the room itself when something else has ended, never by a person
  std::string event{};           // the journal's kind is "<subject>.<event>"
  std::string action{};          // the right it takes
  std::string bucket{};          // dues of the stage it enters stand in this bucket instead ("returned"); empty: the stage's own
  bool main{};
  std::vector<FormField> fields{};
  std::vector<std::string> guards{}, effects{};   // "name@version"
  std::vector<std::string> clocks_meet{}, clocks_stop{}, clocks_start{}, clocks_pause{}, clocks_resume{};
  std::vector<std::string> start_limits{};        // beside clocks_start: whose limit rows hold ("handle=reopen"); the clock's own unless said
  std::string then_zh{}, then_en{};

  [[nodiscard]] bool leaves(std::string_view stage) const;
  [[nodiscard]] const FormField* field(std::string_view name) const;
};

struct Machine {
  std::string code{};
  std::int64_t version{};
  std::string subject{};         // kind of the cases
  std::string first{};           // where a case begins
  std::vector<std::string> first_clocks{};   // start with the case, beside the one that its first stage shows
  std::string name_zh{}, name_en{};
  std::vector<Stage> stages{};
  std::vector<Move> moves{};

  [[nodiscard]] const Stage* stage(std::string_view id) const;
  [[nodiscard]] const Stage* stage_as(std::string_view role) const;   // the first stage that plays it
  [[nodiscard]] const Move* move(std::string_view id) const;
  // The move of this verb that leaves the stage, else the first of this verb; null: no such verb.
  [[nodiscard]] const Move* by_verb(std::string_view verb, std::string_view stage) const;
  [[nodiscard]] std::vector<const Move*> moves_from(std::string_view stage) const;
};

// Errors name the place in the file ("/move/3/to").
[[nodiscard]] base::Result<Machine> parse_machine(const definitions::Doc&);

// What a machine may refer to; whoever calls check() fills it from the rooms and the definitions in force.
struct Known {
  std::vector<std::string> guards{}, effects{};       // "name@version"
  std::vector<std::string> actions{}, post_kinds{};
  std::vector<std::string> clocks{};                  // limits that have a row for every case
  std::vector<std::string> due_units{}, buckets{}, field_kinds{};
};
struct Finding {
  std::string place{};           // "stage/handling", "move/sign/guard/x@1"
  std::string reason{};          // message key "workflow.<what>"
  base::Params params{};
};
// Empty: the machine is sound. Unreachable stage, dead end, stage without clock or reason, unknown guard, effect, action,
// post kind, limit row, doubled id, a clock that is shown where nothing started it.
[[nodiscard]] std::vector<Finding> check(const Machine&, const Known&);

// The machine as Markdown tables for docs/machines/<code>.md.
[[nodiscard]] std::string print(const Machine&);

}  // namespace workflow
