// The machine as a page of the documents: what is printed is what runs, and a test compares the page with the definition.
#include <fmt/format.h>

#include "instruments/workflow/machine.hpp"

namespace workflow {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between = ", ") {
  std::string out;
  for (const std::string& each : words) {
    if (!out.empty()) out += between;
    out += each;
  }
  return out;
}

std::string stages_of(const Machine& m, const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) {
    if (!out.empty()) out += ", ";
    const Stage* stage = m.stage(id);
    out += stage ? stage->zh : id;
  }
  return out;
}

std::string clocks_of(const Move& move) {
  std::string out;
  const auto add = [&out](std::string_view verb, const std::vector<std::string>& clocks) {
    if (clocks.empty()) return;
    if (!out.empty()) out += "; ";
    out += fmt::format("{} {}", verb, joined(clocks));
  };
  add("meets", move.clocks_meet);
  add("stops", move.clocks_stop);
  std::vector<std::string> starts = move.clocks_start;
  for (std::size_t i = 0; i < starts.size(); ++i)
    if (move.start_limits[i] != starts[i]) starts[i] += fmt::format(" (limit {})", move.start_limits[i]);
  add("starts", starts);
  add("pauses", move.clocks_pause);
  add("resumes", move.clocks_resume);
  return out;
}

std::string kind_of(StageKind kind) {
  switch (kind) {
    case StageKind::wait: return "waits";
    case StageKind::hold: return "on hold";
    case StageKind::end: return "ends";
  }
  return {};
}

std::string dues_of(const Stage& stage) {
  std::string out;
  for (const DueRule& due : stage.dues) {
    if (!out.empty()) out += "; ";
    out += due.post_kind.empty() ? fmt::format("{}: {}", due.unit, due.bucket) : fmt::format("{} {}: {}", due.unit, due.post_kind, due.bucket);
  }
  return out;
}

}  // namespace

std::string print(const Machine& m) {
  std::string out = fmt::format(
      "# {} ({}) — machine `{}` version {}\n\nPrinted from `definitions/` by a test; edit the definition, not this page.\n\n"
      "## Stages\n\n| Stage | 名称 | Name | Kind | Clock, or why none | Found in *mine* by |\n|---|---|---|---|---|---|\n",
      m.name_en, m.name_zh, m.code, m.version);
  for (const Stage& s : m.stages)
    out += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", s.id, s.zh, s.en, kind_of(s.kind),
                       s.clock.empty() ? s.no_clock : fmt::format("`{}`", s.clock), dues_of(s));
  out += "\n## Moves\n\n| Move | 名称 | From | To | Right | Guards | Effects | Clocks | Form |\n|---|---|---|---|---|---|---|---|---|\n";
  for (const Move& mv : m.moves) {
    std::string form;
    for (const FormField& f : mv.fields) form += fmt::format("{}{}{}", form.empty() ? "" : ", ", f.name, f.required ? "*" : "");
    const Stage* to = m.stage(mv.to);
    out += fmt::format("| `{}` | {} | {} | {} | `{}` | {} | {} | {} | {} |\n", mv.id, mv.zh, stages_of(m, mv.from),
                       mv.to == "=" ? "(stays)" : mv.to == "<" ? "(back)" : to ? to->zh : mv.to, mv.action, joined(mv.guards), joined(mv.effects), clocks_of(mv), form);
  }
  out += "\nA star marks a field that must be filled.\n";
  return out;
}

}  // namespace workflow
