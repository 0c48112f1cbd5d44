// SPDX-License-Identifier: MIT

// The events of an inbox: queries, and writes to it.
#include "inbox.h"
#include "private_file.h"
#include "statements.h"

// Binds a text that may be NULL.
static void bind_some(sqlite3_stmt *to, int at, const char *text) {
  if (text != NULL) lualark_statement_bind_string(to, at, text);
}

// Runs a write; how many rows it changed, -1 where it fails.
static int64_t write_rows(lualark_inbox *inbox, sqlite3_stmt *writing) {
  return lualark_statement_number(writing) < 0 ? -1
                                               : sqlite3_changes(inbox->db);
}

int lualark_inbox_add(lualark_inbox *inbox, const lualark_inbox_event *event,
                      int64_t now_ms) {
  sqlite3_stmt *adding = lualark_inbox_take(inbox, ADD_EVENT);
  if (adding == NULL) return -1;
  lualark_statement_bind_string(adding, 1, event->event_id);
  lualark_statement_bind_string(adding, 2, event->type);
  lualark_statement_bind_string(adding, 3, event->app_id);
  lualark_statement_bind_string(adding, 4, event->tenant_key);
  if (event->create_ms != 0) sqlite3_bind_int64(adding, 5, event->create_ms);
  sqlite3_bind_int64(adding, 6, now_ms);
  lualark_statement_bind(adding, 7, event->body, event->body_bytes);
  return (int)write_rows(inbox, adding);
}

bool lualark_inbox_sort(lualark_inbox *inbox, int64_t id, const char *key) {
  sqlite3_stmt *sorting = lualark_inbox_take(inbox, SORT_EVENT);
  if (sorting == NULL) return false;
  sqlite3_bind_int64(sorting, 1, id);
  bind_some(sorting, 2, key);
  return lualark_statement_number(sorting) >= 0;
}

// ------------------------------------------------------------------- handling

sqlite3_stmt *lualark_inbox_new(lualark_inbox *inbox, int64_t most) {
  sqlite3_stmt *query = lualark_inbox_take(inbox, NEW_EVENTS);
  if (query != NULL) sqlite3_bind_int64(query, 1, most);
  return query;
}

sqlite3_stmt *lualark_inbox_due(lualark_inbox *inbox, int64_t most,
                                int64_t now_ms) {
  sqlite3_stmt *query = lualark_inbox_take(inbox, DUE_EVENTS);
  if (query == NULL) return NULL;
  sqlite3_bind_int64(query, 1, now_ms);
  sqlite3_bind_int64(query, 2, most);
  return query;
}

bool lualark_inbox_claim(lualark_inbox *inbox, int64_t id) {
  sqlite3_stmt *claiming = lualark_inbox_take(inbox, CLAIM_EVENT);
  if (claiming == NULL) return false;
  sqlite3_bind_int64(claiming, 1, id);
  sqlite3_bind_int64(claiming, 2, inbox->run);
  return lualark_statement_number(claiming) >= 0;
}

sqlite3_stmt *lualark_inbox_look(lualark_inbox *inbox, int64_t now_ms) {
  sqlite3_stmt *query = lualark_inbox_take(inbox, LOOK);
  if (query != NULL) sqlite3_bind_int64(query, 1, now_ms);
  return query;
}

bool lualark_inbox_win(lualark_inbox *inbox, int64_t id) {
  sqlite3_stmt *writing = lualark_inbox_take(inbox, WIN_EVENT);
  if (writing == NULL) return false;
  sqlite3_bind_int64(writing, 1, id);
  return lualark_statement_number(writing) >= 0;
}

static int64_t handle_again(lualark_inbox *inbox,
                            const lualark_inbox_ended *ended) {
  sqlite3_stmt *writing = lualark_inbox_take(inbox, AGAIN_EVENT);
  if (writing == NULL) return -1;
  sqlite3_bind_int64(writing, 1, ended->id);
  sqlite3_bind_int64(writing, 2, inbox->run);
  sqlite3_bind_int64(writing, 3, ended->due_ms);
  bind_some(writing, 4, ended->message);
  sqlite3_bind_int(writing, 5, ended->end == LUALARK_INBOX_LATER);
  return write_rows(inbox, writing);
}

