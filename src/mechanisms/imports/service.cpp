#include "mechanisms/imports/service.hpp"

#include <fstream>

#include "base/crypto.hpp"
#include "base/iso.hpp"
#include "base/time.hpp"
#include "definitions/book.hpp"
#include "mechanisms/imports/chunks.hpp"
#include "mechanisms/imports/mapping.hpp"
#include "mechanisms/imports/rules.hpp"
#include "mechanisms/imports/tables.hpp"
#include "people/access.hpp"
#include "territory/territory.hpp"

namespace imports {

namespace {

base::Result<base::PostId> may_run(registry::Call& call, store::Session& session) {
  const auto tree = call.house.areas.today(session, call.moment);
  return people::may(call.principal, "imports.run", people::scope_of(*tree, "import", 0, tree->root()));
}

base::Result<definitions::Parsed<Mapping>> mapping_in_force(registry::Call& call, store::Session& session, std::string_view code) {
  const auto zone = base::Zone::named(call.time_zone);
  const base::CivilDate today = zone ? zone->date_of(call.moment.now) : base::CivilDate{};
  auto found = call.house.book.in_force_as<Mapping>(parse_mapping, session, call.district(), code, today);
  if (!found && found.error().code == base::ErrorCode::not_found)
    return base::fail(base::ErrorCode::not_found, "imports.unknown_mapping", {{"mapping", std::string(code)}});
  return found;
}

// Chunk by chunk, a unit each: a large file holds nobody up.
base::Done keep_chunks(registry::Call& call, base::PostId post, ImportId id, FileLines& file) {
  FileLines part{.heading = file.heading};
  std::int64_t number = 0;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    part.lines.push_back(std::move(file.lines[i]));
    if (part.lines.size() < static_cast<std::size_t>(records_a_chunk) && i + 1 < file.lines.size()) continue;
    Chunk chunk{number, part.lines.front().line, static_cast<std::int64_t>(part.lines.size()), {}};
    described::to_json(chunk.content, part);
    TRY_DO(call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Done {
      insert_chunk(unit, id, chunk);
      return {};
    }));
    part.lines.clear();
    ++number;
  }
  return {};
}

}  // namespace

MappingsView mappings(registry::Call& call) {
  MappingsView out;
  const auto zone = base::Zone::named(call.time_zone);
  const base::CivilDate today = zone ? zone->date_of(call.moment.now) : base::CivilDate{};
  for (const definitions::Held& held : call.house.book.of_kind(call.district(), "import_mapping", today)) {
    const auto mapping = call.house.book.as<Mapping>(parse_mapping, held);
    if (!mapping) continue;
    out.items.push_back({held->code, held->version, (*mapping)->name_zh, (*mapping)->name_en, (*mapping)->licence, held->source_tag, held->source_text});
  }
  return out;
}

base::Result<ImportView> hand_in_text(registry::Call& call, std::string_view code, std::string_view file_name, std::string_view csv) {
  TRY(file, read_file(csv));
  ImportRow row{.mapping = std::string(code), .file_name = std::string(file_name.substr(0, 200)), .content_hash = base::sha256_hex(csv),
                .state = State::uploaded, .created_at = call.moment.now, .created_by = call.principal.name};
  TRY(post, call.house.store.read([&](store::Session& session) -> base::Result<base::PostId> {
    TRY(allowed, may_run(call, session));
    TRY(mapping, mapping_in_force(call, session, code));
    TRY_DO(read_heading(*mapping, file.heading));
    row.mapping_version = mapping.definition->version;
    return allowed;
  }));
  if (file.lines.empty()) return base::fail(base::ErrorCode::invalid, "imports.no_lines");
  row.lines = static_cast<std::int64_t>(file.lines.size());
  row.chunks = (row.lines + records_a_chunk - 1) / records_a_chunk;
  row.id = call.house.ids.make<ImportId>();
  TRY_DO(call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Done {
    insert_import(unit, row);
    return {};
  }));
  TRY_DO(keep_chunks(call, post, row.id, file));
  return call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<ImportView> {
    row.state = State::checking;
    row.job_id = store::enqueue(unit, {.kind = "imports.check", .dedupe_key = std::to_string(row.id.value),
                                       .payload = "{\"id\":\"" + std::to_string(row.id.value) + "\"}", .due_at = unit.now()});
    save_import(unit, row);
    TRY_DO(registry::record(call.house, unit, {.kind = "import.handed_in", .subject = {"import", row.id.value},
                                               .body = "{\"lines\":" + std::to_string(row.lines) + "}",
                                               .definition = row.mapping + "@" + std::to_string(row.mapping_version)}));
    return view_of(call.house, unit, call.district(), row);
  });
}

