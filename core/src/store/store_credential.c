// SPDX-License-Identifier: MIT

// Credentials in memory: one asker fetches, the others wait or use the old one.
#include "backoff.h"
#include "memory.h"
#include "secret.h"
#include "store_memory.h"

// The platform hands out the old token while this much of its life is left.
static const uint64_t RENEWABLE_US = (uint64_t)30 * 60 * 1000000;

// Who has the old value while another fetches looks again after this.
static const uint64_t LOOK_AGAIN_US = 1000000;

lark_credential *lark_credential_new(const lark_allocator *allocator,
                                     lark_credential_kind kind,
                                     const lark_owner *owner) {
  lark_credential *made = lark_alloc(allocator, sizeof *made);
  if (made == NULL) return NULL;
  made->allocator = *allocator;
  made->kind = kind;
  lark_text_init(&made->owner, allocator);
  if (lark_secret_reserve(&made->owner, owner->length_bytes)) {
    lark_text_add(&made->owner, owner->bytes, owner->length_bytes);
    return made;
  }
  lark_credential_free(made);
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

static uint64_t until(uint64_t then_us, uint64_t now_us) {
  if (then_us == UINT64_MAX) return UINT64_MAX;
  return then_us > now_us ? then_us - now_us : 0;
}

static void show(const lark_credential *credential, lark_credential_ask *ask,
                 uint64_t now_us) {
  ask->failure = NULL;
  ask->must_fetch = false;
  ask->value = credential->value;
  ask->life_us = until(credential->expires_us, now_us);
  ask->fresh_us = credential->fetching ? LOOK_AGAIN_US
                                       : until(credential->renew_us, now_us);
}

bool lark_credential_get(lark_credential *credential, lark_credential_ask *ask,
                         uint64_t now_us) {
  if (credential->value != NULL && now_us >= credential->expires_us)
    forget(credential);
  if (credential->value == NULL && credential->fetching) {
    lark_queue_add(&credential->asks, &ask->ask.link);
    return false;
  }
  bool due = credential->value == NULL || now_us >= credential->renew_us;
  show(credential, ask, now_us);
  ask->must_fetch = due && !credential->fetching;
  if (ask->must_fetch) credential->fetching = true;
  return true;
}

static lark_credential_ask *next_ask(lark_credential *credential) {
  lark_link *first = credential->asks.first;
  if (first != NULL) lark_queue_remove(first);
  return (lark_credential_ask *)(void *)first;
}

lark_status lark_credential_put(lark_credential *credential, const char *value,
                                uint64_t life_us, uint64_t now_us) {
  char *copy = lark_copy(&credential->allocator, value);
  if (copy == NULL) {
    lark_failure failure;
    lark_fail(&failure, LARK_ENOMEM, "out of memory");
    lark_credential_fail(credential, &failure, now_us);
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
  for (lark_credential_ask *ask = next_ask(credential); ask != NULL;
       ask = next_ask(credential)) {
    show(credential, ask, now_us);
    ask->ask.answered(&ask->ask, now_us);
  }
  return LARK_OK;
}

// Hands the duty to fetch to the first of those who wait.
static void hand_over(lark_credential *credential, uint64_t now_us) {
  lark_credential_ask *heir = next_ask(credential);
  if (heir == NULL) return;
  show(credential, heir, now_us);
  heir->must_fetch = credential->fetching = true;
  heir->ask.answered(&heir->ask, now_us);
}

uint64_t lark_credential_fail(lark_credential *credential,
                              const lark_failure *failure, uint64_t now_us) {
  credential->fetching = false;
  if (failure == NULL) {
    hand_over(credential, now_us);
    return 0;
  }
  credential->failures++;
  uint64_t pause_us = lark_backoff_us(credential->failures + 3, now_us);
  credential->renew_us = now_us + pause_us;
  // Only those who wait now: what they start in turn may wait here again.
  lark_queue failed = {NULL, NULL};
  lark_queue_move(&credential->asks, &failed);
  while (failed.first != NULL) {
    lark_credential_ask *ask = (lark_credential_ask *)(void *)failed.first;
    lark_queue_remove(failed.first);
    show(credential, ask, now_us);
    ask->failure = failure;
    ask->ask.answered(&ask->ask, now_us);
  }
  return pause_us;
}

void lark_credential_drop(lark_credential *credential, const char *value) {
  if (credential->value != NULL && strcmp(credential->value, value) == 0)
    forget(credential);
}
