// Session, Unit and Admin over one connection: what both drivers do alike. A Connection has run(Statement or Composed, args, each)
// and script(sql). For the drivers only.
#pragma once
#include "store/unit_base.hpp"

namespace store {

template <class Connection, Engine which>
class SnapshotOver final : public Session {
 public:
  explicit SnapshotOver(Connection& connection) : connection_(connection) {}
  [[nodiscard]] Engine engine() const override { return which; }
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

template <class Connection, Engine which>
class UnitOver : public UnitBase {
 public:
  UnitOver(Connection& connection, base::Random& random, base::IdMaker& ids) : UnitBase(random, ids), connection_(connection) {}
  [[nodiscard]] Engine engine() const final { return which; }
  void run(const Statement& s, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) final {
    guarded([&] { return connection_.run(s, args, each); });
  }
  void run(const Composed& s, const std::vector<Arg>& args, const std::function<bool(const Row&)>& each) final {
    guarded([&] { return connection_.run(s, args, each); });
  }
  std::int64_t change(const Statement& s, const std::vector<Arg>& args) final {
    note(s.name());
    return guarded([&] { return connection_.run(s, args, {}); });
  }
  std::int64_t change(const Composed& s, const std::vector<Arg>& args) final {
    return guarded([&] { return connection_.run(s, args, {}); });
  }

 protected:
  Connection& connection_;
};

template <class Connection>
class AdminOver final : public Admin {
 public:
  explicit AdminOver(Connection& connection) : connection_(connection) {}
  void script(std::string_view sql) override { connection_.script(std::string(sql)); }
  [[nodiscard]] std::vector<std::vector<std::string>> rows(std::string_view sql, const std::vector<std::string>& args) override {
    const std::vector<Arg> bound(args.begin(), args.end());
    std::vector<std::vector<std::string>> out;
    connection_.run(Composed{std::string(sql)}, bound, [&out](const Row& row) {
      auto& line = out.emplace_back();
      for (int i = 0; i < row.raw().columns(); ++i) line.emplace_back(row.text(i));
      return true;
    });
    return out;
  }

 private:
  Connection& connection_;
};

}  // namespace store
