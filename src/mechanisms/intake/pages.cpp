#include "mechanisms/intake/pages.hpp"

#include <fmt/format.h>

#include "base/iso.hpp"
#include "base/report_number.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "http/problem.hpp"
#include "mechanisms/intake/render.hpp"
#include "mechanisms/intake/where.hpp"
#include "messages/texts.hpp"

namespace intake {
namespace {

constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

struct Speaker {
  const messages::Texts& texts;
  std::string_view language;
  [[nodiscard]] std::string operator()(std::string_view key, const base::Params& params = {}) const { return texts.say(language, key, params); }
};
Speaker speaker(const Visit& visit) { return {visit.call.house.texts, visit.call.language}; }

std::string home_of(const store::District& d) { return "/d/" + d.code + "/"; }
std::string name_of(const store::District& d, std::string_view language) { return language == "en" && !d.name_en.empty() ? d.name_en : d.name_zh; }

// The same page in the other language; a form's answer is a page of its own only as GET.
std::string other_language(const http::Request& request, std::string_view language) {
  std::string out = request.path;
  char join = '?';
  for (const auto& [name, value] : request.query) {
    if (name == "lang" || value.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") != value.npos) continue;
    out += join + name + "=" + value;
    join = '&';
  }
  return out + join + "lang=" + (language == "en" ? "zh" : "en");
}

http::Response html(const messages::Texts& texts, std::string_view language, std::string_view page, const View& view, const http::Request& request, int status = 200) {
  http::Response r;
  r.status = status;
  r.content_type = "text/html; charset=utf-8";
  r.body = render(texts, language, page, view);
  r.headers = {{"content-security-policy", std::string(page_policy)}, {"content-language", language == "en" ? "en" : "zh-CN"}, {"referrer-policy", "no-referrer"}};
  if (request.query_value("lang")) r.headers.emplace_back("set-cookie", "red_language=" + std::string(language) + "; Path=/; Max-Age=31536000; SameSite=Lax");
  return r;
}

View frame(const Visit& visit, const http::Request& request, std::string title) {
  View view;
  view.text("title", std::move(title)).text("home", home_of(visit.district)).text("district_name", name_of(visit.district, visit.call.language));
  view.text("other_language", other_language(request, visit.call.language)).text("hotline", visit.settings.hotline).flag("demo", visit.district.demo);
  return view;
}

http::Response page(const Visit& visit, std::string_view name, const View& view, const http::Request& request, int status = 200) {
  return html(visit.call.house.texts, visit.call.language, name, view, request, status);
}

View choice(std::string name, std::string code, bool chosen) {
  View v;
  v.text("name", std::move(name)).text("code", std::move(code)).flag("chosen", chosen);
  return v;
}

std::string area_name(const territory::Area& area, std::string_view language) { return language == "en" && !area.name_en.empty() ? area.name_en : area.name; }

// Communities by subdistrict; of a grid its community is chosen.
void area_choices(const Visit& visit, std::string_view code, View& view) {
  const territory::Tree& tree = *visit.tree;
  const std::string_view language = visit.call.language;
  const territory::Area* chosen = tree.by_code(code);
  const territory::Area* above = chosen != nullptr ? tree.community_of(chosen->id) : nullptr;
  const std::string_view chosen_code = above != nullptr ? std::string_view(above->code) : code;
  std::vector<View> subdistricts;
  for (const territory::Area* subdistrict : tree.children(tree.root())) {
    View group;
    std::vector<View> communities;
    for (const territory::Area* community : tree.children(subdistrict->id)) communities.push_back(choice(area_name(*community, language), community->code, community->code == chosen_code));
    group.text("name", area_name(*subdistrict, language));
    if (communities.empty()) communities.push_back(choice(area_name(*subdistrict, language), subdistrict->code, subdistrict->code == chosen_code));
    group.lists.emplace_back("communities", std::move(communities));
    subdistricts.push_back(std::move(group));
  }
  view.lists.emplace_back("subdistricts", std::move(subdistricts));
}

void category_choices(const Visit& visit, std::string_view chosen, View& view) {
  std::vector<View> classes;
  for (auto& each : categories(visit)) {
    View group;
    group.text("name", std::move(each.name));
    std::vector<View> items;
    for (auto& category : each.categories) items.push_back(choice(std::move(category.name), category.code, category.code == chosen));
    group.lists.emplace_back("categories", std::move(items));
    classes.push_back(std::move(group));
  }
  view.lists.emplace_back("classes", std::move(classes));
}

// Beside the fields and once more at the top, each with a link to its field.
void show_errors(const Speaker& say, const std::vector<FormError>& errors, std::string_view title, const base::Params& params, View& view) {
  if (title.empty()) return;
  view.flag("wrong").text("wrong_title", say(title, params));
  std::vector<View> list;
  std::vector<std::string> shown;
  for (const auto& each : errors) {
    const std::string sentence = say(each.reason, each.params);
    View item;
    item.text("text", sentence).text("anchor", each.field);
    list.push_back(std::move(item));
    if (each.field.empty()) continue;
    std::string all = sentence;
    for (auto& [name, text] : view.texts)
      if (name == each.field + "_error") all = (text += " " + sentence);
    if (std::find(shown.begin(), shown.end(), each.field) == shown.end()) view.text(each.field + "_error", all);
    shown.push_back(each.field);
    if (each.field == "phone" || each.field == "name") view.flag("contact_error");
  }
  view.lists.emplace_back("wrong_list", std::move(list));
}

// Whose window the address names; none when it names nobody's.
std::optional<store::District> district_of(registry::House& house, const http::Request& request) {
  const auto code = request.capture("district"), token = request.capture("token");
  if (code.empty() && token.size() < 3) return std::nullopt;
  return house.store.read([&](store::Session& session) {
    return code.empty() ? store::district_by_token_prefix(session, token.substr(0, 3)) : store::district_by_code(session, code);
  });
}

void add_retry(http::Response& r, std::int64_t seconds) {
  if (seconds > 0) r.headers.emplace_back("retry-after", std::to_string(seconds));
}

// ---- progress

View line_of(const Visit& visit, const matters::ProgressLine& line, std::string_view token, bool whole_link) {
  const Speaker say = speaker(visit);
  base::Params params = line.params;
  for (auto& [name, value] : params)
    if (name == "number") value = base::shown_report_number(value);  // as it stands above
  View v;
  v.text("at", when_text(line.at, visit.call.time_zone, visit.call.language)).text("text", say(line.key, params));
  std::vector<View> photos;
  for (const auto id : line.photos) {
    const std::string path = "/s/" + std::string(token) + "/photos/" + std::to_string(id.value);
    View photo;
    photo.text("large", path).text("small", path + "?size=small").text("alt", say("intake.progress.photo", {{"at", when_text(line.at, visit.call.time_zone, visit.call.language)}}));
    photos.push_back(std::move(photo));
  }
  v.flag("photos_any", whole_link && !photos.empty());
  v.lists.emplace_back("photos", std::move(photos));
  return v;
}

std::vector<View> steps_of(const Visit& visit, const matters::Progress& p) {
  std::vector<View> steps;
  for (const auto& step : p.steps) {
    View v;
    v.text("name", visit.call.language == "en" ? step.name_en : step.name_zh).text("state", step.state).flag("now", step.state == "now");
    if (step.at) {
      // "9月17日 周四 08:30", "Thu 17 Sep 08:30": without the day of the week, and the date above the time where a column is narrow.
      const std::string at = when_text(*step.at, visit.call.time_zone, visit.call.language);
      const auto first = at.find(' '), last = at.rfind(' ');
      v.text("day", visit.call.language == "en" ? at.substr(first + 1, last - first - 1) : at.substr(0, first)).text("time", at.substr(last + 1));
    }
    steps.push_back(std::move(v));
  }
  return steps;
}

// Colour, shape and word: how we stand against the promise.
void state_of(const Visit& visit, const matters::Progress& p, View& view) {
  const Speaker say = speaker(visit);
  const auto now = visit.call.moment.now;
  const auto left = [&](base::Duration d) { return base::Params{{"span", span_text(visit.call.house.texts, visit.call.language, d)}}; };
  if (p.on_hold) {
    view.text("state", "hold").text("state_words", say("intake.state.hold"));
  } else if (!p.outcome.empty() || p.closed_at) {
    view.text("state", p.outcome == "solved" ? "ok" : "info").text("state_words", say(p.outcome == "solved" ? "intake.state.closed" : "intake.state.ended"));
  } else if (p.expected_at && now > *p.expected_at) {
    view.text("state", "late").text("state_words", say("intake.state.late", left(now - *p.expected_at)));
  } else if (p.expected_at) {
    const auto d = *p.expected_at - now;
    view.text("state", d < base::hours(4) ? "soon" : "ok").text("state_words", say("intake.state.left", left(d)));
  }
  if (!p.expected_at || p.closed_at || !p.outcome.empty()) return;
  const bool in_hands = p.stage == "dispatched" || p.stage == "handling";  // before and after, the date is this step's only
  const std::string key = p.on_hold ? "intake.progress.review" : in_hands ? "intake.progress.promised" : "intake.progress.step_until";
  view.text("expected", say(key, {{"at", when_text(*p.expected_at, visit.call.time_zone, visit.call.language)}}));
}

}  // namespace

std::string language_of(const http::Request& request) {
  const auto asked = request.query_value("lang").value_or("");
  if (asked == "zh" || asked == "en") return std::string(asked);
  return request.cookie("red_language") == "en" ? "en" : "zh";
}

std::string origin_of(const http::Request& request) {
  const std::string_view host = request.header("host");
  const bool plain = !host.empty() && host.size() <= 255 && host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") == host.npos;
  return (request.secure ? "https://" : "http://") + std::string(plain ? host : "localhost");
}

std::string when_text(base::Instant at, std::string_view time_zone, std::string_view language) {
  const auto zone = base::Zone::named(time_zone);
  if (!zone) return base::iso(at);
  const auto local = zone->local(at);
  const auto day = base::ymd(local.date);
  const auto minutes = local.since_midnight.micros / 60'000'000;
  static constexpr std::string_view zh[] = {"一", "二", "三", "四", "五", "六", "日"}, en[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
                                    months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto weekday = static_cast<std::size_t>(base::weekday(local.date) - 1);
  if (language == "en") return fmt::format("{} {} {} {:02}:{:02}", en[weekday], day.day, months[day.month - 1], minutes / 60, minutes % 60);
  return fmt::format("{}月{}日 周{} {:02}:{:02}", day.month, day.day, zh[weekday], minutes / 60, minutes % 60);
}

std::string span_text(const messages::Texts& texts, std::string_view language, base::Duration span) {
  const auto minutes = std::max<std::int64_t>(1, span.micros / 60'000'000), hours = minutes / 60, days = hours / 24;
  if (days > 0 && hours % 24 == 0) return texts.say(language, "intake.span.days", {{"days", std::to_string(days)}});
  if (days > 0) return texts.say(language, "intake.span.days_hours", {{"days", std::to_string(days)}, {"hours", std::to_string(hours % 24)}});
  if (hours > 0 && minutes % 60 == 0) return texts.say(language, "intake.span.hours", {{"hours", std::to_string(hours)}});
  if (hours > 0) return texts.say(language, "intake.span.hours_minutes", {{"hours", std::to_string(hours)}, {"minutes", std::to_string(minutes % 60)}});
  return texts.say(language, "intake.span.minutes", {{"minutes", std::to_string(minutes)}});
}

http::Response home_page(const Visit& visit, const http::Request& request) {
  return page(visit, "home", frame(visit, request, speaker(visit)("intake.home.title")), request);
}

http::Response report_page(const Visit& visit, const http::Request& request, const ReportForm& form, const Outcome& outcome) {
  const Speaker say = speaker(visit);
  View view = frame(visit, request, say("intake.report.title"));
  view.flag("script").text("ticket", sign(outcome.ticket, visit.secret)).text("form_ref", outcome.ticket.ref);
  view.text("description", form.description).text("place", form.place).text("name", form.name).text("phone", form.phone);
  view.text("longitude", form.longitude).text("latitude", form.latitude).flag("neighbour", form.neighbour).flag("secret", form.secret);
  const auto left = visit.settings.photos_max - static_cast<int>(outcome.photos.size());
  view.text("photos_max", std::to_string(visit.settings.photos_max)).flag("more_photos", left > 0).flag("kept_any", !outcome.photos.empty());
  view.text("limit_amount", std::to_string(visit.settings.report.amount)).text("limit_minutes", std::to_string(visit.settings.report.minutes));
  std::vector<View> kept;
  for (const auto id : outcome.photos) {
    View photo;
    photo.text("photo", sign_photo(id, outcome.ticket.ref, visit.secret));
    kept.push_back(std::move(photo));
  }
  view.lists.emplace_back("kept", std::move(kept));
  std::vector<View> nearby;
  for (const auto& near : outcome.nearby) {
    View v;
    v.text("title", near.title).text("place", near.title.find(near.place) == near.title.npos ? near.place : "").text("stage", visit.call.language == "en" ? near.stage_en : near.stage_zh);
    v.text("at", when_text(near.happened_at, visit.call.time_zone, visit.call.language)).text("away", say("intake.nearby.away", {{"metres", std::to_string(std::max<std::int64_t>(5, near.metres))}}));
    v.text("follow", sign_follow(near.id, outcome.ticket.ref, visit.secret));
    nearby.push_back(std::move(v));
  }
  view.flag("nearby_any", !nearby.empty()).flag("nearby_seen", form.nearby_seen || !nearby.empty());
  view.lists.emplace_back("nearby", std::move(nearby));
  area_choices(visit, form.area, view);
  show_place(visit, form, view);
  category_choices(visit, form.category, view);
  show_errors(say, outcome.errors, outcome.title, outcome.params, view);
  http::Response r = page(visit, "report", view, request, outcome.status);
  add_retry(r, outcome.retry_after_s);
  return r;
}

http::Response place_part(const Visit& visit, const http::Request& request, const ReportForm& form) {
  View view;
  show_place(visit, form, view);
  return page(visit, "_place", view, request);
}

http::Response find_page(const Visit& visit, const http::Request& request, std::string_view number, const Found& found) {
  const Speaker say = speaker(visit);
  View view = frame(visit, request, say("intake.find.title"));
  view.text("ticket", sign(new_ticket(visit), visit.secret)).text("number", std::string(number)).text("phone", std::string(request.form("phone")));
  view.text("limit_amount", std::to_string(visit.settings.find.amount)).text("limit_minutes", std::to_string(visit.settings.find.minutes));
  view.text("number_amount", std::to_string(visit.settings.find_number.amount));
  base::Params params{{"wait", std::to_string((found.retry_after_s + 59) / 60)}};
  show_errors(say, found.errors, found.title, params, view);
  http::Response r = page(visit, "find", view, request, found.status);
  add_retry(r, found.retry_after_s);
  return r;
}

http::Response progress_page(const Visit& visit, const http::Request& request, const matters::Progress& p, std::string_view token, const ReplyForm& form,
                             const Reply& reply) {
  const Speaker say = speaker(visit);
  const bool english = visit.call.language == "en";
  View view = frame(visit, request, say("intake.progress.title", {{"number", base::shown_report_number(p.report_number)}}));
  const auto fresh = request.query_value("new");
  view.flag("fresh", fresh.has_value()).flag("script", fresh.has_value());
  if (const auto lost = request.query_value("photos"); lost && say.texts.has("zh", "files." + std::string(*lost)))
    view.text("photos_lost", say("intake.done.photos_lost", {{"why", say("files." + std::string(*lost))}}));
  view.text("link", origin_of(request) + "/s/" + std::string(token)).text("recover", say(request.query_value("phone") ? "intake.done.recover_phone" : "intake.done.recover_none"));
  view.text("report_number", base::shown_report_number(p.report_number)).text("heading", p.title);
  if (p.title.find(p.place) == p.title.npos) view.text("place", p.place);  // a made title says both already
  if (english || p.title.find(p.category_zh) == p.title.npos) view.text("category", english ? p.category_en : p.category_zh);
  view.text("stage", english ? p.stage_en : p.stage_zh);
  const std::string explained = "intake.stage." + p.stage;
  if (say.texts.has(visit.call.language, explained)) view.text("explained", say(explained));
  state_of(visit, p, view);
  view.lists.emplace_back("steps", steps_of(visit, p));
  if (!p.only_follows) show_where(visit, p.matter, view);
  std::vector<View> lines;
  for (const auto& line : p.lines) lines.push_back(line_of(visit, line, token, /*whole_link=*/true));
  view.lists.emplace_back("lines", std::move(lines));
  const std::string whom = p.closed_at ? "intake.call.closed" : p.unit_name.empty() ? "intake.call.nobody" : "intake.call.unit";
  view.text("call", say(whom, {{"unit", p.unit_name}, {"hotline", visit.settings.hotline}}));
  show_reply(visit, p, token, form, reply, view);
  if (const auto told = request.query_value("told"); told && say.texts.has("zh", "intake.told." + std::string(*told))) view.text("told", say("intake.told." + std::string(*told)));
  return page(visit, "progress", view, request, reply.status);
}

http::Response poster_page(const Visit& visit, const http::Request& request) {
  const Speaker say = speaker(visit);
  View view = frame(visit, request, say("intake.poster.title"));
  const auto code = request.query_value("area").value_or("");
  const territory::Area* area = visit.tree->by_code(code);
  const std::string suffix = area != nullptr ? "?area=" + area->code : "";
  view.text("where", area != nullptr ? visit.tree->path_name(area->id, visit.call.language) : name_of(visit.district, visit.call.language));
  view.text("qr", home_of(visit.district) + "qr.svg" + suffix).text("address", origin_of(request) + home_of(visit.district) + "report" + suffix);
  return page(visit, "poster", view, request);
}

http::Response refusal_page(registry::House& house, const http::Request& request, const base::Error& error) {
  const std::string language = language_of(request);
  const Speaker say{house.texts, language};
  const int status = http::status_of(error.code);
  const std::string kind = status == 404 || status == 410 || status == 413 || status == 429 || status == 503 || status == 507 ? std::to_string(status) : status < 500 ? "400" : "500";
  View view;
  if (const auto district = status < 500 ? district_of(house, request) : std::nullopt) {
    view.text("home", home_of(*district)).text("district_name", name_of(*district, language)).flag("demo", district->demo);
    view.flag("lost_link", status == 410);
  }
  view.text("title", say("intake.error.title_" + kind)).text("heading", say("intake.error.title_" + kind)).text("text", say("intake.error.text_" + kind));
  view.text("other_language", other_language(request, language));
  if (!error.remedy.empty()) view.text("remedy", say(error.remedy, error.params));
  if (status >= 500) view.text("request_id", request.request_id);
  http::Response r = html(house.texts, language, "message", view, request, status);
  add_retry(r, error.retry_after_s);
  return r;
}

http::Response see_other(std::string where) {
  http::Response r;
  r.status = 303;
  r.content_type.clear();
  r.headers = {{"location", std::move(where)}};
  return r;
}

}  // namespace intake
