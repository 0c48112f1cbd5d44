// SPDX-License-Identifier: MIT

/// A task of a script that failed: where, and whether memory lacked.
#ifndef LUALARK_FAILED_TASK_H
#define LUALARK_FAILED_TASK_H

#include "script.h"

/// Notes where a task failed, while its stack is still there: `thread` has the
/// error on top.
void lualark_failed_task_note(lualark_state *state, lua_State *thread,
                              int status);

/// Notes where a wrapped coroutine failed; see lualark_host.
void lualark_failed_task_note_coroutine(lualark_state *state, lua_State *thread,
                                        bool goes_on);

#endif
