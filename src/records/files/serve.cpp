#include "records/files/serve.hpp"

#include "records/files/tables.hpp"

namespace files {

http::Response photo_response(const std::string& path, const http::Request& request) {
  http::Response response;
  const std::string etag = '"' + path.substr(path.rfind('/') + 1, 32) + '"';
  response.content_type = "image/jpeg";
  response.headers = {{"etag", etag},
                      {"cache-control", "private, max-age=86400"},
                      {"content-disposition", "inline; filename=\"photo.jpg\""},
                      {"content-security-policy", "default-src 'none'; sandbox"}};
  if (request.header("if-none-match") == etag) {
    response.status = 304;
  } else {
    response.file = path;
  }
  return response;
}

base::Result<http::Response> serve(Depot& depot, store::Session& session, base::DistrictId district, const base::Subject& owner, base::FileId id,
                                   bool small, const http::Request& request) {
  const auto file = tables::find(session, district, id);
  if (!file || !file->subject || *file->subject != owner) return base::fail(base::ErrorCode::not_found, "files.not_found");
  TRY(path, depot.path_of(session, district, id, small));
  return photo_response(path, request);
}

}  // namespace files
