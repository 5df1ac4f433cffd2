#include "formats/xlsx_package.hpp"

#include <expat.h>
#include <zip.h>

#include <array>
#include <exception>

namespace formats {
namespace {

constexpr std::int64_t ratio_from_bytes = 1024 * 1024;   // small parts pack as well as they like
constexpr int parts_max = 5'000;
constexpr int depth_max = 64;

std::unexpected<base::Error> damaged() { return base::fail(base::ErrorCode::malformed, "formats.xlsx_damaged"); }
std::unexpected<base::Error> bomb() { return base::fail(base::ErrorCode::too_large, "formats.xlsx_bomb"); }

std::string_view local(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

struct Reading {
  const XmlHandler* to{};
  XML_Parser parser{};
  int depth{};
  bool refused{}, enough{};
  std::exception_ptr thrown{};

  // Nothing may fly through the parser's C code.
  template <class F>
  void guarded_call(F fn) {
    try {
      fn();
      if (to->enough()) enough = true;
    } catch (...) {
      thrown = std::current_exception();
    }
    if (enough || thrown) XML_StopParser(parser, XML_FALSE);
  }
};

void XMLCALL on_begin(void* data, const char* name, const char** attributes) {
  auto& r = *static_cast<Reading*>(data);
  if (++r.depth > depth_max) {
    r.refused = true;
    XML_StopParser(r.parser, XML_FALSE);
    return;
  }
  r.guarded_call([&] {
    if (r.to->begin) r.to->begin(local(name), [attributes](std::string_view wanted) -> std::string_view {
      for (const char** at = attributes; *at != nullptr; at += 2)
        if (local(*at) == wanted) return at[1];
      return {};
    });
  });
}
void XMLCALL on_end(void* data, const char* name) {
  auto& r = *static_cast<Reading*>(data);
  --r.depth;
  r.guarded_call([&] { if (r.to->end) r.to->end(local(name)); });
}
void XMLCALL on_text(void* data, const char* text, int length) {
  auto& r = *static_cast<Reading*>(data);
  r.guarded_call([&] { if (r.to->text) r.to->text({text, static_cast<std::size_t>(length)}); });
}
void XMLCALL on_doctype(void* data, const char*, const char*, const char*, int) {  // no spreadsheet has one; entities come no other way
  auto& r = *static_cast<Reading*>(data);
  r.refused = true;
  XML_StopParser(r.parser, XML_FALSE);
}

struct ParserFree { void operator()(XML_ParserStruct* p) const { XML_ParserFree(p); } };
struct FileClose { void operator()(zip_file_t* f) const { zip_fclose(f); } };

}  // namespace

struct XlsxPackage::Inner {
  zip_t* zip{};
  SheetLimits limits{};
  std::int64_t inflated{};
  ~Inner() {
    if (zip != nullptr) zip_discard(zip);
  }
};

XlsxPackage::XlsxPackage(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
XlsxPackage::XlsxPackage(XlsxPackage&&) noexcept = default;
XlsxPackage& XlsxPackage::operator=(XlsxPackage&&) noexcept = default;
XlsxPackage::~XlsxPackage() = default;

base::Result<XlsxPackage> XlsxPackage::open(std::string_view bytes, const SheetLimits& limits) {
  auto inner = std::make_unique<Inner>();
  inner->limits = limits;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return damaged();
  inner->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (inner->zip == nullptr) {
    zip_source_free(source);
    return damaged();
  }
  if (zip_get_num_entries(inner->zip, 0) > parts_max) return bomb();
  return XlsxPackage(std::move(inner));
}

bool XlsxPackage::has(const std::string& part) const { return zip_name_locate(inner_->zip, part.c_str(), ZIP_FL_NOCASE) >= 0; }

base::Done XlsxPackage::parse(const std::string& part, const XmlHandler& handler) {
  const zip_int64_t index = zip_name_locate(inner_->zip, part.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return damaged();
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(inner_->zip, static_cast<zip_uint64_t>(index), 0, &stat) != 0) return damaged();
  const std::unique_ptr<zip_file_t, FileClose> file(zip_fopen_index(inner_->zip, static_cast<zip_uint64_t>(index), 0));
  if (!file) return damaged();
  const std::unique_ptr<XML_ParserStruct, ParserFree> parser(XML_ParserCreate("UTF-8"));
  if (!parser) throw std::bad_alloc();
  Reading reading{.to = &handler, .parser = parser.get()};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), on_begin, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  // What a part says of its own size is not believed: bytes are counted as they come.
  const std::int64_t packed = std::max<std::int64_t>(static_cast<std::int64_t>(stat.comp_size), 1);
  std::array<char, 64 * 1024> piece{};
  for (std::int64_t own = 0;;) {
    const zip_int64_t n = zip_fread(file.get(), piece.data(), piece.size());
    if (n < 0) return damaged();
    own += n;
    inner_->inflated += n;
    if (inner_->inflated > inner_->limits.inflated_bytes_max || (own > ratio_from_bytes && own / packed > inner_->limits.ratio_max)) return bomb();
    const bool good = XML_Parse(parser.get(), piece.data(), static_cast<int>(n), n == 0) == XML_STATUS_OK;
    if (reading.thrown) std::rethrow_exception(reading.thrown);
    if (reading.enough) return {};
    if (!good || reading.refused) return damaged();
    if (n == 0) return {};
  }
}

}  // namespace formats
