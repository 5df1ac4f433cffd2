// What the screens read: rounds, one round with the sheets that the reader may see, one sheet, the facts behind an item; and the notice as a paper.
#include <algorithm>

#include "base/iso.hpp"
#include "definitions/book.hpp"
#include "mechanisms/marks/service.hpp"

namespace marks {
namespace {

using assessment::Formula;

std::string area_name(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area ? area->name : std::string{};
}
std::string formula_word(Formula f) {
  switch (f) {
    case Formula::rate: return "rate";
    case Formula::ratio: return "ratio";
    case Formula::free: return "free";
    case Formula::mean: return "mean";
    case Formula::band: return "band";
    case Formula::deduction: return "deduction";
  }
  return {};
}
assessment::Sheet sheet_in(const SheetRecord& r) { return described::parse<assessment::Sheet>(r.sheet).value_or(assessment::Sheet{}); }

RoundRow row_of(const Ground&, const Round& r, const assessment::Framework* f, const Waiting& w) {
  RoundRow out{.id = r.id, .version = r.version, .title = r.title, .framework = r.framework, .framework_version = r.framework_version, .stage = r.stage, .from = r.from_day,
               .to = r.to_day + -1, .query_at = r.query_at, .made_at = r.made_at};
  if (f) out.framework_zh = f->zh, out.framework_en = f->en;
  if (r.object_until.days != 0) out.object_until = r.object_until;
  out.published_at = r.published_at;
  out.sheets = w.sheets;
  out.objections_open = w.objections;
  out.exclusions_open = w.exclusions;
  return out;
}
Waiting waiting_in(const Holding& h) {
  Waiting w{.sheets = static_cast<std::int64_t>(h.sheets.size())};
  for (const Objection& o : h.objections) w.objections += o.state == Ruling::open ? 1 : 0;
  for (const Exclusion& e : h.exclusions) w.exclusions += e.state == Decision::proposed ? 1 : 0;
  return w;
}
SheetRow row_of(const Ground& g, const Holding& h, const SheetRecord& r) {
  const assessment::Sheet sheet = sheet_in(r);
  SheetRow out{.id = r.id, .round_id = r.round_id, .unit_id = r.unit_id, .unit_name = r.name, .area_name = area_name(g, r.area_id), .total_x100 = r.total_x100,
               .first_x100 = r.first_x100, .grade_zh = r.grade_zh, .grade_en = r.grade_en, .vetoes = static_cast<std::int64_t>(sheet.vetoes.size())};
  for (const assessment::Item& i : sheet.items) out.lost += static_cast<std::int64_t>(i.lost.size());
  for (const Exclusion& e : h.exclusions) out.exclusions += e.sheet_id == r.id && e.state == Decision::approved ? 1 : 0;
  for (const Objection& o : h.objections) out.objections_open += o.sheet_id == r.id && o.state == Ruling::open ? 1 : 0;
  return out;
}

class Teller {                          // of exclusions and objections, with names and what they are about
 public:
  Teller(Call& call, store::Session& s, const Ground& g, const Holding& h, const assessment::Framework& f) : call_(call), g_(g), h_(h), f_(f), keeps_(may_keep(call, g)) {
    std::vector<base::PersonId> persons;
    std::vector<std::int64_t> ids;
    for (const Exclusion& e : h.exclusions) persons.insert(persons.end(), {e.proposed_by, e.decided_by}), ids.push_back(e.fact_id.value);
    for (const Objection& o : h.objections) persons.insert(persons.end(), {o.made_by, o.ruled_by});
    names_ = people::person_names(s, call.district(), persons);
    for (facts::Fact& each : assessment::facts_by_id(s, call.district(), ids)) facts_[each.id.value] = std::move(each);
  }
  std::string name(base::PersonId id) const {
    const auto it = names_.find(id);
    return it == names_.end() ? std::string{} : it->second;
  }
  std::vector<ExclusionRow> exclusions(const std::function<bool(SheetId)>& sees) const {
    std::vector<ExclusionRow> out;
    for (const Exclusion& e : h_.exclusions) {
      if (!sees(e.sheet_id)) continue;
      ExclusionRow r{.id = e.id, .sheet_id = e.sheet_id, .unit_name = g_.units->name(e.unit_id), .reason = e.reason, .words = e.words, .fact_id = e.fact_id, .state = e.state,
                     .proposed_by = name(e.proposed_by), .decided_by = name(e.decided_by), .decision = e.decision, .proposed_at = e.proposed_at, .decided_at = e.decided_at};
      if (const auto it = facts_.find(e.fact_id.value); it != facts_.end()) {
        const facts::Fact& f = it->second;
        r.fact_kind = f.kind;
        r.evidence_kind = f.evidence.kind.empty() ? f.subject.kind : f.evidence.kind;
        r.evidence_id = {f.evidence.kind.empty() ? f.subject.id : f.evidence.id};
      }
      r.may_decide = keeps_ && h_.round.stage == Stage::shown && e.state == Decision::proposed && e.proposed_by != call_.principal.person;
      out.push_back(std::move(r));
    }
    return out;
  }
  std::vector<ObjectionRow> objections(const std::function<bool(SheetId)>& sees) const {
    std::vector<ObjectionRow> out;
    for (const Objection& o : h_.objections) {
      if (!sees(o.sheet_id)) continue;
      ObjectionRow r{.id = o.id, .sheet_id = o.sheet_id, .unit_name = g_.units->name(o.unit_id), .item = o.item, .words = o.words, .fact_id = o.fact_id, .state = o.state,
                     .made_by = name(o.made_by), .ruled_by = name(o.ruled_by), .ruling = o.ruling, .made_at = o.made_at, .ruled_at = o.ruled_at};
      if (const assessment::Indicator* i = f_.indicator(o.item)) r.item_zh = i->zh, r.item_en = i->en;
      r.may_rule = keeps_ && h_.round.stage == Stage::shown && o.state == Ruling::open;
      out.push_back(std::move(r));
    }
    return out;
  }

