#include "mechanisms/whistle/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace whistle {

using workflow::Blocked;

std::vector<std::string> own_actions() {
  return {"whistle.read", "whistle.draft", "whistle.approve", "whistle.close", "whistle.answer", "whistle.rule", "whistle_line.read"};
}
std::vector<std::string> own_guards() {
  return {"has_lines@1", "approval_before@1", "approval_after@1", "may_blow_kind@1", "leader_named@1", "differs_with_reason@1", "approver_is_another@1",
          "approver_of_kind@1", "approval_is_open@1", "approval_settled@1", "unit_not_called@1", "unit_has_post@1", "all_lines_closed@1", "into_open@1",
          "scores_known@1", "not_disputed_before@1", "dispute_is_open@1", "not_the_last_line@1", "not_urged_today@1", "dispute_settled@1", "extension_open@1",
          "extension_asked@1", "not_the_asker@1", "objection_open@1", "objection_asked@1", "marks_known@1"};
}
std::vector<std::string> own_effects() {
  return {"give_number@1", "call_lines@1", "open_approval@1", "approval_given@1", "approval_refused@1", "cancel_lines@1", "merge_lines@1", "reported_in@1",
          "count_sent_back@1", "keep_scores@1", "open_dispute@1", "close_dispute@1", "keep_precedent@1", "call_instead@1", "count_urge@1", "ask_extension@1",
          "decide_extension@1", "drop_extension@1", "clear_extension@1", "open_objection@1", "close_objection@1"};
}

std::vector<PlannedLine> planned_of(const Whistle& w) { return described::parse<std::vector<PlannedLine>>(w.planned).value_or(std::vector<PlannedLine>{}); }
std::vector<Score> scores_of(const Line& l) { return described::parse<std::vector<Score>>(l.scores).value_or(std::vector<Score>{}); }
std::vector<base::PersonId> handlers_of(const Line& l) {
  std::vector<base::PersonId> out;
  const char* at = l.handlers.data();
  const char* end = at + l.handlers.size();
  while (at < end) {
    std::int64_t id = 0;
    at = std::from_chars(at, end, id).ptr;
    if (id != 0) out.push_back({id});
    if (at < end) ++at;
  }
  return out;
}
std::optional<std::string> number_of(std::optional<std::int64_t> year, std::optional<std::int64_t> serial) {
  if (!year || !serial) return std::nullopt;
  return fmt::format("{}-{:03}", *year, *serial);
}
bool is_closed(const Line& l) { return l.stage == "rated" || l.stage == "released" || l.stage == "cancelled"; }
bool is_late(const Line& l, base::Instant now) {
  for (const auto& late : {l.sign_late, l.contact_late, l.report_late, l.finish_late})
    if (late.value_or(0) > 0) return true;
  return !is_closed(l) && l.due_at && *l.due_at < now;
}
bool first_was_right(const Line& l) { return l.first && l.stage != "released" && l.stage != "cancelled"; }

