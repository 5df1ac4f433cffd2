// Tampering for real, with SQL behind the store's back: verification names exactly what was done.
#include "store/journal_hash.hpp"
#include "store/testing_history.hpp"

using namespace store;
using namespace store::testing;

namespace {

constexpr int rows_written = 30;

std::string all_in_words(const Verification& seen) {
  std::string out;
  for (const auto& f : seen.findings) out += in_words(f) + "\n";
  return out;
}

struct Scene {
  explicit Scene(Bed& b) : bed(b), sealing(sealer_of(b)), ids(written_notes(b, *sealing, rows_written)) {
    REQUIRE(check().intact());
    head = bed.store().read([&](Session& s) { return chain_head(s, bed.district()); });
  }
  [[nodiscard]] Verification check(std::vector<ExpectedHead> expected = {}) const {
    const Verification whole = verify(bed.store(), bed.district(), expected);
    // In small steps, carried over a crash after each, it says the same.
    std::string state;
    for (bool more = true; more;) {
      Verifier verifier(bed.district(), expected);
      if (!state.empty()) verifier.resume(state);
      more = bed.store().read([&](Session& s) { return verifier.step(s, 7); });
      state = verifier.state();
      if (!more) CHECK(described::to_json(verifier.result()) == described::to_json(whole));
    }
    return whole;
  }
  void sql(const std::string& text) const { bed.store().script(text); }
  [[nodiscard]] std::int64_t id(int seq) const { return ids[static_cast<std::size_t>(seq - 1)].value; }
  [[nodiscard]] Event row(int seq) const {
    return bed.store().read([&](Session& s) { return event(s, bed.district(), {id(seq)}); }).value();
  }
  void expect_only(Fault fault, std::int64_t seq, std::vector<ExpectedHead> expected = {}) const {
    const auto seen = check(std::move(expected));
    CAPTURE(all_in_words(seen));
    REQUIRE(seen.findings_total == 1);
    CHECK(seen.findings.front().fault == fault);
    CHECK(seen.findings.front().seq == seq);
    if (seq > 0 && seq <= rows_written && fault != Fault::inserted && seen.findings.front().event) CHECK(seen.findings.front().event.value == id(static_cast<int>(seq)));
  }
  Bed& bed;
  std::unique_ptr<Sealer> sealing;
  std::vector<base::EventId> ids;
  Head head{};
};

}  // namespace

TEST_ON_BOTH("a changed body, kind, person, time or commitment is named") {
  Scene scene(bed);
  const std::string changes[] = {"body = '{\"n\":2}'", "kind = 'note.other'", "person_id = 99", "happened_at = happened_at + 1", "recorded_at = recorded_at - 1",
                                 "subject_id = 77", "definition = 'x@1'", "area_id = 3", "org_unit_id = 3", "post_id = 3", "channel = 'desk'", "subject_kind = 'matter'"};
  for (const auto& change : changes) {
    CAPTURE(change);
    const Event before = scene.row(12);
    scene.sql(fmt::format("UPDATE journal SET {} WHERE id = {}", change, scene.id(12)));
    scene.expect_only(Fault::changed, 12);
    scene.sql(fmt::format("UPDATE journal SET body = '{}', kind = '{}', person_id = {}, happened_at = {}, recorded_at = {}, subject_id = {}, definition = '{}',"
                          " area_id = 0, org_unit_id = 0, post_id = 0, channel = 'system', subject_kind = 'note' WHERE id = {}",
                          before.body, before.kind, before.actor.person.value, before.happened_at.micros, before.recorded_at.micros, before.subject.id,
                          before.definition, scene.id(12)));
    CHECK(scene.check().intact());
  }
}

TEST_ON_BOTH("the first and the last row changed, and several at once") {
  Scene scene(bed);
  scene.sql(fmt::format("UPDATE journal SET body = '[]' WHERE id IN ({}, {}, {})", scene.id(1), scene.id(17), scene.id(rows_written)));
  const auto seen = scene.check();
  REQUIRE(seen.findings_total == 3);
  CHECK(seen.findings[0].seq == 1);
  CHECK(seen.findings[1].seq == 17);
  CHECK(seen.findings[2].seq == rows_written);
  for (const auto& f : seen.findings) CHECK(f.fault == Fault::changed);
}

