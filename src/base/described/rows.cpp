// Database rows to structs and back, by table. Lists and inner objects stand in one text column as JSON.
#include <charconv>

#include "base/assert.hpp"
#include "base/described/engine.hpp"
#include "base/described/json_text.hpp"

namespace described {
namespace {

[[noreturn]] void broken(const Row& row, int column, const char* what) {
  throw RowError("column " + std::string(row.name(column)) + ": " + what);
}

int find_column(const Row& row, std::string_view name, int hint) {
  const int n = row.columns();
  if (hint < n && row.name(hint) == name) return hint;
  for (int i = 0; i < n; ++i)
    if (row.name(i) == name) return i;
  throw RowError("no column " + std::string(name));
}

double number_of(const Row& row, int column) {
  const std::string_view s = row.text(column);
  double v = 0;
  const auto r = std::from_chars(s.data(), s.data() + s.size(), v);
  if (r.ec != std::errc{} || r.ptr != s.data() + s.size()) broken(row, column, "not a number");
  return v;
}

std::int32_t small(const Row& row, int column) {
  const std::int64_t v = row.integer(column);
  if (v < INT32_MIN || v > INT32_MAX) broken(row, column, "does not fit 32 bits");
  return static_cast<std::int32_t>(v);
}

void parameter_out(Binder& binder, int at, const Type& t, const void* p) {
  switch (t.kind) {
    case Kind::optional:
      if (t.sequence->size(p) != 0) parameter_out(binder, at, *t.element, t.sequence->data(p));
      else binder.null(at);
      return;
    case Kind::boolean: binder.integer(at, as<bool>(p) ? 1 : 0); return;
    case Kind::int32: case Kind::date: binder.integer(at, get32(p)); return;
    case Kind::int64: case Kind::id: case Kind::instant: binder.integer(at, get64(p)); return;
    case Kind::string: binder.text(at, as<std::string>(p)); return;
    case Kind::json: binder.text(at, as<Json>(p).text); return;
    case Kind::phone: binder.text(at, as<base::Phone>(p).reveal()); return;
    case Kind::enumeration: binder.text(at, word_at(t, p)); return;
    case Kind::number: case Kind::vector: case Kind::object: case Kind::params: {
      std::string text;
      write(text, t, p, Personal::allowed);
      binder.text(at, text);
      return;
    }
    case Kind::masked_phone: case Kind::secret: ASSERT(!"a Row holds no masked phone and no secret"); return;
  }
}

}  // namespace

void column_in(const Row& row, int column, const Type& t, void* p) {
  if (t.kind == Kind::optional) {
    t.sequence->clear(p);
    if (!row.null(column)) column_in(row, column, *t.element, t.sequence->push(p));
    return;
  }
  if (row.null(column)) broken(row, column, "unexpected NULL");
  switch (t.kind) {
    case Kind::boolean: as<bool>(p) = row.integer(column) != 0; return;
    case Kind::int32: case Kind::date: put32(p, small(row, column)); return;
    case Kind::int64: case Kind::id: case Kind::instant: put64(p, row.integer(column)); return;
    case Kind::number: as<double>(p) = number_of(row, column); return;
    case Kind::string: as<std::string>(p) = row.text(column); return;
    case Kind::json: as<Json>(p).text = row.text(column); return;
    case Kind::phone: PhoneAccess::text(as<base::Phone>(p)) = row.text(column); return;
    case Kind::enumeration:
      if (!put_word(t, p, row.text(column))) broken(row, column, "unknown word");
      return;
    case Kind::vector: case Kind::object: case Kind::params:
      if (!read(row.text(column), t, p)) broken(row, column, "bad JSON");
      return;
    case Kind::masked_phone: case Kind::secret: broken(row, column, "cannot stand in a row");
    case Kind::optional: return;
  }
}

void row_in(const Row& row, const Type& t, void* p) {
  for (int i = 0; i < t.count; ++i) {
    const Field& f = t.fields[i];
    column_in(row, find_column(row, f.name, i), *f.type, static_cast<char*>(p) + f.offset);
  }
}

void row_out(Binder& binder, const Type& t, const void* p) {
  for (int i = 0; i < t.count; ++i) parameter_out(binder, i, *t.fields[i].type, static_cast<const char*>(p) + t.fields[i].offset);
}

}  // namespace described
