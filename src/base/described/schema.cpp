// OpenAPI 3.1 schemas, by table.
#include <algorithm>

#include "base/described/engine.hpp"
#include "base/described/json_text.hpp"

namespace described {
namespace {

void about(std::string& out, const Rules& rules) {
  if (rules.about == nullptr) return;
  out += R"(,"description":)";
  put_string(out, rules.about);
}

void bounds(std::string& out, const Rules& rules) {
  if (rules.least != INT64_MIN) {
    out += R"(,"minimum":)";
    put_integer(out, rules.least);
  }
  if (rules.most != INT64_MAX) {
    out += R"(,"maximum":)";
    put_integer(out, rules.most);
  }
}

void text(std::string& out, const Rules& rules, Side side) {
  if (side == Side::out) return;
  if (rules.min != 0) {
    out += R"(,"minLength":)";
    put_integer(out, rules.min);
  }
  out += R"(,"maxLength":)";
  put_integer(out, rules.max);
  if (rules.format == Format::code) out += R"(,"pattern":"^[a-z][a-z0-9_/.-]*$")";
}

void describe(std::string& out, const Type& t, const Rules& rules, Side side) {
  switch (t.kind) {
    case Kind::boolean: out += R"({"type":"boolean")"; break;
    case Kind::int32: out += R"({"type":"integer","format":"int32")"; bounds(out, rules); break;
    case Kind::int64: out += R"({"type":"integer","format":"int64")"; bounds(out, rules); break;
    case Kind::number: out += R"({"type":"number")"; bounds(out, rules); break;
    case Kind::string: out += R"({"type":"string")"; text(out, rules, side); break;
    case Kind::id: out += R"({"type":"string","pattern":"^[0-9]{1,19}$")"; break;
    case Kind::instant: out += R"({"type":"string","format":"date-time")"; break;
    case Kind::date: out += R"({"type":"string","format":"date")"; break;
    case Kind::phone: out += R"({"type":"string","format":"phone","maxLength":32)"; break;
    case Kind::masked_phone: out += R"({"type":"string","format":"masked-phone")"; break;
    case Kind::secret: out += R"({"type":"string","format":"password","maxLength":)"; put_integer(out, std::min(rules.max, 1024U)); break;
    case Kind::json: out += R"({"x-any":true)"; break;
    case Kind::params: out += R"({"type":"object","additionalProperties":{"type":"string"})"; break;
    case Kind::enumeration:
      out += R"({"type":"string","enum":[)";
      for (std::size_t i = 0; i < t.count; ++i) {
        if (i != 0) out += ',';
        put_string(out, t.words[i]);
      }
      out += ']';
      break;
    case Kind::optional:
      out += R"({"anyOf":[)";
      describe(out, *t.element, Rules{.min = rules.min, .max = rules.max, .least = rules.least, .most = rules.most, .format = rules.format}, side);
      out += R"(,{"type":"null"}])";
      break;
    case Kind::vector:
      out += R"({"type":"array","items":)";
      describe(out, *t.element, Rules{.min = rules.min, .max = rules.max, .least = rules.least, .most = rules.most, .format = rules.format}, side);
      if (side == Side::in) {
        out += R"(,"maxItems":)";
        put_integer(out, rules.items_max);
      }
      break;
    case Kind::object:
      out += R"({"$ref":"#/components/schemas/)";
      out += t.name;
      out += '"';
      break;
  }
  about(out, rules);
  out += '}';
}

}  // namespace

void schema_of(std::string& out, const Type& t, Side side) { describe(out, t, Rules{}, side); }

void schema(std::string& out, const Type& t, Side side) {
  out += R"({"type":"object","additionalProperties":false,"required":[)";
  bool first = true;
  for (const Field *f = t.fields, *end = f + t.count; f != end; ++f) {
    if (side == Side::in && (f->type->kind == Kind::optional || f->rules.absent_ok)) continue;
    if (!first) out += ',';
    first = false;
    put_string(out, f->name);
  }
  out += R"(],"properties":{)";
  first = true;
  for (const Field *f = t.fields, *end = f + t.count; f != end; ++f) {
    put_key(out, f->name, first);
    first = false;
    describe(out, *f->type, f->rules, side);
  }
  out += "}}";
}

void collect_objects(const Type& type, std::vector<const Type*>& out) {
  const Type* t = &type;
  while (t->element != nullptr) t = t->element;
  if (t->kind != Kind::object || std::find(out.begin(), out.end(), t) != out.end()) return;
  out.push_back(t);
  for (std::size_t i = 0; i < t->count; ++i) collect_objects(*t->fields[i].type, out);
}

}  // namespace described
