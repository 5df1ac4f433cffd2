// The register from a spreadsheet: every row is checked before anything is written, faults say line and column, and all go in or none.
#include <algorithm>

#include "base/crypto.hpp"
#include "mechanisms/workforce/service.hpp"

namespace workforce {
namespace {

constexpr std::int64_t rows_max = 500;

struct Line { HireWorker hire{}; base::AreaId community{}; std::int64_t at{}; };

const std::vector<formats::SheetColumn>& columns() {
  static const std::vector<formats::SheetColumn> all{
      {"name", {"姓名", "Name"}, true}, {"phone", {"电话", "手机", "Phone"}, false}, {"grid", {"网格代码", "Grid code"}, true},
      {"kind", {"用工性质", "Kind"}, false}, {"from", {"入职日期", "From"}, true}, {"number", {"合同编号", "Contract number"}, true},
      {"to", {"合同止日", "Contract to"}, true}, {"probation", {"试用期止", "Probation to"}, false}};
  return all;
}

class Reader {
 public:
  Reader(Call& call, store::Session& s, const Ground& g) : call_(call), s_(s), g_(g) {
    for (const Posting& p : postings(s, call.district(), g.rules->post_kinds, g.today)) taken_.push_back(p.post);
  }

  std::vector<Line> lines(const formats::Sheet& sheet, std::vector<formats::SheetFault>& faults) {
    const formats::SheetColumns at(sheet, columns(), faults);
    std::vector<Line> out;
    if (!at.complete()) return out;
    for (const formats::SheetRow& row : at.rows()) out.push_back(line(at, row, faults));
    return out;
  }

 private:
  Line line(const formats::SheetColumns& at, const formats::SheetRow& row, std::vector<formats::SheetFault>& faults) {
    Line out{.at = row.line};
    HireWorker& h = out.hire;
    h.name = at.text(row, "name", faults);
    if (h.name.empty()) at.fault(row, "name", "workforce.who", faults);
    if (const std::string phone = at.text(row, "phone", faults); !phone.empty()) {
      h.phone = base::Phone::parse(phone);
      if (!h.phone) at.fault(row, "phone", "workforce.not_a_phone", faults);
    }
    const std::string kind = at.text(row, "kind", faults);
    if (kind == "兼职" || kind == "part_time") h.kind = WorkKind::part_time;
    else if (!kind.empty() && kind != "专职" && kind != "full_time") at.fault(row, "kind", "workforce.not_a_kind", faults);
    h.contract_number = at.text(row, "number", faults);
    if (h.contract_number.empty() || std::find(numbers_.begin(), numbers_.end(), h.contract_number) != numbers_.end() ||
        contract_taken(s_, call_.district(), h.contract_number))
      at.fault(row, "number", "workforce.contract_number_taken", faults, {{"number", h.contract_number}});
    numbers_.push_back(h.contract_number);
    const auto from = at.date(row, "from", faults), to = at.date(row, "to", faults);
    h.probation_to = at.date(row, "probation", faults);
    h.from = from.value_or(base::CivilDate{});
    h.contract_to = to.value_or(base::CivilDate{});
    if (from && to)
      if (const auto fits = may_hire(*g_.rules, *from, *to, h.probation_to); !fits) at.fault(row, "to", fits.error().reason, faults, fits.error().params);
    seat(at, row, out, faults);
    return out;
  }

  // A vacant worker's post of the grid, each given once.
  void seat(const formats::SheetColumns& at, const formats::SheetRow& row, Line& out, std::vector<formats::SheetFault>& faults) {
    const territory::Area* grid = g_.tree->by_code(at.text(row, "grid", faults));
    if (grid == nullptr || grid->kind != territory::AreaKind::grid) return at.fault(row, "grid", "workforce.no_such_grid", faults);
    out.community = g_.tree->community_of(grid->id)->id;
    if (!people::may(call_.principal, manage_action, scope_at(g_, out.community))) return at.fault(row, "grid", "workforce.not_your_community", faults);
    for (const people::Post& post : g_.units->posts())
      if (post.area == grid->id && g_.rules->is_worker_post(post.kind) && std::find(taken_.begin(), taken_.end(), post.id) == taken_.end()) {
        out.hire.post_id = post.id;
        taken_.push_back(post.id);
        return;
      }
    at.fault(row, "grid", "workforce.no_vacant_post", faults);
  }

  Call& call_;
  store::Session& s_;
  const Ground& g_;
  std::vector<base::PostId> taken_;
  std::vector<std::string> numbers_;
};

ImportResult result(std::int64_t rows, const std::vector<formats::SheetFault>& faults) {
  ImportResult out{.rows = rows};
  for (const formats::SheetFault& f : faults) out.faults.push_back({f.line, f.column, f.reason, f.params});
  return out;
}

}  // namespace

base::Result<ImportResult> import_workers(Call& call, std::int64_t, const ImportWorkers& c) {
  TRY_DO(people::need_action(call.principal, manage_action));
  const auto bytes = base::from_base64url(c.file);
  if (!bytes) return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{"/file", "workforce.not_a_file", {}}}});
  TRY(sheet, formats::read_sheet(*bytes, {.rows_max = rows_max + 1}));
  std::vector<formats::SheetFault> faults;
  const auto rows = static_cast<std::int64_t>(sheet.rows.size()) - 1;
  TRY_DO(call.house.store.read([&](store::Session& s) -> base::Done {
    TRY(g, ground(call, s));
    static_cast<void>(Reader(call, s, g).lines(sheet, faults));
    return {};
  }));
  if (c.dry_run || !faults.empty()) return result(rows, faults);
  return write<ImportResult>(call, {}, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<ImportResult> {
    std::vector<formats::SheetFault> late;   // what changed since the look before
    const auto lines = Reader(call, unit, g).lines(sheet, late);
    if (!late.empty()) return result(rows, late);
    ImportResult out{.rows = rows};
    for (const Line& line : lines) {
      TRY(person, people::create_person(unit, recorder(call), {.name = line.hire.name, .phone = line.hire.phone}));
      TRY(id, hire_in(call, unit, g, *call.principal.grants, person, line.hire, true));
      static_cast<void>(id);
      ++out.hired;
    }
    return out;
  });
}

}  // namespace workforce
