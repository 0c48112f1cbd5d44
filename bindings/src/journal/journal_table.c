// SPDX-License-Identifier: MIT
#include "journal_table.h"

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "account.h"
#include "ids.h"
#include "lualark_words.h"
#include "private_file.h"
#include "statements.h"

static const char layout[] =
    "CREATE TABLE account ("
    "  base_url TEXT NOT NULL, app_id TEXT NOT NULL, tenant_key TEXT NOT NULL);"
    "CREATE TABLE runs ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL,"
    "  host TEXT NOT NULL, pid INTEGER NOT NULL, began_ms INTEGER NOT NULL);"
    "CREATE TABLE changes ("
    "  id INTEGER PRIMARY KEY, endpoint TEXT NOT NULL, row TEXT NOT NULL,"
    "  digest BLOB NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,"
    "  state TEXT NOT NULL, keyed INTEGER NOT NULL,"
    "  run INTEGER NOT NULL REFERENCES runs (id), sent_ms INTEGER NOT NULL,"
    "  ended_ms INTEGER, ids TEXT NOT NULL, http_status INTEGER, code INTEGER,"
    "  log_id TEXT, message TEXT, answer TEXT,"
    "  UNIQUE (endpoint, row));";

static const lualark_file_kind kind = {
    .application = 0x4c61724a, // "LarJ"
    .layout_number = 1,
    .layout = layout,
    .probe = "SELECT count(*) FROM account",
    .session =
        "CREATE TABLE temp.asked (digest BLOB PRIMARY KEY, times INTEGER)"
        " WITHOUT ROWID",

    .is_missing = "there is no such file",
    .is_empty = "there is nothing in it",
    .is_other = "this is no journal, but a file of another kind",
    .is_foreign = "another version of lualark wrote this journal (layout %d, "
                  "this one has %d): use another file",
};

enum { ENDPOINT = 1, ROW = 2, DIGEST = 3, ID = 1 };

typedef enum statement {
  FIND_ACCOUNT,
  ADD_ACCOUNT,
  ADD_RUN,
  COUNT_CALL,
  FIND_CHANGE,
  ADD_CHANGE,
  SEND_CHANGE,
  END_CHANGE,
  LIST_CHANGES,
  FIND_NAMED,
  SET_STATE,
  ERASE_CHANGES,
  ERASE_RUNS,
  BEGIN,
  COMMIT,
  ROLL_BACK,
} statement;

static const char *const texts[LUALARK_JOURNAL_STATEMENTS] = {
    [FIND_ACCOUNT] = "SELECT base_url, app_id, tenant_key FROM account",
    [ADD_ACCOUNT] = "INSERT INTO account SELECT ?1, ?2, ?3"
                    " WHERE NOT EXISTS (SELECT 1 FROM account)",
    [ADD_RUN] = "INSERT INTO runs (user, host, pid, began_ms)"
                " VALUES (?1, ?2, ?3, ?4) RETURNING id",
    [COUNT_CALL] = "INSERT INTO temp.asked VALUES (?1, 1) ON CONFLICT"
                   " DO UPDATE SET times = times + 1 RETURNING times",
    [FIND_CHANGE] =
        "SELECT id, state, digest = ?3, keyed, run,"
        " ended_ms IS NOT NULL, http_status, log_id, answer, sent_ms"
        " FROM changes WHERE endpoint = ?1 AND row = ?2",
    [ADD_CHANGE] =
        "INSERT INTO changes (endpoint, row, digest, method, path, keyed, run,"
        " sent_ms, ids, state)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'sent')"
        " ON CONFLICT DO NOTHING",
    [SEND_CHANGE] =
        "UPDATE changes SET digest = ?3, method = ?4,"
        " path = ?5, keyed = ?6, run = ?7, ids = ?9,"
        " sent_ms = CASE state WHEN 'sent' THEN sent_ms ELSE ?8 END,"
        " state = 'sent', ended_ms = NULL, http_status = NULL, code = NULL,"
        " log_id = NULL, message = NULL, answer = NULL"
        " WHERE endpoint = ?1 AND row = ?2 AND (state IN ('unsent', 'refused')"
        " OR (state = 'sent' AND keyed AND digest = ?3 AND run = ?10))"
        " RETURNING id",
    [END_CHANGE] = "UPDATE changes SET state = ?3, ended_ms = ?4,"
                   " http_status = ?5, code = ?6, log_id = ?7, message = ?8,"
                   " answer = ?9, ids = trim(ids || ' ' || ?10)"
                   " WHERE id = ?1 AND run = ?2 AND state = 'sent'",
    [LIST_CHANGES] =
        "SELECT row, endpoint, state, run, ended_ms IS NOT NULL, keyed, user,"
        " host, pid, sent_ms, ended_ms, method, path, ids, log_id, http_status,"
        " code, message FROM changes JOIN runs ON runs.id = run"
        " ORDER BY changes.id",
    [FIND_NAMED] = "SELECT id, run, state, ended_ms IS NOT NULL FROM changes"
                   " WHERE row = ?1 AND (?2 IS NULL OR endpoint = ?2)",
    [SET_STATE] = "UPDATE changes SET state = ?3, ended_ms = ?4"
                  " WHERE id = ?1 AND state = ?2 RETURNING id",
    [ERASE_CHANGES] =
        "UPDATE changes SET answer = NULL, ids = '', path = '', message = NULL"
        " WHERE coalesce(ended_ms, sent_ms) < ?1 AND state <> 'sent'"
        " AND (answer IS NOT NULL OR ids <> '' OR path <> '')",
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ROLL_BACK] = "ROLLBACK",
    [ERASE_RUNS] =
        "UPDATE runs SET user = '', host = '' WHERE began_ms < ?1"
        " AND NOT EXISTS (SELECT 1 FROM changes WHERE run = runs.id"
        " AND (coalesce(ended_ms, sent_ms) >= ?1 OR state = 'sent'))",
};

