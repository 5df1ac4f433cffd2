// The cage of the photo program: no network, no new files, no new programs, bounded memory, time and output.
#pragma once

namespace files::photo {

// Before the input is read: limits that the kernel keeps. False: the kernel refused one.
[[nodiscard]] bool set_limits();
// Before the first hostile byte is parsed: from here on only reading, writing, memory and leaving are allowed;
// anything else ends the process. False: the filter could not be loaded.
[[nodiscard]] bool close_cage();

}  // namespace files::photo
