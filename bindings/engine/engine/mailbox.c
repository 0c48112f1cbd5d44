// SPDX-License-Identifier: MIT
#include "mailbox.h"

#include <stdlib.h>

void lualark_mailbox_open(lualark_mailbox *box, size_t most,
                          size_t most_bytes) {
  pthread_mutex_init(&box->lock, NULL);
  box->most = most;
  box->most_bytes = most_bytes;
}

void lualark_mailbox_free(lualark_post *post) {
  if (post->texts != NULL) lualark_events_release(post->texts);
  free(post->text);
  free(post);
}

void lualark_mailbox_close(lualark_mailbox *box) {
  for (lualark_post *post = lualark_mailbox_take(box); post != NULL;
       post = lualark_mailbox_take(box))
    lualark_mailbox_free(post);
  pthread_mutex_destroy(&box->lock);
}

// One alone may be of any size.
static bool has_room(lualark_mailbox *box, size_t bytes) {
  size_t waiting = atomic_load(&box->gauge.waiting);
  return waiting == 0 ||
         (waiting < box->most &&
          atomic_load(&box->gauge.bytes) + bytes <= box->most_bytes);
}

lark_status lualark_mailbox_put(lualark_mailbox *box, lualark_post *post,
                                bool *was_empty) {
  pthread_mutex_lock(&box->lock);
  bool fits = has_room(box, post->bytes);
  if (fits) {
    atomic_fetch_add(&box->gauge.waiting, 1);
    atomic_fetch_add(&box->gauge.bytes, post->bytes);
    *was_empty = atomic_fetch_add(&box->count, 1) == 0;
    lark_queue_add(&box->posts, &post->link);
  }
  pthread_mutex_unlock(&box->lock);
  return fits ? LARK_OK : LARK_EAGAIN;
}

lualark_post *lualark_mailbox_take(lualark_mailbox *box) {
  if (!lualark_mailbox_is_filled(box)) return NULL;
  pthread_mutex_lock(&box->lock);
  lualark_post *post = (lualark_post *)(void *)lark_queue_take(&box->posts);
  if (post != NULL) {
    atomic_fetch_sub(&box->gauge.waiting, 1);
    atomic_fetch_sub(&box->gauge.bytes, post->bytes);
    atomic_fetch_sub(&box->count, 1);
  }
  pthread_mutex_unlock(&box->lock);
  return post;
}