static sqlite3_stmt *take(lualark_journal_table *table, statement which) {
  return lualark_statement_take(table->db, &table->statements[which],
                                texts[which]);
}

bool lualark_journal_table_open(lualark_journal_table *table, const char *path,
                                char *why, size_t why_bytes) {
  lark_text_init(&table->answer, NULL);
  lark_text_init(&table->ids, NULL);
  table->db = lualark_private_file_open(&kind, path, false, why, why_bytes);
  return table->db != NULL;
}

void lualark_journal_table_close(lualark_journal_table *table) {
  if (table->db == NULL) return;
  lualark_statements_clear(table->statements, LUALARK_JOURNAL_STATEMENTS);
  lualark_private_file_close(table->db, false);
  table->db = NULL;
  lark_text_clear(&table->answer);
  lark_text_clear(&table->ids);
}

const char *lualark_journal_table_error(const lualark_journal_table *table) {
  return table->db != NULL ? sqlite3_errmsg(table->db)
                           : lualark_words("it was closed");
}

// --------------------------------------------------------------- transactions

static bool run(lualark_journal_table *table, statement which) {
  sqlite3_stmt *running = take(table, which);
  return running != NULL && lualark_statement_number(running) == 0;
}

bool lualark_journal_table_begin(lualark_journal_table *table) {
  return run(table, BEGIN);
}

bool lualark_journal_table_commit(lualark_journal_table *table) {
  return run(table, COMMIT);
}

bool lualark_journal_table_sync(lualark_journal_table *table) {
  return lualark_private_file_sync(table->db);
}

void lualark_journal_table_roll_back(lualark_journal_table *table) {
  run(table, ROLL_BACK);
}

// ------------------------------------------------------------ account and runs

static void bind_account(sqlite3_stmt *to, const lark_exchange *client) {
  lualark_statement_bind_string(to, 1, client->base_url);
  lualark_statement_bind_string(to, 2, client->app_id);
  lualark_statement_bind_string(to, 3, client->tenant_key);
}

int lualark_journal_table_join(lualark_journal_table *table,
                               const lark_exchange *client, char *room,
                               size_t room_bytes) {
  sqlite3_stmt *adding = take(table, ADD_ACCOUNT);
  sqlite3_stmt *query = take(table, FIND_ACCOUNT);
  if (adding == NULL || query == NULL) return -1;
  bind_account(adding, client);
  if (lualark_statement_number(adding) < 0) return -1;
  int found = -1;
  if (sqlite3_step(query) == SQLITE_ROW) {
    const char *url = lualark_statement_text(query, 0);
    const char *app = lualark_statement_text(query, 1);
    const char *tenant = lualark_statement_text(query, 2);
    found = strcmp(url, client->base_url) == 0 &&
            strcmp(app, client->app_id) == 0 &&
            strcmp(tenant, client->tenant_key) == 0;
    lualark_account_write(room, room_bytes, app, url, tenant);
  }
  lualark_statement_give_back(query);
  return found;
}

static void bind_user(sqlite3_stmt *to, char *room, size_t room_bytes) {
  enum { RECORD_BYTES = 4096 };
  struct passwd record, *found = NULL;
  char texts_of[RECORD_BYTES];
  if (getpwuid_r(geteuid(), &record, texts_of, sizeof texts_of, &found) == 0 &&
      found != NULL)
    snprintf(room, room_bytes, "%s", found->pw_name);
  else
    snprintf(room, room_bytes, "%u", (unsigned)geteuid());
  lualark_statement_bind_string(to, 1, room);
}

