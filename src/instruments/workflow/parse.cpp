// Machines and limit tables from definitions.
#include "definitions/doc.hpp"
#include "instruments/workflow/limits.hpp"
#include "instruments/workflow/machine.hpp"

namespace workflow {
namespace {

using definitions::Doc;
using definitions::Faults;

Stage read_stage(const Doc& doc, Faults& faults) {
  doc.only({"id", "zh", "en", "role", "strip", "strip_en", "kind", "clock", "no_clock", "due"}, faults);
  Stage s{.id = doc.need_text("id", faults), .zh = doc.need_text("zh", faults), .en = doc.need_text("en", faults)};
  s.role = doc.text_or("role", s.id, faults);
  s.strip_zh = doc.text_or("strip", "", faults);
  s.strip_en = doc.text_or("strip_en", s.strip_zh, faults);
  const std::string kind = doc.need_text("kind", faults);
  if (kind == "wait") s.kind = StageKind::wait;
  else if (kind == "hold") s.kind = StageKind::hold;
  else if (kind == "end") s.kind = StageKind::end;
  else doc.at("kind").fault(faults, "workflow.check_unknown_stage_kind", {{"kind", kind}});
  s.clock = doc.text_or("clock", "", faults);
  s.no_clock = doc.text_or("no_clock", "", faults);
  for (const Doc& due : doc.at("due").items()) {
    due.only({"unit", "post_kind", "bucket"}, faults);
    s.dues.push_back({due.need_text("unit", faults), due.text_or("post_kind", "", faults), due.need_text("bucket", faults)});
  }
  return s;
}

Move read_move(const Doc& doc, Faults& faults) {
  doc.only({"id", "verb", "zh", "en", "from", "to", "reopens", "automatic", "event", "action", "bucket", "main", "guards", "effects", "clocks_meet", "clocks_stop", "clocks_start",
            "clocks_pause", "clocks_resume", "then_zh", "then_en", "field"}, faults);
  Move m{.id = doc.need_text("id", faults), .zh = doc.need_text("zh", faults), .en = doc.need_text("en", faults)};
  m.verb = doc.text_or("verb", m.id, faults);
  m.automatic = doc.boolean_or("automatic", false, faults);
  m.reopens = doc.boolean_or("reopens", false, faults);
  m.from = doc.need_texts("from", faults);
  m.to = doc.need_text("to", faults);
  m.event = doc.need_text("event", faults);
  m.action = doc.need_text("action", faults);
  m.bucket = doc.text_or("bucket", "", faults);
  m.main = doc.boolean_or("main", false, faults);
  m.guards = doc.texts_or_none("guards", faults);
  m.effects = doc.texts_or_none("effects", faults);
  m.clocks_meet = doc.texts_or_none("clocks_meet", faults);
  m.clocks_stop = doc.texts_or_none("clocks_stop", faults);
  for (const std::string& each : doc.texts_or_none("clocks_start", faults)) {  // "handle", or "handle=reopen" by another limit
    const std::size_t equals = std::min(each.find('='), each.size());
    m.clocks_start.push_back(each.substr(0, equals));
    m.start_limits.push_back(equals < each.size() ? each.substr(equals + 1) : m.clocks_start.back());
  }
  m.clocks_pause = doc.texts_or_none("clocks_pause", faults);
  m.clocks_resume = doc.texts_or_none("clocks_resume", faults);
  m.then_zh = doc.need_text("then_zh", faults);
  m.then_en = doc.need_text("then_en", faults);
  for (const Doc& field : doc.at("field").items()) {
    field.only({"name", "kind", "required", "choices", "zh", "en"}, faults);
    m.fields.push_back({.name = field.need_text("name", faults), .kind = field.need_text("kind", faults),
                        .required = field.boolean_or("required", false, faults), .choices = field.texts_or_none("choices", faults),
                        .zh = field.need_text("zh", faults), .en = field.need_text("en", faults)});
  }
  return m;
}

}  // namespace

bool Move::leaves(std::string_view stage) const {
  return std::find(from.begin(), from.end(), stage) != from.end();
}
const FormField* Move::field(std::string_view name) const {
  for (const FormField& each : fields)
    if (each.name == name) return &each;
  return nullptr;
}
const Stage* Machine::stage(std::string_view id) const {
  for (const Stage& each : stages)
    if (each.id == id) return &each;
  return nullptr;
}
const Stage* Machine::stage_as(std::string_view role) const {
  for (const Stage& each : stages)
    if (each.role == role) return &each;
  return nullptr;
}
const Move* Machine::by_verb(std::string_view verb, std::string_view stage) const {
  const Move* any = nullptr;
  for (const Move& each : moves) {
    if (each.verb != verb) continue;
    if (each.leaves(stage)) return &each;
    if (!any) any = &each;
  }
  return any;
}
const Move* Machine::move(std::string_view id) const {
  for (const Move& each : moves)
    if (each.id == id) return &each;
  return nullptr;
}
std::vector<const Move*> Machine::moves_from(std::string_view stage) const {
  std::vector<const Move*> out;
  for (const Move& each : moves)
    if (each.leaves(stage)) out.push_back(&each);
  return out;
}

base::Result<Machine> parse_machine(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "subject", "first", "first_clocks", "stage", "move"}, faults);
  Machine m{.code = doc.need_text("code", faults), .version = doc.need_integer("version", faults, 1)};
  m.subject = doc.need_text("subject", faults);
  m.first = doc.need_text("first", faults);
  m.first_clocks = doc.texts_or_none("first_clocks", faults);
  m.name_zh = doc.need_text("name_zh", faults);
  m.name_en = doc.need_text("name_en", faults);
  for (const Doc& each : doc.need_list("stage", faults)) m.stages.push_back(read_stage(each, faults));
  for (const Doc& each : doc.need_list("move", faults)) m.moves.push_back(read_move(each, faults));
  return definitions::value_or_faults(std::move(m), std::move(faults));
}

