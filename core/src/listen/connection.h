// SPDX-License-Identifier: MIT

/// The course of a listener: connects, pings, connects again, ends.
#ifndef LARK_CONNECTION_H
#define LARK_CONNECTION_H

#include "listener.h"

/// Starts OFF. What it is given outlives it. LARK_OK or LARK_ENOMEM.
lark_status lark_connection_init(lark_listener *listener, lark_client *client,
                                 const lark_settings *settings, lark_loop *loop,
                                 lark_timers *timers, lark_random *random,
                                 const lark_listen_host *host);

/// Begins; the options are complete and checked. It is OFF.
void lark_connection_start(lark_listener *listener,
                           const lark_listen_options *options);

/// As lark_listen_stop() says.
void lark_connection_stop(lark_listener *listener);

/// Whether something is to be delivered.
bool lark_connection_has_work(const lark_listener *listener);

/// Delivers an event, or the end. False where there is nothing.
bool lark_connection_deliver(lark_listener *listener);

/// The client closes: ends at once, with what can be sent without waiting, and
/// tells unless `silent`.
void lark_connection_close(lark_listener *listener, bool silent);

/// Frees what is left of one that is OFF.
void lark_connection_clear(lark_listener *listener);

/// Sends soon what was queued, and begins to close where only that is left.
void lark_connection_flush(lark_listener *listener);

#endif
