// The resident's pages as HTTP answers.
#pragma once
#include <string>
#include <string_view>

#include "http/http.hpp"
#include "matters/api.hpp"
#include "mechanisms/intake/replies.hpp"
#include "mechanisms/intake/service.hpp"
#include "registry/route.hpp"

namespace intake {

// ?lang=, else what was chosen before, else Chinese. (Not by the browser's preference: signs on site are Chinese.)
[[nodiscard]] std::string language_of(const http::Request&);
[[nodiscard]] std::string origin_of(const http::Request&);  // "https://host", for links that are written down

[[nodiscard]] http::Response home_page(const Visit&, const http::Request&);
// The empty form, or the one that was sent with what was wrong with it.
[[nodiscard]] http::Response report_page(const Visit&, const http::Request&, const ReportForm&, const Outcome&);
// The map and the lists of a community alone, for the form that is open already.
[[nodiscard]] http::Response place_part(const Visit&, const http::Request&, const ReportForm&);
[[nodiscard]] http::Response find_page(const Visit&, const http::Request&, std::string_view number, const Found&);
// With what the resident typed and what was wrong with it, after a reply that could not be taken.
[[nodiscard]] http::Response progress_page(const Visit&, const http::Request&, const matters::Progress&, std::string_view token, const ReplyForm& = {}, const Reply& = {});
[[nodiscard]] http::Response poster_page(const Visit&, const http::Request&);
// A refusal as an ordinary page: 404, 410, 429, 503 …
[[nodiscard]] http::Response refusal_page(registry::House&, const http::Request&, const base::Error&);
// To another page; the language stays chosen.
[[nodiscard]] http::Response see_other(std::string where);

// How the page writes a moment, and how much time is left ("还剩 2 天 3 小时").
[[nodiscard]] std::string when_text(base::Instant, std::string_view time_zone, std::string_view language);
[[nodiscard]] std::string span_text(const messages::Texts&, std::string_view language, base::Duration);

}  // namespace intake
