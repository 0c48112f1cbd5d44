// SPDX-License-Identifier: MIT
#include "inbox.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lualark_words.h"
#include "private_file.h"
#include "run_lock.h"
#include "statements.h"

// It waits so long for another program's transaction: the platform waits 3 s
// for its answer.
enum { PATIENCE_MS = 2000 };

static const char layout[] =
    "CREATE TABLE inbox (id TEXT NOT NULL);"
    "INSERT INTO inbox VALUES (lower(hex(randomblob(16))));"
    "CREATE TABLE runs ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT, host TEXT NOT NULL,"
    "  pid INTEGER NOT NULL, began_ms INTEGER NOT NULL);"
    "CREATE TABLE events ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL UNIQUE,"
    "  type TEXT NOT NULL, app_id TEXT NOT NULL, tenant_key TEXT NOT NULL,"
    "  create_ms INTEGER, received_ms INTEGER NOT NULL, body TEXT,"
    "  state TEXT NOT NULL, key TEXT, run INTEGER,"
    "  tries INTEGER NOT NULL DEFAULT 0, due_ms INTEGER NOT NULL DEFAULT 0,"
    "  won INTEGER NOT NULL DEFAULT 0, ended_ms INTEGER, message TEXT);"
    // One index for all events that have not ended, so that an event which
    // changes its state changes few pages.
    "CREATE INDEX open_events ON events (state, due_ms, id)"
    "  WHERE ended_ms IS NULL;"
    "CREATE INDEX keys ON events (key, id)"
    "  WHERE key IS NOT NULL AND ended_ms IS NULL;"
    "CREATE INDEX ended_events ON events (ended_ms)"
    "  WHERE ended_ms IS NOT NULL;";

static const lualark_file_kind kind = {
    .application = 0x4c617249, // "LarI"
    .layout_number = 1,
    .layout = layout,
    .probe = "SELECT count(*) FROM inbox",
    // What is deleted is overwritten: events hold personal data.
    .session = "PRAGMA secure_delete = ON",

    .is_missing = "there is no such file",
    .is_empty = "there is nothing in it",
    .is_other = "this is no inbox, but a file of another kind",
    .is_foreign = "another version of lualark wrote this inbox (layout %d, "
                  "this one has %d): use another file",
};

sqlite3_stmt *lualark_inbox_take(lualark_inbox *inbox,
                                 lualark_inbox_statement which) {
  return lualark_statement_take(inbox->db, &inbox->statements[which],
                                lualark_inbox_texts[which]);
}

bool lualark_inbox_run(lualark_inbox *inbox, lualark_inbox_statement which) {
  sqlite3_stmt *running = lualark_inbox_take(inbox, which);
  return running != NULL && lualark_statement_number(running) >= 0;
}

// -------------------------------------------------------------- beginning, end

static bool read_id(lualark_inbox *inbox) {
  sqlite3_stmt *query = lualark_inbox_take(inbox, INBOX_ID);
  if (query == NULL) return false;
  bool found = sqlite3_step(query) == SQLITE_ROW;
  if (found)
    snprintf(inbox->id, sizeof inbox->id, "%s",
             lualark_statement_text(query, 0));
  lualark_statement_give_back(query);
  return found;
}

static bool open_all(lualark_inbox *inbox, char *why, size_t why_bytes) {
  inbox->db =
      lualark_private_file_open(&kind, inbox->path, false, why, why_bytes);
  if (inbox->db == NULL) return false;
  sqlite3_busy_timeout(inbox->db, PATIENCE_MS);
  if (!read_id(inbox)) {
    snprintf(why, why_bytes, "%s: %s", inbox->path, lualark_inbox_error(inbox));
    return false;
  }
  inbox->lock_fd = lualark_run_lock_open(inbox->path);
  if (inbox->lock_fd >= 0) return true;
  snprintf(why, why_bytes, lualark_words("%s-runs: it cannot be opened: %s"),
           inbox->path, strerror(errno));
  return false;
}

