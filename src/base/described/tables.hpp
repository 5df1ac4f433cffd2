// Included by model.cpp only: the macros that fill the tables, with their guards. A forgotten or doubled field, a wrong enum
// order and a phone number in a View do not compile; a missing enumerator is named by -Wswitch.
// The table needs every member's initialiser to be allowed: plain aggregates, no base class, no private members.
#pragma once
#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>

#include "base/described/described.hpp"

namespace described {

struct Anything {
  template <class T>
  operator T() const noexcept;
};
template <std::size_t>
using AnythingAt = Anything;
template <class T, std::size_t... I>
consteval bool takes(std::index_sequence<I...>) { return requires { T{AnythingAt<I>{}...}; }; }
template <class T, std::size_t N>
inline constexpr bool has_fields = takes<T>(std::make_index_sequence<N>{}) && !takes<T>(std::make_index_sequence<N + 1>{});

consteval std::string_view plain(std::string_view s) { return s.ends_with('_') ? s.substr(0, s.size() - 1) : s; }  // class_ -> class
consteval Field field(std::string_view key, std::string_view name, std::size_t offset, const Type* type, Rules rules) {
  return {name.ends_with('_') ? std::string_view{} : key, plain(name), static_cast<std::uint32_t>(offset), type, rules};
}
template <std::size_t N>
constexpr bool counts_up(const int (&v)[N]) {
  for (std::size_t i = 0; i < N; ++i)
    if (v[i] != static_cast<int>(i)) return false;
  return true;
}
template <std::size_t N>
consteval bool names_differ(const Field (&f)[N]) {
  for (std::size_t i = 0; i < N; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (f[i].name == f[j].name) return false;
  return true;
}
template <std::size_t N>
consteval bool view_is_masked(std::string_view name, const Field (&f)[N]) {
  if (!name.ends_with("View")) return true;
  for (const Field& each : f)
    if (each.type == &phone_type || each.type == &secret_type || each.type == of<std::optional<base::Phone>>::type) return false;
  return true;
}

}  // namespace described

#define FIELD(m, ...) \
  described::field(",\"" #m "\":", #m, offsetof(Self, m), described::of<decltype(Self::m)>::type, described::Rules{__VA_ARGS__})

#define DESCRIBE(T, NAME, ...)                                                                                                   \
  constexpr described::Field described::of<T>::fields[] = {__VA_ARGS__};                                                         \
  static_assert(std::is_standard_layout_v<T>, #T ": a described struct has public fields only and no base with data");           \
  static_assert(std::size(described::of<T>::fields) <= described::fields_max, #T ": more fields than a table may have");         \
  static_assert(described::has_fields<T, std::size(described::of<T>::fields)>, #T ": the table must list every field once");     \
  static_assert(described::names_differ(described::of<T>::fields), #T ": a field stands twice in the table");                    \
  static_assert(described::view_is_masked(NAME, described::of<T>::fields), #T ": a View shows a MaskedPhone, never a Phone");    \
  constexpr described::Type described::of<T>::value{.kind = described::Kind::object,                                             \
                                                    .count = std::size(described::of<T>::fields),                                \
                                                    .name = NAME,                                                                \
                                                    .fields = described::of<T>::fields};

#define DESCRIBED_P ()
#define DESCRIBED_X(...) DESCRIBED_X3(DESCRIBED_X3(DESCRIBED_X3(DESCRIBED_X3(__VA_ARGS__))))
#define DESCRIBED_X3(...) DESCRIBED_X2(DESCRIBED_X2(DESCRIBED_X2(DESCRIBED_X2(__VA_ARGS__))))
#define DESCRIBED_X2(...) DESCRIBED_X1(DESCRIBED_X1(DESCRIBED_X1(DESCRIBED_X1(__VA_ARGS__))))
#define DESCRIBED_X1(...) __VA_ARGS__
#define DESCRIBED_EACH(m, ...) __VA_OPT__(DESCRIBED_X(DESCRIBED_NEXT(m, __VA_ARGS__)))
#define DESCRIBED_NEXT(m, x, ...) m(x) __VA_OPT__(DESCRIBED_AGAIN DESCRIBED_P(m, __VA_ARGS__))
#define DESCRIBED_AGAIN() DESCRIBED_NEXT
#define DESCRIBED_WORD(x) described::plain(#x),
#define DESCRIBED_CASE(x) case E::x:
#define DESCRIBED_VALUE(x) static_cast<int>(E::x),
#define DESCRIBE_ENUM(T, NAME, ...)                                                                                        \
  constexpr std::string_view described::of<T>::words[] = {DESCRIBED_EACH(DESCRIBED_WORD, __VA_ARGS__)};                    \
  static_assert(                                                                                                           \
      [] {                                                                                                                 \
        using E = T;                                                                                                       \
        const int v[] = {DESCRIBED_EACH(DESCRIBED_VALUE, __VA_ARGS__)};                                                    \
        return described::counts_up(v);                                                                                    \
      }(),                                                                                                                 \
      #T ": enumerators must count 0, 1, 2 in the listed order");                                                          \
  static_assert(                                                                                                           \
      [](T e) {                                                                                                            \
        using E = T;                                                                                                       \
        switch (e) { DESCRIBED_EACH(DESCRIBED_CASE, __VA_ARGS__) return true; }                                            \
        return false;                                                                                                      \
      }(T{}),                                                                                                              \
      "-Wswitch names a missing enumerator");                                                                              \
  constexpr described::Type described::of<T>::value{.kind = described::Kind::enumeration,                                  \
                                                    .bytes = sizeof(T),                                                    \
                                                    .count = std::size(described::of<T>::words),                           \
                                                    .name = NAME,                                                          \
                                                    .words = described::of<T>::words};
