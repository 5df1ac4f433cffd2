// Whistles computed again from the journal: no line lost, none open under a closed whistle, every clock explained, who worked never judged,
// marks and figures equal to plain sums over the events.
#include <algorithm>

#include "base/iso.hpp"
#include "definitions/times.hpp"
#include "laws.hpp"
#include "mechanisms/whistle/kinds.hpp"
#include "mechanisms/whistle/tables.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "store/journal.hpp"

namespace simulation {
namespace {

std::string name_of(const whistle::Line& l) { return fmt::format("line {} of whistle {}", l.id.value, l.whistle_id.value); }

// One line as its events tell it, folded by nobody's code but this.
struct Told {
  base::OrgUnitId unit{};
  std::map<std::string, base::Instant, std::less<>> due{};
  std::optional<base::Instant> called{}, signed_at{}, contacted{}, reported{}, accepted{}, ended{};
  bool sign_late{}, contact_late{}, report_late{}, cancelled{};
  std::int64_t sent_back{}, points{};
  std::string dispute{};
  bool rated{}, ruled_away{};
  std::set<std::int64_t> hands{};
};

class Lines {
 public:
  Lines(World& w, store::Session& s) : w_(w), s_(s) {}

  Told told(const whistle::Line& l) {
    Told t;
    for (const store::Event& e : store::events_of(s_, w_.district, {"whistle_line", l.id.value})) {
      if (e.kind == "whistle.line_called") {
        const auto b = described::parse<whistle::LineCalled>(e.body).value();
        t.unit = b.unit_id;
        t.called = e.happened_at;
        take_clocks(t, b.clocks);
      } else if (e.kind != "whistle.line_moved" && e.kind != "whistle.line_warned" && e.kind != "whistle.line_overdue") {
        step(t, l, e, described::parse<whistle::LineMoved>(e.body).value());
      }
    }
    return t;
  }

 private:
  static void take_clocks(Told& t, const std::vector<workflow::ClockChange>& changes) {
    for (const workflow::ClockChange& c : changes)
      if ((c.change == workflow::ChangeKind::start || c.change == workflow::ChangeKind::extend) && c.due_at) t.due[c.code] = *c.due_at;
  }
  static bool past(const Told& t, std::string_view clock, base::Instant at) {
    const auto found = t.due.find(clock);
    return found != t.due.end() && at > found->second;
  }

  void step(Told& t, const whistle::Line& l, const store::Event& e, const whistle::LineMoved& b) {
    const base::Instant at = e.happened_at;
    const bool judges = e.kind == "whistle.line_accepted" || e.kind == "whistle.line_sent_back" || e.kind == "whistle.line_rated";
    if (judges && t.hands.contains(e.actor.person.value)) broken("never by the one who handled it", fmt::format("{}: person {} worked on it and made {}", name_of(l), e.actor.person.value, e.kind));
    const bool works = e.kind == "whistle.line_signed" || e.kind == "whistle.line_contacted" || e.kind == "whistle.line_reported_in" || e.kind == "whistle.line_measured" || e.kind == "whistle.line_feedback";
    if (works) t.hands.insert(e.actor.person.value);
    if (t.ended && (works || judges)) broken("nothing happens to a line that has ended", fmt::format("{}: {}", name_of(l), e.kind));
    if (e.kind == "whistle.line_signed") t.signed_at = at, t.sign_late = past(t, "sign", at);
    const bool arrives = e.kind == "whistle.line_reported_in";
    if ((e.kind == "whistle.line_contacted" || arrives) && !t.contacted) t.contacted = at, t.contact_late = past(t, "contact", at);
    if (arrives) t.reported = at, t.report_late = past(t, "report_in", at);
    if (e.kind == "whistle.line_accepted") t.accepted = at;
    if (e.kind == "whistle.line_sent_back") ++t.sent_back;
    if (e.kind == "whistle.line_disputed") t.dispute = "open";
    if (e.kind == "whistle.line_ruled") t.dispute = b.move == "reassign" ? "reassigned" : "upheld", t.ruled_away = b.move == "reassign";
    if (e.kind == "whistle.line_cancelled") t.cancelled = true;
    if (e.kind == "whistle.line_rated") t.rated = true, t.points = marks(t, b, at);
    if (e.kind == "whistle.line_objection_ruled" && !b.marks.empty()) t.points = corrected(b);
    if (t.cancelled || t.ruled_away || e.kind == "whistle.line_rated") t.ended = t.ended.value_or(at);
    take_clocks(t, b.clocks);
  }

