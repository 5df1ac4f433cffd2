#include "app/log.hpp"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "app/config.hpp"

namespace app {

namespace {

std::string_view verb_name(http::Verb verb) {
  switch (verb) {
    case http::Verb::get: return "GET";
    case http::Verb::post: return "POST";
    case http::Verb::put: return "PUT";
    case http::Verb::del: return "DELETE";
    case http::Verb::head: return "HEAD";
    case http::Verb::options: return "OPTIONS";
  }
  return "?";
}

}  // namespace

void open_log(const std::string& file, const std::string& level) {
  try {
    auto logger = file.empty() ? std::make_shared<spdlog::logger>("red", std::make_shared<spdlog::sinks::stderr_sink_mt>())
                               : std::make_shared<spdlog::logger>("red", std::make_shared<spdlog::sinks::basic_file_sink_mt>(file));
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    logger->set_level(level == "debug" ? spdlog::level::debug : level == "warning" ? spdlog::level::warn : level == "error" ? spdlog::level::err : spdlog::level::info);
    logger->flush_on(spdlog::level::warn);
    spdlog::set_default_logger(std::move(logger));
    spdlog::flush_every(std::chrono::seconds(1));
  } catch (const spdlog::spdlog_ex&) {
    throw BadSetting("cannot write the log file " + file + ": change its folder's owner, or leave --log-file out");
  }
}

// Neither the query string nor the path as typed, neither body nor person: the pattern, the numeric id and the outcome.
void log_request(const http::Request& r, const http::Response& response, std::int64_t micros) {
  const std::string_view route = r.route.empty() ? std::string_view{"-"} : std::string_view{r.route};
  std::string_view id = r.capture("id");
  if (id.empty() || id.find_first_not_of("0123456789") != std::string_view::npos) id = "-";
  spdlog::info("request {} {} {} id={} status={} ms={:.1f} bytes={}", r.request_id, verb_name(r.verb), route, id, response.status,
               static_cast<double>(micros) / 1000.0, response.body.size());
}

void log_info(std::string_view line) { spdlog::info("{}", line); }
void log_warning(std::string_view line) { spdlog::warn("{}", line); }
void log_error(std::string_view line) { spdlog::error("{}", line); }

}  // namespace app
