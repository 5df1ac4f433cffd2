// The resident's window: progress behind a private link, and a new link for who lost it.
#include "base/iso.hpp"
#include "base/report_number.hpp"
#include "matters/intake.hpp"
#include "matters/rules.hpp"
#include "matters/tables.hpp"
#include "matters/view.hpp"
#include "records/files/depot.hpp"
#include "store/districts.hpp"
#include "store/journal.hpp"

namespace matters {
namespace {

constexpr std::size_t prefix_chars = 3, token_chars = prefix_chars + 32;

std::unexpected<base::Error> no_such_link() { return base::fail(base::ErrorCode::gone, "matters.link_unknown"); }

struct Found {
  store::District district{};
  base::MatterId matter{};
};
base::Result<Found> find_link(store::Session& s, std::string_view token) {
  if (token.size() != token_chars) return no_such_link();
  const auto district = store::district_by_token_prefix(s, token.substr(0, prefix_chars));
  if (!district) return no_such_link();
  const auto id = by_link(s, district->id, token_hash(token));
  if (!id) return no_such_link();
  return Found{*district, *id};
}

void add_line(Progress& out, const Context& c, const store::Event& e) {
  ProgressLine line{.at = e.happened_at};
  const std::string kind = e.kind.substr(e.kind.find('.') + 1);
  if (kind == "unmasked" || kind == "erased" || kind == "warned" || kind == "overdue" || kind == "urged") return;
  line.key = "matters.public." + kind;
  if (kind == "reported" || kind == "imported") {
    line.params = {{"number", out.report_number}};
    if (const auto b = described::parse<ReportedBody>(e.body)) line.photos = b->photos;
  } else if (const auto b = described::parse<MovedBody>(e.body)) {
    if (b->unit_id) line.params.emplace_back("unit", c.units->name(*b->unit_id));
    if (b->serial) line.params.emplace_back("serial", serial_text(*b->serial_year, *b->serial));
    if (b->review_on) line.params.emplace_back("review_on", base::iso(*b->review_on));
    // Words that the form says the reporter reads, and what was done.
    const bool told = kind == "rejected" || kind == "held" || kind == "fed_back";
    line.params.emplace_back("words", told ? (b->reason ? *b->reason : b->text.value_or("")) : std::string{});
    if (kind == "fed_back" || kind == "inspected") line.photos = b->photos;
  }
  out.lines.push_back(std::move(line));
}

}  // namespace

base::Result<Progress> progress_by_token(registry::House& house, std::string_view token) {
  return house.store.read([&](store::Session& s) -> base::Result<Progress> {
    TRY(found, find_link(s, token));
    const store::Moment moment{.district = found.district.id, .now = store::district_now(found.district, house.real_clock.now()), .real_now = house.real_clock.now()};
    auto state = load(s, found.district.id, found.matter);
    if (!state) return no_such_link();
    TRY(c, context(house, s, moment));
    TRY(machine, machine_of(house, s, found.district.id, state->record.machine_version));
    const MatterRecord& m = state->record;
    Progress out{.district = found.district.id, .matter = m.id, .report_number = m.report_number, .title = m.title, .place = m.place};
    out.category_zh = c.rules.category_zh(m.category);
    out.category_en = c.rules.category_en(m.category);
    out.stage = m.stage;
    if (const workflow::Stage* stage = machine->stage(m.stage)) { out.stage_zh = stage->zh; out.stage_en = stage->en; }
    out.outcome = m.outcome.value_or("");
    if (m.unit_id) out.unit_name = c.units->name({*m.unit_id});
    out.reported_at = m.happened_at;
    out.expected_at = m.review_on ? std::optional(c.rules.zone().start_of(*m.review_on)) : m.due_at;
    // One date for the resident: while it is handled, the handling clock, whatever step runs beside it.
    if (const workflow::Clock* handle = workflow::live_clock(state->clocks, "handle"); handle && !m.review_on) out.expected_at = handle->due_at;
    out.closed_at = m.closed_at;
    out.on_hold = m.review_on.has_value();
    out.late = !m.closed_at && !out.on_hold && out.expected_at && moment.now > *out.expected_at;
    std::vector<Reached> reached;
    for (const store::Event& e : store::events_of(s, found.district.id, {std::string(subject_kind), m.id.value})) {
      add_line(out, c, e);
      if (e.kind == "matter.reported") reached.push_back({machine->first, e.happened_at, {}});
      else if (e.kind == "matter.unmasked" || e.kind == "matter.erased" || e.kind == "matter.warned" || e.kind == "matter.overdue") continue;
      else if (const auto b = described::parse<MovedBody>(e.body); b && !b->to.empty()) {
        std::erase_if(reached, [&](const Reached& r) { return r.stage == b->to; });
        reached.push_back({b->to, e.happened_at, {}});
      }
    }
    for (const StageView& v : strip(*machine, m.stage, reached, m.due_at)) out.steps.push_back({v.id, v.name_zh, v.name_en, v.state, v.at});
    return out;
  });
}

base::Result<std::string> photo_by_token(registry::House& house, std::string_view token, base::FileId file, bool small) {
  return house.store.read([&](store::Session& s) -> base::Result<std::string> {
    TRY(found, find_link(s, token));
    bool linked = false;
    for (const files::LinkedFile& f : files::of_subject(s, found.district.id, {std::string(subject_kind), found.matter.value}))
      linked = linked || (f.id == file && f.role != "confirm");
    if (!linked) return base::fail(base::ErrorCode::not_found, "matters.no_such_photo");
    return house.files.path_of(s, found.district.id, file, small);
  });
}

base::Result<std::string> link_again(registry::House& house, store::Moment moment, std::string_view report_number, const base::Phone& phone) {
  const auto number = base::read_report_number(report_number);
  return house.store.write({moment, {.channel = "public"}}, [&](store::Unit& unit) -> base::Result<std::string> {
    const auto id = number ? by_report_number(unit, unit.district(), *number) : std::nullopt;
    const auto who = id ? reporter(unit, unit.district(), *id) : std::nullopt;
    // One answer for all that does not fit, so that nobody can try out numbers.
    if (!who || !who->phone || who->phone->reveal() != phone.reveal()) return base::fail(base::ErrorCode::not_found, "matters.number_and_phone_do_not_fit");
    const auto district = store::district_by_id(unit, unit.district());
    const std::string token = new_token(district ? district->token_prefix : "", unit.random());
    insert_link(unit, *id, token_hash(token));
    return token;
  });
}

}  // namespace matters
