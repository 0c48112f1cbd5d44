// SPDX-License-Identifier: MIT
#include "allowance.h"

#include "inbox.h"
#include "memory.h"
#include "secret.h"

static bool fill_in(lark_allowance *allowance, const lark_owner *owner,
                    const char *endpoint, const lark_rate *rates,
                    size_t count) {
  const lark_allocator *allocator = &allowance->allocator;
  lark_text_init(&allowance->owner, allocator);
  if (!lark_secret_reserve(&allowance->owner, owner->length_bytes))
    return false;
  lark_text_add(&allowance->owner, owner->bytes, owner->length_bytes);
  allowance->endpoint = lark_copy(allocator, endpoint);
  if (allowance->endpoint == NULL) return false;
  if (count == 0) return true;

  allowance->windows = lark_alloc(allocator, count * sizeof(lark_window));
  if (allowance->windows == NULL) return false;
  allowance->count = count;
  for (size_t i = 0; i < count; i++)
    lark_window_init(&allowance->windows[i], &rates[i], allocator);
  return true;
}

lark_allowance *lark_allowance_new(const lark_allocator *allocator,
                                   const lark_owner *owner,
                                   const char *endpoint, const lark_rate *rates,
                                   size_t count) {
  lark_allowance *allowance = lark_alloc(allocator, sizeof *allowance);
  if (allowance == NULL) return NULL;
  allowance->allocator = *allocator;
  if (fill_in(allowance, owner, endpoint, rates, count)) return allowance;
  lark_allowance_free(allowance);
  return NULL;
}

void lark_allowance_free(lark_allowance *allowance) {
  lark_allocator allocator = allowance->allocator;
  for (size_t i = 0; i < allowance->count; i++)
    lark_window_clear(&allowance->windows[i]);
  lark_release(&allocator, allowance->windows,
               allowance->count * sizeof(lark_window));
  lark_secret_clear(&allowance->owner);
  lark_release_string(&allocator, allowance->endpoint);
  lark_release(&allocator, allowance, sizeof *allowance);
}

uint64_t lark_allowance_hash(const lark_owner *owner, const char *endpoint) {
  uint64_t hash = lark_hash(0, owner->bytes, owner->length_bytes);
  return lark_hash(hash, endpoint, strlen(endpoint));
}

lark_allowance *lark_allowance_of(lark_index_link *link) {
  size_t offset = offsetof(lark_allowance, link);
  return (lark_allowance *)(void *)((char *)link - offset);
}

bool lark_allowance_is(const lark_allowance *allowance, const lark_owner *owner,
                       const char *endpoint) {
  return strcmp(allowance->endpoint, endpoint) == 0 &&
         lark_owner_is(owner, &allowance->owner);
}

// All answers of a burst are late where server or client stood still for a
// moment, so that none shows how short a round trip can be. Until several
// bursts were seen, the round trip of another endpoint (a token's, all alone)
// counts as well.
enum { BURSTS_TO_TRUST = 3, BURST_US = 300000 };

uint64_t lark_allowance_shortest_us(const lark_allowance *allowance) {
  uint64_t own_us = allowance->round_trip_us;
  uint64_t other_us = allowance->quickest_us;
  if (allowance->bursts >= BURSTS_TO_TRUST || other_us == 0) return own_us;
  return other_us < own_us ? other_us : own_us;
}

// How long until a slot is free; UINT64_MAX: an answer decides that.
static uint64_t wait_us(lark_allowance *allowance, uint64_t now_us) {
  uint64_t longest_us = 0;
  if (allowance->held_until_us > now_us)
    longest_us = allowance->held_until_us - now_us;
  for (size_t i = 0; i < allowance->count; i++) {
    uint64_t us = lark_window_wait_us(&allowance->windows[i], now_us,
                                      lark_allowance_shortest_us(allowance));
    if (us > longest_us) longest_us = us;
  }
  return longest_us;
}

static bool take_one(lark_allowance *allowance) {
  for (size_t i = 0; i < allowance->count; i++) {
    if (!lark_window_reserve(&allowance->windows[i])) return false;
  }
  for (size_t i = 0; i < allowance->count; i++)
    lark_window_take(&allowance->windows[i]);
  return true;
}

