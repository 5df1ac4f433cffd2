// Hashes, message authentication, passwords and their encodings, over libsodium and OpenSSL.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/context.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

namespace base {

using Digest = std::array<unsigned char, 32>;
[[nodiscard]] Digest sha256(std::string_view);
[[nodiscard]] std::string sha256_hex(std::string_view);
[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view message);

class Sha256 {  // of a stream
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view);
  [[nodiscard]] Digest finish();  // once

 private:
  struct State;
  std::unique_ptr<State> state_;
};
[[nodiscard]] std::optional<std::string> sha256_file_hex(const std::string& path);  // empty: cannot be read

[[nodiscard]] std::string hex(std::span<const unsigned char>);
[[nodiscard]] std::optional<std::string> from_hex(std::string_view);
[[nodiscard]] std::string base64url(std::span<const unsigned char>);  // without padding
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view);
[[nodiscard]] bool same_in_constant_time(std::string_view a, std::string_view b);

// Argon2id, 64 MiB and 2 passes (about 0.12 s). At most two run at a time in the process; a third waits up to two seconds, then
// the answer is unavailable (base.hash_busy), so that a storm of sign-ins cannot take the machine's memory.
[[nodiscard]] Result<std::string> hash_password(const Secret& password, Random& salt);
[[nodiscard]] Result<bool> verify_password(const Secret& password, std::string_view hash);
// Cheap parameters for tests and simulated districts; hashes say which they used, so verify_password takes both.
[[nodiscard]] Result<std::string> hash_password_cheaply(const Secret& password, Random& salt);

}  // namespace base