namespace {

std::optional<Blocked> no_if(bool wrong, std::string reason, std::string remedy, base::Params params = {}) {
  if (!wrong) return std::nullopt;
  return Blocked{"whistle." + reason, "whistle." + remedy, std::move(params)};
}
bool holds_any(const std::vector<std::string>& held, const std::vector<std::string>& wanted) {
  return std::any_of(held.begin(), held.end(), [&](const std::string& p) { return std::find(wanted.begin(), wanted.end(), p) != wanted.end(); });
}

std::optional<Blocked> guard_of_whistle(std::string_view name, const Facts& f) {
  const Whistle& w = *f.whistle;
  if (name == "has_lines@1") return no_if(f.planned == 0, "nobody_called", "name_a_unit");
  if (name == "approval_before@1") return no_if(f.kind && f.kind->approval_after, "is_blown_first", "blow_it_now");
  if (name == "approval_after@1") return no_if(f.kind && !f.kind->approval_after, "is_approved_first", "submit_it");
  if (name == "may_blow_kind@1") return no_if(f.kind && !holds_any(f.posts, f.kind->blown_by), "not_your_kind", "ask_who_may_blow");
  if (name == "leader_named@1") return no_if(f.kind && f.kind->needs_leader && w.chair.empty(), "no_leader", "name_a_leader");
  if (name == "differs_with_reason@1") return no_if(f.differs && w.differ_reason.empty(), "differs", "say_why_it_differs");
  if (name == "approver_is_another@1") return no_if(f.person == w.drafter, "own_draft", "let_another_approve");
  if (name == "approver_of_kind@1") return no_if(f.kind && !holds_any(f.posts, f.kind->approved_by), "not_your_approval", "let_another_approve");
  if (name == "approval_is_open@1") return no_if(w.approval != "open", "nothing_to_approve", "look_at_the_whistle");
  if (name == "approval_settled@1") return no_if(w.approval == "open", "approval_is_missing", "have_it_approved");
  if (name == "unit_not_called@1") return no_if(f.unit_called.value_or(false), "already_called", "urge_it_instead");
  if (name == "unit_has_post@1") return no_if(!f.unit_has_post.value_or(true), "nobody_answers", "choose_another_unit");
  if (name == "all_lines_closed@1") return no_if(f.open > 0, "lines_are_open", "end_the_lines_first", {{"n", std::to_string(f.open)}});
  if (name == "into_open@1") return no_if(!f.into_open.value_or(true), "not_open_to_merge", "choose_an_open_one");
  return std::nullopt;
}

std::optional<Blocked> extension_open(const Facts& f) {
  const Line& l = *f.line;
  const std::int64_t most = f.kind ? f.kind->extension_most : 0;
  if (most == 0) return no_if(true, "no_extension_here", "feed_back_in_time");
  if (l.extension == "asked") return no_if(true, "extension_asked_already", "wait_for_the_decision");
  if (!l.extension.empty()) return no_if(true, "extension_used_up", "feed_back_in_time");
  if (!f.finish_due || *f.finish_due < f.now) return no_if(true, "extension_too_late", "feed_back_now");
  return no_if(f.amount.value_or(0) > most, "extension_too_long", "ask_for_less", {{"n", std::to_string(most)}});
}

std::optional<Blocked> guard_of_line(std::string_view name, const Facts& f) {
  const Line& l = *f.line;
  if (name == "extension_open@1") return extension_open(f);
  if (name == "extension_asked@1") return no_if(l.extension != "asked", "no_extension_asked", "look_at_the_whistle");
  if (name == "not_the_asker@1") return no_if(l.extension_by == f.person, "asked_oneself", "let_another_decide");
  if (name == "objection_open@1") return l.objection.empty() ? no_if(f.objection_over, "objection_too_late", "see_the_marks") : no_if(true, "objected_before", "see_the_ruling");
  if (name == "objection_asked@1") return no_if(l.objection != "open", "no_objection", "look_at_the_whistle");
  if (name == "marks_known@1") return no_if(!f.marks_known.value_or(true), "marks_not_whole", "give_marks_in_bounds");
  if (name == "scores_known@1") return no_if(!f.scores_known.value_or(true), "scores_not_whole", "give_every_score");
  if (name == "not_disputed_before@1") return no_if(!l.dispute.empty(), "disputed_before", "go_on_leading");
  if (name == "dispute_is_open@1") return no_if(l.dispute != "open", "no_dispute", "look_at_the_whistle");
  if (name == "dispute_settled@1") return no_if(l.dispute == "open", "dispute_is_open", "wait_for_the_ruling");
  if (name == "not_the_last_line@1") return no_if(f.live <= 1, "last_line", "withdraw_the_whistle");
  if (name == "not_urged_today@1") return no_if(f.urged_today, "urged_today", "wait_until_tomorrow");
  if (name == "unit_not_called@1") return no_if(f.unit_called.value_or(false), "already_called", "uphold_it");
  if (name == "unit_has_post@1") return no_if(!f.unit_has_post.value_or(true), "nobody_answers", "choose_another_unit");
  return std::nullopt;
}

void apply_all(std::vector<workflow::Clock>& clocks, const std::vector<workflow::ClockChange>& changes, base::Instant at) {
  for (const workflow::ClockChange& each : changes) workflow::apply(clocks, each, at);
}

template <class Row>
void show_clock(Row& row, const std::optional<std::string>& code, const std::vector<workflow::Clock>& clocks) {
  row.clock = code;
  row.due_at = row.warn_at = std::nullopt;
  if (!code) return;
  if (const workflow::Clock* clock = workflow::live_clock(clocks, *code)) row.due_at = clock->due_at, row.warn_at = clock->warn_at;
}

// Minutes past the deadline of the clock that ended last under this code.
std::optional<std::int64_t> late_minutes(const std::vector<workflow::Clock>& clocks, std::string_view code) {
  const workflow::Clock* last = nullptr;
  for (const workflow::Clock& each : clocks)
    if (each.code == code && each.state == workflow::ClockState::met && (!last || each.number > last->number)) last = &each;
  if (!last || !last->due_at || !last->ended_at) return std::nullopt;
  const std::int64_t micros = (*last->ended_at - *last->due_at).micros;
  return micros <= 0 ? 0 : (micros + 59'999'999) / 60'000'000;
}

void take_text(Whistle& w, const WhistleText& b) {
  w.kind = b.kind;
  w.title = b.title;
  w.description = b.description;
  w.area_id = b.area_id;
  w.subdistrict_id = b.subdistrict_id;
  w.place = b.place;
  w.lon_e7 = b.lon_e7;
  w.lat_e7 = b.lat_e7;
  w.unit_id = b.unit_id;
  w.chair = b.chair;
  w.differ_reason = b.differ_reason;
  w.planned = described::to_json(b.lines);
  w.origin_kind = b.origin_kind;
  w.origin_id = b.origin_id;
  w.waits = b.waits;
}

base::Done take_move(WhistleState& s, const WhistleMoved& b, const Happened& h) {
  Whistle& w = s.whistle;
  TRY(next, workflow::fold(position_of(w), {.from = b.from, .to = b.to}));
  w.stage = next.stage;
  w.version = next.version;
  if (!b.reason.empty()) w.reason = b.reason;
  if (!b.outcome.empty()) w.outcome = b.outcome;
  if (!b.approval.empty()) w.approval = b.approval;
  if (b.approval == "given" || b.approval == "refused") w.approver = h.person;
  if (b.serial) w.year = b.year, w.serial = b.serial, w.blown_at = h.at;
  if (b.into) w.merged_into = b.into;
  if (w.stage == "closed" || w.stage == "withdrawn" || w.stage == "merged") w.closed_at = h.at;
  apply_all(s.clocks, b.clocks, h.at);
  show_clock(w, b.shown, s.clocks);
  return {};
}

void take_extension(Line& l, const LineMoved& b, const Happened& h) {
  const auto has = [&](std::string_view effect) { return std::find(b.effects.begin(), b.effects.end(), effect) != b.effects.end(); };
  if (has("ask_extension@1")) l.extension = "asked", l.extension_amount = b.amount, l.extension_by = h.person;
  if (has("decide_extension@1")) l.extension = b.granted.value_or(false) ? "granted" : "refused";
  const bool dropped = l.extension == "asked" && (has("drop_extension@1") || is_closed(l));
  if (dropped || has("clear_extension@1")) l.extension.clear(), l.extension_amount.reset(), l.extension_by.reset();
}

void take_objection(Line& l, const LineMoved& b, const Happened& h) {
  const auto has = [&](std::string_view effect) { return std::find(b.effects.begin(), b.effects.end(), effect) != b.effects.end(); };
  if (has("open_objection@1")) l.objection = "open", l.objection_reason = b.reason, l.objected_at = h.at;
  if (!has("close_objection@1")) return;
  l.objection = b.move == "object_upheld" ? "upheld" : "refused";
  l.objection_ruling = b.reason;
  l.objection_ruled_at = h.at;
  if (b.marks.empty()) return;
  l.points = b.points;
  l.point_list = described::to_json(b.point_list);
}

void take_step(LineState& s, const LineMoved& b, const Happened& h) {
  Line& l = s.line;
  const auto has = [&](std::string_view effect) { return std::find(b.effects.begin(), b.effects.end(), effect) != b.effects.end(); };
  if (b.move == "sign") l.signed_at = h.at, l.sign_late = late_minutes(s.clocks, "sign");
  if (b.move == "contact" || b.move == "report_in") {
    if (!l.contacted_at) l.contacted_at = h.at, l.contact_late = late_minutes(s.clocks, "contact");
  }
  if (has("reported_in@1")) {
    l.reported_in_at = h.at;
    l.report_late = late_minutes(s.clocks, "report_in");
    l.arrival = b.text;
    l.lon_e7 = b.lon_e7;
    l.lat_e7 = b.lat_e7;
  }
  if (b.move == "feedback") {
    l.fed_back_at = h.at;
    l.finish_late = std::max(l.finish_late.value_or(0), late_minutes(s.clocks, "finish").value_or(0));
    l.result = b.text;
  }
  if (b.move == "accept") l.accepted_at = h.at;
  if (has("count_sent_back@1")) l.sent_back += 1;
  if (has("count_urge@1")) l.urges += 1, l.urged_at = h.at;
  if (has("open_dispute@1")) l.dispute = "open", l.dispute_reason = b.reason, l.wanted_unit = b.unit_id, l.disputed_at = h.at;
  if (has("close_dispute@1")) l.dispute = b.move == "reassign" ? "reassigned" : "upheld", l.ruling = b.reason, l.ruled_at = h.at;
  if (b.moved_to) l.moved_to = b.moved_to;
  if (has("keep_scores@1")) {
    l.scores = described::to_json(b.scores);
    l.comment = b.text;
    l.points = b.points;
    l.point_list = described::to_json(b.point_list);
  }
  take_extension(l, b, h);
  take_objection(l, b, h);
  if (is_closed(l) && !l.ended_at) l.ended_at = h.at;
}

}  // namespace

