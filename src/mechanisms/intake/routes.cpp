// The resident's addresses (pages, not JSON) and the photo upload of desk and field.
#include "formats/qr.hpp"
#include "mechanisms/intake/model.hpp"
#include "mechanisms/intake/pages.hpp"
#include "mechanisms/intake/render.hpp"
#include "mechanisms/intake/service.hpp"
#include "records/files/depot.hpp"
#include "records/files/limits.hpp"
#include "records/files/serve.hpp"
#include "base/iso.hpp"

namespace intake {
std::vector<registry::Route> routes();

namespace {

using registry::Answer;
using registry::RouteCall;

constexpr std::int64_t form_bytes_max = 6 * files::limits::input_bytes_max;  // a few photos of a good telephone; more is refused by the edge
constexpr std::size_t form_text_bytes_max = 16 * 1024;                       // of one field as typed

base::Result<Visit> visit_of(RouteCall& c) {
  c.call.language = language_of(c.request);
  return enter(c.call);
}

std::string typed(const http::Request& request, std::string_view name) { return std::string(request.form(name).substr(0, form_text_bytes_max)); }

ReportForm form_of(const http::Request& r) {
  ReportForm form{typed(r, "ticket"), typed(r, "description"), typed(r, "place"), typed(r, "area"), typed(r, "category"),
                  typed(r, "longitude"), typed(r, "latitude"), typed(r, "name"), typed(r, "phone"), r.form("whom") == "neighbour", !r.form("secret").empty(), !r.form("nearby_seen").empty(), {}, typed(r, "grid"), typed(r, "spot"), !r.form("look").empty()};
  for (const auto& part : r.parts)
    if (part.name == "kept" && part.path.empty()) form.kept.push_back(part.value.substr(0, 200));
  return form;
}

Answer home(RouteCall& c) {
  TRY(visit, visit_of(c));
  return home_page(visit, c.request);
}

Answer empty_form(RouteCall& c) {
  TRY(visit, visit_of(c));
  ReportForm form;
  form.area = c.request.query_value("area").value_or("");  // from the poster's code
  return report_page(visit, c.request, form, Outcome{.ticket = new_ticket(visit)});
}

Answer sent_form(RouteCall& c) {
  TRY(visit, visit_of(c));
  const ReportForm form = form_of(c.request);
  if (const auto follow = c.request.form("follow"); !follow.empty()) {
    TRY(token, follow_nearby(visit, form.ticket, follow));
    return see_other("/s/" + token + "?told=follow");
  }
  if (form.look) return report_page(visit, c.request, form, look_around(visit, form, c.request));
  const Outcome outcome = take_report(visit, form, c.request);
  if (!outcome.reported) return report_page(visit, c.request, form, outcome);
  std::string where = "/s/" + outcome.reported->link_token + "?new=1";
  if (!form.phone.empty()) where += "&phone=1";
  if (outcome.photos_lost.starts_with("files.")) where += "&photos=" + outcome.photos_lost.substr(6);
  return see_other(std::move(where));
}

Answer kept(RouteCall& c) {
  TRY(visit, visit_of(c));
  TRY(path, kept_photo(visit, c.capture("photo"), c.request.query_value("form").value_or("")));
  return files::photo_response(path, c.request);
}

Answer place(RouteCall& c) {
  TRY(visit, visit_of(c));
  ReportForm form;
  form.area = c.request.query_value("area").value_or("");
  return place_part(visit, c.request, form);
}

Answer find_form(RouteCall& c) {
  TRY(visit, visit_of(c));
  return find_page(visit, c.request, {}, {});
}

Answer find_sent(RouteCall& c) {
  TRY(visit, visit_of(c));
  const std::string number = typed(c.request, "number");
  const Found found = find_link(visit, typed(c.request, "ticket"), number, typed(c.request, "phone"), c.request.peer);
  if (found.token.empty()) return find_page(visit, c.request, number, found);
  return see_other("/s/" + found.token);
}

Answer progress(RouteCall& c) {
  TRY(visit, visit_of(c));
  TRY(told, matters::progress_by_token(c.call.house, c.capture("token")));
  return progress_page(visit, c.request, told, c.capture("token"));
}

ReplyForm reply_of(const http::Request& r) {
  return {typed(r, "answer"), typed(r, "contacted"), typed(r, "solved"), typed(r, "satisfaction"), typed(r, "words"), !r.form("reopen").empty()};
}

Answer replied(RouteCall& c, const Reply& reply, const Visit& visit, const ReplyForm& form) {
  const std::string token(c.capture("token"));
  if (reply.done) return see_other("/s/" + token + "?told=" + reply.told);
  TRY(told, matters::progress_by_token(c.call.house, token));
  return progress_page(visit, c.request, told, token, form, reply);
}

Answer answer_sent(RouteCall& c) {
  TRY(visit, visit_of(c));
  TRY(told, matters::progress_by_token(c.call.house, c.capture("token")));
  const ReplyForm form = reply_of(c.request);
  return replied(c, answer_question(visit, c.capture("token"), form), visit, form);
}

Answer rating_sent(RouteCall& c) {
  TRY(visit, visit_of(c));
  TRY(told, matters::progress_by_token(c.call.house, c.capture("token")));
  const ReplyForm form = reply_of(c.request);
  return replied(c, rate_result(visit, c.capture("token"), told, form), visit, form);
}

Answer progress_photo(RouteCall& c) {
  std::int64_t id = 0;
  const auto text = c.capture("file");
  std::from_chars(text.data(), text.data() + text.size(), id);
  TRY(path, matters::photo_by_token(c.call.house, c.capture("token"), {id}, c.request.query_value("size") == "small"));
  return files::photo_response(path, c.request);
}

Answer poster(RouteCall& c) {
  TRY(visit, visit_of(c));
  return poster_page(visit, c.request);
}

Answer qr(RouteCall& c) {
  TRY(visit, visit_of(c));
  const auto code = c.request.query_value("area").value_or("");
  const bool known = visit.tree->by_code(code) != nullptr;
  TRY(svg, formats::qr_svg(origin_of(c.request) + "/d/" + visit.district.code + "/report" + (known ? "?area=" + std::string(code) : "")));
  http::Response r;
  r.content_type = "image/svg+xml";
  r.headers = {{"content-security-policy", "default-src 'none'; sandbox"}, {"cache-control", "public, max-age=3600"}};
  r.body = std::move(svg);
  return r;
}

Answer asset_file(RouteCall& c) {
  const Asset* found = asset(c.capture("file"));
  if (found == nullptr) return base::fail(base::ErrorCode::not_found, "registry.not_found");
  http::Response r;
  r.content_type = c.capture("file").ends_with(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
  const bool named = c.request.query_value("v") == found->mark;
  r.headers = {{"etag", '"' + found->mark + '"'}, {"cache-control", named ? "public, max-age=31536000, immutable" : "public, max-age=300"}};
  r.body = found->bytes;
  return r;
}

Answer nothing_here(RouteCall&) { return base::fail(base::ErrorCode::not_found, "registry.not_found"); }

std::optional<double> degrees(std::string_view text, double bound) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || !(value >= -bound && value <= bound)) return std::nullopt;
  return value;
}

// One photo; `at`, `lon` and `lat` say when and where it is claimed to be taken (default: now).
Answer take_photo(RouteCall& c) {
  const http::Part* photo = nullptr;
  for (const auto& part : c.request.parts)
    if (part.name == "photo" && !part.path.empty()) photo = &part;
  if (photo == nullptr)
    return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{"/photo", "base.missing", {}}}});
  files::Claim claim{base::parse_instant(c.request.form("at")).value_or(c.call.moment.real_now), degrees(c.request.form("lon"), 180), degrees(c.request.form("lat"), 90)};
  TRY(stored, c.call.house.files.take_photo(c.call.work(), photo->path, claim));
  return registry::json(PhotoTaken{stored.id, stored.width, stored.height, stored.verdicts.taken, stored.verdicts.place}, 201);
}

