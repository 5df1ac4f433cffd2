// One request or job on its way through a room: who, when, and the house's services. Services take a Call first.
#pragma once
#include <string>
#include <string_view>

#include "base/context.hpp"
#include "base/result.hpp"
#include "people/principal.hpp"
#include "store/store.hpp"

namespace definitions { class Book; }
namespace files { class Depot; }
namespace live { class Hub; }
namespace messages { class Texts; }
namespace people { class Directory; class Sessions; }
namespace store { class JobRunner; class Sealer; }
namespace territory { class Atlas; }

namespace registry {

class Rooms;

// Lives as long as the program; shared by all threads.
struct House {
  store::Store& store;
  definitions::Book& book;       // versioned rules (definitions/book.hpp)
  files::Depot& files;           // photos and documents (records/files/depot.hpp)
  const messages::Texts& texts;  // zh and en sentences (messages/texts.hpp)
  territory::Atlas& areas;       // trees of areas in memory (territory/territory.hpp)
  people::Directory& people;     // organisations, posts, rights in memory (people/directory.hpp)
  people::Sessions& sessions;    // sign-in (people/sessions.hpp)
  store::JobRunner& jobs;        // the demo clock and tests run what is due (store/jobs.hpp)
  store::Sealer& sealer;         // the chain of the journal (store/sealer.hpp)
  live::Hub& live;               // events to open screens (live/hub.hpp)
  base::Clock& real_clock;
  base::Random& random;
  base::IdMaker& ids;
  const Rooms& rooms;            // hooks, guards, effects, openers of all rooms (registry/room.hpp)

  // The same house over another way into its database: one that counts, or one that may do less.
  [[nodiscard]] House over(store::Store& other) const {
    return {other, book, files, texts, areas, people, sessions, jobs, sealer, live, real_clock, random, ids, rooms};
  }
};

struct Call {
  House& house;
  people::Principal principal{};
  store::Moment moment{};
  std::string time_zone{};       // of the district
  std::string channel{"desk"};   // face it came through, or counter, import, job
  std::string client_ref{};      // idempotency; from the command or the header
  std::string raw_body{};
  std::string on_behalf_of{};
  std::string language{"zh"};

  [[nodiscard]] base::DistrictId district() const { return moment.district; }
  // A unit as this principal through this post.
  [[nodiscard]] store::Work work(base::PostId post = {}) const {
    return {moment, store::Actor{principal.person, post, on_behalf_of, channel}};
  }
};

}  // namespace registry
