// SPDX-License-Identifier: MIT

/// The store of one process: what is kept, and how it is found.
#ifndef LARK_STORE_MEMORY_H
#define LARK_STORE_MEMORY_H

#include "store.h"
#include "window.h"

struct lark_credential {
  struct lark_credential *next;
  lark_credential_kind kind;
  lark_text owner;
  char *value;         ///< NULL: none
  uint64_t expires_us; ///< UINT64_MAX: nobody knows
  uint64_t renew_us;   ///< from then on a new one is to be fetched
  bool fetching;       ///< by one of those who asked
  uint32_t failures;   ///< of fetches, since the last success
  lark_queue asks;     ///< who wait for the one who fetches
  lark_allocator allocator;
};

struct lark_allowance {
  struct lark_allowance *next;
  lark_text owner;
  char *endpoint;
  lark_window *limits;
  size_t count;
  uint64_t round_trip_us; ///< the shortest seen; 0: none
  uint64_t quickest_us;   ///< the shortest of others; 0: none
  uint64_t burst_us;      ///< when the latest burst of answers began
  unsigned bursts;        ///< seen, to the number that is enough
  uint64_t held_until_us; ///< the server said so
  lark_queue asks;        ///< who wait for an answer to free a slot
  lark_allocator allocator;
};

/// Made empty, or NULL where memory lacks.
lark_credential *lark_credential_new(const lark_allocator *allocator,
                                     lark_credential_kind kind,
                                     const lark_owner *owner);
void lark_credential_free(lark_credential *credential);

lark_allowance *lark_allowance_new(const lark_allocator *allocator,
                                   const lark_owner *owner,
                                   const char *endpoint, const lark_rate *rates,
                                   size_t count);
void lark_allowance_free(lark_allowance *allowance);

// The methods of store.h, by their names there.
bool lark_credential_get(lark_credential *credential, lark_credential_ask *ask,
                         uint64_t now_us);
lark_status lark_credential_put(lark_credential *credential, const char *value,
                                uint64_t life_us, uint64_t now_us);
uint64_t lark_credential_fail(lark_credential *credential,
                              const lark_failure *failure, uint64_t now_us);
void lark_credential_drop(lark_credential *credential, const char *value);

bool lark_allowance_take(lark_allowance *allowance, lark_allowance_ask *ask,
                         uint64_t now_us);
void lark_allowance_answer(lark_allowance *allowance, uint64_t round_trip_us,
                           uint64_t quickest_us, uint64_t now_us);
void lark_allowance_give_back(lark_allowance *allowance, uint32_t count,
                              uint64_t now_us);
void lark_allowance_learn(lark_allowance *allowance, uint32_t allowed);
void lark_allowance_hold(lark_allowance *allowance, uint64_t for_us,
                         uint64_t now_us);

#endif
