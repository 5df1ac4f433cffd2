// Session and Unit over one SQLite connection.
#pragma once
#include "store/sqlite/connection.hpp"
#include "store/unit_base.hpp"

namespace store::sqlite {

class Snapshot final : public Session {
 public:
  explicit Snapshot(Connection& connection) : connection_(connection) {}
  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
  void run(const Statement& s, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) override {
    ++statements_;
    connection_.run(s, args, each);
  }
  void run(const Composed& s, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) override {
    ++statements_;
    connection_.run(s, args, each);
  }

 private:
  Connection& connection_;
};

class WriteUnit final : public UnitBase {
 public:
  WriteUnit(Connection& connection, base::Random& random, base::IdMaker& ids) : UnitBase(random, ids), connection_(connection) {}
  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
  void run(const Statement& s, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) override {
    guarded([&] { return connection_.run(s, args, each); });
  }
  void run(const Composed& s, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) override {
    guarded([&] { return connection_.run(s, args, each); });
  }
  std::int64_t change(const Statement& s, const std::vector<Arg>& args) override {
    return guarded([&] { return connection_.run(s, args, {}); });
  }
  std::int64_t change(const Composed& s, const std::vector<Arg>& args) override {
    return guarded([&] { return connection_.run(s, args, {}); });
  }

 protected:
  void take_lock(std::int64_t) override {}  // one writer at a time: every subject is locked already

 private:
  Connection& connection_;
};

}  // namespace store::sqlite
