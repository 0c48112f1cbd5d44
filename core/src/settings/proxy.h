// SPDX-License-Identifier: MIT

/// The proxy of a client: the option's or the environment's. It is chosen once,
/// when the client is opened, since a client talks to one server.
#ifndef LARK_PROXY_H
#define LARK_PROXY_H

#include "failure.h"

typedef struct lark_proxy {
  char *url;       ///< without user and password; NULL: no proxy is used
  char *user;      ///< NULL: none
  char *password;  ///< NULL: none
  char source[32]; ///< where it stands: "proxy" (the option), "https_proxy"
} lark_proxy;

/// Finds the proxy for a server. `option` NULL: the environment's. no_proxy
/// excludes servers from both; a server of this machine has none.
///
/// LARK_OK; LARK_ECONFIG where its URL cannot be read, and `failure` says why,
/// without showing it; or LARK_ENOMEM. In each case lark_proxy_clear() ends it.
lark_status lark_proxy_find(lark_proxy *proxy, const lark_allocator *allocator,
                            const char *option, const char *base_url,
                            lark_failure *failure);

void lark_proxy_clear(lark_proxy *proxy, const lark_allocator *allocator);

/// Whether the environment names a proxy for a server; NULL: for one over
/// https.
bool lark_proxy_in_environment(const char *base_url);

/// Whether a list such as "localhost, .example.com, 10.0.0.0/8" excludes a
/// server. Entries are hosts, which stand for their subdomains too (with or
/// without "." or "*." before them), hosts with a port, addresses and CIDR
/// blocks, and "*" for all.
bool lark_proxy_excludes(const char *list, const char *base_url);

#endif
