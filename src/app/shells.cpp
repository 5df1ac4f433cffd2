#include "app/shells.hpp"

#include <fmt/format.h>

#include "http/problem.hpp"

namespace app {

namespace {

http::Response redirect(std::string location) {
  http::Response r;
  r.status = 302;
  r.content_type.clear();
  r.headers.emplace_back("location", std::move(location));
  return r;
}

http::Response no_web(std::string_view shell) {
  http::Response r;
  r.status = 503;
  r.content_type = "text/html; charset=utf-8";
  r.body = fmt::format(
      "<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\"><title>Red Engine</title><p>页面尚未构建：请先运行 tools/build-web，再用 --web web/dist 启动。"
      "<p>The pages of /{}/ are not built yet: run tools/build-web, then start with --web web/dist.</html>", shell);
  return r;
}

http::Response entrance(const http::Request& r, const std::vector<std::string>& faces, const Districts& districts) {
  for (const std::string& face : faces)
    if (face == "desk" || face == "field" || face == "wall") return redirect("/" + face + "/");
  const std::vector<std::string> codes = districts();
  return codes.size() == 1 ? redirect("/d/" + codes.front() + "/") : http::edge_problem(404, "http.not_found", r.request_id);
}

}  // namespace

http::Handler web_handler(const std::string& web_folder, std::vector<std::string> faces, Districts districts) {
  const auto files = std::make_shared<const http::StaticFiles>(web_folder);
  return [files, faces = std::move(faces), districts = std::move(districts)](const http::Request& r) -> http::Response {
    const std::string_view path = std::string_view(r.path).substr(1);
    if (path.empty()) return entrance(r, faces, districts);
    if (path.starts_with("api/")) return http::edge_problem(404, "http.not_found", r.request_id);
    if (auto file = files->answer(r, path)) return *std::move(file);
    const std::string_view shell = path.substr(0, path.find('/'));
    const bool served = (shell == "desk" || shell == "field" || shell == "wall") && std::find(faces.begin(), faces.end(), shell) != faces.end();
    if (!served) return http::edge_problem(404, "http.not_found", r.request_id);
    if (path == shell) return redirect(fmt::format("/{}/", shell));
    if (path.rfind('.') != std::string_view::npos && path.rfind('.') > path.rfind('/')) return http::edge_problem(404, "http.not_found", r.request_id);
    if (auto page = files->answer(r, fmt::format("{}/index.html", shell))) return *std::move(page);
    return no_web(shell);
  };
}

}  // namespace app
