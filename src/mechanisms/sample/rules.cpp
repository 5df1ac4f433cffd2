#include "mechanisms/sample/rules.hpp"

namespace sample {
namespace {

std::vector<base::PersonId> ids_of(std::string_view text) {
  std::vector<base::PersonId> out;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    base::PersonId id;
    std::from_chars(text.data(), text.data() + comma, id.value);
    out.push_back(id);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

std::string text_of(const std::vector<base::PersonId>& ids) {
  std::string out;
  for (const base::PersonId id : ids) out += (out.empty() ? "" : ",") + std::to_string(id.value);
  return out;
}

}  // namespace

std::optional<workflow::Blocked> guard(std::string_view name, const GuardFacts& f) {
  if (name == "no_self_strike_off@1") return workflow::no_self_strike_off(f.at, f.person);
  if (name == "tool_is_here@1" && f.lent_elsewhere > 0) return workflow::Blocked{"sample.tool_is_out", "sample.wait_until_it_is_back"};
  return std::nullopt;
}

workflow::Position position_of(const Loan& l) {
  return {.stage = l.stage, .round = l.round, .handlers = ids_of(l.handlers), .version = l.version};
}

base::Result<State> fold(State state, std::string_view kind, std::string_view body, std::string_view personal, LoanId id, base::PersonId actor,
                         base::Instant at) {
  std::vector<workflow::ClockChange> clocks;
  if (kind == "sample.asked") {
    TRY(b, described::parse<AskedBody>(body));
    state.loan = {.district_id = state.loan.district_id, .id = id, .version = 1, .stage = b.stage, .round = 1, .tool = b.tool, .area_id = b.area_id, .asked_at = at};
    if (!personal.empty()) {
      TRY(p, described::parse<AskedPersonal>(personal));
      state.loan.phone = p.phone;
    }
    clocks = std::move(b.clocks);
  } else {
    TRY(b, described::parse<MovedBody>(body));
    TRY(next, workflow::fold(position_of(state.loan), {b.from, b.to, b.effects, actor}));
    state.loan.stage = next.stage;
    state.loan.round = next.round;
    state.loan.handlers = text_of(next.handlers);
    state.loan.version = next.version;
    clocks = std::move(b.clocks);
  }
  for (const workflow::ClockChange& change : clocks) workflow::apply(state.clocks, change, at);
  return state;
}

}  // namespace sample
