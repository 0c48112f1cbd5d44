// SPDX-License-Identifier: MIT

// The order of a language (bindings/src/module/collation.c) where memory lacks
// at any moment: the same keys, or an error, and nothing leaks.
#include <lauxlib.h>
#include <lualib.h>

#include "scarce.h"

int luaopen_lark(lua_State *L);

static const char script[] =
    "local out = {}\n"
    "for _, locale in ipairs { 'zh', 'en', 'zh', 'xx-none' } do\n"
    "  for _, text in ipairs { '张三', '', 'Zoe', ('李'):rep(400) } do\n"
    "    local key, why = lark.collation_key(text, locale)\n"
    "    out[#out + 1] = key or why\n"
    "  end\n"
    "end\n"
    "return table.concat(out, '|')\n";

// Runs it with `left` allocations; returns its status.
static int run_with(long left, char **result, size_t *bytes,
                    long *allocations) {
  scarce s = {.left = -1};
  lua_State *L = lua_newstate(scarce_allocate, &s);
  luaL_openlibs(L);
  luaL_requiref(L, "lark", luaopen_lark, 0);
  lua_setglobal(L, "lark");
  CHECK(luaL_loadstring(L, script) == LUA_OK);
  int status = scarce_call(&s, L, left, allocations);
  const char *text = lua_tolstring(L, -1, bytes);
  *result = malloc(*bytes + 1);
  memcpy(*result, text, *bytes + 1);
  lua_close(L);
  CHECK(s.taken == 0);
  scarce_check(&s);
  return status;
}

int main(void) {
  char *whole = NULL;
  size_t whole_bytes = 0;
  long all = 0, failed = 0;
  CHECK(run_with(-1, &whole, &whole_bytes, &all) == LUA_OK);
  for (long left = 0; left < all; left++) {
    char *result = NULL;
    size_t bytes = 0;
    long some = 0;
    int status = run_with(left, &result, &bytes, &some);
    bool says = strstr(result, "not enough memory") != NULL;
    CHECK(status == LUA_OK || says);
    CHECK(status != LUA_OK ||
          (bytes == whole_bytes && memcmp(result, whole, bytes) == 0));
    failed += status != LUA_OK;
    free(result);
  }
  CHECK(failed > all / 2);
  free(whole);
  return check_failures();
}
