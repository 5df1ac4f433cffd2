// Beast's message grammar filling our own Request: the head in one go, then the body into a sink. Seen by connection.cpp only.
#pragma once
#include "http/asio.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include "http/body.hpp"
#include "http/decode.hpp"
#include "http/http.hpp"

namespace http {

class RequestParser final : public boost::beast::http::basic_parser<true> {
 public:
  static constexpr std::size_t headers_max = 100;

  RequestParser() { body_limit(boost::none); }  // each endpoint has its own limit, kept by its sink

  Request request{};
  std::string method{};
  int version_number = 0;                 // 10 or 11
  std::unique_ptr<BodySink> sink{};
  std::optional<BodyRefusal> refusal{};   // why the sink stopped the body
  bool too_many_headers = false;

 private:
  using view = boost::beast::string_view;

  void on_request_impl(boost::beast::http::verb, view method_text, view target, int number, error_code&) override {
    version_number = number;
    method.assign(method_text.data(), method_text.size());
    request.target.assign(target.data(), target.size());
  }
  void on_response_impl(int, view, int, error_code&) override {}
  void on_field_impl(boost::beast::http::field, view name, view value, error_code& ec) override {
    if (is_header_done()) return;  // trailers change nothing
    if (request.headers.size() == headers_max) {
      too_many_headers = true;
      ec = boost::beast::http::error::header_limit;
      return;
    }
    request.headers.emplace_back(lower({name.data(), name.size()}), std::string(value.data(), value.size()));
  }
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(view body, error_code& ec) override { return take(body, ec); }
  void on_chunk_header_impl(std::uint64_t, view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, view body, error_code& ec) override { return take(body, ec); }
  void on_finish_impl(error_code&) override {}

  std::size_t take(view body, error_code& ec) {
    if (sink) refusal = sink->write({body.data(), body.size()});
    if (refusal) ec = boost::beast::http::error::body_limit;
    return body.size();
  }
};

}  // namespace http
