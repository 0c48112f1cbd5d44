// SPDX-License-Identifier: MIT

/// The part of SQLite's interface that is used here, as SQLite promises it for
/// all of version 3: so that building needs no header of it. A test compares it
/// with the real one.
#ifndef LUALARK_SQLITE_API_H
#define LUALARK_SQLITE_API_H

#include <stdint.h>

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
typedef struct sqlite3_file sqlite3_file;
typedef void (*lualark_sqlite_destructor)(void *);

/// The beginning of sqlite3_io_methods, up to what is called.
typedef struct lualark_sqlite_methods {
  int version;
  int (*close)(sqlite3_file *);
  int (*read)(sqlite3_file *, void *, int, long long);
  int (*write)(sqlite3_file *, const void *, int, long long);
  int (*truncate)(sqlite3_file *, long long);
  int (*sync)(sqlite3_file *, int);
} lualark_sqlite_methods;

/// The beginning of sqlite3_file.
typedef struct lualark_sqlite_file {
  const lualark_sqlite_methods *methods;
} lualark_sqlite_file;

#ifndef SQLITE_OK
#define SQLITE_OK 0
#define SQLITE_NOTADB 26
#define SQLITE_ROW 100
#define SQLITE_DONE 101
#define SQLITE_NULL 5
#define SQLITE_UTF8 1
#define SQLITE_STATIC ((lualark_sqlite_destructor)0)
#define SQLITE_OPEN_READONLY 0x00000001
#define SQLITE_OPEN_READWRITE 0x00000002
#define SQLITE_OPEN_NOMUTEX 0x00008000
#define SQLITE_PREPARE_PERSISTENT 0x01
#define SQLITE_FCNTL_HAS_MOVED 20
#define SQLITE_FCNTL_JOURNAL_POINTER 28
#define SQLITE_SYNC_NORMAL 0x00002
#define SQLITE_SYNC_DATAONLY 0x00010
#endif

int sqlite3_bind_blob64(sqlite3_stmt *, int, const void *, unsigned long long,
                        lualark_sqlite_destructor);
int sqlite3_bind_int(sqlite3_stmt *, int, int);
int sqlite3_bind_int64(sqlite3_stmt *, int, long long);
int sqlite3_bind_text64(sqlite3_stmt *, int, const char *, unsigned long long,
                        lualark_sqlite_destructor, unsigned char encoding);
int sqlite3_busy_timeout(sqlite3 *, int ms);
int sqlite3_changes(sqlite3 *);
int sqlite3_clear_bindings(sqlite3_stmt *);
int sqlite3_close(sqlite3 *);
const void *sqlite3_column_blob(sqlite3_stmt *, int);
int sqlite3_column_bytes(sqlite3_stmt *, int);
int sqlite3_column_int(sqlite3_stmt *, int);
long long sqlite3_column_int64(sqlite3_stmt *, int);
const unsigned char *sqlite3_column_text(sqlite3_stmt *, int);
int sqlite3_column_type(sqlite3_stmt *, int);
const char *sqlite3_errmsg(sqlite3 *);
int sqlite3_exec(sqlite3 *, const char *sql,
                 int (*row)(void *, int, char **, char **), void *, char **);
int sqlite3_file_control(sqlite3 *, const char *database, int operation,
                         void *);
int sqlite3_finalize(sqlite3_stmt *);
long long sqlite3_last_insert_rowid(sqlite3 *);
int sqlite3_libversion_number(void);
int sqlite3_open_v2(const char *path, sqlite3 **, int flags, const char *vfs);
int sqlite3_prepare_v3(sqlite3 *, const char *sql, int bytes, unsigned flags,
                       sqlite3_stmt **, const char **rest);
int sqlite3_reset(sqlite3_stmt *);
int sqlite3_step(sqlite3_stmt *);

#endif
