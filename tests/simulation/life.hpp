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
    {"answer", "answered"}, {"withdraw_question", "question_withdrawn"}, {"escalate", "escalated"}, {"reopen", "reopened"}};
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
  bool may_at_all(Someone& who, const std::string& move);
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
  bool quiet_ = false, planted_ = false, settling_ = false, newcomer_works_ = false;
  struct Link { std::string token{}, place{}, phone{}; };
  std::vector<Link> links_;

 public:
  std::set<std::string> known_places_;                        // acknowledged by a resident's page
};

}  // namespace simulation
