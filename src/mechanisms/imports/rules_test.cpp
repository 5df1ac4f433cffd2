// Lines of a real file, and lines that are wrong in each way.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/embedded.hpp"
#include "base/iso.hpp"
#include "mechanisms/imports/rules.hpp"

namespace {

using namespace imports;

Mapping boston() {
  for (const base::EmbeddedFile& file : base::embedded_seeds()) {
    if (file.path != "definitions/imports/boston_311.toml") continue;
    const auto doc = definitions::Doc::parse(file.text());
    REQUIRE(doc.has_value());
    auto mapping = parse_mapping(*doc);
    REQUIRE(mapping.has_value());
    return *std::move(mapping);
  }
  FAIL("definitions/imports/boston_311.toml is not in the program");
  return Mapping();
}

const std::vector<std::string> heading_cells = {"CASE_ENQUIRY_ID", "OPEN_DT", "TARGET_DT", "CLOSED_DT",    "OnTime_Status", "CASE_STATUS", "CLOSURE_REASON", "CASE_TITLE",
                                                "SUBJECT",         "REASON",  "TYPE",      "QUEUE",        "Department",    "neighborhood", "ward",          "LATITUDE",
                                                "LONGITUDE",       "Source"};

std::vector<std::string> good() {
  return {"101001346356", "04/01/2015 12:31:19 AM", "04/15/2015 08:30:00 AM", "04/01/2015 04:24:12 AM", "ONTIME", "Closed", "Case Closed Case Resolved", "Street Light Outages",
          "Public Works Department", "Street Lights", "Street Light Outages", "PWDx_Street Light Outages", "PWDx", "", "", "42.3594", "-71.0587", "Employee Generated"};
}

Parsed parse(const std::vector<std::string>& cells) {
  const Mapping mapping = boston();
  const auto heading = read_heading(mapping, heading_cells);
  REQUIRE(heading.has_value());
  return read_line(mapping, *base::Zone::named(mapping.time_zone), *heading, cells);
}

}  // namespace

TEST_CASE("a line becomes a record; local times become instants of the file's zone") {
  const Parsed parsed = parse(good());
  REQUIRE(parsed.record.has_value());
  CHECK(parsed.faults.empty());
  CHECK(parsed.record->source_ref == "101001346356");
  CHECK(base::iso(parsed.record->opened_at) == "2015-04-01T04:31:19.000000Z");  // New York in summer: UTC-4
  CHECK(base::iso(*parsed.record->due_at) == "2015-04-15T12:30:00.000000Z");
  CHECK(parsed.record->unit == "Public Works Department");
  CHECK(parsed.record->area.empty());
  CHECK(parsed.record->outcome == "solved");
  CHECK(parsed.record->on_time_by_source == true);
}

TEST_CASE("each fault of a line is named with its column, all at once") {
  auto cells = good();
  cells[0] = " ";
  cells[1] = "31/12/2015";
  cells[5] = "Perhaps";
  cells[15] = "north";
  const Parsed parsed = parse(cells);
  CHECK_FALSE(parsed.record.has_value());
  REQUIRE(parsed.faults.size() == 4);
  CHECK(parsed.faults[0].reason == "imports.empty");
  CHECK(parsed.faults[0].column == 1);
  CHECK(parsed.faults[1].reason == "imports.not_a_time");
  CHECK(parsed.faults[1].column_name == "OPEN_DT");
  CHECK(parsed.faults[2].reason == "imports.unknown_word");
  CHECK(parsed.faults[2].value == "Perhaps");
  CHECK(parsed.faults[3].reason == "imports.not_a_position");
}

TEST_CASE("closed before it was opened comes in with a warning") {
  auto cells = good();
  cells[3] = "04/01/2015 12:31:18 AM";
  const Parsed parsed = parse(cells);
  REQUIRE(parsed.record.has_value());
  REQUIRE(parsed.faults.size() == 1);
  CHECK(parsed.faults[0].warning);
  CHECK(parsed.record->warning == "closed_before_opened");
}

TEST_CASE("a state and its closing time must agree") {
  auto cells = good();
  cells[5] = "Open";
  CHECK(parse(cells).faults.at(0).reason == "imports.open_with_closing_time");
  cells = good();
  cells[3] = "";
  CHECK(parse(cells).faults.at(0).reason == "imports.closed_without_time");
}

TEST_CASE("the closing text says the outcome") {
  auto cells = good();
  cells[6] = "Case Closed Case Invalid Duplicate of another";
  CHECK(parse(cells).record->outcome == "duplicate");
  cells[6] = "Case Closed Case Noted thank you";
  CHECK(parse(cells).record->outcome == "explained");
}

TEST_CASE("a heading without a needed column is refused, each missing one named") {
  auto cells = heading_cells;
  cells[0] = "ID";
  cells[10] = "KIND";
  const auto heading = read_heading(boston(), cells);
  REQUIRE_FALSE(heading.has_value());
  CHECK(heading.error().errors.size() == 2);
  CHECK(heading.error().errors[0].params[0].second == "CASE_ENQUIRY_ID");
  CHECK(heading.error().rule.has_value());
}

TEST_CASE("a line with too few cells is one fault") { CHECK(parse({"1", "2"}).faults.at(0).reason == "imports.too_few_cells"); }

TEST_CASE("times by format") {
  const std::string_view format = "MM/DD/YYYY hh:mm:ss AP";
  CHECK(read_time(format, "04/01/2015 12:00:00 AM")->since_midnight == base::hours(0));
  CHECK(read_time(format, "04/01/2015 12:00:00 PM")->since_midnight == base::hours(12));
  CHECK(read_time(format, "04/01/2015 11:59:59 PM")->since_midnight == base::hours(23) + base::minutes(59) + base::seconds(59));
  for (const char* wrong : {"", "4/1/2015 1:00:00 AM", "04/01/2015 00:00:00 AM", "04/01/2015 13:00:00 PM", "02/30/2015 01:00:00 AM", "04/01/2015 01:00:00 XM",
                            "04/01/2015 01:00:00 AM ", "04-01-2015 01:00:00 AM", "04/01/2015 01:60:00 AM"})
    CHECK_MESSAGE(!read_time(format, wrong).has_value(), wrong);
  CHECK(read_time("YYYY-MM-DD HH:mm:ss", "2026-09-17 23:01:02")->since_midnight == base::hours(23) + base::minutes(1) + base::seconds(2));
}

TEST_CASE("no text makes the reader of times stumble") {
  CHECK(rc::check([](const std::string& text) {
    const auto time = read_time("MM/DD/YYYY hh:mm:ss AP", text);
    RC_ASSERT((!time || time->since_midnight < base::hours(24)));
  }));
}

TEST_CASE("verdicts say why there is none") {
  Record record{.due_at = base::Instant{10}, .closed_at = base::Instant{10}, .on_time_by_source = true};
  CHECK(compare(record, true) == Verdict::equal);
  CHECK(compare(record, false) == Verdict::different);
  record.on_time_by_source.reset();
  CHECK(compare(record, true) == Verdict::no_flag);
  record.closed_at.reset();
  CHECK(compare(record, std::nullopt) == Verdict::not_closed);
  record.due_at.reset();
  CHECK(compare(record, std::nullopt) == Verdict::no_target);
}
