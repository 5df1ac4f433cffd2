#include "people/claims.hpp"

#include "base/crypto.hpp"

namespace people {
namespace {

constexpr std::string_view letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";  // no look-alikes; 16 of them are 79 bits
constexpr int groups = 4;

}  // namespace

std::string new_claim_code(base::Random& random) {
  std::string out;
  for (int i = 0; i < groups * 4; ++i) {
    if (i != 0 && i % 4 == 0) out += '-';
    out += letters[random.below(letters.size())];
  }
  return out;
}

std::string claim_hash(std::string_view typed) {
  std::string plain;
  for (char c : typed) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (letters.find(c) != std::string_view::npos) plain += c;
  }
  return base::sha256_hex(plain);
}

base::Done claim_opens(const std::optional<sql::Claim>& claim, std::string_view typed) {
  if (claim && !claim->used_at && base::same_in_constant_time(claim->code_hash, claim_hash(typed))) return {};
  base::Error error{.code = base::ErrorCode::invalid, .reason = "people.claim_code_wrong", .remedy = "people.claim_code_is_printed"};
  error.errors.push_back({.path = "/code", .reason = "people.claim_code_wrong"});
  return std::unexpected(std::move(error));
}

}  // namespace people
