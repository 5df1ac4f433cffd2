// A store that counts the statements of one request, so that tests can demand that their number is constant.
#pragma once
#include <atomic>
#include <cstdint>

#include "store/store.hpp"

namespace registry {

class CountingStore final : public store::Store {
 public:
  explicit CountingStore(store::Store& inner) : inner_(inner) {}
  [[nodiscard]] std::uint64_t statements() const { return statements_; }

  [[nodiscard]] store::Engine engine() const override { return inner_.engine(); }
  void run_unit(const store::Work& work, const std::function<bool(store::Unit&)>& fn) override {
    inner_.run_unit(work, [&](store::Unit& unit) {
      const std::uint64_t before = unit.statements();
      const bool keep = fn(unit);
      statements_ += unit.statements() - before;
      return keep;
    });
  }
  void run_snapshot(const std::function<void(store::Session&)>& fn) override {
    inner_.run_snapshot([&](store::Session& session) {
      const std::uint64_t before = session.statements();
      fn(session);
      statements_ += session.statements() - before;
    });
  }
  void script(std::string_view sql) override { inner_.script(sql); }
  void administer(const std::function<void(store::Admin&)>& fn) override { inner_.administer(fn); }
  void on_group(store::GroupHook hook) override { inner_.on_group(std::move(hook)); }
  [[nodiscard]] std::vector<std::string> prepare_all() override { return inner_.prepare_all(); }
  [[nodiscard]] store::Stats stats() const override { return inner_.stats(); }

 private:
  store::Store& inner_;
  std::atomic<std::uint64_t> statements_{0};  // a unit may run on the writer's thread
};

}  // namespace registry
