// The two jobs of an import: the dry run over all lines, and bringing them in by chunks with a mark to go on from.
#include <cstdlib>
#include <unordered_set>

#include "base/time.hpp"
#include "definitions/book.hpp"
#include "matters/api.hpp"
#include "mechanisms/imports/chunks.hpp"
#include "mechanisms/imports/rules.hpp"
#include "mechanisms/imports/service.hpp"
#include "mechanisms/imports/tables.hpp"
#include "territory/changes.hpp"
#include "territory/territory.hpp"

namespace imports {

namespace {


// What both jobs need: the import's row, its mapping, the file's zone and heading.
struct Reading {
  ImportRow row{};
  definitions::Parsed<Mapping> mapping{};
  std::optional<base::Zone> zone{};
};

base::Result<Reading> open_import(registry::House& house, store::JobRun& job) {
  const auto digits = job.view().payload.find_first_of("0123456789");
  const ImportId id{digits == std::string::npos ? 0 : std::strtoll(job.view().payload.c_str() + digits, nullptr, 10)};
  return house.store.read([&](store::Session& session) -> base::Result<Reading> {
    const auto row = import_row(session, job.district(), id);
    if (!row) return base::fail(base::ErrorCode::not_found, "imports.not_found");
    TRY(mapping, house.book.exact_as<Mapping>(parse_mapping, session, job.district(), row->mapping, row->mapping_version));
    TRY(zone, base::Zone::named(mapping->time_zone));
    return Reading{*row, mapping, zone};
  });
}

base::Result<FileLines> lines_of(registry::House& house, base::DistrictId district, ImportId id, std::int64_t number) {
  const auto found = house.store.read([&](store::Session& session) { return chunk(session, district, id, number); });
  if (!found) return base::fail(base::ErrorCode::not_found, "imports.not_found");
  return described::parse<FileLines>(found->content);
}

std::string content_of(const FileLines& file) {
  std::string content;
  described::to_json(content, file);
  return content;
}

Parsed read_one(const Reading& reading, const Heading& heading, const FileLine& line) {
  if (line.broken.empty()) return read_line(*reading.mapping, *reading.zone, heading, line.cells);
  return {.faults = {{false, static_cast<int>(line.column), {}, line.broken, {}}}};
}

// The first of two lines with the same number comes in; the other is broken from then on. True: the chunk changed.
bool break_double(std::unordered_set<std::string>& seen, FileLine& line, Parsed& parsed) {
  if (!parsed.record || seen.insert(parsed.record->source_ref).second) return false;
  line.broken = "imports.doubled";
  parsed = {.faults = {{false, 0, {}, line.broken, parsed.record->source_ref}}};
  return true;
}

void count_verdict(ImportRow& row, Verdict verdict) {
  switch (verdict) {
    case Verdict::equal: ++row.verdict_equal; return;
    case Verdict::different: ++row.verdict_different; return;
    case Verdict::no_target: ++row.verdict_no_target; return;
    case Verdict::not_closed: ++row.verdict_not_closed; return;
    case Verdict::no_flag: ++row.verdict_no_flag; return;
  }
}

void count(ImportRow& row, const Parsed& parsed) {
  if (!parsed.record) {
    ++row.bad;
    return;
  }
  if (!parsed.faults.empty()) ++row.warned;
  count_verdict(row, compare(*parsed.record, matters::on_time(parsed.record->due_at, parsed.record->closed_at)));
}

std::vector<FaultRow> fault_rows(const FileLine& line, const Parsed& parsed) {
  std::vector<FaultRow> rows;
  for (std::size_t i = 0; i < parsed.faults.size() && i < 64; ++i) {
    const Fault& fault = parsed.faults[i];
    rows.push_back({line.line * 64 + static_cast<std::int64_t>(i), line.line, fault.warning, fault.column, fault.column_name, fault.reason, fault.value});
  }
  return rows;
}

// Areas that the file names and the district lacks become communities; a blank one is "not stated".
std::string area_name(const Mapping& mapping, const Record& record) { return record.area.empty() ? mapping.area_blank_zh : record.area; }

base::Done make_areas(registry::House& house, store::JobRun& job, const Reading& reading, const Heading& heading) {
  std::vector<std::string> names;
  for (std::int64_t number = 0; number < reading.row.chunks; ++number) {
    TRY(file, lines_of(house, job.district(), reading.row.id, number));
    for (const FileLine& line : file.lines) {
      const Parsed parsed = read_one(reading, heading, line);
      if (!parsed.record) continue;
      const std::string name = area_name(*reading.mapping, *parsed.record);
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  std::sort(names.begin(), names.end());
  return house.store.write({job.moment(), {}}, [&](store::Unit& unit) -> base::Done {
    const auto tree = house.areas.today(unit, unit.moment());
    // As far back as the records may go, but not before the district itself.
    const base::CivilDate since = std::max(reading.mapping.definition->effective_from, tree->find(tree->root())->valid_from);
    std::int64_t number = static_cast<std::int64_t>(tree->children(tree->root()).size());
    const auto recorder = [&house](store::Unit& within, const store::NewEvent& event) { return registry::record(house, within, event); };
    for (const std::string& name : names) {
      if (tree->by_name(name)) continue;
      ++number;
      const bool blank = name == reading.mapping->area_blank_zh;
      std::string code = std::to_string(number);
      code.insert(0, code.size() < 3 ? 3 - code.size() : 0, '0');
      TRY_DO(territory::create_area(unit, recorder,
                                    {.parent = tree->root(),
                                     .kind = reading.mapping->area_kind == "village" ? territory::AreaKind::village : territory::AreaKind::community,
                                     .code = tree->find(tree->root())->code + code, .name = name,
                                     .name_en = blank ? reading.mapping->area_blank_en : name,
                                     .valid_from = since, .source = "import"}));
    }
    unit.after_commit([&house, district = job.district()] { house.areas.forget(district); });
    return {};
  });
}

matters::ImportedMatter matter_of(const Mapping& mapping, const Record& record, base::AreaId area) {
  return {.source = mapping.source_name, .source_ref = record.source_ref, .title = record.title, .category = record.category,
          .handler_unit_words = record.unit, .area = area, .longitude = record.longitude, .latitude = record.latitude, .happened_at = record.opened_at,
          .due_at = record.due_at, .closed_at = record.closed_at, .closed = record.closed, .outcome = record.outcome, .warning = record.warning};
}

// One chunk in one unit: its matters, the counts, the progress and the mark commit together.
base::Done bring_chunk(registry::House& house, store::JobRun& job, Reading& reading, const Heading& heading, std::int64_t number) {
  TRY(file, lines_of(house, job.district(), reading.row.id, number));
  ImportRow after;
  TRY_DO(house.store.write({job.moment(), {.channel = "import"}}, [&](store::Unit& unit) -> base::Done {
    after = reading.row;
    const auto tree = house.areas.today(unit, unit.moment());
    for (const FileLine& line : file.lines) {
      const Parsed parsed = read_one(reading, heading, line);
      if (!parsed.record) continue;
      const territory::Area* area = tree->by_name(area_name(*reading.mapping, *parsed.record));
      TRY(fresh, matters::import_in(house, unit, matter_of(*reading.mapping, *parsed.record, area ? area->id : tree->root())));
      if (fresh) ++after.brought_in; else ++after.known;
    }
    save_import(unit, after);
    job.progress(unit, number + 1, after.chunks, std::to_string(number + 1));
    return {};
  }));
  reading.row = after;
  return {};
}

}  // namespace

base::Result<store::JobDone> run_check(registry::House& house, store::JobRun& job) {
  TRY(reading, open_import(house, job));
  if (reading.row.state != State::checking) return store::JobDone{};
  TRY(first, lines_of(house, job.district(), reading.row.id, 0));
  TRY(heading, read_heading(*reading.mapping, first.heading));
  ImportRow row = reading.row;
  row.bad = row.warned = row.verdict_equal = row.verdict_different = row.verdict_no_target = row.verdict_not_closed = row.verdict_no_flag = 0;
  std::unordered_set<std::string> seen;
  std::int64_t kept = 0;
  for (std::int64_t number = 0; number < row.chunks; ++number) {
    if (job.stopping()) return store::JobDone{.finished = false};  // begins anew: a check is quick and writes no matter
    TRY(file, lines_of(house, job.district(), row.id, number));
    std::vector<FaultRow> found;
    bool changed = false;
    for (FileLine& line : file.lines) {
      Parsed parsed = read_one(reading, heading, line);
      changed = break_double(seen, line, parsed) || changed;
      count(row, parsed);
      for (FaultRow& fault : fault_rows(line, parsed)) found.push_back(std::move(fault));
    }
    if (number + 1 == row.chunks) row.state = row.bad >= row.lines ? State::refused : State::checked;
    TRY_DO(house.store.write({job.moment(), {}}, [&](store::Unit& unit) -> base::Done {
      if (number == 0) remove_faults(unit, row.id);
      if (changed) save_chunk(unit, row.id, number, content_of(file));
      for (std::size_t i = 0; i < found.size() && kept + static_cast<std::int64_t>(i) < faults_kept_max; ++i) insert_fault(unit, row.id, found[i]);
      save_import(unit, row);
      job.progress(unit, number + 1, row.chunks, "");
      return {};
    }));
    kept += static_cast<std::int64_t>(found.size());
  }
  return store::JobDone{};
}

base::Result<store::JobDone> run_import(registry::House& house, store::JobRun& job) {
  TRY(reading, open_import(house, job));
  if (reading.row.state != State::running) return store::JobDone{};
  TRY(first, lines_of(house, job.district(), reading.row.id, 0));
  TRY(heading, read_heading(*reading.mapping, first.heading));
  std::int64_t next = std::strtoll(job.mark().c_str(), nullptr, 10);
  if (next == 0) TRY_DO(make_areas(house, job, reading, heading));
  for (; next < reading.row.chunks; ++next) {
    if (job.stopping()) return store::JobDone{.finished = false};
    TRY_DO(bring_chunk(house, job, reading, heading, next));
  }
  reading.row.state = State::done;
  return house.store.write({job.moment(), {.channel = "import"}}, [&](store::Unit& unit) -> base::Result<store::JobDone> {
    save_import(unit, reading.row);
    remove_chunks(unit, reading.row.id);
    TRY_DO(registry::record(house, unit, {.kind = "import.done", .subject = {"import", reading.row.id.value},
                                          .body = "{\"brought_in\":" + std::to_string(reading.row.brought_in) +
                                                  ",\"known\":" + std::to_string(reading.row.known) + "}"}));
    return store::JobDone{};
  });
}

}  // namespace imports
