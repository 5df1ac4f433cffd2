#include "mechanisms/papers/pages.hpp"

#include <kainjow/mustache.hpp>

#include "base/assert.hpp"
#include "base/embedded.hpp"
#include "base/iso.hpp"
#include "mechanisms/papers/service.hpp"
#include "messages/texts.hpp"
#include "registry/adapter.hpp"
#include "store/districts.hpp"

namespace papers {
namespace {

namespace mustache = kainjow::mustache;

std::string_view embedded(std::string_view path) {
  for (const auto& file : base::embedded_templates())
    if (file.path == path) return file.text();
  ASSERT(!"a page without its template");
  return {};
}

http::Response html(std::string_view page, const mustache::data& data, std::string_view language) {
  mustache::mustache made{std::string(embedded("src/mechanisms/papers/pages/" + std::string(page) + ".mustache"))};
  ASSERT(made.is_valid());
  http::Response r;
  r.content_type = "text/html; charset=utf-8";
  r.body = made.render(data);
  r.headers = {{"content-security-policy", "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
               {"content-language", language == "en" ? "en" : "zh-CN"},
               {"referrer-policy", "no-referrer"}};
  return r;
}

// Every sentence of the page under its own name.
void say(mustache::data& data, const registry::Call& call, std::initializer_list<const char*> keys) {
  for (const char* key : keys) data.set(key, call.house.texts.say(call.language, std::string("papers.page_") + key));
}

}  // namespace

http::Response a4_page(registry::Call& call, const Sheet& sheet) {
  mustache::data data{mustache::data::type::object};
  data.set("lang", call.language == "en" ? "en" : "zh-CN");
  data.set("paper_title", sheet.title);
  data.set("body", std::string(sheet.body_html));
  if (sheet.voided) data.set("voided", call.house.texts.say(call.language, "papers.page_voided"));
  if (!sheet.preview) {
    say(data, call, {"how_to_print"});
    return html("sheet", data, call.language);
  }
  http::Response r = html("sheet", data, call.language);
  for (auto& [name, value] : r.headers)
    if (name == "content-security-policy") value = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'self'";
  r.headers.emplace_back("x-frame-options", "SAMEORIGIN");
  return r;
}

base::Result<http::Response> verify_page(registry::Call& call, const http::Request& request) {
  call.language = registry::language_of(request);
  const std::string typed(request.query_value("code").value_or("").substr(0, 64));
  const auto district = call.house.store.read([&](store::Session& s) { return store::district_by_id(s, call.district()); });
  mustache::data data{mustache::data::type::object};
  data.set("lang", call.language == "en" ? "en" : "zh-CN");
  data.set("district_name", !district ? std::string{} : call.language == "en" ? district->name_en : district->name_zh);
  data.set("home", "/d/" + (district ? district->code : std::string{}) + "/");
  data.set("typed", typed);
  say(data, call, {"verify", "verify_lead", "code", "check", "to_home"});
  if (!typed.empty()) {
    const auto verdict = verify(call, typed);
    const char* said = !verdict ? "mistyped" : !verdict->known ? "unknown" : verdict->voided ? "void_paper" : "good";
    data.set("verdict", call.house.texts.say(call.language, std::string("papers.page_") + said));
    data.set(verdict && verdict->known && !verdict->voided ? "is_good" : "is_not", true);
    if (verdict && verdict->known) {
      mustache::data rows{mustache::data::type::list};
      const auto row = [&](const char* key, std::string words) {
        mustache::data each{mustache::data::type::object};
        each.set("name", call.house.texts.say(call.language, std::string("papers.page_") + key));
        each.set("words", std::move(words));
        rows.push_back(each);
      };
      row("kind", call.language == "en" ? verdict->kind_en : verdict->kind_zh);
      row("number", verdict->number);
      row("unit", verdict->org_unit_name);
      row("date", base::iso(verdict->issued_on));
      data.set("rows", rows);
    }
  }
  return html("verify", data, call.language);
}

http::Response style_sheet() {
  http::Response r;
  r.content_type = "text/css; charset=utf-8";
  r.headers = {{"cache-control", "public, max-age=300"}};
  r.body = embedded("src/mechanisms/papers/public/paper.css");
  return r;
}

}  // namespace papers
