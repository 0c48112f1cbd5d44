// SPDX-License-Identifier: MIT

/// Statements that a connection keeps, and their parameters and results.
#ifndef LUALARK_STATEMENTS_H
#define LUALARK_STATEMENTS_H

#include <stddef.h>
#include <stdint.h>

#include "sqlite.h"

/// Prepares a statement at its first use. NULL where it cannot be prepared.
sqlite3_stmt *lualark_statement_take(sqlite3 *db, sqlite3_stmt **kept,
                                     const char *text);

/// Releases its locks and forgets its parameters.
void lualark_statement_give_back(sqlite3_stmt *taken);

/// Finalizes `count` of them, and forgets them.
void lualark_statements_clear(sqlite3_stmt **kept, size_t count);

/// Binds a text, which must outlive the step.
void lualark_statement_bind(sqlite3_stmt *to, int at, const char *text,
                            size_t bytes);
void lualark_statement_bind_string(sqlite3_stmt *to, int at, const char *text);

/// Runs it, and gives it back. Returns the first column of the first row; 0 if
/// there is no row, -1 if it fails.
int64_t lualark_statement_number(sqlite3_stmt *query);

/// A column of the row that it stands at; "" where that is null.
const char *lualark_statement_text(sqlite3_stmt *row, int column);

#endif
