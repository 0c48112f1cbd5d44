// SPDX-License-Identifier: MIT
#include "recording_file.h"
#include "words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  APPLICATION = 0x4c61726b, // "Lark": SQLite's application id
  LAYOUT = 1,
  BUSY_MS = 5000,
  PRIVATE = 0600,
};

static const char layout[] =
    "CREATE TABLE accounts ("
    "  id INTEGER PRIMARY KEY, base_url TEXT NOT NULL, app_id TEXT NOT NULL,"
    "  tenant_key TEXT NOT NULL, UNIQUE (base_url, app_id, tenant_key));"
    "CREATE TABLE answers ("
    "  id INTEGER PRIMARY KEY,"
    "  account INTEGER NOT NULL REFERENCES accounts (id),"
    "  method TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL,"
    "  occurrence INTEGER NOT NULL, recorded_ms INTEGER NOT NULL,"
    "  http_status INTEGER NOT NULL, log_id TEXT NOT NULL,"
    "  answer TEXT NOT NULL,"
    "  UNIQUE (account, method, path, body, occurrence));";

static const char asked[] =
    "CREATE TABLE temp.asked ("
    "  account INTEGER, method TEXT, path TEXT, body TEXT, times INTEGER,"
    "  PRIMARY KEY (account, method, path, body)) WITHOUT ROWID;";

typedef struct trouble {
  const char *path;
  char *why;
  size_t why_bytes;
} trouble;

static bool fail(const trouble *with, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = snprintf(with->why, with->why_bytes, "%s: ", with->path);
  if (length > 0 && (size_t)length < with->why_bytes)
    vsnprintf(with->why + length, with->why_bytes - (size_t)length,
              words_of(format), arguments);
  va_end(arguments);
  return false;
}

// -------------------------------------------------------------------- the file

// -1, with a message, if it cannot be opened.
static int open_file(const trouble *with, bool replay) {
  int flags = O_NONBLOCK | O_CLOEXEC; // a pipe is refused, not waited for
  int fd = -1;
  if (!replay)
    fd = open(with->path, flags | O_RDWR | O_CREAT | O_EXCL, PRIVATE);
  if (fd < 0 && (replay || errno == EEXIST))
    fd = open(with->path, flags | (replay ? O_RDONLY : O_RDWR));
  if (fd < 0 && replay && errno == ENOENT)
    fail(with, "there is no such file; --record makes one");
  else if (fd < 0)
    fail(with, "it cannot be opened: %s", strerror(errno));
  return fd;
}

static uint32_t number_at(const unsigned char *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
         (uint32_t)bytes[2] << 8 | bytes[3];
}

// A file of another kind is left as it is, with its mode.
static bool check_kind(const trouble *with, int fd, const struct stat *found) {
  enum { APPLICATION_AT = 68, HEADER = 100 };
  static const char magic[16] = "SQLite format 3";
  unsigned char header[HEADER] = {0};
  if (S_ISREG(found->st_mode) && found->st_size == 0) return true;
  if (S_ISREG(found->st_mode) &&
      pread(fd, header, sizeof header, 0) == (ssize_t)sizeof header &&
      memcmp(header, magic, sizeof magic) == 0 &&
      number_at(header + APPLICATION_AT) == APPLICATION)
    return true;
  return fail(with, "this is no recording, but a file of another kind");
}

// Files that a killed run left are made as private as the file itself.
static void narrow_beside(const char *path) {
  static const char *const endings[] = {"-wal", "-shm", "-journal"};
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    char beside[4096];
    struct stat found;
    int length = snprintf(beside, sizeof beside, "%s%s", path, endings[i]);
    if (length > 0 && (size_t)length < sizeof beside &&
        lstat(beside, &found) == 0 && S_ISREG(found.st_mode) &&
        (found.st_mode & 0777 & ~PRIVATE) != 0)
      chmod(beside, found.st_mode & PRIVATE);
  }
}

// Makes the file private, whatever the umask. Replaying does not need that: the
// file may belong to another user.
static bool narrow(const trouble *with, int fd, const struct stat *found,
                   bool replay) {
  mode_t wanted = found->st_size == 0 ? PRIVATE : found->st_mode & PRIVATE;
  narrow_beside(with->path);
  if ((found->st_mode & 0777) == wanted || fchmod(fd, wanted) == 0 || replay)
    return true;
  return fail(with, "it cannot be made private (mode 0600): %s",
              strerror(errno));
}

