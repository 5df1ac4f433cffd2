// What the rows of a spreadsheet mean: pure. Every fault of every row is found before anything is written.
#include "base/text.hpp"
#include "mechanisms/organisations/sheets.hpp"
#include "people/rules.hpp"

namespace organisations {
namespace {

using formats::SheetColumns;
using formats::SheetFault;
using formats::SheetRow;

class Planner {
 public:
  Planner(SheetKind kind, const formats::Sheet& sheet, const World& world) : kind_(kind), world_(world), at_(sheet, sheet_columns(kind), out_.faults) {}

  SheetPlan plan() {
    if (!at_.complete()) return std::move(out_);
    for (const SheetRow& row : at_.rows()) {
      ++out_.lines;
      const std::size_t before = out_.faults.size();
      SheetStep step{.line = row.line};
      switch (kind_) {
        case SheetKind::units: unit(row, step); break;
        case SheetKind::posts: post(row, step); break;
        case SheetKind::persons: person(row, step); break;
        case SheetKind::appointments: appointment(row, step); break;
      }
      if (out_.faults.size() != before) continue;
      if (step.act.empty()) ++out_.known;
      else {
        ++(step.act.ends_with("_change") || step.act.ends_with("_close") ? out_.changed : out_.fresh);
        out_.steps.push_back(std::move(step));
      }
    }
    if (!out_.faults.empty()) out_.steps.clear();
    return std::move(out_);
  }

 private:
  std::string text(const SheetRow& row, std::string_view field, std::size_t max, bool needed) {
    const std::size_t before = out_.faults.size();
    std::string words = at_.text(row, field, out_.faults);
    if (out_.faults.size() != before) return {};
    if (needed && words.empty()) at_.fault(row, field, "organisations.sheet_empty_cell", out_.faults);
    if (base::code_points(words) > max) at_.fault(row, field, "organisations.sheet_too_long", out_.faults, {{"max", std::to_string(max)}});
    return words;
  }
  void wrong(const SheetRow& row, std::string_view field, std::string reason, std::string value) {
    at_.fault(row, field, std::move(reason), out_.faults, {{"value", base::cut(value, 40)}});
  }
  base::CivilDate day(const SheetRow& row, std::string_view field) {  // absent: today
    return at_.date(row, field, out_.faults).value_or(world_.ground.today);
  }
  base::AreaId area(const SheetRow& row, bool needed) {
    const std::string code = text(row, "area", 40, needed);
    if (code.empty()) return {};
    const territory::Area* found = world_.ground.tree->by_code(code);
    if (found == nullptr) found = world_.ground.tree->by_name(code);
    if (found == nullptr) wrong(row, "area", "organisations.sheet_no_area", code);
    return found != nullptr ? found->id : base::AreaId{};
  }
  const people::OrgUnit* unit_of(const SheetRow& row) {
    const std::string code = text(row, "unit", 40, true);
    const people::OrgUnit* found = code.empty() ? nullptr : world_.ground.units->by_code(code);
    if (found == nullptr && !code.empty()) wrong(row, "unit", "organisations.sheet_no_unit", code);
    return found;
  }

  void unit(const SheetRow& row, SheetStep& s) {
    s.code = text(row, "code", 40, true);
    s.name = text(row, "name", 60, true);
    s.name_en = text(row, "name_en", 80, false);
    s.kind = text(row, "kind", 40, true);
    s.parent_code = text(row, "parent", 40, false);
    s.area = area(row, true);
    s.from = day(row, "from");
    s.to = at_.date(row, "to", out_.faults);
    const std::string tree = text(row, "tree", 20, true);
    if (tree == "行政" || tree == "administrative") s.tree = people::OrgTree::administrative;
    else if (tree == "党组织" || tree == "党" || tree == "party") s.tree = people::OrgTree::party;
    else if (!tree.empty()) wrong(row, "tree", "organisations.sheet_no_tree", tree);
    if (!s.code.empty() && !seen_.insert(s.code).second) return wrong(row, "code", "organisations.sheet_twice", s.code);
    const people::OrgUnit* parent = world_.ground.units->by_code(s.parent_code);
    const auto in_file = trees_.find(s.parent_code);
    if (!s.parent_code.empty() && parent == nullptr && in_file == trees_.end()) wrong(row, "parent", "organisations.sheet_no_parent", s.parent_code);
    else if (s.tree && ((parent != nullptr && parent->tree != *s.tree) || (parent == nullptr && in_file != trees_.end() && in_file->second != *s.tree)))
      wrong(row, "parent", "people.parent_does_not_fit", s.parent_code);
    if (s.tree) trees_.emplace(s.code, *s.tree);
    const people::OrgUnit* known = world_.ground.units->by_code(s.code);
    if (known == nullptr) {
      if (world_.codes.contains(s.code)) wrong(row, "code", "organisations.sheet_closed_unit", s.code);
      if (s.to) wrong(row, "to", "organisations.sheet_new_and_closed", s.code);
      s.act = "unit";
      return;
    }
    const people::OrgUnit* above = world_.ground.units->find(known->parent);
    if (known->tree != s.tree) wrong(row, "tree", "organisations.sheet_fixed", tree);
    if (known->kind != s.kind) wrong(row, "kind", "organisations.sheet_fixed", s.kind);
    if (s.to && !known->valid_to) s.act = "unit_close";
    else if (known->name != s.name || (at_.has("name_en") && known->name_en != s.name_en) || (above != nullptr ? above->code : std::string{}) != s.parent_code ||
             known->area != s.area) {
      s.act = "unit_change";
      s.from = world_.ground.today;   // from today on; what was before stays
    }
  }

