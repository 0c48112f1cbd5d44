// SPDX-License-Identifier: MIT

/// The simplest store that keeps the contract of lark_store.h, as a host might
/// write one: a few arrays, no lock. It knows the public headers alone. Each
/// ask that is not answered at once is answered in its session's collect().
#ifndef TOY_STORE_H
#define TOY_STORE_H

#include "lark_store.h"

#include <stdlib.h>

enum { TOY_MOST = 64, TOY_SLOTS = 128 };

typedef struct toy_session {
  lark_session session; // first
  lark_store_host host;
  struct toy_session *next;
  lark_ask *answered[TOY_MOST];
  int answered_count;
} toy_session;

typedef struct toy_credential {
  lark_credential_kind kind;
  char owner[64];
  size_t owner_bytes;
  char *value;
  uint64_t expires_us, renew_us;
  bool fetching;
  lark_credential_ask *asks[TOY_MOST];
  int ask_count;
} toy_credential;

typedef struct toy_allowance {
  char owner[64];
  size_t owner_bytes;
  char endpoint[64];
  lark_rate rates[2];
  size_t rate_count;
  uint32_t allowed, in_flight;
  uint64_t answered_us[TOY_SLOTS]; // a ring
  unsigned answers;
  uint64_t held_until_us;
} toy_allowance;

typedef struct toy_store {
  lark_store store; // first
  toy_credential *credentials[TOY_MOST];
  toy_allowance *allowances[TOY_MOST];
} toy_store;

static inline lark_session *toy_attach(lark_store *store,
                                       const lark_store_host *host) {
  toy_session *s = calloc(1, sizeof *s);
  if (s == NULL) return NULL;
  s->session.store = store;
  s->host = *host;
  return &s->session;
}

static inline void toy_detach(lark_session *session) {
  free(session);
}

static inline void toy_collect(lark_session *session, uint64_t now_us) {
  toy_session *s = (toy_session *)(void *)session;
  while (s->answered_count > 0) {
    lark_ask *ask = s->answered[0];
    s->answered_count--;
    memmove(s->answered, s->answered + 1,
            (size_t)s->answered_count * sizeof(lark_ask *));
    ask->answered(ask, now_us);
  }
}

static inline void toy_answer_ask(lark_ask *ask) {
  toy_session *s = (toy_session *)(void *)ask->session;
  s->answered[s->answered_count++] = ask;
  s->host.wake(s->host.user);
}

// ---------------------------------------------------------------- credentials

static inline lark_credential *toy_find(lark_session *session,
                                        lark_credential_kind kind,
                                        const lark_owner *whose) {
  toy_store *toy = (toy_store *)(void *)session->store;
  int i = 0;
  for (; toy->credentials[i] != NULL; i++) {
    const toy_credential *c = toy->credentials[i];
    if (c->kind == kind && c->owner_bytes == whose->length_bytes &&
        memcmp(c->owner, whose->bytes, c->owner_bytes) == 0)
      return (lark_credential *)(void *)toy->credentials[i];
  }
  toy_credential *c = calloc(1, sizeof *c);
  if (c == NULL) return NULL;
  c->kind = kind;
  c->owner_bytes = whose->length_bytes;
  memcpy(c->owner, whose->bytes, whose->length_bytes);
  toy->credentials[i] = c;
  return (lark_credential *)(void *)c;
}

static inline void toy_empty(lark_credential_ask *ask) {
  free((char *)ask->value);
  free((lark_error *)ask->failure);
  ask->value = NULL;
  ask->failure = NULL;
  ask->must_fetch = false;
  ask->ask.status = LARK_STORE_OK;
}

static inline void toy_show(const toy_credential *c, lark_credential_ask *ask,
                            uint64_t now_us) {
  toy_empty(ask);
  if (c->value == NULL) return;
  ask->value = strdup(c->value);
  ask->life_us =
      c->expires_us == UINT64_MAX ? UINT64_MAX : c->expires_us - now_us;
  ask->fresh_us = c->renew_us > now_us ? c->renew_us - now_us : 0;
  if (c->renew_us == UINT64_MAX) ask->fresh_us = UINT64_MAX;
  if (c->fetching) ask->fresh_us = 1000000;
}

static inline bool toy_get(lark_session *session, lark_credential *credential,
                           lark_credential_ask *ask, uint64_t now_us) {
  toy_credential *c = (toy_credential *)(void *)credential;
  ask->ask.session = session;
  if (c->value != NULL && now_us >= c->expires_us) {
    free(c->value);
    c->value = NULL;
  }
  if (c->value == NULL && c->fetching) {
    toy_empty(ask);
    c->asks[c->ask_count++] = ask;
    return false;
  }
  toy_show(c, ask, now_us);
  ask->must_fetch = !c->fetching && (c->value == NULL || now_us >= c->renew_us);
  if (ask->must_fetch) c->fetching = true;
  return true;
}

