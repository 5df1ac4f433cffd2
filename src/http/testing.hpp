// For tests of the edge: a server on a free port, and a client that sends exactly the bytes it is told.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "http/server.hpp"

namespace http::testing {

class Folder {  // removed with what is in it
 public:
  Folder() {
    std::string path = std::filesystem::temp_directory_path().string() + "/red-http-XXXXXX";
    path_ = ::mkdtemp(path.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator{}));
  }

 private:
  std::string path_;
};

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in end{};
    end.sin_family = AF_INET;
    end.sin_port = htons(port);
    end.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&end), sizeof end) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }
  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  void end_input() { ::shutdown(socket_, SHUT_WR); }
  void small_window() {
    const int bytes = 4096;
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  }

  std::string read_some(int ms) {  // what is there; empty: nothing came, or closed
    pollfd wait{.fd = socket_, .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, ms) <= 0) return {};
    std::string buffer(4096, '\0');
    const ssize_t n = ::recv(socket_, buffer.data(), buffer.size(), 0);
    closed_ = closed_ || n <= 0;
    buffer.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    return buffer;
  }
  // Reads until `until` has been seen, the server closes, or `ms` have passed.
  std::string read_until(std::string_view until, int ms = 3000) {
    std::string out;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    while (until.empty() || out.find(until) == std::string::npos) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
      const std::string more = left <= 0 ? std::string{} : read_some(static_cast<int>(left));
      if (more.empty()) break;
      out += more;
    }
    return out;
  }
  std::string read_all(int ms = 3000) { return read_until({}, ms); }  // until the server closes
  // One whole answer that has a content-length.
  std::string read_answer(int ms = 3000) {
    std::string out = read_until("\r\n\r\n", ms);
    const std::size_t head = out.find("\r\n\r\n");
    const std::size_t at = out.find("content-length: ");
    if (head == std::string::npos || at == std::string::npos || at > head) return out;
    const std::size_t whole = head + 4 + std::stoul(out.substr(at + 16));
    while (out.size() < whole && !closed_) {
      const std::string more = read_some(ms);
      if (more.empty()) break;
      out += more;
    }
    return out;
  }
  [[nodiscard]] bool closed() const { return closed_; }

 private:
  int socket_;
  bool connected_ = false, closed_ = false;
};

inline int status_in(std::string_view answer) { return answer.starts_with("HTTP/1.") && answer.size() > 12 ? std::stoi(std::string(answer.substr(9, 3))) : 0; }
inline std::string body_in(std::string_view answer) {
  const std::size_t head = answer.find("\r\n\r\n");
  return head == std::string_view::npos ? std::string{} : std::string(answer.substr(head + 4));
}

}  // namespace http::testing
