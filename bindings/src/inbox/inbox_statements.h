// SPDX-License-Identifier: MIT

/// The statements of an inbox.
#ifndef LUALARK_INBOX_STATEMENTS_H
#define LUALARK_INBOX_STATEMENTS_H

typedef enum lualark_inbox_statement {
  INBOX_ID,
  ADD_RUN,
  NEXT_RUN,
  FREE_EVENTS,
  ADD_EVENT,
  NEW_EVENTS,
  SORT_EVENT,
  LOOK,
  DUE_EVENTS,
  CLAIM_EVENT,
  WIN_EVENT,
  END_EVENT,
  AGAIN_EVENT,
  NEXT_OF_KEY,
  COUNTS,
  LIST,
  REPLAY,
  DROP,
  DROP_NEXT,
  FORGET,
  ERASE_FAILED,
  FORGET_RUNS,
  BEGIN,
  COMMIT,
  LUALARK_INBOX_STATEMENTS
} lualark_inbox_statement;

extern const char *const lualark_inbox_texts[LUALARK_INBOX_STATEMENTS];

#endif
