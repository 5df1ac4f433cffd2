// Imports 数据导入: other systems' records become ordinary matters.
#include "definitions/book.hpp"
#include "mechanisms/imports/demo.hpp"
#include "mechanisms/imports/mapping.hpp"
#include "mechanisms/imports/routes.hpp"
#include "mechanisms/imports/service.hpp"
#include "registry/room.hpp"

namespace {

void check_mapping(const definitions::Doc& body, const definitions::CheckScope&, std::vector<base::FieldError>& faults) {
  if (auto mapping = imports::parse_mapping(body); !mapping) faults.insert(faults.end(), mapping.error().errors.begin(), mapping.error().errors.end());
}

}  // namespace

extern const registry::Room imports_room;
const registry::Room imports_room{
    .code = "imports",
    .name_zh = "数据导入",
    .name_en = "Imports",
    .mechanisms = {36},
    .routes = imports::routes,
    .jobs = {{"imports.check", imports::run_check}, {"imports.run", imports::run_import}},
    .actions = {{"imports.run", "imports.action.run"}, {"imports.read", "imports.action.read"}},
    .demo = {{900, "a second district with real service requests", imports::demo}},
    .definitions = {{"import_mapping", check_mapping}},
};
