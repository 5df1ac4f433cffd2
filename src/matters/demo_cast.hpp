// Who plays in the demo's history: the people who hold the posts on that day, as the services see them.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "matters/context.hpp"
#include "matters/demo_stories.hpp"
#include "registry/call.hpp"
#include "store/districts.hpp"

namespace matters {

enum class Who : std::uint8_t { worker, officer, secretary, dispatcher, handler, handler2, resident };

class Cast {
 public:
  Cast(registry::House& house, const store::District& district) : house_(house), district_(district) {}

  // The call of one act. `handled` are the persons who worked on it: they are not chosen for what somebody else has to do.
  base::Result<registry::Call> call(store::Session&, const Context&, const Story&, Who, const store::Moment&, const std::vector<base::PersonId>& handled);

 private:
  struct Held { base::PersonId person{}; std::string name{}; std::vector<people::HeldPost> posts{}; };
  const std::vector<const people::Post*>& posts(const Context&, base::OrgUnitId, const std::string& kind);
  const Held* holder(store::Session&, const Context&, base::PostId);      // null: vacant
  const Held* first(store::Session&, const Context&, const std::vector<const people::Post*>&, std::size_t from, const std::vector<base::PersonId>& but);
  const Held* choose(store::Session&, const Context&, const Story&, Who, const std::vector<base::PersonId>& handled);

  registry::House& house_;
  const store::District& district_;
  std::shared_ptr<const people::Units> units_{};
  int month_{-1};
  std::map<std::pair<base::OrgUnitId, std::string>, std::vector<const people::Post*>> posts_{};
  std::map<base::PostId, Held> held_{};
  base::CivilDate grants_day_{};
  std::shared_ptr<const people::Grants> grants_{};
};

}  // namespace matters
