#include "mechanisms/callbacks/rules.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/iso.hpp"

namespace callbacks {

using definitions::Doc;
using definitions::Faults;

base::Result<Sampling> parse_sampling(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "every_days", "strata", "share_per_mille", "at_least", "at_most",
            "always_reopened", "always_urged", "calls_max", "pause_minutes", "words_kept_days", "caller", "script"}, faults);
  Sampling out{.version = doc.need_integer("version", faults, 1)};
  out.every_days = static_cast<std::int32_t>(doc.need_integer("every_days", faults, 1, 92));
  const std::string strata = doc.need_text("strata", faults);
  if (strata != "community" && strata != "unit") doc.at("strata").fault(faults, "base.unknown_choice", {{"choices", "community, unit"}});
  out.strata = strata == "unit" ? Strata::unit : Strata::community;
  out.share_per_mille = doc.need_integer("share_per_mille", faults, 0, 1000);
  out.at_least = doc.need_integer("at_least", faults, 0, 1000);
  out.at_most = doc.need_integer("at_most", faults, 1, 1000);
  if (out.at_most < out.at_least) doc.at("at_most").fault(faults, "callbacks.check_most_below_least");
  out.always_reopened = doc.need_boolean("always_reopened", faults);
  out.always_urged = doc.need_boolean("always_urged", faults);
  out.calls_max = doc.need_integer("calls_max", faults, 1, 20);
  out.pause_minutes = doc.need_integer("pause_minutes", faults, 0, 10'080);
  out.words_kept_days = doc.need_integer("words_kept_days", faults, 30, 3'650);
  out.caller = doc.need_text("caller", faults);
  for (const Doc& each : doc.need_list("script", faults))
    out.script.push_back({each.need_text("code", faults), each.need_text("zh", faults), each.need_text("en", faults)});
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

base::Result<Weights> parse_weights(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "few", "combined", "satisfaction"}, faults);
  Weights out{.version = doc.need_integer("version", faults, 1)};
  out.few = doc.need_integer("few", faults, 0, 1000);
  const Doc combined = doc.at("combined"), satisfaction = doc.at("satisfaction");
  combined.only({"response", "solution", "satisfaction", "source_tag", "source_text"}, faults);
  satisfaction.only({"satisfied", "mostly", "fair", "dissatisfied", "source_tag", "source_text"}, faults);
  out.response = combined.need_integer("response", faults, 0, 1000);
  out.solution = combined.need_integer("solution", faults, 0, 1000);
  out.satisfaction = combined.need_integer("satisfaction", faults, 0, 1000);
  if (out.response + out.solution + out.satisfaction != 1000) doc.fault(faults, "callbacks.check_weights_not_whole");
  out.satisfied = satisfaction.need_integer("satisfied", faults, 0, 1000);
  out.mostly = satisfaction.need_integer("mostly", faults, 0, out.satisfied);
  out.fair = satisfaction.need_integer("fair", faults, 0, out.mostly);
  out.dissatisfied = satisfaction.need_integer("dissatisfied", faults, 0, out.fair);
  out.combined_tag = combined.need_text("source_tag", faults);
  out.combined_text = combined.need_text("source_text", faults);
  out.satisfaction_tag = satisfaction.need_text("source_tag", faults);
  out.satisfaction_text = satisfaction.need_text("source_text", faults);
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

std::int64_t wanted(const Sampling& rule, std::int64_t population) {
  const std::int64_t share = (population * rule.share_per_mille + 999) / 1000;
  return std::min(population, std::clamp(share, rule.at_least, rule.at_most));
}

std::vector<Stratum> draw(const Sampling& rule, std::string_view seed, std::vector<Candidate> candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::pair(a.stratum, a.matter) < std::pair(b.stratum, b.matter);
  });
  std::vector<Stratum> out;
  for (const Candidate& each : candidates) {
    if (out.empty() || out.back().id != each.stratum) out.push_back({.id = each.stratum});
    out.back().population.push_back(each);
  }
  for (Stratum& stratum : out) {
    std::vector<std::pair<std::string, std::int64_t>> order;
    for (const Candidate& each : stratum.population) {
      if (rule.always_reopened && each.reopened) stratum.chosen.push_back({each.matter, "reopened"});
      else if (rule.always_urged && each.urged) stratum.chosen.push_back({each.matter, "urged"});
      else order.emplace_back(base::sha256_hex(std::string(seed) + ":" + std::to_string(each.matter)), each.matter);
    }
    std::sort(order.begin(), order.end());
    order.resize(std::min(order.size(), static_cast<std::size_t>(wanted(rule, static_cast<std::int64_t>(order.size())))));
    for (const auto& [key, matter] : order) stratum.chosen.push_back({matter, "drawn"});
    std::sort(stratum.chosen.begin(), stratum.chosen.end(), [](const Picked& a, const Picked& b) { return a.matter < b.matter; });
  }
  return out;
}

