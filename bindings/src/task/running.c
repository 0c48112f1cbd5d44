// SPDX-License-Identifier: MIT
#include "running.h"

lualark_running lualark_running_enter(lualark_scheduler *s, lua_State *thread,
                                      bool may_park) {
  lualark_running outer = s->running;
  s->running.thread = thread;
  s->running.may_park = may_park ? thread : NULL;
  return outer;
}

void lualark_running_leave(lualark_scheduler *s, lualark_running outer) {
  s->running = outer;
}

bool lualark_running_can_park(lua_State *L, const lualark_scheduler *s) {
  return s->running.task != NULL && s->running.may_park == L &&
         lua_isyieldable(L);
}
