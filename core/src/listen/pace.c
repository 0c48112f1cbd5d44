// SPDX-License-Identifier: MIT
#include "pace.h"

#include "json.h"

// However short the platform wants the waits: tries that fail at once must not
// follow each other at once.
static const uint64_t SHORTEST_WAIT_US = 100000;

lark_pace lark_pace_default(void) {
  return (lark_pace){
      .count = -1, .interval_s = 120, .nonce_s = 30, .ping_s = 120};
}

// Reads a member, if it is there, between bounds. False where it is another.
static bool read_member(lark_json config, const char *name, int64_t least,
                        int64_t most, int64_t *out) {
  int64_t number = 0;
  lark_json member = lark_json_get(config, name);
  if (lark_json_type(member) == LARK_ABSENT) return true;
  if (!lark_json_whole(member, &number)) return false;
  if (number < least || number > most) return false;
  *out = number;
  return true;
}

bool lark_pace_read(lark_json config, lark_pace *pace) {
  static const int64_t DAY_S = 86400;
  int64_t count = pace->count, interval_s = pace->interval_s;
  int64_t nonce_s = pace->nonce_s, ping_s = pace->ping_s;
  bool is_read =
      lark_json_type(config) == LARK_OBJECT &&
      read_member(config, "ReconnectCount", -1, INT32_MAX, &count) &&
      read_member(config, "ReconnectInterval", 0, DAY_S, &interval_s) &&
      read_member(config, "ReconnectNonce", 0, DAY_S, &nonce_s) &&
      read_member(config, "PingInterval", 1, DAY_S, &ping_s);
  if (!is_read) return false;
  *pace = (lark_pace){.count = count,
                      .interval_s = (uint32_t)interval_s,
                      .nonce_s = (uint32_t)nonce_s,
                      .ping_s = (uint32_t)ping_s};
  return true;
}

uint64_t lark_pace_wait_us(const lark_pace *pace, uint32_t try,
                           uint64_t random) {
  if (try == 1) return random % ((uint64_t)pace->nonce_s * 1000000 + 1);
  uint64_t wait_us = (uint64_t)pace->interval_s * 1000000;
  return wait_us > SHORTEST_WAIT_US ? wait_us : SHORTEST_WAIT_US;
}

bool lark_pace_is_over(const lark_pace *pace, uint32_t try) {
  return pace->count >= 0 && try > pace->count;
}
