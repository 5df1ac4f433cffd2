#include "mechanisms/talks/model.hpp"

#include "base/described/tables.hpp"

using described::Format;

DESCRIBE_ENUM(talks::ItemKind, "TalkItemKind", problem, suggestion, praise, question)
DESCRIBE_ENUM(talks::ItemState, "TalkItemState", open, done, heard)
DESCRIBE(talks::TeamRow, "TalkTeamStored", FIELD(id), FIELD(name), FIELD(org_unit_id), FIELD(formed_on), FIELD(version))
DESCRIBE(talks::MemberRow, "TalkMemberStored", FIELD(team_id), FIELD(person_id))
DESCRIBE(talks::PairingRow, "TalkPairingStored", FIELD(id), FIELD(team_id), FIELD(community_id), FIELD(valid_from), FIELD(valid_to))
DESCRIBE(talks::VisitRow, "TalkVisitStored", FIELD(id), FIELD(team_id), FIELD(community_id), FIELD(subdistrict_id), FIELD(grid_id),
         FIELD(visited_on), FIELD(began_at), FIELD(ended_at), FIELD(residents), FIELD(summary), FIELD(exception_reason), FIELD(slots), FIELD(entered_by))
DESCRIBE(talks::ListedVisit, "TalkVisitListed", FIELD(id), FIELD(team_id), FIELD(community_id), FIELD(grid_id), FIELD(began_at), FIELD(ended_at), FIELD(residents),
         FIELD(items), FIELD(open_items), FIELD(exception_reason))
DESCRIBE(talks::VisitorRow, "TalkVisitorStored", FIELD(visit_id), FIELD(person_id))
DESCRIBE(talks::ItemRow, "TalkItemStored", FIELD(id), FIELD(visit_id), FIELD(team_id), FIELD(team_unit_id), FIELD(community_id), FIELD(subdistrict_id),
         FIELD(said_on), FIELD(kind), FIELD(category), FIELD(words), FIELD(promise), FIELD(owner_unit_id), FIELD(owner_post), FIELD(due_on), FIELD(state), FIELD(done_on), FIELD(result),
         FIELD(opened_kind), FIELD(opened_id), FIELD(wants_answer), FIELD(speaker_name), FIELD(speaker_phone), FIELD(reply_due_on),
         FIELD(replied_at), FIELD(replied_by), FIELD(reply_how), FIELD(reply_words), FIELD(version))
DESCRIBE(talks::TeamFormed, "TalkTeamFormed", FIELD(name), FIELD(org_unit), FIELD(people))
DESCRIBE(talks::TeamChanged, "TalkTeamChanged", FIELD(joined), FIELD(left))
DESCRIBE(talks::TeamPaired, "TalkTeamPaired", FIELD(pairing), FIELD(community), FIELD(from), FIELD(to), FIELD(reason))
DESCRIBE(talks::VisitMade, "TalkVisitMade", FIELD(team), FIELD(community), FIELD(began_at), FIELD(ended_at), FIELD(residents), FIELD(people),
         FIELD(slots), FIELD(exception_reason))
DESCRIBE(talks::ItemNoted, "TalkItemNoted", FIELD(visit), FIELD(kind), FIELD(category), FIELD(words), FIELD(promise), FIELD(owner),
         FIELD(owner_post), FIELD(due_on), FIELD(reply_due_on))
DESCRIBE(talks::ItemOpened, "TalkItemOpened", FIELD(kind), FIELD(id))
DESCRIBE(talks::ItemDone, "TalkItemDone", FIELD(result), FIELD(on), FIELD(reply_due_on))
DESCRIBE(talks::ItemReplied, "TalkItemReplied", FIELD(how), FIELD(words))
DESCRIBE(talks::Speaker, "TalkSpeakerNoted", FIELD(name), FIELD(phone))
DESCRIBE(talks::PhoneShown, "TalkPhoneShown", FIELD(reason))
DESCRIBE(talks::NamedCode, "TalkCode", FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(count))
DESCRIBE(talks::TeamLine, "TalkTeamRow", FIELD(id), FIELD(name), FIELD(org_unit_id), FIELD(org_unit_name), FIELD(members), FIELD(communities),
         FIELD(visits_this_year), FIELD(visits_this_month))
DESCRIBE(talks::DeedLine, "TalkDeedRow", FIELD(person_id), FIELD(name), FIELD(visits), FIELD(kept), FIELD(whistles))
DESCRIBE(talks::PairingLine, "TalkPairing", FIELD(id), FIELD(community_id), FIELD(community_name), FIELD(from), FIELD(to))
DESCRIBE(talks::CoverageLine, "TalkCoverageRow", FIELD(community_id), FIELD(community_name), FIELD(subdistrict_name), FIELD(team_name),
         FIELD(team_id), FIELD(visits_this_month), FIELD(visits_this_quarter), FIELD(last_on), FIELD(open))
DESCRIBE(talks::VisitLine, "TalkVisitRow", FIELD(id), FIELD(team_id), FIELD(team_name), FIELD(community_id), FIELD(community_name),
         FIELD(grid_name), FIELD(began_at), FIELD(ended_at), FIELD(residents), FIELD(items), FIELD(open), FIELD(exception))
