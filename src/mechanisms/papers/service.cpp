#include "mechanisms/papers/service.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/iso.hpp"
#include "base/report_number.hpp"
#include "base/time.hpp"
#include "definitions/book.hpp"
#include "mechanisms/papers/rules.hpp"
#include "mechanisms/papers/tables.hpp"
#include "mechanisms/papers/view.hpp"
#include "messages/texts.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "store/idempotency.hpp"
#include "territory/territory.hpp"

namespace papers {
namespace {

constexpr int lock_floor = 11;

// Two report numbers in a row: sixteen characters, each half with a check character.
std::string make_code(base::Random& random) { return base::make_report_number(random) + base::make_report_number(random); }

// The words as they stand now; the room that owns the record asks access for it.
base::Result<Content> words_of(registry::Call& call, const registry::PaperKind& kind, RecordId record) {
  TRY_DO(people::need_action(call.principal, kind.action));
  TRY(given, kind.fill(call, {kind.subject_kind, record.value}));
  return content_of(given);
}

// The unit and post that issue: the post that has the kind's action, own posts before those held as a deputy.
base::Result<people::HeldPost> issuing_post(const registry::Call& call, const registry::PaperKind& kind) {
  for (const bool deputy : {false, true})
    for (const people::HeldPost& post : call.principal.posts) {
      if (post.deputy != deputy) continue;
      people::Principal alone = call.principal;
      alone.posts = {post};
      if (people::has_action(alone, kind.action)) return post;
    }
  TRY_DO(people::need_action(call.principal, kind.action));
  return base::fail(base::ErrorCode::forbidden, "papers.no_post");
}

struct Numbered {
  std::string number{}, code{}, unit_name{};
  base::CivilDate date{};
};
std::vector<Words> own_words(const Numbered& n, const Content& content) {
  return {{"文号", n.number}, {"日期", chinese_date(n.date)}, {"制发单位", n.unit_name}, {"验证码", shown_code(n.code)}, {"标题", content.title}};
}

// The district's own template in this version, or the layout of the rules.
std::string template_bytes(const Layouts& layouts, store::Session& s, base::DistrictId district, std::string_view kind, std::int64_t version, const Content& content) {
  if (version > 0) {
    const auto own = template_of(s, district, kind, version);
    if (own && !own->docx.empty())
      if (auto bytes = base::from_base64url(own->docx)) return std::move(*bytes);
  }
  return formats::make_docx(layout_of(layouts, kind, content));
}

Paper new_paper(const registry::PaperKind& kind, const Content& content, RecordId record) {
  Paper out{.version = 1, .kind = kind.code, .subject_kind = kind.subject_kind, .subject_id = record, .title = content.title};
  out.content = described::to_json(content);
  out.content_hash = base::sha256_hex(*out.content);
  return out;
}

base::Result<Paper> issue_in(registry::Call& call, store::Unit& unit, const Ground& g, const registry::PaperKind& kind, Paper paper, const people::HeldPost& post) {
  const std::int64_t year = base::ymd(g.tree->day()).year;
  unit.lock(lock_floor, {"paper_series", post.org_unit.value});
  paper.district_id = unit.district();
  paper.id = unit.make<PaperId>();
  paper.org_unit_id = post.org_unit;
  paper.area_id = post.area ? post.area : g.tree->root();
  paper.year = year;
  paper.serial = last_serial(unit, unit.district(), post.org_unit, kind.code, year) + 1;
  paper.number = number_of(*g.layouts, kind.code, g.units->name(post.org_unit), year, paper.serial);
  paper.code = make_code(unit.random());
  const auto own = template_of(unit, unit.district(), kind.code);
  paper.template_version = own && !own->docx.empty() ? own->version : 0;
  paper.layout_version = g.layouts.definition->version;
  paper.issued_at = unit.now();
  paper.issued_by = unit.actor().person;
  insert(unit, paper);
  const IssuedBody body{paper.kind, paper.org_unit_id, paper.year, paper.serial, paper.number, paper.subject_kind, paper.subject_id, paper.area_id,
                        paper.title, paper.code, paper.template_version, paper.layout_version, paper.content_hash};
  TRY(event, registry::record(call.house, unit, {.kind = "paper.issued", .subject = {"paper", paper.id.value}, .body = described::to_json(body),
                                                 .definition = g.layouts.definition->name(), .area = paper.area_id, .org_unit = paper.org_unit_id}));
  static_cast<void>(event);
  return paper;
}

base::Result<Paper> readable(registry::Call& call, store::Session& s, const Ground& g, PaperId id) {
  auto paper = load(s, call.district(), id);
  if (!paper) return base::fail(base::ErrorCode::not_found, "papers.no_such_paper");
  const auto scope = people::scope_of(*g.tree, "paper", id.value, paper->area_id, {paper->org_unit_id});
  if (auto post = people::may(call.principal, "paper.read", scope); !post) return std::unexpected(std::move(post).error());
  return std::move(*paper);
}

base::Result<std::string> filled(registry::Call& call, const Ground& g, store::Session& s, const Paper& paper) {
  if (!paper.content) return base::fail(base::ErrorCode::gone, "papers.words_erased");
  TRY(content, described::parse<Content>(*paper.content));
  TRY(layouts, call.house.book.exact_as<Layouts>(parse_layouts, s, paper.district_id, "papers/layouts", paper.layout_version));
  const std::string docx = template_bytes(*layouts, s, paper.district_id, paper.kind, paper.template_version, content);
  const Numbered n{paper.number, paper.code, g.units->name(paper.org_unit_id), g.zone->date_of(paper.issued_at)};
  return formats::fill_docx(docx, filling(content, own_words(n, content)));
}

}  // namespace

base::Result<std::string> preview(registry::Call& call, std::string_view code, RecordId record) {
  TRY(kind, known_kind(call, code));
  TRY(content, words_of(call, *kind, record));
  return call.house.store.read([&](store::Session& s) -> base::Result<std::string> {
    TRY(g, ground(call, s));
    const auto own = template_of(s, call.district(), kind->code);
    const std::string docx = template_bytes(*g.layouts, s, call.district(), kind->code, own && !own->docx.empty() ? own->version : 0, content);
    TRY(post, issuing_post(call, *kind));
    const std::string unit_name = g.units->name(post.org_unit);
    const Numbered n{number_of(*g.layouts, kind->code, unit_name, base::ymd(g.tree->day()).year, 0), "", unit_name, g.tree->day()};
    std::vector<Words> own_fields = own_words(n, content);
    own_fields[0].words = call.house.texts.say(call.language, "papers.preview_number");
    own_fields[3].words = own_fields[0].words;
    TRY(bytes, formats::fill_docx(docx, filling(content, own_fields)));
    return formats::docx_html(bytes);
  });
}

base::Result<PaperView> issue(registry::Call& call, const IssuePaper& command) {
  TRY(kind, known_kind(call, command.kind));
  TRY(content, words_of(call, *kind, command.record));
  TRY(post, issuing_post(call, *kind));
  TRY(g, call.house.store.read([&](store::Session& s) { return ground(call, s); }));
  const Paper paper = new_paper(*kind, content, command.record);
  TRY(json, call.house.store.write(call.work(post.post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(made, issue_in(call, u, g, *kind, paper, post));
      return described::to_json(view_of(call.house, g, made, people::person_name(u, u.district(), made.issued_by)));
    });
  }));
  return described::parse<PaperView>(json);
}

