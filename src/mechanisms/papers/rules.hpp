// The layouts of the rules (definitions/papers/layouts.toml), numbers and codes. Pure: no clock, no database.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "definitions/doc.hpp"
#include "formats/docx/docx.hpp"
#include "mechanisms/papers/model.hpp"
#include "registry/room.hpp"

namespace papers {

struct Layout {
  std::string word{};                    // 代字 in the number: 槐园社区督〔2026〕3号
  formats::PaperLayout layout{};
};
struct Layouts {
  std::string plain_word{};              // for kinds that have no layout of their own
  std::map<std::string, Layout, std::less<>> kinds{};
};
[[nodiscard]] base::Result<Layouts> parse_layouts(const definitions::Doc&);

// What a kind looks like without a layout of its own: its fields two in a row, long words alone, then its tables.
[[nodiscard]] formats::PaperLayout plain_layout(const Content&);
[[nodiscard]] formats::PaperLayout layout_of(const Layouts&, std::string_view kind, const Content&);

[[nodiscard]] std::string number_of(const Layouts&, std::string_view kind, std::string_view unit_name, std::int64_t year, std::int64_t serial);

// Sixteen characters without look-alikes, each half with a check character; said and typed in groups of four.
[[nodiscard]] std::optional<std::string> read_code(std::string_view typed);
[[nodiscard]] std::string shown_code(std::string_view code);

[[nodiscard]] Content content_of(const registry::PaperContent&);
[[nodiscard]] formats::DocxContent filling(const Content&, const std::vector<Words>& own);   // own: 文号, 日期, 制发单位, 验证码
[[nodiscard]] std::vector<std::string> own_fields();
[[nodiscard]] std::string chinese_date(base::CivilDate);                                     // 2026年9月17日
[[nodiscard]] std::string chinese_dates(std::string_view text);   // every 2026-09-17 in it as official papers write it; numbers stay

}  // namespace papers
