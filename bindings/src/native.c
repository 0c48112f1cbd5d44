// SPDX-License-Identifier: MIT
#include "lualark_native.h"

#include <string.h>

static const char meta_key = 0; // registry: the metatable of them all
static const char name_key = 0; // registry: "__gc"

void lualark_finalizer_open(lua_State *L) {
  lua_pushliteral(L, "__gc");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &name_key);
}

void lualark_finalizer_set(lua_State *L, lua_CFunction finalizer) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &name_key);
  lua_pushcfunction(L, finalizer);
  lua_rawset(L, -3);
}

static void unlink_native(lualark_native *native) {
  if (native->link == NULL) return;
  *native->link = native->next;
  if (native->next != NULL) native->next->link = native->link;
  native->link = NULL;
}

static int native_gc(lua_State *L) {
  lualark_native *native = lua_touserdata(L, 1);
  if (native->link == NULL) return 0; // released with all others
  unlink_native(native);
  native->release(native);
  return 0;
}

static void push_metatable(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &meta_key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_createtable(L, 0, 2);
  lualark_finalizer_set(L, native_gc);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &meta_key);
}

void *lualark_native_push(lua_State *L, scheduler *s, size_t size,
                          void (*release)(lualark_native *native)) {
  // What is made while a state closes has no finalizer; the scheduler's is the
  // last that releases.
  if (s->closed) luaL_error(L, "the Lua state is closing");
  lualark_native *made = lua_newuserdatauv(L, size, 0);
  memset(made, 0, size);
  made->scheduler = s;
  made->release = release;
  push_metatable(L);
  lua_setmetatable(L, -2);
  // Nothing fails from here on.
  made->next = s->natives;
  made->link = &s->natives;
  if (made->next != NULL) made->next->link = &made->next;
  s->natives = made;
  return made;
}

void lualark_native_check(lua_State *L, const lualark_native *native) {
  if (native->link == NULL) luaL_error(L, "the Lua state is closing");
}

void lualark_natives_release(scheduler *s) {
  while (s->natives != NULL) {
    lualark_native *first = s->natives;
    unlink_native(first);
    first->release(first);
  }
}

static bool fits(scheduler *s, size_t bytes) {
  return bytes <= PTRDIFF_MAX && s->host->charge(s, (ptrdiff_t)bytes);
}

void lualark_native_charge(lua_State *L, scheduler *s, size_t bytes) {
  if (s->host == NULL || s->host->charge == NULL) return;
  if (fits(s, bytes)) return;
  // As Lua does where memory lacks: what is rubbish goes first.
  lua_gc(L, LUA_GCCOLLECT);
  if (!fits(s, bytes)) lualark_native_starve(L);
}

void lualark_native_discharge(scheduler *s, size_t bytes) {
  if (s->host != NULL && s->host->charge != NULL)
    s->host->charge(s, -(ptrdiff_t)bytes);
}

int lualark_native_starve(lua_State *L) {
  scheduler *s = lualark_scheduler(L);
  if (s->host != NULL && s->host->starve != NULL) s->host->starve(s);
  // lua_error() makes a memory error of this very text.
  lua_pushliteral(L, "not enough memory");
  return lua_error(L);
}

lua_Integer lualark_steps_left(const scheduler *s) {
  if (s->host == NULL) return LUA_MAXINTEGER;
  return LUALARK_STEPS_AT_ONCE - (lua_Integer)s->steps;
}

void lualark_steps_note(scheduler *s, lua_Integer left) {
  if (s->host != NULL) s->steps = (uint32_t)(LUALARK_STEPS_AT_ONCE - left);
}

bool lualark_pause(lua_State *L, scheduler *s) {
  uint32_t steps = s->steps;
  s->steps = 0;
  return s->host != NULL && s->host->pause(s, L, steps);
}
