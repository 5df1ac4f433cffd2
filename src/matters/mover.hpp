// One matter inside a unit while it is moved: loaded under its lock, moved by the machine it began with, saved with its event. What a
// move means for other matters (parts, merged ones) is in related.cpp.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "matters/context.hpp"
#include "matters/model.hpp"
#include "matters/rules.hpp"
#include "registry/call.hpp"

namespace matters {

struct Step {
  std::string verb{};
  MoveMatter form{};
};

// What guards ask of one matter and one person, as far as the matter itself and the rules in force say it.
[[nodiscard]] GuardFacts plain_facts(const people::Principal&, const Context&, const MatterRecord&, base::Instant now);

class Mover {
 public:
  // The caller holds the lock and has loaded the state.
  Mover(registry::Call& call, store::Unit& unit, const Context& context, base::PostId post, CaseState state)
      : call_(call), unit_(unit), context_(context), post_(post), state_(std::move(state)), before_(state_) {}

  [[nodiscard]] base::Done load_machine();
  [[nodiscard]] base::Done make(const Step&);                              // by a person: asks for the right
  [[nodiscard]] base::Done make_automatic(std::string_view move, const MoveMatter& form, const BesideBody&);  // by the room: guards are asked, rights are not
  // An event that is no move of the machine: what another matter did to this one.
  [[nodiscard]] base::Done note(std::string_view event, std::vector<std::string> effects, const BesideBody&);
  // Rows, clocks and dues as they have become.
  void write();

  [[nodiscard]] const CaseState& before() const { return before_; }
  [[nodiscard]] const CaseState& state() const { return state_; }
  [[nodiscard]] const MatterRecord& record() const { return state_.record; }
  [[nodiscard]] const workflow::Machine& machine() const { return *machine_; }
  [[nodiscard]] const workflow::Move* last() const { return last_; }
  [[nodiscard]] const std::vector<SplitPart>& parts() const { return parts_; }   // of a split that was made

 private:
  [[nodiscard]] base::Done decide_and_save(const workflow::Move&, const MoveMatter&, const BesideBody&, bool by_person);
  [[nodiscard]] base::Done read_form(const MoveMatter&);
  [[nodiscard]] base::Done read_parts(const MoveMatter&) const;
  [[nodiscard]] base::Result<GuardFacts> facts_of(const workflow::Move&, const MoveMatter&) const;
  void facts_of_form(GuardFacts&, const workflow::Move&, const MoveMatter&) const;
  [[nodiscard]] base::Done facts_of_others(GuardFacts&, const workflow::Move&, const MoveMatter&) const;
  [[nodiscard]] MovedBody body_of(const workflow::Decision&, const MoveMatter&) const;
  void tell_beside(MovedBody&, const workflow::Move&, const MoveMatter&) const;
  void tell_extension(BesideBody&, const MoveMatter&, bool deciding) const;
  [[nodiscard]] base::Done plan_clocks(const workflow::Decision&, const MoveMatter&, MovedBody&) const;
  [[nodiscard]] base::Done plan_extension(const MoveMatter&, MovedBody&) const;
  void give_serial(MovedBody&) const;
  [[nodiscard]] base::Done save(std::string_view event, std::string_view role, MovedBody, const PersonalAnswer&);
  void remind();
  [[nodiscard]] std::optional<base::Limit> asked_for(const MoveMatter&) const;
  [[nodiscard]] const people::HeldPost* acting_post() const;

  registry::Call& call_;
  store::Unit& unit_;
  const Context& context_;
  base::PostId post_;
  CaseState state_, before_;
  std::shared_ptr<const workflow::Machine> machine_{};
  const workflow::Move* last_{};
  std::optional<Place> place_{};
  std::vector<SplitPart> parts_{};
};

[[nodiscard]] base::Error field_error(std::string path, std::string reason, base::Params params = {});

// After a matter was moved: its parts are born or taken back, what it goes into takes its hands, the whole hears of an ended part.
[[nodiscard]] base::Done settle_others(registry::Call&, store::Unit&, const Context&, base::PostId post, const Mover&);

}  // namespace matters
