// SPDX-License-Identifier: MIT

/// The difference between sandboxed, trusted and
/// unrestricted scripts, as a table of functions. A further kind is one more
/// such table.
#ifndef LUALARK_KIND_H
#define LUALARK_KIND_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

struct script;

typedef struct script_kind {
  /// Other people wrote it: limits cut it off wherever it is, and it runs under
  /// the locale "C".
  bool sandboxed;

  /// Sets the limits of its heap, which is fresh. `limit_bytes` is what the
  /// host allows it, 0 for no limit.
  void (*open_memory)(struct script *script, size_t limit_bytes);

  /// Its state's allocator; `user` is the script.
  lua_Alloc allocate;

  /// The most that an instruction on a long string may cost, in bytes of
  /// the dearest kind; `block` is the string as Lua has it in memory.
  size_t (*strain)(const void *block, size_t bytes);

  /// Opens Lua's libraries in an empty state. May raise.
  void (*open_libraries)(lua_State *L, struct script *script);

  /// Takes away or replaces what it may not have, when all libraries are open
  /// and the module's table is on top. May raise.
  void (*restrict_libraries)(lua_State *L, struct script *script);

  /// Compiles source text, as luaL_loadbufferx().
  int (*compile)(lua_State *L, const char *text, size_t bytes,
                 const char *name);

  // Scripts that the engine neither limits nor interrupts have the following
  // functions, and of those above only open_memory(). For others they are NULL.

  /// Fills the script's state, which luaL_newstate() made. May raise.
  void (*open)(lua_State *L, struct script *script);

  /// Runs the script to its end. Its main function and the arguments are on the
  /// stack, and nothing else.
  void (*run)(struct script *script);

  /// Pushes what the main function returned, and returns how many values;
  /// raises what it raised.
  int (*push_results)(lua_State *L, struct script *script);
} script_kind;

#endif
