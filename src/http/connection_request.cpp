// From a parsed head to an endpoint: what the request says about itself is checked here, once.
#include <fmt/format.h>

#include "http/connection.hpp"
#include "http/parser.hpp"

namespace http {

namespace {

constexpr std::size_t target_bytes_max = 8 * 1024;

std::optional<Verb> verb_of(std::string_view method) {
  static constexpr std::pair<std::string_view, Verb> known[] = {{"GET", Verb::get}, {"POST", Verb::post}, {"PUT", Verb::put},
                                                                {"DELETE", Verb::del}, {"HEAD", Verb::head}, {"OPTIONS", Verb::options}};
  for (const auto& [name, verb] : known)
    if (name == method) return verb;
  return std::nullopt;
}

std::string_view name_of(Verb verb) {
  switch (verb) {
    case Verb::get: return "GET, HEAD";
    case Verb::post: return "POST";
    case Verb::put: return "PUT";
    case Verb::del: return "DELETE";
    case Verb::head: return "HEAD";
    case Verb::options: return "OPTIONS";
  }
  return {};
}

std::string allow_header(const std::vector<Verb>& verbs) {
  std::string out;
  for (const Verb verb : verbs) out += fmt::format("{}, ", name_of(verb));
  return out + "OPTIONS";
}

std::size_t count_of(const Headers& headers, std::string_view name) {
  return static_cast<std::size_t>(std::count_if(headers.begin(), headers.end(), [&](const auto& h) { return h.first == name; }));
}

// What the proxy in front saw: the last address it added, and whether TLS ended there.
void apply_proxy(Request& request) {
  std::string_view forwarded = request.header("x-forwarded-for");
  if (const std::size_t comma = forwarded.rfind(','); comma != std::string_view::npos) forwarded = forwarded.substr(comma + 1);
  forwarded = trim(forwarded);
  if (!forwarded.empty() && forwarded.size() <= 64) request.peer = forwarded;
  request.secure = equal_ignoring_case(trim(request.header("x-forwarded-proto")), "https");
}

}  // namespace

bool Connection::prepare_request() {
  request_ = std::make_shared<Request>(std::move(parser_->request));
  Request& r = *request_;
  r.peer = peer_;
  if (core_.setup.random_hex) r.request_id = core_.setup.random_hex(8);
  if (!core_.setup.trusted_proxy.empty() && core_.setup.trusted_proxy == peer_) apply_proxy(r);
  const auto verb = verb_of(parser_->method);
  verb_known_ = verb.has_value();
  r.verb = verb.value_or(Verb::get);
  const std::size_t hosts = count_of(r.headers, "host");
  if (hosts > 1 || (hosts == 0 && parser_->version_number >= 11)) return refuse(400, "http.malformed"), false;
  const std::string_view coding = r.header("transfer-encoding");
  if (!coding.empty() && !equal_ignoring_case(trim(coding), "chunked")) return refuse(400, "http.malformed"), false;  // "gzip, chunked" is not taken
  if (r.target.size() > target_bytes_max) return refuse(414, "http.target_too_long"), false;
  return resolve_target();
}

bool Connection::resolve_target() {
  Request& r = *request_;
  std::string_view target = r.target;
  if (target == "*" && r.verb == Verb::options) {
    Response ok{.status = 204};
    ok.headers.emplace_back("allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS");
    answer(std::move(ok), !parser_->keep_alive());
    return false;
  }
  if (const std::size_t scheme = target.find("://"); target.starts_with("http") && scheme != std::string_view::npos) {
    const std::size_t slash = target.find('/', scheme + 3);
    target = slash == std::string_view::npos ? std::string_view{"/"} : target.substr(slash);
  }
  const std::size_t mark = target.find('?');
  const std::string_view path = target.substr(0, mark);
  auto segments = decode_path(path);
  auto query = decode_pairs(mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1));
  if (!segments || !query || target.find('#') != std::string_view::npos) return refuse(400, "http.bad_target"), false;
  segments_ = *std::move(segments);
  r.query = *std::move(query);
  for (const std::string& segment : segments_) r.path += "/" + segment;
  return true;
}

namespace {

const std::string* path_of_host(const Listener& listener, const Request& r) {
  if (listener.hosts.empty()) return nullptr;
  std::string host = lower(r.header("host"));
  if (!host.empty() && host.back() != ']') host.resize(std::min(host.rfind(':'), host.size()));
  const auto found = listener.hosts.find(host);
  return found == listener.hosts.end() ? nullptr : &found->second;
}

}  // namespace

bool Connection::find_endpoint() {
  Request& r = *request_;
  const bool reading = verb_known_ && (r.verb == Verb::get || r.verb == Verb::head);
  Match match = face_.router.find(verb_known_ ? r.verb : Verb::options, segments_);
  if (match.endpoint == nullptr && match.allowed.empty()) {
    if (const std::string* base = path_of_host(face_.listener, r)) {
      std::vector<std::string> below = *decode_path(*base);
      below.insert(below.end(), segments_.begin(), segments_.end());
      Match there = face_.router.find(verb_known_ ? r.verb : Verb::options, below);
      if (there.endpoint != nullptr || !there.allowed.empty()) match = std::move(there);
    }
  }
  if (match.endpoint != nullptr && verb_known_) {
    endpoint_ = match.endpoint;
    handler_ = &endpoint_->handler;
    r.route = endpoint_->path;
    r.captures = std::move(match.captures);
    return true;
  }
  if (!match.allowed.empty()) {
    Headers allow{{"allow", allow_header(match.allowed)}};
    if (!verb_known_ || r.verb != Verb::options) return refuse(405, "http.wrong_method", std::move(allow)), false;
    answer(Response{.status = 204, .headers = std::move(allow)}, !parser_->keep_alive() || !parser_->is_done());
    return false;
  }
  if (!verb_known_) return refuse(501, "http.wrong_method"), false;
  if (match.with_slash && reading) {
    const std::size_t mark = r.target.find('?');
    std::string location = r.path + "/" + (mark == std::string::npos ? std::string{} : r.target.substr(mark));
    if (r.target.starts_with('/')) location.replace(0, r.path.size(), r.target.substr(0, mark));
    Response moved{.status = 308};
    moved.headers.emplace_back("location", std::move(location));
    answer(std::move(moved), !parser_->keep_alive() || !parser_->is_done());
    return false;
  }
  if (reading && face_.listener.not_found) {
    handler_ = &face_.listener.not_found;
    return true;
  }
  return refuse(404, "http.not_found"), false;
}

}  // namespace http
