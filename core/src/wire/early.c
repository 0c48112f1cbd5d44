// SPDX-License-Identifier: MIT
#include "early.h"

#include "clock.h"

// An answer without a length is whole after so long a silence.
static const uint64_t SILENCE_US = 1000000;

// Whether the answer can be read as far as it has come: of a refusal its status
// is enough.
static bool is_readable(const lark_transfer *transfer) {
  const lark_text *body = &transfer->reply.body;
  return transfer->reply.http_status >= 300 ||
         (body->length_bytes > 0 && body->bytes[body->length_bytes - 1] == '}');
}

static bool is_silent(lark_transfer *transfer, uint64_t now_us) {
  curl_off_t moved = lark_transfer_moved_bytes(transfer);
  if (moved != transfer->moved_bytes) {
    transfer->moved_bytes = moved;
    transfer->moved_us = now_us;
  }
  return now_us - transfer->moved_us >= SILENCE_US;
}

static bool is_whole(lark_transfer *transfer, uint64_t now_us) {
  curl_off_t length = -1;
  curl_off_t got = 0;
  curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T,
                    &length);
  curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &got);
  if (length > 0) return got >= length;
  return is_silent(transfer, now_us) && is_readable(transfer);
}

void lark_early_look(lark_pool *pool) {
  if (!pool->has_early) return;
  uint64_t now_us = lark_now_us();
  bool has_early = false;
  lark_link *next = NULL;
  for (lark_link *link = pool->busy.first; link != NULL; link = next) {
    lark_transfer *transfer = (lark_transfer *)(void *)link;
    next = link->next;
    if (!transfer->early) continue;
    if (is_whole(transfer, now_us))
      lark_pool_end(pool, transfer, CURLE_OK);
    else
      has_early = true;
  }
  pool->has_early = has_early;
  if (has_early && pool->early_look.place == 0)
    lark_timer_set(pool->timers, &pool->early_look, now_us + SILENCE_US / 4);
}

static void look(void *owner, uint64_t now_us) {
  (void)now_us;
  lark_early_look(owner);
}

lark_status lark_early_open(lark_pool *pool) {
  pool->early_look = (lark_timer){.fire = look, .owner = pool};
  return lark_timers_reserve(pool->timers, 1);
}
