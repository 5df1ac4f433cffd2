#include <charconv>
#include <fstream>
#include <iterator>

#include "formats/docx/docx.hpp"
#include "mechanisms/papers/pages.hpp"
#include "mechanisms/papers/service.hpp"
#include "messages/texts.hpp"
#include "registry/room.hpp"

namespace papers {
std::vector<registry::Route> routes();

namespace {

using registry::Answer;
using registry::RouteCall;

constexpr const char* docx_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

std::string percent(std::string_view text) {   // RFC 5987
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-') out += c;
    else for (const int shift : {-1, 4, 0}) out += shift < 0 ? '%' : "0123456789ABCDEF"[(byte >> shift) & 15];
  }
  return out;
}

http::Response download(File file) {
  http::Response r;
  r.content_type = docx_type;
  r.headers = {{"content-disposition", "attachment; filename*=UTF-8''" + percent(file.name)}};
  r.body = std::move(file.bytes);
  return r;
}

Answer kinds_route(RouteCall& c) {
  TRY(all, kinds(c.call, c.request.query_value("subject_kind").value_or("")));
  return registry::json_list(all, "", static_cast<std::int64_t>(all.size()));
}
Answer list_route(RouteCall& c) {
  TRY(page, list(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total_at_least);
}
Answer document_route(RouteCall& c) {
  TRY(file, document(c.call, {c.id()}));
  return download(std::move(file));
}
Answer sheet_route(RouteCall& c) {
  TRY(paper, one(c.call, {c.id()}));
  TRY(body, sheet(c.call, {c.id()}));
  return a4_page(c.call, {.title = paper.number + " " + paper.title, .body_html = body, .voided = paper.voided_at.has_value()});
}
Answer preview_route(RouteCall& c) {
  RecordId record;
  const auto text = c.request.query_value("record").value_or("");
  std::from_chars(text.data(), text.data() + text.size(), record.value);
  TRY(body, preview(c.call, c.request.query_value("kind").value_or(""), record));
  return a4_page(c.call, {.title = c.call.house.texts.say(c.call.language, "papers.preview"), .body_html = body, .preview = true});
}
Answer template_route(RouteCall& c) {
  TRY(file, template_file(c.call, c.capture("kind")));
  return download(std::move(file));
}
Answer publish_route(RouteCall& c) {
  if (c.request.parts.empty()) return base::fail(base::ErrorCode::invalid, "papers.no_file");
  std::ifstream in(c.request.parts.front().path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  TRY(view, publish_template(c.call, c.capture("kind"), c.request.query_value("name").value_or("模板.docx"), bytes));
  return registry::json(view, 201);
}
Answer restore_route(RouteCall& c) {
  TRY(command, described::parse<RestoreTemplate>(c.request.body));
  registry::note_envelope(c.call, command);
  TRY(view, restore_template(c.call, c.capture("kind"), command));
  return registry::json(view);
}
Answer verify_route(RouteCall& c) { return verify_page(c.call, c.request); }
Answer style_route(RouteCall&) { return style_sheet(); }

base::Result<PaperView> issue_fn(registry::Call& call, std::int64_t, const IssuePaper& c) { return issue(call, c); }
base::Result<PaperView> void_fn(registry::Call& call, std::int64_t id, const VoidPaper& c) { return void_paper(call, {id}, c); }
base::Result<PaperView> one_fn(registry::Call& call, std::int64_t id) { return one(call, {id}); }

std::vector<registry::Route> paper_routes() {
  using registry::Entry;
  using registry::Face;
  using http::Verb;
  const std::vector<Face> inside{Face::desk, Face::field};
  std::vector<registry::Route> out;
  out.push_back({.verb = Verb::get, .path = "/api/v1/papers", .faces = inside, .entry = Entry::action, .action = "paper.read", .view = described::of<PaperView>::type,
                 .view_is_list = true, .statuses = {200, 401, 403, 422}, .summary = "Papers that were issued, newest first.", .run = list_route, .body = http::BodyKind::none,
                 .query = {{"filter.kind", "codes of kinds, commas between"}, {"filter.subject_kind", "kind of record"}, {"filter.subject_id", "one record"},
                           {"filter.org_unit", "who issued it"}, {"filter.number", "its number, exactly"}, {"filter.area", "an area and all below it"},
                           {"filter.voided", "true or false"}, {"filter.from", "issued from"}, {"filter.to", "issued until"}, {"sort", "-issued_at, number"},
                           {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}}});
  out.push_back({.verb = Verb::post, .path = "/api/v1/papers", .faces = inside, .entry = Entry::signed_in, .command = described::of<IssuePaper>::type,
                 .view = described::of<PaperView>::type, .statuses = {201, 401, 403, 404, 409, 422}, .summary = "Issues a paper from a record: number, date, verification code.",
                 .run = registry::with_body<IssuePaper, PaperView>(issue_fn, 201)});
  out.push_back({.verb = Verb::get, .path = "/api/v1/papers/preview", .faces = inside, .entry = Entry::signed_in, .statuses = {200, 401, 403, 404},
                 .summary = "The page as it would print, without a number.", .run = preview_route, .body = http::BodyKind::none,
                 .query = {{"kind", "code of the kind"}, {"record", "id of the record"}}});
  out.push_back({.verb = Verb::get, .path = "/api/v1/papers/{id}", .faces = inside, .entry = Entry::action, .action = "paper.read", .view = described::of<PaperView>::type,
                 .statuses = {200, 401, 403, 404}, .summary = "One paper.", .run = registry::without_body<PaperView>(one_fn), .body = http::BodyKind::none});
  out.push_back({.verb = Verb::post, .path = "/api/v1/papers/{id}/void", .faces = inside, .entry = Entry::action, .action = "paper.void", .command = described::of<VoidPaper>::type,
                 .view = described::of<PaperView>::type, .statuses = {200, 401, 403, 404, 409, 422}, .summary = "Declares a paper void; its number is not given again.",
                 .run = registry::with_body<VoidPaper, PaperView>(void_fn)});
  out.push_back({.verb = Verb::get, .path = "/api/v1/papers/{id}/docx", .faces = inside, .entry = Entry::action, .action = "paper.read", .statuses = {200, 401, 403, 404, 410},
                 .summary = "The paper as a DOCX.", .run = document_route, .body = http::BodyKind::none});
  out.push_back({.verb = Verb::get, .path = "/api/v1/papers/{id}/page", .faces = inside, .entry = Entry::action, .action = "paper.read", .statuses = {200, 401, 403, 404, 410},
                 .summary = "The paper as an A4 page for printing.", .run = sheet_route, .body = http::BodyKind::none});
  return out;
}

std::vector<registry::Route> template_routes() {
  using registry::Entry;
  using registry::Face;
  using http::Verb;
  std::vector<registry::Route> out;
  out.push_back({.verb = Verb::get, .path = "/api/v1/paper_kinds", .faces = {Face::desk, Face::field}, .entry = Entry::signed_in, .view = described::of<KindView>::type,
                 .view_is_list = true, .statuses = {200, 401}, .summary = "Kinds of papers and their templates.", .run = kinds_route, .body = http::BodyKind::none,
                 .query = {{"subject_kind", "only those that print from this kind of record"}}});
  out.push_back({.verb = Verb::get, .path = "/api/v1/paper_kinds/{kind}/template", .faces = {Face::desk}, .entry = Entry::action, .action = "paper.template",
                 .statuses = {200, 401, 403, 404}, .summary = "The template in force, to edit in a word processor.", .run = template_route, .body = http::BodyKind::none});
  out.push_back({.verb = Verb::post, .path = "/api/v1/paper_kinds/{kind}/template", .faces = {Face::desk}, .entry = Entry::action, .action = "paper.template",
                 .view = described::of<KindView>::type, .statuses = {201, 400, 401, 403, 404, 415, 422}, .summary = "Publishes an edited template (the raw DOCX) after a check.",
                 .run = publish_route, .body = http::BodyKind::upload, .body_bytes_max = static_cast<std::int64_t>(formats::docx_bytes_max), .query = {{"name", "the file's name"}}});
  out.push_back({.verb = Verb::post, .path = "/api/v1/paper_kinds/{kind}/restore", .faces = {Face::desk}, .entry = Entry::action, .action = "paper.template",
                 .command = described::of<RestoreTemplate>::type, .view = described::of<KindView>::type, .statuses = {200, 401, 403, 404, 409, 422},
                 .summary = "Goes back to the layout of the rules.", .run = restore_route});
  out.push_back({.verb = Verb::get, .path = "/d/{district}/verify", .faces = {Face::public_}, .entry = Entry::open, .statuses = {200, 404},
                 .summary = "Anybody checks a paper in the hand by its verification code.", .run = verify_route, .body = http::BodyKind::none, .query = {{"code", "sixteen characters"}}});
  out.push_back({.verb = Verb::get, .path = "/p/paper.css", .faces = {Face::public_, Face::desk, Face::field}, .entry = Entry::open, .statuses = {200},
                 .summary = "Style of A4 pages.", .run = style_route, .body = http::BodyKind::none});
  return out;
}

}  // namespace

std::vector<registry::Route> routes() {
  std::vector<registry::Route> out = paper_routes();
  for (registry::Route& each : template_routes()) out.push_back(std::move(each));
  return out;
}

}  // namespace papers
