#include "matters/replies.hpp"

#include <algorithm>

#include "base/iso.hpp"
#include "definitions/doc.hpp"
#include "matters/rules.hpp"
#include "matters/view.hpp"
#include "messages/texts.hpp"

namespace matters {
namespace {

using definitions::Doc;
using definitions::Faults;

// The words in braces of a text, in their order; "{" without its end counts as a word of what is left.
std::vector<std::string> braces(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1))
    out.emplace_back(text.substr(at + 1, std::min(text.find('}', at), text.size()) - at - 1));
  return out;
}

void check_words(const Doc& doc, const char* key, const std::string& text, Faults& faults) {
  for (const std::string& word : braces(text))
    if (std::find(reply_words().begin(), reply_words().end(), word) == reply_words().end()) doc.at(key).fault(faults, "matters.check_reply_word", {{"word", word}});
}

base::Params values_of(const Context& c, const MatterRecord& m, bool zh) {
  base::Params out{{"title", m.title}, {"place", m.place}, {"category", zh ? c.rules.category_zh(m.category) : c.rules.category_en(m.category)},
                   {"number", m.report_number}, {"today", base::iso(c.rules.today)}};
  if (m.serial) out.emplace_back("serial", serial_text(*m.serial_year, *m.serial));
  if (m.unit_id) out.emplace_back("unit", c.units->name({*m.unit_id}, zh ? "zh" : "en"));
  if (const territory::Area* community = m.community_id ? c.tree->find({*m.community_id}) : nullptr) out.emplace_back("community", community->name);
  if (m.due_at) out.emplace_back("due", c.rules.zone().text(*m.due_at));
  return out;
}

// The sentence of the reporter's page in which the words of this verb stand; empty: the reporter does not read them.
std::string public_key(std::string_view verb) {
  if (verb == "feedback") return "matters.public.fed_back";
  if (verb == "reject") return "matters.public.rejected";
  if (verb == "ask") return "matters.public.asked";
  return {};
}

}  // namespace

const std::vector<std::string_view>& reply_words() {
  static const std::vector<std::string_view> words{"title", "place", "category", "number", "serial", "unit", "community", "due", "today"};
  return words;
}

bool Reply::fits(std::string_view wanted, std::string_view category) const {
  if (!wanted.empty() && wanted != verb) return false;
  if (categories.empty()) return true;
  return std::any_of(categories.begin(), categories.end(), [&](const std::string& c) { return category == c || (category.starts_with(c) && category.size() > c.size() && category[c.size()] == '-'); });
}

base::Result<Replies> parse_replies(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "reply"}, faults);
  Replies out{.code = doc.need_text("code", faults), .version = doc.need_integer("version", faults, 1)};
  for (const Doc& each : doc.need_list("reply", faults)) {
    each.only({"code", "verb", "zh", "en", "categories", "text", "text_en"}, faults);
    Reply r{.code = each.need_text("code", faults), .verb = each.need_text("verb", faults), .zh = each.need_text("zh", faults), .en = each.need_text("en", faults)};
    r.text = each.need_text("text", faults);
    r.text_en = each.text_or("text_en", r.text, faults);
    r.categories = each.texts_or_none("categories", faults);
    check_words(each, "text", r.text, faults);
    check_words(each, "text_en", r.text_en, faults);
    if (std::any_of(out.items.begin(), out.items.end(), [&](const Reply& x) { return x.code == r.code; })) each.at("code").fault(faults, "matters.check_doubled_code", {{"code", r.code}});
    out.items.push_back(std::move(r));
  }
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

std::string filled(std::string_view text, const base::Params& values) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    out += text.substr(0, open);
    const std::size_t close = text.find('}', open);
    if (open == text.size() || close == std::string_view::npos) break;
    const std::string_view word = text.substr(open + 1, close - open - 1);
    for (const auto& [name, value] : values)
      if (name == word) out += value;
    text.remove_prefix(close + 1);
  }
  return out;
}

base::Result<RepliesView> replies(registry::Call& call, base::MatterId id, std::string_view verb) {
  return call.house.store.read([&](store::Session& s) -> base::Result<RepliesView> {
    TRY(r, readable(call, s, id));
    const MatterRecord& m = r.state.record;
    TRY(all, call.house.book.in_force_as<Replies>(parse_replies, s, call.district(), "replies/matters", r.context.rules.today));
    const base::Params zh = values_of(r.context, m, true), en = values_of(r.context, m, false);
    RepliesView out;
    for (const Reply& each : all->items) {
      if (!each.fits(verb, m.category)) continue;
      ReplyView v{.code = each.code, .verb = each.verb, .name_zh = each.zh, .name_en = each.en, .text = filled(each.text, zh), .text_en = filled(each.text_en, en)};
      if (const std::string key = public_key(each.verb); !key.empty()) {
        v.preview_zh = call.house.texts.say("zh", key, {{"words", v.text}, {"question", v.text}});
        v.preview_en = call.house.texts.say("en", key, {{"words", v.text}, {"question", v.text}});
      }
      out.items.push_back(std::move(v));
    }
    return out;
  });
}

}  // namespace matters
