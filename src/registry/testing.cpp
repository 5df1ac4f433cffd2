#include "registry/testing.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/assert.hpp"
#include "base/described/json_text.hpp"
#include "base/time.hpp"
#include "definitions/book.hpp"
#include "definitions/times.hpp"
#include "http/decode.hpp"
#include "http/router.hpp"
#include "live/hub.hpp"
#include "messages/texts.hpp"
#include "people/directory.hpp"
#include "people/people.hpp"
#include "people/sessions.hpp"
#include "records/files/depot.hpp"
#include "registry/adapter.hpp"
#include "store/jobs.hpp"
#include "store/sealer.hpp"
#include "territory/changes.hpp"

namespace registry::testing {
namespace {

namespace fs = std::filesystem;

people::ActionCatalogue catalogue(const std::vector<const Room*>& rooms) {
  people::ActionCatalogue out;
  for (const Room* room : rooms)
    for (const ActionInfo& a : room->actions) out.rooms[room->code].push_back(a.action);
  return out;
}

std::string square(double lon, double lat) {
  const auto at = [](double n) { return std::to_string(n); };
  constexpr double side = 0.005;
  return "[[[" + at(lon) + "," + at(lat) + "],[" + at(lon + side) + "," + at(lat) + "],[" + at(lon + side) + "," + at(lat + side) + "],[" + at(lon) + "," + at(lat + side) + "]]]";
}

// A depot whose disk can be made "nearly full" by a test.
class SwitchedDepot final : public files::Depot {
 public:
  SwitchedDepot(std::unique_ptr<files::Depot> roomy, std::unique_ptr<files::Depot> full) : roomy_(std::move(roomy)), full_(std::move(full)) {}
  base::Result<files::Stored> take_photo(const store::Work& work, const std::string& path, const files::Claim& claim) override {
    return (is_full ? full_ : roomy_)->take_photo(work, path, claim);
  }
  base::Done link(store::Unit& unit, base::FileId id, const base::Subject& subject, std::string_view role) override { return roomy_->link(unit, id, subject, role); }
  base::Result<std::string> path_of(store::Session& session, base::DistrictId district, base::FileId id, bool small) override {
    return roomy_->path_of(session, district, id, small);
  }
  int sweep(store::Store& store, base::DistrictId district, base::Instant older_than) override { return roomy_->sweep(store, district, older_than); }
  bool is_full = false;

 private:
  std::unique_ptr<files::Depot> roomy_, full_;
};

template <class T>
T sure(base::Result<T> result) {
  if (!result) throw base::Bug("a test's preparation was refused: " + result.error().reason);
  return *std::move(result);
}

// Not named by the bed's randomness: that is seeded, and another test program may run at the same time.
fs::path own_folder() {
  std::string path = (fs::temp_directory_path() / "redengine_house_XXXXXX").string();
  ASSERT(::mkdtemp(path.data()) != nullptr);
  return path;
}

}  // namespace

struct HouseBed::State {
  State(store::testing::Bed& b, std::vector<const Room*> r)
      : bed(b),
        room_list(std::move(r)),
        folder(own_folder()),
        book(bed.store(), bed.clock()),
        depot(files::folder_depot(options(0), bed.store(), bed.random()), files::folder_depot(options(std::int64_t{1} << 60), bed.store(), bed.random())),
        atlas(bed.clock()),
        directory(bed.clock(), book, catalogue(room_list)),
        sessions(bed.store(), bed.clock(), bed.random(), directory, people::HashCost::cheap),
        jobs(store::job_runner(bed.store(), bed.clock(), bed.random())),
        rooms(room_list) {}
  ~State() { fs::remove_all(folder); }

  files::FolderOptions options(std::int64_t reserve) const {
    return {.root = (folder / "files").string(), .photo_program = (fs::read_symlink("/proc/self/exe").parent_path() / "redengine-photo").string(), .reserve_bytes = reserve};
  }