DESCRIBE(talks::ItemLine, "TalkItemRow", FIELD(id), FIELD(visit_id), FIELD(team_id), FIELD(team_name), FIELD(community_id), FIELD(community_name),
         FIELD(said_on), FIELD(kind),
         FIELD(category), FIELD(category_zh), FIELD(category_en), FIELD(words), FIELD(promise), FIELD(owner_name), FIELD(due_on), FIELD(state),
         FIELD(late), FIELD(done_on), FIELD(result), FIELD(opened_kind), FIELD(opened_id), FIELD(wants_answer), FIELD(speaker_name),
         FIELD(speaker_phone), FIELD(reply_due_on), FIELD(replied_at), FIELD(replied_by), FIELD(reply_how), FIELD(reply_words),
         FIELD(can_answer), FIELD(can_unmask), FIELD(version))
DESCRIBE(talks::TeamView, "TalkTeamView", FIELD(team), FIELD(people), FIELD(pairings), FIELD(can_keep))
DESCRIBE(talks::VisitView, "TalkVisitView", FIELD(visit), FIELD(summary), FIELD(exception_reason), FIELD(people), FIELD(slots), FIELD(items))
DESCRIBE(talks::HistoryLine, "TalkHistory", FIELD(kind), FIELD(at), FIELD(who), FIELD(words))
DESCRIBE(talks::ItemView, "TalkItemView", FIELD(item), FIELD(visit), FIELD(history), FIELD(can_blow))
DESCRIBE(talks::TalkCount, "TalkCount", FIELD(count))
DESCRIBE(talks::PersonChoice, "TalkPerson", FIELD(id), FIELD(name))
DESCRIBE(talks::TeamChoice, "TalkTeamChoice", FIELD(id), FIELD(name), FIELD(org_unit_id), FIELD(communities), FIELD(people))
DESCRIBE(talks::ChoicesView, "TalkChoices", FIELD(teams), FIELD(merges), FIELD(sends), FIELD(categories), FIELD(reply_days), FIELD(me))
DESCRIBE(talks::FiguresView, "TalkFigures", FIELD(from), FIELD(to), FIELD(visits), FIELD(residents), FIELD(cadres), FIELD(items),
         FIELD(to_solve), FIELD(solved), FIELD(solved_per_mille), FIELD(promises), FIELD(kept), FIELD(answers_due), FIELD(answered),
         FIELD(without_team), FIELD(not_visited), FIELD(not_visited_this_quarter), FIELD(topics), FIELD(slots))
DESCRIBE(talks::DoneView, "TalkDone", FIELD(id))
DESCRIBE(talks::ShownPhone, "TalkSpeaker", FIELD(name), FIELD(phone))
DESCRIBE(talks::FormTeam, "FormTalkTeam", FIELD(name, .min = 2, .max = 60, .format = Format::line), FIELD(org_unit_id),
         FIELD(people, .items_max = 60), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(talks::ChangeTeam, "ChangeTalkTeam", FIELD(join, .items_max = 60, .absent_ok = true), FIELD(leave, .items_max = 60, .absent_ok = true),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(talks::PairTeam, "PairTalkTeam", FIELD(community_id), FIELD(from), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(talks::EndPairing, "EndTalkPairing", FIELD(to), FIELD(reason, .min = 2, .max = 500), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(talks::SaidItem, "TalkSaid", FIELD(kind), FIELD(category, .max = 20, .absent_ok = true), FIELD(words, .min = 2, .max = 1000),
         FIELD(promise, .max = 500, .absent_ok = true), FIELD(owner_unit_id), FIELD(owner_post, .max = 40, .absent_ok = true), FIELD(due_on),
         FIELD(as_matter, .absent_ok = true), FIELD(speaker_name, .max = 40, .format = Format::line, .absent_ok = true), FIELD(speaker_phone))
DESCRIBE(talks::RecordVisit, "RecordTalkVisit", FIELD(team_id), FIELD(community_id), FIELD(grid_id), FIELD(began_at), FIELD(ended_at),
         FIELD(people, .items_max = 60), FIELD(residents, .least = 0, .most = 10000), FIELD(summary, .max = 2000, .absent_ok = true),
         FIELD(exception_reason, .max = 300, .absent_ok = true), FIELD(slots, .items_max = 20, .absent_ok = true),
         FIELD(items, .items_max = 40, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(talks::FinishItem, "FinishTalkItem", FIELD(result, .min = 2, .max = 1000), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(talks::ReplyItem, "ReplyTalkItem", FIELD(how, .min = 1, .max = 20), FIELD(words, .min = 2, .max = 1000),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(talks::ReportItem, "ReportTalkItem", FIELD(place, .max = 200, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(talks::BlowItem, "BlowTalkItem", FIELD(kind, .min = 1, .max = 40), FIELD(title, .min = 2, .max = 80, .format = Format::line),
         FIELD(org_unit_id), FIELD(item, .max = 80, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(talks::HandOnItem, "HandOnTalkItem", FIELD(project_id), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(talks::ShowPhone, "ShowTalkPhone", FIELD(reason, .min = 2, .max = 500))