static int64_t end_event(lualark_inbox *inbox, const lualark_inbox_ended *ended,
                         int64_t now_ms) {
  static const char *const states[] = {
      [LUALARK_INBOX_DONE] = "done",
      [LUALARK_INBOX_NO_HANDLER] = "no handler",
      [LUALARK_INBOX_DUPLICATE] = "duplicate",
      [LUALARK_INBOX_FAILED] = "failed",
  };
  sqlite3_stmt *ending = lualark_inbox_take(inbox, END_EVENT);
  if (ending == NULL) return -1;
  sqlite3_bind_int64(ending, 1, ended->id);
  sqlite3_bind_int64(ending, 2, inbox->run);
  lualark_statement_bind_string(ending, 3, states[ended->end]);
  sqlite3_bind_int64(ending, 4, now_ms);
  bind_some(ending, 5, ended->message);
  sqlite3_bind_int(ending, 6,
                   ended->keeps_body || ended->end == LUALARK_INBOX_FAILED);
  return write_rows(inbox, ending);
}

// Lets the next event of a key be claimed.
static bool free_next(lualark_inbox *inbox, const char *key) {
  sqlite3_stmt *writing = lualark_inbox_take(inbox, NEXT_OF_KEY);
  if (writing == NULL) return false;
  lualark_statement_bind_string(writing, 1, key);
  return lualark_statement_number(writing) >= 0;
}

int lualark_inbox_finish(lualark_inbox *inbox, const lualark_inbox_ended *ended,
                         int64_t now_ms) {
  if (ended->end == LUALARK_INBOX_AGAIN || ended->end == LUALARK_INBOX_LATER)
    return (int)handle_again(inbox, ended);
  int64_t count = end_event(inbox, ended, now_ms);
  if (count <= 0 || ended->key == NULL) return (int)count;
  return free_next(inbox, ended->key) ? 1 : -1;
}

// -------------------------------------------------------------------- looking

sqlite3_stmt *lualark_inbox_counts(lualark_inbox *inbox) {
  return lualark_inbox_take(inbox, COUNTS);
}

sqlite3_stmt *lualark_inbox_list(lualark_inbox *inbox, const char *event_id,
                                 const char *type, bool only_failed,
                                 bool with_body) {
  sqlite3_stmt *query = lualark_inbox_take(inbox, LIST);
  if (query == NULL) return NULL;
  bind_some(query, 1, event_id);
  bind_some(query, 2, type);
  sqlite3_bind_int(query, 3, only_failed);
  sqlite3_bind_int(query, 4, with_body);
  return query;
}

// -------------------------------------------------------------------- settling

int64_t lualark_inbox_replay(lualark_inbox *inbox, const char *event_id,
                             const char *type) {
  sqlite3_stmt *writing = lualark_inbox_take(inbox, REPLAY);
  if (writing == NULL) return -1;
  bind_some(writing, 1, event_id);
  bind_some(writing, 2, type);
  return write_rows(inbox, writing);
}

static int64_t drop(lualark_inbox *inbox, const char *event_id,
                    const char *type, bool only_failed, int64_t now_ms) {
  sqlite3_stmt *writing = lualark_inbox_take(inbox, DROP);
  if (writing == NULL) return -1;
  bind_some(writing, 1, event_id);
  bind_some(writing, 2, type);
  sqlite3_bind_int(writing, 3, only_failed);
  sqlite3_bind_int64(writing, 4, now_ms);
  return write_rows(inbox, writing);
}

int64_t lualark_inbox_drop(lualark_inbox *inbox, const char *event_id,
                           const char *type, bool only_failed, int64_t now_ms) {
  if (!lualark_inbox_begin(inbox)) return -1;
  int64_t count = drop(inbox, event_id, type, only_failed, now_ms);
  if (count >= 0 && lualark_inbox_run(inbox, DROP_NEXT))
    return lualark_inbox_commit(inbox) ? count : -1;
  lualark_inbox_roll_back(inbox);
  return -1;
}

static int64_t write_before(lualark_inbox *inbox, lualark_inbox_statement which,
                            int64_t before_ms) {
  sqlite3_stmt *writing = lualark_inbox_take(inbox, which);
  if (writing == NULL) return -1;
  sqlite3_bind_int64(writing, 1, before_ms);
  return write_rows(inbox, writing);
}

int64_t lualark_inbox_forget(lualark_inbox *inbox, int64_t before_ms) {
  int64_t count = write_before(inbox, FORGET, before_ms);
  if (count < 0 || write_before(inbox, FORGET_RUNS, before_ms) < 0) return -1;
  return count;
}

int64_t lualark_inbox_erase(lualark_inbox *inbox, int64_t before_ms) {
  int64_t count = lualark_inbox_forget(inbox, before_ms);
  int64_t emptied =
      count >= 0 ? write_before(inbox, ERASE_FAILED, before_ms) : -1;
  // Also where nothing is left to erase: an earlier one may have been
  // interrupted before the file was scrubbed.
  if (emptied < 0 || !lualark_private_file_scrub(inbox->db)) return -1;
  return count + emptied;
}
