// SPDX-License-Identifier: MIT
#include "idle.h"

#include <stdio.h>

#include "call.h"

// Looking now and then costs the calls nothing; an end comes at most this part
// of the time late.
enum { LOOKS = 4 };

static uint64_t idle_us(const lark_client *client) {
  return (uint64_t)client->settings.idle_timeout_ms * 1000;
}

static curl_off_t bytes_moved(CURL *easy) {
  curl_off_t up = 0;
  curl_off_t down = 0;
  long headers = 0;
  curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &up);
  curl_easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &down);
  curl_easy_getinfo(easy, CURLINFO_HEADER_SIZE, &headers);
  return up + down + headers;
}

static bool is_idle(const lark_client *client, lark_transfer *transfer,
                    uint64_t now_us) {
  curl_off_t moved = bytes_moved(transfer->easy);
  // Until it was sent, connect_timeout is what counts.
  if (!transfer->reply.sent || moved != transfer->moved_bytes) {
    transfer->moved_bytes = moved;
    transfer->moved_us = now_us;
  }
  return now_us - transfer->moved_us >= idle_us(client);
}

static void look(void *owner, uint64_t now_us) {
  lark_client *client = owner;
  uint32_t at = 0;
  for (const call *waiting = lark_slots_next(&client->slots, &at);
       waiting != NULL; waiting = lark_slots_next(&client->slots, &at)) {
    if (waiting->transfer == NULL) continue;
    lark_transfer *transfer = waiting->transfer;
    if (!is_idle(client, transfer, now_us)) continue;
    snprintf(transfer->reply.message, sizeof transfer->reply.message,
             "no byte came for %.3g s (idle_timeout)",
             (double)client->settings.idle_timeout_ms / 1000);
    lark_call_finish(transfer, CURLE_OPERATION_TIMEDOUT);
  }
  if (client->in_flight > 0)
    lark_timer_set(&client->timers, &client->idle_look,
                   now_us + idle_us(client) / LOOKS);
}

lark_status lark_idle_open(lark_client *client) {
  client->idle_look.fire = look;
  client->idle_look.owner = client;
  return lark_timers_reserve(&client->timers, 1);
}

void lark_idle_watch(lark_client *client, lark_transfer *transfer,
                     uint64_t now_us) {
  transfer->moved_bytes = 0;
  transfer->moved_us = now_us;
  if (client->idle_look.place == 0)
    lark_timer_set(&client->timers, &client->idle_look,
                   now_us + idle_us(client) / LOOKS);
}