base::Result<ImportView> hand_in(registry::Call& call, std::string_view mapping, std::string_view file_name, const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string csv((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) return base::fail(base::ErrorCode::invalid, "imports.no_file");
  return hand_in_text(call, mapping, file_name, csv);
}

base::Result<ImportView> look(registry::Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& session) -> base::Result<ImportView> {
    const auto row = import_row(session, call.district(), ImportId{id});
    if (!row) return base::fail(base::ErrorCode::not_found, "imports.not_found");
    return view_of(call.house, session, call.district(), *row);
  });
}

base::Result<ImportView> begin(registry::Call& call, std::int64_t id) {
  TRY(post, call.house.store.read([&](store::Session& session) { return may_run(call, session); }));
  return call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<ImportView> {
    unit.lock(11, {"import", id});
    auto row = import_row(unit, call.district(), ImportId{id});
    if (!row) return base::fail(base::ErrorCode::not_found, "imports.not_found");
    // A task that stands still goes on from its mark, with all its tries.
    if (row->job_id && store::retry(unit, *row->job_id)) return view_of(call.house, unit, call.district(), *row);
    const base::RuleRef rule{row->mapping, row->mapping_version, "columns"};
    if (row->state == State::uploaded || row->state == State::checking)
      return base::refuse("imports.not_checked", rule, "imports.not_checked_remedy");
    if (row->state == State::refused || row->bad >= row->lines) return base::refuse("imports.nothing_good", rule, "imports.nothing_good_remedy");
    if (row->state != State::checked) return base::refuse("imports.already_started", rule, "imports.already_started_remedy");
    row->state = State::running;
    row->job_id = store::enqueue(unit, {.kind = "imports.run", .dedupe_key = std::to_string(id), .payload = "{\"id\":\"" + std::to_string(id) + "\"}",
                                        .due_at = unit.now()});
    save_import(unit, *row);
    TRY_DO(registry::record(call.house, unit, {.kind = "import.begun", .subject = {"import", id}, .body = "{\"bad\":" + std::to_string(row->bad) + "}",
                                               .definition = row->mapping + "@" + std::to_string(row->mapping_version)}));
    return view_of(call.house, unit, call.district(), *row);
  });
}

ImportView view_of(registry::House& house, store::Session& session, base::DistrictId district, const ImportRow& row) {
  ImportView view{.id = row.id, .mapping = row.mapping, .mapping_version = row.mapping_version, .file_name = row.file_name, .state = row.state,
                  .lines = row.lines, .bad = row.bad, .warned = row.warned, .brought_in = row.brought_in, .known = row.known, .job_id = row.job_id,
                  .verdicts = {row.verdict_equal, row.verdict_different, row.verdict_no_target, row.verdict_not_closed, row.verdict_no_flag},
                  .created_at = row.created_at, .created_by = row.created_by};
  if (const auto held = house.book.exact_as<Mapping>(parse_mapping, session, district, row.mapping, row.mapping_version)) {
    view.mapping_zh = (*held)->name_zh;
    view.mapping_en = (*held)->name_en;
  }
  if (row.job_id) {
    if (const auto job = store::job(session, district, *row.job_id)) {
      view.progress_done = job->progress_done;
      view.progress_total = job->progress_total;
      // A job keeps its message's key without params: what is not this room's own is told in the log only.
      if (job->state == "failed") view.problem = job->error.starts_with("imports.") ? job->error : "imports.stopped";
    }
  }
  return view;
}

}  // namespace imports