TEST_ON_BOTH("a personal body that was exchanged is named; one whose salt was changed too") {
  Scene scene(bed);
  scene.sql(fmt::format("UPDATE journal_personal SET body = '{{\"name\":\"李\"}}' WHERE id = {}", scene.id(4)));
  scene.expect_only(Fault::personal_changed, 4);
  scene.sql(fmt::format("UPDATE journal_personal SET salt = 'ab' WHERE id = {}", scene.id(7)));
  CHECK(scene.check().findings_total == 2);
}

TEST_ON_BOTH("a personal body slipped in where the envelope promises none is named") {
  Scene scene(bed);
  scene.sql(fmt::format("INSERT INTO journal_personal (district_id, id, salt, on_behalf_of, body) VALUES ({}, {}, 'a', '', 'b')", bed.district().value, scene.id(5)));
  scene.expect_only(Fault::personal_changed, 5);
}

TEST_ON_BOTH("a row changed together with the envelope in its seal is named") {
  Scene scene(bed);
  Event forged = scene.row(9);
  forged.body = R"({"n":666})";
  scene.sql(fmt::format("UPDATE journal SET body = '{}' WHERE id = {}", forged.body, scene.id(9)));
  scene.sql(fmt::format("UPDATE seals SET envelope = '{}' WHERE seq = 9", envelope_hash(bed.district(), forged)));
  scene.expect_only(Fault::changed, 9);
}

TEST_ON_BOTH("a seal whose hash or envelope was changed is named, and no row is blamed") {
  Scene scene(bed);
  scene.sql(fmt::format("UPDATE seals SET hash = '{}' WHERE seq = 8", no_hash));
  scene.expect_only(Fault::seal_changed, 8);
  scene.sql(fmt::format("UPDATE seals SET envelope = '{}' WHERE seq = 20", no_hash));
  const auto seen = scene.check();
  REQUIRE(seen.findings_total == 2);
  CHECK(seen.findings[1].fault == Fault::seal_changed);
  CHECK(seen.findings[1].seq == 20);
}

TEST_ON_BOTH("a removed row, a removed seal, and both") {
  Scene scene(bed);
  scene.sql(fmt::format("DELETE FROM journal WHERE id = {}", scene.id(6)));
  scene.expect_only(Fault::removed, 6);
  scene.sql("DELETE FROM seals WHERE seq = 14");
  auto seen = scene.check();
  REQUIRE(seen.findings_total == 2);
  CHECK(seen.findings[1].fault == Fault::removed);
  CHECK(seen.findings[1].seq == 14);
  CHECK(seen.findings[1].event.value == scene.id(14));  // the row is still there and fits the gap
  scene.sql(fmt::format("DELETE FROM journal WHERE id IN ({}, {}, {})", scene.id(20), scene.id(21), scene.id(22)));
  scene.sql("DELETE FROM seals WHERE seq IN (20, 21, 22)");
  seen = scene.check();
  REQUIRE(seen.findings_total == 3);
  CHECK(seen.findings[2].fault == Fault::removed);
  CHECK(seen.findings[2].seq == 20);
  CHECK(seen.findings[2].seq_to == 22);
}

TEST_ON_BOTH("the end cut off is seen by a head that was written down") {
  Scene scene(bed);
  scene.sql(fmt::format("DELETE FROM journal WHERE id IN ({}, {})", scene.id(29), scene.id(30)));
  scene.sql("DELETE FROM seals WHERE seq >= 29");
  CHECK(scene.check().intact());  // without a head nobody could know
  const auto seen = scene.check({{"given", scene.head.seq, scene.head.hash}});
  REQUIRE(seen.findings_total == 1);
  CHECK(seen.findings[0].fault == Fault::removed);
  CHECK(seen.findings[0].seq == 29);
  CHECK(seen.findings[0].seq_to == 30);
  CHECK(seen.findings[0].head == "given");
}

