// SPDX-License-Identifier: MIT

/// Queries of a recording's file, and writes to it.
#ifndef RECORDING_TABLE_H
#define RECORDING_TABLE_H

#include "lark.h"
#include "sqlite.h"

enum { RECORDING_STATEMENTS = 7 };

typedef struct recording_table {
  sqlite3 *db; ///< NULL: closed
  sqlite3_stmt *statements[RECORDING_STATEMENTS];
  lark_text answer; ///< the one found last
  char log_id[128];
} recording_table;

/// Frees everything but the connection.
void recording_table_clear(recording_table *table);

/// Why the latest function failed.
const char *recording_table_error(const recording_table *table);

/// The id of a client's account; 0 if it has none, -1 if the file cannot be
/// read.
int64_t recording_table_account(recording_table *table,
                                const lark_exchange *client);

/// Adds it, unless another run has done so; false if it cannot be written.
bool recording_table_add_account(recording_table *table,
                                 const lark_exchange *client);

/// Lists the accounts that have answers into `room`: "cli_a at
/// https://open.feishu.cn, ...". Returns how many there are, -1 if the file
/// cannot be read; `*first` is the id of the first.
int recording_table_list(recording_table *table, char *room, size_t room_bytes,
                         int64_t *first);

/// Counts a call; returns how often it was made in this run, -1 if that cannot
/// be counted.
int64_t recording_table_count(recording_table *table, int64_t account,
                              const lark_exchange *call);

typedef struct recording_found {
  int64_t row;        ///< 0: none
  int64_t occurrence; ///< from 1 on
  int64_t recorded_ms;
} recording_found;

/// Finds a call's answer number `asked`, or the last one before it, and puts it
/// into `call`. False if the file cannot be read.
bool recording_table_find(recording_table *table, int64_t account,
                          int64_t asked, lark_exchange *call,
                          recording_found *out);

/// Writes a call's answer, recorded at `now_ms`: in place of `row`, or if that
/// is 0 as a further one. False if it cannot be written.
bool recording_table_write(recording_table *table, int64_t account, int64_t row,
                           int64_t now_ms, const lark_exchange *call);

#endif
