// SPDX-License-Identifier: MIT

/// SQLite, which is loaded when the first file is opened: few scripts have one,
/// and loading it would cost every start. A program that has it linked in, such
/// as the command, uses its own.
///
/// Behind this header SQLite's names stand for the functions that were found.
#ifndef LUALARK_SQLITE_H
#define LUALARK_SQLITE_H

#include <stdbool.h>

#include "sqlite_api.h"

#define LUALARK_SQLITE_FUNCTIONS(each)                                         \
  each(bind_blob64) each(bind_int) each(bind_int64) each(bind_text64)          \
      each(changes) each(clear_bindings) each(close) each(column_blob)         \
          each(column_bytes) each(column_int) each(column_int64)               \
              each(column_text) each(column_type) each(busy_timeout)           \
                  each(errmsg) each(exec) each(file_control) each(finalize)    \
                      each(last_insert_rowid) each(libversion_number)          \
                          each(open_v2) each(prepare_v3) each(reset)           \
                              each(step)

typedef struct lualark_sqlite_functions {
#define MEMBER(name) __typeof__(sqlite3_##name) *name;
  LUALARK_SQLITE_FUNCTIONS(MEMBER)
#undef MEMBER
} lualark_sqlite_functions;

extern lualark_sqlite_functions lualark_sqlite;

/// Finds SQLite, once for the process; from any thread. False where the machine
/// has none, or none that is new enough (3.35).
bool lualark_sqlite_load(void);

#ifndef LUALARK_SQLITE_ITSELF
#define sqlite3_bind_blob64 lualark_sqlite.bind_blob64
#define sqlite3_bind_int lualark_sqlite.bind_int
#define sqlite3_bind_int64 lualark_sqlite.bind_int64
#define sqlite3_bind_text64 lualark_sqlite.bind_text64
#define sqlite3_busy_timeout lualark_sqlite.busy_timeout
#define sqlite3_changes lualark_sqlite.changes
#define sqlite3_clear_bindings lualark_sqlite.clear_bindings
#define sqlite3_close lualark_sqlite.close
#define sqlite3_column_blob lualark_sqlite.column_blob
#define sqlite3_column_bytes lualark_sqlite.column_bytes
#define sqlite3_column_int lualark_sqlite.column_int
#define sqlite3_column_int64 lualark_sqlite.column_int64
#define sqlite3_column_text lualark_sqlite.column_text
#define sqlite3_column_type lualark_sqlite.column_type
#define sqlite3_errmsg lualark_sqlite.errmsg
#define sqlite3_exec lualark_sqlite.exec
#define sqlite3_file_control lualark_sqlite.file_control
#define sqlite3_finalize lualark_sqlite.finalize
#define sqlite3_last_insert_rowid lualark_sqlite.last_insert_rowid
#define sqlite3_open_v2 lualark_sqlite.open_v2
#define sqlite3_prepare_v3 lualark_sqlite.prepare_v3
#define sqlite3_reset lualark_sqlite.reset
#define sqlite3_step lualark_sqlite.step
#endif

#endif
