// The seed packs as an official would publish them: every kind has a checker in this program, and every pack passes it.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/iso.hpp"
#include "definitions/drafts.hpp"
#include "definitions/seeds.hpp"
#include "instruments/workflow/machine.hpp"
#include "registry/room.hpp"
#include "store/testing.hpp"

TEST_CASE("every seed pack of the program passes the check that its changes must pass") {
  store::testing::Bed bed(store::Engine::sqlite);
  definitions::Book book(bed.store(), bed.clock());
  for (const registry::Room* room : registry::all_rooms())
    for (const registry::DefinitionCheck& check : room->definitions) book.add_checker(check.kind, check.run);
  REQUIRE(definitions::load_seeds(bed.store(), bed.work(), book));
  bed.store().read([&](store::Session& session) {
    const definitions::SessionScope scope(book, session, bed.district(), *base::parse_date("2026-09-17"));
    for (const definitions::Pack& pack : definitions::packs()) {
      for (const auto& fault : definitions::check(book, scope, pack.header.code, pack.header.kind, pack.text)) {
        FAIL_CHECK(pack.path << " " << fault.path << " " << fault.reason);
      }
    }
  });
}

TEST_CASE("docs/machines has a page for every machine of the program, as it prints itself") {
  int pages = 0;
  for (const definitions::Pack& pack : definitions::packs()) {
    if (pack.header.kind != "workflow") continue;
    const auto machine = workflow::parse_machine(definitions::Doc::parse(pack.text).value());
    REQUIRE_MESSAGE(machine.has_value(), pack.path);
    const std::string printed = workflow::print(*machine);
    const std::string path = std::string(RED_SOURCE_DIR) + "/docs/machines/" + machine->code + ".md";
    if (std::getenv("RED_WRITE_DOCS") != nullptr) std::ofstream(path) << printed;
    std::stringstream page;
    page << std::ifstream(path).rdbuf();
    CHECK_MESSAGE(page.str() == printed, path << ": run RED_WRITE_DOCS=1 build/test/test_app to print it anew");
    ++pages;
  }
  CHECK(pages >= 3);
}
