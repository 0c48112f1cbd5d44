// SPDX-License-Identifier: MIT

// The store of one process: indexes of credentials and allowances under a lock.
// credential.c and allowance.c do the work; this file finds the objects, and
// takes the lock.
#include <pthread.h>
#include <string.h>

#include "allowance.h"
#include "clock.h"
#include "credential.h"
#include "inbox.h"
#include "index.h"
#include "memory.h"

typedef struct memory_store {
  lark_store store; ///< first, so that a store is its memory_store
  pthread_mutex_t lock;
  lark_index credentials, allowances;
  uint32_t made; // allowances, so far
  lark_allocator allocator;
} memory_store;

static memory_store *lock(const lark_session *session) {
  memory_store *memory = (memory_store *)(void *)session->store;
  pthread_mutex_lock(&memory->lock);
  return memory;
}

static void unlock(memory_store *memory) {
  pthread_mutex_unlock(&memory->lock);
}

// ------------------------------------------------------------------- sessions

static lark_session *attach(lark_store *store, const lark_store_host *host) {
  memory_store *memory = (memory_store *)(void *)store;
  pthread_mutex_lock(&memory->lock);
  lark_inbox *inbox = lark_alloc(&memory->allocator, sizeof *inbox);
  unlock(memory);
  if (inbox == NULL) return NULL;
  inbox->session.store = store;
  inbox->host = *host;
  return &inbox->session;
}

static void detach(lark_session *session) {
  memory_store *memory = lock(session);
  lark_release(&memory->allocator, session, sizeof(lark_inbox));
  unlock(memory);
}

static void collect(lark_session *session, uint64_t now_us) {
  (void)now_us;
  lark_inbox *inbox = (lark_inbox *)(void *)session;
  for (;;) {
    memory_store *memory = lock(session);
    lark_ask *ask = lark_inbox_take(inbox);
    unlock(memory);
    if (ask == NULL) return;
    // Without the lock: it asks again, and puts.
    ask->answered(ask, ask->at_us);
  }
}

// ---------------------------------------------------------------- credentials

static lark_credential *credential_of(lark_index_link *link) {
  size_t offset = offsetof(lark_credential, link);
  return (lark_credential *)(void *)((char *)link - offset);
}

static lark_credential *find_credential(memory_store *memory,
                                        lark_credential_kind kind,
                                        const lark_owner *owner) {
  uint64_t hash = lark_hash((uint64_t)kind, owner->bytes, owner->length_bytes);
  for (lark_index_link *link = lark_index_find(&memory->credentials, hash);
       link != NULL; link = lark_index_next(link)) {
    lark_credential *c = credential_of(link);
    if (c->kind == kind && lark_owner_is(owner, &c->owner)) return c;
  }
  lark_credential *c = lark_credential_new(&memory->allocator, kind, owner);
  if (c != NULL) lark_index_add(&memory->credentials, &c->link, hash);
  return c;
}

static lark_credential *credential(lark_session *session,
                                   lark_credential_kind kind,
                                   const lark_owner *owner) {
  memory_store *memory = lock(session);
  lark_credential *found = find_credential(memory, kind, owner);
  unlock(memory);
  return found;
}

static bool get(lark_session *session, lark_credential *credential,
                lark_credential_ask *ask, uint64_t now_us) {
  memory_store *memory = lock(session);
  ask->ask.session = session;
  bool answered = lark_credential_get(credential, ask, now_us);
  unlock(memory);
  return answered;
}

static void cancel_get(lark_session *session, lark_credential *credential,
                       lark_credential_ask *ask, uint64_t now_us) {
  memory_store *memory = lock(session);
  lark_credential_cancel(credential, ask, now_us);
  unlock(memory);
}

static lark_status put(lark_session *session, lark_credential *credential,
                       const char *value, uint64_t life_us, uint64_t now_us) {
  memory_store *memory = lock(session);
  lark_status status = lark_credential_put(credential, value, life_us, now_us);
  unlock(memory);
  return status;
}

static void fail(lark_session *session, lark_credential *credential,
                 const lark_error *failure, uint64_t now_us) {
  memory_store *memory = lock(session);
  lark_credential_fail(credential, failure, now_us);
  unlock(memory);
}

static void drop(lark_session *session, lark_credential *credential,
                 const char *value) {
  memory_store *memory = lock(session);
  lark_credential_drop(credential, value);
  unlock(memory);
}

// ----------------------------------------------------------------- allowances

// Forgets the allowances that no client has and that hold back nothing.
static void sweep(memory_store *memory) {
  uint64_t now_us = lark_now_us();
  lark_index *index = &memory->allowances;
  size_t number = 0;
  for (lark_index_link *link = lark_index_walk(index, &number); link != NULL;
       number++, link = lark_index_walk(index, &number)) {
    for (lark_index_link *next = NULL; link != NULL; link = next) {
      lark_allowance *a = lark_allowance_of(link);
      next = link->next;
      if (a->users > 0 || !lark_allowance_is_idle(a, now_us)) continue;
      lark_index_remove(index, link);
      lark_allowance_free(a);
    }
  }
}

