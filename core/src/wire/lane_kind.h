// SPDX-License-Identifier: MIT

/// How requests share connections:
///
///     shared   many at once on a connection, where the server speaks HTTP/2
///     single   one at a time on a connection, over HTTP/1.1
#ifndef LARK_LANE_KIND_H
#define LARK_LANE_KIND_H

typedef enum {
  LARK_LANE_SHARED,
  LARK_LANE_SINGLE,
  LARK_LANE_COUNT,
} lark_lane_kind;

#endif
