// What the chain's hashes are made of. Pure, and written so that anyone can compute it again with a dozen lines of script:
// each field is its length in bytes, a colon, its text and a comma ("5:hello,"), numbers in decimal; SHA-256, hexadecimal.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ids.hpp"

namespace store {

struct Event;

// The hash before the first seal of every district.
inline constexpr std::string_view no_hash = "0000000000000000000000000000000000000000000000000000000000000000";

// "event-1", district, id, kind, subject kind, subject id, SHA-256 of the body, personal commitment, definition, area, org unit,
// person, post, channel, happened_at, recorded_at. The body goes in as its hash, so that an envelope can be shown without it.
[[nodiscard]] std::string envelope_hash(base::DistrictId, const Event&);
// "personal-1", salt, on_behalf_of, personal body. Without the salt nobody can try names and numbers until one fits.
[[nodiscard]] std::string personal_commitment(std::string_view salt, std::string_view on_behalf_of, std::string_view personal);
// "seal-1", hash of the seal before, seq, journal id, envelope hash.
[[nodiscard]] std::string seal_hash(std::string_view before, std::int64_t seq, base::EventId, std::string_view envelope);

}  // namespace store
