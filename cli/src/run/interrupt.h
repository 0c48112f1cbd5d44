// SPDX-License-Identifier: MIT

/// Ctrl-C and SIGTERM. The first one asks the program to end with what it has;
/// a second one, of either, ends the process. One SIGTERM is enough for that if
/// the program takes long to end.
#ifndef INTERRUPT_H
#define INTERRUPT_H

#include <lua.h>
#include <stdbool.h>

/// How long the process may take to end after a SIGTERM.
enum { INTERRUPT_GRACE_S = 5 };

/// Waits for the first from now on. A signal that is ignored stays so: nohup.
void interrupt_catch(void);

/// The same, and the program may take as long as it likes to end.
void interrupt_catch_patiently(void);

/// Whether it came.
bool interrupt_seen(void);

/// Leaves both to the system again: they end the process.
void interrupt_release(void);

/// Into the table on top:
///
///   with_interrupt(fn, ...)  returns fn(...); meanwhile the first Ctrl-C
///                            cancels the calls that this state waits for
void interrupt_register(lua_State *L);

#endif
