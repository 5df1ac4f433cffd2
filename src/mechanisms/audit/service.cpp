#include "mechanisms/audit/service.hpp"

#include <fmt/format.h>

#include "base/iso.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/room.hpp"
#include "store/districts.hpp"
#include "store/idempotency.hpp"
#include "store/sealer.hpp"
#include "store/verify.hpp"

namespace audit {
namespace {

using registry::Call;

constexpr int chunk_rows = 1'000;
constexpr int verifications_shown = 20;
constexpr base::Duration clock_slack = base::hours(1);  // servers' clocks, and units that waited
constexpr std::string_view given_head = "given";

people::Scope whole_district(const Call& call) { return {.kind = "district", .id = call.district().value}; }

// Ids follow the real clock and the district's clock is ahead of it by an offset that only grows (demo mode), so a time span bounds the
// ids: from below always, from above where the two are one.
store::JournalQuery query_of(const Call& call, const Question& q) {
  store::JournalQuery out{.subject = q.subject, .person = q.person, .kind = q.kind, .from = q.from, .to = q.to, .before = q.before, .limit = q.limit + 1};
  const base::Duration offset = call.moment.now - call.moment.real_now;
  if (q.from) out.recorded_from = *q.from - offset - clock_slack;
  if (q.to && offset.micros == 0) out.recorded_to = *q.to + clock_slack;
  return out;
}

// Names for the ids of one page: three look-ups in memory and one statement.
class Names {
 public:
  Names(Call& call, store::Session& s, const std::vector<store::Event>& events)
      : tree_(call.house.areas.today(s, call.moment)), units_(call.house.people.units(s, call.district(), call.house.areas.civil_today(s, call.moment))) {
    std::vector<base::PersonId> persons;
    for (const auto& e : events)
      if (e.actor.person) persons.push_back(e.actor.person);
    std::ranges::sort(persons);
    persons.erase(std::ranges::unique(persons).begin(), persons.end());
    if (!persons.empty()) persons_ = people::person_names(s, call.district(), persons);
  }
  template <class View>
  void actor(View& view, const store::Event& e) const {
    if (e.actor.person) {
      view.person_id = e.actor.person;
      if (const auto name = persons_.find(e.actor.person); name != persons_.end()) view.person_name = name->second;
    }
    const people::Post* post = e.actor.post ? units_->post(e.actor.post) : nullptr;
    if (post == nullptr) return;
    view.post_name = post->name;
    view.unit_name = units_->name(post->org_unit);
  }
  [[nodiscard]] std::optional<std::string> area(base::AreaId id) const {
    const territory::Area* found = id ? tree_->find(id) : nullptr;
    if (found == nullptr) return std::nullopt;
    std::string path = tree_->path_name(id);
    return path.empty() ? found->name : path;
  }

