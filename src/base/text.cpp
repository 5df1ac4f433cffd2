#include "base/text.hpp"

namespace base {
namespace {

bool space(char32_t c) { return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000; }
bool latin(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}
bool han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         c == 0x3007;
}
char32_t half_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E && !(c == 0xFF0C || c == 0xFF01 || c == 0xFF1F || c == 0xFF1A || c == 0xFF1B || c == 0xFF08 || c == 0xFF09))
    return c - 0xFEE0;
  return c == 0x3000 || c == 0xA0 ? U' ' : c;
}

// Calls `each` for every character; what is not UTF-8 comes as U+FFFD.
template <class F>
void for_each_character(std::string_view s, F each) {
  const char* at = s.data();
  const char* end = at + s.size();
  while (at < end) {
    const std::size_t n = utf8_sequence(at, end);
    each(n == 0 ? char32_t{0xFFFD} : decode_utf8(at, n));
    at += n == 0 ? 1 : n;
  }
}

}  // namespace

std::size_t utf8_sequence(const char* at, const char* end) {
  const auto byte = [&](std::ptrdiff_t i) { return static_cast<unsigned char>(at[i]); };
  const auto follows = [&](std::ptrdiff_t i) { return at + i < end && (byte(i) & 0xC0) == 0x80; };
  if (at >= end) return 0;
  const unsigned char c = byte(0);
  if (c < 0x80) return 1;
  if (c >= 0xC2 && c <= 0xDF) return follows(1) ? 2 : 0;
  if (c >= 0xE0 && c <= 0xEF) {
    if (!follows(1) || !follows(2) || (c == 0xE0 && byte(1) < 0xA0) || (c == 0xED && byte(1) > 0x9F)) return 0;
    return 3;
  }
  if (c >= 0xF0 && c <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3) || (c == 0xF0 && byte(1) < 0x90) || (c == 0xF4 && byte(1) > 0x8F)) return 0;
    return 4;
  }
  return 0;
}

bool valid_utf8(std::string_view s) {
  const char* at = s.data();
  const char* end = at + s.size();
  while (at < end) {
    const std::size_t n = utf8_sequence(at, end);
    if (n == 0) return false;
    at += n;
  }
  return true;
}

std::size_t code_points(std::string_view s) {
  std::size_t n = 0;
  for (const char c : s) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

char32_t decode_utf8(const char* at, std::size_t bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(at[i])); };
  switch (bytes) {
    case 1: return byte(0);
    case 2: return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3: return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    default: return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
  }
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t v) { out += static_cast<char>(v); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::string_view trimmed(std::string_view s) {
  for (;;) {
    if (!s.empty() && (s.front() == ' ' || (s.front() >= 9 && s.front() <= 13))) s.remove_prefix(1);
    else if (s.starts_with("\xC2\xA0")) s.remove_prefix(2);
    else if (s.starts_with("\xE3\x80\x80")) s.remove_prefix(3);
    else break;
  }
  for (;;) {
    if (!s.empty() && (s.back() == ' ' || (s.back() >= 9 && s.back() <= 13))) s.remove_suffix(1);
    else if (s.ends_with("\xC2\xA0")) s.remove_suffix(2);
    else if (s.ends_with("\xE3\x80\x80")) s.remove_suffix(3);
    else break;
  }
  return s;
}

std::string normalised(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  bool pending = false;
  for_each_character(s, [&](char32_t raw) {
    const char32_t c = half_width(raw);
    if (c == '\n') {
      pending = false;
      while (out.ends_with(' ')) out.pop_back();
      out += '\n';
    } else if (space(c)) {
      pending = c != '\r' || pending;
    } else if (c >= 32 && c != 127) {
      if (pending && !out.empty() && !out.ends_with('\n')) out += ' ';
      pending = false;
      append_utf8(out, c);
    }
  });
  return std::string(trimmed(out));
}

std::string cut(std::string_view s, std::size_t max) {
  if (code_points(s) <= max) return std::string(s);
  std::string out;
  std::size_t n = 0;
  for_each_character(s, [&](char32_t c) {
    if (++n < max) append_utf8(out, c);
  });
  return out + "…";
}

std::string bigrams(std::string_view s) {
  std::string out, word;
  char32_t before = 0;  // the Han character before this one
  bool alone = false;   // … and no pair has used it yet
  const auto term = [&](std::string_view t) {
    if (!out.empty()) out += ' ';
    out += t;
  };
  const auto flush = [&] {
    if (!word.empty()) term(word);
    word.clear();
    if (alone) {
      std::string one;
      append_utf8(one, before);
      term(one);
    }
    before = 0;
    alone = false;
  };
  for_each_character(s, [&](char32_t raw) {
    const char32_t c = half_width(raw);
    if (han(c)) {
      if (!word.empty()) flush();
      if (before != 0) {
        std::string pair;
        append_utf8(pair, before);
        append_utf8(pair, c);
        term(pair);
      }
      alone = before == 0;
      before = c;
    } else if (latin(c)) {
      if (before != 0) flush();
      append_utf8(word, c >= 'A' && c <= 'Z' ? c + 32 : c);
    } else {
      flush();
    }
  });
  flush();
  return out;
}

std::string masked_name(std::string_view name) {
  const std::string_view whole = trimmed(name);
  const std::size_t remark = whole.ends_with("）") ? whole.rfind("（") : std::string_view::npos;  // 王秀兰（示例）: not part of the name
  const std::string_view s = whole.substr(0, remark);
  const std::size_t n = code_points(s);
  std::string out;
  std::size_t i = 0;
  bool first_is_han = false;
  for_each_character(s, [&](char32_t c) {
    if (i == 0) first_is_han = han(c);
    const bool shown = i == 0 || (first_is_han && n > 3 && i + 1 == n);
    if (shown && n > 1) append_utf8(out, c);
    else out += '*';
    ++i;
  });
  if (remark != std::string_view::npos) out += whole.substr(remark);
  return out;
}

}  // namespace base
