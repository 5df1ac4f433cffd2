// The simulated people of a district: what each of them does in a day, and what is remembered of answers that never came.
#pragma once
#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "world.hpp"

namespace simulation {

inline const std::map<std::string, std::string, std::less<>> event_of{
    {"confirm", "confirmed"}, {"register", "registered"}, {"reject", "rejected"}, {"dispatch", "dispatched"}, {"sign", "signed"},
    {"feedback", "fed_back"}, {"return", "returned"},     {"inspect", "inspected"}, {"strike_off", "struck_off"}, {"send_back", "sent_back"},
    {"hold", "held"},         {"resume", "resumed"},      {"urge", "urged"},
    {"request_extension", "extension_requested"}, {"decide_extension", "extension_decided"}, {"pause", "paused"}, {"continue", "continued"}, {"ask", "asked"},
    {"answer", "answered"}, {"withdraw_question", "question_withdrawn"}, {"escalate", "escalated"}, {"reopen", "reopened"}, {"split", "split"}, {"split_off", "split"},
    {"undo_split", "split_undone"}, {"merge", "merged"}, {"undo_merge", "merge_undone"}, {"hand_on", "handed_on"}, {"meet_target", "target_met"}, {"solve_on_spot", "solved_on_spot"}};
inline constexpr const char* categories[] = {"p-01-01", "e-01-02", "e-04-01", "p-01-01", ""};

class Life {
 public:
  explicit Life(World& w) : w_(w) {}
  void live();

 private:
  void plant_once();
  void begin_day(int day);
  void tick(int hour, int minute);
  // ---- acts and their answers
  static std::string note_of(const std::string& ref) { return fmt::format(R"("client_ref":"{}")", ref); }
  void pass() { w_.clock->advance(base::seconds(1 + static_cast<std::int64_t>(w_.pick(20)))); }
  void send(Sent act);
  bool may_at_all(Someone& who, const std::string& action);
  Known& known_of(const Sent& act) { return act.kind == "matter" ? w_.matters[act.matter] : w_.others[{act.kind, act.matter}]; }
  void note_new(Sent& act, const Json& answer);
  void unanswered(Sent act);
  void acknowledged(Sent act, const Someone& who);
  void again(const Sent& act);
  void send_again();
  void settle();
  void years_later();
  // ---- reports
  std::string new_place() { return fmt::format("长河路{}号院第{}单元", 100 + w_.pick(90), ++places_); }
  void worker_reports();
  void resident_reports();
  static std::string field_of(const std::string& body, std::string_view name);
  void send_form(Sent act);
  void too_late(const Sent& act, const http::Response& answer) const;
  void resident_looks();
  static std::string ticket_of(const http::Response& form);
  void loses_link(const std::string& token, const std::string& place, const std::string& phone);
  // ---- looking at what waits, and doing some of it
  void someone_looks() { look(w_.people[3 + w_.pick(w_.people.size() - 3)]); }
  void look(Someone& who);
  void oversee(Someone& who);
  std::string choose(const Json& item);
  bool act_on(Someone& who, const Json& item);
  std::string form_of(const std::string& move, const Someone& who, std::vector<std::string>& kinds);
  void probe(Someone& who, std::int64_t matter);
  bool still_handler(const Someone& who, std::int64_t matter);
  void note_probe(const Someone& who, std::int64_t matter, std::string_view move);
  void unmask(Someone& who, std::int64_t matter);
  Someone& by_login(std::string_view login);
  // ---- beside the loop: life_beside.cpp
  bool act_beside(Someone& who, const Json& item);
  std::string pick_move(const std::vector<Json>& moves, const std::map<std::string, int, std::less<>>& often, int nothing = 0);
  void do_it(Someone& who, std::string kind, std::int64_t id, std::string path, std::string form, std::vector<std::string> kinds, std::string action);
  std::int64_t another_matter(std::int64_t matter);
  std::string target_of(std::int64_t matter);
  void merge_undone();
  void new_task();
  bool task_act(Someone& who, std::int64_t id);
  bool task_line_act(Someone& who, std::int64_t id);
  void callbacks();
  void hand_over();
  bool edge_tomorrow();
  void publish_at_edge();
  void gone_for_a_while();
  // ---- whistles: life_whistle.cpp
  void whistles();
  void blow(Someone& who, std::string_view kind);
  std::string plan_of(std::string_view kind);
  bool whistle_act(Someone& who, std::int64_t id);
  bool line_act(Someone& who, std::int64_t id);
  void judge_own(Someone& who, std::int64_t line);
  void oversee_lines(Someone& who);
  void whistle_figures();
  Someone& one_of(std::string_view role);
  Json seen(Someone& who, const std::string& target);
  void once_a_day(int hour);
  void leave();
  void change_of_post();
  void publish();
  void export_list();
  void audit();
  void finish(Someone& who, const std::string& path);
  void erase();
  World& w_;
  base::CivilDate today_{};
  int day_ = 0, done_day_ = -1, places_ = 0;
  bool quiet_ = false, planted_ = false, settling_ = false, newcomer_works_ = false, handed_ = false;
  int titles_ = 0;
  struct Link { std::string token{}, place{}, phone{}; };
  std::vector<Link> links_;

 public:
  std::set<std::string> known_places_;                        // acknowledged by a resident's page
};

}  // namespace simulation
