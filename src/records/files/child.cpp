#include "records/files/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "records/files/limits.hpp"

namespace files {
namespace {

using Steady = std::chrono::steady_clock;  // a bound on waiting only: no decision and no stored value depends on it

struct Descriptor {
  int fd{-1};
  explicit Descriptor(int n = -1) : fd(n) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  void close() {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
};

// Above the five that the child gets, so that handing one over never overwrites another.
int high(int fd) { return fcntl(fd, F_DUPFD_CLOEXEC, 10); }

struct Actions {
  posix_spawn_file_actions_t list{};
  Actions() { posix_spawn_file_actions_init(&list); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  ~Actions() { posix_spawn_file_actions_destroy(&list); }
};
struct Attributes {
  posix_spawnattr_t list{};
  Attributes() { posix_spawnattr_init(&list); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  ~Attributes() { posix_spawnattr_destroy(&list); }
};

std::string number_or_dash(const std::optional<double>& value) {
  if (!value) return "-";
  char text[32];
  const auto end = std::to_chars(std::begin(text), std::end(text), *value, std::chars_format::fixed, 7).ptr;
  return {text, end};
}

// Empty: it could not be started.
std::optional<pid_t> start(const std::string& program, const PhotoJob& job, int answer_end) {
  const Descriptor input(high(job.input)), large(high(job.large)), small(high(job.small)), answer(high(answer_end));
  if (input.fd < 0 || large.fd < 0 || small.fd < 0 || answer.fd < 0) return std::nullopt;
  Actions actions;
  posix_spawn_file_actions_adddup2(&actions.list, input.fd, 0);
  posix_spawn_file_actions_adddup2(&actions.list, answer.fd, 1);
  posix_spawn_file_actions_adddup2(&actions.list, large.fd, 3);
  posix_spawn_file_actions_adddup2(&actions.list, small.fd, 4);
  posix_spawn_file_actions_addclosefrom_np(&actions.list, 5);
  Attributes attributes;  // its own group: Ctrl-C in a terminal lets it finish; no blocked or caught signals inherited
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes.list, &none);
  posix_spawnattr_setsigdefault(&attributes.list, &all);
  posix_spawnattr_setpgroup(&attributes.list, 0);
  posix_spawnattr_setflags(&attributes.list, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string at = std::to_string(job.claimed_micros), offset = std::to_string(job.utc_offset_s);
  std::string longitude = number_or_dash(job.longitude), latitude = number_or_dash(job.latitude), name = "redengine-photo";
  char* arguments[] = {name.data(), at.data(), offset.data(), longitude.data(), latitude.data(), nullptr};
  char* environment[] = {nullptr};
  pid_t pid = 0;
  if (posix_spawn(&pid, program.c_str(), &actions.list, &attributes.list, arguments, environment) != 0) return std::nullopt;
  return pid;
}

// Reads until the child closes its end, is too talkative or out of time. False: kill it.
bool read_answer(int fd, std::int64_t wall_ms, std::string& out) {
  const auto until = Steady::now() + std::chrono::milliseconds(wall_ms);
  char buffer[limits::answer_bytes_max];
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Steady::now()).count();
    if (left <= 0) return false;
    pollfd wait{fd, POLLIN, 0};
    const int ready = poll(&wait, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    const auto n = ::read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    if (n == 0) return true;
    out.append(buffer, static_cast<std::size_t>(n));
    if (out.size() > limits::answer_bytes_max) return false;
  }
}

std::optional<int> side(std::string_view word) {
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size() || value < 1 || value > limits::large_px) return std::nullopt;
  return value;
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

base::Result<PhotoAnswer> understood(std::string_view line) {
  if (!line.ends_with('\n') || line.find('\n') != line.size() - 1) return base::fail(base::ErrorCode::invalid, "files.damaged");
  line.remove_suffix(1);
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const auto end = std::min(line.find(' '), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  if (words.size() == 2 && words[0] == "refused" &&
      one_of(words[1], {"files.animated", "files.bomb", "files.checker_broken", "files.damaged", "files.empty", "files.no_space", "files.several_pictures",
                        "files.not_a_photo", "files.too_large", "files.too_many_pixels", "files.too_small", "files.truncated", "files.video",
                        "files.wrong_type"}))
    return base::fail(code_of(words[1]), std::string(words[1]), words[1] == "files.too_large" ? base::Params{{"mb", std::to_string(limits::input_bytes_max >> 20)}} : base::Params{});
  if (words.size() == 5 && words[0] == "ok" && one_of(words[3], {"within_10_minutes", "same_day", "older", "unknown"}) &&
      one_of(words[4], {"within_50_m", "within_500_m", "farther", "unknown"})) {
    const auto width = side(words[1]), height = side(words[2]);
    if (width && height) return PhotoAnswer{*width, *height, std::string(words[3]), std::string(words[4])};
  }
  return base::fail(base::ErrorCode::invalid, "files.damaged");
}

}  // namespace

base::ErrorCode code_of(std::string_view reason) {
  if (one_of(reason, {"files.wrong_type", "files.video", "files.several_pictures", "files.not_a_photo", "files.animated"})) return base::ErrorCode::unsupported;
  if (reason == "files.too_large") return base::ErrorCode::too_large;
  if (reason == "files.no_space") return base::ErrorCode::no_space;
  if (reason == "files.checker_broken") return base::ErrorCode::unavailable;
  return base::ErrorCode::invalid;
}

bool Children::take_place() {
  std::unique_lock lock(mutex_);
  if (free_ == 0 && waiting_ >= waiting_max_) return false;
  ++waiting_;
  const bool got = freed_.wait_for(lock, std::chrono::milliseconds(wait_ms_), [this] { return free_ > 0; });
  --waiting_;
  if (got) --free_;
  return got;
}

void Children::give_place() {
  {
    const std::lock_guard lock(mutex_);
    ++free_;
  }
  freed_.notify_one();
}

base::Result<PhotoAnswer> Children::run(const PhotoJob& job) {
  if (!take_place()) {
    base::Error busy{.code = base::ErrorCode::unavailable, .reason = "files.busy", .retry_after_s = 10};
    return std::unexpected(std::move(busy));
  }
  struct Place {
    Children& children;
    ~Place() { children.give_place(); }
  } place{*this};

  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return base::fail(base::ErrorCode::unavailable, "files.busy");
  const Descriptor ours(ends[0]);
  Descriptor theirs(ends[1]);
  const auto pid = start(program_, job, theirs.fd);
  theirs.close();
  if (!pid) return base::fail(base::ErrorCode::unavailable, "files.checker_broken");
  std::string answer;
  const bool in_time = read_answer(ours.fd, wall_ms_, answer);
  if (!in_time) ::kill(-*pid, SIGKILL);  // its group: whatever it started, too
  int status = 0;
  while (waitpid(*pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (!in_time) return base::fail(base::ErrorCode::invalid, "files.bomb");
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return understood(answer);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return base::fail(base::ErrorCode::unavailable, "files.checker_broken");
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)) return base::fail(base::ErrorCode::invalid, "files.bomb");
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ) return base::fail(base::ErrorCode::invalid, "files.bomb");
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) return base::fail(base::ErrorCode::unavailable, "files.checker_broken");
  return base::fail(base::ErrorCode::invalid, "files.damaged");
}

}  // namespace files
