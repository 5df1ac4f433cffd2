#include "mechanisms/campaigns/model.hpp"

#include "base/described/tables.hpp"
#include "base/limits.hpp"
#include "mechanisms/campaigns/views.hpp"

namespace {
namespace limits = base::limits;
constexpr described::Format line = described::Format::line;
constexpr described::Format code = described::Format::code;
}  // namespace

DESCRIBE_ENUM(campaigns::QuestionKind, "CampaignQuestionKind", yes_no, choice, number, photo, text)
DESCRIBE_ENUM(campaigns::LineState, "CampaignLineState", open, done, unfinished, called_off)
DESCRIBE(campaigns::Question, "CampaignQuestion", FIELD(code, .min = 1, .max = 40, .format = code), FIELD(label, .min = 1, .max = 80, .format = line),
         FIELD(kind), FIELD(required, .absent_ok = true), FIELD(choices, .min = 1, .max = 40, .items_max = 30, .absent_ok = true),
         FIELD(unit, .max = 10, .absent_ok = true), FIELD(finding, .max = 40, .absent_ok = true), FIELD(serious, .absent_ok = true),
         FIELD(words, .max = 80, .absent_ok = true))
DESCRIBE(campaigns::FreeSite, "CampaignFreeSite", FIELD(area_id), FIELD(name, .min = 1, .max = 80, .format = line),
         FIELD(address, .max = 120, .absent_ok = true))
DESCRIBE(campaigns::Answer, "CampaignAnswer", FIELD(code, .min = 1, .max = 40), FIELD(value, .max = 1000, .absent_ok = true),
         FIELD(words, .max = 500, .absent_ok = true), FIELD(photos, .items_max = 9, .absent_ok = true))
DESCRIBE(campaigns::SaveCampaign, "SaveCampaign", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(if_version),
         FIELD(template_code, .max = 40, .absent_ok = true), FIELD(title, .min = 2, .max = limits::title_chars_max, .format = line),
         FIELD(purpose, .max = limits::reason_chars_max, .absent_ok = true), FIELD(basis, .max = limits::reason_chars_max, .absent_ok = true),
         FIELD(level, .min = 1, .max = 20, .format = code), FIELD(photos_needed, .absent_ok = true), FIELD(due_on),
         FIELD(areas, .items_max = 300, .absent_ok = true), FIELD(place_kinds, .min = 1, .max = 20, .items_max = 4, .absent_ok = true),
         FIELD(questions, .items_max = 100, .absent_ok = true), FIELD(free_sites, .items_max = 300, .absent_ok = true))
DESCRIBE(campaigns::MoveIt, "MoveCampaign", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(if_version),
         FIELD(text, .max = 2000, .absent_ok = true), FIELD(reason, .max = limits::reason_chars_max, .absent_ok = true),
         FIELD(photos, .items_max = 9, .absent_ok = true))
DESCRIBE(campaigns::UrgeLines, "UrgeCampaignLines", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(area_id))
DESCRIBE(campaigns::AnswerSite, "AnswerCampaignSite", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true),
         FIELD(answers, .items_max = 100))
DESCRIBE(campaigns::AddSite, "AddCampaignSite", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true),
         FIELD(name, .min = 1, .max = 80, .format = line), FIELD(address, .max = 120, .absent_ok = true))
DESCRIBE(campaigns::BlowFinding, "BlowCampaignFinding", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true),
         FIELD(kind, .min = 1, .max = 40, .format = code), FIELD(unit_id), FIELD(item, .min = 1, .max = 40, .format = code))
DESCRIBE(campaigns::Campaign, "CampaignRecord", FIELD(district_id), FIELD(id), FIELD(version), FIELD(stage), FIELD(org_unit_id), FIELD(template_code),
         FIELD(title), FIELD(purpose), FIELD(basis), FIELD(level), FIELD(photos_needed), FIELD(due_on), FIELD(areas), FIELD(place_kinds), FIELD(questions),
         FIELD(free_sites), FIELD(text), FIELD(line_count), FIELD(drafted_at), FIELD(sent_at), FIELD(closed_at))
