#include "mechanisms/divisions/model.hpp"

#include "base/described/tables.hpp"

DESCRIBE(divisions::AreaView, "Area", FIELD(id), FIELD(parent_id), FIELD(kind), FIELD(code), FIELD(name), FIELD(name_en), FIELD(grade),
         FIELD(households), FIELD(centre_lon), FIELD(centre_lat), FIELD(square_metres), FIELD(has_shape), FIELD(valid_from), FIELD(valid_to),
         FIELD(version))
DESCRIBE(divisions::AreaVersionView, "AreaVersion", FIELD(version), FIELD(parent_id), FIELD(code), FIELD(name), FIELD(name_en), FIELD(grade),
         FIELD(households), FIELD(valid_from), FIELD(valid_to))
DESCRIBE(divisions::AddArea, "AddArea", FIELD(parent_id), FIELD(kind), FIELD(code, .min = 1, .max = 32, .format = described::Format::line),
         FIELD(name, .min = 1, .max = 80, .format = described::Format::line), FIELD(name_en, .max = 80, .format = described::Format::line, .absent_ok = true),
         FIELD(grade, .max = 16, .format = described::Format::line, .absent_ok = true), FIELD(households, .least = 0, .most = 10'000'000, .absent_ok = true),
         FIELD(shape, .absent_ok = true), FIELD(valid_from), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(divisions::ChangeArea, "ChangeArea", FIELD(from), FIELD(code, .min = 1, .max = 32, .format = described::Format::line),
         FIELD(name, .min = 1, .max = 80, .format = described::Format::line), FIELD(name_en, .max = 80, .format = described::Format::line),
         FIELD(grade, .max = 16, .format = described::Format::line), FIELD(households, .least = 0, .most = 10'000'000), FIELD(parent_id), FIELD(shape),
         FIELD(reason, .min = 2, .max = 500), FIELD(if_version), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(divisions::CloseArea, "CloseArea", FIELD(from), FIELD(successors, .items_max = 20, .absent_ok = true), FIELD(reason, .min = 2, .max = 500),
         FIELD(if_version), FIELD(client_ref, .max = 64, .absent_ok = true))
