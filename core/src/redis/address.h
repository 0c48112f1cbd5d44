// SPDX-License-Identifier: MIT

/// Where a Redis server is, as the URL of a store says it (lark_store_open()).
#ifndef LARK_REDIS_ADDRESS_H
#define LARK_REDIS_ADDRESS_H

#include "failure.h"

typedef struct lark_redis_address {
  char *path;        ///< of a Unix socket; NULL: host and port count
  char *host;        ///< as written
  char ip[64];       ///< the host's address; "" until it is looked up
  int port;          ///< 6379 by default
  int database;      ///< 0 by default
  char *user;        ///< NULL: none
  char *password;    ///< NULL: none
  bool tls;          ///< rediss://
  char *ca_file;     ///< of certificates to trust; NULL: the system's
  void *tls_context; ///< of lark_redis_tls_open()
  char label[160];   ///< for people: no secret
  lark_allocator allocator;
} lark_redis_address;

/// Reads a URL. LARK_OK, LARK_ECONFIG where `failure` says what is wrong, or
/// LARK_ENOMEM. In each case lark_redis_address_clear() ends it.
lark_status lark_redis_address_read(lark_redis_address *address,
                                    const char *url,
                                    const lark_allocator *allocator,
                                    lark_failure *failure);

/// Looks the host up, which may block. LARK_OK; or LARK_ECONFIG, likewise.
lark_status lark_redis_address_look_up(lark_redis_address *address,
                                       lark_failure *failure);

/// Wipes and frees it.
void lark_redis_address_clear(lark_redis_address *address);

#endif
