// The room's definitions: kinds of whistle with the band of the blowing rate, the competence list, marks for answering.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "definitions/book.hpp"
#include "definitions/doc.hpp"

namespace whistle {

struct Kind {
  std::string code{}, zh{}, en{};
  std::vector<std::string> blown_by{}, approved_by{};   // kinds of posts
  bool approval_after{};                // blown first, approved within its limit
  bool needs_leader{};                  // a leader of the district is asked to take the chair
  std::int64_t extension_most{};        // more time for the handling, in the unit of its limit; 0: none
};
struct Kinds {
  std::string code{};
  std::int64_t version{}, low_per_100{}, high_per_100{};
  std::vector<Kind> kinds{};
  [[nodiscard]] const Kind* find(std::string_view code) const;
};
struct Item {
  std::string code{}, zh{}, en{};
  std::string unit{};                   // code of the competent unit; empty: any that the subdistrict may command
  std::vector<std::string> also{}, categories{};
  std::string basis_kind{}, basis{};    // law, duty, delegated
};
struct Competence {
  std::string code{};
  std::int64_t version{};
  std::vector<std::string> called_posts{};  // who answers for a called unit: the first kind that it has
  std::vector<std::string> called_teams{};  // … or a team inside it, called by itself
  std::vector<std::string> guest_kinds{};   // organisations without accounts that may be called: the subdistrict records for them
  std::vector<Item> items{};
  [[nodiscard]] const Item* find(std::string_view code) const;
};
struct ScoreRule { std::string code{}, zh{}, en{}; std::int64_t most{}; };
struct Rating {
  std::string code{};
  std::int64_t version{};
  std::vector<ScoreRule> scores{};
  std::int64_t objection_working_days{}, sign_on_time{}, contact_on_time{}, report_in_on_time{}, solved{}, satisfied{}, sent_back{}, no_show{};
};
[[nodiscard]] base::Result<Kinds> parse_kinds(const definitions::Doc&);
[[nodiscard]] base::Result<Competence> parse_competence(const definitions::Doc&);
[[nodiscard]] base::Result<Rating> parse_rating(const definitions::Doc&);

void check_kinds(const definitions::Doc&, const definitions::CheckScope&, definitions::Faults&);
void check_competence(const definitions::Doc&, const definitions::CheckScope&, definitions::Faults&);
void check_rating(const definitions::Doc&, const definitions::CheckScope&, definitions::Faults&);
void check_limits(const definitions::Doc&, const definitions::CheckScope&, definitions::Faults&);
void check_machine(const definitions::Doc&, const definitions::CheckScope&, definitions::Faults&);

}  // namespace whistle
