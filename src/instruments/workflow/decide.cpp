// Decisions and the fold. No clock, no randomness, no SQL: time and case come in.
#include "instruments/workflow/decide.hpp"

#include <algorithm>

namespace workflow {
namespace {

base::RuleRef rule_of(const Machine& m, std::string place) { return {m.code, m.version, std::move(place)}; }

std::string names_of(const std::vector<const Move*>& moves) {
  std::string out;
  for (const Move* each : moves) {
    if (!out.empty()) out += "、";
    out += each->zh;
  }
  return out.empty() ? "—" : out;
}

base::Done from_here(const Machine& m, const Position& at, const Move& move) {
  if (move.leaves(at.stage)) return {};
  const Stage* stage = m.stage(at.stage);
  const bool over = stage && stage->kind == StageKind::end;
  return base::refuse(over ? "workflow.is_over" : "workflow.not_from_here", rule_of(m, "move/" + move.id + "/from"),
                      over ? "workflow.open_a_new_one" : "workflow.take_a_move_that_is_open",
                      {{"move", move.zh}, {"move_en", move.en}, {"stage", stage ? stage->zh : at.stage},
                       {"stage_en", stage ? stage->en : at.stage}, {"moves", names_of(m.moves_from(at.stage))}});
}

base::Done guards_allow(const Machine& m, const Move& move, const GuardCheck& check) {
  for (const std::string& guard : move.guards)
    if (auto no = check(guard))
      return base::refuse(std::move(no->reason), rule_of(m, "move/" + move.id + "/guard/" + guard), std::move(no->remedy),
                          std::move(no->params));
  return {};
}

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

base::Done form_is_whole(const Move& move, const Attempt& attempt) {
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "workflow.form_incomplete"};
  for (const FormField& field : move.fields)
    if (field.required && !has(attempt.given, field.name))
      wrong.errors.push_back({"/" + field.name, "workflow.field_missing", {{"field", field.zh}, {"field_en", field.en}}});
  for (const std::string& name : attempt.given)
    if (!move.field(name))
      wrong.errors.push_back({"/" + name, "workflow.field_not_taken", {{"move", move.zh}, {"move_en", move.en}}});
  if (wrong.errors.empty()) return {};
  return std::unexpected(std::move(wrong));
}

}  // namespace

base::Done possible(const Machine& m, const Position& at, const Move& move, const GuardCheck& check) {
  TRY_DO(from_here(m, at, move));
  return guards_allow(m, move, check);
}

base::Result<Decision> decide(const Machine& m, const Position& at, const Attempt& attempt, const GuardCheck& check) {
  const Move* move = m.move(attempt.move);
  if (!move) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", attempt.move}});
  if (attempt.if_version && *attempt.if_version != at.version) {
    base::Error stale{.code = base::ErrorCode::stale, .reason = "workflow.moved_on"};
    const Stage* stage = m.stage(at.stage);
    stale.params = {{"stage", stage ? stage->zh : at.stage}, {"stage_en", stage ? stage->en : at.stage}};
    stale.remedy = "workflow.look_again";
    stale.now_version = at.version;
    return std::unexpected(std::move(stale));
  }
  TRY_DO(from_here(m, at, *move));
  TRY_DO(form_is_whole(*move, attempt));
  TRY_DO(guards_allow(m, *move, check));
  if (move->to == "<" && !m.stage(at.came_from)) return base::fail(base::ErrorCode::invalid, "workflow.broken_history", {{"stage", at.stage}, {"from", at.came_from}});
  return Decision{move, at.stage, move->to == "=" ? at.stage : move->to == "<" ? at.came_from : move->to};
}

base::Result<Position> fold(Position at, const Step& step) {
  if (step.from != at.stage)
    return base::fail(base::ErrorCode::invalid, "workflow.broken_history", {{"stage", at.stage}, {"from", step.from}});
  at.stage = step.to;
  ++at.version;
  for (const std::string& effect : step.effects) {
    if (effect == "handled_by_actor@1") {
      if (step.person && std::find(at.handlers.begin(), at.handlers.end(), step.person) == at.handlers.end())
        at.handlers.push_back(step.person);
    } else if (effect == "new_round@1") {
      ++at.round;
      at.handlers.clear();
    } else if (effect == "remember_stage@1") {
      at.came_from = step.from;
    } else if (effect == "forget_stage@1") {
      at.came_from.clear();
    }
  }
  return at;
}

std::optional<Blocked> no_self_strike_off(const Position& at, base::PersonId person) {
  if (std::find(at.handlers.begin(), at.handlers.end(), person) == at.handlers.end()) return std::nullopt;
  return Blocked{"workflow.no_self_strike_off", "workflow.let_another_inspect", {{"round", std::to_string(at.round)}}};
}

std::vector<std::string> own_guards() { return {"no_self_strike_off@1"}; }
std::vector<std::string> own_effects() { return {"handled_by_actor@1", "new_round@1", "remember_stage@1", "forget_stage@1"}; }

}  // namespace workflow
