// What a resident says back on the private page: the office's question answered, the result rated after the strike-off, "not solved:
// handle it again" within the days allowed. The rating belongs to the call-backs' room (opener callbacks.rate, view v_callbacks_asked).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "matters/api.hpp"
#include "mechanisms/intake/render.hpp"
#include "mechanisms/intake/service.hpp"
#include "mechanisms/intake/tables.hpp"

namespace intake {

// As typed; what is wrong goes back beside its field with everything else as it was.
struct ReplyForm {
  std::string answer{};                                      // to the open question
  std::string contacted{}, solved{}, satisfaction{}, words{};  // yes or no, yes or no, one of four
  bool reopen{};
};
struct Reply {
  bool done{};
  std::string told{};                        // done: what the page says then ("answer", "rate", "reopen")
  int status{200};
  std::string title{};                       // message key
  base::Params params{};
  std::string remedy{};
  std::vector<FormError> errors{};
};
[[nodiscard]] Reply answer_question(Visit&, std::string_view token, const ReplyForm&);
[[nodiscard]] Reply rate_result(Visit&, std::string_view token, const matters::Progress&, const ReplyForm&);

// Puts the cards "we ask you", "rate the result", parts and what it was joined with on the page.
void show_reply(const Visit&, const matters::Progress&, std::string_view token, const ReplyForm&, const Reply&, View&);

}  // namespace intake
