// Ids that only people/ and the rooms about people need.
#pragma once
#include "base/ids.hpp"

namespace people {

struct AppointmentTag;   // a person holds a post between two civil dates
struct DeputyTag;        // another person acts in that post while the holder is on leave (A/B role)
struct LoginSessionTag;
using AppointmentId = base::Id<AppointmentTag>;
using DeputyId = base::Id<DeputyTag>;
using LoginSessionId = base::Id<LoginSessionTag>;

}  // namespace people
