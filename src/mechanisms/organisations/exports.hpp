// Units, posts, appointments and persons as spreadsheets; the import (sheets.hpp) reads the same columns back.
#pragma once
#include "registry/exports.hpp"

namespace organisations {

[[nodiscard]] const registry::ExportList& units_export();
[[nodiscard]] const registry::ExportList& posts_export();
[[nodiscard]] const registry::ExportList& appointments_export();
[[nodiscard]] const registry::ExportList& persons_export();

}  // namespace organisations