std::optional<Blocked> guard(std::string_view name, const Facts& f) {
  if (name == "no_self_strike_off@1") return workflow::no_self_strike_off(f.at, f.person);
  return f.line ? guard_of_line(name, f) : guard_of_whistle(name, f);
}

bool competent(const Item& item, std::string_view unit_code) {
  return item.unit.empty() || item.unit == unit_code || std::find(item.also.begin(), item.also.end(), unit_code) != item.also.end();
}

std::vector<PointOf> points(const Rating& r, const Line& l, const std::vector<Score>& scores) {
  std::vector<PointOf> out;
  const auto add = [&out](std::string code, std::int64_t n) { out.push_back({std::move(code), n}); };
  add("sign_on_time", l.sign_late.value_or(0) == 0 ? r.sign_on_time : 0);
  add("contact_on_time", l.contact_late.value_or(0) == 0 ? r.contact_on_time : 0);
  add("report_in_on_time", l.report_late.value_or(0) == 0 ? r.report_in_on_time : 0);
  add("solved", l.accepted_at ? r.solved : 0);
  std::int64_t got = 0, most = 0;
  for (const ScoreRule& rule : r.scores) {
    most += rule.most;
    for (const Score& each : scores)
      if (each.code == rule.code) got += each.score;
  }
  add("satisfied", most == 0 ? 0 : (r.satisfied * got * 2 + most) / (most * 2));
  if (l.sent_back > 0) add("sent_back", r.sent_back * l.sent_back);
  return out;
}

