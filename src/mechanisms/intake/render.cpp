#include "mechanisms/intake/render.hpp"

#include <kainjow/mustache.hpp>

#include "base/assert.hpp"
#include "base/crypto.hpp"
#include "base/embedded.hpp"

namespace intake {
namespace {

namespace mustache = kainjow::mustache;

constexpr std::string_view pages = "src/mechanisms/intake/pages/", files = "src/mechanisms/intake/public/";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

// "report.limit n=30 minutes=60" -> the sentence with its holes filled.
std::string sentence(const messages::Texts& texts, const std::string& language, std::string_view said) {
  const auto end = std::min(said.find(' '), said.size());
  base::Params params;
  for (auto rest = said.substr(end); !rest.empty();) {
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const auto word = rest.substr(0, std::min(rest.find(' '), rest.size()));
    if (const auto is = word.find('='); is != word.npos) params.emplace_back(word.substr(0, is), word.substr(is + 1));
    rest.remove_prefix(word.size());
  }
  return escaped(texts.say(language, "intake." + std::string(said.substr(0, end)), params));
}

mustache::data data_of(const View& view) {
  mustache::data out{mustache::data::type::object};
  for (const auto& [name, value] : view.texts) {
    if (!value.empty()) out.set(name, value);
  }
  for (const auto& name : view.flags) out.set(name, true);
  for (const auto& [name, items] : view.lists) {
    mustache::data list{mustache::data::type::list};
    for (const View& item : items) list.push_back(data_of(item));
    out.set(name, list);
  }
  return out;
}

std::string_view page(std::string_view name) {
  const std::string wanted = std::string(pages) + std::string(name) + ".mustache";
  for (const auto& file : base::embedded_templates())
    if (file.path == wanted) return file.text();
  ASSERT(!"a page without its template");
  return {};
}

}  // namespace

std::string render(const messages::Texts& texts, std::string_view language, std::string_view name, const View& view) {
  mustache::data data = data_of(view);
  const std::string spoken(language);
  data.set("t", mustache::data(mustache::lambda2([&texts, spoken](const std::string& said, const mustache::renderer& filled) { return sentence(texts, spoken, filled(said)); })));
  for (const std::string part : {"_head", "_foot", "_place", "_map"}) data.set(part, mustache::data(mustache::partial([part] { return std::string(page(part)); })));
  if (const Asset* css = asset("resident.css")) data.set("css_mark", css->mark);
  if (const Asset* js = asset("resident.js")) data.set("js_mark", js->mark);
  mustache::mustache made{std::string(page(name))};
  made.set_custom_escape([](const std::string& text) { return escaped(text); });
  ASSERT(made.is_valid());
  return made.render(data);
}

std::vector<std::string> sentence_keys() {
  std::vector<std::string> out;
  for (const auto& file : base::embedded_templates()) {
    if (!file.path.starts_with(pages)) continue;
    const std::string_view text = file.text();
    constexpr std::string_view open = "{{#t}}";
    for (std::size_t at = text.find(open); at != text.npos; at = text.find(open, at + 1)) {
      const auto begin = at + open.size();
      out.push_back("intake." + std::string(text.substr(begin, text.find_first_of(" {", begin) - begin)));
    }
  }
  return out;
}

const Asset* asset(std::string_view name) {
  static const auto all = [] {
    std::vector<std::pair<std::string, Asset>> out;
    for (const auto& file : base::embedded_templates())
      if (file.path.starts_with(files)) out.emplace_back(file.path.substr(files.size()), Asset{file.text(), base::sha256_hex(file.text()).substr(0, 16)});
    return out;
  }();
  for (const auto& [path, each] : all)
    if (path == name) return &each;
  return nullptr;
}

}  // namespace intake