static inline lark_credential_ask *toy_next(toy_credential *c) {
  if (c->ask_count == 0) return NULL;
  lark_credential_ask *ask = c->asks[0];
  c->ask_count--;
  memmove(c->asks, c->asks + 1, (size_t)c->ask_count * sizeof(ask));
  return ask;
}

static inline void toy_hand_over(toy_credential *c, uint64_t now_us) {
  lark_credential_ask *heir = toy_next(c);
  c->fetching = heir != NULL;
  if (heir == NULL) return;
  toy_show(c, heir, now_us);
  heir->must_fetch = true;
  toy_answer_ask(&heir->ask);
}

static inline void toy_cancel_get(lark_session *session,
                                  lark_credential *credential,
                                  lark_credential_ask *ask, uint64_t now_us) {
  toy_session *s = (toy_session *)(void *)session;
  toy_credential *c = (toy_credential *)(void *)credential;
  bool unheard = false;
  int left = 0;
  for (int i = 0; i < c->ask_count; i++)
    if (c->asks[i] != ask) c->asks[left++] = c->asks[i];
  c->ask_count = left;
  left = 0;
  for (int i = 0; i < s->answered_count; i++) {
    if (s->answered[i] != &ask->ask)
      s->answered[left++] = s->answered[i];
    else
      unheard = ask->must_fetch;
  }
  s->answered_count = left;
  toy_empty(ask);
  if (unheard) toy_hand_over(c, now_us);
}

static inline lark_status toy_put(lark_session *session,
                                  lark_credential *credential,
                                  const char *value, uint64_t life_us,
                                  uint64_t now_us) {
  (void)session;
  toy_credential *c = (toy_credential *)(void *)credential;
  free(c->value);
  c->value = strdup(value);
  c->fetching = false;
  c->expires_us = c->renew_us = UINT64_MAX;
  if (life_us != UINT64_MAX) {
    c->expires_us = now_us + life_us;
    c->renew_us = c->expires_us - life_us / 4;
  }
  for (lark_credential_ask *ask = toy_next(c); ask != NULL; ask = toy_next(c)) {
    toy_show(c, ask, now_us);
    toy_answer_ask(&ask->ask);
  }
  return LARK_OK;
}

static inline void toy_fail(lark_session *session, lark_credential *credential,
                            const lark_error *failure, uint64_t now_us) {
  (void)session;
  toy_credential *c = (toy_credential *)(void *)credential;
  if (failure == NULL) {
    toy_hand_over(c, now_us);
    return;
  }
  c->fetching = false;
  c->renew_us = now_us + 1000000;
  for (lark_credential_ask *ask = toy_next(c); ask != NULL; ask = toy_next(c)) {
    toy_show(c, ask, now_us);
    lark_error *error = malloc(sizeof *error);
    if (error != NULL) *error = *failure; // its texts are constants here
    ask->failure = error;
    toy_answer_ask(&ask->ask);
  }
}

static inline void toy_drop(lark_session *session, lark_credential *credential,
                            const char *value) {
  (void)session;
  toy_credential *c = (toy_credential *)(void *)credential;
  if (c->value == NULL || strcmp(c->value, value) != 0) return;
  free(c->value);
  c->value = NULL;
}

// ----------------------------------------------------------------- allowances

static inline lark_allowance *
toy_allowance_of(lark_session *session, const lark_owner *whose,
                 const char *endpoint, const lark_rate *rates, size_t count) {
  toy_store *toy = (toy_store *)(void *)session->store;
  int i = 0;
  for (; toy->allowances[i] != NULL; i++) {
    const toy_allowance *a = toy->allowances[i];
    if (strcmp(a->endpoint, endpoint) == 0 &&
        a->owner_bytes == whose->length_bytes &&
        memcmp(a->owner, whose->bytes, a->owner_bytes) == 0)
      return (lark_allowance *)(void *)toy->allowances[i];
  }
  toy_allowance *a = calloc(1, sizeof *a);
  if (a == NULL) return NULL;
  a->owner_bytes = whose->length_bytes;
  memcpy(a->owner, whose->bytes, whose->length_bytes);
  strncpy(a->endpoint, endpoint, sizeof a->endpoint - 1);
  a->rate_count = count;
  for (size_t r = 0; r < count; r++)
    a->rates[r] = rates[r];
  a->allowed = UINT32_MAX;
  toy->allowances[i] = a;
  return (lark_allowance *)(void *)a;
}

