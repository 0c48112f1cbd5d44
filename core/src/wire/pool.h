// SPDX-License-Identifier: MIT

/// The transfers of a client: those on the wire, and spare ones.
///
/// A repeatable request over https shares its connection with others. Any other
/// has one for itself, over HTTP/1.1 (lane.h): libcurl 7.88 does not tell which
/// requests of a shared connection that ends were never read. There it asks
/// before it sends its body (permit.h). A server that does not know the
/// question gets the body at once, and a new connection when one was dead.
///
///     lark_pool_send()     spare ──► busy (on the wire)
///     lark_pool_collect()  busy ──► `ended` ──► spare
///     lark_pool_abort()    busy ──► spare (its owner wants no answer)
#ifndef LARK_POOL_H
#define LARK_POOL_H

#include "loop.h"
#include "timer.h"
#include "transfer.h"

/// Gets a transfer that has ended and is off the wire, before it is used again.
/// `owner` is whose attempt it was. It must not send or abort others.
typedef void lark_ended(lark_transfer *transfer, void *owner);

typedef struct lark_pool {
  const lark_settings *settings;
  lark_loop loop;
  lark_timers *timers;
  lark_ended *ended;
  lark_queue busy, spare;
  uint32_t in_flight;
  uint64_t distrust_until_us; ///< till then no kept connection carries what is
                              ///< not repeatable
  bool asks_nothing;          ///< the server does not know permit.h's question
  bool unreachable;           ///< the latest attempt to connect failed
  bool has_early;             ///< early.c has to look
  lark_timer early_look;
  lark_timer idle_look; ///< idle.c's
} lark_pool;

/// Opens the loop. LARK_OK, LARK_ENOMEM or LARK_EFILES; in each case
/// lark_pool_close() ends it. Settings and timers outlive the pool.
lark_status lark_pool_open(lark_pool *pool, const lark_settings *settings,
                           lark_timers *timers, lark_ended *ended);

/// Frees all transfers. None is on the wire.
void lark_pool_close(lark_pool *pool);

/// Puts an attempt on the wire, and takes over the token's reference. LARK_OK,
/// and `*out` is its transfer; or LARK_ENOMEM or LARK_EFILES, and it is NULL.
lark_status lark_pool_send(lark_pool *pool, const lark_shipment *shipment,
                           lark_token *token, uint64_t now_us,
                           lark_transfer **out);

/// Takes an attempt off the wire without `ended`. Its reply is for the caller,
/// who then ends with lark_pool_put_back().
void lark_pool_abort(lark_pool *pool, lark_transfer *transfer);
void lark_pool_put_back(lark_pool *pool, lark_transfer *transfer);

/// Ends an attempt as if libcurl had, with `code`.
void lark_pool_end(lark_pool *pool, lark_transfer *transfer, CURLcode code);

/// Ends the attempts that libcurl has finished, at most `most`. False where it
/// has no more of them.
bool lark_pool_collect(lark_pool *pool, uint32_t most);

#endif
