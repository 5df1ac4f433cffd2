#include "instruments/assessment/framework.hpp"

#include <algorithm>

#include "definitions/doc.hpp"

namespace assessment {

using definitions::Doc;
using definitions::Faults;

namespace {

constexpr std::int64_t points_most = 1'000;

Belongs read_belongs(const Doc& doc, Faults& faults) {
  const std::string word = doc.text_or("belongs", "unit", faults);
  if (word == "subject") return Belongs::subject;
  if (word != "unit" && word != "area") doc.at("belongs").fault(faults, "assessment.check_belongs", {{"word", word}});
  return word == "area" ? Belongs::area : Belongs::unit;
}

Indicator read_indicator(const Doc& doc, Faults& faults) {
  doc.only({"code", "zh", "en", "formula", "belongs", "kinds", "per_kinds", "weight", "at_most", "best", "low", "high", "outside_percent", "each", "needs", "left_out", "words_zh", "words_en"}, faults);
  Indicator i{.code = doc.need_text("code", faults), .zh = doc.need_text("zh", faults), .en = doc.need_text("en", faults), .belongs = read_belongs(doc, faults)};
  const std::string formula = doc.need_text("formula", faults);
  constexpr std::pair<std::string_view, Formula> known[] = {{"rate", Formula::rate}, {"ratio", Formula::ratio}, {"free", Formula::free},
                                                            {"mean", Formula::mean}, {"band", Formula::band}, {"deduction", Formula::deduction}};
  const auto it = std::find_if(std::begin(known), std::end(known), [&](const auto& each) { return each.first == formula; });
  if (it == std::end(known)) doc.at("formula").fault(faults, "assessment.check_formula", {{"formula", formula}});
  else i.formula = it->second;
  i.kinds = doc.need_texts("kinds", faults);
  i.per_kinds = doc.texts_or_none("per_kinds", faults);
  i.weight = doc.need_integer("weight", faults, 1, points_most);
  i.at_most = doc.integer_or("at_most", 0, faults);
  i.best = doc.integer_or("best", 0, faults);
  i.low = doc.integer_or("low", 0, faults);
  i.high = doc.integer_or("high", 0, faults);
  i.outside_percent = doc.integer_or("outside_percent", 0, faults);
  i.each = doc.integer_or("each", 0, faults);
  i.needs = doc.integer_or("needs", 1, faults);
  i.left_out = doc.boolean_or("left_out", true, faults);
  i.words_zh = doc.need_text("words_zh", faults);
  i.words_en = doc.need_text("words_en", faults);
  const bool needs_per = i.formula == Formula::ratio || i.formula == Formula::free || i.formula == Formula::band;
  if (needs_per == i.per_kinds.empty()) doc.fault(faults, "assessment.check_per_kinds", {{"code", i.code}});
  if (i.formula == Formula::mean && i.best <= 0) doc.fault(faults, "assessment.check_best", {{"code", i.code}});
  if (i.formula == Formula::band && (i.low > i.high || i.needs < 1 || i.outside_percent < 0 || i.outside_percent > 100)) doc.fault(faults, "assessment.check_band", {{"code", i.code}});
  if (i.formula == Formula::deduction && i.each <= 0) doc.fault(faults, "assessment.check_each", {{"code", i.code}});
  return i;
}

}  // namespace

const Indicator* Framework::indicator(std::string_view wanted) const {
  for (const Indicator& each : indicators)
    if (each.code == wanted) return &each;
  return nullptr;
}
std::vector<std::string> Framework::kinds() const {
  std::vector<std::string> out;
  const auto add = [&out](const std::vector<std::string>& more) {
    for (const std::string& each : more)
      if (std::find(out.begin(), out.end(), each) == out.end()) out.push_back(each);
  };
  for (const Indicator& each : indicators) add(each.kinds), add(each.per_kinds);
  for (const Veto& each : vetoes) add(each.kinds);
  return out;
}

base::Result<Framework> parse_framework(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "target_kinds", "target_subject", "least_weight", "exclusion_reasons", "indicator", "veto", "grade"}, faults);
  Framework f{.code = doc.need_text("code", faults), .zh = doc.need_text("name_zh", faults), .en = doc.need_text("name_en", faults), .version = doc.need_integer("version", faults, 1)};
  f.target_kinds = doc.need_texts("target_kinds", faults);
  f.least_weight = doc.integer_or("least_weight", 0, faults);
  f.target_subject = doc.text_or("target_subject", "", faults);
  if (f.target_kinds.empty() == f.target_subject.empty()) doc.fault(faults, "assessment.check_targets");
  f.exclusion_reasons = doc.need_texts("exclusion_reasons", faults);
  std::int64_t whole = 0;
  for (const Doc& each : doc.need_list("indicator", faults)) {
    Indicator i = read_indicator(each, faults);
    if (f.indicator(i.code)) each.at("code").fault(faults, "assessment.check_doubled", {{"code", i.code}});
    if (i.formula != Formula::deduction) whole += i.weight;
    f.indicators.push_back(std::move(i));
  }
  if (whole != 100) doc.fault(faults, "assessment.check_weights", {{"sum", std::to_string(whole)}});
  for (const Doc& each : doc.at("veto").items()) {
    each.only({"code", "zh", "en", "belongs", "kinds", "at_least", "total_most"}, faults);
    f.vetoes.push_back({each.need_text("code", faults), each.need_text("zh", faults), each.need_text("en", faults), read_belongs(each, faults), each.need_texts("kinds", faults),
                        each.need_integer("at_least", faults, 1), each.need_integer("total_most", faults, 0, 100)});
  }
  std::int64_t before = points_most;
  for (const Doc& each : doc.need_list("grade", faults)) {
    each.only({"zh", "en", "at_least"}, faults);
    f.grades.push_back({each.need_text("zh", faults), each.need_text("en", faults), each.need_integer("at_least", faults, 0, 100)});
    if (f.grades.back().at_least >= before) each.at("at_least").fault(faults, "assessment.check_grades");
    before = f.grades.back().at_least;
  }
  if (before != 0) doc.fault(faults, "assessment.check_grades");
  return definitions::value_or_faults(std::move(f), std::move(faults));
}

}  // namespace assessment
