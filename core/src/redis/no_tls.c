// SPDX-License-Identifier: MIT

// No TLS to a Redis server: hiredis has none.
#include "tls.h"

lark_status lark_redis_tls_open(lark_redis_address *address,
                                lark_failure *failure) {
  if (!address->tls) return LARK_OK;
  lark_fail(failure, LARK_ECONFIG,
            "store: rediss:// is not served: this build does not speak TLS to "
            "a store");
  lark_failure_parameter(failure, "store");
  lark_failure_hint(failure,
                    "Build it with hiredis 1.0 or later, or use redis:// "
                    "through a tunnel that encrypts (stunnel, WireGuard), or a "
                    "Unix socket.");
  return LARK_ECONFIG;
}

bool lark_redis_tls_start(const lark_redis_address *address,
                          struct redisContext *context, void **session) {
  (void)address, (void)context;
  *session = NULL;
  return true;
}

bool lark_redis_tls_refusal(const void *session, char *why, size_t room) {
  (void)session, (void)why, (void)room;
  return false;
}

void lark_redis_tls_close(lark_redis_address *address) {
  (void)address;
}