 private:
  Call& call_;
  const Ground& g_;
  const Holding& h_;
  const assessment::Framework& f_;
  bool keeps_{};
  std::map<base::PersonId, std::string> names_{};
  std::map<std::int64_t, facts::Fact> facts_{};
};

std::string points(std::int64_t x100) {
  std::string out = std::to_string(x100 / 100);
  const std::int64_t rest = x100 % 100;
  return rest == 0 ? out : out + "." + (rest < 10 ? "0" : "") + std::to_string(rest);
}

base::Result<registry::ExportPage> rounds_page(Call& call, const base::Params& query) {
  TRY(zone, base::Zone::named(call.time_zone));
  TRY(page, rounds(call, query));
  registry::ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const RoundRow& r : page.items)
    out.rows.push_back({r.title, r.framework_zh, r.framework_version, r.from, r.to, formats::Cell{zone.local(r.query_at)}, std::string(described::word(r.stage)), r.sheets,
                        r.published_at ? formats::Cell{zone.local(*r.published_at)} : formats::Cell{}});
  return out;
}

base::Result<registry::PaperContent> notice_paper(Call& call, const base::Subject& subject) {
  TRY(v, view(call, RoundId{subject.id}));
  return call.house.store.read([&](store::Session& s) -> base::Result<registry::PaperContent> {
    TRY(g, ground(call.house, s, call.moment));
    const RoundRow& r = v.row;
    registry::PaperContent out{.title = "考核通报"};
    out.fields = {{"考核", r.title}, {"办法", r.framework_zh + "（第 " + std::to_string(r.framework_version) + " 版）"}, {"考核期", base::iso(r.from) + " 至 " + base::iso(r.to)},
                  {"数据截至", g.times->zone.text(r.query_at)}, {"通报时间", r.published_at ? g.times->zone.text(*r.published_at) : "未通报"}, {"通报意见", v.words},
                  {"范围", "内部通报，不对外公布，不涉及居民"}};
    registry::PaperTable sheets{.name = "考核结果", .headings = {"单位", "得分", "等次", "失分事实", "剔除"}};
    for (const SheetRow& each : v.sheets)
      sheets.rows.push_back({each.unit_name, each.total_x100 ? points(*each.total_x100) : "数据不足", each.grade_zh, std::to_string(each.lost), std::to_string(each.exclusions)});
    registry::PaperTable gone{.name = "剔除事项", .headings = {"单位", "理由", "说明", "决定"}};
    for (const ExclusionRow& e : v.exclusions)
      if (e.state == Decision::approved) gone.rows.push_back({e.unit_name, e.reason, e.words, e.decision});
    registry::PaperTable objections{.name = "异议裁定", .headings = {"单位", "指标", "异议", "裁定"}};
    for (const ObjectionRow& o : v.objections)
      if (o.state != Ruling::open) objections.rows.push_back({o.unit_name, o.item_zh, o.words, (o.state == Ruling::upheld ? "成立：" : "不成立：") + o.ruling});
    out.tables = {std::move(sheets), std::move(gone), std::move(objections)};
    return out;
  });
}

}  // namespace

