// SPDX-License-Identifier: MIT
#include "statements.h"

#include <string.h>

sqlite3_stmt *lualark_statement_take(sqlite3 *db, sqlite3_stmt **kept,
                                     const char *text) {
  if (*kept == NULL && db != NULL)
    sqlite3_prepare_v3(db, text, -1, SQLITE_PREPARE_PERSISTENT, kept, NULL);
  return *kept;
}

void lualark_statement_give_back(sqlite3_stmt *taken) {
  sqlite3_reset(taken);
  sqlite3_clear_bindings(taken);
}

void lualark_statements_clear(sqlite3_stmt **kept, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (kept[i] != NULL) sqlite3_finalize(kept[i]);
    kept[i] = NULL;
  }
}

void lualark_statement_bind(sqlite3_stmt *to, int at, const char *text,
                            size_t bytes) {
  sqlite3_bind_text64(to, at, text, bytes, SQLITE_STATIC, SQLITE_UTF8);
}

void lualark_statement_bind_string(sqlite3_stmt *to, int at, const char *text) {
  lualark_statement_bind(to, at, text, strlen(text));
}

int64_t lualark_statement_number(sqlite3_stmt *query) {
  int64_t number = 0;
  int step = sqlite3_step(query);
  if (step == SQLITE_ROW) number = sqlite3_column_int64(query, 0);
  // The last step commits what it wrote.
  while (step == SQLITE_ROW)
    step = sqlite3_step(query);
  lualark_statement_give_back(query);
  return step == SQLITE_DONE ? number : -1;
}

const char *lualark_statement_text(sqlite3_stmt *row, int column) {
  const char *text = (const char *)sqlite3_column_text(row, column);
  return text != NULL ? text : "";
}
