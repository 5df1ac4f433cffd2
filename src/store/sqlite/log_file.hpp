// SQLite's log (WAL) as the one writer writes it. SQLite hands over a page and its head at a time, two system calls each; here they are
// gathered and written in one piece when SQLite asks for its sync. And that sync may be left to another thread: the log's pages stand in
// the file, every reader sees them, and whoever must know that they are on the disk waits for sync_log of a Connection.
//
// What a reader may see is never ahead of the file: SQLite publishes a commit only after its sync answered, and by then all is written.
// The head of a log that begins anew, and all that a checkpoint syncs, goes to the disk at once, whoever asks.
#pragma once
#include <sqlite3.h>

namespace store::sqlite {

// The name of the VFS for connections that write durably.
[[nodiscard]] const char* log_vfs();

// The log of an open connection that uses log_vfs(); while `later`, its syncs only write.
void sync_later(sqlite3* db, bool later);

}  // namespace store::sqlite
