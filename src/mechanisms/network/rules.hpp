// The laws of the network: what is a member when, and that no resource is ever oversold. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "definitions/doc.hpp"
#include "mechanisms/network/model.hpp"

namespace network {

struct MemberKind { std::string code{}, tier{}, zh{}, en{}; };
struct ResourceKind { std::string code{}, zh{}, en{}; bool again{}; };
struct Kinds {                                  // definitions/network/kinds
  std::vector<MemberKind> members{};
  std::vector<ResourceKind> resources{};
  std::int32_t contacts_kept_days{};
  [[nodiscard]] const MemberKind* member(std::string_view code) const;
  [[nodiscard]] const ResourceKind* resource(std::string_view code) const;
};
[[nodiscard]] base::Result<Kinds> parse_kinds(const definitions::Doc&);   // kind "network_kinds"
[[nodiscard]] base::RuleRef law(std::string place);                       // of definitions/rules/network

[[nodiscard]] bool holds(const MemberRow&, base::CivilDate day);
[[nodiscard]] base::Done may_join(const std::vector<MemberRow>& of_unit, base::AreaId community, base::CivilDate from);
// How much of it is free in the whole of [from, to); of what is used up: altogether.
[[nodiscard]] std::int64_t open_quantity(const ResourceRow&, const std::vector<UseRow>& uses, base::CivilDate from, base::CivilDate to);
[[nodiscard]] base::Done may_book(const ResourceRow&, const std::vector<UseRow>& uses, std::int64_t quantity, base::CivilDate from, base::CivilDate to);

}  // namespace network
