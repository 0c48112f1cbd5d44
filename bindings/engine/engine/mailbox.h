// SPDX-License-Identifier: MIT

/// Posts of other threads to an engine. Any thread puts some in, under a
/// short lock, and the one that steps takes them out: no other thread comes
/// near a Lua state.
#ifndef LUALARK_MAILBOX_H
#define LUALARK_MAILBOX_H

#include <pthread.h>
#include <stdatomic.h>

#include "events.h"
#include "lualark.h"

typedef enum lualark_post_kind {
  POST_EVENT,
  POST_ANSWER,
  POST_REFUSAL
} lualark_post_kind;

typedef struct lualark_post {
  lark_link link; ///< first, so that it leads to the post
  lualark_post_kind kind;
  uint64_t to;                ///< a script, or a call that waits
  lualark_event_texts *texts; ///< of an event
  char *text;                 ///< of an answer; NULL: nil
  size_t bytes;
} lualark_post;

typedef struct lualark_mailbox {
  pthread_mutex_t lock;
  lark_queue posts;    ///< oldest first, under the lock
  atomic_size_t count; ///< of these
  /// These, and events that wait until their scripts have room.
  lualark_gauge gauge;
  size_t most, most_bytes; ///< in the gauge
  uint64_t dropped;        ///< whose script or call had ended
} lualark_mailbox;

void lualark_mailbox_open(lualark_mailbox *box, size_t most, size_t most_bytes);
void lualark_mailbox_close(lualark_mailbox *box);

/// Puts a post in, from any thread. LARK_OK, and the box owns it; or
/// LARK_EAGAIN if too much waits. `was_empty`: nothing was in the box.
lark_status lualark_mailbox_put(lualark_mailbox *box, lualark_post *post,
                                bool *was_empty);

/// Takes the oldest post out, which the caller frees; NULL if there is none.
lualark_post *lualark_mailbox_take(lualark_mailbox *box);
void lualark_mailbox_free(lualark_post *post);

/// Whether posts wait for a step.
static inline bool lualark_mailbox_is_filled(lualark_mailbox *box) {
  return atomic_load(&box->count) > 0;
}

#endif
