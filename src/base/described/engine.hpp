// What the engine's four files share: typed access through void pointers. Not for models.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>

#include "base/described/described.hpp"

namespace described {

struct PhoneAccess {
  static std::string& text(base::Phone& p) { return p.digits_; }
  static std::string& text(base::MaskedPhone& p) { return p.text_; }
};
struct SecretAccess {
  static std::string& text(base::Secret& s) { return s.text_; }
};

template <class T>
const T& as(const void* p) { return *static_cast<const T*>(p); }
template <class T>
T& as(void* p) { return *static_cast<T*>(p); }

// memcpy: ids, instants and enumerations of any type without aliasing trouble.
static_assert(sizeof(base::Id<void>) == 8 && sizeof(base::Instant) == 8 && sizeof(base::CivilDate) == 4);
inline std::int64_t get64(const void* p) {
  std::int64_t v = 0;
  std::memcpy(&v, p, sizeof v);
  return v;
}
inline void put64(void* p, std::int64_t v) { std::memcpy(p, &v, sizeof v); }
inline std::int32_t get32(const void* p) {
  std::int32_t v = 0;
  std::memcpy(&v, p, sizeof v);
  return v;
}
inline void put32(void* p, std::int32_t v) { std::memcpy(p, &v, sizeof v); }
inline std::string_view word_at(const Type& t, const void* p) {
  std::uint32_t v = 0;
  std::memcpy(&v, p, t.bytes);  // little endian
  return v < t.count ? t.words[v] : std::string_view("?");
}
inline bool put_word(const Type& t, void* p, std::string_view word) {
  for (std::uint32_t i = 0; i < t.count; ++i)
    if (t.words[i] == word) return std::memcpy(p, &i, t.bytes), true;
  return false;
}
[[nodiscard]] bool looks_masked(std::string_view);  // "****" and at most seven digits: no number fits

}  // namespace described
