// Ids, randomness, time zones, text, telephone numbers, crypto, report numbers.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

#include "base/assert.hpp"
#include "base/context.hpp"
#include "base/crypto.hpp"
#include "base/phone.hpp"
#include "base/report_number.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

using namespace base;

TEST_CASE("ids rise even when the clock stands still or goes back") {
  ManualClock clock(*parse_instant("2026-09-17T00:30:00Z"));
  IdMaker ids(clock, 1023);
  std::int64_t last = 0;
  for (int i = 0; i < 10'000; ++i) {
    if (i == 5'000) clock.set(clock.now() - hours(1));
    const std::int64_t id = ids.next();
    REQUIRE(id > last);
    last = id;
  }
  IdMaker other(clock, 7);
  CHECK((other.next() >> 11 & 1023) == 7);
}

TEST_CASE("seeded randomness repeats; below() is even and in bounds") {
  CHECK(seeded_random(7)->token_hex(16) == seeded_random(7)->token_hex(16));
  CHECK(seeded_random(7)->token_hex(16) != seeded_random(8)->token_hex(16));
  const auto random = seeded_random(1);
  int seen[3]{};
  for (int i = 0; i < 3000; ++i) ++seen[random->below(3)];
  for (const int n : seen) CHECK((n > 900 && n < 1100));
}

TEST_CASE("ISO text of instants and dates reads back the same") {
  CHECK(rc::check([] {
    const Instant t{*rc::gen::inRange<std::int64_t>(-62'000'000'000'000'000, 250'000'000'000'000'000)};
    RC_ASSERT(parse_instant(iso(t)) == t);
    const CivilDate d{*rc::gen::inRange(-700'000, 2'900'000)};
    RC_ASSERT(parse_date(iso(d)) == d);
    const YearMonthDay v = ymd(d);
    RC_ASSERT(civil(v.year, v.month, v.day) == d);
  }));
  CHECK(iso(*parse_instant("2026-09-18T01:10:00Z")) == "2026-09-18T01:10:00.000000Z");
  CHECK(iso(*parse_instant("1969-12-31T23:59:59.5Z")) == "1969-12-31T23:59:59.500000Z");
  for (const auto* bad : {"2026-09-18T01:10:00", "2026-09-18 01:10:00Z", "2026-02-29T01:10:00Z", "2026-09-18T24:10:00Z", "2026-09-18T01:10:00.Z",
                          "2026-09-18T01:10:00.1234567Z", "2026-9-18T01:10:00Z0", ""})
    CHECK(!parse_instant(bad));
  CHECK(weekday(*parse_date("2026-09-20")) == 7);
  CHECK(weekday(*parse_date("1969-12-29")) == 1);
}

TEST_CASE("time zones: there and back, skipped and doubled hours") {
  const Zone shanghai = *Zone::named("Asia/Shanghai");
  const Zone boston = *Zone::named("America/New_York");
  CHECK(shanghai.instant(*parse_date("2026-09-17"), 8, 30) == *parse_instant("2026-09-17T00:30:00Z"));
  CHECK(shanghai.iso_local(*parse_instant("2026-09-17T00:30:00Z")) == "2026-09-17T08:30:00+08:00");
  CHECK(boston.iso_local(*parse_instant("2015-04-01T04:30:00Z")) == "2015-04-01T00:30:00-04:00");
  // 2015-03-08 02:30 does not exist in Boston: the first instant after the gap, 03:00
  CHECK(boston.text(boston.instant(*parse_date("2015-03-08"), 2, 30)) == "2015-03-08 03:00");
  // 2015-11-01 01:30 comes twice: the first one, still summer time
  CHECK(boston.instant(*parse_date("2015-11-01"), 1, 30) == *parse_instant("2015-11-01T05:30:00Z"));
  CHECK(!Zone::named("Mars/Olympus"));
  CHECK(rc::check([&] {
    const Instant t{*rc::gen::inRange<std::int64_t>(0, 4'000'000'000) * 1'000'000};
    RC_ASSERT(shanghai.instant(shanghai.local(t)) == t || t < *parse_instant("1992-01-01T00:00:00Z"));
    const Instant again = boston.instant(boston.local(t));
    RC_ASSERT(again == t || again == t - hours(1));  // the second of a doubled hour reads as the first
  }));
  CHECK(parse_local("2015-04-01 13:45")->since_midnight == hours(13) + minutes(45));
  CHECK(!parse_local("2015-04-31 13:45"));
}

TEST_CASE("UTF-8") {
  CHECK(valid_utf8("井盖 ok \U0001F600"));
  for (const auto* bad : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xBA", "\x80", "\xFF"}) CHECK(!valid_utf8(bad));
  CHECK(code_points("井盖a\U0001F600") == 4);
  CHECK(rc::check([](const std::string& s) { RC_ASSERT(valid_utf8(normalised(s))); }));
}

TEST_CASE("one spelling of one text") {
  CHECK(normalised("\u3000槐园 \u3000 小区\t３号楼　ＡＢ\r\n 东侧 \n") == "槐园 小区 3号楼 AB\n东侧");
  CHECK(normalised("真的吗？（急）") == "真的吗？（急）");
  CHECK(normalised("a\x01\x7F z") == "a z");
  CHECK(rc::check([](const std::string& s) { RC_ASSERT(normalised(normalised(s)) == normalised(s)); }));
  CHECK(cut("井盖破损", 3) == "井盖…");
  CHECK(cut("井盖", 3) == "井盖");
}

TEST_CASE("search terms of Chinese text") {
  CHECK(bigrams("井盖破损") == "井盖 盖破 破损");
  CHECK(bigrams("井") == "井");
  CHECK(bigrams("槐园3号楼，灯坏 WiFi") == "槐园 3 号楼 灯坏 wifi");
  CHECK(bigrams("，。 !") == "");
  CHECK(bigrams("１２３路") == "123 路");
}

TEST_CASE("masked names") {
  CHECK(masked_name("张三") == "张*");
  CHECK(masked_name("王小明") == "王**");
  CHECK(masked_name("欧阳小明") == "欧**明");
  CHECK(masked_name("李") == "*");
  CHECK(masked_name("Ann Lee") == "A******");
  CHECK(masked_name("王秀兰（示例）") == "王**（示例）");
  CHECK(masked_name("") == "");
}

TEST_CASE("telephone numbers are read as people write them and masked so that none can be guessed") {
  const auto read = [](std::string_view s) { const auto p = Phone::parse(s); return p ? p->reveal() : std::string("-"); };
  CHECK(read(" 138 1234-2210 ") == "13812342210");
  CHECK(read("+86 13812342210") == "13812342210");
  CHECK(read("１３８１２３４２２１０") == "13812342210");
  CHECK(read("(0351) 5229999") == "03515229999");
  CHECK(read("+1 617-635-4500") == "+16176354500");
  for (const auto* bad : {"", "1381234221", "12812342210", "110", "abc", "+86 5229999", "138123422101", "++16176354500"}) CHECK(read(bad) == "-");
  CHECK(MaskedPhone(*Phone::parse("13812342210")).text() == "138****2210");
  CHECK(MaskedPhone(*Phone::parse("03515229999")).text() == "035****999");
  CHECK(MaskedPhone(*Phone::parse("+16176354500")).text() == "+16****500");
  CHECK(MaskedPhone(Phone{}).text().empty());
  CHECK(rc::check([] {
    std::string digits = "1" + std::to_string(*rc::gen::inRange(3, 10));
    for (int i = 0; i < 9; ++i) digits += static_cast<char>('0' + *rc::gen::inRange(0, 10));
    const auto phone = Phone::parse(digits);
    RC_ASSERT((phone && phone->reveal() == digits));
    const std::string masked = MaskedPhone(*phone).text();
    RC_ASSERT(std::count_if(masked.begin(), masked.end(), [](char c) { return c >= '0' && c <= '9'; }) == 7);
  }));
}

TEST_CASE("hashes, encodings and comparison") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 stream;
  stream.add("a");
  stream.add("bc");
  CHECK(hex(stream.finish()) == sha256_hex("abc"));
  CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(rc::check([](const std::string& s) {
    const std::span<const unsigned char> raw(reinterpret_cast<const unsigned char*>(s.data()), s.size());
    RC_ASSERT(from_hex(hex(raw)) == s);
    RC_ASSERT(from_base64url(base64url(raw)) == s);
  }));
  CHECK(!from_hex("abc"));
  CHECK(!from_hex("zz"));
  CHECK(!from_base64url("a+b/"));
  CHECK(same_in_constant_time("secret", "secret"));
  CHECK(!same_in_constant_time("secret", "secreT"));
  CHECK(!same_in_constant_time("secret", "secrets"));
  CHECK(same_in_constant_time("", ""));
}

TEST_CASE("passwords") {
  const auto random = seeded_random(3);
  const auto hash = hash_password(Secret("open sesame"), *random);
  REQUIRE(hash);
  CHECK(hash->starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
  CHECK(*verify_password(Secret("open sesame"), *hash));
  CHECK(!*verify_password(Secret("open sesamE"), *hash));
  const auto cheap = hash_password_cheaply(Secret("x"), *random);
  CHECK(*verify_password(Secret("x"), *cheap));
  CHECK(*cheap != *hash_password_cheaply(Secret("x"), *random));
  CHECK(!*verify_password(Secret("x"), "not a hash"));
  CHECK(!*verify_password(Secret(""), ""));
}

TEST_CASE("report numbers: every single slip and every swap of neighbours is caught") {
  const auto random = seeded_random(5);
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const std::string number = make_report_number(*random);
    REQUIRE(number.size() == 8);
    seen.insert(number);
    CHECK(read_report_number(number) == number);
    CHECK(read_report_number(" " + shown_report_number(number) + "-") == number);
    for (std::size_t k = 0; k < 8; ++k) {
      for (const char c : std::string_view("23456789ACEFHJKMPRTVWXY")) {
        std::string wrong = number;
        wrong[k] = c;
        if (wrong != number) CHECK(!read_report_number(wrong));
      }
      if (k + 1 < 8 && number[k] != number[k + 1]) {
        std::string swapped = number;
        std::swap(swapped[k], swapped[k + 1]);
        CHECK(!read_report_number(swapped));
      }
    }
  }
  CHECK(seen.size() == 200);
  CHECK(!read_report_number("ABC"));
  CHECK(!read_report_number("0000 0000"));
}

TEST_CASE("a broken promise throws and says where") { CHECK_THROWS_AS([] { ASSERT(1 == 2); }(), base::Bug); }
