#include "store/postgres/postgres_store.hpp"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "base/assert.hpp"
#include "store/postgres/pool.hpp"
#include "store/over_connection.hpp"

namespace store::postgres {
namespace {

constexpr int repeats_max = 10;           // of one unit, on serialization failures and deadlocks
constexpr int key_taken_max = 3;          // the second run sees who took the key; a third time it is our own mistake
constexpr int lost_max = 2;               // one fresh connection, then the server is away
constexpr const char* installation_lock = "SELECT pg_advisory_xact_lock(1383163745, 1)";  // two-number space, apart from subjects

using Snapshot = SnapshotOver<Connection, Engine::postgres>;

class WriteUnit final : public UnitOver<Connection, Engine::postgres> {
 public:
  using UnitOver::UnitOver;

 protected:
  void take_lock(std::int64_t key) override {
    static const Composed statement{"SELECT pg_advisory_xact_lock($1)"};
    connection_.later(statement, {key});  // held before any later statement begins
  }
};

// A connection waits for its COMMIT most of the time, and COMMITs that wait together share an fsync.
std::size_t connections_of_machine() { return std::max(16U, 4 * std::thread::hardware_concurrency()); }

class PostgresStore final : public Store {
 public:
  PostgresStore(const Options& options, std::string url, base::Random& random, base::IdMaker& ids)
      : pool_(std::move(url), options.durable, options.role,
              options.connections > 0 ? static_cast<std::size_t>(options.connections) : connections_of_machine(),
              options.queue_max),
        random_(random),
        ids_(ids) {
    check_server();
  }

  [[nodiscard]] Engine engine() const override { return Engine::postgres; }

  void run_unit(const Work& work, const std::function<bool(Unit&)>& fn) override {
    ASSERT(!Inside::any());  // a unit or snapshot that starts a unit would wait for itself
    std::vector<std::function<void()>> after_commit;
    const bool committed = repeated([&] { return attempt(work, fn, after_commit); });
    ++(committed ? units_ : refused_);
    wake(std::move(after_commit));
  }

  void run_snapshot(const std::function<void(Session&)>& fn) override {
    ++snapshots_;
    repeated([&] {
      Pool::Lease connection = pool_.take();
      connection->begin_read();
      const Inside inside;
      Snapshot snapshot(*connection);
      fn(snapshot);
      statements_ += snapshot.statements();
      connection->leave();
      return true;
    });
  }

  void script(std::string_view sql) override {
    pool_.extra()->script(std::string(sql));
    note_change_of_who();
  }

  void administer(const std::function<void(Admin&)>& fn) override {
    const std::unique_ptr<Connection> connection = pool_.extra();
    connection->script("BEGIN; SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0");
    connection->script(installation_lock);
    AdminOver<Connection> admin(*connection);
    fn(admin);  // an exception closes the connection: the server rolls back
    connection->commit();
    note_change_of_who();
  }

  void on_group(GroupHook) override {}

  [[nodiscard]] std::vector<std::string> prepare_all() override {
    std::vector<std::string> out;
    const std::unique_ptr<Connection> connection = pool_.extra();
    for (const Statement* s = Statement::first(); s != nullptr; s = s->next())
      if (auto why = connection->prepare_error(*s); !why.empty()) out.push_back(std::move(why));
    return out;
  }

  [[nodiscard]] Stats stats() const override {
    Stats out;
    out.units = units_;
    out.refused = refused_;
    out.conflicts = conflicts_;
    out.snapshots = snapshots_;
    out.statements = statements_;
    out.queued = pool_.waiting();
    return out;
  }

 private:
  void check_server() {
    try {
      const std::unique_ptr<Connection> connection = pool_.extra();
      AdminOver<Connection> admin(*connection);
      const auto said = admin.rows("SELECT current_setting('server_encoding'), current_setting('server_version_num')", {});
      if (said.at(0).at(0) != "UTF8") throw Misconfigured("the PostgreSQL database is not in UTF-8: create it with ENCODING 'UTF8'");
      if (std::stoi(said.at(0).at(1)) < 130000) throw Misconfigured("this PostgreSQL is too old: version 13 or newer is needed");
    } catch (const Unavailable& e) {
      throw Misconfigured(fmt::format("cannot reach PostgreSQL ({}): start it, or correct the database URL", e.what()));
    }
  }

  bool attempt(const Work& work, const std::function<bool(Unit&)>& fn, std::vector<std::function<void()>>& after_commit) {
    Pool::Lease connection = pool_.take();
    WriteUnit unit(*connection, random_, ids_);
    bool wants_commit = false;
    {
      const Inside inside;
      connection->begin_write();
      unit.start(work);
      wants_commit = fn(unit);
      statements_ += unit.statements();
      unit.require_intact();
    }
    if (!wants_commit) {
      connection->rollback();
      return false;
    }
    try {
      connection->commit();
      if (unit.changed_who()) note_change_of_who();
    } catch (const Lost& e) {  // done or not, nobody knows: no second run. A client_ref makes asking again safe
      note_change_of_who();
      pool_.forget_idle();
      throw Unavailable(fmt::format("lost at COMMIT: {}", e.what()));
    }
    after_commit = unit.take_after_commit();
    return true;
  }

  // Runs again what a conflict or a dead connection ended before COMMIT.
  bool repeated(const std::function<bool()>& once) {
    int lost = 0, key_taken = 0;
    for (int run = 1;; ++run) {
      try {
        return once();
      } catch (const Lost&) {
        pool_.forget_idle();
        if (++lost >= lost_max || run >= repeats_max) throw;
      } catch (const KeyTaken&) {
        if (++key_taken >= key_taken_max || run >= repeats_max) throw;
      } catch (const Repeat&) {
        if (run >= repeats_max) throw;
        std::this_thread::sleep_for(std::chrono::milliseconds(1U << static_cast<unsigned>(std::min(run, 6))));
      }
      ++conflicts_;
    }
  }

  mutable Pool pool_;
  base::Random& random_;
  base::IdMaker& ids_;
  std::atomic<std::uint64_t> units_{}, refused_{}, conflicts_{}, snapshots_{}, statements_{};
};

}  // namespace

std::unique_ptr<Store> open(const Options& options, base::Random& random, base::IdMaker& ids) {
  std::string url = options.url;
  const std::size_t colon = url.find(':');
  if (!std::string_view(url).substr(colon).starts_with("://")) url = "postgresql://" + url.substr(colon + 1);  // postgres:?host=/run/…
  return std::make_unique<PostgresStore>(options, std::move(url), random, ids);
}

}  // namespace store::postgres