int64_t lualark_journal_table_add_run(lualark_journal_table *table,
                                      int64_t now_ms) {
  char user[64], host[256] = "";
  sqlite3_stmt *adding = take(table, ADD_RUN);
  if (adding == NULL) return -1;
  gethostname(host, sizeof host - 1);
  bind_user(adding, user, sizeof user);
  lualark_statement_bind_string(adding, 2, host);
  sqlite3_bind_int64(adding, 3, getpid());
  sqlite3_bind_int64(adding, 4, now_ms);
  return lualark_statement_number(adding);
}

int64_t lualark_journal_table_count(lualark_journal_table *table,
                                    const uint8_t *digest) {
  sqlite3_stmt *counting = take(table, COUNT_CALL);
  if (counting == NULL) return -1;
  sqlite3_bind_blob64(counting, 1, digest, LARK_DIGEST_BYTES, SQLITE_STATIC);
  return lualark_statement_number(counting);
}

// -------------------------------------------------------------------- changes

static void bind_change(sqlite3_stmt *to, const lualark_change *change) {
  lualark_statement_bind_string(to, ENDPOINT, change->endpoint);
  lualark_statement_bind_string(to, ROW, change->row);
  sqlite3_bind_blob64(to, DIGEST, change->digest, LARK_DIGEST_BYTES,
                      SQLITE_STATIC);
}

// Copies a row's answer, so that the statement can be reset.
static bool take_answer(lualark_journal_table *table, sqlite3_stmt *row,
                        lark_exchange *call) {
  static const char erased[] = "{\"code\":0,\"msg\":\"\",\"data\":{}}";
  const char *text = lualark_statement_text(row, 8);
  size_t length = (size_t)sqlite3_column_bytes(row, 8);
  if (length == 0) {
    text = erased;
    length = sizeof erased - 1;
  }
  table->answer.length_bytes = 0;
  table->answer.failed = false;
  lark_text_add(&table->answer, text, length);
  snprintf(table->log_id, sizeof table->log_id, "%s",
           lualark_statement_text(row, 7));
  call->http_status = sqlite3_column_int(row, 6);
  if (call->http_status == 0) call->http_status = 200;
  call->log_id = table->log_id;
  call->answer = table->answer.bytes;
  call->answer_bytes = table->answer.length_bytes;
  return !table->answer.failed;
}

bool lualark_journal_table_find(lualark_journal_table *table,
                                const lualark_change *change,
                                lark_exchange *call,
                                lualark_change_found *out) {
  sqlite3_stmt *query = take(table, FIND_CHANGE);
  *out = (lualark_change_found){0};
  if (query == NULL) return false;
  bind_change(query, change);
  int step = sqlite3_step(query);
  bool fine = step == SQLITE_ROW || step == SQLITE_DONE;
  if (step == SQLITE_ROW) {
    out->id = sqlite3_column_int64(query, 0);
    snprintf(out->state, sizeof out->state, "%s",
             lualark_statement_text(query, 1));
    out->same = sqlite3_column_int(query, 2) != 0;
    out->keyed = sqlite3_column_int(query, 3) != 0;
    out->run = sqlite3_column_int64(query, 4);
    out->ended = sqlite3_column_int(query, 5) != 0;
    out->sent_ms = sqlite3_column_int64(query, 9);
    fine = take_answer(table, query, call);
  }
  lualark_statement_give_back(query);
  return fine;
}

// The ids of a text, which live until the next call.
static void bind_ids(lualark_journal_table *table, sqlite3_stmt *to, int at,
                     const char *text, size_t length) {
  table->ids.length_bytes = 0;
  table->ids.failed = false;
  lualark_ids_add(&table->ids, text, length);
  if (table->ids.failed) table->ids.length_bytes = 0;
  lualark_statement_bind(to, at,
                         table->ids.bytes != NULL ? table->ids.bytes : "",
                         table->ids.length_bytes);
}

// Binds what adding a change and sending it again have in common.
static void bind_sent(lualark_journal_table *table, sqlite3_stmt *to,
                      const lualark_change *change, const lark_exchange *call,
                      int64_t run, int64_t now_ms) {
  bind_change(to, change);
  lualark_statement_bind_string(to, 4, call->method);
  lualark_statement_bind_string(to, 5, call->path);
  sqlite3_bind_int(to, 6, call->repeatable);
  sqlite3_bind_int64(to, 7, run);
  sqlite3_bind_int64(to, 8, now_ms);
  bind_ids(table, to, 9, call->body, call->body_bytes);
}