base::Result<RoundView> view_of(Call& call, store::Session& s, const Ground& g, const Holding& h) {
  TRY(f, framework_of(call.house, s, call.district(), h.round));
  RoundView v{.row = row_of(g, h.round, f.get(), waiting_in(h)), .words = h.round.words};
  const bool keeps = may_keep(call, g);
  v.may_show = keeps && h.round.stage == Stage::made;
  v.may_publish = keeps && h.round.stage == Stage::shown;
  v.may_cancel = keeps && (h.round.stage == Stage::made || h.round.stage == Stage::shown);
  std::vector<SheetId> seen;
  for (const SheetRecord& each : h.sheets)
    if (may_see(call, g, h.round, each)) {
      v.sheets.push_back(row_of(g, h, each));
      seen.push_back(each.id);
    }
  const Teller teller(call, s, g, h, *f);
  const auto sees = [&](SheetId id) { return std::find(seen.begin(), seen.end(), id) != seen.end(); };
  v.exclusions = teller.exclusions(sees);
  v.objections = teller.objections(sees);
  return v;
}

base::Result<SheetView> view_of(Call& call, store::Session& s, const Ground& g, const Holding& h, SheetId id) {
  TRY(f, framework_of(call.house, s, call.district(), h.round));
  const SheetRecord& r = *std::find_if(h.sheets.begin(), h.sheets.end(), [&](const SheetRecord& each) { return each.id == id; });
  SheetView v{.row = row_of(g, h, r), .round = row_of(g, h.round, f.get(), waiting_in(h)), .exclusion_reasons = f->exclusion_reasons};
  const assessment::Sheet sheet = sheet_in(r);
  for (const assessment::Item& i : sheet.items) {
    const assessment::Indicator* of = f->indicator(i.code);
    if (of)
      v.items.push_back({i.code, of->zh, of->en, of->words_zh, of->words_en, formula_word(of->formula), i.left_out, i.part, i.whole, i.points_x100, i.most_x100,
                         static_cast<std::int64_t>(i.facts.size()), static_cast<std::int64_t>(i.lost.size())});
  }
  for (const assessment::Struck& each : sheet.vetoes)
    for (const assessment::Veto& of : f->vetoes)
      if (of.code == each.code) v.vetoes.push_back({each.code, of.zh, of.en, each.count, each.total_most});
  const Teller teller(call, s, g, h, *f);
  const auto own = [&](SheetId other) { return other == id; };
  v.exclusions = teller.exclusions(own);
  v.objections = teller.objections(own);
  v.may_object = h.round.stage == Stage::shown && g.today() <= h.round.object_until && people::may(call.principal, "mark.object", scope(g, r)).has_value();
  v.may_exclude = v.may_object;
  return v;
}

namespace {

struct Seen { Ground ground{}; Holding holding{}; };
base::Result<Seen> seen_sheet(Call& call, store::Session& s, SheetId id) {
  TRY(g, ground(call.house, s, call.moment));
  const auto round = round_of_sheet(s, call.district(), id);
  if (!round) return std::unexpected(no_such("sheet"));
  auto h = load(s, call.district(), *round);
  const auto it = std::find_if(h->sheets.begin(), h->sheets.end(), [&](const SheetRecord& each) { return each.id == id; });
  if (!may_see(call, g, h->round, *it)) {
    if (auto post = people::may(call.principal, "mark.read", scope(g, *it)); !post) return std::unexpected(std::move(post).error());
    return base::refuse("marks.not_shown", {h->round.framework, h->round.framework_version, "objections"}, "marks.wait_until_shown");
  }
  return Seen{std::move(g), std::move(*h)};
}

}  // namespace

