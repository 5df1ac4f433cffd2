#include "matters/rules.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace matters {
namespace {

using workflow::Blocked;

std::optional<Blocked> in_a_community(const GuardFacts& f) {
  if (f.in_a_community || !f.trying) return std::nullopt;
  return Blocked{"matters.not_in_a_community", "matters.give_the_grid"};
}
std::optional<Blocked> sorted(const GuardFacts& f) {
  if (f.sorted || !f.trying) return std::nullopt;
  return Blocked{"matters.not_sorted", "matters.give_the_category"};
}
std::optional<Blocked> unit_has_post(const GuardFacts& f) {
  if (f.unit_has_post.value_or(true)) return std::nullopt;
  return Blocked{"matters.unit_has_no_such_post", "matters.choose_a_post_that_is_there"};
}
std::optional<Blocked> review_ahead(const GuardFacts& f) {
  if (!f.review_on || (*f.review_on > f.today && f.review_on->days <= f.today.days + hold_days_max)) return std::nullopt;
  return Blocked{"matters.review_not_ahead", "matters.choose_a_review_date", {{"days", std::to_string(hold_days_max)}}};
}
std::optional<Blocked> not_urged_today(const GuardFacts& f) {
  if (!f.urged_at || f.now - *f.urged_at >= base::hours(24)) return std::nullopt;
  const std::int64_t left = (base::hours(24).micros - (f.now - *f.urged_at).micros + base::hours(1).micros - 1) / base::hours(1).micros;
  return Blocked{"matters.urged_already", "matters.urge_later", {{"hours", std::to_string(left)}}};
}

std::string amount_zh(const base::Limit& l) { return fmt::format("{} {}", l.amount, l.unit == base::LimitUnit::working_days ? "个工作日" : "个工作时"); }
std::string amount_en(const base::Limit& l) { return fmt::format("{} {}", l.amount, l.unit == base::LimitUnit::working_days ? "working days" : "office hours"); }

std::optional<Blocked> too_long(const GuardFacts& f) {
  if (f.unit_unknown) return Blocked{"matters.extension_unit", "matters.choose_days_or_hours"};
  if (!f.asked || !f.most || f.asked->amount <= f.most->amount) return std::nullopt;
  return Blocked{"matters.extension_too_long", "matters.ask_for_less", {{"most", amount_zh(*f.most)}, {"most_en", amount_en(*f.most)}}};
}
std::optional<Blocked> extension_open(const GuardFacts& f) {
  if (f.extension_state == "asked") return Blocked{"matters.extension_asked_already", "matters.wait_for_the_decision"};
  if (f.extension_count >= f.extensions_max) return Blocked{"matters.extension_used_up", "matters.hold_or_explain", {{"count", std::to_string(f.extensions_max)}}};
  if (!f.handle_due || f.now > *f.handle_due) return Blocked{"matters.extension_too_late", "matters.hold_or_explain"};
  return too_long(f);
}
std::optional<Blocked> extension_asked(const GuardFacts& f) {
  if (f.extension_state != "asked") return Blocked{"matters.no_extension_asked", "matters.nothing_to_decide"};
  return too_long(f);
}
std::optional<Blocked> within_reopen_days(const GuardFacts& f) {
  if (!f.closed_at || f.now <= *f.closed_at + base::hours(24 * f.reopen_days)) return std::nullopt;
  return Blocked{"matters.reopen_too_late", "matters.report_it_again", {{"days", std::to_string(f.reopen_days)}}};
}
std::optional<Blocked> parts_whole(const GuardFacts& f) {
  if (!f.parts || (*f.parts >= 1 && *f.parts <= f.parts_max)) return std::nullopt;
  return Blocked{"matters.parts_number", "matters.give_fewer_parts", {{"most", std::to_string(f.parts_max)}}};
}
std::optional<Blocked> photos_after(const GuardFacts& f) {
  if (!f.photos || *f.photos >= f.photos_min) return std::nullopt;
  return Blocked{"matters.photos_after_missing", "matters.take_a_photo_after", {{"count", std::to_string(f.photos_min)}}};
}
std::optional<Blocked> no_if(bool blocked, const char* reason, const char* remedy) {
  if (!blocked) return std::nullopt;
  return Blocked{reason, remedy};
}
std::optional<Blocked> beside_guard(std::string_view name, const GuardFacts& f) {
  if (name == "extension_open@1") return extension_open(f);
  if (name == "extension_asked@1") return extension_asked(f);
  if (name == "set_the_clock@1") return no_if(!f.set_the_clock, "matters.not_your_clock", "matters.let_the_dispatcher_decide");
  if (name == "not_the_asker@1") return no_if(f.asked_oneself, "matters.asked_oneself", "matters.let_another_decide");
  if (name == "cause_known@1") return no_if(!f.cause_known.value_or(true), "matters.no_such_cause", "matters.choose_a_cause");
  if (name == "no_open_question@1") return no_if(f.question_open, "matters.question_open", "matters.wait_for_the_answer");
  if (name == "question_open@1") return no_if(!f.question_open, "matters.no_question_open", "matters.ask_first");
  if (name == "rung_above@1") return no_if(!f.rung_above, "matters.top_rung", "matters.decide_it_here");
  if (name == "holds_rung@1") return no_if(!f.holds_rung, "matters.not_your_rung", "matters.let_the_rung_act");
  if (name == "parts_whole@1") return parts_whole(f);
  if (name == "parts_untouched@1") return no_if(!f.parts_untouched.value_or(true), "matters.parts_worked_on", "matters.let_the_parts_end");
  if (name == "into_open@1") return no_if(!f.into_open.value_or(true), "matters.into_is_over", "matters.choose_an_open_one");
  if (name == "was_merged@1") return no_if(!f.was_merged, "matters.part_taken_back", "matters.split_it_again");
  if (name == "inside_own_unit@1") return no_if(!f.inside_own_unit.value_or(true), "matters.not_inside", "matters.return_it_instead");
  if (name == "target_open@1") return no_if(!f.target_open.value_or(true), "matters.no_such_target", "matters.choose_a_target");
  if (name == "within_reopen_days@1") return within_reopen_days(f);
  if (name == "has_unit@1") return no_if(!f.has_unit, "matters.no_unit_to_reopen", "matters.report_it_again_here");
  if (name == "waits_for_closed@1") return no_if(f.held_by.value_or(0) > 0, "matters.waits_for_another", "matters.end_the_other_first");
  if (name == "photos_after@1") return photos_after(f);
  return Blocked{"matters.unknown_guard", "matters.tell_the_administrator", {{"guard", std::string(name)}}};
}

}  // namespace

