#include "mechanisms/imports/mapping.hpp"

#include "base/time.hpp"

namespace imports {

namespace {

std::vector<Word> read_words(const definitions::Doc& body, std::string_view key, definitions::Faults& faults) {
  std::vector<Word> words;
  for (const definitions::Doc& item : body.at(key).items()) {
    item.only({"word", "meaning"}, faults);
    words.push_back({item.need_text("word", faults), item.need_text("meaning", faults)});
  }
  return words;
}

void only_meanings(const definitions::Doc& body, std::string_view key, std::string_view one, std::string_view other, definitions::Faults& faults) {
  for (const definitions::Doc& item : body.at(key).items()) {
    const auto meaning = item.at("meaning").text();
    if (meaning && *meaning != one && *meaning != other)
      item.at("meaning").fault(faults, "imports.meaning_unknown", {{"one", std::string(one)}, {"other", std::string(other)}});
  }
}

}  // namespace

std::string_view part_name(Part part) {
  static constexpr std::string_view names[parts] = {"source_ref", "opened", "due",  "closed", "on_time",  "state",    "closing_text",
                                                    "title",      "category", "unit", "area",   "latitude", "longitude"};
  return names[static_cast<std::size_t>(part)];
}

base::Result<Mapping> parse_mapping(const definitions::Doc& body) {
  definitions::Faults faults;
  Mapping mapping;
  mapping.code = body.need_text("code", faults);
  mapping.name_zh = body.need_text("name_zh", faults);
  mapping.name_en = body.need_text("name_en", faults);
  mapping.source_name = body.need_text("source_name", faults);
  mapping.time_zone = body.need_text("time_zone", faults);
  mapping.time_format = body.need_text("time_format", faults);
  mapping.licence = body.text_or("licence", "", faults);
  if (!base::Zone::named(mapping.time_zone)) body.at("time_zone").fault(faults, "base.time_zone_unknown", {{"zone", mapping.time_zone}});

  const definitions::Doc columns = body.at("columns");
  if (!columns.is_table()) body.fault(faults, "imports.columns_needed");
  for (std::size_t part = 0; part < parts; ++part) mapping.columns[part] = columns.text_or(part_name(static_cast<Part>(part)), "", faults);
  for (const auto& [key, column] : columns.entries()) {
    bool known = false;
    for (std::size_t part = 0; part < parts; ++part) known = known || part_name(static_cast<Part>(part)) == key;
    if (!known) column.fault(faults, "imports.part_unknown", {{"part", std::string(key)}});
  }
  for (const Part needed : {Part::source_ref, Part::opened, Part::state, Part::category})
    if (mapping.columns[static_cast<std::size_t>(needed)].empty())
      columns.fault(faults, "imports.part_needed", {{"part", std::string(part_name(needed))}});

  const definitions::Doc areas = body.at("areas");
  mapping.area_kind = areas.need_text("kind", faults);
  if (mapping.area_kind != "community" && mapping.area_kind != "village") areas.fault(faults, "imports.area_kind_unknown");
  mapping.area_blank_zh = areas.need_text("blank_zh", faults);
  mapping.area_blank_en = areas.need_text("blank_en", faults);
  mapping.states = read_words(body, "state", faults);
  mapping.on_time = read_words(body, "on_time", faults);
  mapping.outcomes = read_words(body, "outcome", faults);
  mapping.units = read_words(body, "unit", faults);
  only_meanings(body, "state", "open", "closed", faults);
  only_meanings(body, "on_time", "yes", "no", faults);
  return definitions::value_or_faults(std::move(mapping), std::move(faults));
}

}  // namespace imports
