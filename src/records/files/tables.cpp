#include "records/files/tables.hpp"

namespace files::tables {
namespace {

using store::Statement;

const Statement insert_file("files.insert",
    "INSERT INTO files (district_id, id, content_hash, small_hash, original_hash, media_type, bytes, small_bytes, width, height, "
    "taken, place, uploader_person_id, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
const Statement one_file("files.one",
    "SELECT id, content_hash, small_hash, original_hash, media_type, bytes, small_bytes, width, height, taken, place, "
    "uploader_person_id, uploaded_at, subject_kind, subject_id, role FROM files WHERE district_id = $1 AND id = $2");
const Statement link_file("files.link",
    "UPDATE files SET subject_kind = $3, subject_id = $4, role = $5, linked_at = $6 WHERE district_id = $1 AND id = $2");
const Statement files_of_subject("files.of_subject",
    "SELECT id, role, width, height, taken, place, linked_at FROM files "
    "WHERE district_id = $1 AND subject_kind = $2 AND subject_id = $3 ORDER BY linked_at, id");
const Statement delete_old("files.delete_unlinked",
    "DELETE FROM files WHERE district_id = $1 AND subject_id IS NULL AND uploaded_at < $2");
const Statement named("files.blob_is_named",
    "SELECT id FROM files WHERE district_id = $1 AND content_hash = $2 UNION ALL "
    "SELECT id FROM files WHERE district_id = $1 AND small_hash = $2 LIMIT 1");

FileRow row_of(const store::Row& r) {
  FileRow f;
  f.id = r.get<base::FileId>(0);
  f.content_hash = r.text(1);
  f.small_hash = r.text(2);
  f.original_hash = r.text(3);
  f.media_type = r.text(4);
  f.bytes = r.integer(5);
  f.small_bytes = r.integer(6);
  f.width = r.get<int>(7);
  f.height = r.get<int>(8);
  f.taken = r.text(9);
  f.place = r.text(10);
  f.uploader = r.get<base::PersonId>(11);
  f.uploaded_at = r.get<base::Instant>(12);
  if (!r.null(13)) f.subject = base::Subject{std::string(r.text(13)), r.integer(14)};
  if (!r.null(15)) f.role = r.text(15);
  return f;
}

}  // namespace

void insert(store::Unit& unit, const FileRow& f) {
  unit.exec(insert_file, unit.district(), f.id, f.content_hash, f.small_hash, f.original_hash, f.media_type, f.bytes, f.small_bytes, f.width,
            f.height, f.taken, f.place, f.uploader, f.uploaded_at);
}

std::optional<FileRow> find(store::Session& session, base::DistrictId district, base::FileId id) {
  std::optional<FileRow> out;
  session.rows(one_file, [&out](const store::Row& r) { out = row_of(r); return false; }, district, id);
  return out;
}

void set_subject(store::Unit& unit, base::FileId id, const base::Subject& subject, std::string_view role) {
  unit.exec(link_file, unit.district(), id, subject.kind, subject.id, role, unit.now());
}

std::vector<LinkedFile> of_subject(store::Session& session, base::DistrictId district, const base::Subject& subject) {
  std::vector<LinkedFile> out;
  session.rows(files_of_subject, [&out](const store::Row& r) {
    out.push_back({r.get<base::FileId>(0), std::string(r.text(1)), r.get<int>(2), r.get<int>(3), std::string(r.text(4)), std::string(r.text(5)),
                   r.get<base::Instant>(6)});
    return true;
  }, district, subject.kind, subject.id);
  return out;
}

std::int64_t delete_unlinked(store::Unit& unit, base::Instant uploaded_before) { return unit.exec(delete_old, unit.district(), uploaded_before); }

bool blob_is_named(store::Session& session, base::DistrictId district, std::string_view hash) {
  return session.value<std::int64_t>(named, district, hash).has_value();
}

}  // namespace files::tables
