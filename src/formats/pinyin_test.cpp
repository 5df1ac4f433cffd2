// Names by the first letters of their pinyin.
#include "formats/pinyin.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/text.hpp"

using namespace formats;

TEST_CASE("initials of names, with letters and digits kept") {
  CHECK(pinyin_initials("槐园社区") == "hysq hyso");  // 区 is a surname too, read ou
  CHECK(pinyin_initials("王建国") == "wjg");
  CHECK(pinyin_initials("第1网格A座") == "d1wgaz");
  CHECK(pinyin_initials("（示例）") == "sl");
  CHECK(pinyin_initials("") == "");
}

TEST_CASE("characters with several readings are found by each of them") {
  CHECK(pinyin_fits("重庆路", "", "cql"));
  CHECK(pinyin_fits("重庆路", "", "zql"));
  CHECK(pinyin_fits("建设银行", "", "jsyh"));
  CHECK(pinyin_fits("乐园巷", "", "lyx"));
  CHECK(pinyin_fits("乐园巷", "", "yyx"));
  CHECK(pinyin_fits("长乐街", pinyin_initials("长乐街"), "CLJ"));
  CHECK(pinyin_fits("尖草坪区", "", "jcpq"));
}

TEST_CASE("text is text: Chinese words are never taken for initials") {
  CHECK(pinyin_fits("槐园社区居委会", "", "园社"));
  CHECK(!pinyin_fits("槐园社区居委会", "", "社园"));
  CHECK(pinyin_typed("h y'J") == "hyj");
  CHECK(pinyin_typed("槐y").empty());
  CHECK(!pinyin_fits("槐园", "", ""));
}

TEST_CASE("however many readings a name has, its spellings stay few") {
  CHECK(rc::check("at most eight, all of one length", [] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("重", "行", "乐", "长", "园", "a", "，"));
    std::string name;
    for (const auto& part : parts) name += part;
    const std::string keys = pinyin_initials(name);
    RC_ASSERT(std::count(keys.begin(), keys.end(), ' ') < static_cast<std::ptrdiff_t>(pinyin_spellings_max));
    const std::size_t length = keys.find(' ') == std::string::npos ? keys.size() : keys.find(' ');
    for (std::size_t at = 0; at < keys.size(); at += length + 1) RC_ASSERT((at + length == keys.size() || keys[at + length] == ' '));
  }));
}