DESCRIBE(campaigns::Line, "CampaignLineRecord", FIELD(district_id), FIELD(id), FIELD(version), FIELD(campaign_id), FIELD(title), FIELD(state),
         FIELD(owner_id), FIELD(org_unit_id), FIELD(post_kind), FIELD(area_id), FIELD(grid_id), FIELD(community_id), FIELD(subdistrict_id), FIELD(sites),
         FIELD(sites_done), FIELD(due_at), FIELD(sent_at), FIELD(done_at), FIELD(urged_at), FIELD(urges))
DESCRIBE(campaigns::Site, "CampaignSiteRecord", FIELD(district_id), FIELD(id), FIELD(line_id), FIELD(campaign_id), FIELD(place_id), FIELD(name),
         FIELD(address), FIELD(answers), FIELD(findings), FIELD(answered_at), FIELD(answered_by))
DESCRIBE(campaigns::Finding, "CampaignFindingRecord", FIELD(district_id), FIELD(id), FIELD(version), FIELD(stage), FIELD(round), FIELD(handlers),
         FIELD(campaign_id), FIELD(line_id), FIELD(site_id), FIELD(owner_id), FIELD(org_unit_id), FIELD(post_kind), FIELD(area_id), FIELD(grid_id),
         FIELD(community_id), FIELD(subdistrict_id), FIELD(site), FIELD(address), FIELD(question), FIELD(title), FIELD(words), FIELD(serious),
         FIELD(photos_needed), FIELD(found_by), FIELD(found_at), FIELD(due_at), FIELD(fixed), FIELD(reason), FIELD(fixed_at), FIELD(ended_at),
         FIELD(opened_kind), FIELD(opened_id))
DESCRIBE(campaigns::CampaignText, "CampaignText", FIELD(stage), FIELD(org_unit_id), FIELD(template_code), FIELD(title), FIELD(purpose), FIELD(basis),
         FIELD(level), FIELD(photos_needed), FIELD(due_on), FIELD(areas), FIELD(place_kinds), FIELD(questions), FIELD(free_sites))
DESCRIBE(campaigns::CampaignMoved, "CampaignMoved", FIELD(move), FIELD(from), FIELD(to), FIELD(text), FIELD(reason), FIELD(line_count))
DESCRIBE(campaigns::SentSite, "CampaignSentSite", FIELD(id), FIELD(place_id), FIELD(name), FIELD(address))
DESCRIBE(campaigns::LineSent, "CampaignLineSent", FIELD(campaign_id), FIELD(title), FIELD(owner_id), FIELD(org_unit_id), FIELD(post_kind), FIELD(area_id),
         FIELD(grid_id), FIELD(community_id), FIELD(subdistrict_id), FIELD(due_at), FIELD(sites))
DESCRIBE(campaigns::SiteAnswered, "CampaignSiteAnswered", FIELD(site_id), FIELD(answers), FIELD(findings))
DESCRIBE(campaigns::LineEnded, "CampaignLineEnded", FIELD(state))
DESCRIBE(campaigns::FindingMade, "CampaignFindingMade", FIELD(stage), FIELD(campaign_id), FIELD(line_id), FIELD(site_id), FIELD(owner_id),
         FIELD(org_unit_id), FIELD(post_kind), FIELD(area_id), FIELD(grid_id), FIELD(community_id), FIELD(subdistrict_id), FIELD(site), FIELD(address),
         FIELD(question), FIELD(title), FIELD(words), FIELD(serious), FIELD(photos_needed), FIELD(clocks))
DESCRIBE(campaigns::FindingMoved, "CampaignFindingMoved", FIELD(move), FIELD(from), FIELD(to), FIELD(text), FIELD(reason), FIELD(effects),
         FIELD(opened_kind), FIELD(opened_id), FIELD(clocks))
