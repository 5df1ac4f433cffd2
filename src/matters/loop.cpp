#include "matters/loop.hpp"

#include <algorithm>

#include "definitions/doc.hpp"

namespace matters {
namespace {

using definitions::Doc;
using definitions::Faults;

template <class T>
const T* find(const std::vector<T>& list, std::string_view code) {
  for (const T& each : list)
    if (each.code == code) return &each;
  return nullptr;
}

void read_extension(const Doc& doc, Loop& out, Faults& faults) {
  doc.only({"count", "most"}, faults);
  out.extensions_max = doc.need_integer("count", faults, 0, 5);
  for (const Doc& each : doc.at("most").items()) {
    each.only({"unit", "amount"}, faults);
    const std::string unit = each.need_text("unit", faults);
    const auto known = described::from_word<base::LimitUnit>(unit);
    if (!known || (*known != base::LimitUnit::working_days && *known != base::LimitUnit::office_hours))
      each.at("unit").fault(faults, "matters.check_extension_unit", {{"unit", unit}});
    out.extension_most.push_back({each.need_integer("amount", faults, 1, 365), known.value_or(base::LimitUnit::working_days)});
  }
}

void read_rungs(const Doc& doc, Loop& out, Faults& faults) {
  for (const Doc& each : doc.need_list("rung", faults)) {
    each.only({"code", "zh", "en", "duty"}, faults);
    Rung rung{.code = each.need_text("code", faults), .zh = each.need_text("zh", faults), .en = each.need_text("en", faults)};
    if (find(out.rungs, rung.code)) each.at("code").fault(faults, "matters.check_doubled_code", {{"code", rung.code}});
    for (const Doc& duty : each.need_list("duty", faults)) {
      duty.only({"unit", "post_kind"}, faults);
      rung.duties.push_back({duty.need_text("unit", faults), duty.need_text("post_kind", faults)});
      const std::string& unit = rung.duties.back().unit;
      if (unit != "community" && unit != "subdistrict" && unit != "district") duty.at("unit").fault(faults, "workflow.check_unknown_due_unit", {{"unit", unit}});
    }
    if (rung.duties.empty()) each.fault(faults, "matters.check_rung_without_duty", {{"rung", rung.zh}});
    out.rungs.push_back(std::move(rung));
  }
}

}  // namespace

const PauseCause* Loop::pause(std::string_view wanted) const { return find(pauses, wanted); }
const Rung* Loop::rung(std::string_view wanted) const { return find(rungs, wanted); }
const Rung* Loop::above(std::string_view wanted) const {
  for (std::size_t i = 0; i + 1 < rungs.size(); ++i)
    if (rungs[i].code == wanted) return &rungs[i + 1];
  return nullptr;
}
const base::Limit* Loop::most(base::LimitUnit unit) const {
  for (const base::Limit& each : extension_most)
    if (each.unit == unit) return &each;
  return nullptr;
}
bool Loop::holds(std::string_view wanted, std::string_view post_kind) const {
  auto at = std::find_if(rungs.begin(), rungs.end(), [&](const Rung& r) { return r.code == wanted; });
  for (; at != rungs.end(); ++at)
    for (const RungDuty& duty : at->duties)
      if (duty.post_kind == post_kind) return true;
  return false;
}

base::Result<Loop> parse_loop(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "extension", "reopen", "question", "split", "on_the_spot", "pause", "rung"},
           faults);
  Loop out{.code = doc.need_text("code", faults), .version = doc.need_integer("version", faults, 1)};
  read_extension(doc.at("extension"), out, faults);
  out.reopen_days = doc.at("reopen").need_integer("days", faults, 1, 365);
  out.question_days = doc.at("question").need_integer("days", faults, 1, 60);
  out.parts_max = doc.at("split").need_integer("parts", faults, 1, 20);
  out.photos_before = doc.at("on_the_spot").need_integer("photos_before", faults, 0, 5);
  out.photos_after = doc.at("on_the_spot").need_integer("photos_after", faults, 0, 5);
  for (const Doc& each : doc.need_list("pause", faults)) {
    each.only({"code", "zh", "en", "days"}, faults);
    PauseCause cause{each.need_text("code", faults), each.need_text("zh", faults), each.need_text("en", faults), each.need_integer("days", faults, 1, 365)};
    if (out.pause(cause.code)) each.at("code").fault(faults, "matters.check_doubled_code", {{"code", cause.code}});
    out.pauses.push_back(std::move(cause));
  }
  read_rungs(doc, out, faults);
  if (out.rungs.empty() || out.rungs.front().code != "community") doc.fault(faults, "matters.check_first_rung");
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

}  // namespace matters
