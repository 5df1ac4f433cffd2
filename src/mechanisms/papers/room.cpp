// Papers 公文单据: what every room's records print as. Registered by CMake's list of rooms.
#include "mechanisms/papers/rules.hpp"
#include "mechanisms/papers/service.hpp"
#include "registry/room.hpp"

namespace papers {

std::vector<registry::Route> routes();

namespace {

void check_layouts(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  const auto layouts = parse_layouts(body);
  if (!layouts) faults.insert(faults.end(), layouts.error().errors.begin(), layouts.error().errors.end());
}

}  // namespace
}  // namespace papers

extern const registry::Room papers_room;
const registry::Room papers_room{
    .code = "papers",
    .name_zh = "公文单据",
    .name_en = "Papers",
    .mechanisms = {37},
    .routes = &papers::routes,
    .jobs = {{"papers.erase", &papers::erase_old_words}},
    .repeated = {{"papers.erase"}},
    .actions = {{"paper.read", "papers.action_read"}, {"paper.void", "papers.action_void"}, {"paper.template", "papers.action_template"}},
    .invariants = {{"a paper is what its events say", papers::check_words}, {"paper numbers have no gap", papers::check_serials}},
    .data_classes = {{"papers", "content", "the words of an issued paper, which may name people", "who may read the issuing unit's papers", "3 years", "papers.erase"}},
    .public_tables = {{.table = "papers", .verbs = "select",  // who holds a paper asks whether it is one: never its words
                       .columns = {"district_id", "code", "kind", "number", "org_unit_id", "issued_at", "voided_at"}}},
    .definitions = {{"papers", &papers::check_layouts}},
};
