#include "mechanisms/audit/service.hpp"
#include "registry/room.hpp"
#include "store/verify.hpp"

namespace audit {
std::vector<registry::Route> routes();

namespace {

// The simulation and `redengine check`: the whole chain, or quickly that a subject's rows are sealed as they are.
std::string history_intact(registry::House& house, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  (void)house;
  if (subject.id != 0) return {};
  store::Verifier verifier(district, store::stored_heads(s, district));
  while (verifier.step(s, 2'000)) {
  }
  const auto& seen = verifier.result();
  return seen.intact() ? std::string{} : store::in_words(seen.findings.front());
}

}  // namespace
}  // namespace audit

extern const registry::Room audit_room;
const registry::Room audit_room{
    .code = "audit",
    .name_zh = "安全审计",
    .name_en = "Audit",
    .routes = &audit::routes,
    .jobs = {{std::string(audit::verify_job), audit::run_verification}},
    .actions = {{std::string(audit::read_action), "audit.action.read"}, {std::string(audit::verify_action), "audit.action.verify"}},
    .invariants = {{"the history is the one that was sealed", audit::history_intact}},
    .data_classes = {{"journal_personal", "body", "what an event says of persons", "who may read its subject, masked", "as its subject", "the subject's erasure"},
                     {"journal_personal", "on_behalf_of", "for whom and on what proof somebody else acted", "who may read the subject; the auditor", "as its subject",
                      "the subject's erasure"}},
};
