#include "base/crypto.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>

#include "base/assert.hpp"

namespace base {
namespace {

const unsigned char* bytes(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }

// Lets two password hashes run; each takes 64 MiB.
class Gate {
 public:
  bool enter() {
    std::unique_lock lock(mutex_);
    if (!free_.wait_for(lock, std::chrono::seconds(2), [&] { return running_ < running_max; })) return false;
    ++running_;
    return true;
  }
  void leave() {
    {
      const std::lock_guard lock(mutex_);
      --running_;
    }
    free_.notify_one();
  }

 private:
  static constexpr int running_max = 2;
  std::mutex mutex_;
  std::condition_variable free_;
  int running_ = 0;
};
Gate& gate() {
  static Gate one;
  return one;
}
class Inside {
 public:
  Inside() : in_(gate().enter()) {}
  ~Inside() {
    if (in_) gate().leave();
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  explicit operator bool() const { return in_; }

 private:
  bool in_;
};
std::unexpected<Error> busy() {
  return std::unexpected(Error{.code = ErrorCode::unavailable, .reason = "base.hash_busy", .retry_after_s = 3});
}

std::string base64_plain(std::span<const unsigned char> in) {  // standard alphabet without padding, as the hash format wants
  std::string out(sodium_base64_encoded_len(in.size(), sodium_base64_VARIANT_ORIGINAL_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), in.data(), in.size(), sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  out.pop_back();
  return out;
}

// Our own salt (the context's randomness, so that a simulation replays), the usual "$argon2id$…" text.
Result<std::string> argon2id(const Secret& password, Random& random, unsigned long long passes, std::size_t memory) {
  ASSERT(sodium_init() >= 0);
  const Inside inside;
  if (!inside) return busy();
  unsigned char salt[crypto_pwhash_SALTBYTES];
  random.fill(salt);
  unsigned char key[32];
  const std::string_view text = password.reveal();
  if (crypto_pwhash(key, sizeof key, text.data(), text.size(), salt, passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return busy();  // no memory
  const std::string out = "$argon2id$v=19$m=" + std::to_string(memory / 1024) + ",t=" + std::to_string(passes) + ",p=1$" +
                          base64_plain(salt) + "$" + base64_plain(key);
  sodium_memzero(key, sizeof key);
  return out;
}

}  // namespace

struct Sha256::State {
  crypto_hash_sha256_state of;
};
Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->of); }
Sha256::~Sha256() = default;
void Sha256::add(std::string_view s) { crypto_hash_sha256_update(&state_->of, bytes(s), s.size()); }
Digest Sha256::finish() {
  Digest out;
  crypto_hash_sha256_final(&state_->of, out.data());
  return out;
}

Digest sha256(std::string_view s) {  // OpenSSL's uses the processor's instructions
  Digest out;
  unsigned int n = 0;
  ASSERT(EVP_Digest(s.data(), s.size(), out.data(), &n, EVP_sha256(), nullptr) == 1 && n == out.size());
  return out;
}
std::string sha256_hex(std::string_view s) { return hex(sha256(s)); }

Digest hmac_sha256(std::string_view key, std::string_view message) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes(message), message.size());
  Digest out;
  crypto_auth_hmacsha256_final(&state, out.data());
  return out;
}

std::optional<std::string> sha256_file_hex(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return std::nullopt;
  Sha256 sum;
  char buffer[64 * 1024];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, file.get())) sum.add({buffer, n});
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return hex(sum.finish());
}

std::string hex(std::span<const unsigned char> in) {
  constexpr char digit[] = "0123456789abcdef";
  std::string out;
  out.reserve(in.size() * 2);
  for (const unsigned char b : in) {
    out += digit[b >> 4];
    out += digit[b & 15];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view s) {
  if (s.size() % 2 != 0) return std::nullopt;
  std::string out(s.size() / 2, '\0');
  std::size_t n = 0;
  if (sodium_hex2bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), s.data(), s.size(), nullptr, &n, nullptr) != 0 || n != out.size())
    return std::nullopt;
  return out;
}

std::string base64url(std::span<const unsigned char> in) {
  std::string out(sodium_base64_encoded_len(in.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), in.data(), in.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.pop_back();
  return out;
}

std::optional<std::string> from_base64url(std::string_view s) {
  std::string out(s.size(), '\0');
  std::size_t n = 0;
  const char* end = nullptr;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), s.data(), s.size(), nullptr, &n, &end,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      end != s.data() + s.size())
    return std::nullopt;
  out.resize(n);
  return out;
}

bool same_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Result<std::string> hash_password(const Secret& password, Random& salt) { return argon2id(password, salt, 2, 64U << 20); }
Result<std::string> hash_password_cheaply(const Secret& password, Random& salt) { return argon2id(password, salt, 1, 64U << 10); }

Result<bool> verify_password(const Secret& password, std::string_view hash) {
  ASSERT(sodium_init() >= 0);
  const std::string stored(hash);
  if (stored.size() >= crypto_pwhash_STRBYTES || !stored.starts_with("$argon2id$")) return false;
  const Inside inside;
  if (!inside) return busy();
  const std::string_view text = password.reveal();
  return crypto_pwhash_str_verify(stored.c_str(), text.data(), text.size()) == 0;
}

}  // namespace base
