// A seed pack was upgraded while the district has its own version: pack's old text, pack's new text, the district's own.
#include <algorithm>

#include "definitions/drafts.hpp"
#include "definitions/seeds.hpp"
#include "definitions/tables.hpp"
#include "mechanisms/rulebook/effect.hpp"
#include "registry/room.hpp"

namespace rulebook {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

// For every line of base: which lines of the other text stand before it, and whether it is still there.
struct Side {
  std::vector<std::vector<std::string>> before{};  // one more than base has lines
  std::vector<bool> kept{};
  std::vector<std::vector<std::string>> instead{};  // of a line that is gone
};
Side side_of(std::string_view base, std::string_view other, std::size_t base_lines) {
  Side out{std::vector<std::vector<std::string>>(base_lines + 1), std::vector<bool>(base_lines, false), std::vector<std::vector<std::string>>(base_lines)};
  std::size_t at = 0;
  bool gone = false;
  for (const definitions::DiffLine& line : definitions::diff_lines(base, other)) {
    if (line.mark == '+') {
      (gone ? out.instead[at - 1] : out.before[at]).push_back(line.text);
    } else {
      gone = line.mark == '-';
      if (!gone && at < base_lines) out.kept[at] = true;
      ++at;
    }
  }
  return out;
}

struct Stretch { std::size_t from{}, to{}; };  // of base lines, half-open

std::vector<std::string> text_of(const Side& side, const std::vector<std::string>& base, Stretch s) {
  std::vector<std::string> out;
  for (std::size_t i = s.from; i <= s.to && i < side.before.size(); ++i) {
    out.insert(out.end(), side.before[i].begin(), side.before[i].end());
    if (i >= s.to) continue;
    if (side.kept[i]) out.push_back(base[i]);
    out.insert(out.end(), side.instead[i].begin(), side.instead[i].end());
  }
  return out;
}

}  // namespace

std::vector<ThreeWayPart> merge_three(std::string_view base_text, std::string_view own_text, std::string_view pack_text) {
  const auto base = lines_of(base_text);
  const Side own = side_of(base_text, own_text, base.size()), pack = side_of(base_text, pack_text, base.size());
  const auto quiet_before = [&](std::size_t i) { return own.before[i].empty() && pack.before[i].empty(); };
  const auto quiet_line = [&](std::size_t i) { return own.kept[i] && pack.kept[i]; };
  std::vector<ThreeWayPart> out;
  const auto same = [&out](const std::string& line) {
    if (out.empty() || out.back().state != "same") out.push_back({.state = "same"});
    out.back().base.push_back(line);
  };
  for (std::size_t i = 0; i <= base.size();) {
    if (quiet_before(i) && (i == base.size() || quiet_line(i))) {
      if (i < base.size()) same(base[i]);
      ++i;
      continue;
    }
    Stretch s{i, i};
    while (s.to < base.size() && !(quiet_line(s.to) && (s.to == s.from || quiet_before(s.to)))) ++s.to;
    ThreeWayPart part{.base = {base.begin() + static_cast<std::ptrdiff_t>(s.from), base.begin() + static_cast<std::ptrdiff_t>(s.to)}};
    part.own = text_of(own, base, s);
    part.pack = text_of(pack, base, s);
    part.state = part.own == part.pack ? "agreed" : part.own == part.base ? "pack" : part.pack == part.base ? "own" : "both";
    out.push_back(std::move(part));
    if (s.to < base.size()) same(base[s.to]);
    i = s.to + 1;
  }
  return out;
}

base::Result<ThreeWayView> three_way(registry::Call& call, std::string_view code) {
  const auto fail = [&] { return base::fail(base::ErrorCode::not_found, "rulebook.no_pack_upgrade", {{"code", std::string(code)}}); };
  return call.house.store.read([&](store::Session& s) -> base::Result<ThreeWayView> {
    const auto rows = definitions::rows_of(s, call.district(), code);  // newest first
    const definitions::Pack* pack = nullptr;
    for (const definitions::Pack& each : definitions::packs())
      if (each.header.code == code) pack = &each;
    const definitions::DefinitionRow *own = nullptr, *before = nullptr;
    for (const definitions::DefinitionRow& row : rows) {
      if (row.state != definitions::State::published) continue;
      if (row.source == definitions::Source::own && !own) own = &row;
      if (row.source == definitions::Source::seed && !before) before = &row;
    }
    if (!pack || !own || !before || before->pack_hash == pack->hash) return fail();
    ThreeWayView out{.code = std::string(code), .pack_before = before->pack_version, .pack_after = pack->header.version, .own_version = own->version};
    out.parts = merge_three(before->body, own->body, pack->text);
    for (const ThreeWayPart& part : out.parts) out.conflicts += part.state == "both" ? 1 : 0;
    return out;
  });
}

}  // namespace rulebook
