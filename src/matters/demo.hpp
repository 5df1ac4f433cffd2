// The demo district's matters: a table of what people raised in the weeks before the first day, and how each of them went.
#pragma once
#include <span>
#include <string_view>

namespace matters {

// How a matter goes, one letter a step that is reached: C confirmed, G registered, D dispatched, S signed, F feedback, I inspected,
// X struck off; J rejected, H on hold, B sent back by the inspection (then F, I, X again), T returned (then D, S again), U urged.
struct DemoMatter {
  std::string_view community{};     // name of the area, without the note 示例
  int grid{};                       // 1 …
  std::string_view source{};
  std::string_view category{};
  std::string_view title{}, place{}, description{};
  std::string_view reporter{};      // empty: none
  bool secret{};
  std::string_view unit{};          // department's code; empty: the community itself
  int day{};                        // before (negative) the first day
  int hour{}, minute{};
  std::string_view steps{};
  int pace{1};                      // 1 brisk, 2 ordinary, 4 slow: some of its clocks run out
  bool photos{};
  std::string_view done{};          // words of the feedback
};
[[nodiscard]] std::span<const DemoMatter> demo_matters();

}  // namespace matters
