#include "store/head_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "base/described/tables.hpp"

DESCRIBE(store::FiledHead, "FiledHead", FIELD(district), FIELD(day), FIELD(seq), FIELD(hash))

namespace store {

std::vector<FiledHead> read_head_file(const std::string& path) {
  std::vector<FiledHead> out;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    if (auto head = described::parse<FiledHead>(line)) out.push_back(*std::move(head));
  return out;
}

HeadFile::HeadFile(std::string path) : path_(std::move(path)) {
  if (path_.empty()) return;
  for (const auto& head : read_head_file(path_)) {
    auto& last = last_[head.district];
    last = std::max(last, head.day);
  }
}

std::optional<base::CivilDate> HeadFile::last(const std::string& district) const {
  const auto found = last_.find(district);
  if (found == last_.end()) return std::nullopt;
  return found->second;
}

bool HeadFile::has(const std::string& district, base::CivilDate day) const {
  return path_.empty() || last(district) >= day;
}

std::string HeadFile::append(const std::vector<FiledHead>& heads) {
  std::string text;
  for (const auto& head : heads)
    if (!has(head.district, head.day)) text += described::to_json(head) + "\n";
  if (text.empty()) return {};
  const int file = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  if (file < 0) return fmt::format("{} cannot be written: {}", path_, std::strerror(errno));
  const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  const int why = errno;
  ::close(file);
  if (!written) return fmt::format("{} cannot be written: {}", path_, std::strerror(why));
  for (const auto& head : heads) {
    auto& last = last_[head.district];
    last = std::max(last, head.day);
  }
  return {};
}

}  // namespace store
