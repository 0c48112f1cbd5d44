// SPDX-License-Identifier: MIT

/// The rate limits of an endpoint on a Redis server, as one client knows them.
///
/// The client takes slots here first (`local`), then on the server. So it never
/// has more than the limits allow, even where the server has lost everything,
/// and it can go on with its share while the server is away.
///
///     take() ─► a slot in advance ─► granted at once
///            └► slots of `local` ─► the script TAKE ─► granted, or when to ask
///     answer() ─► noted; told with the next TAKE, soon enough
#ifndef LARK_REDIS_ALLOWANCE_H
#define LARK_REDIS_ALLOWANCE_H

#include "allowance.h"
#include "answers.h"
#include "seal.h"
#include "session.h"

enum { LARK_REDIS_RATES = 8 };

typedef struct lark_redis_allowance {
  struct lark_redis_allowance *next; ///< in its session
  lark_index_link link;              ///< in its session, by owner and endpoint
  lark_redis_session *session;
  lark_allowance *local;
  char key[64]; ///< how all of its keys on the server begin
  size_t count; ///< of windows; 0: there are no limits, nothing is shared
  uint32_t max[LARK_REDIS_RATES];
  uint64_t window_us[LARK_REDIS_RATES]; ///< margins included
  uint64_t flush_us;                    ///< how long to keep what is to be told

  lark_allowance_ask *ask; ///< waits for the server; NULL: none
  bool asked;              ///< a command is under way
  uint32_t wanted, extra;  ///< slots of `local` that are held for that command
  uint32_t in_flight;      ///< granted to the client, and not answered
  uint32_t spare;          ///< granted in advance, until then:
  uint64_t spare_until_us;
  uint32_t taken, pace; ///< slots in this and in the last span of time
  uint64_t span_us;     ///< when this one began
  bool contended;       ///< others wait for slots
  uint32_t peers;       ///< clients that share it; 0: unknown
  bool registered;      ///< the server has heard of this client
  uint64_t held_until_us;
  lark_redis_answers answers;
  uint64_t due_us; ///< when to tell the server something
} lark_redis_allowance;

/// Makes one for an owner's endpoint; NULL where memory lacks, or OpenSSL
/// fails.
lark_redis_allowance *lark_redis_allowance_new(lark_redis_session *session,
                                               const lark_owner *owner,
                                               const char *endpoint,
                                               const lark_rate *rates,
                                               size_t count);
void lark_redis_allowance_free(lark_redis_allowance *allowance);

// The methods of lark_store.h, by their names there.
bool lark_redis_allowance_take(lark_redis_allowance *allowance,
                               lark_allowance_ask *ask, uint64_t now_us);
void lark_redis_allowance_cancel(lark_redis_allowance *allowance,
                                 lark_allowance_ask *ask, uint64_t now_us);
void lark_redis_allowance_answer(lark_redis_allowance *allowance,
                                 uint64_t round_trip_us, uint64_t quickest_us,
                                 uint64_t now_us);
void lark_redis_allowance_give_back(lark_redis_allowance *allowance,
                                    uint32_t count, uint64_t now_us);
void lark_redis_allowance_learn(lark_redis_allowance *allowance,
                                uint32_t allowed);
void lark_redis_allowance_hold(lark_redis_allowance *allowance, uint64_t for_us,
                               uint64_t now_us);

/// Does what is due.
void lark_redis_allowance_tick(lark_redis_allowance *allowance,
                               uint64_t now_us);

/// Whether the client has released it, and neither side knows anything of it
/// that the other lacks or that holds back calls.
bool lark_redis_allowance_is_idle(const lark_redis_allowance *allowance,
                                  uint64_t now_us);

/// Says that the client leaves.
void lark_redis_allowance_leave(lark_redis_allowance *allowance,
                                uint64_t now_us);

// The server is there, or away.
void lark_redis_allowance_up(lark_redis_allowance *allowance, uint64_t now_us);
void lark_redis_allowance_down(lark_redis_allowance *allowance,
                               uint64_t now_us);

#endif
