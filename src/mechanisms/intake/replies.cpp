#include "mechanisms/intake/replies.hpp"

#include "base/report_number.hpp"
#include "base/text.hpp"
#include "http/problem.hpp"
#include "mechanisms/intake/pages.hpp"
#include "registry/room.hpp"

namespace intake {
namespace {

constexpr std::size_t words_max = 1000;
constexpr const char* grades[] = {"satisfied", "mostly", "fair", "dissatisfied"};

Reply refused(const base::Error& error) {
  Reply out{.status = http::status_of(error.code), .title = error.reason, .params = error.params, .remedy = error.remedy};
  for (const auto& each : error.errors) out.errors.push_back({field_of(each.path), each.reason, each.params});
  return out;
}

bool is_yes_no(std::string_view v) { return v == "yes" || v == "no"; }

std::vector<FormError> check(const ReplyForm& form) {
  std::vector<FormError> out;
  if (!is_yes_no(form.contacted)) out.push_back({"contacted", "intake.rate.choose", {}});
  if (!is_yes_no(form.solved)) out.push_back({"solved", "intake.rate.choose", {}});
  if (std::find(std::begin(grades), std::end(grades), form.satisfaction) == std::end(grades)) out.push_back({"satisfaction", "intake.rate.choose", {}});
  if (!base::valid_utf8(form.words)) out.push_back({"words", "intake.unreadable_text", {}});
  else if (base::code_points(form.words) > words_max) out.push_back({"words", "base.too_long", {{"max", std::to_string(words_max)}}});
  if (form.reopen && form.solved != "no") out.push_back({"reopen", "intake.rate.reopen_needs_no", {}});
  if (form.reopen && base::trimmed(form.words).empty()) out.push_back({"words", "intake.rate.say_why", {}});
  return out;
}

void choices(View& view, std::string name, const std::vector<std::pair<std::string, std::string>>& all, std::string_view chosen) {
  std::vector<View> out;
  for (const auto& [code, words] : all) {
    View v;
    v.text("name", words).text("code", code).flag("chosen", code == chosen);
    out.push_back(std::move(v));
  }
  view.lists.emplace_back(std::move(name), std::move(out));
}

}  // namespace

Reply answer_question(Visit& visit, std::string_view token, const ReplyForm& form) {
  const std::string text(base::trimmed(form.answer));
  if (text.empty() || !base::valid_utf8(text) || base::code_points(text) > words_max)
    return {.status = 422, .title = "intake.please_correct", .errors = {{"answer", text.empty() ? "intake.ask.write" : base::valid_utf8(text) ? "base.too_long" : "intake.unreadable_text", {{"max", std::to_string(words_max)}}}}};
  visit.call.channel = "public";
  const auto done = matters::answer_by_link(visit.call, token, text);
  if (!done) return refused(done.error());
  return {.done = true, .told = "answer"};
}

Reply rate_result(Visit& visit, std::string_view token, const matters::Progress& p, const ReplyForm& form) {
  if (auto errors = check(form); !errors.empty()) return {.status = 422, .title = "intake.please_correct", .errors = std::move(errors)};
  const registry::Opener* opener = visit.call.house.rooms.opener("callbacks.rate");
  if (opener == nullptr || p.only_follows) return {.status = 404, .title = "intake.rate.not_here"};
  visit.call.channel = "public";
  std::string json = std::string("{\"contacted\":") + (form.contacted == "yes" ? "true" : "false") + ",\"solved\":" + (form.solved == "yes" ? "true" : "false") + ",\"satisfaction\":";
  described::to_json(json, form.satisfaction);
  json += ",\"words\":";
  described::to_json(json, std::string(base::trimmed(form.words)));
  const auto rated = visit.call.house.store.write(visit.call.work(), [&](store::Unit& u) { return opener->run(visit.call, u, {"matter", p.matter.value}, json + "}"); });
  // Rated already, and now "handle it again": that still holds.
  if (!rated && !(form.reopen && rated.error().code == base::ErrorCode::refused)) return refused(rated.error());
  if (!form.reopen) return {.done = true, .told = "rate"};
  const auto reopened = matters::reopen_by_link(visit.call, token, std::string(base::trimmed(form.words)));
  if (!reopened) return refused(reopened.error());
  return {.done = true, .told = "reopen"};
}

void show_reply(const Visit& visit, const matters::Progress& p, std::string_view token, const ReplyForm& form, const Reply& reply, View& view) {
  const auto say = [&visit](std::string_view key, const base::Params& params = {}) { return visit.call.house.texts.say(visit.call.language, key, params); };
  const auto when = [&visit](base::Instant t) { return when_text(t, visit.call.time_zone, visit.call.language); };
  const bool english = visit.call.language == "en";
  view.text("own", "/s/" + std::string(token));
  if (!reply.title.empty()) {
    view.flag("reply_wrong").text("reply_title", say(reply.title, reply.params));
    if (!reply.remedy.empty()) view.text("reply_remedy", say(reply.remedy, reply.params));
    for (const FormError& e : reply.errors) view.text(e.field + "_error", say(e.reason, e.params));
  }
  if (!p.follows.empty()) view.text("follows", say("intake.progress.follows", {{"number", base::shown_report_number(p.follows)}}));
  std::vector<View> parts;
  for (const matters::ProgressPart& part : p.parts) {
    View v;
    v.text("title", part.title).text("number", base::shown_report_number(part.report_number)).text("stage", english ? part.stage_en : part.stage_zh).text("unit", part.unit_name);
    parts.push_back(std::move(v));
  }
  view.flag("parts_any", !parts.empty()).lists.emplace_back("parts", std::move(parts));
  std::vector<View> questions;
  bool open = false, answered = false;
  for (const matters::ReporterQuestion& q : p.questions) {
    View v;
    v.text("question", q.question).text("at", when(q.asked_at)).flag("open", q.open);
    if (q.answer) v.text("said", say("intake.ask.said", {{"words", *q.answer}}));
    if (q.open) v.text("own", "/s/" + std::string(token)).text("typed", form.answer).text("answer_error", reply.title.empty() || reply.errors.empty() ? "" : say(reply.errors.front().reason, reply.errors.front().params));
    open = open || q.open;
    answered = answered || q.answer.has_value();
    questions.push_back(std::move(v));
  }
  view.flag("answered_any", answered).flag("question_open", open).lists.emplace_back("questions", std::move(questions));

  const auto asked = visit.call.house.store.read([&](store::Session& s) { return asked_about(s, visit.district.id, p.matter); });
  if (p.reopen_until) view.flag("reopen_until").text("reopen_until_words", say("intake.rate.reopen_until", {{"at", when(*p.reopen_until)}}));
  if (asked.grade.empty()) {
    if (!asked.struck_off || p.only_follows || asked.closed || visit.call.house.rooms.opener("callbacks.rate") == nullptr) return;
  } else {
    view.flag("rated").text("rated_words", say(asked.solved ? "intake.rate.said_solved" : "intake.rate.said_unsolved", {{"grade", say("intake.rate." + asked.grade)}}));
    // Rated "not solved" and still within the days: the form stays for having it handled again, with what was said before.
    if (asked.solved || !p.reopen_until || p.only_follows) return;
  }
  view.flag("rate").flag("drawn", asked.drawn).flag("reopen", form.reopen || !asked.grade.empty()).text("words", form.words);
  const bool again = !asked.grade.empty() && form.satisfaction.empty();
  view.flag("again", !asked.grade.empty());
  choices(view, "contacted", {{"yes", say("intake.rate.yes")}, {"no", say("intake.rate.no")}}, again ? "no" : form.contacted);
  choices(view, "solved", {{"yes", say("intake.rate.solved_yes")}, {"no", say("intake.rate.solved_no")}}, again ? "no" : form.solved);
  std::vector<std::pair<std::string, std::string>> all;
  for (const char* grade : grades) all.emplace_back(grade, say(std::string("intake.rate.") + grade));
  choices(view, "grades", all, again ? asked.grade : form.satisfaction);
}

}  // namespace intake