TEST_ON_BOTH("a chain computed again from a changed row on is seen by a head that was written down") {
  Scene scene(bed);
  std::string hash;
  scene.sql(fmt::format("UPDATE journal SET body = '[1]' WHERE id = {}", scene.id(10)));
  bed.store().read([&](Session& s) {
    static const Statement before("test.seal_hash", "SELECT hash FROM seals WHERE district_id = $1 AND seq = $2");
    hash = s.value<std::string>(before, bed.district(), 9).value();
  });
  for (int seq = 10; seq <= rows_written; ++seq) {
    const std::string envelope = envelope_hash(bed.district(), scene.row(seq));
    hash = seal_hash(hash, seq, {scene.id(seq)}, envelope);
    scene.sql(fmt::format("UPDATE seals SET envelope = '{}', hash = '{}' WHERE seq = {}", envelope, hash, seq));
  }
  CHECK(scene.check().intact());
  scene.expect_only(Fault::head_differs, rows_written, {{"2026-09-17", scene.head.seq, scene.head.hash}});
}

TEST_ON_BOTH("two rows, two bodies, two seals that took each other's place are named as a pair") {
  const auto expect_swapped = [](const Scene& scene, int a, int b) {
    const auto seen = scene.check();
    CAPTURE(all_in_words(seen));
    REQUIRE(seen.findings_total == 1);
    const Finding& f = seen.findings.front();
    CHECK(f.fault == Fault::swapped);
    CHECK(f.seq == a);
    CHECK(f.seq_to == b);
  };
  const auto exchange = [](const Scene& scene, const std::string& table, const std::string& key, std::int64_t a, std::int64_t b) {
    const std::int64_t aside = 1'000'000'007;
    scene.sql(fmt::format("UPDATE {} SET {} = {} WHERE {} = {}", table, key, aside, key, a));
    scene.sql(fmt::format("UPDATE {} SET {} = {} WHERE {} = {}", table, key, a, key, b));
    scene.sql(fmt::format("UPDATE {} SET {} = {} WHERE {} = {}", table, key, b, key, aside));
  };
  Scene scene(bed);
  exchange(scene, "journal", "id", scene.id(5), scene.id(11));
  expect_swapped(scene, 5, 11);
  exchange(scene, "journal", "id", scene.id(5), scene.id(11));
  CHECK(scene.check().intact());

  const Event five = scene.row(5), six = scene.row(6);
  scene.sql(fmt::format("UPDATE journal SET body = '{}' WHERE id = {}", six.body, scene.id(5)));
  scene.sql(fmt::format("UPDATE journal SET body = '{}' WHERE id = {}", five.body, scene.id(6)));
  expect_swapped(scene, 5, 6);
  scene.sql(fmt::format("UPDATE journal SET body = '{}' WHERE id = {}", five.body, scene.id(5)));
  scene.sql(fmt::format("UPDATE journal SET body = '{}' WHERE id = {}", six.body, scene.id(6)));

  for (const auto& [a, b] : {std::pair{3, 9}, std::pair{14, 15}}) {  // whole seals: far apart, and neighbours
    exchange(scene, "seals", "seq", a, b);
    expect_swapped(scene, a, b);
    exchange(scene, "seals", "seq", a, b);
  }
  exchange(scene, "seals", "journal_id", scene.id(7), scene.id(21));  // only which row they name
  expect_swapped(scene, 7, 21);
  exchange(scene, "seals", "journal_id", scene.id(7), scene.id(21));
  CHECK(scene.check().intact());
}

