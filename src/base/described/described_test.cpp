#include "base/described/described.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/assert.hpp"
#include "base/described/json_text.hpp"
#include "base/described/tables.hpp"
#include "base/iso.hpp"
#include "base/text.hpp"

namespace model {

enum class State : std::uint8_t { open, done, class_ };
struct Link {
  std::string url{};
  base::AreaId area{};
  bool operator==(const Link&) const = default;
};
struct Task {
  base::MatterId id{};
  std::string title{};
  bool urgent{};
  std::int32_t floor{};
  std::int64_t count{};
  double longitude{};
  base::Instant at{};
  base::CivilDate on{};
  State state{};
  std::optional<std::string> note{};
  std::vector<Link> links{};
  base::Params params{};
  std::string class_{};
  bool operator==(const Task&) const = default;
};
struct Person {
  std::string name{};
  base::Phone phone{};
};
struct PersonView {
  std::string name{};
  base::MaskedPhone phone{};
};
struct Nested {
  std::vector<Nested> inner{};
};
struct SignIn {
  std::string login{};
  base::Secret password{};
  bool remember{};
};
struct Raw {
  described::Json body{};
};

}  // namespace model
DESCRIBED_ENUM(model::State)
DESCRIBED(model::Link)
DESCRIBED(model::Task)
DESCRIBED(model::Person)
DESCRIBED(model::PersonView)
DESCRIBED(model::Nested)
DESCRIBED(model::SignIn)
DESCRIBED(model::Raw)
DESCRIBE_ENUM(model::State, "State", open, done, class_)
DESCRIBE(model::Link, "Link", FIELD(url, .max = 20), FIELD(area))
DESCRIBE(model::Task, "Task", FIELD(id), FIELD(title, .min = 2, .max = 5), FIELD(urgent), FIELD(floor, .least = -3, .most = 200), FIELD(count),
         FIELD(longitude, .least = -180, .most = 180), FIELD(at), FIELD(on), FIELD(state), FIELD(note), FIELD(links, .items_max = 3),
         FIELD(params), FIELD(class_, .format = described::Format::line))
DESCRIBE(model::Person, "Person", FIELD(name), FIELD(phone))
DESCRIBE(model::PersonView, "PersonView", FIELD(name), FIELD(phone))
DESCRIBE(model::Nested, "Nested", FIELD(inner))
DESCRIBE(model::SignIn, "SignIn", FIELD(login), FIELD(password), FIELD(remember, .absent_ok = true))
DESCRIBE(model::Raw, "Raw", FIELD(body))

namespace {

using described::parse;
using model::Task;

// A row in memory: what bind() writes, read_row() reads.
class MemoryRow final : public described::Row, public described::Binder {
 public:
  explicit MemoryRow(const described::Type& t) : type_(&t), cells_(t.count) {}
  int columns() const override { return static_cast<int>(cells_.size()); }
  std::string_view name(int c) const override { return type_->fields[c].name; }
  bool null(int c) const override { return cells_[at(c)].index() == 0; }
  std::int64_t integer(int c) const override { return std::get<std::int64_t>(cells_[at(c)]); }
  std::string_view text(int c) const override { return std::get<std::string>(cells_[at(c)]); }
  void null(int p) override { cells_[at(p)] = std::monostate{}; }
  void integer(int p, std::int64_t v) override { cells_[at(p)] = v; }
  void text(int p, std::string_view v) override { cells_[at(p)] = std::string(v); }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  const described::Type* type_;
  std::vector<std::variant<std::monostate, std::int64_t, std::string>> cells_;
};

rc::Gen<std::string> texts(std::size_t max) {
  return rc::gen::map(rc::gen::resize(static_cast<int>(max), rc::gen::container<std::vector<char32_t>>(rc::gen::elementOf(
                          std::u32string(U"ab\"\\/ 井盖破损\u00e9\U0001F600\t")))),
                      [max](std::vector<char32_t> chars) {
                        std::string out;
                        if (chars.size() > max) chars.resize(max);
                        for (const char32_t c : chars) base::append_utf8(out, c);
                        return out;
                      });
}

Task any_task() {
  Task t;
  t.id.value = *rc::gen::inRange<std::int64_t>(0, INT64_MAX);
  t.title = "x" + *texts(3) + "y";
  t.urgent = *rc::gen::arbitrary<bool>();
  t.floor = *rc::gen::inRange(-3, 200);
  t.count = *rc::gen::arbitrary<std::int64_t>();
  t.longitude = static_cast<double>(*rc::gen::inRange<std::int64_t>(-180'000'000, 180'000'000)) / 1e6;
  t.at.micros = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000'000, 4'000'000'000'000'000);
  t.on.days = *rc::gen::inRange(-200'000, 200'000);
  t.state = *rc::gen::element(model::State::open, model::State::done, model::State::class_);
  if (*rc::gen::arbitrary<bool>()) t.note = *texts(30);
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) t.links.push_back({*texts(20), base::AreaId{i}});
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) t.params.emplace_back("k" + std::to_string(i), *texts(9));
  return t;
}

