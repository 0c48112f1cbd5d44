// SPDX-License-Identifier: MIT

// The store on Redis: its sessions, and the methods of lark_store.h.
#include "redis_store.h"

#include <stdio.h>

#include "clock.h"
#include "memory.h"
#include "random.h"
#include "shared_allowance.h"
#include "shared_credential.h"
#include "tls.h"

typedef struct redis_store {
  lark_store store; // first, so that a store is its redis_store
  lark_redis_address address;
  lark_allocator allocator;
} redis_store;

static lark_redis_session *of(lark_session *session) {
  return (lark_redis_session *)(void *)session;
}

static lark_redis_credential *credential_of(lark_credential *credential) {
  return (lark_redis_credential *)(void *)credential;
}

static lark_redis_allowance *allowance_of(lark_allowance *allowance) {
  return (lark_redis_allowance *)(void *)allowance;
}

// Writes what a method has sent.
static void flush(lark_session *session) {
  lark_redis_link_flush(&of(session)->link);
}

// -------------------------------------------------------------- up and down

static void on_up(void *user, uint64_t now_us) {
  lark_redis_session *session = user;
  session->decided = true;
  if (!session->refused) lark_redis_session_back(session);
  for (lark_redis_credential *c = session->credentials; c != NULL; c = c->next)
    lark_redis_credential_up(c, now_us);
  for (lark_redis_allowance *a = session->allowances; a != NULL; a = a->next)
    lark_redis_allowance_up(a, now_us);
}

static void on_down(void *user, uint64_t now_us) {
  lark_redis_session *session = user;
  session->decided = true;
  if (!session->away) {
    char text[512];
    snprintf(text, sizeof text,
             "%s is away (%s): this client goes on with a share of the limits "
             "of its own",
             session->link.address->label, session->link.why);
    session->away = true;
    if (session->host.say != NULL)
      session->host.say(session->host.user, LARK_ENETWORK, text);
  }
  for (lark_redis_credential *c = session->credentials; c != NULL; c = c->next)
    lark_redis_credential_down(c, now_us);
  for (lark_redis_allowance *a = session->allowances; a != NULL; a = a->next)
    lark_redis_allowance_down(a, now_us);
  lark_redis_session_due(session, session->link.retry_us);
}

// Commands that come meanwhile wait for the new connection.
static void on_lapsed(void *user, uint64_t now_us) {
  lark_redis_session *session = user;
  session->decided = false;
  lark_redis_session_due(session, now_us);
}

// ------------------------------------------------------------------- sessions

// The inbox's: its asks are answered on the client's own thread.
static void wake(void *user) {
  lark_redis_session_due(user, 1);
}

static lark_session *attach(lark_store *store, const lark_store_host *host) {
  static const lark_redis_events events = {
      .up = on_up, .down = on_down, .lapsed = on_lapsed};
  redis_store *redis = (redis_store *)(void *)store;
  lark_redis_session *session = lark_alloc(&redis->allocator, sizeof *session);
  if (session == NULL) return NULL;
  lark_random random;
  lark_random_seed(&random);
  session->allocator = session->by_endpoint.allocator = redis->allocator;
  session->inbox.session.store = store;
  session->host = *host;
  session->inbox.host =
      (lark_store_host){.size = sizeof *host, .user = session, .wake = wake};
  session->alarm_us = UINT64_MAX;
  lark_text_init(&session->words.text, &session->allocator);
  snprintf(session->id, sizeof session->id, "%016llx",
           (unsigned long long)lark_random_next(&random));
  lark_redis_link_init(&session->link, &redis->address, &session->host, &events,
                       session);
  lark_redis_session_due(session, 1); // it is opened in the first step
  return &session->inbox.session;
}

static void detach(lark_session *ended) {
  lark_redis_session *session = of(ended);
  lark_allocator allocator = session->allocator;
  uint64_t now_us = lark_now_us();
  for (lark_redis_allowance *a = session->allowances; a != NULL; a = a->next)
    lark_redis_allowance_leave(a, now_us);
  lark_redis_link_close(&session->link);
  while (session->credentials != NULL) {
    lark_redis_credential *c = session->credentials;
    session->credentials = c->next;
    lark_redis_credential_free(c);
  }
  while (session->allowances != NULL) {
    lark_redis_allowance *a = session->allowances;
    session->allowances = a->next;
    lark_redis_allowance_free(a);
  }
  lark_index_clear(&session->by_endpoint);
  lark_text_clear(&session->words.text);
  lark_release(&allocator, session, sizeof *session);
}

