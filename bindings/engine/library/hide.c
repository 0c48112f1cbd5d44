// SPDX-License-Identifier: MIT

// A script can set a field in a table that is a metatable already, or becomes
// one by a function of ours; so setmetatable() cannot refuse it. Lua finds such
// a field by the address of its name, a string that a state has only once. So
// the bytes of that string are replaced: what the script writes is another
// string, and Lua looks for one that it cannot write. Fields that were set
// before stay.
//
// Lua looks for a string among those of the same hash. So the name is found by
// its new bytes only if they hash to the place where it stands; others are
// taken then.
#include "hide.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "chance.h"
#include "script.h"

static bool is_found(lua_State *L, const char *bytes, size_t length) {
  bool found = lua_pushlstring(L, bytes, length) == bytes;
  lua_pop(L, 1);
  return found;
}

void lualark_hide(lua_State *L, const char *field) {
  size_t length = strlen(field);
  char *bytes = (char *)(uintptr_t)lua_pushstring(L, field);
  if (!lualark_chance_take(lualark_script_at(L)->all, bytes, length))
    luaL_error(L, "no random bytes to hide %s", field);
  // Lua remembers strings that C code gave it, and recognizes them by strcmp():
  // with a NUL among its bytes the name would be taken for a shorter one.
  for (size_t i = 0; i < length; i++)
    if (bytes[i] == '\0') bytes[i] = '\1';
  for (char next = 1; is_found(L, bytes, length); next++)
    bytes[0] = next;
  lua_pop(L, 1);
}
