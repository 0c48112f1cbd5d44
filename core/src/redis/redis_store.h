// SPDX-License-Identifier: MIT

/// The store on a Redis server, behind lark_store_open().
#ifndef LARK_REDIS_STORE_H
#define LARK_REDIS_STORE_H

#include "failure.h"

/// Opens a store by its URL; lark_store.h says how. LARK_OK, LARK_ECONFIG where
/// `failure` says what is wrong, or LARK_ENOMEM.
lark_status lark_redis_open(const char *url, const lark_allocator *allocator,
                            lark_store **out, lark_failure *failure);

#endif
