// SPDX-License-Identifier: MIT

/// Expressions and statements of the client's, which run in a script's state,
/// in a coroutine of their own: they have the script's memory and instructions,
/// a time of their own, and cannot wait.
#ifndef LUALARK_EVALUATE_H
#define LUALARK_EVALUATE_H

#include "debugger.h"

/// evaluate(script, task, level, text, most_ms, most_bytes, ref): runs the
/// text, an expression or statements, in a frame. `...` is what `ref` keeps, or
/// that of the frame where it is nil. Returns true and its values as in
/// values.h; or false and a message.
int lualark_evaluate(lua_State *D);

/// lualark_debugging.weigh
void lualark_evaluate_weigh(lualark_debugging *debugging, lua_State *L,
                            size_t steps);

#endif
