// SPDX-License-Identifier: MIT

/// Ctrl-C and SIGTERM: the first asks for an end with what is there, and the
/// second, of either, ends the process. SIGTERM does so by itself where the end
/// takes long.
#ifndef INTERRUPT_H
#define INTERRUPT_H

#include <stdbool.h>

/// How long the process may take to end after a SIGTERM.
enum { INTERRUPT_GRACE_S = 5 };

/// Waits for the first from now on. A signal that is ignored stays so: nohup.
void interrupt_catch(void);

/// Whether it came.
bool interrupt_seen(void);

/// Leaves both to the system again: they end the process.
void interrupt_release(void);

#endif
