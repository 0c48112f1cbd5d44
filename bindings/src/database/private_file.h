// SPDX-License-Identifier: MIT

/// A SQLite database in a file that its owner alone may read: what recordings
/// and journals have in common.
#ifndef LUALARK_PRIVATE_FILE_H
#define LUALARK_PRIVATE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sqlite.h"

/// A kind of file: its layout, and its errors' texts.
typedef struct lualark_file_kind {
  int32_t application;   ///< SQLite's application id
  int32_t layout_number; ///< SQLite's user version
  const char *layout;    ///< SQL that makes its tables
  const char *probe;     ///< a query for a number, which they answer
  const char *session;   ///< SQL for each connection; NULL: none

  // Why it cannot be opened.
  const char *is_missing; ///< to be read, and there is none
  const char *is_empty;   ///< to be read, and there is nothing in it
  const char *is_other;   ///< a file of another kind
  const char *is_foreign; ///< of another layout: a format for two int
} lualark_file_kind;

/// Opens a file: read-only; or to write, and then a missing file is created.
/// NULL, with a message in `why`, where it cannot be opened. The caller ends
/// the connection with lualark_private_file_close().
///
/// The process may have the file open already: it is not opened beside SQLite,
/// which would lose its locks when that is closed.
sqlite3 *lualark_private_file_open(const lualark_file_kind *kind,
                                   const char *path, bool read_only, char *why,
                                   size_t why_bytes);

/// Whether its path leads to it no more: it was moved or deleted, and nobody
/// would find what is written into it.
bool lualark_private_file_is_gone(sqlite3 *db);

/// Has what was committed outlast a power failure: a commit alone outlasts a
/// crash of the program. False where that fails.
bool lualark_private_file_sync(sqlite3 *db);

/// Leaves nothing of what was deleted or replaced, neither in the file nor in
/// the log beside it: rewrites the file. It takes as much memory as that has,
/// and no other process may have a transaction open. False where it fails; then
/// it can be done again.
bool lualark_private_file_scrub(sqlite3 *db);

/// Merges everything into the one file and closes it. All statements must have
/// been finalized. NULL is allowed.
void lualark_private_file_close(sqlite3 *db, bool read_only);

#endif
