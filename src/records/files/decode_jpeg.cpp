// JPEG by libjpeg-turbo: scaled while decoding, scans counted, every error ends the process with a reason.
#include <cstdio>  // jpeglib.h needs FILE

#include <jpeglib.h>
#include <jerror.h>

#include "records/files/limits.hpp"
#include "records/files/photo.hpp"
#include "records/files/shrink.hpp"

namespace files::photo {
namespace {

void on_error(j_common_ptr info) {
  switch (info->err->msg_code) {
    case JERR_OUT_OF_MEMORY: refuse("files.bomb");
    case JERR_IMAGE_TOO_BIG: refuse("files.too_many_pixels");
    case JERR_INPUT_EMPTY:
    case JERR_INPUT_EOF: refuse("files.truncated");
    default: refuse("files.damaged");
  }
}

void on_warning(j_common_ptr info, int level) {
  if (level >= 0) return;  // a trace, not a warning
  switch (info->err->msg_code) {
    case JWRN_JPEG_EOF: refuse("files.truncated");
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE: refuse("files.damaged");
    default: break;  // stray bytes between markers: many telephones leave some
  }
}

void on_progress(j_common_ptr info) {
  if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > limits::jpeg_scans_max) refuse("files.bomb");
}

// Four-component JPEGs (printing presses): Adobe's are stored inverted.
void rgb_from_cmyk(const unsigned char* in, unsigned char* out, unsigned width, bool inverted) {
  for (unsigned x = 0; x < width; ++x, in += 4, out += 3) {
    const int k = inverted ? in[3] : 255 - in[3];
    for (int c = 0; c < 3; ++c) out[c] = static_cast<unsigned char>((inverted ? in[c] : 255 - in[c]) * k / 255);
  }
}

void choose_scale(jpeg_decompress_struct& info, Size wanted) {
  info.scale_denom = 8;
  for (info.scale_num = 1; info.scale_num < 8; ++info.scale_num) {
    jpeg_calc_output_dimensions(&info);
    if (static_cast<int>(info.output_width) >= wanted.width && static_cast<int>(info.output_height) >= wanted.height) break;
  }
}

}  // namespace

Decoded decode_jpeg(Bytes bytes) {
  Decoded out;
  jpeg_decompress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  errors.error_exit = on_error;
  errors.emit_message = on_warning;
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, bytes.data(), bytes.size());
  jpeg_save_markers(&info, JPEG_APP0 + 1, 0xFFFF);
  jpeg_read_header(&info, TRUE);
  check_size(info.image_width, info.image_height);

  for (auto* marker = info.marker_list; marker != nullptr; marker = marker->next) {
    if (marker->data_length > 6 && std::equal(marker->data, marker->data + 6, "Exif\0")) {
      out.exif.assign(marker->data, marker->data + marker->data_length);
      break;
    }
  }
  jpeg_progress_mgr progress{};
  progress.progress_monitor = on_progress;
  info.progress = &progress;
  const Size wanted = fitted({static_cast<int>(info.image_width), static_cast<int>(info.image_height)}, limits::large_px);
  const bool cmyk = info.num_components == 4;
  info.out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
  choose_scale(info, wanted);
  jpeg_start_decompress(&info);

  Shrinker shrinker({static_cast<int>(info.output_width), static_cast<int>(info.output_height)}, wanted);
  std::vector<unsigned char> line(static_cast<std::size_t>(info.output_width) * static_cast<std::size_t>(info.output_components));
  std::vector<unsigned char> rgb(cmyk ? static_cast<std::size_t>(info.output_width) * 3 : 0);
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = line.data();
    jpeg_read_scanlines(&info, &row, 1);
    if (cmyk) rgb_from_cmyk(line.data(), rgb.data(), info.output_width, info.saw_Adobe_marker != 0);
    shrinker.row(cmyk ? rgb.data() : line.data());
  }
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  out.picture = shrinker.finish();
  return out;
}

std::string encode(const Picture& picture, int quality) {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  errors.error_exit = on_error;
  jpeg_create_compress(&info);
  unsigned char* buffer = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &buffer, &size);
  info.image_width = static_cast<JDIMENSION>(picture.width);
  info.image_height = static_cast<JDIMENSION>(picture.height);
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  info.optimize_coding = TRUE;
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    auto* row = const_cast<unsigned char*>(picture.rgb.data()) + static_cast<std::size_t>(info.next_scanline) * info.image_width * 3;
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  std::string out(reinterpret_cast<const char*>(buffer), size);
  jpeg_destroy_compress(&info);
  std::free(buffer);
  return out;
}

}  // namespace files::photo
