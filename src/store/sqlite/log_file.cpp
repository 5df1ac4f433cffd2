#include "store/sqlite/log_file.hpp"

#include <algorithm>
#include <cstddef>
#include <new>
#include <string>

namespace store::sqlite {
namespace {

constexpr std::size_t pending_max = 1U << 20U;  // a large transaction is written in pieces of this size

constexpr std::size_t piece_max = 0x1f000;      // SQLite's own files look at 17 bits of a length

// What SQLite sees as the log's file; the real one stands behind it in the same memory.
struct Log {
  sqlite3_file seen{};        // first: SQLite's own part
  std::string pending{};      // handed over, not yet written
  sqlite3_int64 at = 0;       // where it belongs
  bool later = false;
};
constexpr std::size_t real_offset = (sizeof(Log) + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);

Log& log_of(sqlite3_file* file) { return *reinterpret_cast<Log*>(file); }
sqlite3_file* real(Log& log) { return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(&log) + real_offset); }

sqlite3_vfs* real_vfs = nullptr;

int written(Log& log) {
  int code = SQLITE_OK;
  for (std::size_t done = 0; code == SQLITE_OK && done < log.pending.size(); done += piece_max) {
    const std::size_t piece = std::min(piece_max, log.pending.size() - done);
    code = real(log)->pMethods->xWrite(real(log), log.pending.data() + done, static_cast<int>(piece), log.at + static_cast<sqlite3_int64>(done));
  }
  log.pending.clear();  // also what failed: SQLite gives the transaction up
  return code;
}

int close(sqlite3_file* file) {
  Log& log = log_of(file);
  const int code = written(log);
  const int closed = real(log)->pMethods->xClose(real(log));
  log.~Log();
  return code != SQLITE_OK ? code : closed;
}
int read(sqlite3_file* file, void* to, int bytes, sqlite3_int64 at) {
  Log& log = log_of(file);
  if (const int code = written(log); code != SQLITE_OK) return code;
  return real(log)->pMethods->xRead(real(log), to, bytes, at);
}
int write(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 at) {
  Log& log = log_of(file);
  const auto size = static_cast<sqlite3_int64>(log.pending.size());
  if (!log.pending.empty() && (at != log.at + size || log.pending.size() >= pending_max))
    if (const int code = written(log); code != SQLITE_OK) return code;
  if (log.pending.empty()) log.at = at;
  try {
    log.pending.append(static_cast<const char*>(from), static_cast<std::size_t>(bytes));
  } catch (const std::bad_alloc&) {
    return SQLITE_IOERR_NOMEM;
  }
  return SQLITE_OK;
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  Log& log = log_of(file);
  if (const int code = written(log); code != SQLITE_OK) return code;
  return real(log)->pMethods->xTruncate(real(log), size);
}
int sync(sqlite3_file* file, int flags) {
  Log& log = log_of(file);
  const bool head = !log.pending.empty() && log.at == 0;  // SQLite relies on it: before any frame of the new log
  if (const int code = written(log); code != SQLITE_OK) return code;
  return log.later && !head ? SQLITE_OK : real(log)->pMethods->xSync(real(log), flags);
}
int size(sqlite3_file* file, sqlite3_int64* out) {
  Log& log = log_of(file);
  if (const int code = written(log); code != SQLITE_OK) return code;
  return real(log)->pMethods->xFileSize(real(log), out);
}
int lock(sqlite3_file* file, int level) { return real(log_of(file))->pMethods->xLock(real(log_of(file)), level); }
int unlock(sqlite3_file* file, int level) { return real(log_of(file))->pMethods->xUnlock(real(log_of(file)), level); }
int check_lock(sqlite3_file* file, int* out) { return real(log_of(file))->pMethods->xCheckReservedLock(real(log_of(file)), out); }
int control(sqlite3_file* file, int what, void* with) { return real(log_of(file))->pMethods->xFileControl(real(log_of(file)), what, with); }
int sector(sqlite3_file* file) { return real(log_of(file))->pMethods->xSectorSize(real(log_of(file))); }
int character(sqlite3_file* file) { return real(log_of(file))->pMethods->xDeviceCharacteristics(real(log_of(file))); }

sqlite3_io_methods methods_of_log() {
  sqlite3_io_methods m{};
  m.iVersion = 1;
  m.xClose = close;
  m.xRead = read;
  m.xWrite = write;
  m.xTruncate = truncate;
  m.xSync = sync;
  m.xFileSize = size;
  m.xLock = lock;
  m.xUnlock = unlock;
  m.xCheckReservedLock = check_lock;
  m.xFileControl = control;
  m.xSectorSize = sector;
  m.xDeviceCharacteristics = character;
  return m;
}
const sqlite3_io_methods log_methods = methods_of_log();

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  if ((flags & SQLITE_OPEN_WAL) == 0) return real_vfs->xOpen(real_vfs, name, file, flags, flags_out);
  Log& log = *new (file) Log;
  const int code = real_vfs->xOpen(real_vfs, name, real(log), flags, flags_out);
  if (code == SQLITE_OK) {
    log.seen.pMethods = &log_methods;
    return code;
  }
  log.~Log();
  file->pMethods = nullptr;
  return code;
}

}  // namespace

const char* log_vfs() {
  static sqlite3_vfs ours = [] {
    real_vfs = sqlite3_vfs_find(nullptr);
    sqlite3_vfs v = *real_vfs;  // everything but opening a file is the system's own
    v.zName = "redengine-log";
    v.szOsFile = static_cast<int>(real_offset) + real_vfs->szOsFile;
    v.pNext = nullptr;
    v.xOpen = open;
    return v;
  }();
  static const int registered = sqlite3_vfs_register(&ours, /*makeDflt=*/0);
  return registered == SQLITE_OK ? ours.zName : nullptr;
}

void sync_later(sqlite3* db, bool later) {
  sqlite3_file* file = nullptr;
  if (sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void*>(&file)) != SQLITE_OK || file == nullptr) return;
  if (file->pMethods == &log_methods) log_of(file).later = later;
}

}  // namespace store::sqlite
