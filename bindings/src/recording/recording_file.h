// SPDX-License-Identifier: MIT

/// The file of a recording: a SQLite database that its owner alone may read.
///
///     accounts   server, app and tenant that the answers belong to
///     answers    one row for each call that was answered. Calls of the same
///                method, path and body are numbered by `occurrence`, from 1 on
///                without gaps.
#ifndef LUALARK_RECORDING_FILE_H
#define LUALARK_RECORDING_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "sqlite.h"

/// Opens a file: to replay it, read-only; to record, and then a missing file is
/// created. NULL, with a message in `why`, if it cannot be opened.
///
/// The connection has a table temp.asked, in memory, which counts how often
/// each call was made in this run. The caller ends it with
/// lualark_recording_file_close().
sqlite3 *lualark_recording_file_open(const char *path, bool replay, char *why,
                                     size_t why_bytes);

/// Merges everything into the one file and closes it. All statements must have
/// been finalized. NULL is allowed.
void lualark_recording_file_close(sqlite3 *db, bool replay);

#endif
