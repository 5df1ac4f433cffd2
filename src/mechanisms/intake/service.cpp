#include "mechanisms/intake/service.hpp"

#include "base/report_number.hpp"
#include "base/text.hpp"
#include "definitions/book.hpp"
#include "http/problem.hpp"
#include "mechanisms/intake/tables.hpp"
#include "mechanisms/intake/where.hpp"
#include "messages/texts.hpp"
#include "records/files/depot.hpp"

namespace intake {
namespace {

constexpr int nearby_max = 3;                        // more would bury the form

base::Result<std::string> make_secret(registry::Call& call) {
  const std::string fresh = call.house.random.token_hex(32);
  return call.house.store.write(call.work(), [&](store::Unit& unit) -> base::Result<std::string> {
    keep_secret(unit, fresh);
    return find_secret(unit, unit.district()).value_or(fresh);
  });
}

// Seconds to wait, or 0; one statement.
std::int64_t must_wait(const Visit& visit, std::string_view what, std::string_view who, const Limit& limit) {
  const auto real_now = visit.call.moment.real_now;
  const auto attempts = visit.call.house.store.read([&](store::Session& session) {
    return attempts_since(session, visit.district.id, what, who, real_now - base::minutes(limit.minutes));
  });
  return wait_seconds(limit, attempts, real_now);
}

using Counted = std::vector<std::pair<std::string_view, std::string>>;
void count(const Visit& visit, const Counted& attempts) {
  (void)visit.call.house.store.write(visit.call.work(), [&](store::Unit& unit) -> base::Done {
    for (const auto& [what, who] : attempts) count_attempt(unit, what, who);
    return {};
  });
}

bool photo_is_optional(const base::Error& error) {  // the house's trouble, not the photo's: the report goes on without it
  return error.code == base::ErrorCode::no_space || error.code == base::ErrorCode::unavailable;
}

// Reads the form's photos: those kept from an earlier attempt and the new ones.
void take_photos(Visit& visit, const ReportForm& form, const http::Request& request, const CheckedForm& checked, Outcome& out) {
  for (const auto& kept : form.kept)
    if (const auto id = read_photo(kept, out.ticket.ref, visit.secret)) out.photos.push_back(*id);
  const files::Claim claim{visit.call.moment.real_now, checked.longitude, checked.latitude};
  for (const auto& part : request.parts) {
    if (part.name != "photo" || part.path.empty() || part.size == 0) continue;
    if (out.photos.size() >= static_cast<std::size_t>(visit.settings.photos_max)) {
      out.errors.push_back({"photo", "intake.too_many_photos", {{"n", std::to_string(visit.settings.photos_max)}}});
      break;
    }
    const auto stored = visit.call.house.files.take_photo(visit.call.work(), part.path, claim);
    if (stored) {
      out.photos.push_back(stored->id);
    } else if (photo_is_optional(stored.error())) {
      out.photos_lost = stored.error().reason;
    } else {
      const std::string why = visit.call.house.texts.say(visit.call.language, stored.error().reason, stored.error().params);
      out.errors.push_back({"photo", "intake.photo_refused", {{"file", base::cut(base::valid_utf8(part.filename) ? part.filename : "?", 40)}, {"why", why}}});
    }
  }
}

// What makes two sendings the same: the words, not the photos (the second sending uploads them again).
std::string body_of(const ReportForm& form) {
  std::string out;
  for (const auto* part : {&form.description, &form.place, &form.area, &form.grid, &form.spot, &form.category, &form.name, &form.phone}) (out += *part) += '\x1F';
  out += form.neighbour ? "neighbour" : "self";
  out += form.secret ? " secret" : "";
  return out;
}

matters::NewReport report_of(const ReportForm& form, const CheckedForm& checked, const Where& where, const std::vector<base::FileId>& photos) {
  matters::NewReport r{.source = "resident"};
  r.description = std::string(base::trimmed(form.description));
  r.place = where.place;
  r.longitude = checked.longitude;
  r.latitude = checked.latitude;
  r.area = where.area;
  r.category = form.category;
  r.reporter_name = base::normalised(form.name);
  r.reporter_phone = checked.phone;
  r.secret = form.secret;
  r.photos = photos;
  return r;
}

void explain(const base::Error& error, Visit& visit, Outcome& out) {
  out.status = http::status_of(error.code);
  out.retry_after_s = error.retry_after_s;
  if (error.code == base::ErrorCode::invalid && !error.errors.empty()) {
    out.title = "intake.please_correct";
    for (const auto& each : error.errors) out.errors.push_back({field_of(each.path), each.reason, each.params});
  } else if (error.code == base::ErrorCode::reused_ref) {  // sent already, then changed and sent again
    out.title = "intake.sent_already";
    out.ticket = new_ticket(visit);
    out.photos.clear();
  } else if (error.reason.starts_with("files.")) {
    out.title = "intake.please_correct";
    out.errors.push_back({"photo", error.reason, error.params});
    out.photos.clear();
  } else {
    out.title = error.reason;
    out.params = error.params;
  }
}

}  // namespace

base::Result<Visit> enter(registry::Call& call) {
  Visit visit{.call = call};
  TRY_DO(call.house.store.read([&](store::Session& session) -> base::Done {
    const auto district = store::district_by_id(session, call.district());
    if (!district) return base::fail(base::ErrorCode::not_found, "registry.no_such_district");
    visit.district = *district;
    visit.tree = call.house.areas.today(session, call.moment);
    const auto today = call.house.areas.civil_today(session, call.moment);
    TRY(settings, call.house.book.in_force_as<Settings>(&parse_settings, session, call.district(), "intake/public", today));
    visit.settings = *settings;
    visit.secret = find_secret(session, call.district()).value_or("");
    return {};
  }));
  if (visit.secret.empty()) {
    TRY(secret, make_secret(call));
    visit.secret = secret;
  }
  return visit;
}

Ticket new_ticket(const Visit& visit) { return {visit.call.house.random.token_hex(16), visit.call.moment.real_now}; }

std::vector<ClassChoice> categories(const Visit& visit) {
  std::vector<ClassChoice> out;
  const auto held = visit.call.house.book.in_force(visit.district.id, "categories/matters", visit.tree->day());
  if (!held) return out;
  const std::string_view name = visit.call.language == "en" ? "en" : "zh";
  const auto all = (*held)->body.at("category").items();
  for (const auto& each : (*held)->body.at("class").items()) {
    ClassChoice choice{each.at(name).text().value_or(""), {}};
    const std::string prefix = each.at("code").text().value_or("") + "-";
    for (const auto& category : all) {
      const std::string code = category.at("code").text().value_or("");
      if (category.at("public").boolean().value_or(false) && code.starts_with(prefix)) choice.categories.push_back({code, category.at(name).text().value_or(code)});
    }
    if (!choice.categories.empty()) out.push_back(std::move(choice));
  }
  return out;
}

Outcome look_around(Visit& visit, const ReportForm& form, const http::Request& request) {
  Outcome out{.status = 200};
  const auto read = read_ticket(form.ticket, visit.secret, visit.call.moment.real_now, visit.settings.form_hours);
  out.ticket = read.state == TicketState::foreign ? new_ticket(visit) : Ticket{read.ticket.ref, visit.call.moment.real_now};
  std::vector<FormError> later;  // said when it is sent
  take_photos(visit, form, request, check(form, later), out);
  if (!out.errors.empty()) out.title = "intake.please_correct";
  return out;
}

Outcome take_report(Visit& visit, const ReportForm& form, const http::Request& request) {
  Outcome out{.status = 422};
  const auto read = read_ticket(form.ticket, visit.secret, visit.call.moment.real_now, visit.settings.form_hours);
  out.ticket = read.state == TicketState::foreign ? new_ticket(visit) : Ticket{read.ticket.ref, visit.call.moment.real_now};
  const std::string peer = counted_name("report", request.peer, visit.call.moment.real_now, visit.secret);
  if (const auto wait = must_wait(visit, "report", peer, visit.settings.report); wait > 0) {
    for (const auto& kept : form.kept)
      if (const auto id = read_photo(kept, out.ticket.ref, visit.secret)) out.photos.push_back(*id);
    out.status = 429;
    out.title = "intake.too_many_reports";
    out.params = {{"n", std::to_string(visit.settings.report.amount)}, {"minutes", std::to_string(visit.settings.report.minutes)}, {"wait", std::to_string((wait + 59) / 60)}};
    out.retry_after_s = wait;
    return out;
  }
  count(visit, {{"report", peer}});

  CheckedForm checked = check(form, out.errors);
  const Where where = where_of(visit, form, checked, out.errors);
  take_photos(visit, form, request, checked, out);
  if (read.state != TicketState::good) {
    out.title = "intake.form_too_old";
    return out;
  }
  if (!out.errors.empty()) {
    out.title = "intake.please_correct";
    return out;
  }
  if (checked.longitude && !form.nearby_seen && !form.category.empty() && visit.settings.nearby_metres > 0) {
    auto near = visit.call.house.store.read([&](store::Session& session) {
      return matters::nearby_open(visit.call.house, session, visit.call.moment, *checked.longitude, *checked.latitude, form.category, visit.settings.nearby_metres, nearby_max);
    });
    if (near && !near->empty()) {
      out.nearby = std::move(*near);
      out.status = 200;
      out.title.clear();
      return out;
    }
  }
  visit.call.client_ref = out.ticket.ref;
  visit.call.raw_body = body_of(form);
  visit.call.channel = "public";
  if (form.neighbour) visit.call.on_behalf_of = visit.call.house.texts.say("zh", "intake.for_neighbour");
  const auto reported = matters::report(visit.call, report_of(form, checked, where, out.photos));
  if (reported) {
    out.reported = *reported;
    out.status = 303;
  } else {
    explain(reported.error(), visit, out);
  }
  return out;
}

base::Result<std::string> follow_nearby(Visit& visit, std::string_view ticket, std::string_view signed_matter) {
  const auto read = read_ticket(ticket, visit.secret, visit.call.moment.real_now, visit.settings.form_hours);
  const auto id = read.state == TicketState::foreign ? std::nullopt : read_follow(signed_matter, read.ticket.ref, visit.secret);
  if (!id) return base::fail(base::ErrorCode::not_found, "registry.not_found");
  visit.call.channel = "public";
  return matters::follow(visit.call, *id);
}

Found find_link(Visit& visit, std::string_view ticket, std::string_view typed_number, std::string_view typed_phone, std::string_view peer) {
  Found out{.status = 422, .title = "intake.please_correct"};
  const auto number = base::read_report_number(typed_number);
  const auto phone = base::Phone::parse(typed_phone);
  if (!number) out.errors.push_back({"number", "intake.not_a_number", {}});
  if (!phone) out.errors.push_back({"phone", "base.not_phone", {}});
  if (!out.errors.empty()) return out;
  const auto real_now = visit.call.moment.real_now;
  if (read_ticket(ticket, visit.secret, real_now, visit.settings.form_hours).state != TicketState::good) {
    out.title = "intake.form_too_old";
    return out;
  }
  const std::string who = counted_name("find", peer, real_now, visit.secret), what = counted_name("find_number", *number, real_now, visit.secret);
  const auto wait = std::max(must_wait(visit, "find", who, visit.settings.find), must_wait(visit, "find_number", what, visit.settings.find_number));
  if (wait > 0) {
    out.status = 429;
    out.title = "intake.too_many_tries";
    out.retry_after_s = wait;
    return out;
  }
  count(visit, {{"find", who}, {"find_number", what}});
  const auto token = matters::link_again(visit.call.house, visit.call.moment, *number, *phone);
  if (token) {
    out.token = *token;
    out.status = 303;
  } else {
    out.title = "intake.not_found_together";
  }
  return out;
}

base::Result<std::string> kept_photo(const Visit& visit, std::string_view signed_photo, std::string_view form_ref) {
  const auto id = read_photo(signed_photo, form_ref, visit.secret);
  if (!id) return base::fail(base::ErrorCode::not_found, "files.not_found");
  return visit.call.house.store.read([&](store::Session& session) { return visit.call.house.files.path_of(session, visit.district.id, *id, /*small=*/true); });
}

}  // namespace intake
