// SPDX-License-Identifier: MIT

/// What is asked of a recording's file, and written to it.
#ifndef RECORDING_TABLE_H
#define RECORDING_TABLE_H

#include <sqlite3.h>

#include "lark.h"

enum { RECORDING_STATEMENTS = 7 };

typedef struct recording_table {
  sqlite3 *db; ///< NULL: closed
  sqlite3_stmt *statements[RECORDING_STATEMENTS];
  lark_text answer; ///< the latest that was found
  char log_id[128];
} recording_table;

/// Ends all but the connection.
void recording_table_clear(recording_table *table);

/// Why the latest function failed.
const char *recording_table_error(const recording_table *table);

/// The number of a client's account; 0 where it is not there, -1 where that
/// cannot be read.
int64_t recording_table_account(recording_table *table,
                                const lark_exchange *client);

/// Adds it, unless another run was quicker; false where it cannot be written.
bool recording_table_add_account(recording_table *table,
                                 const lark_exchange *client);

/// Lists the accounts that have answers into `room`: "cli_a at
/// https://open.feishu.cn, ...". Returns how many there are, -1 where that
/// cannot be read; `*first` is the number of one.
int recording_table_list(recording_table *table, char *room, size_t room_bytes,
                         int64_t *first);

/// How often a call was asked for in this run, this time included; -1 where it
/// cannot be counted.
int64_t recording_table_count(recording_table *table, int64_t account,
                              const lark_exchange *call);

typedef struct recording_found {
  int64_t row;        ///< 0: there is none
  int64_t occurrence; ///< which one it is, from 1 on
  int64_t recorded_ms;
} recording_found;

/// Finds a call's answer number `asked`, or the last one before that, and puts
/// it into `call`. False where it cannot be read.
bool recording_table_find(recording_table *table, int64_t account,
                          int64_t asked, lark_exchange *call,
                          recording_found *out);

/// Writes a call's answer, at `now_ms`: in the place of `row`, or behind those
/// that there are where it is 0. False where it cannot be written.
bool recording_table_write(recording_table *table, int64_t account, int64_t row,
                           int64_t now_ms, const lark_exchange *call);

#endif
