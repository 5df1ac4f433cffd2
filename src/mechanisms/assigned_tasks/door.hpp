// What definitions/assigned_tasks say: who fills, how much a community may be asked for, which facts a form may reuse.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "definitions/book.hpp"
#include "mechanisms/assigned_tasks/model.hpp"

namespace assigned_tasks {

struct Filler { std::string unit_kind{}, post_kind{}, zh{}, en{}; };
struct Door {                           // assigned_tasks/door
  std::int64_t version{};
  std::int64_t minutes_per_month{}, minutes_per_filling_max{}, fields_max{};
  std::int64_t notice_working_days{}, urgent_notice_working_days{}, correction_working_days{};
  bool over_with_reason{};
  std::vector<Filler> fillers{};
  [[nodiscard]] const Filler* filler(std::string_view unit_kind) const;
  [[nodiscard]] base::RuleRef rule(std::string place) const { return {"assigned_tasks/door", version, std::move(place)}; }
};
[[nodiscard]] base::Result<Door> parse_door(const definitions::Doc&);

struct FactRule {                       // of assigned_tasks/facts
  std::string code{}, zh{}, en{};
  FieldKind kind{};
  std::string unit{}, known_from{};     // a register that has it: area.households, area.grids, unit.grid_workers; empty: none
  std::int64_t valid_days{};
  std::vector<std::string> choices{};
};
struct FactBook {
  std::int64_t version{};
  std::vector<FactRule> facts{};
  [[nodiscard]] const FactRule* find(std::string_view code) const;
};
[[nodiscard]] base::Result<FactBook> parse_facts(const definitions::Doc&);

void check_door(const definitions::Doc&, const definitions::CheckScope&, definitions::Faults&);
void check_facts(const definitions::Doc&, const definitions::CheckScope&, definitions::Faults&);
void check_limits(const definitions::Doc&, const definitions::CheckScope&, definitions::Faults&);
void check_machine(const definitions::Doc&, const definitions::CheckScope&, definitions::Faults&);

}  // namespace assigned_tasks
