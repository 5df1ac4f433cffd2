// The register in and out by spreadsheet: what the export writes the import reads back equal.
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "formats/sheet.hpp"
#include "mechanisms/divisions/places.hpp"
#include "people/access.hpp"
#include "registry/room.hpp"

namespace divisions {
namespace {

using formats::SheetFault;
using formats::SheetRow;
using registry::Call;
using territory::OwnersCommittee;
using territory::PlaceFields;
using territory::PlaceKind;

constexpr std::size_t rows_per_unit = 200;        // a unit is at most a second long
constexpr std::size_t faults_max = 200;

struct KindWords { PlaceKind kind{}; std::string_view zh{}, en{}; };
constexpr KindWords kinds[] = {{PlaceKind::estate, "小区", "estate"}, {PlaceKind::building, "楼宇", "building"}, {PlaceKind::lane, "街巷", "lane"},
                               {PlaceKind::business_area, "商圈", "business area"}};

const std::vector<formats::SheetColumn>& columns() {
  static const std::vector<formats::SheetColumn> all{
      {"kind", {"类别", "Kind"}, true},         {"code", {"编号", "Code"}, true},           {"name", {"名称", "Name"}, true},
      {"area", {"所在网格或社区代码", "Area code"}, true}, {"address", {"地址", "Address"}, false}, {"within", {"所属小区编号", "Estate code"}, false},
      {"households", {"户数", "Households"}, false}, {"floors", {"层数", "Floors"}, false},   {"company", {"物业公司", "Property company"}, false},
      {"committee", {"业主委员会", "Owners' committee"}, false}, {"lon", {"经度", "Longitude"}, false}, {"lat", {"纬度", "Latitude"}, false},
      {"from", {"启用日期", "From"}, false}};
  return all;
}

std::optional<PlaceKind> kind_of(std::string_view word) {
  for (const KindWords& k : kinds)
    if (word == k.zh || word == k.en || word == described::word(k.kind)) return k.kind;
  return std::nullopt;
}

struct Line {                                       // one row that can be written
  std::int64_t line{};
  PlaceFields fields{};
  std::string within{};                             // the estate's code
  std::optional<territory::Place> known{};
};

std::optional<double> degrees(const formats::SheetColumns& at, const SheetRow& row, std::string_view field, std::vector<SheetFault>& faults) {
  const std::string text = at.text(row, field, faults);
  if (text.empty()) return std::nullopt;
  double out{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error == std::errc{} && end == text.data() + text.size()) return out;
  at.fault(row, field, "divisions.bad_point", faults);
  return std::nullopt;
}

// Where each path of a 422 stands in the sheet.
std::string_view field_of(std::string_view path) {
  if (path == "/property_company") return "company";
  if (path == "/owners_committee") return "committee";
  return path.empty() ? path : path.substr(1);
}

class Reading {
 public:
  Reading(Call& call, store::Session& s, const formats::SheetColumns& at, std::vector<SheetFault>& faults)
      : call_(call), session_(s), at_(at), faults_(faults), tree_(call.house.areas.today(s, call.moment)) {}

  std::vector<Line> lines() {
    std::vector<Line> out;
    for (const SheetRow& row : at_.rows())
      if (auto line = one(row)) out.push_back(*std::move(line));
    for (const Line& line : out) check_estate(line);
    std::stable_sort(out.begin(), out.end(), [](const Line& a, const Line& b) { return (a.fields.kind != PlaceKind::estate) < (b.fields.kind != PlaceKind::estate); });
    return out;
  }
  [[nodiscard]] std::shared_ptr<const territory::Tree> tree() const { return tree_; }

