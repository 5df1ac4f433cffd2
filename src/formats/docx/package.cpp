#include "formats/docx/package.hpp"

#include <zip.h>

#include <algorithm>
#include <memory>

#include "base/assert.hpp"
#include "formats/docx/docx.hpp"

namespace formats {
namespace {

constexpr zip_int64_t parts_max = 200;
constexpr std::uint64_t all_bytes_max = 4 * docx_part_bytes_max;

struct Discard {
  void operator()(zip_t* z) const { zip_discard(z); }
  void operator()(zip_file_t* f) const { zip_fclose(f); }
  void operator()(zip_source_t* s) const { zip_source_free(s); }
};
template <class T>
using Held = std::unique_ptr<T, Discard>;

std::unexpected<base::Error> damaged() { return base::fail(base::ErrorCode::malformed, "formats.docx_damaged"); }

base::Result<std::string> read_part(zip_t* archive, zip_uint64_t index, std::uint64_t size) {
  Held<zip_file_t> file(zip_fopen_index(archive, index, 0));
  if (!file) return damaged();
  std::string out(size, '\0');
  const zip_int64_t got = zip_fread(file.get(), out.data(), size);
  char more = 0;
  if (got < 0 || static_cast<std::uint64_t>(got) != size || zip_fread(file.get(), &more, 1) != 0) return damaged();  // its directory lied
  return out;
}

}  // namespace

std::string* Package::part(std::string_view name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [name](const auto& p) { return p.first == name; });
  return found == parts.end() ? nullptr : &found->second;
}

base::Result<Package> unpack(std::string_view bytes) {
  if (bytes.size() > docx_bytes_max) return base::fail(base::ErrorCode::too_large, "formats.docx_too_large");
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return damaged();
  Held<zip_t> archive(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
  zip_error_fini(&error);
  if (!archive) {
    zip_source_free(source);
    return base::fail(base::ErrorCode::unsupported, "formats.docx_not_one");
  }
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  if (count > parts_max) return base::fail(base::ErrorCode::too_large, "formats.docx_too_large");
  Package out;
  std::uint64_t all = 0;
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME) || !(stat.valid & ZIP_STAT_SIZE)) return damaged();
    const std::string name(stat.name);
    if (name.ends_with('/')) continue;
    all += stat.size;
    if (stat.size > docx_part_bytes_max || all > all_bytes_max) return base::fail(base::ErrorCode::too_large, "formats.docx_too_large");
    TRY(part, read_part(archive.get(), static_cast<zip_uint64_t>(i), stat.size));
    out.parts.emplace_back(name, std::move(part));
  }
  return out;
}

std::string pack(const Package& package) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* made = zip_source_buffer_create(nullptr, 0, 0, &error);
  ASSERT(made != nullptr);
  zip_source_keep(made);  // the bytes outlive the archive
  const Held<zip_source_t> kept(made);
  zip_t* archive = zip_open_from_source(made, ZIP_TRUNCATE, &error);
  ASSERT(archive != nullptr);
  for (const auto& [name, text] : package.parts) {
    zip_source_t* part = zip_source_buffer(archive, text.data(), text.size(), 0);
    ASSERT(part != nullptr);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), part, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8);
    ASSERT(index >= 0);
    zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, (1 << 5) | 1, 0);  // 1980-01-01: the same content gives the same bytes
  }
  ASSERT(zip_close(archive) == 0);
  ASSERT(zip_source_open(made) == 0);
  zip_source_seek(made, 0, SEEK_END);
  const zip_int64_t size = zip_source_tell(made);
  zip_source_seek(made, 0, SEEK_SET);
  std::string out(static_cast<std::size_t>(size), '\0');
  ASSERT(zip_source_read(made, out.data(), out.size()) == size);
  zip_source_close(made);
  return out;
}

}  // namespace formats
