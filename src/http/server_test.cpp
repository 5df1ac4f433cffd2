// The edge as a hostile or unlucky client meets it: every byte is sent by hand.
#include "http/server.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <latch>

#include "http/events.hpp"
#include "http/testing.hpp"

namespace {

using namespace http;           // NOLINT: a test
using namespace http::testing;  // NOLINT

struct Gate {  // handlers wait here until the test opens it
  std::mutex mutex;
  std::condition_variable wake;
  bool open = false;
  std::atomic<int> inside{0};
  void wait() {
    std::unique_lock lock(mutex);
    ++inside;
    wake.wait(lock, [this] { return open; });
  }
  void release() {
    { const std::lock_guard lock(mutex); open = true; }
    wake.notify_all();
  }
};

struct Site {
  explicit Site(Limits limits = {}, bool with_shell = false) {
    Setup setup{.limits = limits, .temp_dir = folder.path(), .trusted_proxy = "127.0.0.1"};
    setup.random_hex = [](std::size_t) { return std::string("id"); };
    setup.log = [this](const Request& r, const Response& answer, std::int64_t) {
      const std::lock_guard lock(log_mutex);
      lines.push_back(fmt::format("{} {}", r.route, answer.status));
    };
    Listener l{.name = "all", .port = 0};
    const auto echo = [](const Request& r) {
      std::string text = r.path + "|" + r.body;
      for (const Part& p : r.parts) text += fmt::format("|{}={}{}", p.name, p.value, p.path.empty() ? "" : fmt::format("file:{}:{}", p.size, p.sha256.substr(0, 8)));
      for (const auto& [key, value] : r.query) text += fmt::format("|?{}={}", key, value);
      return Response{.content_type = "text/plain", .body = text};
    };
    l.endpoints = {{.verb = Verb::get, .path = "/hello/{name}", .handler = echo},
                   {.verb = Verb::post, .path = "/text", .handler = echo, .body = BodyKind::text, .body_bytes_max = 1000},
                   {.verb = Verb::post, .path = "/form", .handler = echo, .body = BodyKind::multipart, .body_bytes_max = 100'000},
                   {.verb = Verb::put, .path = "/upload", .handler = echo, .body = BodyKind::upload, .body_bytes_max = 3 << 20},
                   {.verb = Verb::get, .path = "/who", .handler = [](const Request& r) { return Response{.body = r.peer + (r.secure ? " secure" : "")}; }},
                   {.verb = Verb::get, .path = "/wait", .handler = [this](const Request&) { gate.wait(); return Response{.body = "waited"}; }},
                   {.verb = Verb::get, .path = "/throws", .handler = [](const Request&) -> Response { throw std::runtime_error("secret detail"); }},
                   {.verb = Verb::get, .path = "/big", .handler = [this](const Request&) { return Response{.content_type = "text/plain", .file = big}; }},
                   {.verb = Verb::get, .path = "/own", .handler = [this](const Request&) {
                      const std::string path = big_folder.path() + "/own";
                      std::ofstream(path) << std::string(1 << 20, 'o');
                      const auto held = std::shared_ptr<const void>(this, [path](const void*) { std::remove(path.c_str()); });
                      return Response{.content_type = "text/plain", .file = path, .held = held};
                    }},
                   {.verb = Verb::get, .path = "/home/", .handler = echo},
                   {.verb = Verb::get, .path = "/events", .handler = [this](const Request& r) {
                      Response out{.events = make_events()};
                      const std::lock_guard lock(stream_mutex);
                      last_event_id = r.header("last-event-id");
                      stream = out.events;
                      return out;
                    }}};
    if (with_shell) l.not_found = [](const Request&) { return Response{.content_type = "text/html", .body = "shell"}; };
    setup.listeners.push_back(std::move(l));
    big = big_folder.path() + "/big";
    std::ofstream(big) << std::string(1 << 20, 'b');
    server = make_server(std::move(setup));
    server->start();
    port = server->port("all");
  }
  ~Site() {
    gate.release();
    server->stop();
  }
  std::string ask(std::string_view request) {
    Client c(port);
    c.send(request);
    return c.read_answer();
  }
  std::shared_ptr<Events> wait_for_stream() {
    for (int i = 0; i < 500; ++i) {
      { const std::lock_guard lock(stream_mutex); if (stream) return stream; }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return nullptr;
  }

  Folder folder, big_folder;
  Gate gate;
  std::mutex log_mutex, stream_mutex;
  std::vector<std::string> lines;
  std::shared_ptr<Events> stream;
  std::string last_event_id, big;
  std::unique_ptr<Server> server;
  std::uint16_t port = 0;
};

std::string get(std::string_view target, std::string_view more = "") { return fmt::format("GET {} HTTP/1.1\r\nHost: x\r\n{}\r\n", target, more); }
std::string post(std::string_view target, std::string_view body, std::string_view more = "") {
  return fmt::format("POST {} HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n{}\r\n{}", target, body.size(), more, body);
}
bool until(const std::function<bool()>& true_now) {
  for (int i = 0; i < 1000; ++i) {
    if (true_now()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

}  // namespace

TEST_CASE("a plain request, kept alive, pipelined, in single bytes") {
  Site site;
  CHECK(body_in(site.ask(get("/hello/%E7%BD%91%E6%A0%BC?q=a+b"))) == "/hello/网格||?q=a b");
  Client c(site.port);
  c.send(get("/hello/1") + get("/hello/2") + post("/text", "three") + get("/hello/4"));
  std::string all;
  for (int i = 0; i < 50 && all.find("/hello/4|") == std::string::npos; ++i) all += c.read_some(200);
  const std::size_t one = all.find("/hello/1|");
  const std::size_t two = all.find("/hello/2|");
  const std::size_t three = all.find("/text|three");
  CHECK(one < two);
  CHECK(two < three);
  CHECK(three < all.find("/hello/4|"));
  Client slow(site.port);
  for (const char byte : post("/text", "ab")) slow.send({&byte, 1});
  CHECK(body_in(slow.read_answer()) == "/text|ab");
}

TEST_CASE("a client that closes its sending side still gets its answer") {
  Site site;
  Client c(site.port);
  c.send(get("/hello/half"));
  c.end_input();
  CHECK(body_in(c.read_all()) == "/hello/half|");
  CHECK(c.closed());
  Client middle(site.port);
  middle.send("POST /text HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly this");
  middle.end_input();
  CHECK(middle.read_all().empty());
  CHECK(middle.closed());
}

TEST_CASE("HEAD, OPTIONS, wrong verbs, unknown paths, a missing slash") {
  Site site;
  const std::string head = site.ask("HEAD /hello/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(status_in(head) == 200);
  CHECK(head.find("content-length: 9") != std::string::npos);
  CHECK(body_in(head).empty());
  const std::string options = site.ask("OPTIONS /text HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(status_in(options) == 204);
  CHECK(options.find("allow: POST, OPTIONS") != std::string::npos);
  CHECK(status_in(site.ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n")) == 204);
  CHECK(status_in(site.ask("DELETE /text HTTP/1.1\r\nHost: x\r\n\r\n")) == 405);
  CHECK(status_in(site.ask("PATCH /text HTTP/1.1\r\nHost: x\r\n\r\n")) == 405);
  CHECK(status_in(site.ask("BREW /coffee HTTP/1.1\r\nHost: x\r\n\r\n")) == 501);
  CHECK(status_in(site.ask(get("/nowhere"))) == 404);
  const std::string moved = site.ask(get("/home?a=1"));
  CHECK(status_in(moved) == 308);
  CHECK(moved.find("location: /home/?a=1\r\n") != std::string::npos);
  Site shell({}, /*with_shell=*/true);
  CHECK(body_in(shell.ask(get("/desk/anything"))) == "shell");
  CHECK(status_in(shell.ask(post("/desk/anything", ""))) == 404);
}

TEST_CASE("what is not HTTP is refused, and the connection with it") {
  Site site;
  for (const std::string& bad : {std::string("nonsense\r\n\r\n"), std::string("GET /hello/x HTTP/1.1\r\n\r\n"), std::string("GET /hello/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                                 std::string("GET /hello/x HTTP/1.1\r\nHost x\r\n\r\n"), std::string("GET /hello/x\x01 HTTP/1.1\r\nHost: x\r\n\r\n"),
                                 std::string("POST /text HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"),
                                 std::string("POST /text HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
                                 std::string("POST /text HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                                 std::string("POST /text HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                                 std::string("POST /text HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")}) {
    Client c(site.port);
    c.send(bad);
    CHECK_MESSAGE(status_in(c.read_answer()) == 400, bad);
    (void)c.read_all();
    CHECK_MESSAGE(c.closed(), bad);
  }
  CHECK(status_in(site.ask("GET / HTTP/2.0\r\nHost: x\r\n\r\n")) == 505);
  for (const auto* target : {"/hello/%", "/hello/%ff", "/hello/../text", "/hello/%2e%2e", "/hello/x?a=%zz", "/hello/a%00b"})
    CHECK_MESSAGE(status_in(site.ask(get(target))) == 400, target);
}

TEST_CASE("limits: head, number of headers, target, body, wrong kind of body") {
  Site site;
  CHECK(status_in(site.ask(get("/hello/x", "X-Pad: " + std::string(20'000, 'p') + "\r\n"))) == 431);
  std::string many;
  for (int i = 0; i < 150; ++i) many += fmt::format("X-{}: 1\r\n", i);
  CHECK(status_in(site.ask(get("/hello/x", many))) == 431);
  CHECK(status_in(site.ask(get("/hello/" + std::string(9'000, 'a')))) == 414);
  CHECK(status_in(site.ask(post("/text", std::string(1'001, 'a')))) == 413);
  CHECK(status_in(site.ask("POST /text HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")) == 413);
  CHECK(status_in(site.ask(post("/text", std::string(1'000, 'a')))) == 200);
  CHECK(status_in(site.ask("GET /hello/x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc")) == 413);
  CHECK(status_in(site.ask(post("/form", "x", "Content-Type: text/plain\r\n"))) == 415);
  CHECK(status_in(site.ask(post("/text", "\xff"))) == 400);
  CHECK(status_in(site.ask(post("/nowhere", "body"))) == 404);
}

TEST_CASE("an oversized upload sees its refusal although it is still sending") {
  Site site;
  Client c(site.port);
  c.send("PUT /upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = fmt::format("{:x}\r\n{}\r\n", 65'536, std::string(65'536, 'u'));
  for (int i = 0; i < 60; ++i) c.send(chunk);
  CHECK(status_in(c.read_answer()) == 413);
  CHECK(until([&] { return site.folder.files() == 0; }));
}

TEST_CASE("chunked bodies, uploads to a file, forms, expectations") {
  Site site;
  CHECK(body_in(site.ask("POST /text HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3;ext=1\r\ncde\r\n0\r\nX-Trailer: 1\r\n\r\n")) == "/text|abcde");
  CHECK(body_in(site.ask("PUT /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")) == "/upload||file=file:5:2cf24dba");
  CHECK(body_in(site.ask(post("/form", "a=1&b=%E4%BA%95", "Content-Type: application/x-www-form-urlencoded\r\n"))) == "/form|a=1&b=%E4%BA%95|a=1|b=井");
  const std::string form = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\nhello\r\n--B--\r\n";
  CHECK(body_in(site.ask(post("/form", form, "Content-Type: multipart/form-data; boundary=B\r\n"))) == "/form||f=file:5:2cf24dba");
  CHECK(site.folder.files() == 0);
  Client c(site.port);
  c.send("POST /text HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK(c.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  c.send("ok");
  CHECK(body_in(c.read_answer()) == "/text|ok");
  CHECK(status_in(site.ask("POST /text HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\nExpect: 100-continue\r\n\r\n")) == 413);
  CHECK(status_in(site.ask("POST /text HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: a-miracle\r\n\r\n")) == 417);
}

TEST_CASE("a slow client is cut off, at the head and in the body") {
  Site site({.head_timeout_ms = 300, .body_timeout_ms = 300, .idle_timeout_ms = 600});
  Client head(site.port);
  head.send("GET /hello/x HTTP/1.1\r\n");
  CHECK(status_in(head.read_all(2000)) == 408);
  CHECK(head.closed());
  Client body(site.port);
  body.send("POST /text HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nab");
  CHECK(status_in(body.read_all(2000)) == 408);
  Client idle(site.port);
  idle.send(get("/hello/x"));
  CHECK(status_in(idle.read_answer()) == 200);
  CHECK(idle.read_all(2500).empty());
  CHECK(idle.closed());
}

TEST_CASE("a client that does not read its answer does not hold the connection for ever") {
  Site site({.body_timeout_ms = 300});
  Client c(site.port);
  c.small_window();
  for (int i = 0; i < 20; ++i) c.send(get("/big"));
  CHECK(until([&] { return site.server->metrics().connections == 1; }));
  CHECK(until([&] { return site.server->metrics().connections == 0; }));
}

TEST_CASE("files come whole and in ranges") {
  Site site;
  CHECK(body_in(site.ask(get("/big"))).size() == 1 << 20);
  const std::string part = site.ask(get("/big", "Range: bytes=10-19\r\n"));
  CHECK(status_in(part) == 206);
  CHECK(body_in(part) == "bbbbbbbbbb");
}

TEST_CASE("a file that was made for one answer is there until it is sent, and no longer") {
  Site site;
  CHECK(body_in(site.ask(get("/own"))).size() == 1 << 20);
  CHECK(until([&] { return site.big_folder.files() == 1; }));   // the big one stays
  CHECK(status_in(site.ask("HEAD /own HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) == 200);
  CHECK(until([&] { return site.big_folder.files() == 1; }));
  {
    Client leaves(site.port);
    leaves.send(get("/own"));
  }                                                             // before it has read a byte
  CHECK(until([&] { return site.big_folder.files() == 1; }));
}

TEST_CASE("a full queue is an answer, and what was taken is finished") {
  Site site({.workers = 1, .queue_max = 1});
  Client running(site.port);
  running.send(get("/wait"));
  REQUIRE(until([&] { return site.gate.inside == 1; }));
  Client waiting(site.port);
  waiting.send(get("/wait"));
  REQUIRE(until([&] { return site.server->metrics().queue == 1; }));
  const std::string full = site.ask(get("/hello/x"));
  CHECK(status_in(full) == 503);
  CHECK(full.find("retry-after: 1\r\n") != std::string::npos);
  CHECK(body_in(full) == R"({"status":503,"code":"unavailable","reason":"http.busy","request_id":"id"})");
  site.gate.release();
  CHECK(body_in(running.read_answer()) == "waited");
  CHECK(body_in(waiting.read_answer()) == "waited");
  CHECK(site.server->metrics().rejected_full == 1);
}

TEST_CASE("too many connections are told so") {
  Site site({.connections_max = 1});
  Client first(site.port);
  first.send(get("/hello/x"));
  CHECK(status_in(first.read_answer()) == 200);
  Client second(site.port);
  CHECK(status_in(second.read_all()) == 503);
}

TEST_CASE("what a handler throws stays inside") {
  Site site;
  const std::string answer = site.ask(get("/throws"));
  CHECK(status_in(answer) == 500);
  CHECK(answer.find("secret") == std::string::npos);
}

TEST_CASE("the proxy's word counts when it is the trusted one") {
  Site site;
  CHECK(body_in(site.ask(get("/who", "X-Forwarded-For: 1.2.3.4, 10.0.0.9\r\nX-Forwarded-Proto: https\r\n"))) == "10.0.0.9 secure");
  CHECK(body_in(site.ask(get("/who"))) == "127.0.0.1");
}

TEST_CASE("stopping: idle connections at once, a running request is finished, then the door is shut") {
  auto site = std::make_unique<Site>(Limits{.stop_polite_ms = 3'000});
  Client idle(site->port);
  idle.send(get("/hello/x"));
  CHECK(status_in(idle.read_answer()) == 200);
  Client busy(site->port);
  busy.send(get("/wait"));
  REQUIRE(until([&] { return site->gate.inside == 1; }));
  std::thread stopper([&] { site->server->stop(); });
  CHECK(idle.read_all().empty());
  CHECK(idle.closed());
  CHECK(until([&] { return !Client(site->port).connected(); }));
  site->gate.release();
  const std::string last = busy.read_all();
  stopper.join();
  CHECK(body_in(last) == "waited");
  CHECK(last.find("connection: close") != std::string::npos);
}

TEST_CASE("stopping firmly: who does not finish in time is cut") {
  auto site = std::make_unique<Site>(Limits{.stop_polite_ms = 100});
  Client stuck(site->port);
  stuck.send("POST /text HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
  REQUIRE(until([&] { return site->server->metrics().connections == 1; }));
  const auto before = std::chrono::steady_clock::now();
  site->server->stop();
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(2));
  CHECK(site->server->metrics().connections == 0);
}

TEST_CASE("an event stream: events in order, resume header, end by either side") {
  Site site;
  Client c(site.port);
  c.send(get("/events", "Last-Event-ID: 41\r\n"));
  const auto stream = site.wait_for_stream();
  REQUIRE(stream);
  CHECK(site.last_event_id == "41");
  std::atomic<bool> gone{false};
  stream->on_close([&] { gone = true; });
  CHECK(stream->push("changed", "42", "{\"a\":1}"));
  CHECK(stream->push("", "43", "two\nlines"));
  const std::string got = c.read_until("lines\n\n");
  CHECK(status_in(got) == 200);
  CHECK(got.find("content-type: text/event-stream\r\n") != std::string::npos);
  CHECK(got.find("content-length") == std::string::npos);
  CHECK(body_in(got) == "event: changed\nid: 42\ndata: {\"a\":1}\n\nid: 43\ndata: two\ndata: lines\n\n");
  CHECK(site.server->metrics().event_streams == 1);
  c.end_input();
  CHECK(until([&] { return gone.load(); }));
  CHECK_FALSE(stream->push("late", "44", "x"));
  CHECK(until([&] { return site.server->metrics().event_streams == 0; }));
}

TEST_CASE("HEAD of an event stream is its head alone") {
  Site site;
  Client c(site.port);
  c.send("HEAD /events HTTP/1.1\r\nHost: x\r\n\r\n" + get("/hello/next"));
  const std::string got = c.read_until("/hello/next|");
  CHECK(status_in(got) == 200);
  CHECK(got.find("/hello/next|") != std::string::npos);
  CHECK(site.server->metrics().event_streams == 0);
  CHECK_FALSE(site.wait_for_stream()->push("late", "1", "x"));
}

TEST_CASE("an event stream closed by its producer gives what waits, then ends") {
  Site site;
  Client c(site.port);
  c.send(get("/events"));
  const auto stream = site.wait_for_stream();
  REQUIRE(stream);
  stream->push("last", "1", "word");
  stream->close();
  CHECK(body_in(c.read_all()) == "event: last\nid: 1\ndata: word\n\n");
  CHECK(c.closed());
}

TEST_CASE("a client that does not read its events is dropped, and may come back") {
  Site site({.event_queue_max = 8});
  Client c(site.port);
  c.small_window();
  c.send(get("/events"));
  const auto stream = site.wait_for_stream();
  REQUIRE(stream);
  std::atomic<bool> gone{false};
  stream->on_close([&] { gone = true; });
  bool open = true;
  for (int i = 0; i < 100'000 && open; ++i) open = stream->push("e", fmt::format("{}", i), std::string(2'000, 'd'));
  CHECK_FALSE(open);
  CHECK(until([&] { return gone.load(); }));
}

TEST_CASE("several servers run in one process, and a taken port is one clear line") {
  Site one;
  Site two;
  CHECK(one.port != two.port);
  Setup setup;
  setup.listeners.push_back({.name = "x", .port = one.port});
  const auto third = make_server(std::move(setup));
  CHECK_THROWS_WITH_AS(third->start(), doctest::Contains("is taken: stop the program that uses it, or choose another"), std::runtime_error);
}

TEST_CASE("many clients at once: every one gets its own answer") {
  Site site({.io_threads = 2, .workers = 4, .queue_max = 1'000});
  std::atomic<int> right{0};
  std::vector<std::thread> clients;
  for (int t = 0; t < 8; ++t) {
    clients.emplace_back([&, t] {
      Client c(site.port);
      for (int i = 0; i < 100; ++i) {
        c.send(get(fmt::format("/hello/{}-{}", t, i)));
        if (body_in(c.read_answer()) == fmt::format("/hello/{}-{}|", t, i)) ++right;
      }
    });
  }
  for (std::thread& t : clients) t.join();
  CHECK(right == 800);
}
