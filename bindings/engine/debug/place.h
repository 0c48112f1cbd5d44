// SPDX-License-Identifier: MIT

/// Where things are while scripts are stopped: tasks, their coroutines and
/// levels. Reads only; nothing here raises or takes memory of a script's.
#ifndef LUALARK_PLACE_H
#define LUALARK_PLACE_H

#include "debugger.h"
#include "script.h"
#include "stack.h"

/// A level of a coroutine.
typedef struct lualark_place {
  struct script *script;
  lua_State *thread;
  int level;
} lualark_place;

/// The task that a script runs, by its number; 0: none. `thread` counts where
/// one has just failed.
uint64_t lualark_place_task(const struct script *script, lua_State *thread);

/// Fills in the coroutines of a task, the outermost first; of 0, the main
/// thread. Returns how many there are.
size_t lualark_place_threads(const lualark_debugger *d,
                             const struct script *script, uint64_t task,
                             lua_State *list[LUALARK_STACK_MOST + 1]);

/// How many levels a coroutine has.
int lualark_place_depth(lua_State *thread);

/// Finds a level, counted from the innermost coroutine's innermost one; false
/// if there is none. `*coroutine`, unless NULL, is how many stand inside it.
bool lualark_place_find(const lualark_debugger *d, lualark_script script,
                        uint64_t task, int level, lualark_place *out,
                        size_t *coroutine);

/// Fills in what lua_getinfo() knows of it; false if it has gone.
bool lualark_place_info(const lualark_place *place, const char *what,
                        lua_Debug *out);

/// Whether a chunk is a part of ours rather than the script's.
bool lualark_place_is_ours(const char *source);

#endif
