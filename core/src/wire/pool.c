// SPDX-License-Identifier: MIT
#include "pool.h"

static lark_transfer *first_of(const lark_queue *transfers) {
  return (lark_transfer *)(void *)transfers->first;
}

lark_status lark_pool_open(lark_pool *pool, const lark_settings *settings,
                           lark_timers *timers, lark_ended *ended) {
  pool->settings = settings;
  pool->timers = timers;
  pool->ended = ended;
  return lark_loop_open(&pool->loop, &settings->allocator,
                        settings->max_in_flight);
}

void lark_pool_close(lark_pool *pool) {
  while (pool->spare.first != NULL) {
    lark_transfer *transfer = first_of(&pool->spare);
    lark_queue_remove(&transfer->link);
    lark_transfer_free(transfer);
  }
  lark_loop_close(&pool->loop);
}

static lark_transfer *take_spare(lark_pool *pool) {
  lark_transfer *transfer = first_of(&pool->spare);
  if (transfer == NULL)
    return lark_transfer_new(pool->settings, &pool->loop.sockets);
  lark_queue_remove(&transfer->link);
  return transfer;
}

lark_transfer *lark_pool_send(lark_pool *pool, const lark_shipment *shipment,
                              lark_token *token, uint64_t now_us) {
  lark_transfer *transfer = take_spare(pool);
  if (transfer == NULL) {
    lark_token_release(token);
    return NULL;
  }
  lark_status status = lark_transfer_load(transfer, shipment, token);
  if (status != LARK_OK ||
      curl_multi_add_handle(pool->loop.multi, transfer->easy) != CURLM_OK) {
    lark_transfer_free(transfer);
    return NULL;
  }
  transfer->moved_bytes = 0;
  transfer->moved_us = now_us;
  lark_queue_add(&pool->busy, &transfer->link);
  pool->in_flight++;
  return transfer;
}

static void take_off(lark_pool *pool, lark_transfer *transfer, CURLcode code) {
  curl_multi_remove_handle(pool->loop.multi, transfer->easy);
  lark_transfer_unload(transfer, code);
  lark_queue_remove(&transfer->link);
  pool->in_flight--;
}

void lark_pool_abort(lark_pool *pool, lark_transfer *transfer) {
  take_off(pool, transfer, CURLE_ABORTED_BY_CALLBACK);
}

void lark_pool_put_back(lark_pool *pool, lark_transfer *transfer) {
  lark_transfer_reset(transfer);
  // In front: what was used last is in the processor's caches.
  lark_queue_add_first(&pool->spare, &transfer->link);
}

void lark_pool_end(lark_pool *pool, lark_transfer *transfer, CURLcode code) {
  void *owner = transfer->owner;
  take_off(pool, transfer, code);
  pool->ended(transfer, owner);
  // libcurl counts its silent resends for as long as a handle lives, and fails
  // the sixth although on_request() stops each (seen with 7.88.1).
  if (code == CURLE_ABORTED_BY_CALLBACK)
    lark_transfer_free(transfer);
  else
    lark_pool_put_back(pool, transfer);
}

// A transfer whose socket nobody could watch would wait for ever.
static void end_unwatched(lark_pool *pool) {
  lark_link *next = NULL;
  for (lark_link *link = pool->busy.first; link != NULL; link = next) {
    lark_transfer *transfer = (lark_transfer *)(void *)link;
    next = link->next;
    if (transfer->shortage != LARK_OK)
      lark_pool_end(pool, transfer, CURLE_OUT_OF_MEMORY);
  }
}

bool lark_pool_collect(lark_pool *pool, uint32_t most) {
  if (pool->loop.unwatched) {
    pool->loop.unwatched = false;
    end_unwatched(pool);
  }
  int left = 0;
  for (uint32_t i = 0; i < most; i++) {
    CURLMsg *message = curl_multi_info_read(pool->loop.multi, &left);
    if (message == NULL) return false;
    if (message->msg != CURLMSG_DONE) continue;
    lark_pool_end(pool, lark_transfer_of(message->easy_handle),
                  message->data.result);
  }
  return left > 0;
}