static uint64_t earlier(uint64_t a, uint64_t b) {
  return a < b ? a : b;
}

// Does what is due, and returns when there will be more.
static uint64_t tick(lark_redis_session *session, uint64_t now_us) {
  lark_redis_link_look(&session->link, now_us);
  lark_redis_link_tick(&session->link, now_us);
  uint64_t due_us = lark_redis_link_due_us(&session->link);
  for (lark_redis_credential *c = session->credentials; c != NULL;
       c = c->next) {
    lark_redis_credential_tick(c, now_us);
    due_us = earlier(due_us, c->due_us);
  }
  for (lark_redis_allowance *a = session->allowances; a != NULL; a = a->next) {
    lark_redis_allowance_tick(a, now_us);
    due_us = earlier(due_us, a->due_us);
  }
  return earlier(due_us, lark_redis_link_due_us(&session->link));
}

static void collect(lark_session *collecting, uint64_t now_us) {
  lark_redis_session *session = of(collecting);
  if (now_us >= session->alarm_us) {
    session->alarm_us = 0; // whatever becomes due meanwhile is seen below
    uint64_t due_us = tick(session, now_us);
    session->alarm_us = UINT64_MAX;
    lark_redis_session_due(session, due_us > now_us ? due_us : now_us + 1);
  }
  for (lark_ask *ask = lark_inbox_take(&session->inbox); ask != NULL;
       ask = lark_inbox_take(&session->inbox))
    ask->answered(ask, ask->at_us);
  flush(collecting);
}

// ---------------------------------------------------------------- credentials

static lark_credential *credential(lark_session *asking,
                                   lark_credential_kind kind,
                                   const lark_owner *owner) {
  lark_redis_session *session = of(asking);
  for (lark_redis_credential *c = session->credentials; c != NULL; c = c->next)
    if (c->local->kind == kind && lark_owner_is(owner, &c->local->owner))
      return (lark_credential *)(void *)c;
  lark_redis_credential *c = lark_redis_credential_new(session, kind, owner);
  if (c == NULL) return NULL;
  c->next = session->credentials;
  session->credentials = c;
  return (lark_credential *)(void *)c;
}

static bool get(lark_session *session, lark_credential *credential,
                lark_credential_ask *ask, uint64_t now_us) {
  lark_redis_link_look(&of(session)->link, now_us);
  bool answered =
      lark_redis_credential_get(credential_of(credential), ask, now_us);
  flush(session);
  return answered;
}

static void cancel_get(lark_session *session, lark_credential *credential,
                       lark_credential_ask *ask, uint64_t now_us) {
  lark_redis_credential_cancel(credential_of(credential), ask, now_us);
  flush(session);
}

static lark_status put(lark_session *session, lark_credential *credential,
                       const char *value, uint64_t life_us, uint64_t now_us) {
  lark_status status = lark_redis_credential_put(credential_of(credential),
                                                 value, life_us, now_us);
  flush(session);
  return status;
}

static void fail(lark_session *session, lark_credential *credential,
                 const lark_error *failure, uint64_t now_us) {
  lark_redis_credential_fail(credential_of(credential), failure, now_us);
  flush(session);
}

static void drop(lark_session *session, lark_credential *credential,
                 const char *value) {
  lark_redis_credential_drop(credential_of(credential), value, lark_now_us());
  flush(session);
}

// ----------------------------------------------------------------- allowances

// Forgets the allowances that the client has released and that hold back
// nothing.
static void sweep(lark_redis_session *session) {
  uint64_t now_us = lark_now_us();
  lark_redis_allowance **place = &session->allowances;
  while (*place != NULL) {
    lark_redis_allowance *a = *place;
    if (!lark_redis_allowance_is_idle(a, now_us)) {
      place = &a->next;
      continue;
    }
    *place = a->next;
    lark_index_remove(&session->by_endpoint, &a->link);
    lark_redis_allowance_free(a);
  }
}

static lark_redis_allowance *indexed(lark_index_link *link) {
  size_t offset = offsetof(lark_redis_allowance, link);
  return (lark_redis_allowance *)(void *)((char *)link - offset);
}

