// SPDX-License-Identifier: MIT
#include "private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lualark_words.h"

enum {
  BUSY_MS = 5000,
  PRIVATE = 0600,
};

typedef struct opening {
  const lualark_file_kind *kind;
  const char *path;
  bool read_only;
  bool is_new;
  char *why;
  size_t why_bytes;
} opening;

static bool fail(const opening *o, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = snprintf(o->why, o->why_bytes, "%s: ", o->path);
  if (length > 0 && (size_t)length < o->why_bytes)
    vsnprintf(o->why + length, o->why_bytes - (size_t)length,
              lualark_words(format), arguments);
  va_end(arguments);
  return false;
}

// -------------------------------------------------------------------- the file

static bool fail_open(const opening *o) {
  if (o->read_only && errno == ENOENT)
    return fail(o, "%s", lualark_words(o->kind->is_missing));
  return fail(o, "it cannot be opened: %s", strerror(errno));
}

// Makes a missing file, private whatever the umask.
static bool make(opening *o) {
  int fd = open(o->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, PRIVATE);
  if (fd < 0 && errno != EEXIST) return fail_open(o);
  o->is_new = fd >= 0 && fchmod(fd, PRIVATE) == 0;
  if (fd >= 0) close(fd);
  return true;
}

// Looks at the file without opening it. SQLite would open what may not be
// written all the same, and a pipe would be waited for.
static bool prepare_file(opening *o, struct stat *found) {
  if (!o->read_only && !make(o)) return false;
  if (stat(o->path, found) != 0 ||
      access(o->path, o->read_only ? R_OK : R_OK | W_OK) != 0)
    return fail_open(o);
  if (!S_ISREG(found->st_mode))
    return fail(o, "%s", lualark_words(o->kind->is_other));
  return true;
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

// Makes the file private. Reading does not need that: the file may belong to
// another user.
static bool narrow(const opening *o, const struct stat *found) {
  mode_t wanted = found->st_size == 0 ? PRIVATE : found->st_mode & PRIVATE;
  narrow_beside(o->path);
  if ((found->st_mode & 0777) == wanted || chmod(o->path, wanted) == 0 ||
      o->read_only)
    return true;
  return fail(o, "it cannot be made private (mode 0600): %s", strerror(errno));
}

// ---------------------------------------------------------------- the database

// SQLite opens up to three files, and only says that it could not.
static bool is_out_of_files(void) {
  int fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) close(fd);
  return fd < 0 && (errno == EMFILE || errno == ENFILE);
}

static bool fail_in(const opening *o, sqlite3 *db) {
  if (is_out_of_files())
    return fail(o, "too many files are open: close some, or raise the limit "
                   "(ulimit -n)");
  return fail(o, "%s",
              db != NULL ? sqlite3_errmsg(db) : lualark_words("out of memory"));
}

