// SPDX-License-Identifier: MIT

/// A multi handle of libcurl's on the loop.
///
/// A client has one for each kind (lane_kind.h). They are two handles, because
/// libcurl 7.88 multiplexes none of a server's connections as soon as one of
/// them speaks HTTP/1.1.
#ifndef LARK_LANE_H
#define LARK_LANE_H

#include <curl/curl.h>

#include "lane_kind.h"
#include "lark.h"
#include "sockets.h"

typedef struct lark_lane {
  CURLM *multi; ///< NULL: it is not open
  lark_lane_kind kind;
  lark_sockets *sockets;
  curl_socket_t own_fd; ///< libcurl's, for waking itself; -1: not known
  uint32_t connections; ///< how many it may open; 0: as many as it needs
  uint64_t due_us;      ///< when libcurl wants to be called; UINT64_MAX: never
  uint64_t again_us;  ///< when it is to look at all handles; UINT64_MAX: never
  uint64_t looked_us; ///< when width.c looked last
  lark_status shortage; ///< what lacked since it was last cleared
  bool unwatched;       ///< a transfer's socket is not watched
} lark_lane;

/// The mark that epoll reports with the sockets of a lane.
static inline uint64_t lark_lane_tag(lark_lane_kind kind) {
  return (uint64_t)kind << 33;
}

static inline lark_lane_kind lark_lane_of_tag(uint64_t tag) {
  return (lark_lane_kind)(tag >> 33);
}

/// Opens a lane. LARK_OK, LARK_ENOMEM or LARK_EFILES; in each case
/// lark_lane_close() ends it. It must not move in memory.
lark_status lark_lane_open(lark_lane *lane, lark_lane_kind kind,
                           lark_sockets *sockets, uint32_t max_connections);
void lark_lane_close(lark_lane *lane);

/// Lets a shared lane open so many connections; 0: as many as it needs. When
/// those that it has are full, libcurl would open one for each further request.
void lark_lane_widen(lark_lane *lane, uint32_t connections);

/// Lets libcurl handle a socket; `what`: CURL_CSELECT_IN and so on.
void lark_lane_act(lark_lane *lane, curl_socket_t fd, int what);

/// When libcurl wants to be called for either reason; UINT64_MAX: never.
uint64_t lark_lane_due_us(const lark_lane *lane);

/// Lets libcurl do what is due. False where nothing is.
bool lark_lane_run_due(lark_lane *lane);

#endif
