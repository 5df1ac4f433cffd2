#include "store/sqlite/sqlite_store.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/assert.hpp"
#include "store/sqlite/writer.hpp"

namespace store::sqlite {
namespace {

constexpr std::chrono::seconds reader_wait_max{10};

// "sqlite:/path" is a file, "sqlite::memory:" a database of this store alone, "sqlite:memory:NAME" one that several
// stores of this process share (two servers in the simulation).
struct Place {
  std::string file;
  bool in_memory;
};
Place place_of(std::string_view url) {
  url.remove_prefix(std::string_view("sqlite:").size());
  if (url == ":memory:") return {":memory:", true};
  if (url.starts_with("memory:")) return {fmt::format("file:{}?mode=memory&cache=shared", url.substr(7)), true};
  if (url.empty()) throw Misconfigured("the database URL sqlite: names no file (for example sqlite:/var/lib/redengine/red.db)");
  return {std::string(url), false};
}

class SqliteStore final : public Store {
 public:
  SqliteStore(const Options& options, base::Clock& clock, base::Random& random, base::IdMaker& ids)
      : place_(place_of(options.url)),
        durable_(options.durable),
        readers_max_(options.connections > 0 ? static_cast<std::size_t>(options.connections) : 2 * std::max(1U, std::thread::hardware_concurrency())),
        connection_(place_.file, Access::write, options.durable),
        writer_(connection_, options, place_.in_memory || options.inline_writer, clock, random, ids) {}

  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
  void run_unit(const Work& work, const std::function<bool(Unit&)>& fn) override { writer_.run(work, fn); }
  void on_group(GroupHook hook) override { writer_.on_group(std::move(hook)); }
  void script(std::string_view sql) override {
    writer_.alone([&](Connection& connection) { connection.script(sql); });
    note_change_of_who();
  }

  void run_snapshot(const std::function<void(Session&)>& fn) override {
    ++snapshots_;
    if (place_.in_memory) {  // one connection: nothing is written meanwhile
      writer_.alone([&](Connection& connection) { snapshot_on(connection, fn); });
      return;
    }
    const bool for_itself = !Inside::any();  // what a unit reads waits with the unit
    read_apart(fn);
    if (for_itself) rests_on(writer_, writer_.commits());
  }

  void administer(const std::function<void(Admin&)>& fn) override {
    writer_.alone([&](Connection& connection) {
      connection.begin_immediate();
      try {
        AdminOver<Connection> admin(connection);
        fn(admin);
        connection.commit();
        note_change_of_who();
      } catch (...) {
        connection.rollback();
        throw;
      }
    });
  }

  [[nodiscard]] std::vector<std::string> prepare_all() override {
    std::vector<std::string> out;
    writer_.alone([&](Connection& connection) {
      for (const Statement* s = Statement::first(); s != nullptr; s = s->next())
        if (auto why = connection.prepare_error(*s); !why.empty()) out.push_back(std::move(why));
    });
    return out;
  }

  [[nodiscard]] Stats stats() const override {
    Stats out;
    out.snapshots = snapshots_;
    out.statements = statements_read_;
    writer_.count(out);
    return out;
  }

 private:
  void read_apart(const std::function<void(Session&)>& fn) {
    std::unique_ptr<Connection> reader = take_reader();
    struct GiveBack {
      SqliteStore& store;
      std::unique_ptr<Connection>& reader;
      ~GiveBack() { store.give_back(std::move(reader)); }
    } give_back{*this, reader};
    reader->begin_read();
    struct End {
      Connection& connection;
      ~End() { connection.rollback(); }
    } end{*reader};
    snapshot_on(*reader, fn);
  }

  void snapshot_on(Connection& connection, const std::function<void(Session&)>& fn) {
    const Inside inside;
    Snapshot snapshot(connection);
    fn(snapshot);
    statements_read_ += snapshot.statements();
  }

  std::unique_ptr<Connection> take_reader() {
    {
      std::unique_lock hold(readers_mutex_);
      // Inside a unit or snapshot nobody waits: the holder of the last reader might be the one that waits.
      const auto free = [this] { return !idle_.empty() || readers_ < readers_max_; };
      if (!Inside::any() && !returned_.wait_for(hold, reader_wait_max, free)) throw Unavailable("all readers are busy");
      ++readers_;
      if (!idle_.empty()) {
        auto reader = std::move(idle_.back());
        idle_.pop_back();
        return reader;
      }
    }
    try {
      return std::make_unique<Connection>(place_.file, Access::read, durable_);
    } catch (const Misconfigured& e) {  // it could be opened at start: a passing trouble
      const std::lock_guard hold(readers_mutex_);
      --readers_;
      throw Unavailable(e.what());
    }
  }

  void give_back(std::unique_ptr<Connection> reader) {
    const std::lock_guard hold(readers_mutex_);
    --readers_;
    if (idle_.size() < readers_max_) idle_.push_back(std::move(reader));
    returned_.notify_one();
  }

  const Place place_;
  const bool durable_;
  const std::size_t readers_max_;
  Connection connection_;
  std::atomic<std::uint64_t> snapshots_{}, statements_read_{};
  std::mutex readers_mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t readers_ = 0;  // in use
  Writer writer_;            // last: ends first
};

}  // namespace

std::unique_ptr<Store> open(const Options& options, base::Clock& real_clock, base::Random& random, base::IdMaker& ids) {
  return std::make_unique<SqliteStore>(options, real_clock, random, ids);
}

}  // namespace store::sqlite
