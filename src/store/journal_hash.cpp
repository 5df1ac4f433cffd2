#include "store/journal_hash.hpp"

#include <charconv>

#include "base/crypto.hpp"
#include "store/journal.hpp"

namespace store {
namespace {

class Fields {
 public:
  explicit Fields(std::size_t expected) { text_.reserve(expected); }
  Fields& add(std::string_view field) {
    put(static_cast<std::int64_t>(field.size()));
    text_.push_back(':');
    text_.append(field);
    text_.push_back(',');
    return *this;
  }
  Fields& add(std::int64_t number) {
    char digits[24];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    return add(std::string_view(digits, static_cast<std::size_t>(end - digits)));
  }
  [[nodiscard]] std::string hash() const { return base::sha256_hex(text_); }

 private:
  void put(std::int64_t number) {
    char digits[24];
    text_.append(digits, std::to_chars(std::begin(digits), std::end(digits), number).ptr);
  }
  std::string text_;
};

}  // namespace

std::string envelope_hash(base::DistrictId district, const Event& e) {
  return Fields(512)
      .add("event-1").add(district.value).add(e.id.value).add(e.kind).add(e.subject.kind).add(e.subject.id)
      .add(base::sha256_hex(e.body)).add(e.personal_commitment).add(e.definition).add(e.area.value).add(e.org_unit.value)
      .add(e.actor.person.value).add(e.actor.post.value).add(e.actor.channel).add(e.happened_at.micros).add(e.recorded_at.micros)
      .hash();
}

std::string personal_commitment(std::string_view salt, std::string_view on_behalf_of, std::string_view personal) {
  return Fields(256 + personal.size()).add("personal-1").add(salt).add(on_behalf_of).add(personal).hash();
}

std::string seal_hash(std::string_view before, std::int64_t seq, base::EventId id, std::string_view envelope) {
  return Fields(256).add("seal-1").add(before).add(seq).add(id.value).add(envelope).hash();
}

}  // namespace store
