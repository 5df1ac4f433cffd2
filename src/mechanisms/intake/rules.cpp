#include "mechanisms/intake/rules.hpp"

#include <cmath>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace intake {
namespace {

constexpr std::size_t ref_chars = 32, signature_bytes = 16;
constexpr std::size_t description_chars_min = 2;

std::string signature(std::string_view secret, std::string_view message) {
  const auto full = base::hmac_sha256(secret, message);
  return base::base64url(std::span(full).first(signature_bytes));
}

template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string ticket_text(const Ticket& t) { return t.ref + "." + std::to_string(t.given_at.micros / 1'000'000); }

Limit limit_of(const definitions::Doc& body, std::string_view what, definitions::Faults& faults) {
  for (const auto& each : body.at("limit").items())
    if (each.at("what").text() == what)
      return {static_cast<int>(each.need_integer("amount", faults, 1, 10'000)), static_cast<int>(each.need_integer("minutes", faults, 1, 2 * 24 * 60))};
  body.fault(faults, "intake.limit_missing", {{"what", std::string(what)}});
  return {};
}

bool usable(std::string_view text) {  // UTF-8 without control characters other than line ends and tabs
  if (!base::valid_utf8(text)) return false;
  return std::none_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F; });
}

}  // namespace

base::Result<Settings> parse_settings(const definitions::Doc& body) {
  definitions::Faults faults;
  Settings s;
  s.hotline = body.need_text("hotline", faults);
  s.photos_max = static_cast<int>(body.need_integer("photos_max", faults, 1, base::limits::photos_per_step_max));
  s.form_hours = static_cast<int>(body.need_integer("form_hours", faults, 1, 24 * 30));
  s.nearby_metres = static_cast<int>(body.integer_or("nearby_metres", 0, faults));
  s.report = limit_of(body, "report", faults);
  s.find = limit_of(body, "find", faults);
  s.find_number = limit_of(body, "find_number", faults);
  return definitions::value_or_faults(std::move(s), std::move(faults));
}

CheckedForm check(const ReportForm& form, std::vector<FormError>& errors) {
  CheckedForm out;
  const auto check_text = [&](std::string_view text, std::size_t max, const char* field) {
    if (!usable(text)) {
      errors.push_back({field, "intake.unreadable_text", {}});
    } else if (base::code_points(text) > max) {
      errors.push_back({field, "base.too_long", {{"max", std::to_string(max)}, {"now", std::to_string(base::code_points(text))}}});
    }
  };
  check_text(form.description, base::limits::description_chars_max, "description");
  if (usable(form.description) && base::code_points(base::trimmed(form.description)) < description_chars_min)
    errors.push_back({"description", "intake.say_what_happened", {}});
  check_text(form.place, base::limits::place_chars_max, "place");
  check_text(form.name, base::limits::name_chars_max, "name");

  const auto longitude = number<double>(form.longitude), latitude = number<double>(form.latitude);
  if (longitude && latitude && std::isfinite(*longitude) && std::isfinite(*latitude) && std::abs(*longitude) <= 180 && std::abs(*latitude) <= 90) {
    out.longitude = longitude;
    out.latitude = latitude;
  }
  if (!out.longitude && form.area.empty() && base::trimmed(form.place).empty()) errors.push_back({"place", "intake.say_where", {}});
  if (!base::trimmed(form.phone).empty()) {
    out.phone = base::Phone::parse(form.phone);
    if (!out.phone) errors.push_back({"phone", "base.not_phone", {}});
  }
  return out;
}

std::string field_of(std::string_view pointer) {
  static constexpr std::pair<std::string_view, std::string_view> fields[] = {
      {"/description", "description"}, {"/title", "description"}, {"/place", "place"}, {"/lon", "place"}, {"/lat", "place"}, {"/area_id", "place"},
      {"/category", "category"}, {"/reporter_name", "name"}, {"/reporter_phone", "phone"}, {"/photos", "photo"}};
  for (const auto& [path, field] : fields)
    if (pointer == path || (pointer.starts_with(path) && pointer.substr(path.size()).starts_with('/'))) return std::string(field);
  return {};
}

std::string sign(const Ticket& ticket, std::string_view secret) {
  const std::string text = ticket_text(ticket);
  return text + "." + signature(secret, "form|" + text);
}

ReadTicket read_ticket(std::string_view text, std::string_view secret, base::Instant real_now, int hours) {
  const auto first = text.find('.'), second = text.rfind('.');
  if (first != ref_chars || second == first || second == text.npos) return {};
  const auto given = number<std::int64_t>(text.substr(first + 1, second - first - 1));
  if (!given || *given < 0 || *given > 100'000'000'000) return {};
  if (!base::same_in_constant_time(signature(secret, "form|" + std::string(text.substr(0, second))), text.substr(second + 1))) return {};
  ReadTicket out{TicketState::good, {std::string(text.substr(0, first)), {*given * 1'000'000}}};
  if (out.ticket.given_at + base::hours(hours) < real_now) out.state = TicketState::too_old;
  return out;
}

std::string sign_photo(base::FileId id, std::string_view form_ref, std::string_view secret) {
  const std::string text = std::to_string(id.value);
  return text + "." + signature(secret, "photo|" + std::string(form_ref) + "|" + text);
}

std::optional<base::FileId> read_photo(std::string_view text, std::string_view form_ref, std::string_view secret) {
  const auto dot = text.find('.');
  if (dot == text.npos || form_ref.empty()) return std::nullopt;
  const auto id = number<std::int64_t>(text.substr(0, dot));
  if (!id || *id <= 0 || !base::same_in_constant_time(sign_photo({*id}, form_ref, secret), text)) return std::nullopt;
  return base::FileId{*id};
}

std::string sign_follow(base::MatterId id, std::string_view form_ref, std::string_view secret) {
  return sign_photo({id.value}, std::string(form_ref) + "/follow", secret);
}

std::optional<base::MatterId> read_follow(std::string_view text, std::string_view form_ref, std::string_view secret) {
  const auto id = read_photo(text, std::string(form_ref) + "/follow", secret);
  return id ? std::optional(base::MatterId{id->value}) : std::nullopt;
}

std::string counted_name(std::string_view what, std::string_view who, base::Instant real_now, std::string_view secret) {
  // Two-day periods, so that a window of a day is never cut at midnight for long.
  const std::int64_t period = real_now.micros / base::hours(48).micros;
  return signature(secret, "who|" + std::string(what) + "|" + std::to_string(period) + "|" + std::string(who));
}

std::int64_t wait_seconds(const Limit& limit, const Attempts& attempts, base::Instant real_now) {
  if (attempts.count < limit.amount) return 0;
  const auto free_at = attempts.oldest + base::minutes(limit.minutes);
  return std::max<std::int64_t>(1, (free_at - real_now).micros / 1'000'000 + 1);
}

}  // namespace intake
