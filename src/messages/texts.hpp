// Sentences by key: src/**/messages/{zh,en}.json, one flat object each, keys "<room>.<screen>.<word>", values with {param}.
// A param whose words differ by language comes twice, as name_zh and name_en; the sentence says {name}.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace messages {

class Texts {
 public:
  Texts();                                                 // from the embedded files; throws on a broken file or a doubled key
  [[nodiscard]] std::string say(std::string_view language, std::string_view key, const base::Params& params = {}) const;  // a missing key answers the key
  [[nodiscard]] bool has(std::string_view language, std::string_view key) const;
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all(std::string_view language) const;

 private:
  std::map<std::string, std::string, std::less<>> zh_, en_;
};

}  // namespace messages