base::Result<PaperView> void_paper(registry::Call& call, PaperId id, const VoidPaper& command) {
  TRY(g, call.house.store.read([&](store::Session& s) { return ground(call, s); }));
  const base::PostId post = call.principal.posts.empty() ? base::PostId{} : call.principal.posts.front().post;
  TRY(json, call.house.store.write(call.work(post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, std::to_string(id.value) + "/void\n" + call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      u.lock(lock_floor, {"paper", id.value});
      auto paper = load(u, u.district(), id);
      if (!paper) return base::fail(base::ErrorCode::not_found, "papers.no_such_paper");
      if (auto may = people::may(call.principal, "paper.void", people::scope_of(*g.tree, "paper", id.value, paper->area_id, {paper->org_unit_id})); !may)
        return std::unexpected(std::move(may).error());
      if (command.if_version && *command.if_version != paper->version)
        return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "papers.changed_meanwhile", .now_version = paper->version});
      if (paper->voided_at) return base::refuse("papers.void_already", g.layouts.definition->rule("/void"), "papers.void_already_remedy");
      paper->version += 1;
      paper->voided_at = u.now();
      paper->void_reason = command.reason;
      set_void(u, id, paper->version, command.reason);
      TRY(event, registry::record(call.house, u, {.kind = "paper.voided", .subject = {"paper", id.value}, .body = described::to_json(VoidedBody{command.reason}),
                                                  .area = paper->area_id, .org_unit = paper->org_unit_id}));
      static_cast<void>(event);
      return described::to_json(view_of(call.house, g, *paper, people::person_name(u, u.district(), paper->issued_by)));
    });
  }));
  return described::parse<PaperView>(json);
}

