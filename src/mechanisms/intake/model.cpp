#include "mechanisms/intake/model.hpp"

#include "base/described/tables.hpp"

DESCRIBE(intake::PhotoTaken, "PhotoTaken", FIELD(file_id), FIELD(width), FIELD(height), FIELD(taken), FIELD(place))
