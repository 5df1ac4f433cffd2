// What a resident's page does: opens a form, takes a report with its photos, finds a lost link. The matter itself is the spine's.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/http.hpp"
#include "matters/api.hpp"
#include "mechanisms/intake/rules.hpp"
#include "registry/route.hpp"
#include "store/districts.hpp"
#include "territory/territory.hpp"

namespace intake {

// One visit to a district's window.
struct Visit {
  registry::Call& call;
  store::District district{};
  Settings settings{};
  std::string secret{};                              // signs this district's forms
  std::shared_ptr<const territory::Tree> tree{};
};
[[nodiscard]] base::Result<Visit> enter(registry::Call&);

struct CategoryChoice { std::string code{}, name{}; };
struct ClassChoice { std::string name{}; std::vector<CategoryChoice> categories{}; };
// The categories that residents are offered, by class, in plain words of the call's language.
[[nodiscard]] std::vector<ClassChoice> categories(const Visit&);

[[nodiscard]] Ticket new_ticket(const Visit&);

// What became of a form that was sent.
struct Outcome {
  std::optional<matters::Reported> reported{};
  std::string photos_lost{};                 // message key: why photos were not kept although the report was
  int status{200};                           // otherwise: the form again
  std::string title{};                       // message key above it
  base::Params params{};
  std::vector<FormError> errors{};
  Ticket ticket{};
  std::vector<base::FileId> photos{};        // uploaded already, they stay
  std::int64_t retry_after_s{};
  std::vector<matters::NearbyMatter> nearby{};  // open already, of the same category: follow one of them, or "not the same"
};
[[nodiscard]] Outcome take_report(Visit&, const ReportForm&, const http::Request&);

// The form again with the map and the lists of the community that it names; photos stay, nothing is reported.
[[nodiscard]] Outcome look_around(Visit&, const ReportForm&, const http::Request&);

// "It is this one": a link that follows it, without another report. Only what this form was shown.
[[nodiscard]] base::Result<std::string> follow_nearby(Visit&, std::string_view ticket, std::string_view signed_matter);

struct Found {
  std::string token{};
  int status{200};
  std::string title{};
  std::vector<FormError> errors{};
  std::int64_t retry_after_s{};
};
// Report number and the telephone number that was given with it open a fresh link. Counted by address and by number; wrong number,
// wrong telephone and a report without telephone are answered alike.
[[nodiscard]] Found find_link(Visit&, std::string_view ticket, std::string_view number, std::string_view phone, std::string_view peer);

// A photo that a form uploaded and nobody linked yet, for the form's own preview.
[[nodiscard]] base::Result<std::string> kept_photo(const Visit&, std::string_view signed_photo, std::string_view form_ref);

}  // namespace intake
