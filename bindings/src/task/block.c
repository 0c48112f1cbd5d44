// SPDX-License-Identifier: MIT
#include "block.h"

#include "drive.h"
#include "ready.h"
#include "running.h"

static int park(lua_State *L, lualark_wait_head *wait, lua_KFunction then) {
  lualark_scheduler *s = wait->scheduler;
  lualark_wait_park(wait, s->running.task);
  s->state.parking = true;
  return lua_yieldk(L, 0, (lua_KContext)wait, then);
}

int lualark_block_on(lua_State *L, lualark_wait_head *wait,
                     lua_KFunction then) {
  lualark_scheduler *s = wait->scheduler;
  // A host function may answer at once.
  if (wait->over) return then(L, LUA_OK, (lua_KContext)wait);
  if (lualark_running_can_park(L, s)) return park(L, wait, then);
  if (s->state.host != NULL) {
    lualark_wait_abandon(wait);
    return luaL_error(L, "this cannot wait here: it is called from a function "
                         "that cannot yield, such as a sort's order or "
                         "__gc; call it before, or in a task of its own");
  }
  // Other tasks may run meanwhile only where one of them is waited for.
  if (!lualark_drive_until(L, s, &wait->over, wait->kind->for_task)) {
    lualark_wait_abandon(wait);
    return lua_error(L);
  }
  return then(L, LUA_OK, (lua_KContext)wait);
}

void lualark_block_check(lua_State *L, lualark_wait_head *wait) {
  if (wait->over) return;
  lualark_task *task = wait->task;
  lualark_wait_abandon(wait);
  // Its coroutine ends with the error below; the scheduler takes note of that.
  if (task != NULL) lualark_ready_add(task);
  luaL_error(L, "a coroutine that waits was resumed by somebody else");
}