TEST_ON_BOTH("rows slipped in are named, and no later row is blamed") {
  Scene scene(bed);
  const auto slip = [&](std::int64_t id) {
    scene.sql(fmt::format("INSERT INTO journal (district_id, id, kind, subject_kind, subject_id, body, personal_commitment, definition, area_id, org_unit_id,"
                          " person_id, post_id, channel, happened_at, recorded_at) SELECT district_id, {}, kind, subject_kind, subject_id, body, '', definition,"
                          " area_id, org_unit_id, person_id, post_id, channel, happened_at, recorded_at FROM journal WHERE id = {}", id, scene.id(10)));
  };
  slip(4242);  // beside the chain
  auto seen = scene.check();
  REQUIRE(seen.findings_total == 1);
  CHECK(seen.findings[0].fault == Fault::inserted);
  CHECK(seen.findings[0].event.value == 4242);
  CHECK(seen.findings[0].kind == "note.written");

  // Into the chain as seq 11, with a seal that follows from 10; all later ones are raised.
  Event forged = scene.row(10);
  forged.id = {4242};
  forged.personal_commitment.clear();
  std::string before;
  bed.store().read([&](Session& s) {
    static const Statement hash("test.hash_of_seal", "SELECT hash FROM seals WHERE district_id = $1 AND seq = $2");
    before = s.value<std::string>(hash, bed.district(), 10).value();
  });
  const std::string envelope = envelope_hash(bed.district(), forged);
  scene.sql("UPDATE seals SET seq = seq + 1000000 WHERE seq > 10");
  scene.sql("UPDATE seals SET seq = seq - 999999 WHERE seq > 1000000");
  scene.sql(fmt::format("INSERT INTO seals (district_id, seq, journal_id, envelope, hash) VALUES ({}, 11, 4242, '{}', '{}')", bed.district().value, envelope,
                        seal_hash(before, 11, {4242}, envelope)));
  seen = scene.check();
  CAPTURE(all_in_words(seen));
  REQUIRE(seen.findings_total == 1);
  CHECK(seen.findings[0].fault == Fault::inserted);
  CHECK(seen.findings[0].seq == 11);
  CHECK(seen.findings[0].event.value == 4242);

  // The same before the very last row, where no later seal helps.
  scene.sql("DELETE FROM seals WHERE seq > 12");
  seen = scene.check();
  CHECK(std::ranges::count(seen.findings, 11, &Finding::seq) == 1);
  CHECK(std::ranges::count(seen.findings, 12, &Finding::seq) == 0);
}

TEST_ON_BOTH("rows taken out while the later ones were lowered: the place is named, and no later row is blamed") {
  Scene scene(bed);
  scene.sql(fmt::format("DELETE FROM journal WHERE id IN ({}, {})", scene.id(12), scene.id(13)));
  scene.sql("DELETE FROM seals WHERE seq IN (12, 13)");
  scene.sql("UPDATE seals SET seq = seq + 1000000 WHERE seq > 13");
  scene.sql("UPDATE seals SET seq = seq - 1000002 WHERE seq > 1000000");
  const auto seen = scene.check();
  CAPTURE(all_in_words(seen));
  REQUIRE(seen.findings_total == 1);
  CHECK(seen.findings[0].fault == Fault::removed);
  CHECK(seen.findings[0].seq == 12);
  CHECK(seen.findings[0].seq_to == 13);
}

TEST_ON_BOTH("seeded random tampering never goes unseen") {
  Scene scene(bed);
  const auto random = base::seeded_random(77);
  for (int round = 0; round < 25; ++round) {
    const auto seq = static_cast<int>(1 + random->below(rows_written));
    const Event before = scene.row(seq);
    const auto pick = random->below(3);
    scene.sql(pick == 0   ? fmt::format("UPDATE journal SET body = body || ' ' WHERE id = {}", scene.id(seq))
              : pick == 1 ? fmt::format("UPDATE journal SET person_id = person_id + 1 WHERE id = {}", scene.id(seq))
                          : fmt::format("UPDATE journal SET happened_at = happened_at - 1 WHERE id = {}", scene.id(seq)));
    scene.expect_only(Fault::changed, seq);
    scene.sql(fmt::format("UPDATE journal SET body = '{}', person_id = {}, happened_at = {} WHERE id = {}", before.body, before.actor.person.value,
                          before.happened_at.micros, scene.id(seq)));
  }
  CHECK(scene.check().intact());
}