bool lark_allowance_take(lark_allowance *allowance, lark_allowance_ask *ask,
                         uint64_t now_us) {
  ask->ask.status = LARK_STORE_OK;
  ask->granted = 0;
  ask->wait_us = 0;
  while (ask->granted < ask->wanted && ask->wait_us == 0) {
    ask->wait_us = wait_us(allowance, now_us);
    if (ask->wait_us > 0) break;
    if (!take_one(allowance)) {
      if (ask->granted == 0) ask->ask.status = LARK_STORE_NO_MEMORY;
      return true; // it asks for the rest later
    }
    ask->granted++;
  }
  if (ask->wait_us != UINT64_MAX) return true;
  ask->wait_us = 0;
  // The granted attempts go first; the asker then asks for the rest, and waits.
  if (ask->granted > 0) return true;
  lark_queue_add(&allowance->asks, &ask->ask.link);
  return false;
}

void lark_allowance_cancel(lark_allowance_ask *ask) {
  // An ask that waits here is answered without a slot (tell()): none to free.
  lark_queue_remove(&ask->ask.link);
}

// Tells the asks that wait for an answer when to ask again.
static void tell(lark_allowance *allowance, uint64_t now_us) {
  if (allowance->asks.first == NULL) return;
  uint64_t us = wait_us(allowance, now_us);
  if (us == UINT64_MAX) return;
  for (lark_link *first = allowance->asks.first; first != NULL;
       first = allowance->asks.first) {
    lark_allowance_ask *ask = (lark_allowance_ask *)(void *)first;
    lark_queue_remove(first);
    ask->wait_us = us;
    lark_inbox_add(&ask->ask, now_us);
  }
}

static void lower(uint64_t *shortest_us, uint64_t us) {
  if (us > 0 && (*shortest_us == 0 || us < *shortest_us)) *shortest_us = us;
}

void lark_allowance_answer(lark_allowance *allowance, uint64_t round_trip_us,
                           uint64_t quickest_us, uint64_t now_us) {
  lower(&allowance->round_trip_us, round_trip_us);
  lower(&allowance->quickest_us, quickest_us);
  if (allowance->bursts == 0 || now_us > allowance->burst_us + BURST_US) {
    allowance->burst_us = now_us;
    if (allowance->bursts < BURSTS_TO_TRUST) allowance->bursts++;
  }
  // A lost attempt may have arrived just now: it counts from here in full.
  uint64_t answered_us =
      round_trip_us > 0 ? now_us : now_us + allowance->round_trip_us;
  for (size_t i = 0; i < allowance->count; i++)
    lark_window_answer(&allowance->windows[i], answered_us);
  tell(allowance, now_us);
}

void lark_allowance_give_back(lark_allowance *allowance, uint32_t count,
                              uint64_t now_us) {
  for (; count > 0; count--) {
    for (size_t i = 0; i < allowance->count; i++)
      lark_window_give_back(&allowance->windows[i]);
  }
  tell(allowance, now_us);
}

void lark_allowance_learn(lark_allowance *allowance, uint32_t allowed) {
  // The server does not say which window the number is for. It is taken for the
  // first one's if it is lower; the longer windows' numbers are higher anyway.
  if (allowance->count > 0) lark_window_lower(&allowance->windows[0], allowed);
}

void lark_allowance_share(lark_allowance *allowance, uint32_t clients) {
  for (size_t i = 0; i < allowance->count; i++)
    allowance->windows[i].share = clients;
}

void lark_allowance_hold(lark_allowance *allowance, uint64_t for_us,
                         uint64_t now_us) {
  uint64_t until_us = now_us + for_us;
  if (until_us > allowance->held_until_us) allowance->held_until_us = until_us;
}

bool lark_allowance_is_idle(lark_allowance *allowance, uint64_t now_us) {
  bool idle =
      allowance->asks.first == NULL && allowance->held_until_us <= now_us;
  for (size_t i = 0; i < allowance->count; i++)
    idle = idle && lark_window_is_empty(&allowance->windows[i], now_us,
                                        lark_allowance_shortest_us(allowance));
  return idle;
}
