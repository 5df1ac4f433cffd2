// Strong ids. Time-ordered 64-bit numbers made by the application (base/context.hpp); strings of digits in JSON.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace base {

template <class Tag>
struct Id {
  std::int64_t value{};
  auto operator<=>(const Id&) const = default;
  [[nodiscard]] explicit operator bool() const { return value != 0; }  // 0 is "none"
};

struct DistrictTag;
struct PersonTag;
struct AccountTag;       // a sign-in of a person
struct OrgUnitTag;
struct PostTag;          // a seat in an organisation; people hold posts between dates
struct AreaTag;
struct MatterTag;
struct FileTag;
struct EventTag;         // a journal row
struct JobTag;
struct DueTag;
using DistrictId = Id<DistrictTag>;
using PersonId = Id<PersonTag>;
using AccountId = Id<AccountTag>;
using OrgUnitId = Id<OrgUnitTag>;
using PostId = Id<PostTag>;
using AreaId = Id<AreaTag>;
using MatterId = Id<MatterTag>;
using FileId = Id<FileTag>;
using EventId = Id<EventTag>;
using JobId = Id<JobTag>;
using DueId = Id<DueTag>;

// What an event, a due, a link, a file or a fact is about: any room's record, by kind and id.
// `kind` is the singular noun of the record ("matter", "org_unit", "definition").
struct Subject {
  std::string kind{};
  std::int64_t id{};
  auto operator<=>(const Subject&) const = default;
};

}  // namespace base

template <class Tag>
struct std::hash<base::Id<Tag>> {
  std::size_t operator()(base::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