static bool run(sqlite3 *db, const char *sql) {
  return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

// The number that a query returns; -1 where it fails, and why in `*result`.
static int64_t ask(sqlite3 *db, const char *sql, int *result) {
  sqlite3_stmt *query = NULL;
  int64_t number = -1;
  *result = sqlite3_prepare_v3(db, sql, -1, 0, &query, NULL);
  if (*result == SQLITE_OK) *result = sqlite3_step(query);
  if (*result == SQLITE_ROW) number = sqlite3_column_int64(query, 0);
  sqlite3_finalize(query);
  return number;
}

static int64_t number_of(sqlite3 *db, const char *sql) {
  int result = SQLITE_OK;
  return ask(db, sql, &result);
}

static int64_t table_count(sqlite3 *db) {
  return number_of(db, "SELECT count(*) FROM sqlite_master");
}

// A file of another kind is left as it is, with its mode.
static bool check_kind(const opening *o, sqlite3 *db,
                       const struct stat *found) {
  int result = SQLITE_OK;
  if (found->st_size == 0) return true;
  int64_t application = ask(db, "PRAGMA application_id", &result);
  if (result == SQLITE_ROW && application == o->kind->application) return true;
  if (result == SQLITE_ROW || result == SQLITE_NOTADB)
    return fail(o, "%s", lualark_words(o->kind->is_other));
  return fail_in(o, db);
}

// If two runs find the file empty, one makes the tables and the other finds
// them.
static bool make_layout(const opening *o, sqlite3 *db) {
  char pragmas[96];
  snprintf(pragmas, sizeof pragmas,
           "PRAGMA application_id = %d; PRAGMA user_version = %d",
           o->kind->application, o->kind->layout_number);
  if (!run(db, "BEGIN IMMEDIATE")) return fail_in(o, db);
  bool made =
      table_count(db) > 0 || (run(db, o->kind->layout) && run(db, pragmas));
  if (made && run(db, "COMMIT")) return true;
  fail_in(o, db);
  run(db, "ROLLBACK");
  return false;
}

static bool check_layout(const opening *o, sqlite3 *db) {
  int64_t tables = table_count(db);
  if (tables < 0) return fail_in(o, db);
  if (tables == 0 && o->read_only)
    return fail(o, "%s", lualark_words(o->kind->is_empty));
  if (tables == 0 && !make_layout(o, db)) return false;
  int64_t number = number_of(db, "PRAGMA user_version");
  if (number == o->kind->layout_number) return true;
  return fail(o, o->kind->is_foreign, (int)number, o->kind->layout_number);
}

static bool set_mode(const opening *o, sqlite3 *db) {
  return o->read_only ||
         run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
}

bool lualark_private_file_is_gone(sqlite3 *db) {
  int moved = 0;
  return sqlite3_file_control(db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) ==
             SQLITE_OK &&
         moved != 0;
}

bool lualark_private_file_sync(sqlite3 *db) {
  sqlite3_file *file = NULL;
  if (sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) !=
          SQLITE_OK ||
      file == NULL)
    return false;
  const lualark_sqlite_file *log = (const void *)file;
  return log->methods != NULL &&
         log->methods->sync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) ==
             SQLITE_OK;
}

// Empties the log. Where others read, a checkpoint only says so in its row; to
// leave the log's mode is then an error that tells why.
static bool empty_log(sqlite3 *db) {
  return number_of(db, "PRAGMA wal_checkpoint(TRUNCATE)") == 0 ||
         run(db, "PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL");
}

// Pages keep what once stood in their gaps, also with secure_delete: only a
// file that is written anew has none of it.
bool lualark_private_file_scrub(sqlite3 *db) {
  return run(db, "VACUUM") && empty_log(db);
}

// Nothing in the file is executed, and temporary tables stay in memory.
static bool set_up(const opening *o, sqlite3 *db, const struct stat *found) {
  sqlite3_busy_timeout(db, BUSY_MS);
  return check_kind(o, db, found) && narrow(o, found) &&
         (run(db, "PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY") ||
          fail_in(o, db)) &&
         check_layout(o, db) && (set_mode(o, db) || fail_in(o, db)) &&
         (number_of(db, o->kind->probe) >= 0 || fail_in(o, db)) &&
         (o->kind->session == NULL || run(db, o->kind->session) ||
          fail_in(o, db));
}

static sqlite3 *open_database(const opening *o, const struct stat *found) {
  sqlite3 *db = NULL;
  // An absolute path, because SQLite gives some other names a meaning.
  char *whole = realpath(o->path, NULL);
  int flags = SQLITE_OPEN_NOMUTEX |
              (o->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  bool fine = whole != NULL &&
              (sqlite3_open_v2(whole, &db, flags, NULL) == SQLITE_OK ||
               fail_in(o, db)) &&
              set_up(o, db, found);
  if (whole == NULL) fail(o, "it cannot be found: %s", strerror(errno));
  free(whole);
  if (fine) return db;
  sqlite3_close(db);
  return NULL;
}

sqlite3 *lualark_private_file_open(const lualark_file_kind *kind,
                                   const char *path, bool read_only, char *why,
                                   size_t why_bytes) {
  opening o = {kind, path, read_only, false, why, why_bytes};
  struct stat found;
  if (!lualark_sqlite_load()) {
    fail(&o, "this machine has no SQLite: install libsqlite3-0");
    return NULL;
  }
  if (!prepare_file(&o, &found)) return NULL;
  sqlite3 *db = open_database(&o, &found);
  if (db == NULL && o.is_new && stat(path, &found) == 0 && found.st_size == 0)
    unlink(path);
  return db;
}

void lualark_private_file_close(sqlite3 *db, bool read_only) {
  if (db == NULL) return;
  // Leaves one file, which can be copied and read anywhere. If another run has
  // it open, the last one does that.
  sqlite3_busy_timeout(db, 0);
  if (!read_only) run(db, "PRAGMA journal_mode = DELETE");
  sqlite3_close(db);
}
