// SPDX-License-Identifier: MIT

/// Between a client and the files of its host: a recorder answers calls from a
/// recording, and a journal has changes written down before they are sent.
/// lark_options has a member for each.
#ifndef LARK_RECORDER_H
#define LARK_RECORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lark_catalog.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A call as a recorder sees it, and its answer once there is one. Headers are
/// not part of it. Texts are never NULL, and live until the function returns.
typedef struct lark_exchange {
  size_t size; ///< sizeof (lark_exchange), as the library knows it

  const char *base_url;   ///< without a slash at the end
  const char *app_id;     ///< "" where the client has none
  const char *tenant_key; ///< "" unless it is a store app's

  const char *endpoint; ///< for a request past the catalog, its method
  const char *method;
  const char *path; ///< with its query
  const char *body; ///< "" where there is none
  size_t body_bytes;
  bool repeatable; ///< sending it twice does no harm

  uint64_t note; ///< for the recorder: record() gets what recall() wrote

  // The answer, which record() gets and recall() fills in. recall()'s texts
  // stay the recorder's; they are copied before its next function is called.
  int http_status;
  const char *answer;
  size_t answer_bytes;
  const char *log_id;

  // Why it is refused: join() and recall() fill it in, likewise.
  lark_status status;
  const char *msg;
  const char *hint;

  // For a journal.
  const char *row; ///< what lark_name_next() said; "" where it has no name
  int64_t code;    ///< the platform's, of an error; 0: none

  /// Where `repeatable` is due to a key of the caller's: for how long the
  /// platform remembers it, in seconds; 0: no end is known.
  int64_t key_window_s;
} lark_exchange;

/// The decision of a recorder about a call, or about a client.
typedef enum lark_recall {
  LARK_RECALL_SEND,   ///< nothing is recorded: it is sent
  LARK_RECALL_ANSWER, ///< the answer is filled in
  LARK_RECALL_REFUSE  ///< it fails, and nothing is sent
} lark_recall;

/// Answers calls from a recording, and records the answers of other calls.
///
/// It gets answers that would not change by asking again: successes, and
/// lasting refusals by the platform (LARK_EAPI). It never gets a secret. These
/// calls are not recorded: the client's own token calls, all calls below
/// /open-apis/auth/ and /open-apis/authen/, and each call whose URL, body or
/// answer holds one of the client's secrets, or a member that is named like
/// one.
///
/// Its functions run inside a step, or inside lark_open(), and must not call
/// functions of any client.
typedef struct lark_recorder {
  size_t size; ///< sizeof (lark_recorder), set by the caller

  /// true: nothing is ever sent, not even for tokens or to the server of
  /// `store_url`, and clients need no credentials.
  bool offline;

  /// Says whether a client may be opened. `client` holds base_url, app_id and
  /// tenant_key alone. NULL: any client may.
  lark_recall (*join)(void *user, lark_exchange *client);

  /// Looks for a call's answer. Runs once for each call, in the order of their
  /// starts, before the call waits for anything. A call that is answered here
  /// takes neither a token nor a slot of a rate limit.
  lark_recall (*recall)(void *user, lark_exchange *call);

  /// Gets the last answer of a call that was sent, before its callback runs.
  /// NULL: answers are not recorded.
  void (*record)(void *user, const lark_exchange *call);

  void *user;

  /// The client keeps the recorder until it ends. NULL: it outlives the client.
  void (*retain)(void *user);
  void (*release)(void *user);

  /// true: recall() also decides about calls that send a file, whose body is
  /// "". They are never recorded.
  bool files;

  /// Runs after recall() and record() of a round, before its callbacks: what
  /// they did may be committed together. It may run where none of them did.
  /// NULL: there is nothing to commit.
  void (*settle)(void *user);
} lark_recorder;

/// How a change ended.
typedef enum lark_outcome {
  LARK_CHANGE_DONE,    ///< the platform did it
  LARK_CHANGE_REFUSED, ///< the platform answered that it did not
  LARK_CHANGE_UNSENT,  ///< it has not arrived
  LARK_CHANGE_UNKNOWN  ///< it may have arrived, and there is no answer
} lark_outcome;

/// Writes changes down before they are sent, so that no interruption can make
/// one happen twice. Changes are the calls that do not only read.
///
/// Its functions run inside a step, or inside lark_open() and lark_close(), and
/// must not call functions of any client. Texts that they fill in stay the
/// journal's; they are copied before its next function is called. It never gets
/// a secret: a change that carries one is refused, and an answer that shows one
/// is "" for end().
typedef struct lark_journal {
  size_t size; ///< sizeof (lark_journal), set by the caller

  /// The client keeps the journal until it ends. NULL: it outlives the client.
  void (*retain)(void *user);
  void (*release)(void *user);

  /// As of a lark_recorder. NULL: any client may be opened.
  lark_recall (*join)(void *user, lark_exchange *client);

  /// Looks for a change that an earlier run made. Runs once for each change, in
  /// the order of their starts, before it waits for anything: where it is
  /// answered or refused here, it takes no slot of a rate limit.
  lark_recall (*look)(void *user, lark_exchange *change);

  /// Writes a change down right before it is sent for the first time.
  /// LARK_RECALL_SEND: it stands there, and is sent. Else it has been written
  /// by others since look(), or cannot be written.
  lark_recall (*write)(void *user, lark_exchange *change);

  /// Makes what write() and end() wrote last for good: once for all changes of
  /// a round, before any of them is sent. LARK_RECALL_REFUSE, with the reason
  /// in `why`: none of them stands there, and none is sent. NULL: they do
  /// already.
  lark_recall (*commit)(void *user, lark_exchange *why);

  /// Writes down how a change ended that was written: its answer, or where it
  /// failed `status`, `msg` and `code`.
  void (*end)(void *user, const lark_exchange *change, lark_outcome outcome);

  void *user;
} lark_journal;

#ifdef __cplusplus
}
#endif

#endif
