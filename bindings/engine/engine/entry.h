// SPDX-License-Identifier: MIT

/// For the lualark command, which is one program with the engine: scripts whose
/// main function the host pushes itself.
#ifndef LUALARK_ENTRY_H
#define LUALARK_ENTRY_H

#include <lua.h>
#include <stdbool.h>

#include "lualark.h"

struct script;

typedef struct lualark_entry {
  /// Pushes the script's main function and its arguments into its state, before
  /// any of its code is there; returns how many arguments. May raise. The main
  /// function returns nothing, or nil and an error.
  int (*push)(lua_State *L, void *user);
  void *user;

  bool unrestricted; ///< see unrestricted.h

  /// Called ten times a second or more often while an unrestricted script
  /// waits. Must not raise. NULL: nobody looks.
  void (*look)(void *user);
  void *look_user;
} lualark_entry;

/// Starts a script as lualark_start() does. `entry` outlives it. The program's
/// text and arguments are left out.
lark_status lualark_entry_start(lualark_engine *engine,
                                const lualark_program *program,
                                const lualark_entry *entry,
                                lualark_script *out);

/// Makes an unrestricted script's waits call `look`.
void lualark_entry_watch(struct script *script);

/// Around what a C function of the host's, called by the script, does outside
/// of its state. The second may raise, and may end the script.
void lualark_entry_leave(lua_State *L);
void lualark_entry_return(lua_State *L);

/// Pushes the function of a module of the engine's options; false, with nothing
/// pushed, if there is none of that name. Raises if it does not compile.
bool lualark_entry_push_module(lua_State *L, const char *name);

#endif