 private:
  std::optional<Line> one(const SheetRow& row) {
    const std::size_t before = faults_.size();
    Line out{.line = row.line};
    PlaceFields& f = out.fields;
    const auto kind = kind_of(at_.text(row, "kind", faults_));
    if (!kind) at_.fault(row, "kind", "divisions.unknown_place_kind", faults_);
    f.kind = kind.value_or(PlaceKind::estate);
    f.code = at_.text(row, "code", faults_);
    f.name = at_.text(row, "name", faults_);
    f.address = at_.text(row, "address", faults_);
    f.households = at_.integer(row, "households", faults_).value_or(0);
    f.floors = at_.integer(row, "floors", faults_).value_or(0);
    f.property_company = at_.text(row, "company", faults_);
    if (!at_.text(row, "committee", faults_).empty()) {
      const auto yes = at_.yes_no(row, "committee", faults_);
      if (yes) f.owners_committee = *yes ? OwnersCommittee::yes : OwnersCommittee::no;
    }
    f.lon = degrees(at_, row, "lon", faults_);
    f.lat = degrees(at_, row, "lat", faults_);
    f.valid_from = at_.date(row, "from", faults_).value_or(tree_->day());
    f.source = "import";
    out.within = at_.text(row, "within", faults_);
    stand(row, f);
    if (const auto done = territory::check_place(f); !done)
      for (const base::FieldError& e : done.error().errors) at_.fault(row, field_of(e.path), e.reason, faults_, e.params);
    if (faults_.size() != before || !kind) return std::nullopt;
    if (!seen_.emplace(std::pair{f.kind, f.code}, f.area).second) {
      at_.fault(row, "code", "divisions.code_twice_in_file", faults_);
      return std::nullopt;
    }
    out.known = territory::place_by_code(session_, call_.district(), f.kind, f.code);
    if (out.known) check_known(row, *out.known);
    return faults_.size() == before ? std::optional(std::move(out)) : std::nullopt;
  }

  void check_known(const SheetRow& row, const territory::Place& known) {
    if (known.valid_to) at_.fault(row, "code", "territory.place_is_closed", faults_);
    else if (!people::may(call_.principal, place_action, people::scope_of(*tree_, "place", known.id.value, known.area)))
      at_.fault(row, "code", "divisions.not_your_area", faults_);
  }

  void stand(const SheetRow& row, PlaceFields& f) {
    const territory::Area* area = tree_->by_code(at_.text(row, "area", faults_));
    if (area == nullptr || tree_->community_of(area->id) == nullptr) {
      at_.fault(row, "area", "divisions.no_grid_of_this_code", faults_);
      return;
    }
    f.area = area->id;
    if (!people::may(call_.principal, place_action, people::scope_of(*tree_, "place", 0, area->id))) at_.fault(row, "area", "divisions.not_your_area", faults_);
  }

  void check_estate(const Line& line) {
    if (line.within.empty()) return;
    base::AreaId there{};
    if (const auto it = seen_.find({PlaceKind::estate, line.within}); it != seen_.end()) there = it->second;
    else if (const auto known = territory::place_by_code(session_, call_.district(), PlaceKind::estate, line.within); known && !known->valid_to) there = known->area;
    const territory::Area* home = there ? tree_->community_of(there) : nullptr;
    if (line.fields.kind != PlaceKind::building || home == nullptr || home != tree_->community_of(line.fields.area))
      faults_.push_back({.line = line.line, .column = at_.heading("within"), .reason = "territory.not_in_this_estate"});
  }

