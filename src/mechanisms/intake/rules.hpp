// What a resident's form must hold, how it is signed, and how often one address may come. Pure: no time, chance or database.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/phone.hpp"
#include "base/result.hpp"
#include "definitions/doc.hpp"

namespace intake {

// definitions/intake/public.toml
struct Limit {
  int amount{};
  int minutes{};
};
struct Settings {
  std::string hotline{};
  int photos_max{};
  int form_hours{};
  int nearby_metres{};                  // so near is an open matter of the same category shown before a report is taken; 0: never
  Limit report{}, find{}, find_number{};
};
[[nodiscard]] base::Result<Settings> parse_settings(const definitions::Doc&);

// As typed, field by field; what is wrong goes back beside its field with everything else as it was.
struct ReportForm {
  std::string ticket{};
  std::string description{}, place{}, area{}, category{}, longitude{}, latitude{}, name{}, phone{};
  bool neighbour{}, secret{};
  bool nearby_seen{};                   // "not the same": what is open nearby was shown
  std::vector<std::string> kept{};      // signed photos of an earlier attempt
  std::string grid{}, spot{};           // from the lists of the community that was chosen: code of a grid, id of an estate, lane or market
  bool look{};                          // only "show this community's map and lists": nothing is reported yet
};
struct FormError {
  std::string field{};                  // description, photo, place, category, phone, name; empty: of the whole form
  std::string reason{};                 // message key
  base::Params params{};
};
struct CheckedForm {
  std::optional<double> longitude{}, latitude{};
  std::optional<base::Phone> phone{};
};
// All errors at once. A half or impossible position counts as none (the script or a hand wrote it, not the resident).
[[nodiscard]] CheckedForm check(const ReportForm&, std::vector<FormError>& errors);
// The place of an error that the matters room found: JSON pointer -> field of the form.
[[nodiscard]] std::string field_of(std::string_view pointer);

// A form's ticket: a random reference (which makes sending twice one report), when it was given out, and a signature of both. It needs
// no session and no cookie; another site cannot make one.
struct Ticket {
  std::string ref{};                    // 32 hexadecimal characters; the report's client_ref
  base::Instant given_at{};             // real time
};
[[nodiscard]] std::string sign(const Ticket&, std::string_view secret);
enum class TicketState : std::uint8_t { good, too_old, foreign };
struct ReadTicket {
  TicketState state{TicketState::foreign};
  Ticket ticket{};                      // of a foreign one: empty
};
[[nodiscard]] ReadTicket read_ticket(std::string_view text, std::string_view secret, base::Instant real_now, int hours);
// A photo that this form uploaded: the file's id with a signature that holds for this form only.
[[nodiscard]] std::string sign_photo(base::FileId, std::string_view form_ref, std::string_view secret);
[[nodiscard]] std::optional<base::FileId> read_photo(std::string_view text, std::string_view form_ref, std::string_view secret);

// A matter nearby that this form was shown and may follow.
[[nodiscard]] std::string sign_follow(base::MatterId, std::string_view form_ref, std::string_view secret);
[[nodiscard]] std::optional<base::MatterId> read_follow(std::string_view text, std::string_view form_ref, std::string_view secret);

// The name under which an address is counted: different every day, useless without the secret.
[[nodiscard]] std::string counted_name(std::string_view what, std::string_view who, base::Instant real_now, std::string_view secret);

struct Attempts {
  std::int64_t count{};
  base::Instant oldest{};
};
// 0: go on. Otherwise seconds until the next try.
[[nodiscard]] std::int64_t wait_seconds(const Limit&, const Attempts&, base::Instant real_now);

}  // namespace intake
