#include "store/postgres/postgres_store.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/store.hpp"

namespace store {

std::unique_ptr<Store> open(const Options& options, base::Clock& real_clock, base::Random& random, base::IdMaker& ids) {
  const std::string_view url = options.url;
  if (url.starts_with("sqlite:")) return sqlite::open(options, real_clock, random, ids);
  if (url.starts_with("postgres:") || url.starts_with("postgresql:")) return postgres::open(options, random, ids);
  throw Misconfigured("the database URL must begin with sqlite: or postgres: (for example sqlite:/var/lib/redengine/red.db)");
}

}  // namespace store
