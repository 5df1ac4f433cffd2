// Changing the rules: draft -> check -> publish, each journaled. The room `rulebook` asks for the right and calls these inside its
// unit; whoever calls must call book.forget(district) after the commit (Unit::after_commit).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "definitions/book.hpp"
#include "definitions/model.hpp"
#include "store/journal.hpp"
#include "store/session.hpp"

namespace definitions {

inline constexpr int lock_floor = 2;
[[nodiscard]] base::Subject shelf_subject();  // what every change of a district's definitions locks
[[nodiscard]] store::NewEvent event_of(const DefinitionRow&, std::string kind);

// All faults of a body as `code` and `kind`: header, source, the kind's checkers. Empty: it may be published on that day.
[[nodiscard]] Faults check(const Book&, const CheckScope&, std::string_view code, std::string_view kind, std::string_view body);
// For check(): what the district has in force on a day, as the session sees it.
class SessionScope final : public CheckScope {
 public:
  SessionScope(Book& book, store::Session& session, base::DistrictId district, base::CivilDate day)
      : book_(book), session_(session), district_(district), day_(day) {}
  [[nodiscard]] Held in_force(std::string_view code) const override;
  [[nodiscard]] std::vector<Held> of_kind(std::string_view kind) const override;

 private:
  Book& book_;
  store::Session& session_;
  base::DistrictId district_;
  base::CivilDate day_;
};

struct DraftText {
  std::string code{}, kind{};
  std::string body{};
  std::string note{};
};
// Writes the code's draft: a new one, or over the one that is there (if_revision must be its revision: stale otherwise). The body
// must be TOML whose code and kind are these; whether it may be published is asked by check().
[[nodiscard]] base::Result<DefinitionRow> save_draft(store::Unit&, const DraftText&, std::int64_t if_revision);
[[nodiscard]] base::Result<DefinitionRow> withdraw_draft(store::Unit&, std::string_view code, std::int64_t if_revision, std::string reason);
// Publishes the code's draft from a day on, not before today. refused with rule and remedy; invalid with all faults of the check.
[[nodiscard]] base::Result<DefinitionRow> publish(store::Unit&, Book&, std::string_view code, std::int64_t if_revision, base::CivilDate effective_from,
                                                  base::CivilDate today);

// Pure: the top-level `version` and `effective_from` of a body, set to what they became.
[[nodiscard]] std::string with_header(std::string_view body, std::int64_t version, base::CivilDate effective_from);

struct DiffLine {
  char mark{};  // ' ', '-', '+'
  int before{}, after{};  // line numbers from 1; 0: not on that side
  std::string text{};
};
[[nodiscard]] std::vector<DiffLine> diff_lines(std::string_view before, std::string_view after);  // pure

}  // namespace definitions
