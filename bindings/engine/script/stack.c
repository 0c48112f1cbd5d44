// SPDX-License-Identifier: MIT
#include "stack.h"

#include <string.h>

// The coroutine that a thread has resumed, and which runs or waits; NULL: none.
// The functions that resume one (coroutine.c) keep it as their first value.
static lua_State *inner_of(lua_State *thread) {
  lua_Debug level;
  if (!lua_getstack(thread, 0, &level)) return NULL;
  lua_getinfo(thread, "S", &level);
  if (strcmp(level.what, "C") != 0 || lua_gettop(thread) == 0) return NULL;
  lua_State *inner = lua_tothread(thread, 1);
  if (inner == NULL || inner == thread) return NULL;
  return lua_getstack(inner, 0, &level) ? inner : NULL;
}

size_t lualark_stack_coroutines(lua_State *outermost,
                                lua_State *list[LUALARK_STACK_MOST]) {
  size_t count = 0;
  for (lua_State *thread = outermost;
       thread != NULL && count < LUALARK_STACK_MOST; thread = inner_of(thread))
    list[count++] = thread;
  return count;
}
