// SPDX-License-Identifier: MIT

/// The server of a webhook: its thread, its beginning and its end.
#ifndef WEBHOOK_SERVER_H
#define WEBHOOK_SERVER_H

#include "webhook_state.h"

/// How it is opened.
typedef struct webhook_setup {
  const char *inbox, *host;
  uint16_t port;
  const char *certificate, *key; ///< NULL: without TLS
  size_t max_bytes;
  uint32_t rate;
} webhook_setup;

/// Opens it and starts its thread. LARK_OK; otherwise `failure` says why, and
/// webhook_server_close() ends it all the same.
lark_status webhook_server_open(webhook_server *server,
                                const webhook_setup *setup,
                                lark_failure *failure);

void webhook_server_stop(webhook_server *server); ///< once and more
void webhook_server_close(webhook_server *server);

#endif
