// 考核: departments answering whistles, subdistricts blowing them; from facts only, inside only, never residents.
#include "mechanisms/marks/service.hpp"

namespace marks {
namespace {

void check_framework(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  if (const auto f = assessment::parse_framework(body); !f) faults.insert(faults.end(), f.error().errors.begin(), f.error().errors.end());
}

}  // namespace
}  // namespace marks

extern const registry::Room marks_room;
const registry::Room marks_room{
    .code = "marks",
    .name_zh = "考核",
    .name_en = "Marks",
    .mechanisms = {32},
    .routes = marks::routes,
    .jobs = {registry::export_job(marks::rounds_export())},
    .actions = {{"mark.read", "marks.action.read"}, {"mark.keep", "marks.action.keep"}, {"mark.object", "marks.action.object"}},
    .invariants = {{"every sheet is what a second computation from its facts gives", marks::check_sheets},
                   {"rounds, exclusions and objections are the fold of their events", marks::check_fold}},
    .demo = {{.order = 460, .name = "marks", .run = marks::make_demo}},
    .papers = marks::papers(),
    .definitions = {{"assessment", marks::check_framework}},
};
