// A password, token or key: a type that no log line, JSON answer or row takes, and that is wiped when it goes.
#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace described {
struct SecretAccess;
}

namespace base {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
  Secret& operator=(const Secret& other) {
    if (this != &other) {
      wipe();
      text_ = other.text_;
    }
    return *this;
  }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      wipe();
      text_ = std::move(other.text_);
      other.wipe();
    }
    return *this;
  }
  ~Secret() { wipe(); }
  [[nodiscard]] std::string_view reveal() const { return text_; }  // to hash, compare or send; nothing else
  [[nodiscard]] bool empty() const { return text_.empty(); }

 private:
  friend struct described::SecretAccess;
  void wipe() noexcept;
  std::string text_{};
};

}  // namespace base
