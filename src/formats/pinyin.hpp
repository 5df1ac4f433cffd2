// Names found by the first letters of their pinyin: 槐园街道 by "hyjd". The letters come from ICU; characters that are read in several
// ways in names and places (重 行 乐 长 …) keep each of them, so that whoever types either finds it.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace formats {

inline constexpr std::size_t pinyin_spellings_max = 8;   // of one name

// "重庆路" -> "cql zql"; Latin letters and digits stay, in lower case; everything else is left out. What search keys store.
[[nodiscard]] std::string pinyin_initials(std::string_view text);

// What somebody typed, for a comparison with stored keys: its letters and digits in lower case, or empty when there is anything else
// in it (then it is text, not initials).
[[nodiscard]] std::string pinyin_typed(std::string_view typed);

// Does a name fit what was typed: as part of the text, or of its initials? `initials` may be empty, then they are made.
[[nodiscard]] bool pinyin_fits(std::string_view name, std::string_view initials, std::string_view typed);

}  // namespace formats
