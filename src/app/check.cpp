// `redengine check`: the statements, the laws of every room; and in a demo district, where everybody may look through any role's eyes, that each
// paper prints from some record without a field that it does not know, and that each room's search answers by words and by initials.
#include <fmt/format.h>

#include <cstdio>
#include <set>

#include "app/commands.hpp"
#include "mechanisms/papers/service.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "people/sessions.hpp"
#include "store/journal.hpp"
#include "territory/territory.hpp"

namespace app {
namespace {

constexpr int records_tried = 60;                     // of a kind, the newest
constexpr const char* looked_for[] = {"槐园", "路灯", "社区", "检查", "网格", "排查", "hysq", "ld", "sq", "jc", "wg", "pc"};

struct Verdicts {
  std::string district{};
  int broken{};
  void none(const std::string& what, const std::string& why) const { fmt::print("none: {}: {}: {}\n", district, what, why); }
  void say(const std::string& what, const std::string& fault) {
    if (fault.empty()) fmt::print("holds: {}: {}\n", district, what);
    else fmt::print("broken: {}: {}: {}\n", district, what, fault);
    broken += fault.empty() ? 0 : 1;
  }
};

// Everybody who has a card in the demo, as they would stand before the screens now.
std::vector<registry::Call> visitors(Program& program, const store::District& d) {
  registry::House& house = program.house();
  const store::Moment moment = program.moment(d);
  return house.store.read([&](store::Session& s) {
    std::vector<registry::Call> out;
    const auto today = house.areas.civil_today(s, moment);
    const auto grants = house.people.grants(s, d.id, today);
    if (!grants) return out;
    for (const people::DemoCard& card : people::demo_cards(s, d.id, today)) {
      const auto account = people::account_by_demo_role(s, d.id, card.role);
      if (!account) continue;
      registry::Call& call = out.emplace_back(registry::Call{.house = house, .moment = moment, .time_zone = d.time_zone});
      call.principal = {.district = d.id, .account = {1}, .person = account->person};
      call.principal.name = people::person_name(s, d.id, account->person);
      call.principal.posts = people::posts_held(s, d.id, account->person, today);
      call.principal.grants = *grants;
    }
    return out;
  });
}

// Areas and organisations are records of their own; of all others the journal knows the newest.
std::vector<std::int64_t> records(Program& program, const store::District& d, const std::string& subject_kind) {
  registry::House& house = program.house();
  return house.store.read([&](store::Session& s) {
    std::vector<std::int64_t> out;
    const auto tree = house.areas.today(s, program.moment(d));
    if (subject_kind == "area") {
      for (const territory::Area& area : tree->all()) out.push_back(area.id.value);
      return out;
    }
    std::set<std::int64_t> known;
    for (const store::Event& e : store::journal_page(s, d.id, {.subject = {subject_kind, 0}, .limit = 20 * records_tried}))
      if (known.size() < records_tried && known.insert(e.subject.id).second) out.push_back(e.subject.id);
    return out;
  });
}

// A refusal says that this record prints no such paper yet; a field that nobody fills, or a break, is a fault of the program.
void print_one(std::vector<registry::Call>& visitors, const registry::PaperKind& kind, const std::vector<std::int64_t>& of, Verdicts& out) {
  const std::string what = fmt::format("paper {} prints", kind.code);
  std::string last = "no record that it prints from";
  for (registry::Call& call : visitors) {
    if (!people::has_action(call.principal, kind.action)) continue;
    for (const std::int64_t id : of) {
      const auto page = papers::preview(call, kind.code, {id});
      if (page) return out.say(what, {});
      last = in_words(call.house, page.error());
      if (page.error().code == base::ErrorCode::invalid || page.error().code == base::ErrorCode::malformed) return out.say(what, last);
    }
  }
  out.none(what, last);
}

void papers_print(Program& program, const store::District& d, std::vector<registry::Call>& visitors, Verdicts& out) {
  for (const registry::Room* room : program.house().rooms.all())
    for (const registry::PaperKind& kind : room->papers)
      print_one(visitors, kind, records(program, d, kind.subject_kind), out);
}

void searches_answer(Program& program, std::vector<registry::Call>& visitors, Verdicts& out) {
  for (const registry::Room* room : program.house().rooms.all())
    for (const registry::Searcher& searcher : room->searchers) {
      std::string fault;
      std::size_t found = 0;
      for (registry::Call& call : visitors)
        for (const char* words : looked_for) {
          const auto hits = searcher.find(call, words, 5);
          if (!hits) fault = fmt::format("\"{}\": {}", words, in_words(call.house, hits.error()));
          else if (hits->size() > 5) fault = fmt::format("\"{}\": more hits than asked for", words);
          else found += hits->size();
        }
      const std::string what = fmt::format("search {} answers", searcher.code);
      if (fault.empty() && found == 0) out.none(what, "nothing is found, whoever looks");
      else out.say(what, fault);
    }
}

}  // namespace

int check(const Config& config) {
  Program program(config);
  int broken = 0;
  for (const std::string& fault : program.store().prepare_all()) {
    fmt::print("broken: statement: {}\n", fault);
    ++broken;
  }
  for (const store::District& d : program.districts()) {
    Verdicts out{d.code};
    for (const registry::Room* room : program.house().rooms.all())
      for (const registry::Invariant& invariant : room->invariants)
        out.say(invariant.name, program.store().read([&](store::Session& s) { return invariant.check(program.house(), s, d.id, base::Subject{}); }));
    if (d.demo) {
      auto people = visitors(program, d);
      if (!people.empty()) {
        papers_print(program, d, people, out);
        searches_answer(program, people, out);
      }
    }
    broken += out.broken;
  }
  return broken == 0 ? 0 : 1;
}

}  // namespace app
