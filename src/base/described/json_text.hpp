// JSON by hand: a writer's small pieces and a pull reader. The engine's parts; other code may use them for JSON without a struct.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace described {

void put_string(std::string& out, std::string_view utf8);  // quoted and escaped; what is not UTF-8 becomes U+FFFD
void put_integer(std::string& out, std::int64_t);
void put_number(std::string& out, double);                 // shortest that reads back the same; not finite: null
void put_key(std::string& out, std::string_view name, bool first);  // ,"name":

enum class Token : std::uint8_t { null, boolean, number, string, array, object, bad };

class Reader {
 public:
  explicit Reader(std::string_view text) : at_(text.data()), begin_(text.data()), end_(text.data() + text.size()) {}
  [[nodiscard]] Token peek();
  // After peek() said so:
  [[nodiscard]] bool boolean();
  void null();
  [[nodiscard]] std::string_view number();  // the text of a well-formed number
  [[nodiscard]] std::string_view string();  // decoded; valid until the next call
  void enter();                             // an object or array; then next_key / next_item until false
  [[nodiscard]] bool next_key(std::string_view& key);
  [[nodiscard]] bool next_item();
  void skip();                              // any value
  [[nodiscard]] std::string_view raw();     // any value, as its checked text
  [[nodiscard]] bool finish();              // nothing but white space is left
  [[nodiscard]] bool ok() const { return failed_at_ == nullptr; }
  [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>((ok() ? at_ : failed_at_) - begin_); }

 private:
  void white_space();
  void fail();
  bool digits();
  bool hexadecimal(char32_t& out);
  bool escape();
  const char *at_, *begin_, *end_, *failed_at_ = nullptr;
  bool first_ = false;
  int depth_ = 0;
  std::string buffer_;
};

}  // namespace described