std::string error_list(const base::Error& e) {
  std::string out;
  for (const auto& f : e.errors) out += f.path + " " + f.reason + "\n";
  return out;
}

}  // namespace

TEST_CASE("what is written as JSON reads back the same") {
  CHECK(rc::check([] {
    const Task t = any_task();
    const auto back = parse<Task>(described::to_json(t));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == t);
  }));
}

TEST_CASE("what is bound as a row reads back the same") {
  CHECK(rc::check([] {
    const Task t = any_task();
    MemoryRow row(*described::of<Task>::type);
    described::bind(row, t);
    RC_ASSERT(described::read_row<Task>(row) == t);
  }));
}

TEST_CASE("all errors come at once, each with its path") {
  const auto r = parse<Task>(R"({"id":12,"title":" ","urgent":"yes","floor":4000,"count":1.5,"longitude":200,"at":"2026-02-30T00:00:00Z",
    "on":"2026-13-01","state":"lost","note":7,"links":[{"url":"a","area":"1"},{"url":"123456789012345678901","aria":"2"},[],{"url":"a","area":"-1"}],
    "params":{"a":1},"class":"two\nlines"})");
  REQUIRE(!r);
  CHECK(r.error().code == base::ErrorCode::invalid);
  CHECK(error_list(r.error()) ==
        "/id base.not_id\n/title base.empty\n/urgent base.not_yes_no\n/floor base.out_of_range\n/count base.not_whole_number\n"
        "/longitude base.out_of_range\n/at base.not_instant\n/on base.not_date\n/state base.unknown_choice\n/note base.not_text\n"
        "/links/1/url base.too_long\n/links/1/aria base.unknown_member\n/links/1/area base.missing\n/links/2 base.not_object\n"
        "/links base.too_many\n/params/a base.not_text\n/class base.control_character\n");
}

TEST_CASE("missing, doubled and unknown members are named; unknown names come back escaped and short") {
  const auto r = parse<model::Link>(R"({"url":"a","url":"b","a/b~c\u0001":1})");
  REQUIRE(!r);
  CHECK(error_list(r.error()) == "/url base.duplicate_member\n/a~1b~0c? base.unknown_member\n/area base.missing\n");
  const auto longer = parse<model::Link>(R"({"url":"a","area":"1",")" + std::string(5000, 'x') + R"(":{"y":[1,{}]}})");
  REQUIRE(!longer);
  CHECK(longer.error().errors.at(0).path.size() == 61);
}

TEST_CASE("a name decoded from escapes survives the value that follows it") {
  const auto r = parse<base::Params>(R"({"\u4e95":"\u76d6\n"})");
  REQUIRE(r);
  CHECK(*r == base::Params{{"井", "盖\n"}});
  const auto bad = parse<model::Link>(R"({"url":"a","area":"1","\u4e95\n":"\u76d6 and more \n"})");
  REQUIRE(!bad);
  CHECK(bad.error().errors.at(0).path == "/井?");
}

