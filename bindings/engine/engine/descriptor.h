// SPDX-License-Identifier: MIT

/// The one descriptor of an engine: an epoll that watches the clients, a timer
/// for scripts that have work later, and lualark_wakeup().
///
///     lualark_fd() = epoll -+- the descriptor of each client
///                           +- timer    set to when a script has work
///                           +- wakeup   readable after lualark_wakeup()
///                           +- the debugger's, if there is one
#ifndef LUALARK_DESCRIPTOR_H
#define LUALARK_DESCRIPTOR_H

#include "engine.h"

/// LARK_OK, LARK_ENOMEM or LARK_EFILES; in each case lualark_descriptor_close()
/// ends it.
lark_status lualark_descriptor_open(lualark_engine *engine);
void lualark_descriptor_close(lualark_engine *engine);

/// Watches a client's descriptor; its events bring `client`. For `fd` -1, what
/// errno says about it.
lark_status lualark_descriptor_watch(lualark_engine *engine, int fd,
                                     void *client);
void lualark_descriptor_unwatch(lualark_engine *engine, int fd);

/// Whether an event is the timer's or the wakeup's, and no client's. Reads the
/// descriptor then, so that it is readable no more.
bool lualark_descriptor_is_own(lualark_engine *engine, const void *source);

/// When a script has work, in microseconds; 0 for now, UINT64_MAX for never.
uint64_t lualark_descriptor_due_us(lualark_engine *engine);

/// Sets the timer to when a script has work.
void lualark_descriptor_arm(lualark_engine *engine);

/// The same when a script got work, unless a step is under way, which arms it
/// at its end.
void lualark_descriptor_on_ready(lualark_engine *engine);

#endif
