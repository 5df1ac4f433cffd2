#include "base/described/json_text.hpp"

#include <charconv>
#include <cmath>
#include <cstring>

#include "base/described/described.hpp"
#include "base/text.hpp"

namespace described {
namespace {

struct Marks {
  bool at[256]{};
};
constexpr Marks special = [] {  // ends a run of plain characters: control, quote, backslash, not ASCII
  Marks m;
  for (int i = 0; i < 32; ++i) m.at[i] = true;
  for (int i = 127; i < 256; ++i) m.at[i] = true;
  m.at[static_cast<int>('"')] = m.at[static_cast<int>('\\')] = true;
  return m;
}();

void put_escape(std::string& out, unsigned char c) {
  constexpr char hex[] = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default:
      out += "\\u00";
      out += hex[c >> 4];
      out += hex[c & 15];
  }
}

}  // namespace

void put_string(std::string& out, std::string_view s) {
  out += '"';
  const char* at = s.data();
  const char* const end = at + s.size();
  const char* run = at;
  while (at < end) {
    const auto c = static_cast<unsigned char>(*at);
    if (!special.at[c]) [[likely]] {
      ++at;
      continue;
    }
    const std::size_t n = c >= 0x80 ? base::utf8_sequence(at, end) : 0;
    if (n > 1) {
      at += n;
      continue;
    }
    out.append(run, at);
    if (c >= 0x80) out += "\xEF\xBF\xBD";
    else put_escape(out, c);
    run = ++at;
  }
  out.append(run, end);
  out += '"';
}

void put_integer(std::string& out, std::int64_t v) {
  char buffer[24];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr);
}

void put_number(std::string& out, double v) {
  if (!std::isfinite(v)) {
    out += "null";
    return;
  }
  char buffer[32];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr);
}

void put_key(std::string& out, std::string_view name, bool first) {
  if (!first) out += ',';
  put_string(out, name);
  out += ':';
}

void Reader::white_space() {
  while (at_ < end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r')) ++at_;
}

void Reader::fail() {
  if (failed_at_ == nullptr) failed_at_ = at_;
  at_ = end_;
}

Token Reader::peek() {
  white_space();
  if (at_ < end_) {
    switch (*at_) {
      case '{': return Token::object;
      case '[': return Token::array;
      case '"': return Token::string;
      case 't': case 'f': return Token::boolean;
      case 'n': return Token::null;
      default:
        if (*at_ == '-' || (*at_ >= '0' && *at_ <= '9')) return Token::number;
    }
  }
  fail();
  return Token::bad;
}

bool Reader::boolean() {
  const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
  if (rest.starts_with("true")) {
    at_ += 4;
    return true;
  }
  if (rest.starts_with("false")) at_ += 5;
  else fail();
  return false;
}

void Reader::null() {
  if (std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with("null")) at_ += 4;
  else fail();
}

bool Reader::digits() {
  const char* start = at_;
  while (at_ < end_ && *at_ >= '0' && *at_ <= '9') ++at_;
  if (at_ != start) return true;
  fail();
  return false;
}

std::string_view Reader::number() {
  const char* start = at_;
  if (*at_ == '-') ++at_;
  if (at_ < end_ && *at_ == '0') ++at_;
  else if (!digits()) return {};
  if (at_ < end_ && *at_ == '.') {
    ++at_;
    if (!digits()) return {};
  }
  if (at_ < end_ && (*at_ == 'e' || *at_ == 'E')) {
    ++at_;
    if (at_ < end_ && (*at_ == '+' || *at_ == '-')) ++at_;
    if (!digits()) return {};
  }
  return {start, static_cast<std::size_t>(at_ - start)};
}

bool Reader::hexadecimal(char32_t& out) {
  out = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    if (at_ >= end_) return false;
    const char c = *at_;
    if (c >= '0' && c <= '9') out = out * 16 + static_cast<char32_t>(c - '0');
    else if (c >= 'a' && c <= 'f') out = out * 16 + static_cast<char32_t>(c - 'a' + 10);
    else if (c >= 'A' && c <= 'F') out = out * 16 + static_cast<char32_t>(c - 'A' + 10);
    else return false;
  }
  return true;
}

