// The public list: what is done for the people, by whom, until when, and how far it is. Plain and without anybody's name; only
// programmes that the district shows.
#include <kainjow/mustache.hpp>

#include <map>

#include "base/assert.hpp"
#include "base/embedded.hpp"
#include "base/iso.hpp"
#include "mechanisms/projects/service.hpp"
#include "messages/texts.hpp"
#include "registry/adapter.hpp"
#include "store/districts.hpp"

namespace projects {
namespace {

namespace mustache = kainjow::mustache;

std::string_view page_template() {
  for (const auto& file : base::embedded_templates())
    if (file.path == "src/mechanisms/projects/pages/list.mustache") return file.text();
  ASSERT(!"a page without its template");
  return {};
}
std::string say(const Call& call, const std::string& key, const base::Params& params = {}) { return call.house.texts.say(call.language, "projects.page_" + key, params); }

mustache::data of_project(const Call& call, const Ground& g, const ProjectRow& p, std::int64_t steps, std::int64_t met) {
  mustache::data out{mustache::data::type::object};
  out.set("number", std::to_string(p.number));
  out.set("name", p.title);
  if (p.state == State::accepted || p.state == State::closed) out.set("done", true);
  for (const char* key : {"where", "owner", "due", "state"}) out.set(std::string("k_") + key, say(call, key));
  out.set("where", g.area_name(p.area_id) + (p.place.empty() ? "" : " " + p.place));
  out.set("owner", g.units->name(p.owner_unit_id, call.language));
  out.set("due", base::iso(p.due_on));
  out.set("state", call.house.texts.say(call.language, "projects.state." + std::string(described::word(p.state))) +
                       (p.state == State::doing ? say(call, "steps", {{"met", std::to_string(met)}, {"all", std::to_string(steps)}}) : std::string{}));
  return out;
}

}  // namespace

base::Result<http::Response> public_page(Call& call, const http::Request& request) {
  call.language = registry::language_of(request);
  return call.house.store.read([&](store::Session& s) -> base::Result<http::Response> {
    const auto district = store::district_by_id(s, call.district());
    if (!district) return base::fail(base::ErrorCode::not_found, "projects.no_such_programme");
    TRY(g, ground(call.house, s, call.moment));
    mustache::data data{mustache::data::type::object};
    data.set("lang", call.language == "en" ? "en" : "zh-CN");
    data.set("district_name", call.language == "en" ? district->name_en : district->name_zh);
    data.set("home", "/d/" + district->code + "/");
    for (const char* key : {"title", "lead", "nothing", "to_home"}) data.set(key, say(call, key));
    mustache::data list{mustache::data::type::list};
    bool any = false;
    for (const ProgrammeRow& p : programmes(s, call.district())) {
      if (!p.shown) continue;
      any = true;
      std::map<ProjectId, std::pair<std::int64_t, std::int64_t>> steps;
      for (const MilestoneRow& m : milestones_of(s, call.district(), p.id)) ++steps[m.project_id].first, steps[m.project_id].second += m.met_on ? 1 : 0;
      mustache::data rows{mustache::data::type::list};
      std::int64_t all = 0, done = 0;
      for (const ProjectRow& each : projects_of(s, call.district(), p.id)) {
        if (each.state == State::dropped) continue;
        ++all;
        done += each.state == State::accepted || each.state == State::closed ? 1 : 0;
        rows.push_back(of_project(call, g, each, steps[each.id].first, steps[each.id].second));
      }
      mustache::data one{mustache::data::type::object};
      one.set("name", p.title);
      one.set("sums", say(call, "sums", {{"all", std::to_string(all)}, {"done", std::to_string(done)}}));
      one.set("projects", rows);
      list.push_back(one);
    }
    if (any) data.set("has_any", true), data.set("programmes", list);
    mustache::mustache made{std::string(page_template())};
    ASSERT(made.is_valid());
    http::Response r;
    r.content_type = "text/html; charset=utf-8";
    r.body = made.render(data);
    r.headers = {{"content-security-policy", "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'"},
                 {"content-language", call.language == "en" ? "en" : "zh-CN"},
                 {"referrer-policy", "no-referrer"}};
    return r;
  });
}

}  // namespace projects
