// The parts of an XLSX package (a zip of XML files), unpacked in pieces under limits and fed to a parser that knows no entities.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "formats/sheet.hpp"

namespace formats {

using XmlAttributes = std::function<std::string_view(std::string_view name)>;  // by local name; empty: none
struct XmlHandler {                                    // names without their prefixes
  std::function<void(std::string_view element, const XmlAttributes&)> begin{};
  std::function<void(std::string_view element)> end{};
  std::function<void(std::string_view text)> text{};
  std::function<bool()> enough{[] { return false; }};  // true: stop reading this part
};

class XlsxPackage {
 public:
  [[nodiscard]] static base::Result<XlsxPackage> open(std::string_view bytes, const SheetLimits&);
  XlsxPackage(XlsxPackage&&) noexcept;
  XlsxPackage& operator=(XlsxPackage&&) noexcept;
  ~XlsxPackage();
  [[nodiscard]] bool has(const std::string& part) const;
  // Errors: malformed formats.xlsx_damaged, too_large formats.xlsx_bomb.
  [[nodiscard]] base::Done parse(const std::string& part, const XmlHandler&);

 private:
  struct Inner;
  explicit XlsxPackage(std::unique_ptr<Inner>);
  std::unique_ptr<Inner> inner_;
};

}  // namespace formats
