// SPDX-License-Identifier: MIT

/// An allowance of the store in memory: all rate limits of an endpoint at once.
/// A slot is granted where each window has one free (window.h).
///
/// The caller holds the store's lock.
#ifndef LARK_ALLOWANCE_H
#define LARK_ALLOWANCE_H

#include "index.h"
#include "store.h"
#include "window.h"

struct lark_allowance {
  lark_index_link link; ///< in its store, by owner and endpoint
  lark_text owner;
  char *endpoint;
  lark_window *windows;
  size_t count;
  uint32_t users;         ///< clients that found it and have not released it
  uint64_t round_trip_us; ///< the shortest of this endpoint; 0: none yet
  uint64_t quickest_us;   ///< the shortest of other endpoints; 0: none yet
  uint64_t burst_us;      ///< when the latest burst of answers began
  unsigned bursts;        ///< seen so far, counted up to BURSTS_TO_TRUST
  uint64_t held_until_us; ///< the server said so
  lark_queue asks;        ///< those that wait for an answer to free a slot
  lark_allocator allocator;
};

enum {
  /// How many allowances are made before a store looks for those to forget.
  LARK_ALLOWANCES_A_SWEEP = 512
};

/// Makes an allowance with free windows; NULL where memory lacks.
lark_allowance *lark_allowance_new(const lark_allocator *allocator,
                                   const lark_owner *owner,
                                   const char *endpoint, const lark_rate *rates,
                                   size_t count);
void lark_allowance_free(lark_allowance *allowance);

/// For an index: its hash, the allowance of a link, and whether it is the one.
uint64_t lark_allowance_hash(const lark_owner *owner, const char *endpoint);
lark_allowance *lark_allowance_of(lark_index_link *link);
bool lark_allowance_is(const lark_allowance *allowance, const lark_owner *owner,
                       const char *endpoint);

// The methods of lark_store.h, by their names there.
bool lark_allowance_take(lark_allowance *allowance, lark_allowance_ask *ask,
                         uint64_t now_us);
void lark_allowance_cancel(lark_allowance_ask *ask);
void lark_allowance_answer(lark_allowance *allowance, uint64_t round_trip_us,
                           uint64_t quickest_us, uint64_t now_us);
void lark_allowance_give_back(lark_allowance *allowance, uint32_t count,
                              uint64_t now_us);
void lark_allowance_learn(lark_allowance *allowance, uint32_t allowed);
/// Divides all limits among so many clients, and keeps the part of one; 1: all.
void lark_allowance_share(lark_allowance *allowance, uint32_t clients);

/// The shortest round trip that counts; 0: none was seen.
uint64_t lark_allowance_shortest_us(const lark_allowance *allowance);

void lark_allowance_hold(lark_allowance *allowance, uint64_t for_us,
                         uint64_t now_us);

/// Whether it holds back nothing: a new one would do as well.
bool lark_allowance_is_idle(lark_allowance *allowance, uint64_t now_us);

#endif
