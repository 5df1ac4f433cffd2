// The demo district: 尖草坪区 from Thursday 2026-09-17 08:30, lived by the rooms' own steps, never inserted.
#pragma once
#include <string_view>

#include "app/program.hpp"

namespace app {

inline constexpr std::string_view demo_district = "jiancaoping";

// Makes it when it is not there, by a clock that stands still and a seeded chance: the same settings give the same canonical export.
// True: it was made now. Throws store::Misconfigured with one line.
bool make_demo(const Config&);
// Demo mode is refused where a real user exists.
void refuse_beside_real_users(Program&);
// Removes database, files and heads of a demo installation; refuses where a real user or a real district exists.
void remove_demo(const Config&);

}  // namespace app
