// Session and Unit over one SQLite connection.
#pragma once
#include "store/over_connection.hpp"
#include "store/sqlite/connection.hpp"

namespace store::sqlite {

using Snapshot = SnapshotOver<Connection, Engine::sqlite>;

class WriteUnit final : public UnitOver<Connection, Engine::sqlite> {
 public:
  using UnitOver::UnitOver;

 protected:
  void take_lock(std::int64_t) override {}  // one writer at a time: every subject is locked already
};

}  // namespace store::sqlite