registry::Route resident_page(http::Verb verb, std::string path, std::vector<int> statuses, std::string summary, Answer (*run)(RouteCall&)) {
  registry::Route r{.verb = verb, .path = std::move(path), .faces = {registry::Face::public_}, .entry = registry::Entry::open};
  r.statuses = std::move(statuses);
  r.summary = std::move(summary);
  r.run = run;
  r.refusal = &refusal_page;
  return r;
}

}  // namespace

std::vector<registry::Route> routes() {
  using http::Verb;
  std::vector<registry::Route> all;
  all.push_back(resident_page(Verb::get, "/d/{district}/", {200, 404}, "The resident's window: what can be done here.", &home));
  all.push_back(resident_page(Verb::get, "/d/{district}/report", {200, 404}, "The report form; `area` preselects a place by its code.", &empty_form));
  all.back().query = {{"area", "code of an area, from a poster"}, {"lang", "zh or en"}};
  all.push_back(resident_page(Verb::post, "/d/{district}/report", {200, 303, 404, 422, 429}, "A report with up to a few photos; leads to its private page, or first shows what is open nearby already.", &sent_form));
  all.back().body = http::BodyKind::multipart;
  all.back().body_bytes_max = form_bytes_max;
  all.push_back(resident_page(Verb::get, "/d/{district}/place", {200, 404}, "Map and lists of one community: the part of the form that changes with it.", &place));
  all.back().query = {{"area", "code of an area"}, {"lang", "zh or en"}};
  all.push_back(resident_page(Verb::get, "/d/{district}/kept/{photo}", {200, 404}, "A photo that an unfinished form has uploaded.", &kept));
  all.back().query = {{"form", "reference of the form"}};
  all.push_back(resident_page(Verb::get, "/d/{district}/find", {200, 404}, "The form for a lost private link.", &find_form));
  all.push_back(resident_page(Verb::post, "/d/{district}/find", {303, 404, 422, 429}, "Report number and telephone number open a fresh private link.", &find_sent));
  all.push_back(resident_page(Verb::get, "/d/{district}/poster", {200, 404}, "A sheet to print and hang up, with the code of the report form.", &poster));
  all.back().query = {{"area", "code of an area"}};
  all.push_back(resident_page(Verb::get, "/d/{district}/qr.svg", {200, 404}, "The code of the report form.", &qr));
  all.back().query = {{"area", "code of an area"}};
  all.push_back(resident_page(Verb::get, "/d/{district}/{*rest}", {404}, "No such page.", &nothing_here));
  all.push_back(resident_page(Verb::get, "/s/{token}", {200, 404, 410}, "The private page of one report: every step in plain words.", &progress));
  all.push_back(resident_page(Verb::post, "/s/{token}/answer", {303, 404, 409, 410, 422}, "The reporter's answer to the office's question.", &answer_sent));
  all.push_back(resident_page(Verb::post, "/s/{token}/rate", {303, 404, 409, 410, 422}, "The reporter rates the result, and may have it handled again.", &rating_sent));
  all.push_back(resident_page(Verb::get, "/s/{token}/photos/{file}", {200, 404, 410}, "A photo of that report.", &progress_photo));
  all.back().query = {{"size", "small for 480 px"}};
  all.push_back(resident_page(Verb::get, "/p/{file}", {200, 404}, "Style and script of the resident's pages.", &asset_file));
  registry::Route upload{.verb = Verb::post, .path = "/api/v1/photos", .faces = {registry::Face::desk, registry::Face::field}, .entry = registry::Entry::signed_in};
  upload.view = described::of<PhotoTaken>::type;
  upload.statuses = {201, 401, 403, 413, 415, 422};
  upload.summary = "Takes one photo (multipart part `photo`; fields `at`, `lon`, `lat`); the answer's file_id goes into the command that needs it.";
  upload.run = &take_photo;
  upload.body = http::BodyKind::multipart;
  upload.body_bytes_max = files::limits::input_bytes_max + 64 * 1024;
  all.push_back(std::move(upload));
  return all;
}

}  // namespace intake