  void post(const SheetRow& row, SheetStep& s) {
    const people::OrgUnit* office = unit_of(row);
    s.kind = text(row, "kind", 40, true);
    s.name = text(row, "name", 60, false);
    s.area = area(row, false);
    s.from = at_.has("from") ? day(row, "from") : world_.ground.today;
    const people::PostKind* kind = kind_of(s.kind);
    if (kind == nullptr) {
      if (!s.kind.empty()) wrong(row, "kind", "organisations.sheet_no_post_kind", s.kind);
      return;
    }
    s.kind = kind->kind;
    if (s.name.empty()) s.name = kind->name_zh;
    if (office == nullptr) return;
    const auto& fits = kind->unit_kinds;
    if (!fits.empty() && std::find(fits.begin(), fits.end(), office->kind) == fits.end())
      at_.fault(row, "kind", "people.post_does_not_fit_unit", out_.faults, {{"kind_zh", kind->name_zh}, {"kind_en", kind->name_en}, {"unit", office->name}});
    s.code = office->code;
    if (*s.from < office->valid_from) at_.fault(row, "from", "people.outside_the_unit", out_.faults);
    if (known_post(row, "post", *office, s.kind, s.name)) return;
    s.act = "post";
  }

  // The same seat as a row of the district: by its number, else the nth of its name in the unit.
  const people::Post* known_post(const SheetRow& row, std::string_view field, const people::OrgUnit& office, const std::string& kind, const std::string& name) {
    if (at_.has(field))
      if (const people::Post* p = post_of_number(row, field); p != nullptr && p->org_unit == office.id) {
        taken_.insert(p->id);
        return p;
      }
    for (const people::Post* p : world_.ground.units->posts_of(office.id, kind))
      if (p->name == name && taken_.insert(p->id).second) return p;
    return nullptr;
  }
  const people::Post* post_of_number(const SheetRow& row, std::string_view field) {
    const std::string number = text(row, field, 20, false);
    if (number.empty()) return nullptr;
    std::int64_t id = 0;
    std::from_chars(number.data(), number.data() + number.size(), id);
    return world_.ground.units->post(base::PostId{id});
  }
  const people::PostKind* kind_of(const std::string& word) const {
    if (const people::PostKind* kind = world_.grants->post_kind(word)) return kind;
    for (const people::PostKind& kind : world_.grants->post_kinds())
      if (kind.name_zh == word) return &kind;
    return nullptr;
  }

  void person(const SheetRow& row, SheetStep& s) {
    s.name = text(row, "name", 60, true);
    s.note = text(row, "note", 200, false);
    const std::string phone = text(row, "phone", 30, false);
    const bool masked = phone.find('*') != std::string::npos;   // as exports show it: it says nothing new
    if (!phone.empty() && !masked) {
      const auto parsed = base::Phone::parse(phone);
      if (!parsed) wrong(row, "phone", "organisations.sheet_no_phone", base::cut(phone, 4));
      else s.phone = parsed->reveal();
    }
    if (const KnownPerson* known = person_of_number(row)) {
      if (known->name != s.name) {
        s.act = "person_change";
        s.person = known->id;
      } else if (!s.phone.empty() && known->phone != s.phone) {
        s.act = "person_change";
        s.person = known->id;
      }
      return;
    }
    for (const KnownPerson& p : world_.persons)
      if (p.name == s.name && (s.phone.empty() || p.phone == s.phone)) return;
    if (!seen_.insert(s.name + "/" + s.phone).second) return wrong(row, "name", "organisations.sheet_twice", s.name);
    s.act = "person";
  }
  const KnownPerson* person_of_number(const SheetRow& row) {
    const std::string number = text(row, "person", 20, false);
    std::int64_t id = 0;
    std::from_chars(number.data(), number.data() + number.size(), id);
    for (const KnownPerson& p : world_.persons)
      if (p.id.value == id && id != 0) return &p;
    return nullptr;
  }
  const KnownPerson* person_of_row(const SheetRow& row) {
    const std::string name = text(row, "name", 60, true);
    if (const KnownPerson* known = person_of_number(row)) {
      if (known->name != name) wrong(row, "name", "organisations.sheet_other_person", name);
      return known;
    }
    const KnownPerson* found = nullptr;
    for (const KnownPerson& p : world_.persons) {
      if (p.name != name) continue;
      if (found != nullptr) {
        wrong(row, "name", "organisations.sheet_several_persons", name);
        return nullptr;
      }
      found = &p;
    }
    if (found == nullptr && !name.empty()) wrong(row, "name", "organisations.sheet_no_person", name);
    return found;
  }

