// SPDX-License-Identifier: MIT

/// Traffic: libcurl's multi handle on epoll, behind one descriptor.
///
/// libcurl tells which sockets it watches and when it wants to be called
/// (socket-action interface); both go into one epoll instance, whose descriptor
/// is what a host watches. A timerfd joins them once the host has asked for the
/// descriptor, and an eventfd lets other threads wake a sleeping wait.
#ifndef LARK_LOOP_H
#define LARK_LOOP_H

#include <curl/curl.h>

#include "lark.h"
#include "sockets.h"

typedef struct lark_loop {
  CURLM *multi;
  lark_sockets sockets;
  int epoll_fd, wakeup_fd;
  int timer_fd;         ///< -1 until the descriptor is asked for
  uint64_t timer_us;    ///< what the timerfd is set to; 0: not set
  uint64_t curl_due_us; ///< when libcurl wants to be called
  bool failed;          ///< memory lacked in this round
  bool unwatched;       ///< and a transfer's socket is not watched
  bool behind;          ///< and libcurl has not looked at all handles
  bool more;            ///< there may be more traffic than was handled
  bool quiet;           ///< libcurl had nothing to do
} lark_loop;

/// LARK_OK or LARK_ENOMEM (descriptors count as memory). In each case
/// lark_loop_close() ends it.
lark_status lark_loop_open(lark_loop *loop, const lark_allocator *allocator,
                           uint32_t max_connections);
void lark_loop_close(lark_loop *loop);

/// Waits for traffic until `due_us` (0: not at all; UINT64_MAX: without end)
/// and lets libcurl handle it, of at most `most` sockets. `loop->more` says
/// that others may be waiting, `loop->quiet` that there was nothing for it.
lark_status lark_loop_poll(lark_loop *loop, uint64_t due_us, uint32_t most);

/// The descriptor; a timerfd stands behind it from now on.
int lark_loop_fd(lark_loop *loop);

/// Tells the timerfd, where there is one, when work is due next.
void lark_loop_arm(lark_loop *loop, uint64_t due_us);

void lark_loop_wakeup(lark_loop *loop);

#endif