 private:
  std::shared_ptr<const territory::Tree> tree_;
  std::shared_ptr<const people::Units> units_;
  std::map<base::PersonId, std::string> persons_;
};

JournalRow journal_row(const store::Event& e, const Names& names) {
  JournalRow row{.id = e.id, .seq = e.seq, .at = e.happened_at, .recorded_at = e.recorded_at, .kind = e.kind, .subject_kind = e.subject.kind,
                 .subject_id = {e.subject.id}, .on_behalf_of = e.actor.on_behalf_of, .channel = e.actor.channel, .definition = e.definition};
  names.actor(row, e);
  if (e.area) row.area_id = e.area;
  row.area_name = names.area(e.area);
  row.body.text = e.body;
  row.personal = e.personal_commitment.empty() ? Personal::none : e.personal.empty() && e.actor.on_behalf_of.empty() ? Personal::erased : Personal::kept;
  return row;
}

UnmaskingRow unmasking_row(const store::Event& e, const Names& names) {
  UnmaskingRow row{.id = e.id, .seq = e.seq, .at = e.happened_at, .reason = reason_of(e.body), .kind = e.kind, .subject_kind = e.subject.kind, .subject_id = {e.subject.id}};
  names.actor(row, e);
  return row;
}

template <class View>
Rows<View> page(Call& call, store::JournalQuery query, View (*view)(const store::Event&, const Names&)) {
  return call.house.store.read([&](store::Session& s) {
    auto events = store::journal_page(s, call.district(), query);
    const bool more = static_cast<int>(events.size()) == query.limit;
    if (more) events.pop_back();
    const Names names(call, s, events);
    Rows<View> out;
    for (const auto& e : events) out.items.push_back(view(e, names));
    if (more) out.next = std::to_string(events.back().id.value);
    out.total_at_least = static_cast<std::int64_t>(out.items.size()) + (more ? 1 : 0);
    return out;
  });
}

VerificationView view_of(const store::JobView& job) {
  VerificationView out{.job_id = job.id, .state = job.state, .progress_done = job.progress_done, .progress_total = job.progress_total};
  if (job.state == "failed") out.error = job.error;
  if (job.state != "done") return out;
  if (auto result = described::parse<store::Verification>(job.result)) {
    out.intact = result->intact();
    out.result = *std::move(result);
  }
  return out;
}

std::vector<store::ExpectedHead> expected_heads(registry::House& house, base::DistrictId district, const VerifyJournal& given) {
  auto out = house.store.read([&](store::Session& s) { return store::stored_heads(s, district); });
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  if (const std::string& file = house.sealer.options().head_file; row && !file.empty())
    for (auto& head : store::filed_heads(file, row->code)) {
      const bool known = std::ranges::any_of(out, [&](const store::ExpectedHead& h) { return h.seq == head.seq && h.hash == head.hash; });
      if (!known) out.push_back(std::move(head));
    }
  if (given.head_seq > 0) out.push_back({std::string(given_head), given.head_seq, given.head_hash});
  return out;
}

base::Done record_verdict(registry::House& house, store::JobRun& run, const store::Verification& v) {
  const store::Work work{.moment = run.moment(), .actor = {.person = run.view().asked_by}};
  return house.store.write(work, [&](store::Unit& unit) -> base::Done {
    const VerifiedBody body{.intact = v.intact(), .rows = v.rows, .findings = v.findings_total, .heads = v.heads, .seq = v.seq, .hash = v.hash};
    TRY(recorded, registry::record(house, unit, {.kind = "journal.verified", .subject = {"verification", run.view().id.value}, .body = described::to_json(body)}));
    (void)recorded;
    return {};
  });
}

}  // namespace

base::Result<Rows<JournalRow>> journal(Call& call, const Question& q) {
  if (auto may = people::may(call.principal, read_action, whole_district(call)); !may) return std::unexpected(std::move(may).error());
  return page(call, query_of(call, q), journal_row);
}

base::Result<Rows<UnmaskingRow>> unmaskings(Call& call, const Question& q) {
  if (auto may = people::may(call.principal, read_action, whole_district(call)); !may) return std::unexpected(std::move(may).error());
  store::JournalQuery query = query_of(call, q);
  query.unmaskings = true;
  return page(call, std::move(query), unmasking_row);
}

Rows<HeadView> heads(Call& call, std::optional<base::CivilDate> before, int limit) {
  const auto found = call.house.store.read([&](store::Session& s) { return store::daily_heads(s, call.district(), before, limit + 1); });
  Rows<HeadView> out;
  for (const auto& head : found)
    if (static_cast<int>(out.items.size()) < limit) out.items.push_back({head.day, head.seq, head.hash, head.made_at});
  if (found.size() > out.items.size()) out.next = base::iso(out.items.back().date);
  out.total_at_least = static_cast<std::int64_t>(found.size());
  return out;
}

base::Result<VerificationStarted> start_verification(Call& call, const VerifyJournal& command) {
  TRY_DO(check_head(command));
  TRY(post, people::may(call.principal, verify_action, whole_district(call)));
  TRY(answer, call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<std::string> {
    return store::once(unit, call.client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      const auto id = store::enqueue(u, {.kind = std::string(verify_job),
                                         .dedupe_key = fmt::format("{}:{}:{}", call.principal.person.value, command.head_seq, command.head_hash),
                                         .payload = described::to_json(command), .due_at = u.now()});
      return described::to_json(VerificationStarted{id});
    });
  }));
  return described::parse<VerificationStarted>(answer);
}

base::Result<VerificationView> verification(Call& call, base::JobId id) {
  if (auto may = people::may(call.principal, verify_action, whole_district(call)); !may) return std::unexpected(std::move(may).error());
  const auto job = call.house.store.read([&](store::Session& s) { return store::job(s, call.district(), id); });
  if (!job || job->kind != verify_job) return base::fail(base::ErrorCode::not_found, "audit.no_such_verification");
  return view_of(*job);
}

std::vector<VerificationView> verifications(Call& call) {
  const auto jobs = call.house.store.read([&](store::Session& s) { return store::jobs_of(s, call.district(), verify_job, "", verifications_shown); });
  std::vector<VerificationView> out;
  for (const auto& job : jobs) out.push_back(view_of(job));
  return out;
}

base::Result<store::JobDone> run_verification(registry::House& house, store::JobRun& run) {
  TRY(given, described::parse<VerifyJournal>(run.view().payload));
  store::Verifier verifier(run.district(), expected_heads(house, run.district(), given));
  if (!run.mark().empty()) verifier.resume(run.mark());
  for (bool more = true; more;) {
    more = house.store.read([&](store::Session& s) { return verifier.step(s, chunk_rows); });
    const store::Verification& so_far = verifier.result();
    TRY_DO(house.store.write(store::Work{.moment = run.moment()}, [&](store::Unit& unit) -> base::Done {
      run.progress(unit, so_far.rows, so_far.rows_total, verifier.state());
      return {};
    }));
    if (more && run.stopping()) return store::JobDone{.finished = false};
  }
  TRY_DO(record_verdict(house, run, verifier.result()));
  return store::JobDone{.result = described::to_json(verifier.result())};
}

}  // namespace audit
