// Every list as a spreadsheet, in a few lines of its room: a job in chunks with progress that sees what the asker may see on the day it
// runs, CSV or XLSX. A list with personal data wants a purpose, marks every row with who took it, and stands in the journal.
//
//   const registry::ExportList& posts_export() { static const registry::ExportList list{.code = "posts", .name_zh = "岗位", … .page = …}; return list; }
//   routes: out.push_back(registry::export_route(posts_export()));   // POST /api/v1/posts/export {format, query, purpose}
//   room:   .jobs = {registry::export_job(posts_export())}
//
// Progress at GET /api/v1/jobs/{id}; the file at GET /api/v1/exports/{id}/file (room imports).
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "formats/sheet.hpp"
#include "registry/room.hpp"

namespace registry {

inline constexpr std::int64_t list_export_rows_max = 200'000;
inline constexpr int list_exports_kept_days = 7;

struct ExportColumn { std::string name_zh{}, name_en{}; };
struct ExportPage {
  std::vector<std::vector<formats::Cell>> rows{};
  std::string next{};                   // cursor; empty at the end
  std::int64_t total_at_least{};        // for the progress; 0: unknown
};
struct ExportList {                     // lives as long as the program
  std::string code{};                   // "posts": the job is "posts.export"
  std::string path{};                   // "/api/v1/posts"
  std::string name_zh{}, name_en{};     // of the file and its sheet
  std::string action{};                 // who may; the scope is the page's business
  bool personal{};
  std::vector<ExportColumn> columns{};
  // One page of the list for this asker: the list's own query with `after` and `limit`.
  std::function<base::Result<ExportPage>(Call&, const base::Params& query)> page{};
};

struct ExportAsked {                    // the command
  std::string format{};                 // csv, xlsx
  std::string query{};                  // the list's own, as it stands in its address: "filter.kind=grid_worker&sort=kind"
  std::string purpose{};                // needed when there is personal data in it
  std::string client_ref{};
};
struct ExportStarted { base::JobId job_id{}; };   // its progress: GET /api/v1/jobs/{id}

[[nodiscard]] Route export_route(const ExportList&);
[[nodiscard]] JobKind export_job(const ExportList&);
struct ExportFile {
  std::string name{}, media_type{};
  std::string bytes{};                  // of a short one
  std::string path{};                   // or where it stands, as long as `held` lives
  std::shared_ptr<const void> held{};
};
// Written to a file piece by piece as the job left it: no more of it is in memory at once than some hundred rows.
[[nodiscard]] base::Result<ExportFile> export_file(Call&, std::int64_t job);
// The answer that a browser saves under the name.
[[nodiscard]] http::Response as_download(ExportFile);

}  // namespace registry

DESCRIBED(registry::ExportAsked)
DESCRIBED(registry::ExportStarted)
