#include "mechanisms/campaigns/rules.hpp"

#include <algorithm>
#include <charconv>

#include "instruments/workflow/show.hpp"

namespace campaigns {

using definitions::Doc;
using definitions::Faults;
using workflow::Blocked;

namespace {

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return n;
}

Question read_question(const Doc& doc, Faults& faults) {
  doc.only({"code", "label", "kind", "required", "choices", "unit", "finding", "serious", "words"}, faults);
  Question q{.code = doc.need_text("code", faults), .label = doc.need_text("label", faults)};
  const std::string kind = doc.need_text("kind", faults);
  if (const auto known = described::from_word<QuestionKind>(kind)) q.kind = *known;
  else doc.at("kind").fault(faults, "campaigns.check_kind", {{"kind", kind}});
  q.required = doc.boolean_or("required", false, faults);
  q.choices = doc.texts_or_none("choices", faults);
  q.unit = doc.text_or("unit", "", faults);
  q.finding = doc.text_or("finding", "", faults);
  q.serious = doc.boolean_or("serious", false, faults);
  q.words = doc.text_or("words", "", faults);
  return q;
}

bool finding_fits(const Question& q) {
  if (q.finding.empty()) return true;
  switch (q.kind) {
    case QuestionKind::yes_no: return q.finding == "yes" || q.finding == "no";
    case QuestionKind::choice: return std::find(q.choices.begin(), q.choices.end(), q.finding) != q.choices.end();
    case QuestionKind::number: return q.finding.size() > 1 && (q.finding[0] == '>' || q.finding[0] == '<') && number(std::string_view(q.finding).substr(1));
    case QuestionKind::photo:
    case QuestionKind::text: return false;
  }
  return false;
}

std::optional<Blocked> no_if(bool wrong, std::string reason, std::string remedy, base::Params params = {}) {
  if (!wrong) return std::nullopt;
  return Blocked{"campaigns." + reason, "campaigns." + remedy, std::move(params)};
}

}  // namespace

base::Result<Templates> parse_templates(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "questions_max", "lines_max", "sites_max", "template"}, faults);
  Templates out{.version = doc.need_integer("version", faults, 1)};
  out.questions_max = doc.need_integer("questions_max", faults, 1, 100);
  out.lines_max = doc.need_integer("lines_max", faults, 1, 5'000);
  out.sites_max = doc.need_integer("sites_max", faults, 1, 50'000);
  for (const Doc& each : doc.need_list("template", faults)) {
    each.only({"code", "zh", "en", "purpose", "basis", "level", "place_kinds", "photos_needed", "question"}, faults);
    TemplateView t{.code = each.need_text("code", faults), .zh = each.need_text("zh", faults), .en = each.need_text("en", faults), .purpose = each.need_text("purpose", faults),
                   .basis = each.need_text("basis", faults), .level = each.need_text("level", faults)};
    if (t.level != "grid" && t.level != "community") each.at("level").fault(faults, "campaigns.check_level", {{"level", t.level}});
    t.photos_needed = each.boolean_or("photos_needed", true, faults);
    t.place_kinds = each.texts_or_none("place_kinds", faults);
    for (const Doc& q : each.need_list("question", faults)) t.questions.push_back(read_question(q, faults));
    for (base::FieldError& e : check_questions(t.questions, out)) each.fault(faults, e.reason, std::move(e.params));
    out.templates.push_back(std::move(t));
  }
  return definitions::value_or_faults(std::move(out), std::move(faults));
}
base::RuleRef law(const Templates& t, std::string place) { return {"campaigns/templates", t.version, std::move(place)}; }

std::vector<std::string> own_actions() {
  return {"campaign.read", "campaign.draft", "campaign.answer", "campaign.fix", "campaign.check", "campaign.urge", "campaign.hand_on"};
}
std::vector<std::string> split(std::string_view commas) {
  std::vector<std::string> out;
  while (!commas.empty()) {
    const auto at = commas.find(',');
    if (at != 0) out.emplace_back(commas.substr(0, at));
    commas = at == std::string_view::npos ? std::string_view{} : commas.substr(at + 1);
  }
  return out;
}
std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& each : words) out += (out.empty() ? "" : ",") + each;
  return out;
}
std::vector<Question> questions_of(const Campaign& c) { return described::parse<std::vector<Question>>(c.questions).value_or(std::vector<Question>{}); }
std::vector<FreeSite> free_sites_of(const Campaign& c) { return described::parse<std::vector<FreeSite>>(c.free_sites).value_or(std::vector<FreeSite>{}); }
std::vector<Answer> answers_of(const Site& s) { return described::parse<std::vector<Answer>>(s.answers).value_or(std::vector<Answer>{}); }
std::vector<base::PersonId> handlers_of(const Finding& f) {
  std::vector<base::PersonId> out;
  for (const std::string& each : split(f.handlers)) out.push_back({number(each).value_or(0)});
  return out;
}

