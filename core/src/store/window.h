// SPDX-License-Identifier: MIT

/// One sliding window of a rate limit: at most `max` calls in any `window_us`
/// of the server's, although only our own clock is at hand. Pure arithmetic: it
/// never reads a clock.
///
/// The server counts a call when it arrives, some time between our sending it
/// and our seeing the answer. So that no order of arrival overfills a window,
/// a slot is taken when a call is sent, and is free again one window after the
/// answer came, less the shortest round trip seen:
///
///     we      send ........ answer ............... send again
///                \         /      \               /
///     server      arrives          a window at least, since the two legs
///                                  take a round trip at least
///
/// With a steady latency the subtraction cancels the wait for the answer, and
/// nothing is lost.
#ifndef LARK_WINDOW_H
#define LARK_WINDOW_H

#include "lark.h"

typedef struct lark_window {
  uint32_t max;     ///< as documented
  uint32_t allowed; ///< at most `max`: the server may have named fewer
  uint32_t share;   ///< among how many clients it is divided; 0: it is not
  uint64_t window_us;
  uint32_t in_flight;    ///< sent, not answered
  uint32_t head, count;  ///< the ring of answers that still hold a slot
  uint64_t *answered_us; ///< the ring, which grows as it is used
  uint32_t room;         ///< of the ring: for all that is sent or answered
  lark_allocator allocator;
} lark_window;

enum {
  /// Added to each window, for clocks that count in milliseconds and for round
  /// trips that might have been a little shorter.
  LARK_WINDOW_MARGIN_US = 4000
};

/// Makes a window with all slots free. Ends with lark_window_clear().
void lark_window_init(lark_window *window, const lark_rate *rate,
                      const lark_allocator *allocator);
void lark_window_clear(lark_window *window);

/// How long to wait before a call may be sent: 0 where one may go at `now_us`,
/// UINT64_MAX where that depends on an answer. `round_trip_us` is the shortest
/// one seen, 0 for none.
uint64_t lark_window_wait_us(lark_window *window, uint64_t now_us,
                             uint64_t round_trip_us);

/// Whether all its slots are free.
bool lark_window_is_empty(lark_window *window, uint64_t now_us,
                          uint64_t round_trip_us);

/// Makes room for one more call; false where memory lacks.
bool lark_window_reserve(lark_window *window);

/// Takes a slot for a call that is sent now: lark_window_wait_us() was 0, and
/// there is room.
void lark_window_take(lark_window *window);

/// Notes that a call was answered at `now_us`, or is given up for lost.
void lark_window_answer(lark_window *window, uint64_t now_us);

/// Lowers the limit to what the server named. It never rises above what is
/// documented.
void lark_window_lower(lark_window *window, uint32_t allowed);

/// Gives a slot back: nothing was sent after all.
void lark_window_give_back(lark_window *window);

#endif
