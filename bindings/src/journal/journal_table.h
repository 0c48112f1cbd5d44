// SPDX-License-Identifier: MIT

/// A journal's file: queries, and writes to it.
///
///     account   server, app and tenant whose journal it is: one row
///     runs      who wrote: a row for each opening
///     changes   a row for each change, found by endpoint and name
///
/// A change's `state` is what was written last:
///
///     sent      it was written down. With `ended_ms` there was no answer: it
///               is perhaps done. Without, its run is under way or was killed
///     done      the platform did it; `answer` is what it said
///     refused   the platform said that it did not
///     unsent    it did not arrive
///     skipped   a person said that it is not to be sent
#ifndef LUALARK_JOURNAL_TABLE_H
#define LUALARK_JOURNAL_TABLE_H

#include "digest.h"
#include "lark.h"
#include "sqlite.h"

enum { LUALARK_JOURNAL_STATEMENTS = 16 };

typedef struct lualark_journal_table {
  sqlite3 *db; ///< NULL: closed
  sqlite3_stmt *statements[LUALARK_JOURNAL_STATEMENTS];
  lark_text answer; ///< the one found last
  lark_text ids;
  char log_id[128];
} lualark_journal_table;

/// A change as it is looked for.
typedef struct lualark_change {
  const char *endpoint;
  const char *row;
  uint8_t digest[LARK_DIGEST_BYTES]; ///< of method, path and body
} lualark_change;

/// A change as it was found.
typedef struct lualark_change_found {
  int64_t id; ///< 0: nothing
  char state[12];
  bool same; ///< the digest agrees
  bool keyed;
  bool ended;
  int64_t run;
  int64_t sent_ms; ///< first, where it was sent again with the same key
} lualark_change_found;

/// Opens a file, and makes a missing one. False, with a message in `why`.
bool lualark_journal_table_open(lualark_journal_table *table, const char *path,
                                char *why, size_t why_bytes);

/// Ends it. Once and more.
void lualark_journal_table_close(lualark_journal_table *table);

/// Why the latest function failed.
const char *lualark_journal_table_error(const lualark_journal_table *table);

/// Begins a transaction; false where it cannot.
bool lualark_journal_table_begin(lualark_journal_table *table);

/// Ends it, for good. False where that cannot be written.
bool lualark_journal_table_commit(lualark_journal_table *table);

/// Makes what was committed outlast a power failure. False where it may not.
bool lualark_journal_table_sync(lualark_journal_table *table);

/// Ends it, and forgets what it wrote.
void lualark_journal_table_roll_back(lualark_journal_table *table);

/// Makes the journal this account's if it is nobody's. Whose it is stands in
/// `room` then. -1: it cannot be told; 0: another account's; 1: this one's.
int lualark_journal_table_join(lualark_journal_table *table,
                               const lark_exchange *client, char *room,
                               size_t room_bytes);

/// Adds a run; its number, or -1.
int64_t lualark_journal_table_add_run(lualark_journal_table *table,
                                      int64_t now_ms);

/// Counts the calls of this content in this run; -1 where it cannot.
int64_t lualark_journal_table_count(lualark_journal_table *table,
                                    const uint8_t *digest);

/// Finds a change, and fills in its answer if it has one. False where the file
/// cannot be read.
bool lualark_journal_table_find(lualark_journal_table *table,
                                const lualark_change *change,
                                lark_exchange *call, lualark_change_found *out);

/// Writes a change down as sent by `run`: a new one; one that was not done; or
/// one with a key that the run `taken_over` left without an answer. Its id; 0
/// where it stands there otherwise, -1 where it cannot be written.
int64_t lualark_journal_table_write(lualark_journal_table *table,
                                    const lualark_change *change,
                                    const lark_exchange *call, int64_t run,
                                    int64_t taken_over, int64_t now_ms);

/// Writes down how it ended. False where that cannot be written.
bool lualark_journal_table_end(lualark_journal_table *table, int64_t id,
                               int64_t run, const lark_exchange *call,
                               lark_outcome outcome, int64_t now_ms);

/// The changes in the order in which they were sent first, for
/// lualark_statement_text(): the columns are listed in journal_table.c. NULL
/// where they cannot be read. It is given back with
/// lualark_statement_give_back().
sqlite3_stmt *lualark_journal_table_list(lualark_journal_table *table);

/// Finds changes by their name: their number in `*id`, and how many there are
/// (`endpoint` NULL: of any). -1 where the file cannot be read.
int lualark_journal_table_named(lualark_journal_table *table, const char *row,
                                const char *endpoint, int64_t *id, int64_t *run,
                                char *state, size_t state_bytes, bool *ended);

/// Sets a change's state from `before`: 1; 0 where it has changed meanwhile, -1
/// where it cannot be written.
int lualark_journal_table_set(lualark_journal_table *table, int64_t id,
                              const char *before, const char *state,
                              int64_t now_ms);

/// Erases what older changes say of people: answers, ids, paths, messages, and
/// who sent them. That they were done stays. Their number; -1.
int64_t lualark_journal_table_erase(lualark_journal_table *table,
                                    int64_t before_ms);

#endif
