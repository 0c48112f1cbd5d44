// SPDX-License-Identifier: MIT

/// Traffic: libcurl's multi handle and other descriptors on epoll, behind one
/// descriptor.
///
///     epoll ──┬── libcurl's sockets      (lane.h, sockets.h)
///             ├── watched descriptors    lark_loop_watch()
///             └── a timerfd              fires at lark_loop_wakeup(), from
///                                        any thread, and once the host has
///                                        asked for the descriptor, when work
///                                        is due
///
/// libcurl says when it wants to be called next; poll() sees to that.
#ifndef LARK_LOOP_H
#define LARK_LOOP_H

#include <stdatomic.h>

#include "lane.h"
#include "lark_store.h"

/// A descriptor that is not libcurl's.
typedef struct lark_watch {
  int fd;
  lark_watcher *watcher;
  void *user;
} lark_watch;

typedef struct lark_loop {
  lark_lane lanes[LARK_LANE_COUNT];
  lark_sockets sockets;
  lark_allocator allocator;
  uint32_t max_connections; ///< of a lane
  int epoll_fd, timer_fd;
  bool is_timed;       ///< the descriptor was asked for
  atomic_bool woken;   ///< the timerfd fires for a wakeup
  uint64_t timer_us;   ///< what it is set to besides; 0: not set
  lark_watch *watches; ///< a few, in no order
  size_t watch_count, watch_capacity;
  bool more;  ///< there may be more traffic than was handled
  bool quiet; ///< there was nothing to do in this round
} lark_loop;

/// Opens a loop. LARK_OK, LARK_ENOMEM or LARK_EFILES; in each case
/// lark_loop_close() ends it.
lark_status lark_loop_open(lark_loop *loop, const lark_allocator *allocator,
                           uint32_t max_connections);
void lark_loop_close(lark_loop *loop);

/// The lane of a kind, which is opened when it is first asked for. NULL where
/// memory lacks.
lark_lane *lark_loop_lane(lark_loop *loop, lark_lane_kind kind);

/// When libcurl wants to be called next.
uint64_t lark_loop_due_us(const lark_loop *loop);

/// Waits for traffic until `due_us` (0: not at all; UINT64_MAX: without end)
/// and handles it, of at most `most` descriptors. `loop->more` then says
/// whether others may be waiting. LARK_OK; or LARK_ENOMEM or LARK_EFILES where
/// memory or descriptors lacked for a part of the traffic, which is handled
/// later.
lark_status lark_loop_poll(lark_loop *loop, uint64_t due_us, uint32_t most);

/// Watches a descriptor for LARK_WATCH_* events, in place of what it was
/// watched for before. It stays the caller's, who unwatches it before closing
/// it. LARK_OK; or LARK_ENOMEM or LARK_EFILES where it cannot be watched.
lark_status lark_loop_watch(lark_loop *loop, int fd, unsigned events,
                            lark_watcher *watcher, void *user);

/// Watches a descriptor no more; one that is not watched stays so.
void lark_loop_unwatch(lark_loop *loop, int fd);

/// The loop's one descriptor, which is readable also when work is due from now
/// on.
int lark_loop_fd(lark_loop *loop);

/// Sets the timerfd, once the descriptor was asked for, to when work is due.
void lark_loop_arm(lark_loop *loop, uint64_t due_us);

/// Makes a poll return, or the next one. From any thread.
void lark_loop_wakeup(lark_loop *loop);

#endif
