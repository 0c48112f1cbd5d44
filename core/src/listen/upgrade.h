// SPDX-License-Identifier: MIT

/// The HTTP request that turns a connection into a WebSocket (RFC 6455), and
/// its answer.
#ifndef LARK_UPGRADE_H
#define LARK_UPGRADE_H

#include "failure.h"

/// The address of a long connection. It holds a secret: the query has a ticket.
typedef struct lark_address {
  char *url;          ///< http or https, for libcurl
  size_t bytes;       ///< of `url` with its NUL
  size_t host_at;     ///< where host and port begin in it
  size_t target_at;   ///< where path and query begin; the end: none
  int32_t service_id; ///< its query's; 0: none
} lark_address;

/// Takes a ws or wss URL; ws only to this machine, or with `allow_http` to any.
/// LARK_OK; LARK_EDECODE, and `failure` says why without showing it; or
/// LARK_ENOMEM. In each case lark_address_clear() ends it.
lark_status lark_address_take(lark_address *address,
                              const lark_allocator *allocator, const char *url,
                              bool allow_http, lark_failure *failure);
/// Writes its host and port, which are no secret.
void lark_address_host(const lark_address *address, char *to, size_t room);

void lark_address_clear(lark_address *address, const lark_allocator *allocator);

/// Writes the request. `key` is 16 random bytes in base64.
void lark_upgrade_write(lark_text *to, const lark_address *address,
                        const char *key, const char *user_agent);

/// The head of an answer. Texts are "" where they are absent, and cut where
/// they are long.
typedef struct lark_upgraded {
  int http_status;
  char accept[40];     ///< Sec-WebSocket-Accept
  int64_t status;      ///< Handshake-Status; 0: absent
  int64_t auth_code;   ///< Handshake-Autherrcode; 0: absent
  char message[160];   ///< Handshake-Msg, printable
  bool is_websocket;   ///< it upgrades to one
  bool has_extensions; ///< nobody has asked for any
} lark_upgraded;

/// Reads a head, which ends with an empty line. False where it is none of HTTP.
bool lark_upgrade_read(const char *head, size_t length_bytes,
                       lark_upgraded *out);

#endif