lualark_inbox *lualark_inbox_open(const char *path, char *why,
                                  size_t why_bytes) {
  lualark_inbox *inbox = calloc(1, sizeof *inbox);
  if (inbox != NULL) {
    inbox->lock_fd = -1;
    inbox->path = strdup(path);
  }
  if (inbox == NULL || inbox->path == NULL) {
    free(inbox);
    snprintf(why, why_bytes, "%s", lualark_words("out of memory"));
    return NULL;
  }
  if (open_all(inbox, why, why_bytes)) return inbox;
  lualark_inbox_close(inbox);
  return NULL;
}

void lualark_inbox_close(lualark_inbox *inbox) {
  if (inbox == NULL) return;
  lualark_statements_clear(inbox->statements, LUALARK_INBOX_STATEMENTS);
  lualark_private_file_close(inbox->db, false);
  if (inbox->lock_fd >= 0) close(inbox->lock_fd);
  free(inbox->path);
  free(inbox);
}

const char *lualark_inbox_error(const lualark_inbox *inbox) {
  return inbox->reason[0] != '\0' ? inbox->reason : sqlite3_errmsg(inbox->db);
}

// --------------------------------------------------------------- transactions

bool lualark_inbox_begin(lualark_inbox *inbox) {
  inbox->reason[0] = '\0';
  if (!lualark_private_file_is_gone(inbox->db))
    return lualark_inbox_run(inbox, BEGIN);
  snprintf(inbox->reason, sizeof inbox->reason, "%s",
           lualark_words("the file was moved or deleted"));
  return false;
}

void lualark_inbox_roll_back(lualark_inbox *inbox) {
  snprintf(inbox->reason, sizeof inbox->reason, "%s",
           sqlite3_errmsg(inbox->db));
  sqlite3_exec(inbox->db, "ROLLBACK", NULL, NULL, NULL);
}

bool lualark_inbox_commit(lualark_inbox *inbox) {
  if (lualark_inbox_run(inbox, COMMIT)) return true;
  lualark_inbox_roll_back(inbox);
  return false;
}

bool lualark_inbox_sync(lualark_inbox *inbox) {
  return lualark_private_file_sync(inbox->db);
}

// ----------------------------------------------------------------------- runs

bool lualark_inbox_enroll(lualark_inbox *inbox, int64_t now_ms) {
  char host[256] = "";
  if (inbox->run > 0) return true;
  sqlite3_stmt *adding = lualark_inbox_take(inbox, ADD_RUN);
  if (adding == NULL) return false;
  gethostname(host, sizeof host - 1);
  lualark_statement_bind_string(adding, 1, host);
  sqlite3_bind_int64(adding, 2, getpid());
  sqlite3_bind_int64(adding, 3, now_ms);
  int64_t run = lualark_statement_number(adding);
  if (run <= 0 || !lualark_run_lock_take(inbox->lock_fd, run)) return false;
  inbox->run = run;
  return true;
}

// Frees the events of one run.
static int64_t free_events(lualark_inbox *inbox, int64_t run) {
  sqlite3_stmt *freeing = lualark_inbox_take(inbox, FREE_EVENTS);
  if (freeing == NULL) return -1;
  sqlite3_bind_int64(freeing, 1, run);
  lualark_statement_bind_string(
      freeing, 2, lualark_words("its process ended while it was handled"));
  if (lualark_statement_number(freeing) < 0) return -1;
  return sqlite3_changes(inbox->db);
}

int64_t lualark_inbox_recover(lualark_inbox *inbox) {
  int64_t freed = 0;
  for (int64_t last = 0;;) {
    sqlite3_stmt *query = lualark_inbox_take(inbox, NEXT_RUN);
    if (query == NULL) return -1;
    sqlite3_bind_int64(query, 1, last);
    int64_t run = lualark_statement_number(query);
    if (run < 0) return -1;
    if (run == 0) return freed;
    last = run;
    if (run == inbox->run || lualark_run_lock_is_taken(inbox->lock_fd, run))
      continue;
    int64_t count = free_events(inbox, run);
    if (count < 0) return -1;
    freed += count;
  }
}
