// 1+N+X: a community's network of units, their resources and the use of these.
#include "registry/room.hpp"

#include "definitions/doc.hpp"
#include "mechanisms/network/demo.hpp"
#include "mechanisms/network/jobs.hpp"
#include "mechanisms/network/routes.hpp"
#include "mechanisms/network/service.hpp"

namespace network {
namespace {

void check_kinds(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  if (const auto kinds = parse_kinds(body); !kinds) faults.insert(faults.end(), kinds.error().errors.begin(), kinds.error().errors.end());
}

}  // namespace
}  // namespace network

extern const registry::Room network_room;
const registry::Room network_room{
    .code = "network",
    .name_zh = "1+N+X 网络",
    .name_en = "1+N+X network",
    .mechanisms = {4},
    .routes = &network::routes,
    .jobs = {{"network.forget", &network::forget}, registry::export_job(network::members_export())},
    .repeated = {{"network.forget"}},
    .actions = {{std::string(network::read_action), "network.action.read"},
                {std::string(network::keep_action), "network.action.keep"},
                {std::string(network::use_action), "network.action.use"},
                {std::string(network::unmask_action), "network.action.unmask"},
                {std::string(network::export_action), "network.action.export"}},
    .invariants = {{"a resource is never oversold", &network::never_oversold}, {"resources and their use are the fold of their events", &network::fold}},
    .data_classes = {{"network_units", "contact_name", "reach a unit of the network", "everybody in a post", "while in a network and 1 year", "network.forget"},
                     {"network_units", "contact_phone", "reach a unit of the network", "masked; revealed with a reason", "while in a network and 1 year", "network.forget"}},
    .demo = {{150, "1+N+X networks", &network::make_demo_network}},
    .figures = network::figures(),
    .definitions = {{"network_kinds", &network::check_kinds}},
};