std::optional<Blocked> guard(std::string_view name, const GuardFacts& f) {
  if (name == "no_self_strike_off@1") return workflow::no_self_strike_off(f.at, f.person);
  if (name == "in_a_community@1") return in_a_community(f);
  if (name == "sorted@1") return sorted(f);
  if (name == "unit_has_post@1") return unit_has_post(f);
  if (name == "review_ahead@1") return review_ahead(f);
  if (name == "not_urged_today@1") return not_urged_today(f);
  return beside_guard(name, f);
}

std::vector<std::string> own_guards() {
  return {"in_a_community@1", "sorted@1", "unit_has_post@1", "review_ahead@1", "not_urged_today@1", "extension_open@1", "extension_asked@1",
          "set_the_clock@1", "not_the_asker@1", "cause_known@1", "no_open_question@1", "question_open@1", "rung_above@1", "holds_rung@1", "parts_whole@1",
          "parts_untouched@1", "into_open@1", "was_merged@1", "inside_own_unit@1", "target_open@1", "within_reopen_days@1", "has_unit@1",
          "waits_for_closed@1", "photos_after@1"};
}

std::string due_state(const std::optional<base::Instant>& due_at, const std::optional<base::Instant>& warn_at,
                      const std::optional<base::CivilDate>& review_on, const std::optional<base::Instant>& closed_at, base::Instant now) {
  if (closed_at) return "none";
  if (review_on) return "hold";
  if (!due_at) return "none";
  if (now > *due_at) return "late";
  if (warn_at && now >= *warn_at) return "soon";
  return "ok";
}

std::string made_title(std::string_view place, std::string_view category_zh) {
  const std::string where = base::cut(place, 60);
  if (where.empty()) return std::string(category_zh);
  return fmt::format("{} · {}", where, category_zh);
}

std::string serial_text(std::int64_t year, std::int64_t serial) { return fmt::format("{}-{:04}", year, serial); }

std::vector<std::string> given_fields(const MoveMatter& c) {
  std::vector<std::string> out;
  const auto add = [&out](bool given, const char* name) { if (given) out.emplace_back(name); };
  add(!c.reason.empty(), "reason");
  add(!c.text.empty(), "text");
  add(!c.category.empty(), "category");
  add(c.area_id.has_value(), "area_id");
  add(c.unit_id.has_value() || !c.post_kind.empty(), "unit_id");
  add(!c.photos.empty(), "photos");
  add(c.passed.has_value(), "passed");
  add(c.strike_off, "strike_off");
  add(c.review_on.has_value(), "review_on");
  add(!c.outcome.empty(), "outcome");
  add(c.amount.has_value(), "amount");
  add(!c.unit.empty(), "unit");
  add(c.granted.has_value(), "granted");
  add(!c.cause.empty(), "cause");
  add(!c.question.empty(), "question");
  add(!c.answer.empty(), "answer");
  add(c.into.has_value(), "into");
  add(!c.parts.empty(), "parts");
  add(c.goes_on, "goes_on");
  add(!c.target.empty(), "target");
  return out;
}

}  // namespace matters
