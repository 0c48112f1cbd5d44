// SPDX-License-Identifier: MIT

/// Works: what takes long with grids, in steps that each take a moment.
///
///     local work = grid:sorting(keys)
///     repeat local done, result = work:step() until done
///
/// Between two steps Lua runs, so that other tasks and scripts get their turns,
/// and a script that is to end ends there.
#ifndef LUALARK_WORK_H
#define LUALARK_WORK_H

#include "native.h"

enum {
  WORK_ROWS = 4096,  ///< about how many rows a step looks at,
  WORK_BYTES = 65536 ///< and how many bytes
};

struct lualark_work;

typedef struct lualark_work_kind {
  const char *name;

  /// Does a step, with the work at index 1 of the stack. Returns how many
  /// results it pushed: 0 where there is more to do. The last step's are
  /// `work:step()`'s, behind `true`.
  int (*advance)(lua_State *L, struct lualark_work *work);

  bool keeps; ///< its results are read after its last step

  /// Gives back what the work holds; called once or more.
  void (*release)(struct lualark_work *work);
} lualark_work_kind;

/// The head of a work's record.
typedef struct lualark_work {
  lualark_native native;
  const lualark_work_kind *kind;
  uint32_t steps; ///< the cost of the step so far, in Lua's instructions
  bool busy;      ///< in a step; stays so where the step raised an error
  bool over;
} lualark_work;

/// Makes the metatable of works, once for each Lua state.
void lualark_work_open(lua_State *L, const luaL_Reg *methods);

/// Pushes a work of `size` bytes, zeros behind its head.
void *lualark_work_push(lua_State *L, const lualark_work_kind *kind,
                        size_t size);

/// The work at `index`; raises where there is none of that kind (NULL: any), or
/// where it failed, or is over and does not keep its results.
void *lualark_work_check(lua_State *L, int index,
                         const lualark_work_kind *kind);

/// work:step()
int lualark_work_step(lua_State *L);

/// Ends a C function that pushed `count` results and cost `steps`: lets other
/// scripts run if it is time.
int lualark_work_return(lua_State *L, lualark_state *state, int count,
                        uint32_t steps);

#endif
