#include "matters/community.hpp"

#include <algorithm>

#include "base/iso.hpp"
#include "base/text.hpp"
#include "formats/pinyin.hpp"
#include "matters/list.hpp"
#include "matters/moves.hpp"
#include "matters/rules.hpp"

namespace matters {
namespace {

struct Period {
  bool open{true}, done{true};
  base::Instant from{}, to{};
};

base::Result<Period> period_of(const base::Params& query, const Context& c) {
  Period out;
  base::CivilDate first = base::civil(base::ymd(c.rules.today).year, 1, 1).value_or(c.rules.today), last = c.rules.today;
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid"};
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    if (name == "state") {
      out.open = value != "done";
      out.done = value != "open";
      if (value != "open" && value != "done") wrong.errors.push_back({"/state", "base.unknown_choice", {{"choices", "open, done"}}});
    } else if (name == "from" || name == "to") {
      const auto day = base::parse_date(value);
      if (!day) wrong.errors.push_back({"/" + name, "base.not_date", {}});
      else (name == "from" ? first : last) = *day;
    }
  }
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  out.from = c.rules.zone().start_of(first);
  out.to = c.rules.zone().start_of(last + 1);
  return out;
}

CommunityRow row_of(const Context& c, const workflow::Machine& machine, const MatterRecord& m, base::Instant now) {
  CommunityRow r{.matter_id = m.id, .serial = serial_text(*m.serial_year, *m.serial), .title = m.title, .place = m.place, .category_zh = c.rules.category_zh(m.category)};
  r.category_en = c.rules.category_en(m.category);
  r.registered_at = m.registered_at;
  r.due_at = m.due_at;
  r.due_state = due_state(m.due_at, m.warn_at, m.review_on, m.closed_at, now);
  r.who = m.unit_id ? c.units->name({*m.unit_id}) : "";
  const workflow::Stage* stage = machine.stage(m.stage);
  r.stage_zh = stage ? stage->zh : m.stage;
  r.stage_en = stage ? stage->en : m.stage;
  r.state = m.closed_at ? "done" : "open";
  r.closed_at = m.closed_at;
  r.version = m.version;
  r.stage = m.stage;
  return r;
}

void count(CommunityList& out, const CommunityRow& r) {
  ++(r.state == "open" ? out.open : out.done);
  if (r.due_state == "late") ++out.late;
  if (r.due_state == "hold") ++out.held;
}

}  // namespace

base::Result<CommunityList> community_list(registry::Call& call, base::AreaId community, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<CommunityList> {
    TRY(c, context(call.house, s, call.moment));
    const territory::Area* area = c.tree->find(community);
    if (!area || (area->kind != territory::AreaKind::community && area->kind != territory::AreaKind::village))
      return base::fail(base::ErrorCode::not_found, "matters.no_such_area");
    if (auto post = people::may(call.principal, "matter.read", people::scope_of(*c.tree, std::string(subject_kind), 0, community)); !post)
      return std::unexpected(std::move(post).error());
    TRY(period, period_of(query, c));
    CommunityList out{.community_id = community, .community_name = area->name, .from = base::iso(c.rules.zone().date_of(period.from)),
                      .to = base::iso(c.rules.zone().date_of(period.to) + -1), .made_at = call.moment.now};
    std::vector<MatterRecord> rows;
    if (period.open) rows = on_the_list(s, call.district(), community, community_rows_max + 1);
    if (period.done)
      for (MatterRecord& m : struck_from_the_list(s, call.district(), community, period.from, period.to, community_rows_max + 1)) rows.push_back(std::move(m));
    out.more = rows.size() > static_cast<std::size_t>(community_rows_max);
    if (out.more) rows.resize(community_rows_max);
    std::vector<std::int64_t> closed;
    for (const MatterRecord& m : rows)
      if (m.closed_at) closed.push_back(m.id.value);
    const auto strikers = store::posts_of_last(s, call.district(), "matter.struck_off", subject_kind, closed);
    for (const MatterRecord& m : rows) {
      TRY(machine, machine_of(call.house, s, call.district(), m.machine_version));
      out.items.push_back(row_of(c, *machine, m, call.moment.now));
      out.items.back().moves = moves_allowed(call.principal, c, *machine, m, call.moment.now);
      count(out, out.items.back());
      const auto striker = strikers.find(m.id.value);
      if (striker == strikers.end()) continue;
      if (const people::Post* post = c.units->post(striker->second)) out.items.back().struck_off_by = c.units->name(post->org_unit) + " · " + post->name;
    }
    return out;
  });
}

namespace {

// "137" or "2026-0137"; anything else is words.
base::Params serial_query(std::string_view words) {
  const std::size_t dash = words.find('-');
  const std::string_view year = dash == std::string_view::npos ? std::string_view{} : words.substr(0, dash);
  const std::string_view number = dash == std::string_view::npos ? words : words.substr(dash + 1);
  const auto digits = [](std::string_view s) { return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; }); };
  if (!digits(number) || number.size() > 6 || (dash != std::string_view::npos && (year.size() != 4 || !digits(year)))) return {};
  base::Params out{{"filter.serial", std::to_string(std::stoll(std::string(number)))}};
  if (!year.empty()) out.emplace_back("filter.serial_year", std::string(year));
  return out;
}

}  // namespace

base::Result<std::vector<registry::SearchHit>> found_by_words(registry::Call& call, std::string_view words, int limit) {
  std::vector<registry::SearchHit> out;
  const std::string text = base::normalised(words);
  if (text.empty() || base::code_points(text) > 100 || !people::has_action(call.principal, "matter.read")) return out;
  base::Params query = serial_query(text);
  if (query.empty()) query = {{"filter.q", text}};
  query.emplace_back("limit", std::to_string(std::clamp(limit, 1, 50)));
  TRY(page, list(call, query));
  const std::string initials = formats::pinyin_typed(text);
  if (initials.size() > 1 && page.items.size() < static_cast<std::size_t>(limit)) {
    TRY(more, by_initials(call, initials, limit));
    for (MatterRow& row : more)
      if (std::none_of(page.items.begin(), page.items.end(), [&row](const MatterRow& m) { return m.id == row.id; })) page.items.push_back(std::move(row));
    page.items.resize(std::min(page.items.size(), static_cast<std::size_t>(limit)));
  }
  for (const MatterRow& row : page.items) {
    registry::SearchHit hit{.subject = {std::string(subject_kind), row.id.value}, .title = row.title};
    hit.detail = (row.serial ? *row.serial : row.report_number) + " · " + (call.language == "en" ? row.stage_en : row.stage_zh) + " · " +
                 (row.community_name.empty() ? row.area_name : row.community_name);
    hit.page = "/matters/" + std::to_string(row.id.value);
    out.push_back(std::move(hit));
  }
  return out;
}

}  // namespace matters
