// SPDX-License-Identifier: MIT
#include "pool.h"

#include <errno.h>
#include <string.h>

#include "clock.h"
#include "shortage.h"
#include "width.h"

// How long kept connections are distrusted after one was dead: the server is
// closing connections, and may close the next one with a request unread.
static const uint64_t DISTRUST_US = 60000000;

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

static lark_transfer *take_spare(lark_pool *pool, const lark_settings *site) {
  lark_transfer *transfer = site == NULL ? first_of(&pool->spare) : NULL;
  if (transfer == NULL)
    return lark_transfer_new(site != NULL ? site : pool->settings,
                             &pool->loop.sockets, &pool->has_early);
  lark_queue_remove(&transfer->link);
  return transfer;
}

static lark_status find_lane(lark_pool *pool, const lark_shipment *shipment,
                             lark_lane **out) {
  bool shared = pool->settings->https && shipment->repeatable &&
                !shipment->alone && shipment->site == NULL;
  errno = 0;
  *out =
      lark_loop_lane(&pool->loop, shared ? LARK_LANE_SHARED : LARK_LANE_SINGLE);
  return *out != NULL ? LARK_OK : lark_shortage(errno);
}

// Decides how an attempt goes out that must not be made twice.
static void secure(const lark_pool *pool, lark_shipment *shipment,
                   uint64_t now_us) {
  const lark_settings *settings = pool->settings;
  bool near = settings->loopback && !settings->https;
  if (near || pool->asks_nothing)
    shipment->fresh = shipment->fresh || now_us < pool->distrust_until_us;
  else if (lark_body_text(shipment->body) != NULL)
    shipment->asks = true;
  else
    shipment->fresh = true;
}

static lark_shipment route(const lark_pool *pool, const lark_shipment *shipment,
                           uint64_t now_us) {
  lark_shipment routed = *shipment;
  if (!shipment->repeatable) secure(pool, &routed, now_us);
  routed.anew = pool->unreachable;
  return routed;
}

// Prepares a transfer and gives it to its lane. LARK_OK or LARK_ENOMEM.
static lark_status launch(lark_pool *pool, const lark_lane *lane,
                          lark_transfer *transfer,
                          const lark_shipment *shipment, lark_token *token,
                          uint64_t now_us) {
  const lark_shipment routed = route(pool, shipment, now_us);
  lark_status status = lark_transfer_load(transfer, &routed, token, lane->kind);
  if (status != LARK_OK) return status;
  return curl_multi_add_handle(lane->multi, transfer->easy) == CURLM_OK
             ? LARK_OK
             : LARK_ENOMEM;
}

lark_status lark_pool_send(lark_pool *pool, const lark_shipment *shipment,
                           lark_token *token, uint64_t now_us,
                           lark_transfer **out) {
  lark_lane *lane = NULL;
  *out = NULL;
  lark_status status = find_lane(pool, shipment, &lane);
  lark_transfer *transfer =
      status == LARK_OK ? take_spare(pool, shipment->site) : NULL;
  if (transfer == NULL) {
    lark_token_release(token);
    return status != LARK_OK ? status : LARK_ENOMEM;
  }
  status = launch(pool, lane, transfer, shipment, token, now_us);
  if (status != LARK_OK) {
    lark_transfer_free(transfer);
    return status;
  }
  transfer->moved_bytes = 0;
  transfer->moved_us = now_us;
  lark_queue_add(&pool->busy, &transfer->link);
  pool->in_flight++;
  *out = transfer;
  return LARK_OK;
}

static void take_off(lark_pool *pool, lark_transfer *transfer, CURLcode code) {
  curl_multi_remove_handle(pool->loop.lanes[transfer->lane].multi,
                           transfer->easy);
  lark_transfer_unload(transfer, code);
  lark_queue_remove(&transfer->link);
  pool->in_flight--;
}

void lark_pool_abort(lark_pool *pool, lark_transfer *transfer) {
  take_off(pool, transfer, CURLE_ABORTED_BY_CALLBACK);
}

void lark_pool_put_back(lark_pool *pool, lark_transfer *transfer) {
  // Another server's is set up for that one.
  if (transfer->reply.settings != pool->settings) {
    lark_transfer_free(transfer);
    return;
  }
  lark_transfer_reset(transfer);
  // In front: what was used last is in the processor's caches.
  lark_queue_add_first(&pool->spare, &transfer->link);
}

