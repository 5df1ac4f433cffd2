#include "http/router.hpp"

#include "base/assert.hpp"

namespace http {

namespace {

bool is_capture(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }
bool is_rest(std::string_view segment) { return is_capture(segment) && segment[1] == '*'; }

std::vector<std::string_view> split(std::string_view pattern) {
  ASSERT(!pattern.empty() && pattern.front() == '/');
  std::vector<std::string_view> out;
  std::size_t start = 1;
  while (true) {
    const std::size_t slash = pattern.find('/', start);
    out.push_back(pattern.substr(start, slash == std::string_view::npos ? slash : slash - start));
    if (slash == std::string_view::npos) return out;
    start = slash + 1;
  }
}

// The names of a pattern's captures joined with the segments that they took.
std::vector<std::pair<std::string, std::string>> captured(std::string_view pattern, const std::vector<std::string>& segments) {
  std::vector<std::pair<std::string, std::string>> out;
  const auto parts = split(pattern);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_rest(parts[i])) {
      std::string rest;
      for (std::size_t j = i; j < segments.size(); ++j) rest += (j == i ? "" : "/") + segments[j];
      out.emplace_back(parts[i].substr(2, parts[i].size() - 3), std::move(rest));
    } else if (is_capture(parts[i])) {
      out.emplace_back(parts[i].substr(1, parts[i].size() - 2), segments[i]);
    }
  }
  return out;
}

}  // namespace

Router::Router(std::vector<Endpoint> endpoints) : endpoints_(std::move(endpoints)) {
  for (const Endpoint& e : endpoints_) add(e);
}

void Router::add(const Endpoint& endpoint) {
  Node* node = &root_;
  for (const std::string_view segment : split(endpoint.path)) {
    if (is_rest(segment)) {
      ASSERT(node->rest.emplace(endpoint.verb, &endpoint).second);
      return;
    }
    std::unique_ptr<Node>& next = is_capture(segment) ? node->capture : node->literals[std::string(segment)];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  ASSERT(node->here.emplace(endpoint.verb, &endpoint).second);
}

const std::map<Verb, const Endpoint*>* Router::walk(const Node& node, const std::vector<std::string>& segments, std::size_t at) const {
  if (at == segments.size()) return node.here.empty() ? nullptr : &node.here;
  if (const auto literal = node.literals.find(segments[at]); literal != node.literals.end())
    if (const auto* found = walk(*literal->second, segments, at + 1)) return found;
  if (node.capture && !segments[at].empty())
    if (const auto* found = walk(*node.capture, segments, at + 1)) return found;
  return node.rest.empty() ? nullptr : &node.rest;
}

Match Router::find(Verb verb, const std::vector<std::string>& segments) const {
  Match out;
  const auto* found = walk(root_, segments, 0);
  if (found == nullptr) {
    std::vector<std::string> slashed = segments;
    slashed.emplace_back();
    const auto* other = segments.back().empty() ? nullptr : walk(root_, slashed, 0);
    out.with_slash = other != nullptr && other->contains(Verb::get) && other->at(Verb::get)->path.ends_with('/');
    return out;
  }
  auto it = found->find(verb);
  if (it == found->end() && verb == Verb::head) it = found->find(Verb::get);
  if (it != found->end()) {
    out.endpoint = it->second;
    out.captures = captured(out.endpoint->path, segments);
    return out;
  }
  for (const auto& [known, endpoint] : *found) out.allowed.push_back(known);
  return out;
}

}  // namespace http