namespace {

void read_amount(const Doc& doc, LimitRow& row, const LimitTable& t, Faults& faults) {
  row.limit.amount = doc.need_integer("amount", faults, 0, 3'650);
  const std::string unit = doc.need_text("unit", faults);
  if (const auto known = described::from_word<base::LimitUnit>(unit)) row.limit.unit = *known;
  else doc.at("unit").fault(faults, "workflow.check_unknown_unit", {{"unit", unit}});
  row.tag = doc.text_or("tag", t.source_tag, faults);
  row.note = doc.text_or("note", "", faults);
  if (!t.clock(row.clock)) doc.fault(faults, "workflow.check_unknown_clock", {{"clock", row.clock}});
  if (t.at(row.place())) doc.fault(faults, "workflow.check_doubled_limit", {{"place", row.place()}});
}

}  // namespace

base::Result<LimitTable> parse_limits(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "warn_percent", "clock", "limit"}, faults);
  LimitTable t{.code = doc.need_text("code", faults), .version = doc.need_integer("version", faults, 1)};
  t.warn_percent = doc.integer_or("warn_percent", 80, faults);
  t.source_tag = doc.at("source").text_or("tag", "P", faults);
  t.source_text = doc.at("source").text_or("text", "", faults);
  for (const Doc& each : doc.need_list("clock", faults)) {
    each.only({"code", "zh", "en"}, faults);
    t.clocks.push_back({each.need_text("code", faults), each.need_text("zh", faults), each.need_text("en", faults)});
  }
  for (const Doc& each : doc.need_list("limit", faults)) {
    each.only({"clock", "category", "grade", "amount", "unit", "tag", "note", "target"}, faults);
    LimitRow row{.clock = each.need_text("clock", faults), .category = each.text_or("category", "*", faults), .grade = each.text_or("grade", "*", faults)};
    read_amount(each, row, t, faults);
    // A stage target is a row of its own, whose clock is named after the clock that it belongs to.
    std::vector<LimitRow> targets;
    for (const Doc& target : each.at("target").items()) {
      target.only({"code", "amount", "unit", "tag", "note"}, faults);
      row.targets.push_back(row.clock + "." + target.need_text("code", faults));
      targets.push_back({.clock = row.targets.back(), .category = row.category, .grade = row.grade});
      read_amount(target, targets.back(), t, faults);
    }
    t.rows.push_back(std::move(row));
    for (LimitRow& target : targets) t.rows.push_back(std::move(target));
  }
  return definitions::value_or_faults(std::move(t), std::move(faults));
}

}  // namespace workflow
