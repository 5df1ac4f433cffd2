// How described structs meet a database row without knowing the database: the store implements these two.
#pragma once
#include <cstdint>
#include <string_view>

namespace described {

class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual int columns() const = 0;
  [[nodiscard]] virtual std::string_view name(int column) const = 0;
  [[nodiscard]] virtual bool null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual std::string_view text(int column) const = 0;  // valid until the next row
};

class Binder {
 public:
  virtual ~Binder() = default;
  virtual void null(int parameter) = 0;  // parameters count from 0
  virtual void integer(int parameter, std::int64_t value) = 0;
  virtual void text(int parameter, std::string_view value) = 0;  // valid inside the call only: copy it
};

}  // namespace described
