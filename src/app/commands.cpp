#include "app/commands.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <thread>

#include "app/demo.hpp"
#include "app/log.hpp"
#include "app/program.hpp"
#include "app/tables.hpp"
#include "people/access.hpp"
#include "people/claims.hpp"
#include "people/people.hpp"
#include "people/sessions.hpp"
#include "registry/openapi.hpp"
#include "store/verify.hpp"
#include "territory/territory.hpp"

namespace app {

store::District known_district(Program& program, const std::string& code) {
  if (auto found = program.district(code)) return *std::move(found);
  std::string codes;
  for (const store::District& d : program.districts()) codes += fmt::format("{}{}", codes.empty() ? "" : ", ", d.code);
  throw BadSetting(fmt::format("there is no district \"{}\"; {}", code, codes.empty() ? "this installation has none yet: redengine district create, or redengine demo" : "this installation has " + codes));
}

int demo(const Config& config, bool reset) {
  if (reset) remove_demo(config);
  const bool made = make_demo(config);
  fmt::print("{}\n", made ? "the demo district is complete" : "the demo district is there already; redengine demo --reset makes it anew");
  return 0;
}

int verify(const Config& config, const std::string& district, const std::string& head_file) {
  Program program(config);
  const store::District d = known_district(program, district);
  program.sealer().step();
  std::vector<store::ExpectedHead> expected = program.store().read([&](store::Session& s) { return store::stored_heads(s, d.id); });
  for (store::ExpectedHead& head : store::filed_heads(head_file.empty() ? heads_file(config) : head_file, d.code)) expected.push_back(std::move(head));
  const store::Verification v = store::verify(program.store(), d.id, std::move(expected));
  for (const store::Finding& f : v.findings) fmt::print("{}\n", store::in_words(f));
  fmt::print("{}: journal {}: {} rows computed again, {} personal bodies compared, {} erased, {} unsealed, {} heads agree; head {} {}\n", d.code,
             v.intact() ? "valid" : fmt::format("BROKEN in {} places", v.findings_total), v.rows, v.personal, v.erased, v.unsealed, v.heads, v.seq, v.hash);
  return v.intact() ? 0 : 1;
}

int print_openapi() {
  const registry::Document document = registry::openapi(registry::all_rooms());
  fmt::print("{}\n", document.json);
  for (const std::string& fault : document.faults) fmt::print(stderr, "openapi: {}\n", fault);
  return 0;
}

int export_district(const Config& config, const std::string& district, const std::string& out) {
  Program program(config);
  const store::District d = known_district(program, district);
  std::FILE* file = out.empty() ? stdout : std::fopen(out.c_str(), "w");
  if (file == nullptr) throw BadSetting(fmt::format("cannot write {}: choose another file with --out", out));
  const std::int64_t rows = canonical_export(program.store(), d.id, [&](std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), file);
    std::fputc('\n', file);
  });
  const bool written = std::ferror(file) == 0;
  if (file != stdout) std::fclose(file);
  if (!written) throw BadSetting(fmt::format("cannot write {}: is the disk full?", out.empty() ? "to standard output" : out));
  log_info(fmt::format("district {}: {} rows exported", d.code, rows));
  return 0;
}

int create_district(const Config& config, const NewDistrict& wanted) {
  Program program(config);
  const auto made = store::create_district(
      program.store(), {.code = wanted.code, .name_zh = wanted.name_zh, .name_en = wanted.name_en.empty() ? wanted.code : wanted.name_en, .time_zone = wanted.time_zone});
  if (!made) throw BadSetting(in_words(program.house(), made.error()));
  program.load_rules(*made);
  const auto code = program.house().sessions.issue_claim(*made);
  if (!code) throw BadSetting(in_words(program.house(), code.error()));
  program.sealer().step();
  fmt::print("district {} is made. Its one-time claim code, shown only now: {}\nOpen the sign-in page and enter it to make the three administrators.\n", made->code, *code);
  return 0;
}

std::string recovery_code(Program& program, const std::string& district, const std::string& login) {
  const store::District d = known_district(program, district);
  registry::House& house = program.house();
  const store::Moment moment = program.moment(d);
  const auto account = program.store().read([&](store::Session& s) -> std::optional<people::Account> {
    auto found = people::account_by_login(s, d.id, login);
    if (!found) return std::nullopt;
    const auto today = house.areas.civil_today(s, moment);
    for (const people::HeldPost& post : people::posts_held(s, d.id, found->person, today))
      for (const std::string_view kind : {"system_admin", "security_admin", "audit_admin"})
        if (post.kind == kind) return found;
    return std::nullopt;
  });
  if (!account)
    throw BadSetting(fmt::format("\"{}\" is not the login of one of the three administrators of district {}; everybody else asks the system administrator", login, d.code));
  const std::string code = people::new_claim_code(house.random);
  const auto hash = house.sessions.hash(base::Secret(code));
  if (!hash) throw BadSetting(in_words(house, hash.error()));
  const auto done = program.store().write(store::Work{.moment = moment, .actor = {.channel = "console"}}, [&](store::Unit& unit) -> base::Done {
    const auto note = [&house](store::Unit& u, const store::NewEvent& event) { return registry::record(house, u, event); };
    TRY_DO(house.sessions.set_password(unit, note, account->id, *hash, /*must_change=*/true));
    if (account->locked) TRY_DO(house.sessions.set_locked(unit, note, account->id, false, "console"));
    TRY(event, registry::record(house, unit, {.kind = "account.recovered", .subject = {"account", account->id.value}}));
    static_cast<void>(event);
    return {};
  });
  if (!done) throw BadSetting(in_words(house, done.error()));
  program.sealer().step();
  return code;
}

int recover_district(const Config& config, const std::string& district, const std::string& login) {
  Program program(config);
  const std::string code = recovery_code(program, district, login);
  fmt::print("one-time code for {}, shown only now: {}\nSign in with it instead of the password; a new password is asked for at once. The journal says that this was done.\n", login, code);
  return 0;
}

}  // namespace app
