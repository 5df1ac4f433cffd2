// A stored photo as an HTTP answer. It stands here and not in people/access because it asks nobody: the room that owns the subject
// has asked access (or checked a private link) before it calls.
#pragma once
#include <string>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "http/http.hpp"
#include "records/files/depot.hpp"

namespace files {

// The photo `id` if it belongs to `owner`; 404 otherwise, whether it exists or not.
[[nodiscard]] base::Result<http::Response> serve(Depot&, store::Session&, base::DistrictId, const base::Subject& owner, base::FileId id,
                                                 bool small, const http::Request&);
// The answer for a path that Depot::path_of gave: cached privately, revalidated by its hash, never a page of its own.
[[nodiscard]] http::Response photo_response(const std::string& path, const http::Request&);

}  // namespace files
