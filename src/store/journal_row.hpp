// The columns of an event as every reader of the journal selects them, and how a row becomes an Event.
#pragma once
#include <string_view>

#include "store/journal.hpp"

namespace store {

inline constexpr std::string_view event_columns =
    "j.id, s.seq, j.kind, j.subject_kind, j.subject_id, j.body, j.personal_commitment, j.definition, j.area_id, j.org_unit_id,"
    " j.person_id, j.post_id, j.channel, j.happened_at, j.recorded_at, p.body, p.on_behalf_of";
inline constexpr int event_column_count = 17;
inline constexpr std::string_view event_tables =
    " FROM journal j LEFT JOIN seals s ON s.district_id = j.district_id AND s.journal_id = j.id"
    " LEFT JOIN journal_personal p ON p.district_id = j.district_id AND p.id = j.id";

// `first` is the position of j.id among the selected columns.
[[nodiscard]] inline Event read_event(const Row& r, int first = 0) {
  Event e;
  e.id = {r.integer(first)};
  if (!r.null(first + 1)) e.seq = r.integer(first + 1);
  e.kind = r.text(first + 2);
  e.subject = {std::string(r.text(first + 3)), r.integer(first + 4)};
  e.body = r.text(first + 5);
  e.personal_commitment = r.text(first + 6);
  e.definition = r.text(first + 7);
  e.area = {r.integer(first + 8)};
  e.org_unit = {r.integer(first + 9)};
  e.actor.person = {r.integer(first + 10)};
  e.actor.post = {r.integer(first + 11)};
  e.actor.channel = r.text(first + 12);
  e.happened_at = {r.integer(first + 13)};
  e.recorded_at = {r.integer(first + 14)};
  if (!r.null(first + 15)) e.personal = r.text(first + 15);
  if (!r.null(first + 16)) e.actor.on_behalf_of = r.text(first + 16);
  return e;
}

}  // namespace store
