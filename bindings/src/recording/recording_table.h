// SPDX-License-Identifier: MIT

/// Queries of a recording's file, and writes to it.
#ifndef LUALARK_RECORDING_TABLE_H
#define LUALARK_RECORDING_TABLE_H

#include "lark.h"
#include "sqlite.h"
#include "tally.h"

enum { LUALARK_RECORDING_STATEMENTS = 14 };

/// Statements of one round share a transaction.
typedef enum lualark_recording_group {
  LUALARK_GROUP_NONE,
  LUALARK_GROUP_READING,
  LUALARK_GROUP_WRITING
} lualark_recording_group;

typedef struct lualark_recording_table {
  sqlite3 *db; ///< NULL: closed
  sqlite3_stmt *statements[LUALARK_RECORDING_STATEMENTS];
  lualark_recording_group group;
  bool was_empty;         ///< when it was opened, and nobody else wrote since
  int64_t version;        ///< that SQLite gives to what others wrote
  lualark_tally accounts; ///< their ids, as they were found
  lualark_tally asked;    ///< how often each call was made in this run
  lark_text answer;       ///< the one found last
  char log_id[128];
  char why[160]; ///< why the latest function failed, if SQLite cannot tell
} lualark_recording_table;

/// Notes whether the file has answers. To be called once it is open; false
/// where it cannot be read.
bool lualark_recording_table_begin(lualark_recording_table *table);

/// Ends the group, and frees everything but the connection.
void lualark_recording_table_clear(lualark_recording_table *table);

/// Why the latest function failed.
const char *lualark_recording_table_error(const lualark_recording_table *table);

/// Has the statements that follow share a transaction, which sees the file as
/// it is at the first of them. Reading keeps no other process from writing.
/// They run alone where that fails.
void lualark_recording_table_read_together(lualark_recording_table *table);

/// Likewise for statements that write. Other processes wait until it ends.
void lualark_recording_table_write_together(lualark_recording_table *table);

/// Ends the transaction. False where what was written in it is lost.
bool lualark_recording_table_settle(lualark_recording_table *table);

/// The id of a client's account; 0 if it has none, -1 if the file cannot be
/// read.
int64_t lualark_recording_table_account(lualark_recording_table *table,
                                        const lark_exchange *client);

/// Adds it, unless another run has done so; false if it cannot be written.
bool lualark_recording_table_add_account(lualark_recording_table *table,
                                         const lark_exchange *client);

/// Lists the accounts that have answers into `room`: "cli_a at
/// https://open.feishu.cn, ...". Returns how many there are, -1 if the file
/// cannot be read; `*first` is the id of the first.
int lualark_recording_table_list(lualark_recording_table *table, char *room,
                                 size_t room_bytes, int64_t *first);

/// Counts a call; returns how often it was made in this run, -1 where memory
/// lacks.
int64_t lualark_recording_table_count(lualark_recording_table *table,
                                      int64_t account,
                                      const lark_exchange *call);

enum { LUALARK_RECORDING_FIRST = -1 };

typedef struct lualark_recording_found {
  int64_t row;        ///< 0: none
  int64_t occurrence; ///< from 1 on
  int64_t recorded_ms;
} lualark_recording_found;

/// Finds a call's answer number `asked`, or the last one before it, and puts it
/// into `call`. False if the file cannot be read.
bool lualark_recording_table_find(lualark_recording_table *table,
                                  int64_t account, int64_t asked,
                                  lark_exchange *call,
                                  lualark_recording_found *out);

/// Writes a call's answer, recorded at `now_ms`: in place of `row`, or if that
/// is 0 as a further one; LUALARK_RECORDING_FIRST costs less for a call that
/// had none. False if it cannot be written.
bool lualark_recording_table_write(lualark_recording_table *table,
                                   int64_t account, int64_t row, int64_t now_ms,
                                   const lark_exchange *call);

/// A redacted recording's own description of that.
typedef struct lualark_recording_redaction {
  char fields[256];
  char check[32]; ///< of its key
} lualark_recording_redaction;

/// Reads it: 1; 0 where its answers are as they were; -1 where the file cannot
/// be read.
int lualark_recording_table_redaction(lualark_recording_table *table,
                                      lualark_recording_redaction *out);

/// Notes that all answers will be redacted, unless there are some already or
/// another run has done so. False where it cannot be written.
bool lualark_recording_table_redact(lualark_recording_table *table,
                                    const lualark_recording_redaction *how);

/// How many answers there are; -1 where the file cannot be read.
int64_t lualark_recording_table_answers(lualark_recording_table *table);

/// Erases the answers that were recorded before a moment, so that no trace of
/// them is left in the file. Their number; -1 where that fails.
int64_t lualark_recording_table_erase(lualark_recording_table *table,
                                      int64_t before_ms);

#endif
