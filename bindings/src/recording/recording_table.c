// SPDX-License-Identifier: MIT
#include "recording_table.h"

#include <stdio.h>
#include <string.h>

#include "account.h"
#include "lualark_words.h"
#include "private_file.h"
#include "statements.h"

// The numbers of parameters, the same in all statements.
enum {
  BASE_URL = 1,
  APP_ID = 2,
  TENANT_KEY = 3,
  // of a call
  ACCOUNT = 1,
  METHOD = 2,
  PATH = 3,
  BODY = 4,
  OCCURRENCE = 5,
  // of an answer
  RECORDED_MS = 5,
  HTTP_STATUS = 6,
  LOG_ID = 7,
  ANSWER = 8,
  ROW = 9,
};

typedef enum statement {
  FIND_ACCOUNT,
  ADD_ACCOUNT,
  LIST_ACCOUNTS,
  FIND_ANSWER,
  HAS_ANSWERS,
  VERSION,
  ADD_FIRST,
  ADD_ANSWER,
  REPLACE_ANSWER,
  COUNT_ANSWERS,
  ERASE_ANSWERS,
  BEGIN_READING,
  BEGIN_WRITING,
  COMMIT,
} statement;

#define SAME_CALL                                                              \
  " WHERE account = ?1 AND method = ?2 AND path = ?3 AND body = ?4"

static const char *const texts[LUALARK_RECORDING_STATEMENTS] = {
    [FIND_ACCOUNT] = "SELECT id FROM accounts"
                     " WHERE base_url = ?1 AND app_id = ?2 AND tenant_key = ?3",
    [ADD_ACCOUNT] = "INSERT INTO accounts (base_url, app_id, tenant_key)"
                    " VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    [LIST_ACCOUNTS] = "SELECT id, app_id, base_url, tenant_key FROM accounts"
                      " WHERE EXISTS"
                      " (SELECT 1 FROM answers WHERE account = accounts.id)"
                      " ORDER BY id",
    [FIND_ANSWER] = "SELECT id, occurrence, recorded_ms, http_status, log_id,"
                    " answer FROM answers" SAME_CALL " AND occurrence <= ?5"
                    " ORDER BY occurrence DESC LIMIT 1",
    [HAS_ANSWERS] = "SELECT EXISTS (SELECT 1 FROM answers)",
    // Another one after others wrote; what this connection writes counts not.
    [VERSION] = "PRAGMA data_version",
    [ADD_FIRST] = "INSERT INTO answers (account, method, path, body,"
                  " occurrence, recorded_ms, http_status, log_id, answer)"
                  " VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8)"
                  " ON CONFLICT DO NOTHING",
    // INSERT with SELECT would collect the rows in a table of its own first.
    [ADD_ANSWER] = "INSERT INTO answers (account, method, path, body,"
                   " occurrence, recorded_ms, http_status, log_id, answer)"
                   " VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(occurrence),"
                   " 0) + 1 FROM answers" SAME_CALL "), ?5, ?6, ?7, ?8)",
    [REPLACE_ANSWER] = "UPDATE answers SET recorded_ms = ?5, http_status = ?6,"
                       " log_id = ?7, answer = ?8 WHERE id = ?9",
    [COUNT_ANSWERS] = "SELECT count(*) FROM answers",
    [ERASE_ANSWERS] = "DELETE FROM answers WHERE recorded_ms < ?1",
    [BEGIN_READING] = "BEGIN",
    [BEGIN_WRITING] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
};

void lualark_recording_table_clear(lualark_recording_table *table) {
  lualark_recording_table_settle(table);
  lualark_statements_clear(table->statements, LUALARK_RECORDING_STATEMENTS);
  lualark_tally_clear(&table->accounts);
  lualark_tally_clear(&table->asked);
  lark_text_clear(&table->answer);
}

const char *
lualark_recording_table_error(const lualark_recording_table *table) {
  if (table->db == NULL) return lualark_words("it was closed");
  return table->why[0] != '\0' ? table->why : sqlite3_errmsg(table->db);
}

// ------------------------------------------------------------------ statements

// The statement, ready for its parameters; NULL if it cannot be prepared.
static sqlite3_stmt *take(lualark_recording_table *table, statement which) {
  table->why[0] = '\0';
  return lualark_statement_take(table->db, &table->statements[which],
                                texts[which]);
}

