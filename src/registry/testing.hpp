// For tests of rooms: a whole house over a test bed (store/testing.hpp) with the rules of the seed packs, a small piece of the demo
// district's ground and the rooms that the test names; requests go through the routes as the edge would send them.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/http.hpp"
#include "registry/room.hpp"
#include "store/testing.hpp"
#include "territory/territory.hpp"

namespace registry::testing {

class HouseBed {
 public:
  HouseBed(store::testing::Bed&, std::vector<const Room*> rooms);
  ~HouseBed();
  HouseBed(const HouseBed&) = delete;
  HouseBed& operator=(const HouseBed&) = delete;

  [[nodiscard]] House& house();
  [[nodiscard]] store::testing::Bed& bed();
  [[nodiscard]] store::Moment moment();
  [[nodiscard]] Call call();                                  // nobody in particular, in the district "test", now
  // district "test" > subdistrict 汇丰街道 (A01) > communities 槐园社区 (A0101, two grids A010101, A010102 with squares around
  // 112.48, 37.94) and 兴华社区 (A0102).
  [[nodiscard]] base::AreaId area(std::string_view code);
  // The answer of the route that takes the request; path and query are read from `target` ("/d/test/report?lang=en").
  [[nodiscard]] http::Response ask(http::Request);
  [[nodiscard]] http::Response get(std::string target);
  // As a signed-in person: `cookie` is sign_in's answer; unsafe verbs get its CSRF token unless the headers bring one.
  [[nodiscard]] http::Response ask(http::Verb, std::string target, std::string body, std::string_view cookie, http::Headers = {});
  [[nodiscard]] base::PersonId person(std::string_view name);
  // A person who holds a post of this kind, in a new organisation that answers for the area, from today on.
  [[nodiscard]] base::PersonId holder(std::string_view post_kind, base::AreaId area);
  [[nodiscard]] std::string sign_in(base::PersonId);            // a demo account without password; the Cookie header
  [[nodiscard]] std::string temp_file(std::string_view bytes);  // as the edge leaves an upload; removed with the bed
  void reserve_disk(bool full);                                 // the depot believes that the disk is nearly full

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] std::string reason_of(const http::Response&);     // of a problem; empty: none
[[nodiscard]] std::string file_of(const http::Response&);       // the bytes of an answer that is a file

}  // namespace registry::testing
