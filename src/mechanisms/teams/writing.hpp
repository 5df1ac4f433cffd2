// One write of the room: once per client_ref, under one lock, with today's ground.
#pragma once
#include <string>

#include "mechanisms/teams/service.hpp"

namespace teams {

[[nodiscard]] inline base::Error fault(std::string field, std::string reason) {
  return {.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{std::move(field), std::move(reason), {}}}};
}
[[nodiscard]] std::string seen_due(RowId month);   // of the home department, until it has seen the month

template <class Act>
base::Result<DoneView> write(Call& call, base::PostId through, const std::string& client_ref, const base::Subject& lock, Act act) {
  TRY(answer, call.house.store.write(call.work(through), [&](store::Unit& u) -> base::Result<std::string> {
    return store::once(u, client_ref, call.raw_body, [&](store::Unit& one) -> base::Result<std::string> {
      if (!lock.kind.empty()) one.lock(lock_floor, lock);
      TRY(g, ground(call, one));
      TRY(id, act(one, g));
      return described::to_json(DoneView{std::to_string(id)});
    });
  }));
  return described::parse<DoneView>(answer);
}

}  // namespace teams
