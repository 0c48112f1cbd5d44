// SPDX-License-Identifier: MIT
#include "width.h"

// An attempt that has waited so long for a stream needs another connection.
static const uint64_t LONGEST_WAIT_US = 50000;

// Whether an attempt has waited for long, while nobody makes a connection.
static bool is_too_narrow(const lark_queue *busy, uint64_t now_us) {
  bool waits = false;
  for (const lark_link *link = busy->first; link; link = link->next) {
    const lark_transfer *transfer = (const lark_transfer *)(const void *)link;
    if (transfer->lane != LARK_LANE_SHARED || transfer->reply.sent) continue;
    if (transfer->opener.opened) return false;
    waits = waits || now_us - transfer->moved_us >= LONGEST_WAIT_US;
  }
  return waits;
}

void lark_width_look(lark_lane *lane, const lark_queue *busy, long version,
                     uint64_t now_us) {
  if (lane->connections == 0) return;
  // HTTP/1.1 shares nothing.
  if (version == CURL_HTTP_VERSION_1_0 || version == CURL_HTTP_VERSION_1_1) {
    lark_lane_widen(lane, 0);
    return;
  }
  if (now_us - lane->looked_us < LONGEST_WAIT_US) return;
  lane->looked_us = now_us;
  if (is_too_narrow(busy, now_us)) lark_lane_widen(lane, lane->connections + 1);
}
