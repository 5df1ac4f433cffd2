// The log: one line an event, no secrets and no personal data. Paths appear as their patterns, so that no private link is written.
#pragma once
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace app {

void open_log(const std::string& file, const std::string& level);  // throws BadSetting when the file cannot be written
void log_request(const http::Request&, const http::Response&, std::int64_t micros);
void log_info(std::string_view line);
void log_warning(std::string_view line);
void log_error(std::string_view line);

}  // namespace app
