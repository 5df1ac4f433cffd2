#include "registry/openapi.hpp"

#include <fmt/format.h>

#include <set>

#include "base/described/json_text.hpp"
#include "registry/adapter.hpp"

namespace registry {

namespace {

using described::put_string;

constexpr std::string_view problem_schema =
    R"({"type":"object","required":["status","code","reason","request_id"],"properties":{)"
    R"("status":{"type":"integer"},"code":{"type":"string"},"reason":{"type":"string","description":"message key"},)"
    R"("request_id":{"type":"string"},"params":{"type":"object","additionalProperties":{"type":"string"}},)"
    R"("errors":{"type":"array","items":{"type":"object","required":["path","reason","params"],"properties":{"path":{"type":"string"},)"
    R"("reason":{"type":"string"},"params":{"type":"object","additionalProperties":{"type":"string"}}}}},)"
    R"("rule":{"type":"object","required":["definition","version","place"],"properties":{"definition":{"type":"string"},)"
    R"("version":{"type":"integer"},"place":{"type":"string"}}},"remedy":{"type":"string"},"now_version":{"type":"integer"}}})";

std::string_view method_of(http::Verb verb) {
  switch (verb) {
    case http::Verb::get: return "get";
    case http::Verb::post: return "post";
    case http::Verb::put: return "put";
    case http::Verb::del: return "delete";
    case http::Verb::head: return "head";
    case http::Verb::options: return "options";
  }
  return {};
}

std::string_view entry_word(Entry entry) {
  switch (entry) {
    case Entry::open: return "open";
    case Entry::signed_in: return "signed_in";
    case Entry::action: return "action";
  }
  return {};
}

std::string quoted(std::string_view text) {
  std::string out;
  put_string(out, text);
  return out;
}

// "/d/{district}/{*rest}" -> the names of its captures.
std::vector<std::string> captures_of(std::string_view path) {
  std::vector<std::string> out;
  for (std::size_t open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
    const std::size_t name = path[open + 1] == '*' ? open + 2 : open + 1;
    out.emplace_back(path.substr(name, path.find('}', open) - name));
  }
  return out;
}

std::string openapi_path(std::string path) {
  if (const std::size_t star = path.find("{*"); star != std::string::npos) path.erase(star + 1, 1);
  return path;
}

class Writer {
 public:
  explicit Writer(std::span<const Room* const> rooms) {
    for (const Room* room : rooms) {
      if (room->routes == nullptr) continue;
      for (Route& route : room->routes()) {
        const std::string where = fmt::format("{} {}", method_of(route.verb), route.path);
        if (!paths_[openapi_path(route.path)].emplace(method_of(route.verb), Operation{room, std::move(route)}).second) faults_.push_back(where + ": stands in two rooms");
      }
    }
  }

  Document write() {
    std::string paths;
    for (const auto& [path, operations] : paths_) {
      paths += fmt::format("{}{}:{{", paths.empty() ? "" : ",", quoted(path));
      bool first = true;
      for (const auto& [method, each] : operations) {
        paths += fmt::format("{}\"{}\":{}", first ? "" : ",", method, operation(*each.room, each.route));
        first = false;
      }
      paths += '}';
    }
    Document out;
    out.json = fmt::format(
        R"({{"openapi":"3.1.0","info":{{"title":"Red Engine","version":"1"}},"servers":[{{"url":"/"}}],"paths":{{{}}},"components":{{"schemas":{{{}}},)"
        R"("responses":{{"Problem":{{"description":"A refusal with its reason, rule and remedy as message keys","content":{{"application/problem+json":)"
        R"({{"schema":{{"$ref":"#/components/schemas/Problem"}}}}}}}}}},"securitySchemes":{{"session":{{"type":"apiKey","in":"cookie","name":"red_session"}}}}}}}})",
        paths, schemas());
    out.faults = std::move(faults_);
    return out;
  }

 private:
  struct Operation {
    const Room* room;
    Route route;
  };

  void use(const described::Type* type, std::set<const described::Type*>& side) {
    std::vector<const described::Type*> found;
    described::collect_objects(*type, found);
    side.insert(found.begin(), found.end());
  }

  std::string operation(const Room& room, const Route& route) {
    const std::string where = fmt::format("{} {}", method_of(route.verb), route.path);
    if (route.summary.empty()) faults_.push_back(where + ": no summary");
    if (route.statuses.empty()) faults_.push_back(where + ": declares no status");
    if (route.faces.empty()) faults_.push_back(where + ": belongs to no face");
    if (route.entry == Entry::action && route.action.empty()) faults_.push_back(where + ": entry by action, but names none");
    if (!route.run) faults_.push_back(where + ": has no function");
    if (route.view != nullptr && described::holds_unmasked(*route.view)) faults_.push_back(where + ": its view holds an unmasked phone or a secret");
    std::string faces;
    for (const Face face : route.faces) faces += fmt::format("{}\"{}\"", faces.empty() ? "" : ",", face_name(face));
    std::string out = fmt::format(R"({{"operationId":{},"tags":[{}],"summary":{},"x-entry":"{}","x-faces":[{}])", quoted(operation_id(route)),
                                  quoted(room.code), quoted(route.summary), entry_word(route.entry), faces);
    if (!route.action.empty()) out += fmt::format(R"(,"x-action":{})", quoted(route.action));
    if (route.entry != Entry::open) out += R"(,"security":[{"session":[]}])";
    out += fmt::format(R"(,"parameters":[{}])", parameters(route));
    out += request_body(route);
    out += R"(,"responses":{)";
    bool first = true;
    for (const int status : std::set<int>(route.statuses.begin(), route.statuses.end())) {
      out += fmt::format(R"({}"{}":{})", first ? "" : ",", status, response(route, status));
      first = false;
    }
    return out + "}}";
  }

