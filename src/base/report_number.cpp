#include "base/report_number.hpp"

#include "base/assert.hpp"
#include "base/text.hpp"

namespace base {
namespace {

// 23 characters, a prime: with weights 1…8 (all different and none 0 modulo 23) the weighted sum changes with every single
// wrong character and with every swap of two different ones. Left out because they look or sound like another: 0 O D Q, 1 I L,
// B (8), G (6), S (5), Z (2), U (V), N (M).
constexpr std::string_view alphabet = "23456789ACEFHJKMPRTVWXY";
constexpr int prime = 23;
constexpr int length = 8;
constexpr std::uint64_t moment_micros = 64'000, numbers_of_a_moment = 4096;
static_assert(alphabet.size() == prime);

int value_of(char c) {
  const auto at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}
int weighted_sum(std::string_view s) {
  int sum = 0;
  for (std::size_t i = 0; i < s.size(); ++i) sum += static_cast<int>(i + 1) * value_of(s[i]);
  return sum % prime;
}
std::string checked(const std::string& number) {
  for (const char last : alphabet)
    if (weighted_sum(number + last) == 0) return number + last;
  ASSERT(!"every seven characters have a check character");
}
char meant(char c) {
  constexpr std::pair<char, char> alike[] = {{'B', '8'}, {'G', '6'}, {'S', '5'}, {'Z', '2'}, {'U', 'V'}, {'N', 'M'}};
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  for (const auto& [from, to] : alike)
    if (c == from) return to;
  return c;
}

}  // namespace

std::string make_report_number(Random& random) {
  std::string out;
  for (int i = 0; i < length - 1; ++i) out += alphabet[random.below(prime)];
  return checked(out);
}

std::string make_report_number(Instant now, Random& random) {
  std::uint64_t number = static_cast<std::uint64_t>(now.micros) / moment_micros * numbers_of_a_moment + random.below(numbers_of_a_moment);
  std::string out(length - 1, ' ');
  for (auto at = out.rbegin(); at != out.rend(); ++at, number /= prime) *at = alphabet[number % prime];
  return checked(out);
}

std::optional<std::string> read_report_number(std::string_view typed) {
  if (typed.size() > 64) return std::nullopt;
  std::string out;
  for (const char c : normalised(typed)) {
    if (c == ' ' || c == '-') continue;
    if (value_of(meant(c)) < 0 || out.size() == length) return std::nullopt;
    out += meant(c);
  }
  if (out.size() != length || weighted_sum(out) != 0) return std::nullopt;
  return out;
}

std::string shown_report_number(std::string_view number) {
  if (number.size() != length) return std::string(number);
  return std::string(number.substr(0, 4)) + " " + std::string(number.substr(4));
}

}  // namespace base
