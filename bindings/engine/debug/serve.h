// SPDX-License-Identifier: MIT

/// Takes what the client sent, and lets it go when it leaves.
#ifndef LUALARK_DEBUG_SERVE_H
#define LUALARK_DEBUG_SERVE_H

#include "debugger.h"

/// Takes a client that waits, and its messages. Never blocks, unless one of
/// these evaluates something.
void lualark_serve(lualark_debugger *d);

/// Lets the client go: scripts run as before it came.
void lualark_serve_drop(lualark_debugger *d);

#endif
