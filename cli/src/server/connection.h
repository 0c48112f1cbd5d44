// SPDX-License-Identifier: MIT

/// A connection to the Redis server of a store, whose commands block.
#ifndef CLI_CONNECTION_H
#define CLI_CONNECTION_H

#include <hiredis/hiredis.h>

#include "address.h"

typedef struct connection {
  lark_redis_address address;
  struct timeval patience; ///< for each reply
  redisContext *context;   ///< NULL: not connected
  char why[256];           ///< there is none, after connection_open()
} connection;

/// Reads the URL and looks the host up, which may block. LARK_OK; or another
/// status, and `failure` says why. In each case connection_clear() ends it.
lark_status connection_init(connection *c, const char *url,
                            struct timeval patience, lark_failure *failure);

/// Connects and logs in, where it is not connected. False: `why` says more.
bool connection_open(connection *c);

/// Says for people why the connection broke.
const char *connection_fault(const connection *c);

void connection_hang_up(connection *c);
void connection_clear(connection *c);

#endif
