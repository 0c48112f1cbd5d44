// SPDX-License-Identifier: MIT

/// Ends attempts on which no byte has moved for `idle_timeout_ms`. libcurl's
/// own rule looks at the average speed of several seconds, and is late.
#ifndef LARK_IDLE_H
#define LARK_IDLE_H

#include "pool.h"

/// Readies the pool's timer. LARK_OK or LARK_ENOMEM.
lark_status lark_idle_open(lark_pool *pool);

/// Looks at the pool's attempts from now on, until none is on the wire.
void lark_idle_watch(lark_pool *pool, uint64_t now_us);

#endif
