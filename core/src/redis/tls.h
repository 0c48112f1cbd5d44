// SPDX-License-Identifier: MIT

/// TLS to a Redis server (rediss://), where the installed hiredis speaks
/// it: 1.0 and later. tls.c has it; no_tls.c says that it is not there.
#ifndef LARK_REDIS_TLS_H
#define LARK_REDIS_TLS_H

#include "address.h"

struct redisContext;

/// Reads the certificates that are trusted: `ca_file` of the URL, or those of
/// the system, for which OpenSSL asks SSL_CERT_FILE and SSL_CERT_DIR. Does
/// nothing for an address without TLS. LARK_OK; LARK_ECONFIG where `failure`
/// says what is wrong; or LARK_ENOMEM.
lark_status lark_redis_tls_open(lark_redis_address *address,
                                lark_failure *failure);

/// Begins TLS on a connection that was just made, or is being made. The server
/// must prove the host's name, or its address where the URL has that. False
/// where memory lacks, or where the handshake failed. `session` is for
/// lark_redis_tls_refusal() while the connection lives; NULL without TLS.
bool lark_redis_tls_start(const lark_redis_address *address,
                          struct redisContext *context, void **session);

/// Writes why the server's certificate was refused to `why`; hiredis 1.2 says
/// "Success" of it. False where it was not refused.
bool lark_redis_tls_refusal(const void *session, char *why, size_t room);

/// Ends it, opened or not.
void lark_redis_tls_close(lark_redis_address *address);

#endif
