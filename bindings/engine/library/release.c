// SPDX-License-Identifier: MIT
#include "release.h"

#include <lua.h>
#include <stdlib.h>
#include <string.h>

// Reads a number below 100 and moves behind it; -1 where there is none.
static int read_number(const char **text) {
  char *end = NULL;
  if (**text < '0' || **text > '9') return -1;
  long number = strtol(*text, &end, 10);
  *text = end;
  return number < 100 ? (int)number : -1;
}

int lualark_release_read(const char *ident) {
  static const char head[] = "$LuaVersion: Lua ";
  int release = 0;
  if (strncmp(ident, head, strlen(head)) != 0) return 0;
  ident += strlen(head);
  for (int part = 0; part < 3; part++) {
    int number = read_number(&ident);
    if (number < 0) return 0;
    if (part < 2 && *ident++ != '.') return 0;
    release = release * 100 + number;
  }
  return release;
}

int lualark_release(void) {
  return lualark_release_read(lua_ident);
}
