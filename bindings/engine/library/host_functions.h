// SPDX-License-Identifier: MIT

/// The functions of the host that scripts call as host.<name>(...), and the
/// calls of them that wait for an answer.
#ifndef LUALARK_HOST_FUNCTIONS_H
#define LUALARK_HOST_FUNCTIONS_H

#include <lua.h>

#include "lualark.h"
#include "slots.h"

/// Functions that an engine offers. A zeroed one is empty.
typedef struct host_functions {
  struct host_function *first;
  lark_slots waiting; ///< calls, by lualark_pending
} host_functions;

/// Adds a function, or replaces the one of this name. False if memory lacks.
bool lualark_host_functions_add(host_functions *functions, const char *name,
                                lualark_function *function, void *user);

/// Ends the call that waits for this answer; `refused`: with an error, whose
/// message is `text`. LARK_ESTALE if none does; LARK_ENOMEM.
lark_status lualark_host_functions_answer(host_functions *functions,
                                          lualark_pending pending,
                                          const char *text, bool refused);

/// The same with a text that was allocated; frees it, or gives it to the call.
lark_status lualark_host_functions_give(host_functions *functions,
                                        lualark_pending pending, char *text,
                                        bool refused);

/// How many calls wait for an answer.
size_t lualark_host_functions_pending(const host_functions *functions);

/// Frees the functions; no script may be left.
void lualark_host_functions_clear(host_functions *functions);

/// Puts `host` into the globals. May raise.
void lualark_host_functions_open(lua_State *L, host_functions *functions);

#endif
