// SPDX-License-Identifier: MIT

/// One rate limit, kept in the server's windows although only our own clock is
/// at hand. Pure arithmetic: it never reads a clock.
///
/// The server counts a call when it arrives, some time between our sending it
/// and our seeing the answer. So that no order of arrival overfills a window, a
/// slot is taken when a call is sent, and is free again one window after its
/// answer came, less the shortest round trip seen: a call sent then arrives at
/// least a window after the one before it, because the two legs (that answer's
/// way back, this call's way there) take a round trip at least. With a steady
/// latency the subtraction cancels the wait for the answer, and nothing is
/// lost.
#ifndef LARK_WINDOW_H
#define LARK_WINDOW_H

#include "lark.h"

typedef struct lark_window {
  uint32_t max;     ///< as documented, which the ring has room for
  uint32_t allowed; ///< of these, so many: the server may have told of fewer
  uint64_t window_us;
  uint32_t in_flight;    ///< sent, not answered
  uint32_t head, count;  ///< the ring of answers that still hold a slot
  uint64_t *answered_us; ///< room for `max`
  lark_allocator allocator;
} lark_window;

enum {
  /// Held back on top of the window, for clocks that count in milliseconds and
  /// round trips that might have been a little shorter.
  LARK_WINDOW_MARGIN_US = 4000
};

/// LARK_OK, or LARK_ENOMEM. Ends with lark_window_clear().
lark_status lark_window_init(lark_window *limit, const lark_rate *rate,
                             const lark_allocator *allocator);
void lark_window_clear(lark_window *limit);

/// 0 where a call may be sent at `now_us`; else how long until one may, or
/// UINT64_MAX where that depends on an answer. `round_trip_us` is the shortest
/// one seen, 0 for none.
uint64_t lark_window_wait_us(lark_window *limit, uint64_t now_us,
                             uint64_t round_trip_us);

/// A call is sent; lark_window_wait_us() was 0.
void lark_window_take(lark_window *limit);

/// The answer to a call came at `now_us`, or is given up for lost.
void lark_window_answer(lark_window *limit, uint64_t now_us);

/// The server says that it allows no more than `allowed`. It never raises what
/// is documented.
void lark_window_lower(lark_window *limit, uint32_t allowed);

/// A slot was taken, and then nothing was sent after all.
void lark_window_give_back(lark_window *limit);

#endif
