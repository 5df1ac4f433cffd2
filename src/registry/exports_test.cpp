// A long export on its way out: piece by piece from its parts into a file, both formats equal, the file gone with the answer.
#include "registry/exports.hpp"

#include <filesystem>

#include "formats/sheet.hpp"
#include "registry/counting_store.hpp"
#include "registry/exports_tables.hpp"
#include "registry/testing.hpp"

namespace {

using formats::Cell;

constexpr int parts = 100, rows_of_part = 200;

base::Result<store::JobDone> made_already(registry::House&, store::JobRun&) { return store::JobDone{}; }
const registry::Room things{.code = "things", .name_zh = "物", .name_en = "Things", .jobs = {{"things.export", made_already}}};

std::vector<Cell> row(int part, int at) {
  const int n = part * rows_of_part + at;
  return {"第 " + std::to_string(n) + " 件", std::int64_t{n}, "=1+" + std::to_string(n), at % 7 == 0 ? Cell{} : Cell{"井盖，\"破损\"\n第二行"}};
}

// As the job leaves it: parts of cells, and a job that is done.
base::JobId leave(registry::testing::HouseBed& house, const std::string& format, base::PersonId asker) {
  store::Work work = house.bed().work();
  work.actor.person = asker;
  base::JobId id{};
  REQUIRE(house.bed().store().write(work, [&](store::Unit& unit) -> base::Done {
    id = store::enqueue(unit, {.kind = "things.export",
                               .payload = R"({"list":"things","name_zh":"物","name_en":"Things","format":")" + format +
                                          R"(","query":"","language":"zh","mark":"","day":"2026-09-17","columns":["名","数","式","话"]})",
                               .due_at = unit.now()});
    for (int part = 0; part < parts; ++part) {
      std::string body;
      for (int at = 0; at < rows_of_part; ++at) formats::put_cells(body, row(part, at));
      registry::put_export_part(unit, id, part, body);
    }
    return {};
  }));
  CHECK(house.house().jobs.run_due(house.bed().district()) == 1);
  return id;
}

std::vector<std::vector<std::string>> words(const std::string& bytes) {
  const auto sheet = formats::read_sheet(bytes).value();
  std::vector<std::vector<std::string>> out;
  for (const formats::SheetRow& each : sheet.rows) {
    out.emplace_back();
    for (const Cell& cell : each.cells) out.back().push_back(formats::cell_text(cell));
  }
  return out;
}

TEST_ON_BOTH("twenty thousand rows go out in pieces, CSV and XLSX read back equal, and the file goes with its answer") {
  registry::testing::HouseBed house(bed, {&things});
  const base::PersonId asker{77};
  std::vector<std::vector<std::string>> sheets[2];
  for (const std::string format : {"csv", "xlsx"}) {
    const base::JobId id = leave(house, format, asker);
    registry::CountingStore counting(bed.store());
    registry::House counted = house.house().over(counting);
    registry::Call call{.house = counted, .moment = house.moment(), .time_zone = "Asia/Shanghai"};
    CHECK(registry::export_file(call, id.value).error().code == base::ErrorCode::not_found);   // of somebody else
    call.principal.person = asker;
    const std::uint64_t before = counting.statements();
    std::string path;
    {
      auto file = registry::export_file(call, id.value).value();
      CHECK(file.bytes.empty());
      CHECK(file.name == "物-2026-09-17." + format);
      // Some parts at a time: what is in memory does not grow with the list.
      CHECK(counting.statements() - before >= parts / 10);
      const http::Response response = registry::as_download(std::move(file));
      path = response.file;
      CHECK(response.body.empty());
      sheets[format == "xlsx"] = words(registry::testing::file_of(response));
    }
    CHECK_FALSE(std::filesystem::exists(path));
  }
  REQUIRE(sheets[0].size() == 1 + parts * rows_of_part);
  CHECK(sheets[0] == sheets[1]);
  CHECK(sheets[0].back() == std::vector<std::string>{"第 19999 件", "19999", "=1+19999", "井盖，\"破损\"\n第二行"});
}

}  // namespace
