// The timeline: the journal's events of one matter as sentences' parts, each measured against the clock that it met.
#include "base/iso.hpp"
#include "base/text.hpp"
#include "matters/rules.hpp"
#include "matters/list.hpp"
#include "matters/view.hpp"
#include "store/journal.hpp"

namespace matters {
namespace {

struct Reader {
  registry::Call& call;
  store::Session& session;
  const Readable& readable;
  std::map<base::PersonId, std::string> names{};
  std::map<base::MatterId, std::string> numbers{};  // of other matters that its events name
  std::vector<PhotoView> photos{};
  CaseState state{};              // folded up to the event before

  std::string stage_word(const std::string& id, bool zh) const {
    const workflow::Stage* s = readable.machine->stage(id);
    return s ? (zh ? s->zh : s->en) : id;
  }
  void add_photos(TimelineItem& item, const std::vector<base::FileId>& ids) const {
    for (const base::FileId id : ids)
      for (const PhotoView& each : photos)
        if (each.file_id == id) item.photos.push_back(each);
  }
  std::string source_word(const std::string& code, bool zh) const {
    for (const SourceKind& each : *readable.context.rules.sources)
      if (each.code == code) return zh ? each.zh : each.en;
    return code;
  }

  void reported(TimelineItem& item, const ReportedBody& b) const {
    item.params = {{"source", source_word(b.source, true)}, {"source_en", source_word(b.source, false)}, {"number", b.report_number}};
    add_photos(item, b.photos);
  }
  void imported(TimelineItem& item, const ImportedBody& b) const {
    item.at = b.happened_at;
    item.params = {{"source", source_word(b.source, true)}, {"source_en", source_word(b.source, false)}, {"ref", b.source_ref},
                   {"stage", stage_word(b.stage, true)}, {"stage_en", stage_word(b.stage, false)}, {"warning", b.warning}};
  }
  void marked(TimelineItem& item, const MarkedBody& b) const {
    item.params = {{"stage", stage_word(b.stage, true)}, {"stage_en", stage_word(b.stage, false)}};
    if (b.unit_id) item.params.emplace_back("unit", readable.context.units->name(*b.unit_id));
    if (!b.clocks.empty()) item.clock = clock_of(b.clocks.front().code, item.at);
  }
  void beside(TimelineItem& item, const BesideBody& b) const {
    const Loop& loop = *readable.context.rules.loop;
    if (const Rung* rung = b.rung ? loop.rung(*b.rung) : nullptr) item.params.insert(item.params.end(), {{"rung", rung->zh}, {"rung_en", rung->en}});
    if (const PauseCause* cause = b.cause ? loop.pause(*b.cause) : nullptr) item.params.insert(item.params.end(), {{"cause", cause->zh}, {"cause_en", cause->en}});
    if (b.question) item.reason = *b.question;
    if (b.granted) item.params.emplace_back("granted", *b.granted ? "yes" : "no");
    if (b.granted && item.kind == "extension_decided") item.kind = *b.granted ? "extension_granted" : "extension_refused";
    if (b.extension_until) item.params.emplace_back("until", readable.context.rules.zone().text(*b.extension_until));
    if (b.parts) item.params.emplace_back("parts", std::to_string(*b.parts));
    if (b.target)
      if (const workflow::ClockName* name = readable.context.rules.limits->clock("handle." + *b.target))
        item.params.insert(item.params.end(), {{"target", name->zh}, {"target_en", name->en}});
    if (b.other) item.params.emplace_back("other", other_number(*b.other));
  }
  // The number that is said aloud of another matter; its title may not be for this reader.
  std::string other_number(base::MatterId id) const {
    const auto it = numbers.find(id);
    return it == numbers.end() ? std::to_string(id.value) : it->second;
  }
  void moved(TimelineItem& item, const MovedBody& b) const {
    const Context& c = readable.context;
    item.reason = b.reason ? *b.reason : b.text.value_or("");
    if (b.category) {
      item.params.emplace_back("category", c.rules.category_zh(*b.category));
      item.params.emplace_back("category_en", c.rules.category_en(*b.category));
    }
    if (b.unit_id) item.params.emplace_back("unit", c.units->name(*b.unit_id));
    if (b.unit_id) item.params.emplace_back("unit_en", c.units->name(*b.unit_id, "en"));
    if (b.serial) item.params.emplace_back("serial", serial_text(*b.serial_year, *b.serial));
    if (b.area_id) item.params.emplace_back("area", c.tree->path_name(*b.area_id));
    if (b.review_on) item.params.emplace_back("review_on", base::iso(*b.review_on));
    if (b.outcome) item.params.emplace_back("outcome", *b.outcome);
    if (b.beside) beside(item, *b.beside);
    add_photos(item, b.photos);
    for (const workflow::ClockChange& change : b.clocks)
      if (change.change == workflow::ChangeKind::meet && !item.clock) item.clock = clock_of(change.code, item.at);
  }