base::Result<PaperView> one(registry::Call& call, PaperId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<PaperView> {
    TRY(g, ground(call, s));
    TRY(paper, readable(call, s, g, id));
    return view_of(call.house, g, paper, people::person_name(s, call.district(), paper.issued_by));
  });
}

base::Result<Listed> list(registry::Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Listed> {
    TRY(g, ground(call, s));
    const people::Reach reach = reach_of(call, g);
    TRY(query, parse_query(call, g, params));
    const auto rows = page(s, query, reach, call.district());
    std::vector<base::PersonId> people;
    for (const Paper& p : rows.items) people.push_back(p.issued_by);
    const auto names = people.empty() ? std::map<base::PersonId, std::string>{} : people::person_names(s, call.district(), people);
    Listed out{.next = rows.next, .total_at_least = rows.total_at_least};
    for (const Paper& p : rows.items) {
      const auto name = names.find(p.issued_by);
      out.items.push_back(view_of(call.house, g, p, name == names.end() ? std::string{} : name->second));
    }
    return out;
  });
}

base::Result<std::int64_t> count(registry::Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::int64_t> {
    TRY(g, ground(call, s));
    TRY(query, parse_query(call, g, params));
    return papers::count(s, query, reach_of(call, g), call.district());
  });
}

base::Result<File> document(registry::Call& call, PaperId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<File> {
    TRY(g, ground(call, s));
    TRY(paper, readable(call, s, g, id));
    TRY(bytes, filled(call, g, s, paper));
    return File{paper.number + ".docx", std::move(bytes)};
  });
}

base::Result<std::string> sheet(registry::Call& call, PaperId id) {
  TRY(file, document(call, id));
  return formats::docx_html(file.bytes);
}

base::Result<Verdict> verify(registry::Call& call, std::string_view typed_code) {
  const auto code = read_code(typed_code);
  if (!code) return base::fail(base::ErrorCode::invalid, "papers.code_mistyped");
  return call.house.store.read([&](store::Session& s) -> base::Result<Verdict> {
    TRY(g, ground(call, s));
    const auto paper = by_code(s, call.district(), *code);
    if (!paper) return Verdict{};
    const registry::PaperKind* kind = find_kind(call.house, paper->kind);
    return Verdict{.known = true, .voided = paper->voided_at.has_value(), .kind_zh = kind ? kind->name_zh : paper->kind, .kind_en = kind ? kind->name_en : paper->kind,
                   .number = paper->number, .org_unit_name = g.units->name(paper->org_unit_id), .code = shown_code(paper->code),
                   .issued_on = g.zone->date_of(paper->issued_at)};
  });
}

std::string check_words(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  for (const Paper& p : all(s, district)) {
    if (subject.id && (subject.kind != "paper" || subject.id != p.id.value)) continue;
    const auto events = store::events_of(s, district, {"paper", p.id.value});
    const auto issued = std::find_if(events.begin(), events.end(), [](const store::Event& e) { return e.kind == "paper.issued"; });
    const auto body = issued == events.end() ? base::Result<IssuedBody>(std::unexpected(base::Error{})) : described::parse<IssuedBody>(issued->body);
    const bool voided = std::any_of(events.begin(), events.end(), [](const store::Event& e) { return e.kind == "paper.voided"; });
    if (!body || body->number != p.number || body->content_hash != p.content_hash || body->code != p.code || voided != p.voided_at.has_value())
      return "paper " + std::to_string(p.id.value) + " is not what its events say";
    if (p.content && base::sha256_hex(*p.content) != p.content_hash) return "paper " + std::to_string(p.id.value) + ": its words were changed";
  }
  return {};
}

std::string check_serials(registry::House&, store::Session& s, base::DistrictId district, const base::Subject&) {
  std::map<std::tuple<std::int64_t, std::string, std::int64_t>, std::pair<std::int64_t, std::int64_t>> series;  // how many, the highest
  for (const Paper& p : all(s, district)) {
    auto& [many, highest] = series[{p.org_unit_id.value, p.kind, p.year}];
    ++many;
    highest = std::max(highest, p.serial);
  }
  for (const auto& [key, each] : series)
    if (each.first != each.second) return "the numbers of " + std::get<1>(key) + " have a gap";
  return {};
}

base::Result<store::JobDone> erase_old_words(registry::House& house, store::JobRun& run) {
  constexpr auto kept = base::hours(24 * 365 * 3);
  const store::Moment moment = run.moment();
  TRY_DO(house.store.write({moment, {.channel = "system"}}, [&](store::Unit& unit) -> base::Done {
    erase_words(unit, moment.now - kept);
    return {};
  }));
  return store::JobDone{.again_at = moment.now + base::hours(24)};
}

}  // namespace papers
