// SPDX-License-Identifier: MIT
#include "work.h"

#include "finalizer.h"
#include "steps.h"

static const char work_type[] = "lark.grid.work";

static void release(lualark_native *native) {
  lualark_work *work = (lualark_work *)native;
  work->over = true;
  work->kind->release(work);
}

void lualark_work_open(lua_State *L, const luaL_Reg *methods) {
  luaL_newmetatable(L, work_type);
  lualark_native_set_finalizer(L);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}

void *lualark_work_push(lua_State *L, const lualark_work_kind *kind,
                        size_t size) {
  lualark_work *work =
      lualark_native_push(L, lualark_state_check(L), size, release);
  work->kind = kind;
  luaL_setmetatable(L, work_type);
  return work;
}

void *lualark_work_check(lua_State *L, int index,
                         const lualark_work_kind *kind) {
  lualark_work *work = lualark_native_check_type(L, index, work_type);
  lualark_native_check(L, &work->native);
  luaL_argcheck(L, kind == NULL || work->kind == kind, index, "another work");
  bool is_gone = work->over && (kind == NULL || !kind->keeps);
  if (is_gone) luaL_error(L, "%s is over", work->kind->name);
  if (work->busy)
    luaL_error(L, "%s is in use, or has failed", work->kind->name);
  return work;
}

// After the pause, the results are still on the stack.
static int go_on(lua_State *L, int status, lua_KContext count) {
  (void)status;
  (void)L;
  return (int)count;
}

int lualark_work_return(lua_State *L, lualark_state *state, int count,
                        uint32_t steps) {
  lua_Integer left = lualark_steps_left(state);
  state->steps += steps;
  if (left > (lua_Integer)steps || !lualark_steps_pause(L, state)) return count;
  if (lua_isyieldable(L)) return lua_yieldk(L, 0, count, go_on);
  lualark_steps_resume(state);
  return count;
}

int lualark_work_step(lua_State *L) {
  lualark_work *work = lualark_work_check(L, 1, NULL);
  lualark_state *state = work->native.state;
  lua_settop(L, 1);
  work->busy = true;
  work->steps = 0;
  int count = work->kind->advance(L, work);
  work->busy = false;
  if (count == 0) {
    lua_pushboolean(L, 0);
  } else {
    lualark_native_check(L, &work->native);
    work->over = true;
    if (!work->kind->keeps) work->kind->release(work);
    lua_pushboolean(L, 1);
    lua_insert(L, -1 - count);
  }
  return lualark_work_return(L, state, count + 1, work->steps + 1);
}
