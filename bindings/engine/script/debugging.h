// SPDX-License-Identifier: MIT

/// Where a debugger hangs in: scripts tell it what they do. They run with the
/// count hook as long as one is attached (arm.h), so that only the watch sets
/// hooks.
#ifndef LUALARK_DEBUGGING_H
#define LUALARK_DEBUGGING_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

struct script;

typedef struct lualark_debugging {
  bool lines;      ///< the hook comes with each line, too
  bool evaluating; ///< an expression of the client's runs, outside of any limit
                   ///< that would end the script
  /// In the hook, before a line runs. May stop the script there.
  void (*line)(struct lualark_debugging *debugging, struct script *script,
               lua_State *L, lua_Debug *record);
  /// In the hook, now and then.
  void (*look)(struct lualark_debugging *debugging, struct script *script,
               lua_State *L);
  /// A task failed: `thread` has the error on top, and still its stack.
  void (*failed)(struct lualark_debugging *debugging, struct script *script,
                 lua_State *thread);
  /// While `evaluating`: counts steps; raises if it took too long.
  void (*weigh)(struct lualark_debugging *debugging, lua_State *L,
                size_t steps);
  /// A line that a script printed.
  void (*printed)(struct lualark_debugging *debugging, const char *text,
                  size_t bytes);
} lualark_debugging;

#endif
