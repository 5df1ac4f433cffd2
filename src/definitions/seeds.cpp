#include "definitions/seeds.hpp"

#include <set>
#include <stdexcept>

#include "base/crypto.hpp"
#include "base/embedded.hpp"
#include "base/iso.hpp"
#include "definitions/drafts.hpp"
#include "definitions/tables.hpp"
#include "store/journal.hpp"

namespace definitions {
namespace {

std::vector<Pack> read_packs() {
  std::vector<Pack> out;
  std::set<std::string> codes;
  for (const base::EmbeddedFile& file : base::embedded_seeds()) {
    if (!file.path.ends_with(".toml")) continue;
    const auto broken = [&](const std::string& why) { return std::runtime_error("seed pack " + std::string(file.path) + ": " + why); };
    const auto doc = Doc::parse(file.text());
    if (!doc) throw broken("not TOML at line " + (doc.error().params.empty() ? "?" : doc.error().params[0].second));
    Faults faults;
    const Header header = read_header(*doc, faults);
    if (!faults.empty()) throw broken(faults[0].path + " " + faults[0].reason);
    if (!codes.insert(header.code).second) throw broken("the code " + header.code + " stands in another file too");
    out.push_back({file.path, file.text(), header, base::sha256_hex(file.text())});
  }
  return out;
}

// What the newest pack row and the newest version of a code are, before this loading.
struct Known {
  std::int64_t version{0};       // highest, drafts too
  bool own{false};               // the district has published its own
  bool draft{false};
  std::string newest_pack_hash{};
  std::int64_t newest_pack_version{0};
};

std::map<std::string, Known> known_rows(store::Session& session, base::DistrictId district) {
  std::map<std::string, Known> out;
  for (const DefinitionRow& row : all_rows(session, district)) {
    Known& k = out[row.code];
    k.version = std::max(k.version, row.version);
    k.own = k.own || (row.source == Source::own && row.state == State::published);
    k.draft = k.draft || row.state == State::draft;
    if (!row.pack_hash.empty()) {
      k.newest_pack_hash = row.pack_hash;  // rows come by version
      k.newest_pack_version = row.pack_version;
    }
  }
  return out;
}

DefinitionRow row_from(const Pack& pack, const Known& known, store::Unit& unit, base::CivilDate today) {
  const bool is_new = known.version == 0;
  return {.district_id = unit.district(),
          .id = unit.make<DefinitionId>(),
          .code = pack.header.code,
          .version = is_new ? pack.header.version : std::max(known.version + 1, pack.header.version),
          .kind = pack.header.kind,
          .state = known.own ? State::draft : State::published,
          .source = Source::seed,
          .effective_from = is_new ? pack.header.effective_from : std::max(pack.header.effective_from, today),
          .body = std::string(pack.text),
          .body_hash = pack.hash,
          .pack_version = pack.header.version,
          .pack_hash = pack.hash,
          .based_on = known.version,
          .changed_at = unit.now(),
          .stamp = unit.new_id()};
}

}  // namespace

Header read_header(const Doc& doc, Faults& faults) {
  Header out;
  out.code = doc.need_text("code", faults);
  out.kind = doc.need_text("kind", faults);
  out.version = doc.need_integer("version", faults, 1, 1'000'000);
  out.effective_from = doc.need_date("effective_from", faults);
  const Doc source = doc.at("source");
  if (!source.is_table()) {
    doc.fault(faults, "definitions.no_source");
  } else {
    const std::string tag = source.need_text("tag", faults);
    if (!tag.empty() && tag != "A" && tag != "S" && tag != "K" && tag != "P") source.at("tag").fault(faults, "definitions.unknown_tag", {{"tag", tag}});
    static_cast<void>(source.need_text("text", faults));
  }
  return out;
}

const std::vector<Pack>& packs() {
  static const std::vector<Pack> all = read_packs();
  return all;
}

base::Result<int> load_seeds(store::Store& store, const store::Work& work, Book& book) {
  auto added = store.write(work, [&](store::Unit& unit) -> base::Result<int> {
    unit.lock(lock_floor, shelf_subject());
    // The civil date in UTC: a day's difference at most, and only where a pack is upgraded.
    const base::CivilDate today{static_cast<std::int32_t>(unit.now().micros / 86'400'000'000)};
    const auto known = known_rows(unit, unit.district());
    int n = 0;
    for (const Pack& pack : packs()) {
      const auto found = known.find(pack.header.code);
      const Known before = found == known.end() ? Known{} : found->second;
      const bool same = before.newest_pack_hash == pack.hash || before.newest_pack_version > pack.header.version;
      if (same || (before.own && before.draft)) continue;
      const DefinitionRow row = row_from(pack, before, unit, today);
      insert_row(unit, row);
      store::append(unit, event_of(row, row.state == State::draft ? "definition.drafted" : "definition.published"));
      ++n;
    }
    return n;
  });
  if (added && *added != 0) book.forget(work.moment.district);
  return added;
}

}  // namespace definitions
