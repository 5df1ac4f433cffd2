#include "matters/list.hpp"

#include "base/report_number.hpp"
#include "base/text.hpp"
#include "formats/pinyin.hpp"
#include "matters/api.hpp"
#include "matters/moves.hpp"
#include "matters/rules.hpp"
#include "matters/tables.hpp"
#include "people/list_scope.hpp"

namespace matters {
namespace {

// 井盖 3号楼 -> %井盖%3号楼%, with the pattern's own characters taken literally.
std::string pattern_of(std::string_view text) {
  std::string out = "%";
  for (const char c : text) {
    if (c == ' ') { out += '%'; continue; }
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out + "%";
}

// "井盖 盖破" -> "\"井盖\" \"盖破\"": every term must be there; quotes keep the index's own operators out.
std::string sqlite_terms(std::string_view words) {
  std::string out = "\"";
  for (const char c : words) out += c == ' ' ? std::string("\" \"") : std::string(1, c);
  return out + "\"";
}

// Each word must stand somewhere; more than three words stand in their order.
void take_text(MatterQuery& q, const std::string& raw, store::Engine engine) {
  const std::string text = base::normalised(raw);
  if (text.empty()) return;
  q.searching = true;
  const auto number = base::read_report_number(text);
  const std::string wanted = number ? *number : text;
  const std::string words = base::bigrams(wanted);
  q.nothing = words.empty();
  std::string_view rest = wanted;
  for (std::size_t i = 0; i < q.patterns.size() && !rest.empty(); ++i) {
    const std::size_t end = i + 1 < q.patterns.size() ? std::min(rest.find(' '), rest.size()) : rest.size();
    q.patterns[i] = pattern_of(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  // A single character stands in no pair of the index.
  if (base::code_points(wanted) > 1) q.terms = engine == store::Engine::sqlite ? sqlite_terms(words) : words;
}

// Stages that are not ends hold open matters only; said aloud, the small index of open ones is read.
void say_open(base::Params& query, const workflow::Machine& machine) {
  for (const auto& [name, value] : query)
    if (name == "filter.stage" && !value.empty()) {
      for (std::string_view rest = value; !rest.empty();) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const workflow::Stage* stage = machine.stage(rest.substr(0, end));
        if (!stage || stage->kind == workflow::StageKind::end) return;
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
      query.emplace_back("filter.open", "true");
      return;
    }
}

// "held" and "paused" are stages of the machine in force, whatever it calls them.
void say_stage(base::Params& query, const workflow::Machine& machine, std::string_view filter, std::initializer_list<std::string_view> roles) {
  for (auto& [name, value] : query)
    if (name == filter && value == "true") {
      name = "filter.stage";
      value.clear();
      for (const workflow::Stage& stage : machine.stages)
        if (std::find(roles.begin(), roles.end(), stage.role) != roles.end()) value += (value.empty() ? "" : ",") + stage.id;
    }
}

struct Ready {
  Context context{};
  MatterQuery query{};
  people::Reach reach{};
};

base::Result<Ready> ready(registry::Call& call, store::Session& s, const base::Params& query) {
  Ready out;
  TRY(made, context(call.house, s, call.moment));
  out.context = std::move(made);
  TRY(parsed, parse_query(query, s.engine(), call.time_zone, out.context));
  out.query = std::move(parsed);
  out.reach = people::reach(call.principal, "matter.read");
  return out;
}

void bound(MatterQuery& q) {
  const auto narrows = [](const store::ListValue& v) { return v.field->name != "area" && v.field->name != "unit"; };  // these two are words of the index
  q.newest = q.terms.empty() || std::any_of(q.list.values.begin(), q.list.values.end(), narrows) ? search_newest_narrowed : search_newest;
}

}  // namespace

base::Result<MatterQuery> parse_query(const base::Params& query, store::Engine engine, const std::string& time_zone, const Context& c) {
  MatterQuery out;
  base::Params rest;
  for (const auto& [name, value] : query) {
    if (name != "filter.q") { rest.emplace_back(name, value); continue; }
    if (!base::valid_utf8(value) || base::code_points(value) > 100)
      return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid",
                                         .errors = {{"/filter.q", "base.too_long", {{"max", "100"}, {"now", std::to_string(value.size())}}}}});
    take_text(out, value, engine);
  }
  say_stage(rest, *c.rules.machine, "filter.held", {"on_hold"});
  say_stage(rest, *c.rules.machine, "filter.paused", {"paused", "asking"});
  say_open(rest, *c.rules.machine);
  TRY(parsed, store::parse_list(list_spec(engine, Search::none), rest, {.time_zone = time_zone, .level = people::area_levels(c.tree)}));
  out.list = std::move(parsed);
  return out;
}

MatterRow list_row(const Context& c, const workflow::Machine& machine, MatterRecord m, base::Instant now) {
  MatterRow r{.id = m.id, .version = m.version, .report_number = std::move(m.report_number)};
  if (m.serial) r.serial = serial_text(*m.serial_year, *m.serial);
  r.title = std::move(m.title);
  r.stage = m.stage;
  const workflow::Stage* stage = machine.stage(m.stage);
  r.stage_zh = stage ? stage->zh : m.stage;
  r.stage_en = stage ? stage->en : m.stage;
  r.outcome = m.outcome;
  r.category_code = m.category;
  r.category_zh = c.rules.category_zh(m.category);
  r.category_en = c.rules.category_en(m.category);
  r.area_id = m.area_id;
  if (const auto* area = c.tree->find(m.area_id)) r.area_name = area->name;
  if (m.community_id)
    if (const auto* community = c.tree->find({*m.community_id})) r.community_name = community->name;
  r.place = std::move(m.place);
  r.source = std::move(m.source);
  r.happened_at = m.happened_at;
  r.due_at = m.due_at;
  r.due_state = due_state(m.due_at, m.warn_at, m.review_on, m.closed_at, now);
  r.closed_at = m.closed_at;
  r.handler_unit_name = m.unit_id ? c.units->name({*m.unit_id}) : m.unit_words.value_or("");
  r.photo_count = m.photo_count;
  r.rung = std::move(m.rung);
  r.round = m.round;
  r.reopened_count = m.reopened_count;
  r.solved_on_spot = m.solved_on_spot;
  r.paused = stage && stage->kind == workflow::StageKind::hold && stage->role != "on_hold" && stage->role != "in_parts";
  r.review_on = m.review_on;
  if (m.extension_state) r.extension = ExtensionView{*m.extension_state, {}, {}};
  if (m.extension_state == "asked") r.extension->asked_until = m.extension_until;
  if (m.extension_state == "granted") r.extension->granted_until = m.extension_until;
  if (m.merged_into) r.merged_into = base::MatterId{*m.merged_into};
  if (m.split_from) r.split_from = base::MatterId{*m.split_from};
  return r;
}

base::Result<MatterPage> list(registry::Call& call, const base::Params& query) {
  TRY_DO(people::need_action(call.principal, "matter.read"));
  return call.house.store.read([&](store::Session& s) -> base::Result<MatterPage> {
    TRY(r, ready(call, s, query));
    bound(r.query);
    RecordPage page = page_of(s, r.query, r.reach, call.district(), call.moment.now);
    MatterPage out{.next = std::move(page.next), .total_at_least = page.total_at_least, .only_newest = page.only_newest};
    std::shared_ptr<const workflow::Machine> machine = r.context.rules.machine;
    MoveJudge judge(call.principal, r.context, call.moment.now);
    out.items.reserve(page.items.size());
    for (MatterRecord& m : page.items) {
      if (machine->version != m.machine_version) {
        TRY(own, machine_of(call.house, s, call.district(), m.machine_version));
        machine = std::move(own);
      }
      std::vector<std::string> moves = judge.allowed(*machine, m);
      out.items.push_back(list_row(r.context, *machine, std::move(m), call.moment.now));
      out.items.back().moves = std::move(moves);
    }
    return out;
  });
}

base::Result<std::vector<MatterRow>> by_initials(registry::Call& call, const std::string& typed, int limit) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<MatterRow>> {
    TRY(r, ready(call, s, {{"limit", std::to_string(search_newest)}}));
    std::string pairs;
    for (const std::string& pair : initial_words(typed)) pairs += (pairs.empty() ? "" : " ") + pair;
    r.query.searching = true;
    r.query.newest = search_newest;
    r.query.terms = s.engine() == store::Engine::sqlite ? sqlite_terms(pairs) : pairs;
    std::vector<MatterRow> out;
    for (const MatterRecord& m : page_of(s, r.query, r.reach, call.district(), call.moment.now).items) {
      if (static_cast<int>(out.size()) >= limit) break;
      if (formats::pinyin_initials(m.title).find(typed) != std::string::npos) out.push_back(list_row(r.context, *r.context.rules.machine, m, call.moment.now));
    }
    return out;
  });
}

base::Result<Counted> count(registry::Call& call, const base::Params& query) {
  TRY_DO(people::need_action(call.principal, "matter.read"));
  return call.house.store.read([&](store::Session& s) -> base::Result<Counted> {
    TRY(r, ready(call, s, query));
    bound(r.query);
    return count_of(s, r.query, r.reach, call.district(), call.moment.now);
  });
}

std::map<base::MatterId, std::vector<std::string>> open_moves(registry::Call& call, store::Session& s, const std::vector<base::MatterId>& ids) {
  std::map<base::MatterId, std::vector<std::string>> out;
  const auto c = context(call.house, s, call.moment);
  if (!c) return out;
  for (const MatterRecord& m : records_of(s, call.district(), ids))
    if (const auto machine = machine_of(call.house, s, call.district(), m.machine_version))
      out[m.id] = moves_allowed(call.principal, *c, **machine, m, call.moment.now);
  return out;
}

}  // namespace matters
