// SPDX-License-Identifier: MIT

// The store on Redis of a build without hiredis: it says so.
#include "address.h"
#include "redis_store.h"

lark_status lark_redis_open(const char *url, const lark_allocator *allocator,
                            lark_store **out, lark_failure *failure) {
  lark_redis_address address;
  *out = NULL;
  lark_status status =
      lark_redis_address_read(&address, url, allocator, failure);
  lark_redis_address_clear(&address);
  if (status != LARK_OK) return status;
  lark_fail(failure, LARK_ECONFIG,
            "store: this build of liblark has no Redis store");
  lark_failure_parameter(failure, "store");
  lark_failure_hint(failure, "Install libhiredis-dev and libssl-dev, and build "
                             "it anew; without a store each process keeps its "
                             "own tokens and rate budgets.");
  return LARK_ECONFIG;
}