static bool prepare_file(const trouble *with, bool replay) {
  struct stat found;
  int fd = open_file(with, replay);
  if (fd < 0) return false;
  bool fine = fstat(fd, &found) == 0 && check_kind(with, fd, &found) &&
              narrow(with, fd, &found, replay);
  close(fd);
  return fine;
}

// ---------------------------------------------------------------- the database

static bool fail_in(const trouble *with, sqlite3 *db) {
  return fail(with, "%s", db != NULL ? sqlite3_errmsg(db) : "out of memory");
}

static bool run(sqlite3 *db, const char *sql) {
  return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

// The number that a query returns; -1 if it fails.
static int64_t number_of(sqlite3 *db, const char *sql) {
  sqlite3_stmt *query = NULL;
  int64_t number = -1;
  if (sqlite3_prepare_v2(db, sql, -1, &query, NULL) == SQLITE_OK &&
      sqlite3_step(query) == SQLITE_ROW)
    number = sqlite3_column_int64(query, 0);
  sqlite3_finalize(query);
  return number;
}

static int64_t table_count(sqlite3 *db) {
  return number_of(db, "SELECT count(*) FROM sqlite_master");
}

// If two runs find the file empty, one makes the tables and the other finds
// them.
static bool make_layout(const trouble *with, sqlite3 *db) {
  char pragmas[96];
  snprintf(pragmas, sizeof pragmas,
           "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION,
           LAYOUT);
  if (!run(db, "BEGIN IMMEDIATE")) return fail_in(with, db);
  bool made = table_count(db) > 0 || (run(db, layout) && run(db, pragmas));
  if (made && run(db, "COMMIT")) return true;
  fail_in(with, db);
  run(db, "ROLLBACK");
  return false;
}

static bool check_layout(const trouble *with, sqlite3 *db, bool replay) {
  int64_t tables = table_count(db);
  if (tables < 0) return fail_in(with, db);
  if (tables == 0 && replay)
    return fail(with, "nothing was recorded in it; --record does that");
  if (tables == 0 && !make_layout(with, db)) return false;
  int64_t version = number_of(db, "PRAGMA user_version");
  if (version == LAYOUT) return true;
  return fail(with,
              "another version of lualark recorded it (layout %lld, this one "
              "has %d): record into another file",
              (long long)version, LAYOUT);
}

// Nothing in the file is executed, and counts of calls stay in memory.
static bool set_up(const trouble *with, sqlite3 *db, bool replay) {
  sqlite3_busy_timeout(db, BUSY_MS);
  return (run(db, "PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY") ||
          fail_in(with, db)) &&
         check_layout(with, db, replay) &&
         (replay ||
          run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL") ||
          fail_in(with, db)) &&
         (number_of(db, "SELECT count(*) FROM accounts") >= 0 ||
          fail_in(with, db)) &&
         (run(db, asked) || fail_in(with, db));
}

sqlite3 *recording_file_open(const char *path, bool replay, char *why,
                             size_t why_bytes) {
  trouble with = {path, why, why_bytes};
  sqlite3 *db = NULL;
  if (!prepare_file(&with, replay)) return NULL;
  // An absolute path, because SQLite gives some other names a meaning.
  char *whole = realpath(path, NULL);
  int flags = SQLITE_OPEN_NOMUTEX |
              (replay ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  bool fine = whole != NULL &&
              (sqlite3_open_v2(whole, &db, flags, NULL) == SQLITE_OK ||
               fail_in(&with, db)) &&
              set_up(&with, db, replay);
  if (whole == NULL) fail(&with, "it cannot be found: %s", strerror(errno));
  free(whole);
  if (fine) return db;
  sqlite3_close(db);
  return NULL;
}

void recording_file_close(sqlite3 *db, bool replay) {
  if (db == NULL) return;
  // Leaves one file, which can be copied and read anywhere. If another run has
  // it open, the last one does that.
  sqlite3_busy_timeout(db, 0);
  if (!replay) run(db, "PRAGMA journal_mode = DELETE");
  sqlite3_close(db);
}
