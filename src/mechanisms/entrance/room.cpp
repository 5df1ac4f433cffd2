#include "registry/room.hpp"

#include "base/time.hpp"
#include "mechanisms/entrance/routes.hpp"
#include "mechanisms/entrance/service.hpp"

namespace entrance {
namespace {

// Ended sign-ins, old counts of wrong passwords and forgotten browsers go once a day.
base::Result<store::JobDone> sweep(registry::House& house, store::JobRun& run) {
  house.sessions.sweep(run.district());
  return store::JobDone{.again_at = run.moment().now + base::hours(24)};
}

}  // namespace
}  // namespace entrance

extern const registry::Room entrance_room;
const registry::Room entrance_room{
    .code = "entrance",
    .name_zh = "登录与演示入口",
    .name_en = "Signing in and demo cards",
    .routes = &entrance::routes,
    .jobs = {{"entrance.sweep", &entrance::sweep}},
    .repeated = {{"entrance.sweep"}},
    .data_classes = {{"login_sessions", "peer", "let people recognise their own sign-ins", "the person", "7 days", "entrance.sweep"},
                     {"login_sessions", "user_agent", "let people recognise their own sign-ins", "the person", "7 days", "entrance.sweep"},
                     {"accounts", "login", "sign in", "administrators", "as long as the account", "organisations.erase"}},
    .demo = {{190, "role cards", &entrance::make_demo_accounts}},
};
