#include "mechanisms/imports/rules.hpp"

#include <charconv>
#include <cmath>

#include "base/iso.hpp"
#include "base/text.hpp"

namespace imports {

namespace {

// Takes exactly `digits` digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc{} || end != text.data() + digits || value < 0) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

struct Pieces {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  bool twelve = false, afternoon = false;
};

bool take_piece(std::string_view& format, std::string_view& text, Pieces& pieces) {
  struct Token {
    std::string_view word;
    std::size_t digits;
    int Pieces::*piece;
  };
  static constexpr Token tokens[] = {{"YYYY", 4, &Pieces::year}, {"MM", 2, &Pieces::month},  {"DD", 2, &Pieces::day}, {"HH", 2, &Pieces::hour},
                                     {"hh", 2, &Pieces::hour},   {"mm", 2, &Pieces::minute}, {"ss", 2, &Pieces::second}};
  if (take(format, "AP")) {
    pieces.twelve = true;
    pieces.afternoon = text.starts_with("PM");
    return take(text, "AM") || take(text, "PM");
  }
  for (const Token& token : tokens) {
    if (!take(format, token.word)) continue;
    const auto number = take_number(text, token.digits);
    if (number) pieces.*token.piece = *number;
    return number.has_value();
  }
  const bool same = !text.empty() && text.front() == format.front();
  format.remove_prefix(1);
  if (same) text.remove_prefix(1);
  return same;
}

std::string_view meaning_of(const std::vector<Word>& words, std::string_view word) {
  for (const Word& known : words)
    if (known.word == word) return known.meaning;
  return {};
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Reads one line part by part, collecting faults.
class Line {
 public:
  Line(const Mapping& mapping, const base::Zone& zone, const Heading& heading, const std::vector<std::string>& cells)
      : mapping_(mapping), zone_(zone), heading_(heading), cells_(cells) {}

  Parsed read() {
    record_.source_ref = required(Part::source_ref);
    record_.category = required(Part::category);
    record_.title = text(Part::title);
    if (record_.title.empty()) record_.title = record_.category;
    record_.area = text(Part::area);
    record_.unit = text(Part::unit);
    if (const auto name = meaning_of(mapping_.units, record_.unit); !name.empty()) record_.unit = name;
    if (const auto opened = time(Part::opened, true)) record_.opened_at = *opened;
    record_.due_at = time(Part::due, false);
    record_.closed_at = time(Part::closed, false);
    read_state();
    read_position();
    Parsed out{.faults = std::move(faults_)};
    if (!bad_) out.record = std::move(record_);
    return out;
  }

 private:
  std::string text(Part part) const {
    const int column = heading_.column[static_cast<std::size_t>(part)];
    return column < 0 ? std::string{} : std::string(base::trimmed(cells_[static_cast<std::size_t>(column)]));
  }
  void fault(Part part, std::string_view reason, bool warning = false) {
    bad_ = bad_ || !warning;
    const int column = heading_.column[static_cast<std::size_t>(part)];
    const std::string value = text(part);
    faults_.push_back({warning, column + 1, mapping_.columns[static_cast<std::size_t>(part)], std::string(reason), value.substr(0, 120)});
  }
  std::string required(Part part) {
    std::string value = text(part);
    if (value.empty()) fault(part, "imports.empty");
    return value;
  }
  std::optional<base::Instant> time(Part part, bool needed) {
    const std::string value = text(part);
    if (value.empty()) {
      if (needed) fault(part, "imports.empty");
      return std::nullopt;
    }
    const auto local = read_time(mapping_.time_format, value);
    if (!local) {
      fault(part, "imports.not_a_time");
      return std::nullopt;
    }
    return zone_.instant(*local);
  }
  void read_state() {
    const auto state = meaning_of(mapping_.states, text(Part::state));
    if (state.empty()) fault(Part::state, "imports.unknown_word");
    record_.closed = state == "closed";
    if (record_.closed && !record_.closed_at) fault(Part::closed, "imports.closed_without_time");
    if (state == "open" && record_.closed_at) fault(Part::state, "imports.open_with_closing_time");
    if (record_.closed_at && *record_.closed_at < record_.opened_at) {
      fault(Part::closed, "imports.closed_before_opened", /*warning=*/true);
      record_.warning = "closed_before_opened";
    }
    const std::string flag = text(Part::on_time);
    const auto on_time = meaning_of(mapping_.on_time, flag);
    if (!flag.empty() && on_time.empty()) fault(Part::on_time, "imports.unknown_word");
    if (!on_time.empty()) record_.on_time_by_source = on_time == "yes";
    if (!record_.closed) return;
    record_.outcome = "solved";
    const std::string closing = lower(text(Part::closing_text));
    for (const Word& outcome : mapping_.outcomes) {
      if (closing.find(outcome.word) == std::string::npos) continue;
      record_.outcome = outcome.meaning;
      break;
    }
  }
  std::optional<double> degrees(Part part, double bound) {
    const std::string value = text(part);
    if (value.empty()) return std::nullopt;
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size() || std::abs(number) > bound) {
      fault(part, "imports.not_a_position");
      return std::nullopt;
    }
    return number;
  }
  void read_position() {
    record_.latitude = degrees(Part::latitude, 90);
    record_.longitude = degrees(Part::longitude, 180);
    if (record_.latitude.has_value() != record_.longitude.has_value()) record_.latitude = record_.longitude = std::nullopt;
  }

  const Mapping& mapping_;
  const base::Zone& zone_;
  const Heading& heading_;
  const std::vector<std::string>& cells_;
  Record record_{};
  std::vector<Fault> faults_{};
  bool bad_{};
};

}  // namespace

base::Result<Heading> read_heading(const Mapping& mapping, const std::vector<std::string>& cells) {
  Heading heading;
  base::Error missing{.code = base::ErrorCode::invalid, .reason = "imports.columns_missing", .remedy = "imports.columns_missing_remedy"};
  for (std::size_t part = 0; part < parts; ++part) {
    heading.column[part] = -1;
    const std::string& name = mapping.columns[part];
    if (name.empty()) continue;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (base::trimmed(cells[i]) == name) heading.column[part] = static_cast<int>(i);
    if (heading.column[part] < 0)
      missing.errors.push_back({"/" + std::string(part_name(static_cast<Part>(part))), "imports.column_missing", {{"column", name}}});
  }
  if (missing.errors.empty()) return heading;
  missing.rule = base::RuleRef{mapping.code, mapping.version, "columns"};
  return std::unexpected(std::move(missing));
}

std::optional<base::LocalTime> read_time(std::string_view format, std::string_view text) {
  Pieces pieces;
  while (!format.empty())
    if (!take_piece(format, text, pieces)) return std::nullopt;
  if (!text.empty()) return std::nullopt;
  if (pieces.twelve) {
    if (pieces.hour < 1 || pieces.hour > 12) return std::nullopt;
    pieces.hour = pieces.hour % 12 + (pieces.afternoon ? 12 : 0);
  }
  if (pieces.hour > 23 || pieces.minute > 59 || pieces.second > 59) return std::nullopt;
  const auto date = base::civil(pieces.year, static_cast<unsigned>(pieces.month), static_cast<unsigned>(pieces.day));
  if (!date) return std::nullopt;
  return base::LocalTime{*date, base::hours(pieces.hour) + base::minutes(pieces.minute) + base::seconds(pieces.second)};
}

Parsed read_line(const Mapping& mapping, const base::Zone& zone, const Heading& heading, const std::vector<std::string>& cells) {
  int most = -1;
  for (const int column : heading.column) most = std::max(most, column);
  if (static_cast<int>(cells.size()) <= most) return {.faults = {{false, 0, {}, "imports.too_few_cells", std::to_string(cells.size())}}};
  return Line(mapping, zone, heading, cells).read();
}

Verdict compare(const Record& record, std::optional<bool> ours) {
  if (!record.due_at) return Verdict::no_target;
  if (!record.closed_at) return Verdict::not_closed;
  if (!record.on_time_by_source) return Verdict::no_flag;
  return ours == record.on_time_by_source ? Verdict::equal : Verdict::different;
}

}  // namespace imports