TEST_CASE("lengths count characters, not bytes") {
  Task t;
  t.title = "井盖破损坏";
  CHECK(parse<Task>(described::to_json(t)));
  t.title += "了";
  const auto r = parse<Task>(described::to_json(t));
  REQUIRE(!r);
  CHECK(error_list(r.error()) == "/title base.too_long\n");
  CHECK(r.error().errors[0].params == base::Params{{"max", "5"}, {"now", "6"}});
}

TEST_CASE("hostile JSON is malformed, with the byte where it stops being JSON") {
  const auto at = [](std::string_view text) {
    const auto r = parse<model::Raw>(text);
    REQUIRE(!r);
    CHECK(r.error().code == base::ErrorCode::malformed);
    return r.error().params.at(0).second;
  };
  CHECK(at("") == "0");
  CHECK(at("{\"body\":1}x") == "10");
  CHECK(at("{\"body\":01}") == "9");
  CHECK(at("{\"body\":1,}") == "10");
  CHECK(at("{\"body\":[1,]}") == "11");
  CHECK(at("{\"body\":nul}") == "8");
  CHECK(at("{\"body\":\"\xC0\xAF\"}") == "9");
  CHECK(at("{\"body\":\"\xED\xA0\x80\"}") == "9");
  CHECK(at("{\"body\":\"a\nb\"}") == "10");
  CHECK(at("{\"body\":\"\\ud800\"}") == "15");
  CHECK(at("{\"body\":\"\\x\"}") == "11");
  CHECK(at("{\"body\":\"abc") == "12");
  CHECK(at("{\"body\":1") == "9");
  CHECK(at("{\"body\":-}") == "9");
  CHECK(at("{\"body\":1e}") == "10");
  CHECK(at("\xEF\xBB\xBF{}") == "0");
  CHECK(at("{\"body\":" + std::string(100'000, '[')) == std::to_string(8 + described::depth_max - 1));
}

TEST_CASE("deep values that fit are taken, deeper ones not, and nothing overflows") {
  std::string text = "[]";
  for (int i = 0; i < 15; ++i) text = R"([{"inner":)" + text + "}]";
  CHECK(parse<model::Nested>(R"({"inner":)" + text + "}"));
  for (int i = 0; i < 3000; ++i) text = R"([{"inner":)" + text + "}]";
  CHECK(parse<model::Nested>(R"({"inner":)" + text + "}").error().code == base::ErrorCode::malformed);
}

TEST_CASE("huge and odd numbers") {
  const auto reason = [](std::string_view count, std::string_view longitude) {
    Task t;
    t.title = "ab";
    std::string text = described::to_json(t);
    text.replace(text.find("\"count\":0"), 9, "\"count\":" + std::string(count));
    text.replace(text.find("\"longitude\":0"), 13, "\"longitude\":" + std::string(longitude));
    const auto r = parse<Task>(text);
    return r ? std::string() : error_list(r.error());
  };
  CHECK(reason("9223372036854775807", "0").empty());
  CHECK(reason("9223372036854775808", "0") == "/count base.not_whole_number\n");
  CHECK(reason(std::string(5000, '9'), "0") == "/count base.not_whole_number\n");
  CHECK(reason("1e2", "0") == "/count base.not_whole_number\n");
  CHECK(reason("-0", "1e-400") == "/longitude base.not_number\n");
  CHECK(reason("0", "1e999") == "/longitude base.not_number\n");
  CHECK(reason("0", "1.12E1").empty());
}

TEST_CASE("an answer to garbage is an error, never a crash") {
  CHECK(rc::check([](const std::string& noise) {
    static_cast<void>(parse<Task>(noise));
    std::string text = described::to_json(any_task());
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    text[at] = *rc::gen::arbitrary<char>();
    static_cast<void>(parse<Task>(text));
    static_cast<void>(parse<Task>(text.substr(0, at)));
  }));
}

TEST_CASE("no more than 64 errors are told") {
  std::string text = R"({"url":"a","area":"1")";
  for (int i = 0; i < 200; ++i) text += ",\"x" + std::to_string(i) + "\":1";
  CHECK(parse<model::Link>(text + "}").error().errors.size() == described::errors_max);
}

TEST_CASE("a phone number comes in by a command and never goes out in a view") {
  const auto person = parse<model::Person>(R"({"name":"王","phone":"+86 138-1234-2210"})");
  REQUIRE(person);
  CHECK(person->phone.reveal() == "13812342210");
  CHECK(parse<model::Person>(R"({"name":"王","phone":"12345"})").error().errors.at(0).reason == "base.not_phone");
  CHECK_THROWS_AS(static_cast<void>(described::to_json(*person)), base::Bug);
  CHECK(described::to_personal_json(*person) == R"({"name":"王","phone":"13812342210"})");
  CHECK(described::to_json(model::PersonView{"王", base::MaskedPhone(person->phone)}) == R"({"name":"王","phone":"138****2210"})");
  CHECK(!parse<model::PersonView>(R"({"name":"王","phone":"13812342210"})"));
  CHECK(described::holds_unmasked(*described::of<model::Person>::type));
  CHECK(!described::holds_unmasked(*described::of<model::PersonView>::type));
}

TEST_CASE("a secret comes in and is never written; a member that may be absent keeps its default") {
  const auto in = parse<model::SignIn>(R"({"login":"wang","password":"open sesame"})");
  REQUIRE(in);
  CHECK(in->password.reveal() == "open sesame");
  CHECK(!in->remember);
  CHECK_THROWS_AS(static_cast<void>(described::to_json(*in)), base::Bug);
  CHECK_THROWS_AS(static_cast<void>(described::to_personal_json(*in)), base::Bug);
}

TEST_CASE("raw JSON passes through") {
  const auto raw = parse<model::Raw>(R"({"body": {"a":[1, 2.50,"x\u0041"]} })");
  REQUIRE(raw);
  CHECK(raw->body.text == R"({"a":[1, 2.50,"x\u0041"]})");
  CHECK(described::to_json(*raw) == R"({"body":{"a":[1, 2.50,"x\u0041"]}})");
}

TEST_CASE("enum words") {
  CHECK(described::word(model::State::class_) == "class");
  CHECK(described::from_word<model::State>("done") == model::State::done);
  CHECK(!described::from_word<model::State>("class_"));
  CHECK(described::field_count<Task>() == 13);
}

TEST_CASE("rows that do not fit say which column") {
  MemoryRow row(*described::of<Task>::type);
  described::bind(row, Task{});
  row.null(1);
  CHECK_THROWS_WITH_AS(static_cast<void>(described::read_row<Task>(row)), "column title: unexpected NULL", described::RowError);
  row.text(1, "ab");
  row.text(8, "lost");
  CHECK_THROWS_WITH_AS(static_cast<void>(described::read_row<Task>(row)), "column state: unknown word", described::RowError);
}

TEST_CASE("schemas") {
  std::string out;
  described::schema(out, *described::of<model::SignIn>::type, described::Side::in);
  CHECK(out == R"({"type":"object","additionalProperties":false,"required":["login","password"],"properties":{)"
               R"("login":{"type":"string","maxLength":65536},"password":{"type":"string","format":"password","maxLength":1024},)"
               R"("remember":{"type":"boolean"}}})");
  out.clear();
  described::schema(out, *described::of<Task>::type);
  CHECK(parse<described::Json>(out));
  CHECK(out.find(R"("note":{"anyOf":[{"type":"string"},{"type":"null"}]})") != std::string::npos);
  CHECK(out.find(R"("links":{"type":"array","items":{"$ref":"#/components/schemas/Link"}})") != std::string::npos);
  CHECK(out.find(R"("floor":{"type":"integer","format":"int32","minimum":-3,"maximum":200})") != std::string::npos);
  std::vector<const described::Type*> objects;
  described::collect_objects(*described::of<std::vector<Task>>::type, objects);
  CHECK(objects.size() == 2);
}

TEST_CASE("a subject's id is a string in JSON") {
  CHECK(described::to_json(base::Subject{"matter", 12}) == R"({"kind":"matter","id":"12"})");
  const auto back = parse<base::Subject>(R"({"kind":"matter","id":"12"})");
  REQUIRE(back);
  CHECK(*back == base::Subject{"matter", 12});
}
