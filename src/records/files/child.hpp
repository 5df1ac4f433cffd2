// Starts the photo program for one photo and judges its answer with suspicion: it has just read a stranger's bytes.
#pragma once
#include <cstdint>
#include <mutex>
#include <condition_variable>
#include <optional>
#include <string>

#include "base/result.hpp"

namespace files {

struct PhotoJob {
  int input{-1};                       // open descriptors of the caller, which closes them
  int large{-1}, small{-1};
  std::int64_t claimed_micros{};       // 0: none
  int utc_offset_s{};
  std::optional<double> longitude{}, latitude{};
};
struct PhotoAnswer {
  int width{}, height{};
  std::string taken{}, place{};
};

class Children {  // at most `most` at once
 public:
  // As many again may wait for a place; who comes then is told to come back, so that photos never take every worker of the server.
  Children(std::string program, int most, std::int64_t wall_ms, std::int64_t wait_ms)
      : program_(std::move(program)), free_(most), waiting_max_(most), wall_ms_(wall_ms), wait_ms_(wait_ms) {}
  // Errors: the child's own refusal (files.*), files.bomb (memory, time), files.damaged (it crashed), unavailable files.busy,
  // unavailable files.checker_broken (not there, or the system refuses its cage).
  [[nodiscard]] base::Result<PhotoAnswer> run(const PhotoJob&);

 private:
  [[nodiscard]] bool take_place();
  void give_place();
  std::string program_;
  std::mutex mutex_;
  std::condition_variable freed_;
  int free_, waiting_ = 0, waiting_max_;
  std::int64_t wall_ms_, wait_ms_;
};

[[nodiscard]] base::ErrorCode code_of(std::string_view reason);  // which HTTP answer a files.* refusal is

}  // namespace files
