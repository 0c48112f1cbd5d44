// SPDX-License-Identifier: MIT

/// The file of a recording: a SQLite database that its owner alone may read.
///
///     accounts   whose answers they are: server, app, tenant
///     answers    one row for each call that was answered. Calls that are alike
///                in method, path and body are told apart by `occurrence`, from
///                1 on without gaps.
#ifndef RECORDING_FILE_H
#define RECORDING_FILE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

/// Opens a file: to replay, one that exists, to be read alone; to record, made
/// where there is none. NULL, with a message in `why`, where that cannot be.
///
/// The connection has a table temp.asked, in memory: how often each call was
/// asked for. Ends with recording_file_close().
sqlite3 *recording_file_open(const char *path, bool replay, char *why,
                             size_t why_bytes);

/// Puts all into the one file and closes it. No statement is left; NULL is
/// allowed.
void recording_file_close(sqlite3 *db, bool replay);

#endif
