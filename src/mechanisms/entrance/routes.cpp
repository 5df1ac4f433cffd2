#include "mechanisms/entrance/routes.hpp"

#include "mechanisms/entrance/service.hpp"

namespace entrance {
namespace {

using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

const std::vector<Face> inside{Face::desk, Face::field, Face::wall, Face::admin};

people::Attempt attempt_of(const http::Request& r) {
  return {.peer = r.peer, .device = std::string(r.cookie(people::cookie_name(people::device_cookie, r.secure))),
          .user_agent = std::string(r.header("user-agent"))};
}

// A browser has one sign-in: whoever came in before on it goes out.
void leave_the_old(RouteCall& c) {
  const auto old = c.call.house.sessions.who(c.request.cookie(people::cookie_name(people::session_cookie, c.request.secure)));
  if (!old) return;
  if (const auto out = c.call.house.sessions.revoke(*old, old->session); !out) return;  // gone already: nothing to do
}

Answer come_in(RouteCall& c, base::Result<people::Entered> entered) {
  if (!entered) return std::unexpected(std::move(entered).error());
  leave_the_old(c);
  TRY(view, me(c.call.house, entered->who));
  http::Response out = registry::json(view);
  const bool secure = c.request.secure;
  out.headers.emplace_back("set-cookie", people::set_cookie(people::session_cookie, entered->session_value, secure, entered->max_age_s));
  out.headers.emplace_back("set-cookie", people::set_cookie(people::device_cookie, entered->device_value, secure, 180 * 24 * 3600));
  return out;
}

Answer entrance_route(RouteCall& c) {
  TRY(view, entrance(c.call.house));
  return registry::json(view);
}

Answer sign_in_route(RouteCall& c) {
  TRY(command, described::parse<SignIn>(c.request.body));
  people::Attempt attempt = attempt_of(c.request);
  attempt.district = std::move(command.district);
  attempt.login = std::move(command.login);
  attempt.password = std::move(command.password);
  return come_in(c, c.call.house.sessions.sign_in(attempt));
}

Answer enter_demo_route(RouteCall& c) {
  TRY(command, described::parse<EnterDemo>(c.request.body));
  return come_in(c, enter_demo(c.call.house, command, attempt_of(c.request)));
}

Answer me_route(RouteCall& c) {
  TRY(view, me(c.call.house, *c.who));
  return registry::json(view);
}

Answer sessions_route(RouteCall& c) {
  std::vector<SessionView> items;
  for (people::SessionInfo& s : c.call.house.sessions.mine(*c.who))
    items.push_back({s.id, s.created_at, s.last_seen_at, s.expires_at, std::move(s.user_agent), std::move(s.peer), s.current});
  return registry::json_list(items, {}, static_cast<std::int64_t>(items.size()));
}

Answer revoke_route(RouteCall& c) {
  TRY_DO(c.call.house.sessions.revoke(*c.who, people::LoginSessionId{c.id()}));
  return registry::json(DoneView{});
}

Answer sign_out_route(RouteCall& c) {
  TRY_DO(c.call.house.sessions.revoke(*c.who, c.who->session));
  http::Response out = registry::json(DoneView{});
  out.headers.emplace_back("set-cookie", people::set_cookie(people::session_cookie, "", c.request.secure, 0));
  return out;
}

Answer password_route(RouteCall& c) {
  TRY(command, described::parse<ChangePassword>(c.request.body));
  TRY_DO(c.call.house.sessions.change_password(*c.who, command.old_password, command.new_password));
  return registry::json(DoneView{});
}

Answer clock_route(RouteCall& c) {
  TRY(view, clock(c.call.house, *c.who));
  return registry::json(view);
}

Answer advance_route(RouteCall& c) {
  TRY(command, described::parse<AdvanceClock>(c.request.body));
  TRY(view, advance_clock(c.call.house, *c.who, command));
  return registry::json(view);
}

Answer claim_route(RouteCall& c) {
  TRY(command, described::parse<Claim>(c.request.body));
  TRY_DO(claim(c.call.house, command));
  return registry::json(DoneView{}, 201);
}

Route get(std::string path, Entry entry, const described::Type* view, std::vector<int> statuses, std::string summary, Answer (*run)(RouteCall&)) {
  return {.verb = http::Verb::get, .path = std::move(path), .faces = inside, .entry = entry, .view = view, .statuses = std::move(statuses),
          .summary = std::move(summary), .run = run};
}
Route post(std::string path, Entry entry, const described::Type* command, const described::Type* view, std::vector<int> statuses, std::string summary,
           Answer (*run)(RouteCall&)) {
  return {.verb = http::Verb::post, .path = std::move(path), .faces = inside, .entry = entry, .command = command, .view = view,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = run};
}

}  // namespace

std::vector<Route> routes() {
  const auto* done = described::of<DoneView>::type;
  const auto* my = described::of<Me>::type;
  std::vector<Route> out{
      get("/api/v1/entrance", Entry::open, described::of<EntranceView>::type, {200}, "Districts to sign in to, and the cards of the demo", entrance_route),
      post("/api/v1/login_sessions", Entry::open, described::of<SignIn>::type, my, {200, 401, 403, 404, 422, 429}, "Signs in with login and password",
           sign_in_route),
      get("/api/v1/login_sessions", Entry::signed_in, described::of<SessionView>::type, {200, 401}, "One's own sign-ins that are still open", sessions_route),
      post("/api/v1/login_sessions/{id}/revoke", Entry::signed_in, nullptr, done, {200, 401, 403, 404}, "Ends one of one's own sign-ins", revoke_route),
      post("/api/v1/login_sessions/current/revoke", Entry::signed_in, nullptr, done, {200, 401, 403}, "Signs out", sign_out_route),
      get("/api/v1/me", Entry::signed_in, my, {200, 401}, "Who is signed in, through which posts, and what they may do somewhere", me_route),
      post("/api/v1/me/password", Entry::signed_in, described::of<ChangePassword>::type, done, {200, 401, 403, 409, 422, 429},
           "Changes one's own password and ends one's other sign-ins", password_route),
      post("/api/v1/demo/enter", Entry::open, described::of<EnterDemo>::type, my, {200, 404, 409, 422}, "Enters the demo by a role card", enter_demo_route),
      get("/api/v1/demo/clock", Entry::signed_in, described::of<ClockView>::type, {200, 401, 409}, "The demo district's time", clock_route),
      post("/api/v1/demo/clock/advance", Entry::signed_in, described::of<AdvanceClock>::type, described::of<ClockView>::type, {200, 401, 403, 409, 422},
           "Moves the demo district's time forward and runs what falls due", advance_route),
      post("/api/v1/claim", Entry::open, described::of<Claim>::type, done, {201, 404, 409, 422}, "Opens a real district with its one-time code", claim_route),
  };
  out[2].view_is_list = true;
  return out;
}

}  // namespace entrance
