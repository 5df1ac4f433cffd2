#include "store/erasures.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "base/described/tables.hpp"
#include "store/districts.hpp"
#include "store/journal.hpp"

DESCRIBE(store::FiledErasure, "FiledErasure", FIELD(district), FIELD(id), FIELD(kind), FIELD(subject), FIELD(at))

namespace store {
namespace {

const Statement insert_erasure("erasures.insert", "INSERT INTO erasures (district_id, id, subject_kind, subject_id, erased_at) VALUES ($1, $2, $3, $4, $5)");
const Statement select_after("erasures.after",
                             "SELECT id, subject_kind, subject_id, erased_at FROM erasures WHERE district_id = $1 AND id > $2 ORDER BY id LIMIT $3");

constexpr int batch = 1'000;
// Another server's unit may commit after a younger id of ours: the last quarter of an hour is looked at again.
const std::int64_t overlap = base::first_id_at(base::Instant{1'704'067'200'000'000} + base::minutes(15));

}  // namespace

std::vector<FiledErasure> read_erasure_file(const std::string& path) {
  std::vector<FiledErasure> out;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    if (auto one = described::parse<FiledErasure>(line)) out.push_back(*std::move(one));
  return out;
}

ErasureFile::ErasureFile(std::string path) : path_(std::move(path)) {
  if (path_.empty()) return;
  for (const auto& one : read_erasure_file(path_)) filed_[one.district].insert(one.id);
}

std::string ErasureFile::follow(Store& store, const std::string& code, base::DistrictId district) {
  if (path_.empty()) return {};
  std::set<std::int64_t>& filed = filed_[code];
  std::int64_t from = filed.empty() ? 0 : std::max<std::int64_t>(0, *filed.rbegin() - overlap);
  for (;;) {
    std::vector<FiledErasure> fresh;
    std::int64_t seen = 0;
    store.read([&](Session& s) {
      s.rows(select_after, [&](const Row& r) {
        from = r.integer(0);
        ++seen;
        if (!filed.contains(from)) fresh.push_back({code, from, std::string(r.text(1)), r.integer(2), {r.integer(3)}});
        return true;
      }, district, from, batch);
    });
    std::string text;
    for (const auto& one : fresh) text += described::to_json(one) + "\n";
    if (!text.empty()) {
      const int file = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
      if (file < 0) return fmt::format("{} cannot be written: {}", path_, std::strerror(errno));
      const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
      const int why = errno;
      ::close(file);
      if (!written) return fmt::format("{} cannot be written: {}", path_, std::strerror(why));
      for (const auto& one : fresh) filed.insert(one.id);
    }
    if (seen < batch) break;
  }
  if (!filed.empty()) filed.erase(filed.begin(), filed.lower_bound(*filed.rbegin() - overlap));
  return {};
}

void note_erasure(Unit& unit, const base::Subject& subject) {
  unit.exec(insert_erasure, unit.district(), unit.new_id(), subject.kind, subject.id, unit.moment().real_now);
}

base::Result<int> erase_again(Store& store, const std::vector<FiledErasure>& list, base::Instant real_now) {
  int again = 0;
  for (const auto& district : store.read([](Session& s) { return districts(s); })) {
    const Work work{.moment = {district.id, district_now(district, real_now), real_now}};
    std::vector<base::Subject> subjects;
    for (const auto& one : list)
      if (one.district == district.code) subjects.push_back({one.kind, one.subject});
    for (std::size_t at = 0; at < subjects.size(); at += batch) {
      TRY(some, store.write(work, [&](Unit& unit) -> base::Result<int> {
        int here = 0;
        for (std::size_t i = at; i < std::min(subjects.size(), at + batch); ++i) here += erase_personal(unit, subjects[i]) > 0 ? 1 : 0;
        return here;
      }));
      again += some;
    }
  }
  return again;
}

}  // namespace store
