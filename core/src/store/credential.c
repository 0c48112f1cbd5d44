// SPDX-License-Identifier: MIT
#include "credential.h"

#include "backoff.h"
#include "inbox.h"
#include "memory.h"
#include "secret.h"

// The platform hands out the old token while this much of its life is left.
static const uint64_t RENEWABLE_US = (uint64_t)30 * 60 * 1000000;

// While another asker fetches, holders of the old value check again after this
// time.
static const uint64_t LOOK_AGAIN_US = 1000000;

lark_credential *lark_credential_new(const lark_allocator *allocator,
                                     lark_credential_kind kind,
                                     const lark_owner *owner) {
  lark_credential *credential = lark_alloc(allocator, sizeof *credential);
  if (credential == NULL) return NULL;
  credential->allocator = *allocator;
  credential->kind = kind;
  lark_text_init(&credential->owner, allocator);
  if (lark_secret_reserve(&credential->owner, owner->length_bytes)) {
    lark_text_add(&credential->owner, owner->bytes, owner->length_bytes);
    return credential;
  }
  lark_credential_free(credential);
  return NULL;
}

static void forget(lark_credential *credential) {
  lark_release_secret(&credential->allocator, credential->value);
  credential->value = NULL;
}

void lark_credential_free(lark_credential *credential) {
  lark_allocator allocator = credential->allocator;
  forget(credential);
  lark_secret_clear(&credential->owner);
  lark_release(&allocator, credential, sizeof *credential);
}

// -------------------------------------------------------------------- answers

// Frees what an earlier answer left in an ask.
static void empty(const lark_credential *credential, lark_credential_ask *ask) {
  lark_release_secret(&credential->allocator, (char *)ask->value);
  // A failure begins with its error.
  lark_release(&credential->allocator, (lark_failure *)(void *)ask->failure,
               sizeof(lark_failure));
  ask->value = NULL;
  ask->failure = NULL;
  ask->life_us = ask->fresh_us = 0;
  ask->must_fetch = false;
  ask->ask.status = LARK_STORE_OK;
}

static uint64_t until(uint64_t then_us, uint64_t now_us) {
  if (then_us == UINT64_MAX) return UINT64_MAX;
  return then_us > now_us ? then_us - now_us : 0;
}

// Fills in an answer: the value, if there is one.
static void show(const lark_credential *credential, lark_credential_ask *ask,
                 uint64_t now_us) {
  empty(credential, ask);
  ask->value = lark_copy(&credential->allocator, credential->value);
  if (credential->value != NULL && ask->value == NULL) {
    ask->ask.status = LARK_STORE_NO_MEMORY;
    return;
  }
  ask->life_us = until(credential->expires_us, now_us);
  ask->fresh_us = credential->fetching ? LOOK_AGAIN_US
                                       : until(credential->renew_us, now_us);
}

static void show_failure(const lark_credential *credential,
                         lark_credential_ask *ask, const lark_error *error,
                         uint64_t now_us) {
  show(credential, ask, now_us);
  lark_failure *failure = lark_alloc(&credential->allocator, sizeof *failure);
  if (failure == NULL) {
    ask->ask.status = LARK_STORE_NO_MEMORY;
    return;
  }
  lark_failure_from(failure, error);
  ask->failure = &failure->error;
}

static lark_credential_ask *next_ask(lark_queue *asks) {
  lark_link *first = asks->first;
  if (first != NULL) lark_queue_remove(first);
  return (lark_credential_ask *)(void *)first;
}

bool lark_credential_get(lark_credential *credential, lark_credential_ask *ask,
                         uint64_t now_us) {
  if (credential->value != NULL && now_us >= credential->expires_us)
    forget(credential);
  if (credential->value == NULL && credential->fetching) {
    empty(credential, ask);
    lark_queue_add(&credential->asks, &ask->ask.link);
    return false;
  }
  bool due = credential->value == NULL || now_us >= credential->renew_us;
  show(credential, ask, now_us);
  ask->must_fetch =
      due && !credential->fetching && ask->ask.status == LARK_STORE_OK;
  if (ask->must_fetch) credential->fetching = true;
  return true;
}

// Hands the duty to fetch to the first ask that waits.
static void hand_over(lark_credential *credential, uint64_t now_us) {
  lark_credential_ask *heir = next_ask(&credential->asks);
  credential->fetching = false;
  if (heir == NULL) return;
  show(credential, heir, now_us);
  heir->must_fetch = credential->fetching = true;
  lark_inbox_add(&heir->ask, now_us);
}

void lark_credential_cancel(lark_credential *credential,
                            lark_credential_ask *ask, uint64_t now_us) {
  bool has_duty = lark_inbox_holds(&ask->ask) && ask->must_fetch;
  lark_queue_remove(&ask->ask.link);
  empty(credential, ask);
  if (has_duty) hand_over(credential, now_us);
}

// -------------------------------------------------------------------- fetches

lark_status lark_credential_put(lark_credential *credential, const char *value,
                                uint64_t life_us, uint64_t now_us) {
  char *copy = lark_copy(&credential->allocator, value);
  if (copy == NULL) {
    lark_failure failure;
    lark_fail(&failure, LARK_ENOMEM, "out of memory");
    lark_credential_fail(credential, &failure.error, now_us);
    return LARK_ENOMEM;
  }
  forget(credential);
  credential->value = copy;
  credential->fetching = false;
  credential->failures = 0;
  credential->expires_us = credential->renew_us = UINT64_MAX;
  if (life_us != UINT64_MAX) {
    uint64_t ahead_us = life_us / 4 < RENEWABLE_US ? life_us / 4 : RENEWABLE_US;
    credential->expires_us = now_us + life_us;
    credential->renew_us = credential->expires_us - ahead_us;
  }
  for (lark_credential_ask *ask = next_ask(&credential->asks); ask != NULL;
       ask = next_ask(&credential->asks)) {
    show(credential, ask, now_us);
    lark_inbox_add(&ask->ask, now_us);
  }
  return LARK_OK;
}

void lark_credential_fail(lark_credential *credential,
                          const lark_error *failure, uint64_t now_us) {
  if (failure == NULL) {
    hand_over(credential, now_us);
    return;
  }
  credential->fetching = false;
  credential->failures++;
  credential->renew_us =
      now_us + lark_backoff_us(credential->failures + 3, now_us);
  for (lark_credential_ask *ask = next_ask(&credential->asks); ask != NULL;
       ask = next_ask(&credential->asks)) {
    show_failure(credential, ask, failure, now_us);
    lark_inbox_add(&ask->ask, now_us);
  }
}

void lark_credential_drop(lark_credential *credential, const char *value) {
  if (credential->value != NULL && strcmp(credential->value, value) == 0)
    forget(credential);
}
