// What a move of one matter means for others: parts are born, taken back or ended; what one is merged into takes its hands. All in
// the unit of the move. Locks are taken upwards: a whole is older than its parts, and the caller has locked what comes before.
#include <algorithm>

#include "matters/intake.hpp"
#include "matters/mover.hpp"
#include "matters/tables.hpp"
#include "records/links/links.hpp"

namespace matters {
namespace {

base::Subject subject_of(base::MatterId id) { return {std::string(subject_kind), id.value}; }

struct Others {
  registry::Call& call;
  store::Unit& unit;
  const Context& context;
  base::PostId post{};

  // Another matter, locked by the caller, changed by `change`, and saved.
  template <class F>
  base::Done with(base::MatterId id, F&& change) {
    auto state = load(unit, unit.district(), id);
    if (!state) return base::fail(base::ErrorCode::not_found, "matters.no_such_matter");
    Mover other(call, unit, context, post, std::move(*state));
    TRY_DO(other.load_machine());
    TRY_DO(change(other));
    other.write();
    return {};
  }

  // Parts stand on the list of their community from the start; who worked on the whole worked on each of them.
  base::Done born(const Mover& whole) {
    std::vector<std::int64_t> lists;
    for (const SplitPart& part : whole.parts()) lists.push_back(place_of(*context.tree, part.area_id.value_or(whole.record().area_id)).community.value_or(0));
    std::sort(lists.begin(), lists.end());
    for (const std::int64_t list : lists) unit.lock(10, {"matter_list", list});
    for (const SplitPart& part : whole.parts()) {
      TRY(id, write_part(call.house, unit, context, whole.state(), part));
      links::add(unit, "split_from", subject_of(id), subject_of(whole.record().id));
      TRY_DO(with(id, [](Mover& m) { return m.make_automatic("register", {}, {}); }));
    }
    return {};
  }

  base::Done taken_back(const Mover& whole) {
    for (const base::MatterId id : parts_of(unit, unit.district(), whole.record().id)) {
      unit.lock(10, subject_of(id));
      const auto row = matter(unit, unit.district(), id);
      if (!row || row->closed_at) continue;
      TRY_DO(with(id, [&](Mover& m) { return m.make_automatic("take_back", {}, {.other = whole.record().id}); }));
    }
    return {};
  }

  base::Done merged(const Mover& gone) {
    const base::MatterId into{*gone.record().merged_into};
    links::add(unit, "merged_into", subject_of(gone.record().id), subject_of(into));
    return with(into, [&](Mover& m) {
      return m.note("took_in", {"take_hands@1"}, {.other = gone.record().id, .hands = read_ids(gone.record().handlers)});
    });
  }

  base::Done part_ended(const Mover& part) {
    const base::MatterId whole{*part.record().split_from};
    return with(whole, [&](Mover& m) -> base::Done {
      const auto hands = read_ids(part.record().handlers);
      TRY_DO(m.note("part_ended", {"part_ended@1", "take_hands@1"}, {.other = part.record().id, .hands = hands}));
      const workflow::Stage* stage = m.machine().stage(m.record().stage);
      if (m.record().parts_open > 0 || !stage || stage->role != "in_parts") return {};
      return m.make_automatic("parts_done", {}, {});
    });
  }

  base::Done part_again(const Mover& part) {
    return with({*part.record().split_from}, [&](Mover& m) { return m.note("part_again", {"part_again@1"}, {.other = part.record().id}); });
  }
};

}  // namespace

base::Done settle_others(registry::Call& call, store::Unit& unit, const Context& context, base::PostId post, const Mover& mover) {
  Others others{call, unit, context, post};
  const MatterRecord& before = mover.before().record;
  const MatterRecord& now = mover.record();
  if (!mover.parts().empty()) TRY_DO(others.born(mover));
  if (before.parts_open > 0 && now.parts_open == 0 && mover.last() && mover.last()->to == "<") TRY_DO(others.taken_back(mover));
  if (!before.merged_into && now.merged_into) TRY_DO(others.merged(mover));
  if (before.merged_into && !now.merged_into) links::remove(unit, "merged_into", subject_of(now.id), subject_of({*before.merged_into}));
  if (now.split_from && !before.closed_at && now.closed_at) TRY_DO(others.part_ended(mover));
  if (now.split_from && before.closed_at && !now.closed_at) TRY_DO(others.part_again(mover));
  return {};
}

}  // namespace matters