static bool run(lualark_recording_table *table, const char *sql) {
  return sqlite3_exec(table->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool run_kept(lualark_recording_table *table, statement which) {
  sqlite3_stmt *taken = take(table, which);
  return taken != NULL && lualark_statement_number(taken) == 0;
}

static void note(lualark_recording_table *table, const char *why) {
  snprintf(table->why, sizeof table->why, "%s", why);
}

// Keeps the reason, which SQLite would forget.
static void roll_back(lualark_recording_table *table) {
  note(table, sqlite3_errmsg(table->db));
  run(table, "ROLLBACK");
}

static void bind_account(sqlite3_stmt *to, const lark_exchange *of) {
  lualark_statement_bind_string(to, BASE_URL, of->base_url);
  lualark_statement_bind_string(to, APP_ID, of->app_id);
  lualark_statement_bind_string(to, TENANT_KEY, of->tenant_key);
}

static void bind_call(sqlite3_stmt *to, int64_t account,
                      const lark_exchange *call) {
  sqlite3_bind_int64(to, ACCOUNT, account);
  lualark_statement_bind_string(to, METHOD, call->method);
  lualark_statement_bind_string(to, PATH, call->path);
  lualark_statement_bind(to, BODY, call->body, call->body_bytes);
}

// ---------------------------------------------------------------- transactions

static int64_t ask(lualark_recording_table *table, statement which) {
  sqlite3_stmt *query = take(table, which);
  return query != NULL ? lualark_statement_number(query) : -1;
}

void lualark_recording_table_read_together(lualark_recording_table *table) {
  if (table->db == NULL || table->group != LUALARK_GROUP_NONE) return;
  if (run_kept(table, BEGIN_READING)) table->group = LUALARK_GROUP_READING;
  if (table->was_empty)
    table->was_empty = ask(table, VERSION) == table->version;
}

bool lualark_recording_table_begin(lualark_recording_table *table) {
  lualark_recording_table_read_together(table);
  int64_t has = ask(table, HAS_ANSWERS);
  table->version = ask(table, VERSION);
  table->was_empty = has == 0 && table->version >= 0;
  return lualark_recording_table_settle(table) && has >= 0;
}

void lualark_recording_table_write_together(lualark_recording_table *table) {
  if (table->db == NULL || table->group == LUALARK_GROUP_WRITING) return;
  lualark_recording_table_settle(table);
  if (run_kept(table, BEGIN_WRITING)) table->group = LUALARK_GROUP_WRITING;
}

bool lualark_recording_table_settle(lualark_recording_table *table) {
  if (table->group == LUALARK_GROUP_NONE) return true;
  table->group = LUALARK_GROUP_NONE;
  if (run_kept(table, COMMIT)) return true;
  roll_back(table);
  return false;
}

// -------------------------------------------------------------------- accounts

static int64_t find_account(lualark_recording_table *table,
                            const lark_exchange *client) {
  sqlite3_stmt *query = take(table, FIND_ACCOUNT);
  if (query == NULL) return -1;
  bind_account(query, client);
  return lualark_statement_number(query);
}

// An account that was found stays: nothing erases it.
int64_t lualark_recording_table_account(lualark_recording_table *table,
                                        const lark_exchange *client) {
  const lualark_tally_key key = {{lualark_tally_text(client->base_url),
                                  lualark_tally_text(client->app_id),
                                  lualark_tally_text(client->tenant_key)}};
  int64_t *known = lualark_tally_at(&table->accounts, &key);
  if (known == NULL) note(table, lualark_words("out of memory"));
  if (known == NULL || table->db == NULL) return -1;
  if (*known > 0) return *known;
  int64_t found = find_account(table, client);
  if (found > 0) *known = found;
  return found;
}

bool lualark_recording_table_add_account(lualark_recording_table *table,
                                         const lark_exchange *client) {
  sqlite3_stmt *adding = take(table, ADD_ACCOUNT);
  if (adding == NULL) return false;
  bind_account(adding, client);
  return lualark_statement_number(adding) == 0;
}

static void add_account(char *room, size_t room_bytes, sqlite3_stmt *row) {
  size_t length = strlen(room);
  if (length > 0)
    snprintf(room + length, room_bytes - length, "%s", lualark_words(", "));
  length = strlen(room);
  lualark_account_write(
      room + length, room_bytes - length, lualark_statement_text(row, 1),
      lualark_statement_text(row, 2), lualark_statement_text(row, 3));
}

int lualark_recording_table_list(lualark_recording_table *table, char *room,
                                 size_t room_bytes, int64_t *first) {
  sqlite3_stmt *rows = take(table, LIST_ACCOUNTS);
  int count = 0;
  room[0] = '\0';
  if (rows == NULL) return -1;
  int step = sqlite3_step(rows);
  for (; step == SQLITE_ROW; step = sqlite3_step(rows)) {
    if (count++ == 0) *first = sqlite3_column_int64(rows, 0);
    add_account(room, room_bytes, rows);
  }
  lualark_statement_give_back(rows);
  return step == SQLITE_DONE ? count : -1;
}

// --------------------------------------------------------------------- answers

int64_t lualark_recording_table_count(lualark_recording_table *table,
                                      int64_t account,
                                      const lark_exchange *call) {
  const lualark_tally_key key = {{{&account, sizeof account},
                                  lualark_tally_text(call->method),
                                  lualark_tally_text(call->path),
                                  {call->body, call->body_bytes}}};
  int64_t *times = lualark_tally_at(&table->asked, &key);
  if (times == NULL) note(table, lualark_words("out of memory"));
  return times != NULL ? ++*times : -1;
}

// Copies a row's answer, so that the statement can be reset.
static void take_answer(lualark_recording_table *table, sqlite3_stmt *row,
                        lark_exchange *call) {
  const char *text = lualark_statement_text(row, 5);
  table->answer.length_bytes = 0;
  table->answer.failed = false;
  lark_text_add(&table->answer, text, (size_t)sqlite3_column_bytes(row, 5));
  snprintf(table->log_id, sizeof table->log_id, "%s",
           lualark_statement_text(row, 4));
  call->http_status = sqlite3_column_int(row, 3);
  call->log_id = table->log_id;
  call->answer = table->answer.bytes;
  call->answer_bytes = table->answer.length_bytes;
}

bool lualark_recording_table_find(lualark_recording_table *table,
                                  int64_t account, int64_t asked,
                                  lark_exchange *call,
                                  lualark_recording_found *out) {
  *out = (lualark_recording_found){0};
  // This run has not asked for it before.
  if (table->was_empty && asked == 1) return true;
  sqlite3_stmt *query = take(table, FIND_ANSWER);
  if (query == NULL) return false;
  bind_call(query, account, call);
  sqlite3_bind_int64(query, OCCURRENCE, asked);
  int step = sqlite3_step(query);
  if (step == SQLITE_ROW) {
    out->row = sqlite3_column_int64(query, 0);
    out->occurrence = sqlite3_column_int64(query, 1);
    out->recorded_ms = sqlite3_column_int64(query, 2);
    take_answer(table, query, call);
  }
  lualark_statement_give_back(query);
  return (step == SQLITE_ROW && !table->answer.failed) || step == SQLITE_DONE;
}

static bool write(lualark_recording_table *table, statement how,
                  int64_t account, int64_t row, int64_t now_ms,
                  const lark_exchange *call) {
  sqlite3_stmt *writing = take(table, how);
  if (writing == NULL) return false;
  if (how == REPLACE_ANSWER)
    sqlite3_bind_int64(writing, ROW, row);
  else
    bind_call(writing, account, call);
  sqlite3_bind_int64(writing, RECORDED_MS, now_ms);
  sqlite3_bind_int(writing, HTTP_STATUS, call->http_status);
  lualark_statement_bind_string(writing, LOG_ID, call->log_id);
  lualark_statement_bind(writing, ANSWER, call->answer, call->answer_bytes);
  return lualark_statement_number(writing) == 0;
}

bool lualark_recording_table_write(lualark_recording_table *table,
                                   int64_t account, int64_t row, int64_t now_ms,
                                   const lark_exchange *call) {
  if (row > 0) return write(table, REPLACE_ANSWER, account, row, now_ms, call);
  if (row == LUALARK_RECORDING_FIRST) {
    if (!write(table, ADD_FIRST, account, 0, now_ms, call)) return false;
    // An equal call may have been faster.
    if (sqlite3_changes(table->db) > 0) return true;
  }
  return write(table, ADD_ANSWER, account, 0, now_ms, call);
}

// ------------------------------------------------------------------- redaction

static void copy_redaction(lualark_recording_redaction *out,
                           sqlite3_stmt *row) {
  snprintf(out->fields, sizeof out->fields, "%s",
           lualark_statement_text(row, 0));
  snprintf(out->check, sizeof out->check, "%s", lualark_statement_text(row, 1));
}

// The table stands in such files alone, so that an earlier Lualark replays
// them, too.
int lualark_recording_table_redaction(lualark_recording_table *table,
                                      lualark_recording_redaction *out) {
  static const char has[] =
      "SELECT count(*) FROM sqlite_master WHERE name = 'redaction'";
  static const char query[] = "SELECT fields, check_text FROM redaction";
  sqlite3_stmt *row = NULL;
  if (sqlite3_prepare_v3(table->db, has, -1, 0, &row, NULL) != SQLITE_OK)
    return -1;
  int64_t count = lualark_statement_number(row);
  sqlite3_finalize(row);
  if (count <= 0) return (int)count;
  if (sqlite3_prepare_v3(table->db, query, -1, 0, &row, NULL) != SQLITE_OK)
    return -1;
  bool found = sqlite3_step(row) == SQLITE_ROW;
  if (found) copy_redaction(out, row);
  sqlite3_finalize(row);
  return found ? 1 : -1;
}

static bool add_redaction(lualark_recording_table *table,
                          const lualark_recording_redaction *how) {
  static const char add[] = "INSERT INTO redaction SELECT ?1, ?2"
                            " WHERE NOT EXISTS (SELECT 1 FROM answers)"
                            " AND NOT EXISTS (SELECT 1 FROM redaction)";
  sqlite3_stmt *adding = NULL;
  if (!run(table, "CREATE TABLE IF NOT EXISTS redaction"
                  " (fields TEXT NOT NULL, check_text TEXT NOT NULL)") ||
      sqlite3_prepare_v3(table->db, add, -1, 0, &adding, NULL) != SQLITE_OK)
    return false;
  lualark_statement_bind_string(adding, 1, how->fields);
  lualark_statement_bind_string(adding, 2, how->check);
  bool fine = lualark_statement_number(adding) == 0;
  sqlite3_finalize(adding);
  return fine;
}

bool lualark_recording_table_redact(lualark_recording_table *table,
                                    const lualark_recording_redaction *how) {
  if (!run(table, "BEGIN IMMEDIATE")) return false;
  if (add_redaction(table, how) && run(table, "COMMIT")) return true;
  roll_back(table);
  return false;
}

// ------------------------------------------------------------------------- age

int64_t lualark_recording_table_answers(lualark_recording_table *table) {
  sqlite3_stmt *counting = take(table, COUNT_ANSWERS);
  return counting != NULL ? lualark_statement_number(counting) : -1;
}

// Equal calls are numbered without gaps. The numbers are negative in between,
// because no two rows may have the same one at any moment.
static const char renumber[] =
    "UPDATE answers SET occurrence = -numbered.place FROM"
    " (SELECT id, row_number() OVER (PARTITION BY account, method, path, body"
    " ORDER BY occurrence) AS place FROM answers) AS numbered"
    " WHERE numbered.id = answers.id;"
    "UPDATE answers SET occurrence = -occurrence WHERE occurrence < 0";

static int64_t erase(lualark_recording_table *table, int64_t before_ms) {
  sqlite3_stmt *erasing = take(table, ERASE_ANSWERS);
  if (erasing == NULL) return -1;
  sqlite3_bind_int64(erasing, 1, before_ms);
  if (lualark_statement_number(erasing) != 0) return -1;
  int64_t count = sqlite3_changes(table->db);
  return run(table, renumber) ? count : -1;
}

int64_t lualark_recording_table_erase(lualark_recording_table *table,
                                      int64_t before_ms) {
  if (!run(table, "BEGIN IMMEDIATE")) return -1;
  int64_t count = erase(table, before_ms);
  if (count < 0 || !run(table, "COMMIT")) {
    roll_back(table);
    return -1;
  }
  return lualark_private_file_scrub(table->db) ? count : -1;
}
