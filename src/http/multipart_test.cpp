#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <fstream>

#include "base/crypto.hpp"
#include "http/body.hpp"
#include "http/testing.hpp"

namespace {

using http::testing::Folder;

std::string part(std::string_view head, std::string_view content) { return fmt::format("--xyz\r\n{}\r\n\r\n{}\r\n", head, content); }
std::string field(std::string_view name, std::string_view value) { return part(fmt::format("Content-Disposition: form-data; name=\"{}\"", name), value); }
std::string file(std::string_view name, std::string_view content) {
  return part(fmt::format("Content-Disposition: form-data; name=\"{}\"; filename=\"照片.jpg\"\r\nContent-Type: image/jpeg", name), content);
}
const std::string end = "--xyz--\r\n";

struct Outcome {
  std::optional<http::BodyRefusal> refusal;
  http::Request request;
};
Outcome fed(const std::string& body, const std::string& folder, const std::vector<std::size_t>& pieces = {}, http::MultipartLimits limits = {}) {
  Outcome out;
  auto sink = http::multipart_sink("xyz", folder, 1 << 20, limits);
  std::string_view rest = body;
  for (std::size_t i = 0; !rest.empty() && !out.refusal; ++i) {
    const std::size_t n = pieces.empty() ? rest.size() : std::min(rest.size(), 1 + pieces[i % pieces.size()]);
    out.refusal = sink->write(rest.substr(0, n));
    rest.remove_prefix(n);
  }
  if (!out.refusal) out.refusal = sink->finish(out.request);
  return out;
}
std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a form with fields and a photo") {
  const Folder folder;
  Outcome got = fed("preamble\r\n" + field("title", "井盖松动") + file("photo", "\xff\xd8 bytes \r\n--xy not the end") + field("empty", "") + end, folder.path());
  REQUIRE(!got.refusal);
  CHECK(got.request.form("title") == "井盖松动");
  REQUIRE(got.request.parts.size() == 3);
  const http::Part& photo = got.request.parts[1];
  CHECK(photo.filename == "照片.jpg");
  CHECK(photo.content_type == "image/jpeg");
  CHECK(content_of(photo.path) == "\xff\xd8 bytes \r\n--xy not the end");
  CHECK(photo.sha256 == base::sha256_hex(content_of(photo.path)));
  http::remove_files(got.request);
  CHECK(folder.files() == 0);
}

TEST_CASE("however the bytes arrive, the parts are the same") {
  const Folder folder;
  CHECK(rc::check("chunking changes nothing", [&folder] {
    const auto text = *rc::gen::container<std::string>(rc::gen::element('\r', '\n', '-', 'x', 'y', 'z', 'a'));
    const auto pieces = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 9)));
    RC_PRE(("\r\n" + text + "\r\n").find("\r\n--xyz") == std::string::npos);
    Outcome got = fed(field("a", text) + file("f", text) + end, folder.path(), pieces);
    RC_ASSERT(!got.refusal);
    RC_ASSERT(got.request.form("a") == text);
    RC_ASSERT(got.request.parts.size() == 2u);
    RC_ASSERT(content_of(got.request.parts[1].path) == text);
    http::remove_files(got.request);
  }));
  CHECK(folder.files() == 0);
}

TEST_CASE("a file input left empty is no file") {
  const Folder folder;
  Outcome got = fed(part("Content-Disposition: form-data; name=\"photo\"; filename=\"\"\r\nContent-Type: application/octet-stream", "") + end, folder.path());
  CHECK(!got.refusal);
  CHECK(got.request.parts.empty());
  CHECK(folder.files() == 0);
}

TEST_CASE("hostile forms are refused and leave no file behind") {
  const Folder folder;
  const auto status = [&](const std::string& body, http::MultipartLimits limits = {}) {
    const Outcome got = fed(body, folder.path(), {}, limits);
    return got.refusal ? got.refusal->status : 200;
  };
  CHECK(status(field("a", "1")) == 400);                                                   // never ended
  CHECK(status(file("a", std::string(1000, 'x'))) == 400);                                 // … in a file
  CHECK(status("no boundary at all") == 400);
  CHECK(status(std::string(10'000, 'x')) == 400);                                          // endless preamble
  CHECK(status(part("X: y", "1") + end) == 400);                                           // no name
  CHECK(status(part("Content-Disposition: form-data; name=\"" + std::string(300, 'n') + "\"", "1") + end) == 400);
  CHECK(status(part("Content-Disposition: form-data; name=a\r\nX-Pad: " + std::string(9000, 'p'), "1") + end) == 400);
  CHECK(status(part("Content-Disposition: form-data; name=\"\xff\"", "1") + end) == 400);
  CHECK(status(field("a", "\xff\xfe") + end) == 400);
  CHECK(status(field("a", std::string(70'000, 'v')) + end) == 413);                        // a field is not a file
  CHECK(status(file("f", std::string(2 << 20, 'v')) + end) == 413);                        // the whole body
  CHECK(status(field("a", "1") + field("b", "2") + end, {.parts_max = 1}) == 413);
  CHECK(status(file("a", "1") + file("b", "2") + end, {.files_max = 1}) == 413);
  CHECK(folder.files() == 0);
}