DESCRIBE(campaigns::CampaignRow, "CampaignRow", FIELD(id), FIELD(version), FIELD(title), FIELD(template_code), FIELD(stage), FIELD(stage_zh),
         FIELD(stage_en), FIELD(org_unit_id), FIELD(org_unit_name), FIELD(due_on), FIELD(due_state), FIELD(lines), FIELD(lines_done), FIELD(sites),
         FIELD(sites_done), FIELD(findings), FIELD(struck_off), FIELD(handed_on), FIELD(drafted_at), FIELD(sent_at), FIELD(closed_at))
DESCRIBE(campaigns::PlaceName, "CampaignArea", FIELD(id), FIELD(name))
DESCRIBE(campaigns::HistoryItem, "CampaignHistoryItem", FIELD(kind), FIELD(who), FIELD(words), FIELD(at))
DESCRIBE(campaigns::Progress, "CampaignProgress", FIELD(area_id), FIELD(name), FIELD(lines), FIELD(lines_done), FIELD(lines_late), FIELD(sites),
         FIELD(sites_done), FIELD(findings), FIELD(struck_off), FIELD(handed_on))
DESCRIBE(campaigns::CampaignView, "CampaignView", FIELD(row), FIELD(purpose), FIELD(basis), FIELD(level), FIELD(text), FIELD(photos_needed), FIELD(may_edit),
         FIELD(may_urge), FIELD(areas), FIELD(place_kinds), FIELD(questions), FIELD(free_sites), FIELD(stages), FIELD(moves), FIELD(progress), FIELD(history))
DESCRIBE(campaigns::LineRow, "CampaignLineRow", FIELD(id), FIELD(version), FIELD(campaign_id), FIELD(title), FIELD(state), FIELD(owner_name),
         FIELD(org_unit_name), FIELD(area_name), FIELD(community_name), FIELD(subdistrict_name), FIELD(area_id), FIELD(sites), FIELD(sites_done),
         FIELD(due_at), FIELD(due_state), FIELD(done_at), FIELD(urged_at), FIELD(urges))
DESCRIBE(campaigns::FindingRow, "CampaignFindingRow", FIELD(id), FIELD(version), FIELD(stage), FIELD(stage_zh), FIELD(stage_en), FIELD(campaign_id),
         FIELD(campaign_title), FIELD(line_id), FIELD(site), FIELD(address), FIELD(title), FIELD(serious), FIELD(area_name), FIELD(community_name),
         FIELD(subdistrict_name), FIELD(found_at), FIELD(due_at), FIELD(due_state), FIELD(fixed_at), FIELD(ended_at), FIELD(opened_kind), FIELD(opened_id),
         FIELD(before_url), FIELD(after_url))
DESCRIBE(campaigns::SiteView, "CampaignSiteView", FIELD(id), FIELD(name), FIELD(address), FIELD(answered_at), FIELD(answered_by), FIELD(answers),
         FIELD(findings))
DESCRIBE(campaigns::LineView, "CampaignLineView", FIELD(row), FIELD(purpose), FIELD(questions), FIELD(photos_needed), FIELD(may_answer), FIELD(sites))
DESCRIBE(campaigns::FindingView, "CampaignFindingView", FIELD(row), FIELD(question), FIELD(words), FIELD(fixed), FIELD(reason), FIELD(photos_needed),
         FIELD(may_report), FIELD(may_blow), FIELD(stages), FIELD(moves), FIELD(clocks), FIELD(photos), FIELD(history))
DESCRIBE(campaigns::TemplateView, "CampaignTemplate", FIELD(code), FIELD(zh), FIELD(en), FIELD(purpose), FIELD(basis), FIELD(level), FIELD(photos_needed),
         FIELD(place_kinds), FIELD(questions))
DESCRIBE(campaigns::CountView, "CampaignCount", FIELD(count))
DESCRIBE(campaigns::UrgedView, "CampaignUrged", FIELD(urged))
