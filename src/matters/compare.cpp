// Is a projection what its events say? Compared through the described tables, so that a new column cannot be forgotten.
#include "matters/events.hpp"

namespace matters {
namespace {

// The first member in which two described structs differ, by their JSON (personal members included).
template <class T>
std::string differs(const T& a, const T& b) {
  if (described::to_personal_json(a) == described::to_personal_json(b)) return {};
  const described::Type& type = *described::of<T>::type;
  for (std::size_t i = 0; i < type.count; ++i) {
    const described::Field& field = type.fields[i];
    const auto one = [&](const T& value) {
      std::string out;
      const described::Field only[] = {field};
      const described::Type alone{.kind = described::Kind::object, .count = 1, .name = type.name, .fields = only};
      described::write(out, alone, &value, described::Personal::allowed);
      return out;
    };
    if (one(a) != one(b)) return std::string(field.name);
  }
  return std::string(type.name);
}

}  // namespace

std::string difference(const CaseState& a, const CaseState& b) {
  if (auto d = differs(a.record, b.record); !d.empty()) return "matters." + d;
  const ReporterRow none{};
  if (auto d = differs(a.reporter.value_or(none), b.reporter.value_or(none)); !d.empty()) return "matter_reporters." + d;
  if (a.questions.size() != b.questions.size()) return "matter_questions: number of rows";
  for (std::size_t i = 0; i < a.questions.size(); ++i)
    if (auto d = differs(a.questions[i], b.questions[i]); !d.empty()) return "matter_questions." + d;
  if (a.clocks.size() != b.clocks.size()) return "workflow_clocks: number of rows";
  for (const workflow::Clock& mine : a.clocks) {
    bool found = false;
    for (const workflow::Clock& other : b.clocks) found = found || workflow::same(mine, other);
    if (!found) return "workflow_clocks." + mine.code;
  }
  return {};
}

}  // namespace matters
