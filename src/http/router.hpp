// Which endpoint takes a path: a trie by segment. A literal segment wins over a capture, a capture over a last "{*rest}".
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/http.hpp"

namespace http {

struct Match {
  const Endpoint* endpoint{};
  std::vector<std::pair<std::string, std::string>> captures{};
  std::vector<Verb> allowed{};      // verbs of the path when none fits: 405
  bool with_slash{};                // nothing here, but the same path with a trailing slash exists
};

class Router {
 public:
  explicit Router(std::vector<Endpoint> endpoints);  // ASSERTs that no two take the same verb and path
  [[nodiscard]] Match find(Verb, const std::vector<std::string>& segments) const;

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals{};
    std::unique_ptr<Node> capture{};
    std::map<Verb, const Endpoint*> here{};
    std::map<Verb, const Endpoint*> rest{};
  };
  void add(const Endpoint&);
  const std::map<Verb, const Endpoint*>* walk(const Node&, const std::vector<std::string>&, std::size_t at) const;

  std::vector<Endpoint> endpoints_;
  Node root_;
};

}  // namespace http
