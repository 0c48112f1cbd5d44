// SPDX-License-Identifier: MIT

// sqlite_api.h against SQLite's own header: functions that differ do not
// compile, and the numbers are compared.
#include "sqlite_api.h"

enum {
  OK = SQLITE_OK,
  NOTADB = SQLITE_NOTADB,
  ROW = SQLITE_ROW,
  DONE = SQLITE_DONE,
  NIL = SQLITE_NULL,
  UTF8 = SQLITE_UTF8,
  READONLY = SQLITE_OPEN_READONLY,
  READWRITE = SQLITE_OPEN_READWRITE,
  NOMUTEX = SQLITE_OPEN_NOMUTEX,
  PERSISTENT = SQLITE_PREPARE_PERSISTENT,
  HAS_MOVED = SQLITE_FCNTL_HAS_MOVED,
  JOURNAL_POINTER = SQLITE_FCNTL_JOURNAL_POINTER,
  NORMAL = SQLITE_SYNC_NORMAL,
  DATAONLY = SQLITE_SYNC_DATAONLY
};

#undef SQLITE_OK
#undef SQLITE_NOTADB
#undef SQLITE_ROW
#undef SQLITE_DONE
#undef SQLITE_NULL
#undef SQLITE_UTF8
#undef SQLITE_STATIC
#undef SQLITE_OPEN_READONLY
#undef SQLITE_OPEN_READWRITE
#undef SQLITE_OPEN_NOMUTEX
#undef SQLITE_PREPARE_PERSISTENT
#undef SQLITE_FCNTL_HAS_MOVED
#undef SQLITE_FCNTL_JOURNAL_POINTER
#undef SQLITE_SYNC_NORMAL
#undef SQLITE_SYNC_DATAONLY
#include <sqlite3.h>
#include <stddef.h>

#include "check.h"

static void has_the_same_numbers(void) {
  CHECK(OK == SQLITE_OK && NOTADB == SQLITE_NOTADB && ROW == SQLITE_ROW);
  CHECK(DONE == SQLITE_DONE && NIL == SQLITE_NULL && UTF8 == SQLITE_UTF8);
  CHECK(READONLY == SQLITE_OPEN_READONLY);
  CHECK(READWRITE == SQLITE_OPEN_READWRITE);
  CHECK(NOMUTEX == SQLITE_OPEN_NOMUTEX);
  CHECK(PERSISTENT == SQLITE_PREPARE_PERSISTENT);
  CHECK(HAS_MOVED == SQLITE_FCNTL_HAS_MOVED);
  CHECK(JOURNAL_POINTER == SQLITE_FCNTL_JOURNAL_POINTER);
  CHECK(NORMAL == SQLITE_SYNC_NORMAL && DATAONLY == SQLITE_SYNC_DATAONLY);
  CHECK(SQLITE_STATIC == NULL);
}

static void has_the_same_methods_of_files(void) {
  CHECK(offsetof(lualark_sqlite_file, methods) ==
        offsetof(sqlite3_file, pMethods));
  CHECK(offsetof(lualark_sqlite_methods, sync) ==
        offsetof(sqlite3_io_methods, xSync));
}

int main(void) {
  has_the_same_numbers();
  has_the_same_methods_of_files();
  return check_failures();
}