std::string population_text(const std::vector<Candidate>& all) {
  std::string out;
  for (const Candidate& c : all) out += (out.empty() ? "" : ",") + std::to_string(c.matter) + (c.reopened ? "r" : c.urged ? "u" : "");
  return out;
}

std::vector<Candidate> read_population(std::string_view text, std::int64_t stratum) {
  std::vector<Candidate> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    Candidate c{.stratum = stratum};
    const auto [stop, error] = std::from_chars(text.data(), text.data() + end, c.matter);
    (void)error;
    if (stop != text.data() + end) (*stop == 'r' ? c.reopened : c.urged) = true;
    out.push_back(c);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string chosen_text(const std::vector<Picked>& all) {
  std::string out;
  for (const Picked& p : all) out += (out.empty() ? "" : ",") + std::to_string(p.matter);
  return out;
}

std::string population_hash(const std::vector<Stratum>& strata) {
  std::string all;
  for (const Stratum& s : strata) all += std::to_string(s.id) + ":" + population_text(s.population) + "\n";
  return base::sha256_hex(all);
}

namespace {

Counts counted(std::string_view reason, std::string_view state, std::optional<bool> contacted, std::optional<bool> solved, std::optional<std::string> satisfaction) {
  Counts c;
  if (reason == "volunteered" || state == "superseded") return c;
  c.drawn = 1;
  if (state == "excluded") c.excluded = 1;
  if (state != "answered") return c;
  c.assessed = 1;
  c.in_time = contacted.value_or(false);
  (solved.value_or(false) ? c.solved : c.not_solved) = 1;
  const std::string s = satisfaction.value_or("");
  c.satisfied = s == "satisfied";
  c.mostly = s == "mostly";
  c.fair = s == "fair";
  c.dissatisfied = s == "dissatisfied";
  return c;
}

template <class Op>
Counts each(const Counts& a, const Counts& b, Op op) {
  return {op(a.drawn, b.drawn), op(a.assessed, b.assessed), op(a.in_time, b.in_time), op(a.solved, b.solved), op(a.not_solved, b.not_solved),
          op(a.satisfied, b.satisfied), op(a.mostly, b.mostly), op(a.fair, b.fair), op(a.dissatisfied, b.dissatisfied), op(a.excluded, b.excluded)};
}

}  // namespace

Counts counts_of(const Sample& s) { return counted(s.reason, s.state, s.contacted, s.solved, s.satisfaction); }
Counts counts_of(const FrozenSample& s) { return counted("drawn", s.state, s.contacted, s.solved, s.satisfaction); }
Counts operator+(const Counts& a, const Counts& b) { return each(a, b, [](std::int64_t x, std::int64_t y) { return x + y; }); }
Counts operator-(const Counts& a, const Counts& b) { return each(a, b, [](std::int64_t x, std::int64_t y) { return x - y; }); }
Counts counts_of(const MemberCounts& m) {
  return {m.drawn, m.assessed, m.in_time, m.solved, m.not_solved, m.satisfied, m.mostly, m.fair, m.dissatisfied, m.excluded};
}
MemberCounts member_counts(std::int64_t member, const Counts& c) {
  return {member, c.drawn, c.assessed, c.in_time, c.solved, c.not_solved, c.satisfied, c.mostly, c.fair, c.dissatisfied, c.excluded};
}

std::optional<std::int64_t> thousandths(std::int64_t numerator, std::int64_t denominator) {
  if (denominator <= 0) return std::nullopt;
  return (numerator * 2000 + denominator) / (2 * denominator);
}

void put_rates(RateRow& row, const Weights& w) {
  const Counts& c = row.counts;
  row.response = thousandths(c.in_time, c.assessed);
  row.solution = thousandths(c.solved, c.solved + c.not_solved);
  const std::int64_t rated = c.satisfied + c.mostly + c.fair + c.dissatisfied;
  row.satisfaction = thousandths(c.satisfied * w.satisfied + c.mostly * w.mostly + c.fair * w.fair + c.dissatisfied * w.dissatisfied, rated * 1000);
  row.combined = std::nullopt;
  if (row.response && row.solution && row.satisfaction)
    row.combined = thousandths(*row.response * w.response + *row.solution * w.solution + *row.satisfaction * w.satisfaction, 1'000'000);
}

base::CivilDate month_of(base::CivilDate day) {
  const auto d = base::ymd(day);
  return *base::civil(d.year, d.month, 1);
}

namespace {

base::CivilDate next_month(base::CivilDate first) {
  const auto d = base::ymd(first);
  return d.month == 12 ? *base::civil(d.year + 1, 1, 1) : *base::civil(d.year, d.month + 1, 1);
}

}  // namespace

Parts parts_of(Span span) {
  base::CivilDate first = month_of(span.from);
  if (first < span.from) first = next_month(first);
  const base::CivilDate last = month_of(span.to);
  if (first >= last) return {.head = span, .months = {span.to, span.to}, .tail = {span.to, span.to}};
  return {.head = {span.from, first}, .months = {first, last}, .tail = {last, span.to}};
}

bool is_period(std::string_view kind, Span span) {
  if (span.from >= span.to) return false;
  if (kind == "span") return true;
  if (month_of(span.from) != span.from) return false;
  if (kind == "month") return next_month(span.from) == span.to;
  return kind == "quarter" && base::ymd(span.from).month % 3 == 1 && next_month(next_month(next_month(span.from))) == span.to;
}

bool is_satisfaction(std::string_view s) { return s == "satisfied" || s == "mostly" || s == "fair" || s == "dissatisfied"; }
bool is_outcome(std::string_view s) { return s == "no_answer" || s == "busy" || s == "wrong_number" || s == "refused" || s == "later"; }
bool is_ground(std::string_view s) { return s == "malicious" || s == "beyond_law" || s == "no_contact"; }

base::Result<Sample> fold(Sample s, std::string_view kind, std::string_view body, std::string_view personal, SampleId id, base::Instant at) {
  const Counts before = s.id ? counts_of(s) : Counts{};
  if (kind == "callback.unmasked") return s;
  ++s.version;
  if (kind == "callback.drawn") {
    TRY(b, described::parse<DrawnBody>(body));
    const bool known = static_cast<bool>(s.id);            // came by oneself, and is drawn now
    s.id = id;
    s.draw_id = b.draw_id ? std::optional(b.draw_id) : std::nullopt;
    s.reason = b.reason;
    if (!known) {
      s.matter_id = b.matter_id;
      s.strike = b.strike;
      s.has_phone = b.has_phone;
      s.report_number = b.report_number;
      s.title = b.title;
      s.category = b.category;
      s.unit_id = b.unit_id;
      s.community_id = b.community_id;
      s.subdistrict_id = b.subdistrict_id;
      s.day = b.day;
      s.struck_off_at = b.struck_off_at;
      s.state = "waiting";
      s.changed_at = at;
    }
  } else if (kind == "callback.called") {
    TRY(b, described::parse<CalledBody>(body));
    ++s.calls;
    s.last_call_at = at;
    s.call_again_at = b.again_at;
  } else if (kind == "callback.answered" || kind == "callback.corrected") {
    TRY(b, described::parse<AnsweredBody>(body));
    s.state = "answered";
    if (kind == "callback.answered") {
      s.channel = b.channel;
      s.answered_at = at;
      if (b.channel == "phone") ++s.calls, s.last_call_at = at;
    }
    s.contacted = b.contacted;
    s.solved = b.solved;
    s.satisfaction = b.satisfaction;
    s.has_words = s.has_words || !personal.empty();
  } else if (kind == "callback.exclusion_proposed") {
    s.exclusion = "proposed";
  } else if (kind == "callback.exclusion_decided") {
    TRY(b, described::parse<DecidedBody>(body));
    s.exclusion = b.approved ? "approved" : "refused";
    if (b.approved) s.state = "excluded";
  } else if (kind == "callback.superseded") {
    s.state = "superseded";
  } else {
    return base::fail(base::ErrorCode::invalid, "base.invalid");
  }
  if (before != counts_of(s)) s.changed_at = at;
  return s;
}

}  // namespace callbacks
