// Values to JSON, by table.
#include "base/assert.hpp"
#include "base/described/engine.hpp"
#include "base/described/json_text.hpp"
#include "base/described/tables.hpp"
#include "base/iso.hpp"

namespace described {

constexpr Type bool_type{.kind = Kind::boolean, .name = "bool"}, int32_type{.kind = Kind::int32, .name = "int32"},
    int64_type{.kind = Kind::int64, .name = "int64"}, number_type{.kind = Kind::number, .name = "number"},
    string_type{.kind = Kind::string, .name = "string"}, id_type{.kind = Kind::id, .name = "id"},
    instant_type{.kind = Kind::instant, .name = "instant"}, date_type{.kind = Kind::date, .name = "date"},
    json_type{.kind = Kind::json, .name = "json"}, params_type{.kind = Kind::params, .name = "params"},
    phone_type{.kind = Kind::phone, .name = "phone"}, masked_phone_type{.kind = Kind::masked_phone, .name = "masked_phone"},
    secret_type{.kind = Kind::secret, .name = "secret"};

namespace {

void put_quoted(std::string& out, std::int64_t v) {
  out += '"';
  put_integer(out, v);
  out += '"';
}

void put_params(std::string& out, const base::Params& params) {
  out += '{';
  for (std::size_t i = 0; i < params.size(); ++i) {
    put_key(out, params[i].first, i == 0);
    put_string(out, params[i].second);
  }
  out += '}';
}

void make_room(std::string& out, std::size_t more) {
  if (out.capacity() < out.size() + more) out.reserve(std::max(out.size() + more, 2 * out.capacity()));
}

void put_list(std::string& out, const Type& t, const void* p, Personal personal) {
  const std::size_t start = out.size();
  out += '[';
  const std::size_t n = t.sequence->size(p);
  const auto* at = static_cast<const char*>(t.sequence->data(p));
  for (std::size_t i = 0; i < n; ++i, at += t.sequence->stride) {
    if (i != 0) out += ',';
    write(out, *t.element, at, personal);
    if (i == 0 && n > 1) make_room(out, (out.size() - start) * (n + 1));  // a long list grows once, not at every doubling
  }
  out += ']';
}

void put_object(std::string& out, const Type& t, const void* p, Personal personal) {
  const std::size_t start = out.size();
  for (const Field *f = t.fields, *end = f + t.count; f != end; ++f) {
    if (f->key.empty()) put_key(out, f->name, false);
    else out += f->key;
    write(out, *f->type, static_cast<const char*>(p) + f->offset, personal);
  }
  if (t.count == 0) out += '{';
  else out[start] = '{';  // over the first comma
  out += '}';
}

}  // namespace

void write(std::string& out, const Type& t, const void* p, Personal personal) {
  switch (t.kind) {
    case Kind::boolean: out += as<bool>(p) ? std::string_view("true") : std::string_view("false"); return;
    case Kind::int32: put_integer(out, get32(p)); return;
    case Kind::int64: put_integer(out, get64(p)); return;
    case Kind::number: put_number(out, as<double>(p)); return;
    case Kind::string: put_string(out, as<std::string>(p)); return;
    case Kind::id: put_quoted(out, get64(p)); return;
    case Kind::instant:
      out += '"';
      base::append_iso(out, as<base::Instant>(p));
      out += '"';
      return;
    case Kind::date:
      out += '"';
      base::append_iso(out, as<base::CivilDate>(p));
      out += '"';
      return;
    case Kind::enumeration:
      out += '"';
      out += word_at(t, p);
      out += '"';
      return;
    case Kind::optional:
      if (t.sequence->size(p) != 0) write(out, *t.element, t.sequence->data(p), personal);
      else out += "null";
      return;
    case Kind::vector: put_list(out, t, p, personal); return;
    case Kind::object: put_object(out, t, p, personal); return;
    case Kind::json: out += as<Json>(p).text; return;
    case Kind::params: put_params(out, as<base::Params>(p)); return;
    case Kind::masked_phone: put_string(out, as<base::MaskedPhone>(p).text()); return;
    case Kind::phone:
      ASSERT(personal == Personal::allowed);  // a View shows a MaskedPhone
      put_string(out, as<base::Phone>(p).reveal());
      return;
    case Kind::secret: ASSERT(t.kind != Kind::secret); return;  // never leaves in JSON
  }
}

bool holds_unmasked(const Type& type) {
  std::vector<const Type*> objects;
  collect_objects(type, objects);
  const auto unmasked = [](const Type* t) {
    while (t->element != nullptr) t = t->element;
    return t->kind == Kind::phone || t->kind == Kind::secret;
  };
  if (unmasked(&type)) return true;
  for (const Type* object : objects)
    for (std::size_t i = 0; i < object->count; ++i)
      if (unmasked(object->fields[i].type)) return true;
  return false;
}

}  // namespace described

// The id is a plain number in C++ and a string of digits in JSON, like every id.
constexpr described::Field described::of<base::Subject>::fields[] = {
    {",\"kind\":", "kind", offsetof(Self, kind), &described::string_type, {.max = 64, .format = described::Format::code}},
    {",\"id\":", "id", offsetof(Self, id), &described::id_type, {}}};
constexpr described::Type described::of<base::Subject>::value{
    .kind = described::Kind::object, .count = 2, .name = "Subject", .fields = described::of<base::Subject>::fields};