// Learns from how an attempt ended.
static void learn(lark_pool *pool, const lark_transfer *transfer) {
  const lark_reply *reply = &transfer->reply;
  if (reply->asked_in_vain)
    pool->asks_nothing = true;
  else if (reply->stale && !transfer->repeatable && !transfer->has_asked)
    pool->distrust_until_us = lark_now_us() + DISTRUST_US;
  if (reply->sent) pool->unreachable = false;
}

static void end(lark_pool *pool, lark_transfer *transfer, CURLcode code) {
  void *owner = transfer->owner;
  long version = 0;
  curl_easy_getinfo(transfer->easy, CURLINFO_HTTP_VERSION, &version);
  take_off(pool, transfer, code);
  learn(pool, transfer);
  if (transfer->lane == LARK_LANE_SHARED)
    lark_width_look(&pool->loop.lanes[LARK_LANE_SHARED], &pool->busy, version,
                    lark_now_us());
  pool->ended(transfer, owner);
  // libcurl counts its silent resends for as long as a handle lives, and fails
  // the sixth although on_request() stops each (seen with 7.88.1).
  if (code == CURLE_ABORTED_BY_CALLBACK)
    lark_transfer_free(transfer);
  else
    lark_pool_put_back(pool, transfer);
}

// Whether an attempt ended because no connection could be made.
static bool could_not_connect(const lark_transfer *transfer, CURLcode code) {
  if (transfer->reply.sent || code == CURLE_OUT_OF_MEMORY) return false;
  return transfer->opener.opened || code == CURLE_COULDNT_RESOLVE_HOST ||
         code == CURLE_COULDNT_RESOLVE_PROXY;
}

static bool waits_for_another(const lark_transfer *transfer) {
  return transfer->lane == LARK_LANE_SHARED && !transfer->reply.sent &&
         !transfer->opener.opened;
}

// Ends the attempts that wait to share the connection that could not be made.
// Otherwise each in turn would try to make it.
static void end_waiting(lark_pool *pool, CURLcode code, const char *message) {
  lark_link *next = NULL;
  for (lark_link *link = pool->busy.first; link != NULL; link = next) {
    lark_transfer *transfer = (lark_transfer *)(void *)link;
    next = link->next;
    if (!waits_for_another(transfer)) continue;
    memcpy(transfer->reply.message, message, CURL_ERROR_SIZE);
    end(pool, transfer, code);
  }
}

void lark_pool_end(lark_pool *pool, lark_transfer *transfer, CURLcode code) {
  char message[CURL_ERROR_SIZE];
  bool failed = code != CURLE_OK && could_not_connect(transfer, code);
  bool shared = transfer->lane == LARK_LANE_SHARED;
  if (failed) {
    pool->unreachable = true;
    memcpy(message, transfer->reply.message, sizeof message);
  }
  end(pool, transfer, code);
  if (failed && shared) end_waiting(pool, code, message);
}

// A transfer whose socket nobody could watch would wait for ever.
static void end_unwatched(lark_pool *pool) {
  bool unwatched = false;
  for (size_t i = 0; i < LARK_LANE_COUNT; i++) {
    unwatched = unwatched || pool->loop.lanes[i].unwatched;
    pool->loop.lanes[i].unwatched = false;
  }
  lark_link *next = unwatched ? pool->busy.first : NULL;
  for (lark_link *link = next; link != NULL; link = next) {
    lark_transfer *transfer = (lark_transfer *)(void *)link;
    next = link->next;
    if (transfer->shortage != LARK_OK)
      lark_pool_end(pool, transfer, CURLE_OUT_OF_MEMORY);
  }
}

// Ends the attempts that libcurl has finished in a lane. Returns how many.
static uint32_t collect(lark_pool *pool, const lark_lane *lane, uint32_t most,
                        bool *has_more) {
  uint32_t count = 0;
  int left = 0;
  while (count < most) {
    CURLMsg *message = curl_multi_info_read(lane->multi, &left);
    if (message == NULL) return count;
    count++;
    if (message->msg != CURLMSG_DONE) continue;
    lark_pool_end(pool, lark_transfer_of(message->easy_handle),
                  message->data.result);
  }
  if (left > 0 || most == 0) *has_more = true;
  return count;
}

bool lark_pool_collect(lark_pool *pool, uint32_t most) {
  bool has_more = false;
  end_unwatched(pool);
  for (size_t i = 0; i < LARK_LANE_COUNT; i++) {
    const lark_lane *lane = &pool->loop.lanes[i];
    if (lane->multi != NULL) most -= collect(pool, lane, most, &has_more);
  }
  return has_more;
}