int64_t lualark_journal_table_write(lualark_journal_table *table,
                                    const lualark_change *change,
                                    const lark_exchange *call, int64_t run,
                                    int64_t taken_over, int64_t now_ms) {
  sqlite3_stmt *adding = take(table, ADD_CHANGE);
  if (adding == NULL) return -1;
  bind_sent(table, adding, change, call, run, now_ms);
  if (lualark_statement_number(adding) != 0) return -1;
  if (sqlite3_changes(table->db) > 0)
    return sqlite3_last_insert_rowid(table->db);
  sqlite3_stmt *sending = take(table, SEND_CHANGE);
  if (sending == NULL) return -1;
  bind_sent(table, sending, change, call, run, now_ms);
  sqlite3_bind_int64(sending, 10, taken_over);
  return lualark_statement_number(sending);
}

// An empty text is null.
static void bind_some(sqlite3_stmt *to, int at, const char *text,
                      size_t bytes) {
  if (bytes > 0) lualark_statement_bind(to, at, text, bytes);
}

bool lualark_journal_table_end(lualark_journal_table *table, int64_t id,
                               int64_t run, const lark_exchange *call,
                               lark_outcome outcome, int64_t now_ms) {
  static const char *const states[] = {
      [LARK_CHANGE_DONE] = "done",
      [LARK_CHANGE_REFUSED] = "refused",
      [LARK_CHANGE_UNSENT] = "unsent",
      [LARK_CHANGE_UNKNOWN] = "sent",
  };
  sqlite3_stmt *ending = take(table, END_CHANGE);
  if (ending == NULL) return false;
  sqlite3_bind_int64(ending, ID, id);
  sqlite3_bind_int64(ending, 2, run);
  lualark_statement_bind_string(ending, 3, states[outcome]);
  sqlite3_bind_int64(ending, 4, now_ms);
  if (call->http_status > 0) sqlite3_bind_int(ending, 5, call->http_status);
  if (call->code != 0) sqlite3_bind_int64(ending, 6, call->code);
  bind_some(ending, 7, call->log_id, strlen(call->log_id));
  bind_some(ending, 8, call->msg, strlen(call->msg));
  bind_some(ending, 9, call->answer, call->answer_bytes);
  bind_ids(table, ending, 10, call->answer, call->answer_bytes);
  return lualark_statement_number(ending) == 0 &&
         sqlite3_changes(table->db) > 0;
}

sqlite3_stmt *lualark_journal_table_list(lualark_journal_table *table) {
  return take(table, LIST_CHANGES);
}

int lualark_journal_table_named(lualark_journal_table *table, const char *row,
                                const char *endpoint, int64_t *id, int64_t *run,
                                char *state, size_t state_bytes, bool *ended) {
  sqlite3_stmt *query = take(table, FIND_NAMED);
  int count = 0;
  if (query == NULL) return -1;
  lualark_statement_bind_string(query, 1, row);
  if (endpoint != NULL) lualark_statement_bind_string(query, 2, endpoint);
  int step = sqlite3_step(query);
  for (; step == SQLITE_ROW; step = sqlite3_step(query)) {
    count++;
    *id = sqlite3_column_int64(query, 0);
    *run = sqlite3_column_int64(query, 1);
    snprintf(state, state_bytes, "%s", lualark_statement_text(query, 2));
    *ended = sqlite3_column_int(query, 3) != 0;
  }
  lualark_statement_give_back(query);
  return step == SQLITE_DONE ? count : -1;
}

int lualark_journal_table_set(lualark_journal_table *table, int64_t id,
                              const char *before, const char *state,
                              int64_t now_ms) {
  sqlite3_stmt *setting = take(table, SET_STATE);
  if (setting == NULL) return -1;
  sqlite3_bind_int64(setting, ID, id);
  lualark_statement_bind_string(setting, 2, before);
  lualark_statement_bind_string(setting, 3, state);
  sqlite3_bind_int64(setting, 4, now_ms);
  int64_t changed = lualark_statement_number(setting);
  return changed < 0 ? -1 : changed > 0;
}

static bool erase(lualark_journal_table *table, statement which,
                  int64_t before_ms) {
  sqlite3_stmt *erasing = take(table, which);
  if (erasing == NULL) return false;
  sqlite3_bind_int64(erasing, 1, before_ms);
  return lualark_statement_number(erasing) == 0;
}

int64_t lualark_journal_table_erase(lualark_journal_table *table,
                                    int64_t before_ms) {
  if (!erase(table, ERASE_CHANGES, before_ms)) return -1;
  int64_t count = sqlite3_changes(table->db);
  // Also where nothing is left to erase: an earlier one may have been
  // interrupted before the file was scrubbed.
  return erase(table, ERASE_RUNS, before_ms) &&
                 lualark_private_file_scrub(table->db)
             ? count
             : -1;
}
