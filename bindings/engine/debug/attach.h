// SPDX-License-Identifier: MIT

/// A debugger as the engine knows it.
#ifndef LUALARK_DEBUG_ATTACH_H
#define LUALARK_DEBUG_ATTACH_H

#include "debugger.h"

/// Listens. On LARK_OK the caller owns `*out`, and `*port` is its port;
/// otherwise what lualark_channel_open() says.
lark_status lualark_attach_open(struct scripts *scripts,
                                const lualark_debugger_host *host,
                                uint16_t *port, lualark_debugger **out);

/// Tells the client, and lets it go when it has heard, or half a second later;
/// NULL is allowed. Not while anything is
/// stopped.
void lualark_attach_close(lualark_debugger *d);

/// Between two turns: serves the client. A pause while nothing runs stops here.
void lualark_attach_step(lualark_debugger *d);

/// A script was started, or has ended; `text` NULL: it has none, or it is not
/// known.
void lualark_attach_began(lualark_debugger *d, lualark_script script,
                          const char *name, const char *text, size_t bytes);
void lualark_attach_finished(lualark_debugger *d, lualark_script script);

/// Ends a stop, since the engine closes.
void lualark_attach_let_go(lualark_debugger *d);

#endif
