#include "http/decode.hpp"

#include "base/text.hpp"

namespace http {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

bool forbidden_control(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f; }

bool dots_only(std::string_view component) { return component == "." || component == ".."; }

// A decoded segment may hold a '/', but never a step upwards, in either slash's spelling.
bool climbs(std::string_view segment) {
  std::size_t start = 0;
  while (true) {
    const std::size_t slash = segment.find_first_of("/\\", start);
    if (dots_only(segment.substr(start, slash == std::string_view::npos ? slash : slash - start))) return true;
    if (slash == std::string_view::npos) return false;
    start = slash + 1;
  }
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (forbidden_control(static_cast<unsigned char>(c))) return std::nullopt;
    out.push_back(c);
  }
  if (!base::valid_utf8(out)) return std::nullopt;
  return out;
}

std::optional<Pairs> decode_pairs(std::string_view text, std::size_t pairs_max) {
  Pairs out;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (pair.empty()) continue;
    if (out.size() == pairs_max) return std::nullopt;
    const std::size_t equals = pair.find('=');
    auto name = percent_decode(pair.substr(0, equals), /*plus_is_space=*/true);
    auto value = percent_decode(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1), /*plus_is_space=*/true);
    if (!name || !value) return std::nullopt;
    out.emplace_back(*std::move(name), *std::move(value));
  }
  return out;
}

std::optional<std::vector<std::string>> decode_path(std::string_view path) {
  if (path.empty() || path.front() != '/') return std::nullopt;
  std::vector<std::string> out;
  std::size_t start = 1;
  while (true) {
    const std::size_t slash = path.find('/', start);
    auto segment = percent_decode(path.substr(start, slash == std::string_view::npos ? slash : slash - start), /*plus_is_space=*/false);
    if (!segment || climbs(*segment)) return std::nullopt;
    out.push_back(*std::move(segment));
    if (out.size() > 64) return std::nullopt;
    if (slash == std::string_view::npos) return out;
    start = slash + 1;
  }
}

std::string_view cookie_value(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::size_t end = header.find(';');
    const std::string_view pair = trim(header.substr(0, end));
    header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    std::string_view value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    return value;
  }
  return {};
}

std::string header_parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at != std::string_view::npos) {
    ++at;
    while (at < header.size() && (header[at] == ' ' || header[at] == '\t')) ++at;
    const std::size_t equals = header.find('=', at);
    if (equals == std::string_view::npos) return {};
    const bool wanted = equal_ignoring_case(trim(header.substr(at, equals - at)), name);
    std::string value;
    std::size_t i = equals + 1;
    if (i < header.size() && header[i] == '"') {
      for (++i; i < header.size() && header[i] != '"'; ++i) {
        if (header[i] == '\\' && i + 1 < header.size()) ++i;
        value.push_back(header[i]);
      }
      if (i >= header.size()) return {};  // quote never closed
    } else {
      const std::size_t end = std::min(header.find(';', i), header.size());
      value = trim(header.substr(i, end - i));
    }
    if (wanted) return value;
    at = header.find(';', i);
  }
  return {};
}

std::string media_type(std::string_view header) { return lower(trim(header.substr(0, header.find(';')))); }

bool accepts_encoding(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    const std::size_t end = header.find(',');
    const std::string_view item = trim(header.substr(0, end));
    header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
    if (!equal_ignoring_case(trim(item.substr(0, item.find(';'))), coding)) continue;
    const std::string q = header_parameter(item, "q");
    return q.empty() || q.find_first_of("123456789") != std::string::npos;
  }
  return false;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace http