base::Result<RoundView> view(Call& call, RoundId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<RoundView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto h = load(s, call.district(), id);
    if (!h) return std::unexpected(no_such("round"));
    return view_of(call, s, g, *h);
  });
}
base::Result<SheetView> view(Call& call, SheetId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<SheetView> {
    TRY(seen, seen_sheet(call, s, id));
    return view_of(call, s, seen.ground, seen.holding, id);
  });
}
base::Result<std::vector<EvidenceRow>> evidence(Call& call, SheetId id, std::string_view item) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<EvidenceRow>> {
    TRY(seen, seen_sheet(call, s, id));
    const auto it = std::find_if(seen.holding.sheets.begin(), seen.holding.sheets.end(), [&](const SheetRecord& each) { return each.id == id; });
    const assessment::Sheet sheet = sheet_in(*it);
    const auto found = std::find_if(sheet.items.begin(), sheet.items.end(), [&](const assessment::Item& i) { return i.code == item; });
    if (found == sheet.items.end()) return std::unexpected(no_such("item"));
    constexpr std::size_t shown_most = 500;
    std::vector<std::int64_t> ids(found->facts.begin(), found->facts.begin() + static_cast<std::ptrdiff_t>(std::min(found->facts.size(), shown_most)));
    std::vector<EvidenceRow> out;
    for (const facts::Fact& f : assessment::facts_by_id(s, call.district(), ids)) {
      EvidenceRow r{.fact_id = {f.id.value}, .kind = f.kind, .subject_kind = f.evidence.kind.empty() ? f.subject.kind : f.evidence.kind, .measure = f.measure,
                    .subject_id = {f.evidence.kind.empty() ? f.subject.id : f.evidence.id}, .amount = f.amount, .occurred_on = f.occurred_on};
      r.lost = std::find(found->lost.begin(), found->lost.end(), f.id.value) != found->lost.end();
      out.push_back(std::move(r));
    }
    std::stable_sort(out.begin(), out.end(), [](const EvidenceRow& a, const EvidenceRow& b) { return a.lost && !b.lost; });
    return out;
  });
}
base::Result<std::vector<FrameworkRow>> frameworks(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<FrameworkRow>> {
    TRY(g, ground(call.house, s, call.moment));
    std::vector<FrameworkRow> out;
    for (const char* code : {"marks/departments", "marks/subdistricts", "marks/teams"}) {
      TRY(found, call.house.book.in_force_as<assessment::Framework>(assessment::parse_framework, s, call.district(), code, g.today()));
      out.push_back({code, found.value->zh, found.value->en, found.value->version});
    }
    return out;
  });
}
base::Result<Page<RoundRow>> rounds(Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<RoundRow>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(round_list(), params, {.time_zone = call.time_zone, .level = {}}));
    const auto rows = store::list_page<Round>(s, round_list(), query, {.everything = true}, call.district());
    std::vector<RoundId> ids;
    for (const Round& each : rows.items) ids.push_back(each.id);
    auto waiting = waiting_of(s, call.district(), ids);
    Page<RoundRow> out{.next = rows.next, .total_at_least = rows.total_at_least};
    for (const Round& each : rows.items) {
      TRY(f, framework_of(call.house, s, call.district(), each));
      out.items.push_back(row_of(g, each, f.get(), waiting[each.id]));
    }
    return out;
  });
}
base::Result<CountView> count_rounds(Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<CountView> {
    TRY(query, store::parse_list(round_list(), params, {.time_zone = call.time_zone, .level = {}}));
    return CountView{store::list_count(s, round_list(), query, {.everything = true}, call.district())};
  });
}

const registry::ExportList& rounds_export() {
  static const registry::ExportList list{.code = "mark_rounds", .path = "/api/v1/mark_rounds", .name_zh = "考核", .name_en = "Rounds of assessment", .action = "mark.read",
      .columns = {{"考核", "Round"}, {"办法", "Framework"}, {"版本", "Version"}, {"起", "From"}, {"止", "To"}, {"数据截至", "Query date"}, {"状态", "Stage"}, {"单位数", "Units"}, {"通报时间", "Published"}},
      .page = rounds_page};
  return list;
}
std::vector<registry::PaperKind> papers() {
  return {{"mark_notice", "考核通报", "Notice of marks", std::string(round_kind), "mark.read", notice_paper}};
}

}  // namespace marks