// How long until one more may go.
static inline uint64_t toy_wait_us(const toy_allowance *a, uint64_t now_us) {
  uint64_t wait_us = 0;
  if (a->held_until_us > now_us) wait_us = a->held_until_us - now_us;
  for (size_t r = 0; r < a->rate_count; r++) {
    uint64_t window_us = (uint64_t)a->rates[r].window_ms * 1000;
    uint32_t max = a->rates[r].max;
    if (r == 0 && a->allowed < max) max = a->allowed;
    uint32_t used = a->in_flight;
    uint64_t first_us = UINT64_MAX;
    for (unsigned i = 0; i < a->answers && i < TOY_SLOTS; i++) {
      uint64_t free_us = a->answered_us[i] + window_us;
      if (free_us <= now_us) continue;
      used++;
      if (free_us < first_us) first_us = free_us;
    }
    if (used < max) continue;
    uint64_t us = first_us == UINT64_MAX ? 5000 : first_us - now_us;
    if (us > wait_us) wait_us = us;
  }
  return wait_us;
}

static inline bool toy_take(lark_session *session, lark_allowance *allowance,
                            lark_allowance_ask *ask, uint64_t now_us) {
  toy_allowance *a = (toy_allowance *)(void *)allowance;
  ask->ask.session = session;
  ask->ask.status = LARK_STORE_OK;
  ask->granted = 0;
  ask->wait_us = 0;
  while (ask->granted < ask->wanted && ask->wait_us == 0) {
    ask->wait_us = toy_wait_us(a, now_us);
    if (ask->wait_us > 0) break;
    a->in_flight++;
    ask->granted++;
  }
  return true;
}

static inline void toy_cancel_take(lark_session *session,
                                   lark_allowance *allowance,
                                   lark_allowance_ask *ask, uint64_t now_us) {
  // None waits: all are answered at once.
  (void)session, (void)allowance, (void)ask, (void)now_us;
}

static inline void toy_answer(lark_session *session, lark_allowance *allowance,
                              uint64_t round_trip_us, uint64_t quickest_us,
                              uint64_t now_us) {
  (void)session, (void)round_trip_us, (void)quickest_us;
  toy_allowance *a = (toy_allowance *)(void *)allowance;
  a->in_flight--;
  a->answered_us[a->answers++ % TOY_SLOTS] = now_us;
}

static inline void toy_give_back(lark_session *session,
                                 lark_allowance *allowance, uint32_t count,
                                 uint64_t now_us) {
  (void)session, (void)now_us;
  ((toy_allowance *)(void *)allowance)->in_flight -= count;
}

static inline void toy_learn(lark_session *session, lark_allowance *allowance,
                             uint32_t allowed) {
  (void)session;
  toy_allowance *a = (toy_allowance *)(void *)allowance;
  if (allowed > 0 && allowed < a->allowed) a->allowed = allowed;
}

static inline void toy_hold(lark_session *session, lark_allowance *allowance,
                            uint64_t for_us, uint64_t now_us) {
  (void)session;
  toy_allowance *a = (toy_allowance *)(void *)allowance;
  if (now_us + for_us > a->held_until_us) a->held_until_us = now_us + for_us;
}

// --------------------------------------------------------------------- stores

static inline void toy_close(lark_store *store) {
  toy_store *toy = (toy_store *)(void *)store;
  for (int i = 0; toy->credentials[i] != NULL; i++) {
    free(toy->credentials[i]->value);
    free(toy->credentials[i]);
  }
  for (int i = 0; toy->allowances[i] != NULL; i++)
    free(toy->allowances[i]);
  free(toy);
}

static inline lark_store *toy_new(void) {
  static const lark_store_methods methods = {
      .size = sizeof methods,
      .close = toy_close,
      .attach = toy_attach,
      .detach = toy_detach,
      .collect = toy_collect,
      .credential = toy_find,
      .get = toy_get,
      .cancel_get = toy_cancel_get,
      .put = toy_put,
      .fail = toy_fail,
      .drop = toy_drop,
      .allowance = toy_allowance_of,
      .take = toy_take,
      .cancel_take = toy_cancel_take,
      .answer = toy_answer,
      .give_back = toy_give_back,
      .learn = toy_learn,
      .hold = toy_hold,
  };
  toy_store *toy = calloc(1, sizeof *toy);
  if (toy == NULL) return NULL;
  lark_store_init(&toy->store, &methods);
  return &toy->store;
}

#endif
