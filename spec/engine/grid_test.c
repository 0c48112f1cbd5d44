// SPDX-License-Identifier: MIT

// Grids (bindings/src/grid) where each pause is taken, and where memory lacks
// at any moment: the results are the same, or an error, and nothing leaks.
#include "scarce.h"
#include "turns.h"

static const char script[] =
    "local lark = require 'lark'\n"
    "local rows = ...\n"
    "rows = rows or 300\n"
    "local function done(work)\n"
    "  while true do\n"
    "    local over, a, b, c, d = work:step()\n"
    "    if over then return a, b, c, d end\n"
    "  end\n"
    "end\n"
    "local function read(lines)\n"
    "  local work = lark.grid()\n"
    "  for _, line in ipairs(lines) do work:add(line) end\n"
    "  return done(work)\n"
    "end\n"
    "local lines, gbk = { 'id,name,n\\n' }, { 'id\\n' }\n"
    "for i = 1, rows do\n"
    "  lines[#lines + 1] = (i % 3 == 0 and ' %d ,\"a,%d\"\"\",%d.%02d\\n' or\n"
    "    '=\"\"%d\"\",b%d,%d.%02d\\n'):format(i * 100003, i % 7, i % 90, i % "
    "100)\n"
    "  gbk[#gbk + 1] = '\\xD5\\xC5' .. i .. '\\n'\n"
    "end\n"
    "local out = {}\n"
    "local function say(...) out[#out + 1] = lark.encode { ... } end\n"
    "local grid, odd, count = read(lines)\n"
    "say(#grid, #odd, count, grid:row(3), grid:names())\n"
    "local other, _, _, encoding = read(gbk)\n"
    "say(#other, other:row(#other), encoding)\n"
    "local grouping = done(grid:grouping({ 2 }, {}))\n"
    "local work = grid:grouping({ 2 }, { { 'key', 2 }, { 'rows' }, { 'sum', 3 "
    "},\n"
    "  { 'min', 3 }, { 'max', 1 }, { 'distinct', 1 }, { 'several', 3 } })\n"
    "say(grouping, done(work), work:rows(1, { 'a', 'b', 'c', 'd', 'e', 'f', "
    "'g' "
    "}))\n"
    "say(#work:firsts())\n"
    "local sorted = done(grid:sorting { { 3, true, true }, { 2 } })\n"
    "say(sorted:row(1), sorted:row(#sorted), sorted:first(5):row(5))\n"
    "local some = grid:select { { 2, 'key' }, { 3, 'more' } }:first(20)\n"
    "local joined = done(grid:joining(some, { 2 }, { 1 }))\n"
    "say(#joined, joined:row(#joined))\n"
    "say(#done(grid:matching { { 2, 'b1', 'b2' }, { 1, '100003' } }))\n"
    "local plain = {}\n"
    "for i = 1, rows do plain[i] = { n = i, s = 's' .. i, f = i / 8,\n"
    "  o = { p = i % 2 == 0 and 'even' or nil } } end\n"
    "local gathering, over, gathered, kinds = lark.grid_gather()\n"
    "repeat over, gathered, kinds = gathering:gather(plain, { 'n', 's', 'f', "
    "'o.p' })\n"
    "until over\n"
    "say(gathered:row(rows), kinds, gathered:may_miss(4))\n"
    "local writer = joined:writing({ { column = 2, before = '<' },\n"
    "  { column = 3, kind = 'fixed', places = 1 }, { column = 5, kind = 'ask' "
    "} "
    "},\n"
    "  { format = 'html', between = '|', after = '\\n' })\n"
    "local bytes = 0\n"
    "while true do\n"
    "  local piece, asked, text = writer:write()\n"
    "  if not piece then break end\n"
    "  bytes = bytes + #piece\n"
    "  if asked then writer:answer('[' .. text .. ']', true) end\n"
    "end\n"
    "say(bytes)\n"
    "local meta = { grid = grid, handed = {}, plain = { __jsontype = 'array' } "
    "}\n"
    "say(#lark.encode(setmetatable({}, meta)))\n"
    "return table.concat(out, '\\n')\n";

// ----------------------------------------------------------- memory that lacks

// Runs the script with `left` allocations; if it `lasts`, none succeeds
// afterwards until the script has ended. Returns its status.
static int run_scarce(long left, bool lasts, char **result, long *allocations) {
  enum { ROWS = 40 };
  scarce s = {.left = -1, .lasts = lasts};
  lua_State *L = lua_newstate(scarce_allocate, &s);
  luaL_openlibs(L);
  luaL_requiref(L, "lark", luaopen_lark, 0);
  lua_settop(L, 0);
  CHECK(luaL_loadstring(L, script) == LUA_OK);
  lua_pushinteger(L, ROWS);
  s.left = left;
  long before = s.allocations;
  int status = lua_pcall(L, 1, 1, 0);
  s.left = -1;
  s.again = 0;
  *allocations = s.allocations - before;
  *result = strdup(luaL_tolstring(L, -1, NULL));
  lua_close(L);
  CHECK(s.taken == 0);
  scarce_check(&s);
  return status;
}

static void any_allocation_may_fail(void) {
  char *whole = NULL;
  long all = 0;
  CHECK(run_scarce(-1, false, &whole, &all) == LUA_OK);
  long failed = 0;
  for (long left = 0; left < all; left++) {
    char *result = NULL;
    long some = 0;
    int status = run_scarce(left, false, &result, &some);
    // So say Lua's buffers, and a stack that cannot grow.
    bool says = strstr(result, "not enough memory") != NULL ||
                strstr(result, "stack overflow") != NULL;
    CHECK(status == LUA_ERRMEM || status == LUA_OK || says);
    if (status != LUA_OK && !says) fprintf(stderr, "%s\n", result);
    CHECK(status != LUA_OK || strcmp(result, whole) == 0);
    failed += status != LUA_OK;
    free(result);
  }
  CHECK(failed > all / 2);
  free(whole);
}

// Where memory lacks for a finalizer's call, Lua frees a userdata without it:
// what it held is given back when the state closes.
static void memory_may_lack_for_good(void) {
  char *result = NULL;
  long all = 0;
  CHECK(run_scarce(-1, true, &result, &all) == LUA_OK);
  free(result);
  for (long left = 0; left < all; left++) {
    long some = 0;
    run_scarce(left, true, &result, &some);
    free(result);
  }
}

int main(void) {
  turns_change_nothing(script);
  memory_may_lack_for_good();
  any_allocation_may_fail();
  return check_failures();
}
