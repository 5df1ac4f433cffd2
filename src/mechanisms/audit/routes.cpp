#include "base/limits.hpp"
#include "mechanisms/audit/service.hpp"
#include "registry/route.hpp"

namespace audit {
namespace {

using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

base::Result<Question> question(const RouteCall& c) {
  TRY(zone, base::Zone::named(c.call.time_zone));
  return read_question(c.request.query, zone);
}

Answer journal_route(RouteCall& c) {
  TRY(asked, question(c));
  TRY(rows, journal(c.call, asked));
  return registry::json_list(rows.items, rows.next, rows.total_at_least);
}

Answer unmaskings_route(RouteCall& c) {
  TRY(asked, question(c));
  TRY(rows, unmaskings(c.call, asked));
  return registry::json_list(rows.items, rows.next, rows.total_at_least);
}

Answer heads_route(RouteCall& c) {
  std::optional<base::CivilDate> before;
  if (const auto after = c.request.query_value("after").value_or(""); !after.empty()) {
    before = base::parse_date(after);
    if (!before) return base::fail(base::ErrorCode::malformed, "store.bad_cursor");
  }
  int limit = base::limits::page_rows;
  if (const auto wanted = c.request.query_value("limit").value_or(""); !wanted.empty()) {
    const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), limit);
    if (error != std::errc{} || end != wanted.data() + wanted.size() || limit < 1 || limit > base::limits::page_rows_max)
      return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "store.list_invalid", .errors = {{"/limit", "audit.wrong_value"}}});
  }
  const auto rows = heads(c.call, before, limit);
  return registry::json_list(rows.items, rows.next, rows.total_at_least);
}

Answer verify_route(RouteCall& c) {  // the body may be left out: no head is brought
  TRY(command, described::parse<VerifyJournal>(c.request.body.empty() ? "{}" : std::string_view(c.request.body)));
  registry::note_envelope(c.call, command);
  TRY(started, start_verification(c.call, command));
  return registry::json(started, 202);
}

Answer verification_route(RouteCall& c) {
  TRY(view, verification(c.call, {c.id()}));
  return registry::json(view);
}

Answer verifications_route(RouteCall& c) {
  const auto rows = verifications(c.call);
  return registry::json_list(rows, "", static_cast<std::int64_t>(rows.size()));
}

Route reading(std::string path, std::string_view action, const described::Type* view, Answer (*run)(RouteCall&), std::vector<int> statuses, std::string summary) {
  return {.verb = http::Verb::get, .path = std::move(path), .faces = {Face::desk, Face::admin}, .entry = Entry::action, .action = std::string(action),
          .view = view, .view_is_list = true, .statuses = std::move(statuses), .summary = std::move(summary), .run = run};
}

}  // namespace

std::vector<Route> routes() {
  std::vector<Route> out;
  out.push_back(reading("/api/v1/journal", read_action, described::of<JournalRow>::type, journal_route, {200, 400, 401, 403, 422},
                        "The district's history, newest first; personal bodies are never shown here."));
  out.back().query = {{"filter.subject_kind", "kind of record, such as matter"}, {"filter.subject_id", "its id; needs its kind"},
                      {"filter.person", "id of who acted"}, {"filter.kind", "kind of event; with a dot at the end the whole family"},
                      {"filter.from", "from this date or instant"}, {"filter.to", "before this instant; a date counts whole"},
                      {"after", "cursor of the page before"}, {"limit", "at most 200"}};
  out.push_back(reading("/api/v1/unmaskings", read_action, described::of<UnmaskingRow>::type, unmaskings_route, {200, 400, 401, 403, 422},
                        "Who revealed masked personal data, when and why, newest first."));
  out.back().query = {{"filter.subject_kind", "kind of record"}, {"filter.subject_id", "its id; needs its kind"}, {"filter.person", "id of who looked"},
                      {"filter.from", "from this date or instant"}, {"filter.to", "before this instant; a date counts whole"},
                      {"after", "cursor of the page before"}, {"limit", "at most 200"}};
  out.push_back(reading("/api/v1/heads", read_action, described::of<HeadView>::type, heads_route, {200, 400, 401, 403, 422},
                        "The head of the chain at the end of each civil day, newest first."));
  out.back().query = {{"after", "heads of days before this date"}, {"limit", "at most 200"}};
  out.push_back({.verb = http::Verb::post, .path = "/api/v1/journal/verify", .faces = {Face::desk, Face::admin}, .entry = Entry::action,
                 .action = std::string(verify_action), .command = described::of<VerifyJournal>::type, .view = described::of<VerificationStarted>::type,
                 .statuses = {202, 400, 401, 403, 409, 422}, .summary = "Computes the whole history again, as a job; a head from outside may be brought.",
                 .run = verify_route});
  out.push_back(reading("/api/v1/journal/verifications", verify_action, described::of<VerificationView>::type, verifications_route, {200, 401, 403},
                        "The last verifications with their verdicts, newest first."));
  out.push_back(reading("/api/v1/journal/verifications/{id}", verify_action, described::of<VerificationView>::type, verification_route, {200, 401, 403, 404},
                        "One verification: how far it is, and its verdict."));
  out.back().view_is_list = false;
  return out;
}

}  // namespace audit
