#include "mechanisms/mine/model.hpp"

#include "base/described/tables.hpp"

DESCRIBE(mine::DueRow, "DueRow", FIELD(id), FIELD(subject), FIELD(kind), FIELD(bucket), FIELD(org_unit_id), FIELD(org_unit_name), FIELD(area_name), FIELD(community_name),
         FIELD(subdistrict_name),          FIELD(title), FIELD(context), FIELD(since), FIELD(due_at), FIELD(due_state), FIELD(moves))
DESCRIBE(mine::DueSummary, "DueSummary", FIELD(to_accept), FIELD(to_dispatch), FIELD(to_handle), FIELD(to_inspect), FIELD(waiting_for_me),
         FIELD(returned), FIELD(handed_down), FIELD(soon), FIELD(late), FIELD(total))
DESCRIBE(mine::DueGroup, "DueGroup", FIELD(key), FIELD(name), FIELD(total), FIELD(soon), FIELD(late))
DESCRIBE(mine::Follow, "Follow", FIELD(client_ref, .max = 64), FIELD(subject_kind, .min = 1, .max = 40, .format = described::Format::code), FIELD(subject_id))
DESCRIBE(mine::FollowRow, "FollowRow", FIELD(id), FIELD(subject_kind), FIELD(subject_id), FIELD(reason), FIELD(since))
DESCRIBE(mine::SaveView, "SaveView", FIELD(client_ref, .max = 64), FIELD(name, .min = 1, .max = 40, .format = described::Format::line),
         FIELD(screen, .min = 1, .max = 40, .format = described::Format::code), FIELD(query, .max = 1000, .format = described::Format::line))
DESCRIBE(mine::SavedView, "SavedView", FIELD(id), FIELD(name), FIELD(screen), FIELD(query))
DESCRIBE(mine::Nothing, "Nothing", FIELD(client_ref, .max = 64))
