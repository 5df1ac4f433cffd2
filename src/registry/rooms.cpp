#include "base/assert.hpp"
#include "registry/room.hpp"

namespace registry {

namespace {

// How deep this thread stands in hooks: a hook's own events reach the journal, but wake no further hook (contract 6).
thread_local int hooks_depth = 0;

struct InsideHook {
  InsideHook() { ++hooks_depth; }
  ~InsideHook() { --hooks_depth; }
};

}  // namespace

Rooms::Rooms(std::span<const Room* const> rooms) : rooms_(rooms.begin(), rooms.end()) {
  std::vector<std::string_view> codes;
  std::vector<std::string_view> openers;
  for (const Room* room : rooms_) {
    codes.push_back(room->code);
    for (const Opener& o : room->openers) openers.push_back(o.code);
  }
  for (auto* names : {&codes, &openers}) {
    std::sort(names->begin(), names->end());
    ASSERT(std::adjacent_find(names->begin(), names->end()) == names->end());
  }
}

base::Done Rooms::tell(House& house, store::Unit& unit, const store::NewEvent& event) const {
  if (hooks_depth > 0) return {};
  const InsideHook inside;
  for (const Room* room : rooms_)
    for (const Hook& hook : room->hooks)
      if (hook.event_kind == event.kind) TRY_DO(hook.run(house, unit, event));
  return {};
}

const Opener* Rooms::opener(std::string_view code) const {
  for (const Room* room : rooms_)
    for (const Opener& o : room->openers)
      if (o.code == code) return &o;
  return nullptr;
}

base::Result<base::EventId> record(House& house, store::Unit& unit, const store::NewEvent& event) {
  const base::EventId id = store::append(unit, event);
  TRY_DO(house.rooms.tell(house, unit, event));
  return id;
}

}  // namespace registry
