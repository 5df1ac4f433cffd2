// Described structs: what a model needs. One constexpr table per struct (described/tables.hpp, in model.cpp) and one
// engine that walks tables give JSON in and out, database rows and OpenAPI schemas, at 0.03 s of compile time a struct.
//
//   // model.hpp                                             // model.cpp
//   struct Task { base::MatterId id{}; std::string title{}; };  DESCRIBE(Task, "Task", FIELD(id), FIELD(title, .min = 1, .max = 200))
//   DESCRIBED(Task)   // at global scope
//
// Three kinds of struct: Command (JSON in), Row (database), View (JSON out). A base::Phone may stand in a Command or a Row;
// to_json refuses it, and a struct whose name ends in "View" with one does not compile: a View shows a base::MaskedPhone.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/described/row.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/phone.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

namespace described {

enum class Kind : std::uint8_t {
  boolean, int32, int64, number, string, id, instant, date, enumeration,
  optional, vector, object,
  json,          // Json: any JSON text, passed through
  params,        // base::Params: {"name": "value"}
  phone, masked_phone, secret,
};

// Named formats of a text. Control characters other than tab and line ends are refused in all of them.
enum class Format : std::uint8_t {
  any,   // several lines
  line,  // no line ends
  code,  // lower-case letters, digits, '_', '/', '.', '-'; starts with a letter
};

// What a field accepts in JSON. Of a list, text and number rules are those of its items.
struct Rules {
  std::uint32_t min = 0;             // characters (code points) without the white space around them
  std::uint32_t max = 65536;         // characters (code points), as in JSON Schema
  std::uint32_t items_max = 1000;    // of a list
  std::int64_t least = INT64_MIN;    // of a number
  std::int64_t most = INT64_MAX;
  Format format = Format::any;
  bool absent_ok = false;            // may be left out: the member keeps its default (optionals always may)
  const char* about = nullptr;       // one sentence for the API's document
};

struct Type;
struct Field {
  std::string_view key;   // ,"name":  (empty when the C++ name ends in '_')
  std::string_view name;
  std::uint32_t offset;
  const Type* type;
  Rules rules;
};
struct Sequence {  // of a vector, or an optional seen as one of 0 or 1 items
  std::size_t (*size)(const void*);
  const void* (*data)(const void*);
  void* (*push)(void*);
  void (*clear)(void*);
  std::size_t stride;
};
struct Type {
  Kind kind;
  std::uint8_t bytes = 0;   // of an enumeration
  std::uint16_t count = 0;  // fields or words
  std::string_view name{};
  const Field* fields = nullptr;
  const std::string_view* words = nullptr;
  const Type* element = nullptr;
  const Sequence* sequence = nullptr;
};

inline constexpr std::size_t fields_max = 64;
inline constexpr std::size_t errors_max = 64;  // reading stops there
inline constexpr int depth_max = 32;

struct Json {  // JSON text as it is: a View passes it through, a Command captures it checked
  std::string text{"null"};
};

// A row that does not fit its struct: our own mistake or a damaged database, never the user's.
struct RowError : std::runtime_error {
  using runtime_error::runtime_error;
};

extern const Type bool_type, int32_type, int64_type, number_type, string_type, id_type, instant_type, date_type, json_type,
    params_type, phone_type, masked_phone_type, secret_type;

template <class T>
struct of;  // of<T>::type
template <> struct of<bool> { static constexpr const Type* type = &bool_type; };
template <> struct of<std::int32_t> { static constexpr const Type* type = &int32_type; };
template <> struct of<std::int64_t> { static constexpr const Type* type = &int64_type; };
template <> struct of<double> { static constexpr const Type* type = &number_type; };
template <> struct of<std::string> { static constexpr const Type* type = &string_type; };
template <class Tag> struct of<base::Id<Tag>> { static constexpr const Type* type = &id_type; };
template <> struct of<base::Instant> { static constexpr const Type* type = &instant_type; };
template <> struct of<base::CivilDate> { static constexpr const Type* type = &date_type; };
template <> struct of<Json> { static constexpr const Type* type = &json_type; };
template <> struct of<base::Params> { static constexpr const Type* type = &params_type; };
template <> struct of<base::Phone> { static constexpr const Type* type = &phone_type; };
template <> struct of<base::MaskedPhone> { static constexpr const Type* type = &masked_phone_type; };
template <> struct of<base::Secret> { static constexpr const Type* type = &secret_type; };
template <class T>
struct of<std::optional<T>> {
  using O = std::optional<T>;
  static constexpr Sequence sequence{
      [](const void* p) -> std::size_t { return static_cast<const O*>(p)->has_value(); },
      [](const void* p) -> const void* { return &**static_cast<const O*>(p); },
      [](void* p) -> void* { return &static_cast<O*>(p)->emplace(); },
      [](void* p) { static_cast<O*>(p)->reset(); }, sizeof(T)};
  static constexpr Type value{.kind = Kind::optional, .element = of<T>::type, .sequence = &sequence};
  static constexpr const Type* type = &value;
};
template <class T>
struct of<std::vector<T>> {
  static_assert(!std::is_same_v<T, bool>, "vector<bool> cannot be described");
  using V = std::vector<T>;
  static constexpr Sequence sequence{
      [](const void* p) -> std::size_t { return static_cast<const V*>(p)->size(); },
      [](const void* p) -> const void* { return static_cast<const V*>(p)->data(); },
      [](void* p) -> void* { return &static_cast<V*>(p)->emplace_back(); },
      [](void* p) { static_cast<V*>(p)->clear(); }, sizeof(T)};
  static constexpr Type value{.kind = Kind::vector, .element = of<T>::type, .sequence = &sequence};
  static constexpr const Type* type = &value;
};

// ---- the engine, by table
enum class Personal : std::uint8_t { refused, allowed };  // allowed: the journal's personal body only
void write(std::string& out, const Type&, const void* value, Personal = Personal::refused);
// Errors: malformed (base.malformed_json, params offset) or invalid with every field's error, paths as JSON pointers.
// On an error `value` is half filled and must be thrown away (parse() does).
[[nodiscard]] base::Done read(std::string_view json, const Type&, void* value);
void row_in(const Row&, const Type&, void* value);                   // columns by name; throws RowError
void column_in(const Row&, int column, const Type&, void* value);    // throws RowError
void row_out(Binder&, const Type&, const void* value);               // fields in order, parameters from 0
enum class Side : std::uint8_t { out, in };  // a View always has all members; a Command may leave optional ones out
void schema(std::string& out, const Type& object, Side = Side::out);             // OpenAPI 3.1; inner objects by $ref
void schema_of(std::string& out, const Type& any, Side = Side::out);             // of any type, objects by $ref
void collect_objects(const Type&, std::vector<const Type*>& out);    // this and every object inside, each once
[[nodiscard]] bool holds_unmasked(const Type&);                      // a phone number or secret in it or below

// ---- the engine, by type
template <class T>
void to_json(std::string& out, const T& value) { write(out, *of<T>::type, &value); }
template <class T>
[[nodiscard]] std::string to_json(const T& value) {
  std::string out;
  write(out, *of<T>::type, &value);
  return out;
}
template <class T>
[[nodiscard]] std::string to_personal_json(const T& value) {  // for store::NewEvent::personal
  std::string out;
  write(out, *of<T>::type, &value, Personal::allowed);
  return out;
}
template <class T>
[[nodiscard]] base::Result<T> parse(std::string_view json) {
  base::Result<T> out{T{}};
  if (auto done = read(json, *of<T>::type, &*out); !done) out = std::unexpected(std::move(done).error());
  return out;
}
template <class T>
[[nodiscard]] T read_row(const Row& row) {
  T out{};
  row_in(row, *of<T>::type, &out);
  return out;
}
template <class T>
[[nodiscard]] T read_column(const Row& row, int column) {
  T out{};
  column_in(row, column, *of<T>::type, &out);
  return out;
}
template <class T>
void bind(Binder& binder, const T& value) { row_out(binder, *of<T>::type, &value); }
template <class T>
[[nodiscard]] constexpr std::size_t field_count() { return of<T>::type->count; }
template <class E>
  requires std::is_enum_v<E>
[[nodiscard]] std::string_view word(E e) {
  const auto i = static_cast<std::size_t>(e);
  return i < of<E>::type->count ? of<E>::type->words[i] : std::string_view("?");
}
template <class E>
  requires std::is_enum_v<E>
[[nodiscard]] std::optional<E> from_word(std::string_view s) {
  for (std::size_t i = 0; i < of<E>::type->count; ++i)
    if (of<E>::type->words[i] == s) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace described

#define DESCRIBED(T)                                         \
  template <>                                                \
  struct described::of<T> {                                  \
    using Self = T;                                          \
    static const described::Type value;                      \
    static const described::Field fields[];                  \
    static constexpr const described::Type* type = &value;   \
  };
#define DESCRIBED_ENUM(T)                                    \
  template <>                                                \
  struct described::of<T> {                                  \
    static const described::Type value;                      \
    static const std::string_view words[];                   \
    static constexpr const described::Type* type = &value;   \
  };

DESCRIBED(base::Subject)  // {"kind": "matter", "id": "123"}
