// What must hold of talk visits, and forgetting who spoke once the answer is given and its time is over.
#include <fmt/format.h>

#include "mechanisms/talks/service.hpp"
#include "store/journal.hpp"

namespace talks {
namespace {
std::vector<ItemRow> asked(store::Session& s, base::DistrictId d, const base::Subject& subject) {
  if (subject.id == 0) return items(s, d);
  if (subject.kind != "talk_item") return {};
  const auto one = item(s, d, {subject.id});
  return one ? std::vector<ItemRow>{*one} : std::vector<ItemRow>{};
}
}  // namespace

std::string fold(registry::House&, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  store::SubjectEvents events(s, d, "talk_item");   // items come by rising id: the journal is read once
  for (const ItemRow& i : asked(s, d, subject)) {
    ItemNoted said;
    ItemOpened opened;
    std::optional<base::CivilDate> done_on;
    std::optional<base::Instant> replied_at;
    for (const store::Event& e : events.of(i.id.value)) {
      if (e.kind == "talk_item.said") { if (const auto b = described::parse<ItemNoted>(e.body)) said = *b; }
      if (e.kind == "talk_item.opened") { if (const auto b = described::parse<ItemOpened>(e.body)) opened = *b; }
      if (e.kind == "talk_item.done") { if (const auto b = described::parse<ItemDone>(e.body)) done_on = b->on; }
      if (e.kind == "talk_item.replied") replied_at = e.happened_at;
    }
    if (said.visit != i.visit_id || said.words != i.words || said.promise != i.promise || said.owner != i.owner_unit_id || said.due_on != i.due_on ||
        opened.kind != i.opened_kind || opened.id != i.opened_id || done_on != i.done_on || replied_at != i.replied_at || (i.state == ItemState::done) != done_on.has_value())
      return fmt::format("item {} of a talk visit is not what its events say", i.id.value);
  }
  return {};
}

std::string promises(registry::House&, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  for (const ItemRow& i : asked(s, d, subject)) {
    if (!i.promise.empty() && (!i.owner_unit_id || !i.due_on)) return fmt::format("the promise of item {} has no owner or no date", i.id.value);
    if (i.wants_answer && i.state != ItemState::open && !i.replied_at && !i.reply_due_on) return fmt::format("who said item {} waits without a date", i.id.value);
  }
  return {};
}

base::Result<store::JobDone> forget(registry::House& house, store::JobRun& run) {
  const store::Moment moment = run.moment();
  TRY(gone, house.store.write(store::Work{moment, {}}, [&](store::Unit& u) -> base::Result<std::int64_t> {
    TRY(g, ground(house, u, moment));
    std::int64_t n = 0;
    for (const ItemId id : to_forget(u, u.district(), moment.now - base::hours(24 * g.settings->names_kept_days))) {
      u.lock(lock_floor, {"~talk_item", id.value});
      auto row = item(u, u.district(), id);
      row->speaker_name.clear();
      row->speaker_phone.clear();
      update_item(u, *row);
      store::erase_personal(u, {"talk_item", id.value});
      ++n;
    }
    return n;
  }));
  return store::JobDone{.result = std::to_string(gone), .again_at = moment.now + base::hours(24 * 7)};
}

}  // namespace talks
