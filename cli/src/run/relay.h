// SPDX-License-Identifier: MIT

/// Hands the messages of the Debug Adapter Protocol on between the editor that
/// started this process, which is at its standard input and output, and the
/// port on which the engine waits for an editor.
#ifndef RELAY_H
#define RELAY_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "lark.h"

typedef struct relay {
  int in, out; ///< the editor's
  int line;    ///< to the engine
  pthread_t thread;
  atomic_bool over; ///< one of the two is gone
} relay;

/// Takes standard input and output for the editor: from then on the process
/// reads nothing there, and what it writes there goes to standard error.
/// Connects to the port and begins. On LARK_OK relay_close() has to be called.
/// LARK_EFILES, LARK_ENOMEM, LARK_ENETWORK.
lark_status relay_open(relay *r, uint16_t port);

/// Whether nothing is handed on any more.
bool relay_is_over(const relay *r);

/// Ends when the engine's last messages have reached the editor, or a second
/// later if it does not read them. Call it when the engine is closed.
void relay_close(relay *r);

#endif
