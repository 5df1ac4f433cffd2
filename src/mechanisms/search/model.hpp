// What the search box gets: sections of hits, each of one room.
#pragma once
#include <string>
#include <vector>

#include "base/described/described.hpp"

namespace search {

struct HitView {
  std::string kind{}, id{};       // the subject
  std::string title{}, detail{};
  std::string page{};             // where the web shows it
};
struct SectionView {
  std::string code{};
  std::string name_key{};         // message key
  bool more{};                    // there are more than these
  std::vector<HitView> hits{};
};
struct FoundView {
  std::string q{};                // as it was understood
  std::vector<SectionView> sections{};  // empty ones are left out
};

}  // namespace search

DESCRIBED(search::HitView)
DESCRIBED(search::SectionView)
DESCRIBED(search::FoundView)
