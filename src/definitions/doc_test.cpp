#include "definitions/doc.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "definitions/drafts.hpp"

using namespace definitions;

namespace {

std::string list(const Faults& faults) {
  std::string out;
  for (const auto& f : faults) out += f.path + " " + f.reason + " " + (f.params.empty() ? "" : f.params.back().second) + "\n";
  return out;
}

}  // namespace

TEST_CASE("a body is read with every fault, its place and its line") {
  const auto doc = Doc::parse("name = 3\nextra = true\nwhen = \"2026-02-30\"\n\n[[row]]\namount = 5\n[[row]]\namount = \"x\"\nunit = \"\"\n");
  REQUIRE(doc);
  Faults faults;
  CHECK(doc->need_text("name", faults).empty());
  static_cast<void>(doc->need_date("when", faults));
  static_cast<void>(doc->need_list("gone", faults));
  for (const Doc& row : doc->need_list("row", faults)) {
    static_cast<void>(row.need_integer("amount", faults, 1, 4));
    static_cast<void>(row.text_or("unit", "day", faults));
  }
  doc->only({"name", "when", "row"}, faults);
  CHECK(list(faults) ==
        "/name definitions.not_text 1\n/when definitions.not_date 3\n/gone definitions.missing 1\n/row/0/amount definitions.out_of_range 6\n"
        "/row/1/amount definitions.not_whole_number 8\n/extra definitions.unknown_name 2\n");
}

TEST_CASE("members come in the file's order; dates may be written both ways") {
  const auto doc = Doc::parse("b = 1\na = 2026-10-01\nc = \"2026-10-01\"\n");
  REQUIRE(doc);
  std::string names;
  for (const auto& [name, value] : doc->entries()) names += name;
  CHECK(names == "bac");
  CHECK(doc->at("a").date() == doc->at("c").date());
  CHECK(doc->at("a").date().has_value());
}

TEST_CASE("what is not TOML says where; what is too deep or too large is refused") {
  const auto broken = Doc::parse("a = 1\nb = = 2\n");
  REQUIRE(!broken);
  CHECK(broken.error().reason == "definitions.not_toml");
  CHECK(broken.error().params.at(0).second == "2");
  CHECK(!Doc::parse("a = " + std::string(40, '[') + std::string(40, ']')));
  CHECK(Doc::parse(std::string(300 * 1024, '#')).error().code == base::ErrorCode::too_large);
  CHECK(!Doc::parse("a = \"\xC0\xAF\""));
  CHECK(rc::check([](const std::string& noise) { static_cast<void>(Doc::parse(noise)); }));
}

TEST_CASE("a difference, applied, gives the other text") {
  CHECK(rc::check([] {
    const auto text = [] {
      std::string out;
      for (int i = *rc::gen::inRange(0, 12); i > 0; --i) out += std::string(1, static_cast<char>('a' + *rc::gen::inRange(0, 4))) + "\n";
      return out;
    };
    const std::string a = text(), b = text();
    std::string old_side, new_side;
    int before = 0, after = 0;
    for (const DiffLine& line : diff_lines(a, b)) {
      if (line.mark != '+') {
        old_side += line.text + "\n";
        RC_ASSERT(line.before == ++before);
      }
      if (line.mark != '-') {
        new_side += line.text + "\n";
        RC_ASSERT(line.after == ++after);
      }
    }
    RC_ASSERT(old_side == a);
    RC_ASSERT(new_side == b);
  }));
  const auto changed = diff_lines("x\nlimit = 2\ny\n", "x\nlimit = 3\ny\n");
  std::string marks;
  for (const auto& line : changed) marks += line.mark;
  CHECK(marks == " -+ ");
}

TEST_CASE("publishing writes version and day into the head of the body, nowhere else") {
  const std::string body = "code = \"a\"\nversion = 1 # first\neffective_from = \"2024-01-01\"\n[row]\nversion = 7\n";
  CHECK(with_header(body, 4, *Doc::parse("d = 2026-10-01")->at("d").date()) ==
        "code = \"a\"\nversion = 4\neffective_from = \"2026-10-01\"\n[row]\nversion = 7\n");
}
