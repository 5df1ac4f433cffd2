// All SQL of papers.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mechanisms/papers/model.hpp"
#include "people/access.hpp"
#include "store/list.hpp"

namespace papers {

void insert(store::Unit&, const Paper&);
void set_void(store::Unit&, PaperId, std::int64_t version, const std::string& reason);
[[nodiscard]] std::int64_t last_serial(store::Session&, base::DistrictId, base::OrgUnitId, std::string_view kind, std::int64_t year);
[[nodiscard]] std::optional<Paper> load(store::Session&, base::DistrictId, PaperId);
[[nodiscard]] std::optional<Paper> by_code(store::Session&, base::DistrictId, std::string_view code);
[[nodiscard]] std::optional<Paper> latest_of_kind(store::Session&, base::DistrictId, std::string_view kind);
[[nodiscard]] std::vector<Paper> all(store::Session&, base::DistrictId);
std::int64_t erase_words(store::Unit&, base::Instant issued_before);   // content of old papers; how many

[[nodiscard]] const store::ListSpec& list_spec();
[[nodiscard]] store::ListPage<Paper> page(store::Session&, const store::ListQuery&, const people::Reach&, base::DistrictId);
[[nodiscard]] std::int64_t count(store::Session&, const store::ListQuery&, const people::Reach&, base::DistrictId);

void insert(store::Unit&, const Template&);
[[nodiscard]] std::optional<Template> template_of(store::Session&, base::DistrictId, std::string_view kind);                        // the latest
[[nodiscard]] std::optional<Template> template_of(store::Session&, base::DistrictId, std::string_view kind, std::int64_t version);
[[nodiscard]] std::vector<Template> templates(store::Session&, base::DistrictId);   // the latest of each kind, without the file

}  // namespace papers