  store::testing::Bed& bed;
  std::unique_ptr<store::Sealer> sealer = store::sealer(bed.store(), bed.clock(), bed.random(), {});
  std::vector<const Room*> room_list;
  fs::path folder;
  definitions::Book book;
  SwitchedDepot depot;
  messages::Texts texts;
  territory::Atlas atlas;
  live::Hub live{bed.store(), *sealer, atlas, bed.clock()};
  people::Directory directory;
  people::Sessions sessions;
  std::unique_ptr<store::JobRunner> jobs;
  Rooms rooms;
  House house{.store = bed.store(), .book = book, .files = depot, .texts = texts, .areas = atlas, .people = directory, .sessions = sessions,
              .jobs = *jobs, .sealer = *sealer, .live = live, .real_clock = bed.clock(), .random = bed.random(), .ids = bed.ids(), .rooms = rooms};
  std::unique_ptr<store::Store> public_store;   // PostgreSQL: pages of the public face work under their role, as in the product
  std::optional<House> public_house;
  std::vector<http::Endpoint> endpoints;
  std::unique_ptr<http::Router> router;
  int temp_files = 0, people_made = 0;
  std::map<std::string, std::string, std::less<>> csrf_tokens;  // by Cookie header
};

HouseBed::HouseBed(store::testing::Bed& bed, std::vector<const Room*> rooms) : state_(std::make_unique<State>(bed, std::move(rooms))) {
  State& s = *state_;
  definitions::add_base_checkers(s.book);
  for (const Room* room : s.room_list) {
    for (const DefinitionCheck& check : room->definitions) s.book.add_checker(check.kind, check.run);
    for (const JobKind& job : room->jobs) s.jobs->add(job.kind, [&house = s.house, run = job.run](store::JobRun& r) { return run(house, r); });
  }
  ASSERT(definitions::load_seeds(bed.store(), bed.work(), s.book).has_value());
  const auto ground = bed.store().write(bed.work(), [](store::Unit& unit) -> base::Done {
    const auto recorder = territory::plain_recorder();
    const base::CivilDate from{19'000};
    const auto add = [&](base::AreaId parent, territory::AreaKind kind, std::string code, std::string name, std::string grade, std::string shape) {
      return territory::create_area(unit, recorder, {.parent = parent, .kind = kind, .code = std::move(code), .name = std::move(name), .grade = std::move(grade),
                                                     .shape = std::move(shape), .valid_from = from, .source = "example"});
    };
    using enum territory::AreaKind;
    TRY(top, add({}, district, "A", "测试区", "2", {}));
    TRY(street, add(top, subdistrict, "A01", "汇丰街道", {}, {}));
    TRY(huaiyuan, add(street, community, "A0101", "槐园社区", {}, {}));
    TRY(xinghua, add(street, community, "A0102", "兴华社区", {}, {}));
    TRY(first, add(huaiyuan, grid, "A010101", "槐园第1网格", {}, square(112.480, 37.940)));
    TRY(second, add(huaiyuan, grid, "A010102", "槐园第2网格", {}, square(112.485, 37.940)));
    (void)xinghua, (void)first, (void)second;
    return {};
  });
  ASSERT(ground.has_value());
  s.atlas.forget(bed.district());
  if (bed.store().engine() == store::Engine::postgres && page_refusal(s.room_list) != nullptr) {
    ASSERT(store::grant_role(bed.store(), public_role, public_tables(s.room_list)).empty());
    s.public_store = bed.open_again({.connections = 4, .role = public_role});
    s.public_house.emplace(s.house.over(*s.public_store));
  }
  s.endpoints = endpoints_of(s.house, s.room_list, std::nullopt, {.show_statements = true, .for_public = s.public_house ? &*s.public_house : nullptr, .broken = [](std::string_view, std::string_view what) {
                               throw std::runtime_error("a route broke: " + std::string(what));
                             }});
  s.router = std::make_unique<http::Router>(s.endpoints);
  for (const Room* room : s.room_list)
    if (room->start != nullptr) room->start(s.house);
}

HouseBed::~HouseBed() = default;

House& HouseBed::house() { return state_->house; }
store::testing::Bed& HouseBed::bed() { return state_->bed; }

store::Moment HouseBed::moment() { return state_->bed.work().moment; }

Call HouseBed::call() {
  Call out{.house = state_->house};
  out.moment = moment();
  out.time_zone = "Asia/Shanghai";
  return out;
}

base::AreaId HouseBed::area(std::string_view code) {
  const auto tree = state_->bed.store().read([&](store::Session& session) { return state_->atlas.today(session, moment()); });
  const territory::Area* found = tree->by_code(code);
  ASSERT(found != nullptr);
  return found->id;
}

http::Response HouseBed::ask(http::Request request) {
  const auto question = std::min(request.target.find('?'), request.target.size());
  request.path = request.target.substr(0, question);
  if (question < request.target.size()) request.query = http::decode_pairs(request.target.substr(question + 1)).value();
  if (request.header("host").empty()) request.headers.emplace_back("host", "window.example");
  if (request.peer.empty()) request.peer = "192.0.2.1";
  auto segments = http::decode_path(request.path);
  ASSERT(segments.has_value());
  auto match = state_->router->find(request.verb, *segments);
  if (match.endpoint == nullptr) return {.status = 404};
  request.captures = std::move(match.captures);
  request.route = match.endpoint->path;
  return match.endpoint->handler(request);
}

http::Response HouseBed::get(std::string target) {
  http::Request request;
  request.verb = http::Verb::get;
  request.target = std::move(target);
  return ask(std::move(request));
}

http::Response HouseBed::ask(http::Verb verb, std::string target, std::string body, std::string_view cookie, http::Headers headers) {
  http::Request r{.verb = verb, .target = std::move(target), .headers = std::move(headers), .body = std::move(body), .request_id = "test"};
  if (!cookie.empty()) r.headers.emplace_back("cookie", cookie);
  if (const auto token = state_->csrf_tokens.find(cookie); token != state_->csrf_tokens.end() && r.header("x-csrf-token").empty())
    r.headers.emplace_back("x-csrf-token", token->second);
  if (!r.body.empty() && r.header("content-type").empty()) r.headers.emplace_back("content-type", "application/json");
  return ask(std::move(r));
}

base::PersonId HouseBed::person(std::string_view name) {
  return sure(bed().store().write(bed().work(), [&](store::Unit& unit) {
    return people::create_person(unit, territory::plain_recorder(), {.name = std::string(name), .example = true});
  }));
}

base::PersonId HouseBed::holder(std::string_view post_kind, base::AreaId area) {
  State& s = *state_;
  const int number = ++s.people_made;
  const base::CivilDate today = sure(base::Zone::named("Asia/Shanghai")).date_of(moment().now);
  const base::PersonId who = person("示例员" + std::to_string(number));
  const auto grants = sure(s.bed.store().read([&](store::Session& session) { return s.directory.grants(session, s.bed.district(), today); }));
  (void)sure(s.bed.store().write(s.bed.work(), [&](store::Unit& unit) -> base::Result<people::AppointmentId> {
    const people::Recorder recorder = territory::plain_recorder();
    const std::string code = "unit_" + std::to_string(number);
    const people::PostKind* kind = grants->post_kind(post_kind);
    const std::string unit_kind = kind == nullptr || kind->unit_kinds.empty() ? "government" : kind->unit_kinds.front();
    TRY(org_unit, people::create_org_unit(unit, recorder, {.kind = unit_kind, .code = code, .name = "示例单位", .name_en = "Example", .area = area, .valid_from = today}));
    TRY(post, people::create_post(unit, recorder, *grants, {.org_unit = org_unit, .kind = std::string(post_kind), .name = "示例岗位", .valid_from = today}));
    return people::appoint(unit, recorder, *grants, {.post = post, .person = who, .from = today});
  }));
  s.directory.forget(s.bed.district());
  return who;
}

std::string HouseBed::sign_in(base::PersonId who) {
  State& s = *state_;
  const std::string login = "demo" + std::to_string(++s.people_made);
  const auto account = sure(s.bed.store().write(s.bed.work(), [&](store::Unit& unit) {
    return s.sessions.create_account(unit, territory::plain_recorder(), {.person = who, .login = login, .demo_role = "visitor"}, "");
  }));
  const auto district = s.bed.store().read([&](store::Session& session) { return store::district_by_id(session, s.bed.district()); });
  ASSERT(district.has_value());
  const people::Entered entered = sure(s.sessions.enter_demo(*district, account, {.district = district->code, .peer = "192.0.2.1"}));
  std::string cookie = people::cookie_name(people::session_cookie, /*secure=*/false) + "=" + entered.session_value;
  s.csrf_tokens[cookie] = entered.who.csrf_token;
  return cookie;
}

std::string HouseBed::temp_file(std::string_view bytes) {
  const auto path = state_->folder / ("upload_" + std::to_string(++state_->temp_files));
  std::ofstream(path, std::ios::binary) << bytes;
  return path.string();
}

void HouseBed::reserve_disk(bool full) { state_->depot.is_full = full; }

std::string file_of(const http::Response& response) {
  std::ifstream in(response.file, std::ios::binary);
  ASSERT(in.good());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string reason_of(const http::Response& response) {
  described::Reader reader(response.body);
  if (reader.peek() != described::Token::object) return {};
  reader.enter();
  std::string_view key;
  while (reader.next_key(key)) {
    if (key == "reason" && reader.peek() == described::Token::string) return std::string(reader.string());
    reader.skip();
  }
  return {};
}

}  // namespace registry::testing
