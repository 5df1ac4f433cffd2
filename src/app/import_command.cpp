// redengine import: the same check and the same import as the page, with the bad lines on the terminal.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "app/commands.hpp"
#include "app/program.hpp"
#include "mechanisms/imports/service.hpp"
#include "mechanisms/imports/tables.hpp"
#include "messages/texts.hpp"
#include "people/access.hpp"

namespace app {

namespace {

// Runs what is due while a terminal is told how far it is.
void run_with_progress(registry::House& house, registry::Call& call, std::int64_t id) {
  std::jthread shown([&](std::stop_token stop) {
    while (::isatty(STDERR_FILENO) && !stop.stop_requested()) {
      if (const auto view = imports::look(call, id)) fmt::print(stderr, "\r{} / {} chunks", view->progress_done, view->progress_total);
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
  });
  house.jobs.run_due(call.district());
}

void print_faults(registry::House& house, registry::Call& call, std::int64_t id) {
  const auto query = store::parse_list(imports::faults_list(), {{"limit", "200"}}, {});
  if (!query) return;
  store::ListPage<imports::FaultRow> page;
  house.store.read([&](store::Session& session) {
    page = store::list_page<imports::FaultRow>(session, imports::faults_list(), *query, {.everything = true}, call.district(), id);
  });
  for (const imports::FaultRow& fault : page.items)
    fmt::print("line {}, column {} {}: {}{} {}\n", fault.line, fault.column_no, fault.column_name, fault.warning ? "warning: " : "",
               house.texts.say("en", fault.reason), fault.value);
  if (!page.next.empty()) fmt::print("… and more: the page of this import shows all of them\n");
}

}  // namespace

int import_file(const Config& config, const ImportFile& asked) {
  Program program(config);
  registry::House& house = program.house();
  const store::District district = known_district(program, asked.district);
  registry::Call call{.house = house, .principal = people::system_principal(district.id), .moment = program.moment(district),
                      .time_zone = district.time_zone, .channel = "import", .language = "en"};
  const auto handed = imports::hand_in(call, asked.mapping, std::filesystem::path(asked.file).filename().string(), asked.file);
  if (!handed) throw BadSetting(in_words(house, handed.error()));
  run_with_progress(house, call, handed->id.value);
  auto view = imports::look(call, handed->id.value);
  if (!view) throw BadSetting(in_words(house, view.error()));
  print_faults(house, call, view->id.value);
  fmt::print("{} lines: {} bad, {} with a warning\n", view->lines, view->bad, view->warned);
  fmt::print("on time: {} verdicts equal the file's, {} differ; without one: {} no target, {} not closed, {} no flag in the file\n", view->verdicts.equal,
             view->verdicts.different, view->verdicts.no_target, view->verdicts.not_closed, view->verdicts.no_flag);
  if (asked.dry_run) {
    fmt::print("dry run: nothing was written\n");
    return view->bad == 0 ? 0 : 1;
  }
  if (const auto begun = imports::begin(call, view->id.value); !begun) throw BadSetting(in_words(house, begun.error()));
  run_with_progress(house, call, view->id.value);
  view = imports::look(call, view->id.value);
  if (!view || view->state != imports::State::done) throw BadSetting("the import stopped; start the program, it goes on by itself where it stopped");
  program.sealer().step();
  fmt::print("{} matters came in, {} were there already\n", view->brought_in, view->known);
  return 0;
}

}  // namespace app
