// Checks of drafts of the rules that people/ reads: rights, post kinds, sign-in. A wrong one of these would lock everybody out.
#pragma once
#include "definitions/book.hpp"
#include "people/grants.hpp"

namespace people {

// Which actions there are, told once at start by the room that registers the checks; before that, foreign actions are not looked for.
void check_against(ActionCatalogue);
void check_rights(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults&);
void check_post_kinds(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults&);
void check_sign_in(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults&);

}  // namespace people
