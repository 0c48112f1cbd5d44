// SPDX-License-Identifier: MIT
#include "idle.h"

#include <stdio.h>

#include "language.h"

// How often to look within the timeout: an attempt ends late by one part of
// that at most.
enum { LOOKS = 4 };

static uint64_t idle_us(const lark_pool *pool) {
  return (uint64_t)pool->settings->idle_timeout_ms * 1000;
}

static bool is_idle(const lark_pool *pool, lark_transfer *transfer,
                    uint64_t now_us) {
  curl_off_t moved = lark_transfer_moved_bytes(transfer);
  // Until the request is sent, connect_timeout applies instead.
  if (!transfer->reply.sent || moved != transfer->moved_bytes) {
    transfer->moved_bytes = moved;
    transfer->moved_us = now_us;
  }
  return now_us - transfer->moved_us >= idle_us(pool);
}

static void look(void *owner, uint64_t now_us) {
  lark_pool *pool = owner;
  lark_link *next = NULL;
  for (lark_link *link = pool->busy.first; link != NULL; link = next) {
    lark_transfer *transfer = (lark_transfer *)(void *)link;
    next = link->next;
    if (!is_idle(pool, transfer, now_us)) continue;
    snprintf(transfer->reply.message, sizeof transfer->reply.message,
             lark_words("no byte came for %.3g s (idle_timeout)"),
             (double)pool->settings->idle_timeout_ms / 1000);
    lark_pool_end(pool, transfer, CURLE_OPERATION_TIMEDOUT);
  }
  if (pool->in_flight > 0) lark_idle_watch(pool, now_us);
}

lark_status lark_idle_open(lark_pool *pool) {
  pool->idle_look = (lark_timer){.fire = look, .owner = pool};
  return lark_timers_reserve(pool->timers, 1);
}

void lark_idle_watch(lark_pool *pool, uint64_t now_us) {
  if (pool->idle_look.place == 0)
    lark_timer_set(pool->timers, &pool->idle_look,
                   now_us + idle_us(pool) / LOOKS);
}