  static std::string operation_id(const Route& route) {
    std::string out(method_of(route.verb));
    for (const char c : route.path) {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0) out += c;
      else if (out.back() != '_') out += '_';
    }
    while (out.back() == '_') out.pop_back();
    return out;
  }

  static std::string parameters(const Route& route) {
    std::string out;
    const auto add = [&out](std::string_view name, std::string_view in, std::string_view about, bool required) {
      out += fmt::format(R"({}{{"name":{},"in":"{}","required":{},"schema":{{"type":"string"}})", out.empty() ? "" : ",", quoted(name), in, required);
      if (!about.empty()) out += fmt::format(R"(,"description":{})", quoted(about));
      out += '}';
    };
    for (const std::string& name : captures_of(route.path)) add(name, "path", "", true);
    std::set<std::string_view> named;
    for (const auto& [name, about] : route.query) {
      add(name, "query", about, false);
      named.insert(name);
    }
    if (route.view_is_list)
      for (const auto& [name, about] : {std::pair{"sort", "field, with '-' before it: descending"}, std::pair{"after", "cursor: `next` of the page before"},
                                        std::pair{"limit", "rows of a page, at most 200"}})
        if (!named.contains(name)) add(name, "query", about, false);
    return out;
  }

  std::string request_body(const Route& route) {
    if (route.body == http::BodyKind::multipart) return R"(,"requestBody":{"content":{"multipart/form-data":{"schema":{"type":"object"}}}})";
    if (route.body == http::BodyKind::upload)
      return R"(,"requestBody":{"content":{"application/octet-stream":{"schema":{"type":"string","format":"binary"}}}})";
    if (route.command == nullptr) return {};
    use(route.command, in_);
    std::string schema;
    described::schema_of(schema, *route.command, described::Side::in);
    return fmt::format(R"(,"requestBody":{{"required":true,"content":{{"application/json":{{"schema":{}}}}}}})", schema);
  }

  std::string response(const Route& route, int status) {
    if (status >= 400) return R"({"$ref":"#/components/responses/Problem"})";
    if (route.view == nullptr || status >= 300) return fmt::format(R"({{"description":{}}})", quoted(route.summary));
    use(route.view, out_);
    std::string schema;
    if (route.view_is_list) {
      lists_.insert(route.view);
      schema = fmt::format(R"({{"$ref":"#/components/schemas/{}List"}})", route.view->name);
    } else {
      described::schema_of(schema, *route.view, described::Side::out);
    }
    return fmt::format(R"({{"description":{},"content":{{"application/json":{{"schema":{}}}}}}})", quoted(route.summary), schema);
  }

  std::string schemas() {
    std::map<std::string, std::string> named{{"Problem", std::string(problem_schema)}};
    const auto add = [&](std::string name, std::string schema) {
      if (!named.emplace(name, std::move(schema)).second) faults_.push_back(fmt::format("the schema name {} is used by two structs", name));
    };
    std::set<const described::Type*> all = in_;
    all.insert(out_.begin(), out_.end());
    for (const described::Type* type : all) {
      std::string schema;  // used both ways: as an answer has it, with every member
      described::schema(schema, *type, out_.contains(type) ? described::Side::out : described::Side::in);
      add(std::string(type->name), std::move(schema));
    }
    for (const described::Type* type : lists_)
      add(fmt::format("{}List", type->name),
          fmt::format(R"({{"type":"object","required":["items","next","total_at_least"],"properties":{{"items":{{"type":"array","items":)"
                      R"({{"$ref":"#/components/schemas/{}"}}}},"next":{{"anyOf":[{{"type":"string"}},{{"type":"null"}}]}},"total_at_least":{{"type":"integer"}}}}}})",
                      type->name));
    std::string out;
    for (const auto& [name, schema] : named) out += fmt::format("{}{}:{}", out.empty() ? "" : ",", quoted(name), schema);
    return out;
  }

  std::map<std::string, std::map<std::string_view, Operation>> paths_;
  std::set<const described::Type*> in_, out_, lists_;
  std::vector<std::string> faults_;
};

}  // namespace

Document openapi(std::span<const Room* const> rooms) { return Writer(rooms).write(); }

}  // namespace registry
