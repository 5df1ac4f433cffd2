#include "territory/model.hpp"

#include "base/described/tables.hpp"
#include "territory/tables.hpp"

DESCRIBE_ENUM(territory::AreaKind, "AreaKind", district, subdistrict, town, township, development_zone, community, village, grid)
DESCRIBE(territory::AreaRow, "AreaRow", FIELD(area_id), FIELD(id), FIELD(kind), FIELD(parent_id), FIELD(code), FIELD(name), FIELD(name_en),
         FIELD(grade), FIELD(households), FIELD(shape), FIELD(centre_lon_e7), FIELD(centre_lat_e7), FIELD(square_metres), FIELD(valid_from),
         FIELD(valid_to))
DESCRIBE(territory::AreaVersioned, "AreaVersioned", FIELD(version), FIELD(kind), FIELD(parent), FIELD(code), FIELD(name), FIELD(name_en),
         FIELD(grade), FIELD(households), FIELD(shape), FIELD(valid_from), FIELD(valid_to), FIELD(source), FIELD(reason))
DESCRIBE(territory::AreaClosed, "AreaClosed", FIELD(from), FIELD(successors), FIELD(reason))