bool mark_fits(const Rating& r, const Line& l, const PointOf& p) {
  const std::pair<const char*, std::int64_t> bounds[] = {{"sign_on_time", r.sign_on_time}, {"contact_on_time", r.contact_on_time}, {"report_in_on_time", r.report_in_on_time},
                                                         {"solved", r.solved}, {"satisfied", r.satisfied}, {"sent_back", r.sent_back * l.sent_back}};
  return std::any_of(std::begin(bounds), std::end(bounds), [&](const auto& b) {
    return p.code == b.first && p.points >= std::min<std::int64_t>(b.second, 0) && p.points <= std::max<std::int64_t>(b.second, 0);
  });
}
std::vector<PointOf> corrected(std::vector<PointOf> list, const std::vector<PointOf>& instead) {
  for (const PointOf& each : instead) {
    const auto it = std::find_if(list.begin(), list.end(), [&](const PointOf& p) { return p.code == each.code; });
    if (it != list.end()) it->points = each.points;
  }
  return list;
}

workflow::Position position_of(const Whistle& w) { return {.stage = w.stage, .round = 1, .version = w.version}; }
workflow::Position position_of(const Line& l) { return {.stage = l.stage, .round = 1 + l.sent_back, .handlers = handlers_of(l), .version = l.version}; }