// After as many as there are: what a sweep costs is shared by the calls that
// made them.
static void sweep_if_due(memory_store *memory) {
  if (++memory->made < LARK_ALLOWANCES_A_SWEEP ||
      memory->made < memory->allowances.count)
    return;
  memory->made = 0;
  sweep(memory);
}

static lark_allowance *find_allowance(memory_store *memory,
                                      const lark_owner *owner,
                                      const char *endpoint,
                                      const lark_rate *rates, size_t count) {
  uint64_t hash = lark_allowance_hash(owner, endpoint);
  for (lark_index_link *link = lark_index_find(&memory->allowances, hash);
       link != NULL; link = lark_index_next(link)) {
    lark_allowance *a = lark_allowance_of(link);
    if (lark_allowance_is(a, owner, endpoint)) return a;
  }
  sweep_if_due(memory);
  lark_allowance *a =
      lark_allowance_new(&memory->allocator, owner, endpoint, rates, count);
  if (a != NULL) lark_index_add(&memory->allowances, &a->link, hash);
  return a;
}

static lark_allowance *allowance(lark_session *session, const lark_owner *owner,
                                 const char *endpoint, const lark_rate *rates,
                                 size_t count) {
  memory_store *memory = lock(session);
  lark_allowance *found = find_allowance(memory, owner, endpoint, rates, count);
  if (found != NULL) found->users++;
  unlock(memory);
  return found;
}

static bool take(lark_session *session, lark_allowance *allowance,
                 lark_allowance_ask *ask, uint64_t now_us) {
  memory_store *memory = lock(session);
  ask->ask.session = session;
  bool answered = lark_allowance_take(allowance, ask, now_us);
  unlock(memory);
  return answered;
}

static void cancel_take(lark_session *session, lark_allowance *allowance,
                        lark_allowance_ask *ask, uint64_t now_us) {
  (void)allowance, (void)now_us;
  memory_store *memory = lock(session);
  lark_allowance_cancel(ask);
  unlock(memory);
}

static void answer(lark_session *session, lark_allowance *allowance,
                   uint64_t round_trip_us, uint64_t quickest_us,
                   uint64_t now_us) {
  memory_store *memory = lock(session);
  lark_allowance_answer(allowance, round_trip_us, quickest_us, now_us);
  unlock(memory);
}

static void give_back(lark_session *session, lark_allowance *allowance,
                      uint32_t count, uint64_t now_us) {
  memory_store *memory = lock(session);
  lark_allowance_give_back(allowance, count, now_us);
  unlock(memory);
}

static void learn(lark_session *session, lark_allowance *allowance,
                  uint32_t allowed) {
  memory_store *memory = lock(session);
  lark_allowance_learn(allowance, allowed);
  unlock(memory);
}

static void hold(lark_session *session, lark_allowance *allowance,
                 uint64_t for_us, uint64_t now_us) {
  memory_store *memory = lock(session);
  lark_allowance_hold(allowance, for_us, now_us);
  unlock(memory);
}

static void release(lark_session *session, lark_allowance *allowance) {
  memory_store *memory = lock(session);
  allowance->users--;
  unlock(memory);
}

// --------------------------------------------------------------------- stores

static void close_store(lark_store *store) {
  memory_store *memory = (memory_store *)(void *)store;
  lark_allocator allocator = memory->allocator;
  size_t number = 0;
  for (lark_index_link *link = NULL;
       (link = lark_index_walk(&memory->credentials, &number)) != NULL;) {
    lark_index_remove(&memory->credentials, link);
    lark_credential_free(credential_of(link));
  }
  number = 0;
  for (lark_index_link *link = NULL;
       (link = lark_index_walk(&memory->allowances, &number)) != NULL;) {
    lark_index_remove(&memory->allowances, link);
    lark_allowance_free(lark_allowance_of(link));
  }
  lark_index_clear(&memory->credentials);
  lark_index_clear(&memory->allowances);
  pthread_mutex_destroy(&memory->lock);
  lark_release(&allocator, memory, sizeof *memory);
}

static const lark_store_methods in_memory = {
    .size = sizeof in_memory,
    .close = close_store,
    .attach = attach,
    .detach = detach,
    .collect = collect,
    .credential = credential,
    .get = get,
    .cancel_get = cancel_get,
    .put = put,
    .fail = fail,
    .drop = drop,
    .allowance = allowance,
    .take = take,
    .cancel_take = cancel_take,
    .answer = answer,
    .give_back = give_back,
    .learn = learn,
    .hold = hold,
    .release = release,
};

lark_store *lark_store_memory(const lark_allocator *allocator) {
  static const lark_allocator usual = {NULL, NULL};
  if (allocator == NULL) allocator = &usual;
  memory_store *memory = lark_alloc(allocator, sizeof *memory);
  if (memory == NULL) return NULL;
  lark_store_init(&memory->store, &in_memory);
  memory->allocator = *allocator;
  memory->credentials.allocator = memory->allowances.allocator = *allocator;
  pthread_mutex_init(&memory->lock, NULL);
  return &memory->store;
}

lark_status lark_store_named(const char *name, const lark_allocator *allocator,
                             lark_store **out) {
  return lark_store_register(name, allocator, lark_store_memory, out);
}
