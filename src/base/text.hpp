// Text as people write it: UTF-8, Chinese spacing and full-width forms, search terms, masked names.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace base {

[[nodiscard]] std::size_t utf8_sequence(const char* at, const char* end);  // bytes of the character at `at`; 0: not UTF-8
[[nodiscard]] bool valid_utf8(std::string_view);
[[nodiscard]] std::size_t code_points(std::string_view valid);
void append_utf8(std::string& out, char32_t);
[[nodiscard]] char32_t decode_utf8(const char* at, std::size_t bytes);

[[nodiscard]] std::string_view trimmed(std::string_view);  // white space of ASCII, U+00A0 and U+3000 at both ends
// One spelling of one text: full-width ASCII to half-width, U+3000 to a space, CR LF to LF, control characters dropped,
// runs of spaces to one, trimmed. Chinese punctuation stays.
[[nodiscard]] std::string normalised(std::string_view);
[[nodiscard]] std::string cut(std::string_view valid, std::size_t code_points_max);  // with "…" when something was cut

// Search terms for Chinese text, stored beside it: 井盖破损 gives "井盖 盖破 破损", Latin words and numbers stay whole in lower case.
// A single character stands alone. The same function makes the query, so both engines answer alike.
[[nodiscard]] std::string bigrams(std::string_view);

[[nodiscard]] std::string masked_name(std::string_view);  // 张三 -> 张*, 欧阳小明 -> 欧**明, Ann Lee -> A******

}  // namespace base