static lark_redis_allowance *
find_allowance(lark_redis_session *session, const lark_owner *owner,
               const char *endpoint, const lark_rate *rates, size_t count) {
  uint64_t hash = lark_allowance_hash(owner, endpoint);
  for (lark_index_link *link = lark_index_find(&session->by_endpoint, hash);
       link != NULL; link = lark_index_next(link)) {
    lark_redis_allowance *a = indexed(link);
    if (lark_allowance_is(a->local, owner, endpoint)) return a;
  }
  lark_redis_allowance *a =
      lark_redis_allowance_new(session, owner, endpoint, rates, count);
  if (a == NULL) return NULL;
  if (++session->made >= LARK_ALLOWANCES_A_SWEEP &&
      session->made >= session->by_endpoint.count) {
    session->made = 0;
    sweep(session);
  }
  a->next = session->allowances;
  session->allowances = a;
  lark_index_add(&session->by_endpoint, &a->link, hash);
  return a;
}

static lark_allowance *allowance(lark_session *asking, const lark_owner *owner,
                                 const char *endpoint, const lark_rate *rates,
                                 size_t count) {
  lark_redis_session *session = of(asking);
  lark_redis_allowance *found =
      find_allowance(session, owner, endpoint, rates, count);
  if (found != NULL) found->local->users++;
  return (lark_allowance *)(void *)found;
}

static bool take(lark_session *session, lark_allowance *allowance,
                 lark_allowance_ask *ask, uint64_t now_us) {
  lark_redis_link_look(&of(session)->link, now_us);
  bool answered =
      lark_redis_allowance_take(allowance_of(allowance), ask, now_us);
  if (!answered) flush(session);
  return answered;
}

static void cancel_take(lark_session *session, lark_allowance *allowance,
                        lark_allowance_ask *ask, uint64_t now_us) {
  (void)session;
  lark_redis_allowance_cancel(allowance_of(allowance), ask, now_us);
}

static void answer(lark_session *session, lark_allowance *allowance,
                   uint64_t round_trip_us, uint64_t quickest_us,
                   uint64_t now_us) {
  (void)session;
  lark_redis_allowance_answer(allowance_of(allowance), round_trip_us,
                              quickest_us, now_us);
}

static void give_back(lark_session *session, lark_allowance *allowance,
                      uint32_t count, uint64_t now_us) {
  (void)session;
  lark_redis_allowance_give_back(allowance_of(allowance), count, now_us);
}

static void learn(lark_session *session, lark_allowance *allowance,
                  uint32_t allowed) {
  (void)session;
  lark_redis_allowance_learn(allowance_of(allowance), allowed);
}

static void hold(lark_session *session, lark_allowance *allowance,
                 uint64_t for_us, uint64_t now_us) {
  (void)session;
  lark_redis_allowance_hold(allowance_of(allowance), for_us, now_us);
}

static void release(lark_session *session, lark_allowance *allowance) {
  (void)session;
  allowance_of(allowance)->local->users--;
}

// --------------------------------------------------------------------- stores

static void close_store(lark_store *store) {
  redis_store *redis = (redis_store *)(void *)store;
  lark_allocator allocator = redis->allocator;
  lark_redis_tls_close(&redis->address);
  lark_redis_address_clear(&redis->address);
  lark_release(&allocator, redis, sizeof *redis);
}

static const lark_store_methods methods = {
    .size = sizeof methods,
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

lark_status lark_redis_open(const char *url, const lark_allocator *allocator,
                            lark_store **out, lark_failure *failure) {
  *out = NULL;
  redis_store *redis = lark_alloc(allocator, sizeof *redis);
  if (redis == NULL) return lark_fail(failure, LARK_ENOMEM, "out of memory");
  redis->allocator = *allocator;
  lark_status status =
      lark_redis_address_read(&redis->address, url, allocator, failure);
  if (status == LARK_OK)
    status = lark_redis_address_look_up(&redis->address, failure);
  if (status == LARK_OK) status = lark_redis_tls_open(&redis->address, failure);
  lark_store_init(&redis->store, &methods);
  if (status == LARK_OK)
    *out = &redis->store;
  else
    close_store(&redis->store);
  return status;
}