std::vector<base::FieldError> check_questions(const std::vector<Question>& questions, const Templates& t) {
  std::vector<base::FieldError> out;
  if (static_cast<std::int64_t>(questions.size()) > t.questions_max) out.push_back({"/questions", "campaigns.too_many_questions", {{"most", std::to_string(t.questions_max)}}});
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Question& q = questions[i];
    const std::string path = "/questions/" + std::to_string(i);
    const auto same = [&](const Question& other) { return other.code == q.code; };
    if (std::count_if(questions.begin(), questions.end(), same) > 1) out.push_back({path + "/code", "campaigns.doubled_question", {{"code", q.code}}});
    if (q.kind == QuestionKind::choice && q.choices.size() < 2) out.push_back({path + "/choices", "campaigns.needs_choices", {}});
    if (!finding_fits(q)) out.push_back({path + "/finding", "campaigns.finding_does_not_fit", {{"label", q.label}}});
    if (!q.finding.empty() && q.words.empty()) out.push_back({path + "/words", "base.missing", {}});
  }
  return out;
}

bool finds(const Question& q, std::string_view value) {
  if (q.finding.empty() || value.empty()) return false;
  if (q.kind != QuestionKind::number) return value == q.finding;
  const auto n = number(value), limit = number(std::string_view(q.finding).substr(1));
  if (!n || !limit) return false;
  return q.finding[0] == '>' ? *n > *limit : *n < *limit;
}

std::vector<base::FieldError> check_answers(const std::vector<Question>& questions, const std::vector<Answer>& answers, bool photos_needed) {
  std::vector<base::FieldError> out;
  for (const Answer& a : answers)
    if (std::none_of(questions.begin(), questions.end(), [&](const Question& q) { return q.code == a.code; })) out.push_back({"/answers/" + a.code, "campaigns.no_such_question", {}});
  for (const Question& q : questions) {
    const std::string path = "/answers/" + q.code;
    const auto it = std::find_if(answers.begin(), answers.end(), [&](const Answer& a) { return a.code == q.code; });
    const bool empty = it == answers.end() || (q.kind == QuestionKind::photo ? it->photos.empty() : it->value.empty());
    if (empty) {
      if (q.required) out.push_back({path, "base.missing", {}});
      continue;
    }
    const std::string& v = it->value;
    if (q.kind == QuestionKind::yes_no && v != "yes" && v != "no") out.push_back({path, "campaigns.yes_or_no", {}});
    if (q.kind == QuestionKind::number && !number(v)) out.push_back({path, "campaigns.not_a_number", {}});
    if (q.kind == QuestionKind::choice && std::find(q.choices.begin(), q.choices.end(), v) == q.choices.end()) out.push_back({path, "base.unknown_choice", {{"choices", join(q.choices)}}});
    if (photos_needed && finds(q, v) && it->photos.empty()) out.push_back({path + "/photos", "campaigns.photo_before_missing", {}});
  }
  return out;
}

std::optional<Blocked> guard(std::string_view name, const CampaignFacts& f) {
  if (name == "campaign_is_whole@1") return no_if(!f.whole, "not_whole", "complete_it");
  if (name == "due_is_ahead@1") return no_if(!f.ahead, "due_is_past", "choose_a_later_day");
  if (name == "somebody_checks@1") {
    if (f.lines > f.lines_max || f.sites > f.sites_max) return no_if(true, "too_many_sites", "choose_less", {{"lines", std::to_string(f.lines)}, {"sites", std::to_string(f.sites)}});
    return no_if(f.lines == 0, "nobody_checks", "choose_other_areas");
  }
  if (name == "no_finding_waits@1") return no_if(f.waiting > 0, "findings_wait", "strike_off_first", {{"n", std::to_string(f.waiting)}});
  if (name == "nothing_found_yet@1") return no_if(f.findings > 0, "something_found", "close_it_instead", {{"n", std::to_string(f.findings)}});
  return std::nullopt;
}
std::optional<Blocked> guard(std::string_view name, const FindingFacts& f) {
  if (name == "no_self_strike_off@1") return workflow::no_self_strike_off(f.at, f.person);
  if (name == "photo_after@1") return no_if(f.needs_photo && f.has_photo && !*f.has_photo, "photo_after_missing", "take_a_photo");
  return std::nullopt;
}

}  // namespace campaigns
