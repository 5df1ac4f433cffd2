#include "formats/pinyin.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"

namespace formats {
namespace {

struct Readings { char32_t character; std::string_view letters; };
// Characters of names, places and posts that people read in more than one way, with the first letter of each. ICU knows one only.
constexpr Readings several[] = {
    {U'重', "cz"}, {U'行', "xh"}, {U'乐', "ly"}, {U'长', "cz"}, {U'朝', "cz"}, {U'曾', "zc"}, {U'单', "sd"}, {U'解', "xj"}, {U'区', "qo"},
    {U'仇', "qc"}, {U'尉', "wy"}, {U'查', "zc"}, {U'盖', "gh"}, {U'召', "sz"}, {U'覃', "qt"}, {U'洗', "x"},  {U'缪', "m"},  {U'翟', "zd"},
    {U'柏', "b"},  {U'会', "hk"}, {U'调', "dt"}, {U'参', "cs"}, {U'藏', "cz"}, {U'弹', "dt"}, {U'降', "jx"}, {U'折', "zs"}, {U'石', "sd"},
    {U'厦', "sx"}, {U'车', "cj"}, {U'校', "xj"}, {U'省', "sx"}, {U'便', "bp"}, {U'朴', "p"},  {U'隗', "wk"}, {U'尾', "wy"}, {U'畜', "cx"},
    {U'圈', "qj"}, {U'宿', "sx"}, {U'属', "sz"}, {U'传', "cz"}, {U'强', "qj"}, {U'巷', "xh"}, {U'秘', "mb"}, {U'屏', "pb"}, {U'盛', "sc"},
    {U'提', "td"}, {U'期', "qj"}, {U'给', "gj"}, {U'种', "zc"}, {U'叶', "yx"}, {U'乘', "cs"}, {U'祭', "jz"}, {U'阿', "ae"}, {U'贾', "jg"},
    {U'适', "sk"}, {U'系', "xj"}, {U'万', "wm"}, {U'颉', "xj"}, {U'句', "jg"}, {U'员', "y"},  {U'洞', "dt"}, {U'埔', "pb"}, {U'堡', "bp"},
    {U'什', "sz"}, {U'似', "s"},  {U'台', "t"},  {U'塔', "t"},  {U'峪', "y"},  {U'骑', "qj"}, {U'模', "m"},  {U'识', "sz"}, {U'殖', "zs"},
    {U'扁', "bp"}, {U'番', "fp"}, {U'繁', "fp"}, {U'冯', "fp"}, {U'黑', "h"},  {U'纪', "j"},  {U'令', "l"},  {U'宁', "n"},  {U'任', "r"},
    {U'晟', "sc"}, {U'澄', "cd"}, {U'还', "hh"}, {U'率', "ls"}, {U'说', "sy"}, {U'思', "s"},  {U'汤', "ts"}, {U'粘', "nz"}, {U'择', "z"}};

class Letters {  // by character, made once
 public:
  Letters() {
    UErrorCode status = U_ZERO_ERROR;
    latin_.reset(icu::Transliterator::createInstance("Han-Latin; NFD; [:Nonspacing Mark:] Remove; Lower", UTRANS_FORWARD, status));
    ASSERT(U_SUCCESS(status) && latin_ != nullptr);
    for (const Readings& each : several) known_.emplace(each.character, each.letters);
  }

  std::string of(char32_t c) {
    if ((c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z')) return {static_cast<char>(c)};
    if (c >= U'A' && c <= U'Z') return {static_cast<char>(c - U'A' + U'a')};
    if (c < 0x3400 || (c > 0x9FFF && c < 0xF900) || (c > 0xFAFF && c < 0x20000) || c > 0x323AF) return {};
    const std::lock_guard lock(mutex_);
    const auto it = known_.find(c);
    if (it != known_.end()) return it->second;
    icu::UnicodeString text(static_cast<UChar32>(c));
    latin_->transliterate(text);
    const char16_t first = text.isEmpty() ? u'\0' : text[0];
    return known_.emplace(c, first >= u'a' && first <= u'z' ? std::string(1, static_cast<char>(first)) : std::string{}).first->second;
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<icu::Transliterator> latin_;
  std::unordered_map<char32_t, std::string> known_;
};

Letters& letters() {
  static Letters all;
  return all;
}

}  // namespace

std::string pinyin_initials(std::string_view text) {
  std::vector<std::string> spellings{""};
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    const std::size_t bytes = base::utf8_sequence(at, end);
    if (bytes == 0) {
      ++at;
      continue;
    }
    const std::string each = letters().of(base::decode_utf8(at, bytes));
    at += bytes;
    if (each.empty()) continue;
    const std::size_t before = spellings.size();
    const std::size_t ways = before * each.size() <= pinyin_spellings_max ? each.size() : 1;
    for (std::size_t way = 1; way < ways; ++way)
      for (std::size_t i = 0; i < before; ++i) spellings.push_back(spellings[i] + each[way]);
    for (std::size_t i = 0; i < before; ++i) spellings[i] += each[0];
  }
  std::string out;
  for (const std::string& spelling : spellings) {
    if (spelling.empty()) continue;
    if (!out.empty()) out += ' ';
    out += spelling;
  }
  return out;
}

std::string pinyin_typed(std::string_view typed) {
  std::string out;
  for (char c : base::normalised(typed)) {
    if (c == ' ' || c == '\'') continue;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) return {};
    out += c;
  }
  return out;
}

bool pinyin_fits(std::string_view name, std::string_view initials, std::string_view typed) {
  const std::string text = base::normalised(typed);
  if (text.empty()) return false;
  if (name.find(text) != std::string_view::npos) return true;
  const std::string keys = pinyin_typed(text);
  if (keys.empty()) return false;
  return initials.empty() ? pinyin_initials(name).find(keys) != std::string::npos : initials.find(keys) != std::string_view::npos;
}

}  // namespace formats
