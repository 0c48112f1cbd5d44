// SPDX-License-Identifier: MIT

/// A call on its way from lark_start() to its callback.
///
/// Where it is says what it waits for:
///
///     ready            the next step, which looks at it
///     awaiting_token   a token
///     budget.waiting   a slot of its endpoint's rate limits
///     budgets.granted  nothing: it has a slot
///     crowded          attempts of others to end, or a quiet moment: enough
///                      are on the wire
///     (timer)          the pause before a repeat
///     (transfer)       an answer
///     done             its callback
///
///     ready ─► awaiting_token ─► budget.waiting ─► granted ─► (transfer) ─►
///     done
///       ▲                                                        │
///       └──────────────────────── (timer) ◄── repeat ────────────┘
#ifndef LARK_ACTIVE_CALL_H
#define LARK_ACTIVE_CALL_H

#include "client.h"
#include "retry.h"

/// The parts that few calls have: requests past the catalog, and files.
typedef struct lark_extras {
  struct lark_downloading *download; ///< downloading.c's; NULL: it is none
  lark_headers headers;
  lark_body_bytes bytes; ///< a body that is no JSON; no methods: there is none
  lark_body_multipart form; ///< likewise
} lark_extras;

/// A call that has not ended. (lark_call is its handle.)
typedef struct lark_active_call {
  lark_link link; ///< first, so that a link is its call
  lark_client *client;
  lark_call id;
  const lark_endpoint *endpoint; ///< NULL: a request past the catalog
  const lark_endpoint *compared; ///< what its answers are compared with; NULL:
                                 ///< nothing
  const char *name;              ///< for errors
  const char *method;
  lark_token_kind token_kind;
  lark_text url;
  lark_body *body; ///< `json`, or none
  lark_body_json json;
  struct lark_extras *extras; ///< a request's; NULL: none
  lark_sink *sink;            ///< `envelope`
  lark_sink_envelope envelope;
  bool repeatable;
  bool has_file;        ///< it sends or gets one, in as long as that takes
  uint64_t total_bytes; ///< of the file; 0: unknown
  bool has_slot;        ///< of its budget
  bool recalled;        ///< the recorder was asked, if it may be
  bool recordable;      ///< its answer is for the recorder
  uint64_t note;        ///< the recorder's

  // A change, and the journal; see change.h.
  bool changes;    ///< it does not only read
  bool looked;     ///< the journal was asked, if there is one
  bool written;    ///< it stands in the journal, without its end
  bool maybe_done; ///< an attempt may have arrived, and was not answered
  uint64_t change; ///< the journal's note
  char *row;       ///< its name; NULL: none

  lark_done *done;
  lark_fetched *fetched; ///< in place of `done`: our own, it brings a token
  void *user;            ///< of either
  lark_result *result;
  lark_budget *budget;     ///< NULL: none
  lark_transfer *transfer; ///< while on the wire
  lark_token *token;       ///< the latest attempt's
  lark_token *own_token;   ///< the person's in whose name it is; NULL: none
  lark_attempts attempts;
  uint64_t waiting_us; ///< since when it has waited for this attempt
  uint64_t sent_us;    ///< when this attempt was sent
  lark_timer pause, deadline;
  bool has_deadline;
  uint64_t round; ///< the client's, in which it ended
} lark_active_call;

/// The first call of a queue, or NULL.
static inline lark_active_call *lark_call_first(const lark_queue *queue) {
  return (lark_active_call *)(void *)queue->first;
}

/// Whether it is our own, rather than the host's.
static inline bool lark_call_is_internal(const lark_active_call *call) {
  return call->fetched != NULL;
}

/// Gives a call its budget, which it has until its end. NULL: none.
void lark_call_join(lark_active_call *call, lark_budget *budget);

/// Makes a call act for the person whose token it is. LARK_OK or LARK_ENOMEM.
lark_status lark_call_act_for(lark_active_call *call, const char *user_token);

/// Makes the extras of a call. NULL where memory lacks.
lark_extras *lark_call_extend(lark_active_call *call);

/// Makes an empty call that waits for nothing yet: no body, the envelope as its
/// sink. NULL where memory lacks.
lark_active_call *lark_call_new(lark_client *client);

/// Frees a call that is in no queue and has no name any more, or was never
/// launched.
void lark_call_free(lark_active_call *call);

/// Makes `json`, which the caller has filled in, the call's body.
void lark_call_send_json(lark_active_call *call);

/// Lets a call that has been filled in take its course.
void lark_call_launch(lark_active_call *call);

/// The call with this handle, or NULL where it has ended.
lark_active_call *lark_call_find(const lark_client *client, lark_call id);

/// Ends a call: its callback runs in this step or the next. `failure` NULL: the
/// result is complete.
void lark_call_complete(lark_active_call *call, const lark_failure *failure);

/// Ends a call for a lack: LARK_ENOMEM or LARK_EFILES.
void lark_call_starve(lark_active_call *call, lark_status status);

/// Ends a call as cancelled, wherever it is.
void lark_call_cancel(lark_active_call *call);

/// Writes what was called, for people: the endpoint's name, or method and path
/// of a request past the catalog.
void lark_call_label(const lark_active_call *call, char *room, size_t bytes);

/// The secrets that an answer to the call may echo: they must not get into an
/// error, a log or a recording.
lark_secrets lark_call_secrets(const lark_active_call *call);

/// Tells the host's log of an attempt that ended at `now_us`. `next` is what
/// comes next.
void lark_call_log(const lark_active_call *call, const lark_reply *reply,
                   const lark_error *error, const char *next, uint64_t now_us);

#endif
