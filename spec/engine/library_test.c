// SPDX-License-Identifier: MIT

// The engine's find, match, gmatch, gsub and sort against Lua's own: the same
// script, in a stock state and in an engine, returns the same text.
#include "check.h"
#include "lualark.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

static const char script[] =
    "math.randomseed(42)\n"
    "local letters = { 'a', 'b', 'c', ' ', '1', '(', ')', 'x', '%', ']' }\n"
    "local parts = { 'a', 'b*', '.-', '%a+', '%s', '()', '(%w)', '[ab]', "
    "'[^a]',\n"
    "  '%b()', '%f[%w]', '(.)%1', 'x?', '$', '^', '%d+', '%', '[', '(', ')', "
    "'.' }\n"
    "local function pick(list, most)\n"
    "  local t = {}\n"
    "  for i = 1, math.random(0, most) do t[i] = list[math.random(#list)] end\n"
    "  return table.concat(t)\n"
    "end\n"
    "local function show(...)\n"
    "  local t = table.pack(pcall(...))\n"
    "  for i = 1, t.n do t[i] = tostring(t[i]) end\n"
    "  return table.concat(t, '|')\n"
    "end\n"
    "local function all(s, p, init)\n"
    "  local t = {}\n"
    "  for a, b in s:gmatch(p, init) do\n"
    "    t[#t + 1] = tostring(a) .. '/' .. tostring(b)\n"
    "    if #t > 50 then break end\n"
    "  end\n"
    "  return table.concat(t, ',')\n"
    "end\n"
    "local values = { '<%0>', '%1', '', '%%', 'z', '%2', '%', 7,\n"
    "  function(...) return '{' .. table.concat({ ... }, ';') .. '}' end,\n"
    "  function(a) if a == 'a' then return nil end return a end,\n"
    "  function() return {} end, { a = 'A', b = false, [1] = 'one' }, true }\n"
    "local out = {}\n"
    "for i = 1, 6000 do\n"
    "  local s, p = pick(letters, 14), pick(parts, 5)\n"
    "  local init = math.random(3) == 1 and math.random(-20, 20) or nil\n"
    "  local most = math.random(4) == 1 and math.random(-1, 3) or nil\n"
    "  out[#out + 1] = show(string.find, s, p, init)\n"
    "  out[#out + 1] = show(string.find, s, p, init, true)\n"
    "  out[#out + 1] = show(string.match, s, p, init)\n"
    "  out[#out + 1] = show(all, s, p, init)\n"
    "  out[#out + 1] = show(string.gsub, s, p, values[math.random(#values)], "
    "most)\n"
    "end\n"
    "out[#out + 1] = show(string.find, 'a\\0b', '\\0b')\n"
    "out[#out + 1] = show(string.gsub, 'abc', '%w', { a = 1, b = true })\n"
    "out[#out + 1] = show(string.gsub, 'abc', '', '-')\n"
    "out[#out + 1] = show(string.gsub, ('x'):rep(5000), 'x', 'yy')\n"
    "out[#out + 1] = show(string.find, 'abc', 'b', 10)\n"
    "out[#out + 1] = show(string.find, 12345, 34)\n"
    "out[#out + 1] = show(string.gmatch, 'a', {})\n"
    "out[#out + 1] = show(string.gsub, 'a', 'a')\n"
    "for size = 0, 200, 7 do\n"
    "  local list = {}\n"
    "  for i = 1, size do list[i] = math.random(1000) end\n"
    "  table.sort(list, function(a, b) return a > b end)\n"
    "  out[#out + 1] = table.concat(list, ' ')\n"
    "end\n"
    "return table.concat(out, '\\n')\n";

static char *kept;

static void keep_result(void *user, lualark_engine *engine,
                        const lualark_end *end) {
  (void)user, (void)engine;
  if (end->error != NULL) fprintf(stderr, "%s\n", end->error->msg);
  kept = strdup(end->result);
}

// What the script returns in an engine, as JSON.
static char *run_in_engine(const char *text) {
  lualark_options options;
  lualark_engine *engine = NULL;
  lualark_options_init(&options, sizeof options);
  options.exit = keep_result;
  options.slice_us = 50; // often interrupted
  CHECK(lualark_open(&options, &engine) == LARK_OK);
  lualark_program program = {.text = text};
  CHECK(lualark_start(engine, &program, NULL) == LARK_OK);
  while (lualark_scripts(engine) > 0)
    lualark_step(engine, 100);
  lualark_close(engine);
  return kept;
}

static void compare(const char *theirs, const char *ours) {
  const char *line = theirs;
  while (*theirs != '\0' && *theirs == *ours) {
    if (*theirs == '\n') line = theirs + 1;
    theirs++, ours++;
  }
  CHECK(*theirs == *ours);
  if (*theirs != *ours)
    fprintf(stderr, "Lua's: %.120s\nours from: %.60s\n", line, ours);
}

static void agrees_with_luas_own(void) {
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  CHECK(luaL_loadbuffer(L, script, strlen(script), "@script") == LUA_OK);
  CHECK(lua_pcall(L, 0, 1, 0) == LUA_OK);
  char *ours = run_in_engine(script);
  lark_document *document = NULL;
  const char *why = NULL;
  CHECK(lark_document_parse(ours, strlen(ours), &document, &why) == LARK_OK);
  compare(lua_tostring(L, -1),
          lark_json_string(lark_document_root(document), NULL));
  lark_document_free(document);
  free(ours);
  lua_close(L);
}

// Patterns that take exponential time, each in a script beside one that sleeps.
static void no_pattern_stalls_the_engine(void) {
  static const char *const evil[] = {
      "(('a'):rep(40)):find(('a-'):rep(20) .. 'b')",
      "(('a'):rep(40)):match(('a*'):rep(20) .. 'b')",
      "for _ in (('a'):rep(40)):gmatch(('a-'):rep(20) .. 'b') do end",
      "(('a'):rep(40)):gsub(('a-'):rep(20) .. 'b', '')",
      "(('a'):rep(40)):gsub(('a-'):rep(20) .. 'b', function() end)",
      "pcall(string.find, ('a'):rep(40), ('a-'):rep(20) .. 'b')",
      "coroutine.wrap(function() (('a'):rep(40)):find(('a-'):rep(20) .. 'b') "
      "end)()",
  };
  for (size_t i = 0; i < sizeof evil / sizeof evil[0]; i++) {
    lualark_options options;
    lualark_engine *engine = NULL;
    lualark_options_init(&options, sizeof options);
    CHECK(lualark_open(&options, &engine) == LARK_OK);
    lualark_program program = {.text = evil[i]};
    CHECK(lualark_start(engine, &program, NULL) == LARK_OK);
    program.text = "for i = 1, 20 do require('lark').sleep(0) end";
    CHECK(lualark_start(engine, &program, NULL) == LARK_OK);
    for (int step = 0; step < 2000 && lualark_scripts(engine) == 2; step++)
      lualark_step(engine, 1000);
    CHECK(lualark_scripts(engine) == 1);
    lualark_close(engine);
  }
}

int main(void) {
  agrees_with_luas_own();
  no_pattern_stalls_the_engine();
  return check_failures();
}
