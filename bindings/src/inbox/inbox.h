// SPDX-License-Identifier: MIT

/// An inbox: a private SQLite file that keeps events from their arrival until
/// they are handled.
///
///     new --sort--> ready --claim--> handling --finish--> done, no handler
///                     ^  \              |                 or failed
///                     |   queued        | again, or its run has died
///                     '-----------------'
///
/// An event that has a key waits as `queued` until the earlier ones of that key
/// have ended. Several processes may have the file open. Each is a run, which
/// the events that it handles belong to as long as it lives.
///
/// A connection is used by one thread at a time.
#ifndef LUALARK_INBOX_H
#define LUALARK_INBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "inbox_statements.h"
#include "sqlite.h"

typedef struct lualark_inbox {
  sqlite3 *db; ///< NULL: closed
  sqlite3_stmt *statements[LUALARK_INBOX_STATEMENTS];
  int lock_fd; ///< of the runs' locks; -1: none
  int64_t run; ///< 0: this one has claimed nothing yet
  char *path;
  char id[40];      ///< tells the file from every other inbox
  char reason[256]; ///< why a transaction was taken back; "": none was
} lualark_inbox;

/// An event that arrived. Texts need no NUL at their end where bytes are given.
typedef struct lualark_inbox_event {
  const char *event_id, *type, *app_id, *tenant_key;
  int64_t create_ms; ///< 0: unknown
  const char *body;  ///< JSON
  size_t body_bytes;
} lualark_inbox_event;

/// How the handling of an event ended.
typedef enum lualark_inbox_end {
  LUALARK_INBOX_DONE,
  LUALARK_INBOX_NO_HANDLER,
  LUALARK_INBOX_DUPLICATE, ///< another machine has handled it, or will
  LUALARK_INBOX_FAILED,    ///< set aside
  LUALARK_INBOX_AGAIN,     ///< to be handled again when it is due
  LUALARK_INBOX_LATER      ///< likewise; this attempt does not count
} lualark_inbox_end;

/// What became of an event that this run has claimed.
typedef struct lualark_inbox_ended {
  int64_t id;
  const char *key; ///< NULL: it has none
  lualark_inbox_end end;
  const char *message; ///< why it failed; NULL: it did not
  int64_t due_ms;      ///< of LUALARK_INBOX_AGAIN and _LATER: when
  bool keeps_body;     ///< of an event that was handled
} lualark_inbox_ended;

/// Opens the file; a missing one is made. NULL, with a message in `why`. The
/// caller ends it with lualark_inbox_close().
lualark_inbox *lualark_inbox_open(const char *path, char *why,
                                  size_t why_bytes);
void lualark_inbox_close(lualark_inbox *inbox); ///< or NULL

/// A statement, prepared at its first use; NULL where it cannot be.
sqlite3_stmt *lualark_inbox_take(lualark_inbox *inbox,
                                 lualark_inbox_statement which);

/// Runs one without parameters; false where it fails.
bool lualark_inbox_run(lualark_inbox *inbox, lualark_inbox_statement which);

/// Why the last query failed.
const char *lualark_inbox_error(const lualark_inbox *inbox);

// Each of these is false where the file cannot be written.

bool lualark_inbox_begin(lualark_inbox *inbox);
bool lualark_inbox_commit(lualark_inbox *inbox); ///< rolls back on failure
void lualark_inbox_roll_back(lualark_inbox *inbox);

/// Has what was committed outlast a power failure.
bool lualark_inbox_sync(lualark_inbox *inbox);

/// Adds an event. 1; 0 where it is there already; -1 on failure.
int lualark_inbox_add(lualark_inbox *inbox, const lualark_inbox_event *event,
                      int64_t now_ms);

/// Gives a new event its key; NULL: none, so that nothing waits for it.
bool lualark_inbox_sort(lualark_inbox *inbox, int64_t id, const char *key);

/// Makes this run known, so that it can claim events.
bool lualark_inbox_enroll(lualark_inbox *inbox, int64_t now_ms);

/// Claims an event that is due: this run handles it.
bool lualark_inbox_claim(lualark_inbox *inbox, int64_t id);

/// Ends the handling of an event: 1; 0 where this run has not claimed it; -1 on
/// failure.
int lualark_inbox_finish(lualark_inbox *inbox, const lualark_inbox_ended *ended,
                         int64_t now_ms);

/// Notes that this machine is the one to handle an event.
bool lualark_inbox_win(lualark_inbox *inbox, int64_t id);

/// Frees the events of runs that have died. How many; -1 on failure.
int64_t lualark_inbox_recover(lualark_inbox *inbox);

/// Has events handled that were set aside, or that have no handler: how many;
/// -1 on failure. `event_id`, `type` NULL: any.
int64_t lualark_inbox_replay(lualark_inbox *inbox, const char *event_id,
                             const char *type);

/// Ends events that wait or were set aside, without handling them, likewise.
int64_t lualark_inbox_drop(lualark_inbox *inbox, const char *event_id,
                           const char *type, bool only_failed, int64_t now_ms);

/// Forgets events that ended before a moment. How many; -1 on failure.
int64_t lualark_inbox_forget(lualark_inbox *inbox, int64_t before_ms);

/// The same, the bodies of those that were set aside included, and leaves no
/// trace in the file.
int64_t lualark_inbox_erase(lualark_inbox *inbox, int64_t before_ms);

// Queries. NULL where they cannot be made. The caller steps them, and gives
// them back with lualark_statement_give_back().

/// New events, the first to arrive first. Columns: id, event_id, type, app_id,
/// tenant_key, create_ms, body, the number of the try that would begin,
/// received_ms, won, key.
sqlite3_stmt *lualark_inbox_new(lualark_inbox *inbox, int64_t most);

/// Events that are due, likewise, for lualark_inbox_claim() in the same
/// transaction.
sqlite3_stmt *lualark_inbox_due(lualark_inbox *inbox, int64_t most,
                                int64_t now_ms);

/// How many events there are in each state: state, number.
sqlite3_stmt *lualark_inbox_counts(lualark_inbox *inbox);

/// Whether something is new, whether something is due, and how many are
/// neither ended nor set aside.
sqlite3_stmt *lualark_inbox_look(lualark_inbox *inbox, int64_t now_ms);

/// Events: see the columns in inbox_type.c. NULL: any.
sqlite3_stmt *lualark_inbox_list(lualark_inbox *inbox, const char *event_id,
                                 const char *type, bool only_failed,
                                 bool with_body);

#endif