  Call& call_;
  store::Session& session_;
  const formats::SheetColumns& at_;
  std::vector<SheetFault>& faults_;
  std::shared_ptr<const territory::Tree> tree_;
  std::map<std::pair<PlaceKind, std::string>, base::AreaId> seen_{};
};

bool same(const Line& line, const std::string& estate_code) {
  const PlaceFields& f = line.fields;
  const territory::Place& p = *line.known;
  const bool point = !f.lon || (std::llround(*f.lon * 1e7) == p.lon_e7 && std::llround(*f.lat * 1e7) == p.lat_e7);
  return f.name == p.name && f.address == p.address && f.area == p.area && f.households == p.households && f.floors == p.floors &&
         f.property_company == p.property_company && f.owners_committee == p.owners_committee && line.within == estate_code && point;
}

base::Done write_line(Call& call, store::Unit& unit, const territory::Tree& tree, const Line& line) {
  const territory::Recorder record = [&house = call.house](store::Unit& u, const store::NewEvent& e) { return registry::record(house, u, e); };
  PlaceFields fields = line.fields;
  if (!line.within.empty())
    if (const auto estate = territory::place_by_code(unit, unit.district(), PlaceKind::estate, line.within)) fields.within = estate->id;
  if (line.known)
    return territory::change_place(unit, record, tree, line.known->id,
                                   {.name = fields.name, .address = fields.address, .property_company = fields.property_company, .area = fields.area,
                                    .within = fields.within, .households = fields.households, .floors = fields.floors,
                                    .owners_committee = fields.owners_committee, .lon = fields.lon, .lat = fields.lat}, {});
  TRY(id, territory::create_place(unit, record, tree, fields));
  static_cast<void>(id);
  return {};
}

struct Plan { std::vector<Line> lines{}; std::vector<SheetFault> faults{}; std::shared_ptr<const territory::Tree> tree{}; std::int64_t rows{}, added{}, changed{}, same_rows{}; };

Plan plan_of(Call& call, const formats::Sheet& sheet) {
  Plan out;
  const formats::SheetColumns at(sheet, columns(), out.faults);
  if (!at.complete()) return out;
  out.rows = static_cast<std::int64_t>(at.rows().size());
  call.house.store.read([&](store::Session& s) {
    Reading reading(call, s, at, out.faults);
    out.tree = reading.tree();
    for (Line& line : reading.lines()) {
      if (!line.known) {
        ++out.added;
      } else {
        std::string estate;
        if (line.known->within)
          if (const auto found = territory::place(s, call.district(), *line.known->within)) estate = found->code;
        if (same(line, estate)) {
          ++out.same_rows;
          continue;
        }
        ++out.changed;
      }
      out.lines.push_back(std::move(line));
    }
  });
  return out;
}

}  // namespace

base::Result<PlacesBrought> bring_places(Call& call, std::string_view bytes, bool dry_run) {
  TRY_DO(people::need_action(call.principal, place_action));
  formats::SheetLimits limits;
  limits.rows_max = place_file_rows_max;
  TRY(sheet, formats::read_sheet(bytes, limits));
  const Plan plan = plan_of(call, sheet);
  PlacesBrought out{.dry_run = dry_run, .rows = plan.rows, .added = plan.added, .changed = plan.changed, .same = plan.same_rows};
  for (const SheetFault& f : plan.faults)
    if (out.faults.size() < faults_max) out.faults.push_back({f.line, f.column, f.reason, f.params});
  if (!out.faults.empty()) out.added = out.changed = out.same = 0;
  if (dry_run || !out.faults.empty()) return out;
  for (std::size_t from = 0; from < plan.lines.size(); from += rows_per_unit) {
    const std::size_t to = std::min(plan.lines.size(), from + rows_per_unit);
    TRY(post, people::may(call.principal, place_action, people::scope_of(*plan.tree, "place", 0, plan.lines[from].fields.area)));
    auto written = call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Done {
      for (std::size_t i = from; i < to; ++i) {
        TRY_DO(write_line(call, unit, *plan.tree, plan.lines[i]));
      }
      return {};
    });
    if (!written) return std::unexpected(std::move(written).error());
  }
  return out;
}

namespace {

formats::Cell text(std::string s) { return s.empty() ? formats::Cell{} : formats::Cell{std::move(s)}; }
formats::Cell number(std::int64_t n) { return n == 0 ? formats::Cell{} : formats::Cell{n}; }
formats::Cell degrees_cell(const std::optional<double>& d) { return d ? formats::Cell{*d} : formats::Cell{}; }

base::Result<registry::ExportPage> export_page(Call& call, const base::Params& query) {
  TRY(page, places(call, query));
  const bool en = call.language == "en";
  return call.house.store.read([&](store::Session& s) -> base::Result<registry::ExportPage> {
    const auto tree = call.house.areas.today(s, call.moment);
    std::vector<territory::PlaceId> ids;
    for (const PlaceView& p : page.items)
      if (p.within_id) ids.push_back(*p.within_id);
    std::map<territory::PlaceId, std::string> codes;
    for (const territory::Place& p : territory::places_by_ids(s, call.district(), ids)) codes[p.id] = p.code;
    registry::ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
    for (const PlaceView& p : page.items) {
      const territory::Area* area = tree->find(p.area_id);
      const KindWords& words = kinds[static_cast<std::size_t>(p.kind)];
      const std::string committee = p.owners_committee == OwnersCommittee::unknown ? "" : p.owners_committee == OwnersCommittee::yes ? (en ? "yes" : "是") : (en ? "no" : "否");
      out.rows.push_back({text(std::string(en ? words.en : words.zh)), text(p.code), text(p.name), text(area != nullptr ? area->code : std::string{}), text(p.address),
                          text(p.within_id ? codes[*p.within_id] : std::string{}), number(p.households), number(p.floors), text(p.property_company), text(committee),
                          degrees_cell(p.lon), degrees_cell(p.lat), p.valid_from});
    }
    return out;
  });
}

}  // namespace

const registry::ExportList& places_export() {
  static const registry::ExportList list = [] {
    registry::ExportList out{.code = "places", .path = "/api/v1/places", .name_zh = "小区楼宇街巷登记", .name_en = "Register of places", .action = "division.read"};
    for (const formats::SheetColumn& c : columns()) out.columns.push_back({c.names[0], c.names[1]});
    out.page = &export_page;
    return out;
  }();
  return list;
}

}  // namespace divisions