base::Result<WhistleState> fold(WhistleState s, WhistleId id, const Happened& h) {
  Whistle& w = s.whistle;
  if (h.kind == "whistle.drafted") {
    TRY(b, described::parse<WhistleText>(h.body));
    w = {.district_id = w.district_id, .id = id, .version = 1, .stage = b.stage, .drafter = h.person, .drafted_at = h.at};
    take_text(w, b);
  } else if (h.kind == "whistle.saved") {
    TRY(b, described::parse<WhistleText>(h.body));
    w.version += 1;
    take_text(w, b);
  } else if (h.kind == "whistle.warned" || h.kind == "whistle.overdue") {
    TRY(b, described::parse<Marked>(h.body));
    w.version += 1;
    apply_all(s.clocks, b.clocks, h.at);
  } else {
    TRY(b, described::parse<WhistleMoved>(h.body));
    TRY_DO(take_move(s, b, h));
  }
  return s;
}

base::Result<LineState> fold(LineState s, LineId id, const Happened& h) {
  Line& l = s.line;
  if (h.kind == "whistle.line_called") {
    TRY(b, described::parse<LineCalled>(h.body));
    l = {.district_id = l.district_id, .id = id, .version = 1, .whistle_id = b.whistle_id, .kind = b.kind, .stage = b.stage, .unit_id = b.unit_id, .post_kind = b.post_kind,
         .item = b.item, .lead = b.lead, .first = b.first, .guest = b.guest, .area_id = b.area_id, .subdistrict_id = b.subdistrict_id, .blower_id = b.blower_id, .title = b.title,
         .instead_of = b.instead_of, .called_at = h.at, .scores = "[]", .point_list = "[]"};
    apply_all(s.clocks, b.clocks, h.at);
    show_clock(l, b.shown, s.clocks);
  } else if (h.kind == "whistle.line_moved") {
    TRY(b, described::parse<LineTaken>(h.body));
    l.version += 1;
    l.whistle_id = b.whistle_id;
    l.first = false;
    l.title = b.title;
  } else if (h.kind == "whistle.line_warned" || h.kind == "whistle.line_overdue") {
    TRY(b, described::parse<Marked>(h.body));
    l.version += 1;
    apply_all(s.clocks, b.clocks, h.at);
  } else {
    TRY(b, described::parse<LineMoved>(h.body));
    TRY(next, workflow::fold(position_of(l), {.from = b.from, .to = b.to, .effects = b.effects, .person = h.person}));
    l.stage = next.stage;
    l.version = next.version;
    l.handlers.clear();
    for (const base::PersonId each : next.handlers) l.handlers += (l.handlers.empty() ? "" : ",") + std::to_string(each.value);
    apply_all(s.clocks, b.clocks, h.at);
    take_step(s, b, h);
    show_clock(l, b.shown, s.clocks);
  }
  return s;
}

}  // namespace whistle
