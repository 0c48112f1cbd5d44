// SPDX-License-Identifier: MIT

/// A store in memory with two clients attached, for tests of the store's seam.
#ifndef SESSIONS_H
#define SESSIONS_H

#include "store.h"

static const lark_owner owner = {"here", 4};

typedef struct sessions {
  lark_store *store;
  const lark_store_methods *methods;
  lark_session *ours, *theirs;
  int woken; // how often either client was
} sessions;

static inline void note_wake(void *user) {
  ((sessions *)user)->woken++;
}

static inline void open_sessions(sessions *s) {
  const lark_store_host host = {
      .size = sizeof host, .user = s, .wake = note_wake};
  *s = (sessions){.store = lark_store_memory(NULL)};
  s->methods = s->store->methods;
  s->ours = s->methods->attach(s->store, &host);
  s->theirs = s->methods->attach(s->store, &host);
}

static inline void collect(const sessions *s, uint64_t now_us) {
  s->methods->collect(s->ours, now_us);
  s->methods->collect(s->theirs, now_us);
}

static inline void close_sessions(sessions *s) {
  s->methods->detach(s->ours);
  s->methods->detach(s->theirs);
  lark_store_release(s->store);
}

#endif
