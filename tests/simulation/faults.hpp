// Faults at the store's port, chosen by seed: a database that goes away before a unit, in the middle of one, or after its COMMIT
// (so that nobody knows whether it happened), one that makes a unit run again, one that gives no snapshot, and one that is gone for minutes.
#pragma once
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "store/store.hpp"

namespace simulation {

inline constexpr std::string_view fault_words = "simulated: ";

struct FaultCounts { std::uint64_t before{}, torn{}, again{}, after{}, snapshots{}, gone{}; };

class FaultyStore final : public store::Store {
 public:
  FaultyStore(std::unique_ptr<store::Store> inner, std::shared_ptr<base::Random> random) : inner_(std::move(inner)), random_(std::move(random)) {}

  bool armed = false;
  bool gone = false;                                // nothing is answered until it is back
  std::uint64_t one_in = 40;                        // so often each kind of trouble
  std::function<void()> committed{};                // after each unit that was committed, outside of it
  FaultCounts counts{};

  [[nodiscard]] store::Store& inner() { return *inner_; }   // without faults: for those who check

  [[nodiscard]] store::Engine engine() const override { return inner_->engine(); }
  void run_unit(const store::Work&, const std::function<bool(store::Unit&)>&) override;
  void run_snapshot(const std::function<void(store::Session&)>&) override;
  void script(std::string_view sql) override { inner_->script(sql); }
  void administer(const std::function<void(store::Admin&)>& fn) override { inner_->administer(fn); }
  void on_group(store::GroupHook hook) override { inner_->on_group(std::move(hook)); }
  [[nodiscard]] std::vector<std::string> prepare_all() override { return inner_->prepare_all(); }
  [[nodiscard]] store::Stats stats() const override { return inner_->stats(); }

 private:
  bool strikes(std::uint64_t rarer) { return armed && random_->below(one_in * rarer) == 0; }

  std::unique_ptr<store::Store> inner_;
  std::shared_ptr<base::Random> random_;
};

}  // namespace simulation
