// SPDX-License-Identifier: MIT
#include "watch.h"

#include <lauxlib.h>

#include "clock.h"
#include "interrupt.h"
#include "interruption.h"
#include "traffic.h"

static const char function_key = 0; // registry: what is called

// The program runs one script, and is one thread.
static uint64_t next_us = 0;
static uint64_t total_then = 0; // rows, when it was interrupted

int watch_push(lua_State *L, const watch_view *view) {
  const uint64_t numbers[] = {view->ended, view->total, view->waits,
                              view->waiting};
  enum { NUMBERS = sizeof numbers / sizeof numbers[0] };
  if (!view->running) return 0;
  for (int i = 0; i < NUMBERS; i++)
    lua_pushinteger(L, (lua_Integer)numbers[i]);
  return NUMBERS;
}

static watch_view view_of(const lualark_scheduler *s) {
  lualark_limits limits = lualark_traffic_limits(s);
  // Who has interrupted it need not be told how far it is.
  return (watch_view){.running = s->rows.maps > 0 && !s->interruption.begun,
                      .ended = s->rows.ended,
                      .total = s->rows.total,
                      .waits = limits.waits,
                      .waiting = limits.waiting};
}

static void tell(lua_State *L, const lualark_scheduler *s) {
  if (!lua_checkstack(L, 8)) return;
  watch_view view = view_of(s);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &function_key);
  if (lua_pcall(L, watch_push(L, &view), 0, 0) == LUA_OK) return;
  // It only shows what happens, which is no reason to end anything.
  lua_pop(L, 1);
}

static void look(lualark_scheduler *s, lua_State *L) {
  bool now = interrupt_seen() && !s->interruption.begun;
  if (now) {
    total_then = s->rows.maps > 0 ? s->rows.total : 0;
    lualark_interruption_begin(s);
  }
  uint64_t now_us = lark_now_us();
  if (!now && now_us < next_us) return;
  next_us = now_us + (uint64_t)WATCH_EACH_MS * 1000;
  tell(L, s);
}

static int watch(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &function_key);
  lualark_scheduler_get(L)->loop.look = look;
  interrupt_catch();
  return 0;
}

static int unwatch(lua_State *L) {
  lualark_scheduler *s = lualark_scheduler_get(L);
  interrupt_release();
  s->loop.look = NULL;
  if (!s->interruption.begun) return 0;
  lua_pushinteger(L, (lua_Integer)s->interruption.lost);
  lua_pushinteger(L, (lua_Integer)total_then);
  return 2;
}

static int now(lua_State *L) {
  lua_pushnumber(L, (lua_Number)lark_now_us() / 1e6);
  return 1;
}

void watch_register(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"watch", watch}, {"unwatch", unwatch}, {"now", now}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