// After the backslash: appends what it means.
bool Reader::escape() {
  if (at_ >= end_) return false;
  const char c = *at_++;
  switch (c) {
    case '"': case '\\': case '/': buffer_ += c; return true;
    case 'b': buffer_ += '\b'; return true;
    case 'f': buffer_ += '\f'; return true;
    case 'n': buffer_ += '\n'; return true;
    case 'r': buffer_ += '\r'; return true;
    case 't': buffer_ += '\t'; return true;
    case 'u': break;
    default: return false;
  }
  char32_t high = 0, low = 0;
  if (!hexadecimal(high) || (high >= 0xDC00 && high < 0xE000)) return false;
  if (high >= 0xD800 && high < 0xDC00) {
    if (end_ - at_ < 6 || at_[0] != '\\' || at_[1] != 'u') return false;
    at_ += 2;
    if (!hexadecimal(low) || low < 0xDC00 || low > 0xDFFF) return false;
    high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
  }
  base::append_utf8(buffer_, high);
  return true;
}

std::string_view Reader::string() {
  const char* run = ++at_;
  bool copied = false;
  while (at_ < end_) {
    const auto c = static_cast<unsigned char>(*at_);
    if (!special.at[c]) [[likely]] {
      ++at_;
    } else if (c == '"') {
      std::string_view out(run, static_cast<std::size_t>(at_ - run));
      if (copied) out = buffer_.append(run, at_);
      ++at_;
      return out;
    } else if (c >= 0x7F) {
      const std::size_t n = base::utf8_sequence(at_, end_);
      if (n == 0) break;
      at_ += n;
    } else if (c == '\\') {
      if (!copied) buffer_.clear();
      copied = true;
      buffer_.append(run, at_);
      ++at_;
      if (!escape()) break;
      run = at_;
    } else {
      break;
    }
  }
  fail();
  return {};
}

void Reader::enter() {
  if (++depth_ > depth_max) return fail();
  ++at_;
  first_ = true;
}

bool Reader::next_key(std::string_view& key) {
  white_space();
  if (at_ < end_ && *at_ == '}') {
    ++at_;
    --depth_;
    first_ = false;
    return false;
  }
  if (!first_) {
    if (at_ >= end_ || *at_ != ',') return fail(), false;
    ++at_;
    white_space();
  }
  first_ = false;
  if (at_ >= end_ || *at_ != '"') return fail(), false;
  key = string();
  if (!ok()) return false;
  white_space();
  if (at_ >= end_ || *at_ != ':') return fail(), false;
  ++at_;
  return true;
}

bool Reader::next_item() {
  white_space();
  if (at_ < end_ && *at_ == ']') {
    ++at_;
    --depth_;
    first_ = false;
    return false;
  }
  if (at_ >= end_) return fail(), false;
  if (!first_) {
    if (*at_ != ',') return fail(), false;
    ++at_;
  }
  first_ = false;
  return true;
}

void Reader::skip() {
  switch (peek()) {
    case Token::null: null(); break;
    case Token::boolean: static_cast<void>(boolean()); break;
    case Token::number: static_cast<void>(number()); break;
    case Token::string: static_cast<void>(string()); break;
    case Token::array:
      enter();
      while (ok() && next_item()) skip();
      break;
    case Token::object: {
      enter();
      std::string_view key;
      while (ok() && next_key(key)) skip();
      break;
    }
    case Token::bad: break;
  }
}

std::string_view Reader::raw() {
  white_space();
  const char* start = at_;
  skip();
  return ok() ? std::string_view(start, static_cast<std::size_t>(at_ - start)) : std::string_view{};
}

bool Reader::finish() {
  white_space();
  if (ok() && at_ != end_) fail();
  return ok();
}

}  // namespace described