  void appointment(const SheetRow& row, SheetStep& s) {
    const KnownPerson* who = person_of_row(row);
    const people::OrgUnit* office = unit_of(row);
    s.from = at_.date(row, "from", out_.faults);
    s.to = at_.date(row, "to", out_.faults);
    s.letter = text(row, "letter", 60, false);
    s.source = text(row, "source", 40, false);
    if (!s.from) at_.fault(row, "from", "organisations.sheet_empty_cell", out_.faults);
    if (who == nullptr || office == nullptr || !s.from) return;
    s.person = who->id;
    const std::string kind_word = text(row, "kind", 40, true), name = text(row, "name_of_post", 60, false);
    const people::PostKind* kind = kind_of(kind_word);
    if (kind == nullptr) return wrong(row, "kind", "organisations.sheet_no_post_kind", kind_word);
    source(row, *kind, s);
    const people::Post* seat = seat_for(row, *office, kind->kind, name.empty() ? kind->name_zh : name, s);
    if (seat == nullptr) return wrong(row, "name_of_post", "organisations.sheet_no_seat", name.empty() ? kind->name_zh : name);
    s.post = seat->id;
    if (known_) {
      known_ = false;
      return;
    }
    planned_.push_back({{}, s.post, s.person, *s.from, s.to});
    s.act = "appointment";
  }
  void source(const SheetRow& row, const people::PostKind& kind, SheetStep& s) {
    if (s.source.empty()) return;
    for (const people::PostSource& each : kind.sources)
      if (each.source == s.source || each.name_zh == s.source) {
        s.source = each.source;
        return;
      }
    wrong(row, "source", "organisations.sheet_no_source", s.source);
  }
  // The seat in which the person stands already from that day, else one of its name that is free in those days.
  const people::Post* seat_for(const SheetRow& row, const people::OrgUnit& office, const std::string& kind, const std::string& name, const SheetStep& s) {
    std::vector<const people::Post*> seats;
    if (const people::Post* p = post_of_number(row, "post"); p != nullptr && p->org_unit == office.id) seats.push_back(p);
    else
      for (const people::Post* each : world_.ground.units->posts_of(office.id, kind))
        if (each->name == name) seats.push_back(each);
    for (const people::Post* p : seats)
      for (const KnownAppointment& a : world_.appointments)
        if (a.post == p->id && a.person == s.person && a.from == *s.from) {
          known_ = true;
          return p;
        }
    const people::Span span{*s.from, s.to};
    for (const people::Post* p : seats) {
      const auto taken = [&](const KnownAppointment& a) { return a.post == p->id && people::overlap({a.from, a.to}, span); };
      if (std::none_of(world_.appointments.begin(), world_.appointments.end(), taken) && std::none_of(planned_.begin(), planned_.end(), taken)) return p;
    }
    return seats.empty() ? nullptr : seats.front();   // held: the law says by whom
  }

  SheetPlan out_;
  SheetKind kind_;
  const World& world_;
  SheetColumns at_;
  std::set<std::string> seen_;
  std::map<std::string, people::OrgTree> trees_;
  std::set<base::PostId> taken_;
  std::vector<KnownAppointment> planned_;
  bool known_ = false;
};

}  // namespace

std::vector<formats::SheetColumn> sheet_columns(SheetKind kind) {
  switch (kind) {
    case SheetKind::units:
      return {{"code", {"机构代码", "Code"}, true}, {"name", {"机构名称", "Name"}, true}, {"name_en", {"英文名称", "English name"}}, {"tree", {"树", "Tree"}, true},
              {"kind", {"种类", "Kind"}, true}, {"parent", {"上级机构代码", "Parent code"}}, {"area", {"区域代码", "Area code"}, true}, {"from", {"起日", "From"}},
              {"to", {"止日", "To"}}};
    case SheetKind::posts:
      return {{"post", {"岗位编号", "Post number"}}, {"unit", {"机构代码", "Code"}, true}, {"kind", {"岗位种类", "Kind of post"}, true}, {"name", {"岗位名称", "Post"}},
              {"area", {"区域代码", "Area code"}}, {"from", {"起日", "From"}}};
    case SheetKind::persons:
      return {{"person", {"人员编号", "Person number"}}, {"name", {"姓名", "Name"}, true}, {"phone", {"电话", "Phone"}}, {"note", {"备注", "Note"}}};
    case SheetKind::appointments:
      return {{"person", {"人员编号", "Person number"}}, {"name", {"姓名", "Name"}, true}, {"post", {"岗位编号", "Post number"}}, {"unit", {"机构代码", "Code"}, true},
              {"kind", {"岗位种类", "Kind of post"}, true}, {"name_of_post", {"岗位名称", "Post"}}, {"from", {"任职日期", "From"}, true}, {"to", {"任期届满", "To"}},
              {"letter", {"任命文号", "Letter"}}, {"source", {"兼职来源", "Source"}}};
  }
  return {};
}

SheetPlan plan_sheet(SheetKind kind, const formats::Sheet& sheet, const World& world) { return Planner(kind, sheet, world).plan(); }

}  // namespace organisations
