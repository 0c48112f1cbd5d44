// SPDX-License-Identifier: MIT
#include "closing.h"

#include "version.h"

// Lua 5.4.4 counts the C calls of a coroutine that it closes from 0 again, so
// nothing but the stack's end limits closing inside closing. The stack is
// measured, for a count would not do: what lies between two of them may be
// short or long.
bool lualark_closing_is_deep(lualark_scheduler *s) {
  enum { MOST_STACK = 256 << 10 };
  const char here = 0;
  uintptr_t place = (uintptr_t)&here;
  if (s->closing.count == 0) s->closing.base = place;
  uintptr_t base = s->closing.base;
  return (place < base ? base - place : place - base) > MOST_STACK;
}

bool lualark_closing_close(lua_State *L, lualark_scheduler *s, lua_State *co,
                           int *status) {
  const lualark_host *host = s->state.host;
  lua_State *outer = s->running.thread;
  if (lualark_closing_is_deep(s)) return false;
  s->closing.count++;
  s->running.thread = co;
  if (host != NULL) host->enter(&s->state, co, false);
  *status = lualark_version_close_thread(co, L);
  s->closing.count--;
  s->running.thread = outer;
  if (host != NULL) host->enter(&s->state, L, false);
  return true;
}
