// SPDX-License-Identifier: MIT

/// Requests to a webhook, from their first byte to their answer.
#ifndef WEBHOOK_REQUEST_H
#define WEBHOOK_REQUEST_H

#include "webhook_state.h"

/// Callbacks of libmicrohttpd; `server` is the webhook_server.
enum MHD_Result webhook_on_request(void *server, struct MHD_Connection *from,
                                   const char *url, const char *method,
                                   const char *version, const char *data,
                                   size_t *data_bytes, void **request);
void webhook_on_end(void *server, struct MHD_Connection *from, void **request,
                    enum MHD_RequestTerminationCode why);
void webhook_on_connection(void *server, struct MHD_Connection *connection,
                           void **context,
                           enum MHD_ConnectionNotificationCode what);

/// Writes the events of a round into the inbox, together, and lets them be
/// answered. False where there are none.
bool webhook_write(webhook_server *server);

/// Ends connections whose request takes too long.
void webhook_sweep(webhook_server *server, int64_t now_ms);

#endif
