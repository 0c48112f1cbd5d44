// SPDX-License-Identifier: MIT

/// A call on its way from lark_start() to its callback.
///
/// Where it is says what it waits for:
///
///   ready      to be looked at in the next step
///   tokens.waiting   a token
///   budget.waiting   a rate budget
///   granted    nothing: it has a slot of its budget
///   crowded    attempts of others to end, or a quiet moment: enough are on
///              the wire
///   (a timer)  the pause before a repeat
///   (transfer) an answer
///   done       its callback
#ifndef LARK_CALL_H
#define LARK_CALL_H

#include "client.h"

typedef struct call {
  lark_link link; ///< first, so that a link is its call
  lark_client *client;
  lark_call id;
  const lark_endpoint *endpoint; ///< NULL: a request past the catalog
  const char *name;              ///< for errors
  const char *method;
  lark_text url, body;
  bool has_body;
  bool repeatable;
  bool internal;   ///< our own: a token is fetched
  bool secret;     ///< the body holds one
  bool has_slot;   ///< of its budget
  bool recalled;   ///< the recorder was asked, if it may be
  bool recordable; ///< it was, and left this note
  uint64_t note;

  uint64_t round; ///< of the client's deliveries, in which it ended

  lark_done *done;
  void *user;
  lark_meter *meter; ///< of its answer; NULL: none
  lark_result *result;
  lark_budget *budget;     ///< NULL: none
  lark_transfer *transfer; ///< while on the wire
  lark_token *token;       ///< the one it was sent with last
  lark_attempts attempts;
  uint64_t waiting_us; ///< since when it has waited for this attempt
  uint64_t sent_us;    ///< when this attempt was sent
  lark_timer pause, deadline;
  bool has_deadline;
} call;

/// The first call in a line, or NULL.
static inline call *lark_call_first(const lark_queue *line) {
  return (call *)line->first;
}

/// Makes an empty call that waits for nothing yet; NULL where memory lacks.
call *lark_call_new(lark_client *client, lark_done *done, void *user);

/// Drops a call that was not launched.
void lark_call_drop(call *unlaunched);

/// Lets a call that has been filled in take its course.
void lark_call_launch(call *launched);

/// The call of that name, or NULL where it has ended.
call *lark_call_find(const lark_client *client, lark_call id);

/// Ends a call: its callback runs in this step or the next. `failure` NULL
/// where the result is complete.
void lark_call_complete(call *ended, const lark_failure *failure);

/// What a server that echoes it must not bring into an error, a log or a
/// recording.
lark_secrets lark_call_secrets(const call *sent);

/// Ends it as cancelled, wherever it is.
void lark_call_cancel(call *cancelled);

/// Sends what may be sent, at most `most` calls. admit.c has these three.
void lark_calls_admit(lark_client *client, uint64_t now_us, uint32_t most);

/// Says how many may be on the wire in the next round, after one in which
/// there was nothing to handle (`quiet`) or something.
void lark_calls_make_room(lark_client *client, bool quiet);

/// Whether there is something left that may be sent, or may be soon.
bool lark_calls_admissible(const lark_client *client);

/// An attempt has ended: reads its reply and decides what comes next.
void lark_call_finish(lark_transfer *transfer, CURLcode code);

/// Takes in attempts that libcurl has finished, at most `most`; false where it
/// has no more.
bool lark_calls_collect(lark_client *client, uint32_t most);

/// Runs the callback of the first call that has ended; false where none has.
/// None that ended in `round` or later.
bool lark_calls_deliver(lark_client *client, uint64_t round);

/// Cancels them all.
void lark_calls_cancel(lark_client *client);

#endif
