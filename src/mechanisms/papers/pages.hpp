// The two pages that are made by the server: the A4 sheet for printing, and the public check of a paper in the hand.
#pragma once
#include <string>
#include <string_view>

#include "http/http.hpp"
#include "mechanisms/papers/model.hpp"
#include "registry/call.hpp"

namespace papers {

struct Sheet {
  std::string title{};
  std::string_view body_html{};   // escaped by the server when it was made
  bool voided{}, preview{};       // a preview may stand in a frame of our own screens
};
[[nodiscard]] http::Response a4_page(registry::Call&, const Sheet&);
[[nodiscard]] base::Result<http::Response> verify_page(registry::Call&, const http::Request&);
[[nodiscard]] http::Response style_sheet();

}  // namespace papers
