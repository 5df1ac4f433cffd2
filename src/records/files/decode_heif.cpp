// HEIC (iPhones and many others) by libheif: one still picture, upright by the file's own transformations. Sequences, files of several
// pictures and AVIF are refused. libde265 starts one worker thread: the cage lets threads start, and nothing else.
#include <libheif/heif.h>

#include <memory>

#include "records/files/limits.hpp"
#include "records/files/photo.hpp"
#include "records/files/shrink.hpp"

namespace files::photo {
namespace {

void check(const heif_error& error) {
  if (error.code == heif_error_Ok) return;
  if (error.code == heif_error_Memory_allocation_error || error.subcode == heif_suberror_Security_limit_exceeded) refuse("files.bomb");
  if (error.subcode == heif_suberror_End_of_data) refuse("files.truncated");
  refuse("files.damaged");
}

struct Free {
  void operator()(heif_context* c) const { heif_context_free(c); }
  void operator()(heif_image_handle* h) const { heif_image_handle_release(h); }
  void operator()(heif_image* i) const { heif_image_release(i); }
  void operator()(heif_decoding_options* o) const { heif_decoding_options_free(o); }
};

std::uint32_t number_at(const std::vector<unsigned char>& bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

// The block begins with how far it is to the TIFF header; what read_exif wants begins with "Exif".
std::vector<unsigned char> exif_of(const heif_image_handle* handle) {
  heif_item_id id{};
  if (heif_image_handle_get_list_of_metadata_block_IDs(handle, "Exif", &id, 1) != 1) return {};
  const std::size_t size = heif_image_handle_get_metadata_size(handle, id);
  if (size < 8 || size > limits::heif_exif_bytes_max) return {};
  std::vector<unsigned char> block(size);
  if (heif_image_handle_get_metadata(handle, id, block.data()).code != heif_error_Ok) return {};
  const std::size_t tiff = std::size_t{4} + number_at(block, 0);
  if (tiff >= size) return {};
  constexpr unsigned char head[] = {'E', 'x', 'i', 'f', 0, 0};
  std::vector<unsigned char> out(std::begin(head), std::end(head));
  out.insert(out.end(), block.begin() + static_cast<std::ptrdiff_t>(tiff), block.end());
  return out;
}

}  // namespace

void prepare_heif() { heif_init(nullptr); }

Decoded decode_heif(Bytes bytes) {
  const std::unique_ptr<heif_context, Free> context(heif_context_alloc());
  if (!context) refuse("files.bomb");
  heif_context_set_max_decoding_threads(context.get(), 0);
  heif_context_set_maximum_image_size_limit(context.get(), static_cast<int>(limits::side_px_max));
  check(heif_context_read_from_memory_without_copy(context.get(), bytes.data(), bytes.size(), nullptr));
  if (heif_context_get_number_of_top_level_images(context.get()) != 1) refuse("files.several_pictures");
  heif_image_handle* raw_handle = nullptr;
  check(heif_context_get_primary_image_handle(context.get(), &raw_handle));
  const std::unique_ptr<heif_image_handle, Free> handle(raw_handle);
  check_size(heif_image_handle_get_ispe_width(handle.get()), heif_image_handle_get_ispe_height(handle.get()));
  check_size(heif_image_handle_get_width(handle.get()), heif_image_handle_get_height(handle.get()));

  const std::unique_ptr<heif_decoding_options, Free> options(heif_decoding_options_alloc());
  if (!options) refuse("files.bomb");
  options->convert_hdr_to_8bit = 1;
  heif_image* raw_image = nullptr;
  check(heif_decode_image(handle.get(), &raw_image, heif_colorspace_RGB, heif_chroma_interleaved_RGB, options.get()));
  const std::unique_ptr<heif_image, Free> image(raw_image);
  int stride = 0;
  const std::uint8_t* plane = heif_image_get_plane_readonly(image.get(), heif_channel_interleaved, &stride);
  const Size from{heif_image_get_width(image.get(), heif_channel_interleaved), heif_image_get_height(image.get(), heif_channel_interleaved)};
  if (plane == nullptr || stride < from.width * 3) refuse("files.damaged");
  check_size(from.width, from.height);
  Decoded out{.exif = exif_of(handle.get()), .upright = true};
  Shrinker shrinker(from, fitted(from, limits::large_px));
  for (int y = 0; y < from.height; ++y) shrinker.row(plane + static_cast<std::ptrdiff_t>(y) * stride);
  out.picture = shrinker.finish();
  return out;
}

}  // namespace files::photo