  // 响应 + 解决 + 满意 as the rule of that day says it in its own words.
  std::int64_t marks(const Told& t, const whistle::LineMoved& b, base::Instant at) {
    const auto held = w_.house().book.in_force(s_, w_.district, "whistle/rating", w_.zone.date_of(at)).value();
    const definitions::Doc rule = held->body.at("points");
    definitions::Faults ignored;
    const auto of = [&](const char* key) { return rule.need_integer(key, ignored, -10'000); };
    std::int64_t got = 0, most = 0;
    for (const definitions::Doc& each : held->body.at("score").items()) most += each.need_integer("most", ignored, 0);
    for (const whistle::Score& each : b.scores) got += each.score;
    std::int64_t sum = (t.sign_late ? 0 : of("sign_on_time")) + (t.contact_late ? 0 : of("contact_on_time")) + (t.report_late ? 0 : of("report_in_on_time")) + of("solved");
    sum += t.sent_back * of("sent_back") + (most == 0 ? 0 : (2 * of("satisfied") * got + most) / (2 * most));
    return sum;
  }
  static std::int64_t corrected(const whistle::LineMoved& b) {
    std::int64_t sum = 0;
    for (const whistle::PointOf& p : b.point_list) sum += p.points;
    return sum;
  }

  World& w_;
  store::Session& s_;
};

class WhistleLaws {
 public:
  WhistleLaws(World& w, store::Session& s) : w_(w), s_(s), lines_(w, s) {}

  void check() {
    std::int64_t planned = 0, called = 0;
    for (const whistle::WhistleId id : whistle::all_whistles(s_, w_.district)) {
      const auto state = whistle::load(s_, w_.district, id);
      planned += calls_of(id);
      if (!titles_.insert(state->whistle.title).second) broken("nothing is doubled", "two whistles are called " + state->whistle.title);
      whistle_dues(*state);
      const std::string name = fmt::format("whistle {}", id.value);
      for (const workflow::Clock& c : state->clocks) explained(c, name, state->whistle.closed_at.has_value());
      for (const whistle::Line& l : whistle::lines_of(s_, w_.district, id)) {
        ++called;
        planned += one(l, state->whistle) ? 1 : 0;
      }
    }
    if (planned != called) broken("no line is lost", fmt::format("{} lines stand for {} calls in the journal", called, planned));
  }

 private:
  // How many lines its own acts called.
  std::int64_t calls_of(whistle::WhistleId id) {
    std::int64_t out = 0, drafted = 0;
    for (const store::Event& e : store::events_of(s_, w_.district, {"whistle", id.value})) {
      if (e.kind == "whistle.drafted" || e.kind == "whistle.saved") drafted = static_cast<std::int64_t>(described::parse<whistle::WhistleText>(e.body).value().lines.size());
      if (e.kind == "whistle.blown") out += drafted;
      if (e.kind == "whistle.unit_added") ++out;
    }
    return out;
  }

  // True: its ruling called another.
  bool one(const whistle::Line& l, const whistle::Whistle& w) {
    const Told t = lines_.told(l);
    const bool over = w.stage == "closed" || w.stage == "withdrawn" || w.stage == "merged";
    if (over && (!t.ended || *t.ended > *w.closed_at)) broken("no close with an open line", fmt::format("{} was open when it was {}", name_of(l), w.stage));
    if (t.ended.has_value() != l.ended_at.has_value()) broken("no line is lost", name_of(l) + " has ended in its row or in its events only");
    if (t.rated) {
      ++w_.counts.points_checked;
      std::int64_t listed = 0, facts = 0;
      const auto list = described::parse<std::vector<whistle::PointOf>>(l.point_list).value();
      for (const whistle::PointOf& p : list) listed += p.points;
      for (const facts::Fact& f : facts::of_subject(s_, w_.district, {"whistle_line", l.id.value}, "whistle.line_rated")) facts += f.amount;
      if (l.points != t.points || listed != t.points || facts != t.points)
        broken("marks equal a second computation", fmt::format("{} has {} points, {} by its list, {} by its facts and {} by its events", name_of(l), l.points.value_or(-1), listed, facts, t.points));
    }
    const auto state = whistle::load(s_, w_.district, l.id);
    for (const workflow::Clock& c : state->clocks) explained(c, name_of(l), l.ended_at && c.code != "objection");
    line_dues(l, state->clocks);
    return t.ruled_away;
  }

  void explained(const workflow::Clock& c, const std::string& name, bool over) {
    const auto law = [&](const std::string& how) { broken("every running clock has a limit that explains it", fmt::format("{}: {}", name, how)); };
    if (!c.live()) return;
    if (over) law("clock " + c.code + " runs although it has ended");
    const auto limits = w_.house().book.exact_as<workflow::LimitTable>(workflow::parse_limits, s_, w_.district, c.basis.limit, c.basis.limit_version);
    const auto times = definitions::times_of(w_.house().book, s_, w_.district, "Asia/Shanghai", c.basis.calendar, c.basis.calendar_version, c.basis.hours, c.basis.hours_version);
    const workflow::LimitRow* row = limits ? (*limits)->at(c.basis.limit_place) : nullptr;
    if (!row || !times) return law("clock " + c.code + " has no limit row " + c.basis.limit_place);
    const workflow::TimeTable table{times->rules(), c.basis.calendar, c.basis.calendar_version, c.basis.hours, c.basis.hours_version};
    const auto legs = workflow::explain(c, row->limit, table);
    if (c.state != workflow::ClockState::running) return;
    if (legs.back().deadline.due_at != c.due_at || legs.size() != c.extensions.size() + 1) law("clock " + c.code + " is explained by another deadline");
    for (const workflow::Leg& leg : legs)
      if (const std::string wrong = sums(c, leg); !wrong.empty()) law(wrong);
  }

  void whistle_dues(const whistle::WhistleState& state) {
    const whistle::Whistle& w = state.whistle;
    auto dues = dues::of_subject(s_, w_.district, {"whistle", w.id.value});
    std::erase_if(dues, [](const dues::Due& d) { return d.kind.starts_with("whistle.reminder"); });
    const auto count = [&](const std::string& kind) { return std::count_if(dues.begin(), dues.end(), [&](const dues::Due& d) { return d.kind == kind; }); };
    const bool over = w.closed_at.has_value();
    const auto of_stage = count("whistle." + w.stage);
    if (over != (of_stage == 0)) broken("dues exactly explain stages", fmt::format("whistle {} in {} is owed by {} posts", w.id.value, w.stage, of_stage));
    const bool after = !over && w.approval == "open" && w.stage != "to_approve";
    if (after != (count("whistle.approve_after") > 0)) broken("dues exactly explain stages", fmt::format("whistle {}: its approval afterwards is owed wrongly", w.id.value));
    if (static_cast<std::ptrdiff_t>(dues.size()) != of_stage + count("whistle.approve_after")) broken("dues exactly explain stages", fmt::format("whistle {}: somebody owes what nothing explains", w.id.value));
    const workflow::Clock* approve = workflow::live_clock(state.clocks, "approve");
    if (approve && w.approval != "open" && w.stage != "to_approve") broken("every running clock has a limit that explains it", fmt::format("whistle {} waits for no approval and its clock runs", w.id.value));
  }

  void line_dues(const whistle::Line& l, const std::vector<workflow::Clock>& clocks) {
    auto dues = dues::of_subject(s_, w_.district, {"whistle_line", l.id.value});
    std::erase_if(dues, [](const dues::Due& d) { return d.kind.starts_with("whistle.reminder"); });
    const auto count = [&](const std::string& kind) { return std::count_if(dues.begin(), dues.end(), [&](const dues::Due& d) { return d.kind == kind; }); };
    const auto law = [&](const std::string& how) { broken("dues exactly explain stages", fmt::format("{} in {}: {}", name_of(l), l.stage, how)); };
    const auto of_stage = count("whistle_line." + l.stage);
    if (l.ended_at.has_value() == (of_stage > 0)) law(fmt::format("{} posts owe it", of_stage));
    if ((l.dispute == "open" && !l.ended_at) != (count("whistle.dispute") > 0)) law("its dispute is owed wrongly");
    if ((l.extension == "asked" && !l.ended_at) != (count("whistle.extension") > 0)) law("nobody decides on more time, or somebody does though nobody asked");
    if ((l.objection == "open") != (count("whistle.objection") > 0)) law("its objection is owed wrongly");
    for (const dues::Due& d : dues)
      if (d.kind == "whistle_line." + l.stage && d.due_at != l.due_at) law("its due is due at another time");
    const workflow::Clock* shown = l.clock ? workflow::live_clock(clocks, *l.clock) : nullptr;
    if (!l.ended_at && (!shown || shown->due_at != l.due_at)) law("it waits without its clock");
  }

  World& w_;
  store::Session& s_;
  Lines lines_;
  std::set<std::string> titles_;
};

struct Sums { std::int64_t lines{}, responded{}, signed_on_time{}, reported_on_time{}, solved{}, sent_back{}, disputes{}, upheld{}, reassigned{}, points{}, rated{}; };

}  // namespace

void laws_of_whistles(World& w, store::Session& s) { WhistleLaws(w, s).check(); }

// What the centre's screen says of each unit, against the events.
void figures_of_whistles(World& w) {
  if (w.settled) return;
  std::map<std::int64_t, Sums> sums;
  w.calm().read([&](store::Session& s) {
    Lines lines(w, s);
    for (const whistle::LineId id : whistle::all_lines(s, w.district)) {
      const whistle::Line l = whistle::load(s, w.district, id)->line;
      const Told t = lines.told(l);
      if (t.cancelled) continue;
      Sums& u = sums[t.unit.value];
      ++u.lines;
      u.responded += t.reported ? 1 : 0;
      u.signed_on_time += t.signed_at && !t.sign_late ? 1 : 0;
      u.reported_on_time += t.reported && !t.report_late ? 1 : 0;
      u.solved += t.accepted ? 1 : 0;
      u.sent_back += t.sent_back;
      u.disputes += t.dispute.empty() ? 0 : 1;
      u.upheld += t.dispute == "upheld" ? 1 : 0;
      u.reassigned += t.dispute == "reassigned" ? 1 : 0;
      if (t.rated) u.points += t.points, ++u.rated;
    }
  });
  Someone* desk = nullptr;
  for (Someone& each : w.people)
    if (each.login == "desk1") desk = &each;
  const Json page = w.get(*desk, fmt::format("/api/v1/whistles/figures?from={}&to={}", w.plan.first_day, base::iso(w.today() + 1)));
  std::size_t seen = 0;
  for (const Json& row : page.at("units").items) {
    const Sums& u = sums[row.number("unit_id")];
    ++seen;
    ++w.counts.figures_checked;
    const std::pair<const char*, std::int64_t> both[] = {{"lines", u.lines}, {"responded", u.responded}, {"signed_on_time", u.signed_on_time}, {"reported_on_time", u.reported_on_time},
                                                         {"solved", u.solved}, {"sent_back", u.sent_back}, {"disputes", u.disputes}, {"upheld", u.upheld}, {"reassigned", u.reassigned}};
    for (const auto& [name, mine] : both)
      if (row.number(name) != mine) broken("figures equal a second computation", fmt::format("unit {}: {} is {} on the screen and {} by the events", row["unit_id"], name, row[name], mine));
    if (u.rated > 0 && row.number("points_mean_x10") != (u.points * 10 + u.rated / 2) / u.rated)
      broken("figures equal a second computation", fmt::format("unit {}: a mean of {} against {} points of {} lines", row["unit_id"], row["points_mean_x10"], u.points, u.rated));
  }
  if (seen != sums.size()) broken("figures equal a second computation", fmt::format("{} units on the screen and {} by the events", seen, sums.size()));
}

}  // namespace simulation
