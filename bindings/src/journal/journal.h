// SPDX-License-Identifier: MIT

/// A journal of changes in a file: the lark_journal that clients get.
///
/// Clients and a userdata share it by references. The file is closed when the
/// userdata ends, and what clients then ask is refused.
#ifndef LUALARK_JOURNAL_H
#define LUALARK_JOURNAL_H

#include "journal_table.h"

typedef struct lualark_journal {
  lark_journal methods; ///< first
  unsigned references;
  lualark_journal_table table;
  int lock_fd;     ///< of the runs' locks; -1: closed
  int64_t run;     ///< 0: this one has not written yet
  bool is_open;    ///< a transaction is, for what is written in this round
  bool has_end;    ///< it holds the end of a change
  int64_t *unsent; ///< its changes that are about to be sent
  size_t unsent_count, unsent_room;
  char *path;
  char reason[256]; ///< why it cannot be written
  char fault[640];  ///< see lualark_journal_fault()
  char msg[640];
  char hint[320];
} lualark_journal;

/// Opens a journal, with one reference; NULL, with a message in `why`.
lualark_journal *lualark_journal_open(const char *path, char *why,
                                      size_t why_bytes);

/// Closes its file, with what was written last in it. Once and more.
void lualark_journal_close(lualark_journal *journal);

/// Gives back a reference.
void lualark_journal_release(lualark_journal *journal);

/// Looks for a change without sending it: how it stands, or NULL where it is
/// not there, and in `*same` whether it has the content that it had. False
/// where the file cannot be read.
bool lualark_journal_peek(lualark_journal *journal, const lark_exchange *change,
                          const char **outcome, bool *same);

/// How a change stands: "done", "refused", "not sent", "skipped", "under way"
/// or "perhaps done".
const char *lualark_journal_outcome(const lualark_journal *journal,
                                    const char *state, int64_t run, bool ended);

/// Erases what changes before a moment say of people, without a trace in the
/// file. That they were done stays. Their number; -1 where that fails.
int64_t lualark_journal_erase(lualark_journal *journal, int64_t before_ms);

/// Writes down what has ended. Returns what was lost so far, as a sentence: the
/// journal could not write down how changes ended, so that they count as
/// perhaps done. "": nothing.
const char *lualark_journal_fault(lualark_journal *journal);

#endif