  // The clock that ran until this event: how much of it was used, and whether that was in time.
  std::optional<TimelineClock> clock_of(const std::string& code, base::Instant at) const {
    const workflow::Clock* clock = workflow::live_clock(state.clocks, code);
    if (!clock) return std::nullopt;
    const workflow::ClockName* name = readable.context.rules.limits->clock(code);
    TimelineClock out{.code = code, .name_zh = name ? name->zh : code, .name_en = name ? name->en : code, .due_at = clock->due_at};
    out.on_time = !clock->due_at || at <= *clock->due_at;
    out.used_minutes = workflow::used_minutes(*clock, at);
    const auto rules = rules_of_clock(call.house, session, call.district(), readable.context.rules.zone(), *clock);
    if (rules && rules->row && rules->times) {
      std::vector<base::Pause> pauses;
      for (const workflow::Pause& p : clock->pauses) pauses.push_back({p.from, p.to});
      out.used_minutes = base::running_minutes(rules->row->limit.unit, clock->started_at, at, pauses, rules->times->rules());
    }
    return out;
  }

  base::Result<TimelineItem> item_of(const store::Event& e) const {
    TimelineItem item{.event_id = e.id, .seq = e.seq, .kind = e.kind.substr(e.kind.find('.') + 1), .at = e.happened_at};
    if (const auto it = names.find(e.actor.person); it != names.end()) item.who = it->second;
    if (const people::Post* post = readable.context.units->post(e.actor.post)) {
      item.post_name = post->name;
      item.unit_name = readable.context.units->name(post->org_unit);
    }
    if (item.kind == "reported") {
      TRY(b, described::parse<ReportedBody>(e.body));
      reported(item, b);
    } else if (item.kind == "imported") {
      TRY(b, described::parse<ImportedBody>(e.body));
      imported(item, b);
    } else if (item.kind == "unmasked") {
      TRY(b, described::parse<UnmaskedBody>(e.body));
      item.reason = b.reason;
    } else if (item.kind == "erased") {
      // says all by its kind
    } else if (item.kind == "warned" || item.kind == "overdue") {
      TRY(b, described::parse<MarkedBody>(e.body));
      marked(item, b);
    } else {
      TRY(b, described::parse<MovedBody>(e.body));
      moved(item, b);
    }
    return item;
  }
};

}  // namespace

base::Result<TimelineView> timeline(registry::Call& call, base::MatterId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<TimelineView> {
    TRY(r, readable(call, s, id));
    const auto events = store::events_of(s, call.district(), {std::string(subject_kind), id.value});
    std::vector<base::PersonId> persons;
    for (const store::Event& e : events)
      if (e.actor.person && std::find(persons.begin(), persons.end(), e.actor.person) == persons.end()) persons.push_back(e.actor.person);
    Reader reader{call, s, r};
    if (!persons.empty()) reader.names = people::person_names(s, call.district(), persons);
    std::vector<base::MatterId> others;
    for (const store::Event& e : events)
      if (e.body.find("\"beside\":{") != std::string::npos)
        if (const auto b = described::parse<MovedBody>(e.body); b && b->beside && b->beside->other) others.push_back(*b->beside->other);
    for (const MatterRecord& m : records_of(s, call.district(), others)) reader.numbers[m.id] = m.report_number;
    reader.photos = photos_of(s, call.district(), id);
    reader.state.record.district_id = call.district();
    TimelineView out;
    for (const store::Event& e : events) {
      TRY(item, reader.item_of(e));
      out.items.push_back(std::move(item));
      TRY(next, fold(std::move(reader.state), e.kind, e.body, e.personal, id, e.actor.person, e.happened_at));
      reader.state = std::move(next);
    }
    return out;
  });
}

}  // namespace matters
