// SPDX-License-Identifier: MIT

// Trusted scripts have all of Lua's libraries, and do not hold up others by
// accident: finalizers, collections, instructions that work on something long.
#include "check.h"
#include "host.h"
#include "lualark.h"

#include <dirent.h>
#include <stdlib.h>

// ------------------------------------------------------------------ finalizers

static void a_finalizer_is_never_called(void) {
  host h = run("local mt = { __gc = function() while true do end end } "
               "for i = 1, 3 do setmetatable({}, mt) end "
               "kept = debug.setmetatable({}, mt) collectgarbage() "
               "assert(getmetatable(kept) == mt and mt.__gc) return 'done'");
  CHECK(strcmp(h.result, "\"done\"") == 0);
  CHECK(strncmp(h.warned, "__gc is never called", 20) == 0);
  // Once.
  CHECK(strchr(h.warned, '\n') == h.warned + strlen(h.warned) - 1);
}

static void metatables_are_set_as_lua_sets_them(void) {
  host h =
      run("local t = {} local mt = { __index = { a = 1 } } "
          "assert(setmetatable(t, mt) == t and t.a == 1) "
          "assert(getmetatable(setmetatable(t, nil)) == nil) "
          "assert(debug.setmetatable(t, mt) == t) "
          "setmetatable(t, { __metatable = 'mine' }) "
          "local out = { select(2, pcall(setmetatable, t, {})), "
          "select(2, pcall(setmetatable, 1, {})), "
          "select(2, pcall(setmetatable, {})), "
          "select(2, pcall(setmetatable, {}, 5)) } "
          "debug.setmetatable(1, { __index = { x = 'y' } }) out[5] = (1).x "
          "debug.setmetatable(1, nil) return out");
  CHECK(strcmp(h.result,
               "[\"cannot change a protected metatable\","
               "\"bad argument #1 to 'setmetatable' (table expected, got "
               "number)\",\"bad argument #2 to 'setmetatable' (nil or table "
               "expected, got no value)\",\"bad argument #2 to 'setmetatable' "
               "(nil or table expected, got number)\",\"y\"]") == 0);
}

static int open_files(void) {
  DIR *all = opendir("/proc/self/fd");
  int count = 0;
  while (readdir(all) != NULL)
    count++;
  closedir(all);
  return count;
}

// Objects of C libraries have their finalizers called, though the rest is not
// freed one by one.
static void files_are_closed_at_the_end(void) {
  host h = {0};
  open_engine(&h);
  int before = open_files();
  start(&h,
        "files = {} for i = 1, 20 do "
        "files[i] = assert(io.open('/dev/null', 'w')) end "
        "files[21] = assert(io.popen('true')) "
        "files[21]:write('') local t = {} for i = 1, 1000 do t[i] = {} end");
  run_all(h.engine);
  CHECK(h.ends == 1 && h.last.status == LARK_OK);
  CHECK(open_files() == before);
  lualark_close(h.engine);
}

// ----------------------------------------------------------------- collections

static void a_collection_is_as_of_lua(void) {
  host h =
      run("local weak = setmetatable({ {}, {} }, { __mode = 'v' }) "
          "local before = collectgarbage('count') "
          "local much = {} for i = 1, 5000 do much[i] = { i } end much = nil "
          "assert(collectgarbage() == 0 and #weak == 0) "
          "assert(collectgarbage 'count' < before + 50) "
          "weak[1] = {} collectgarbage 'collect' assert(#weak == 0) "
          "collectgarbage 'stop' assert(not collectgarbage 'isrunning') "
          "weak[1] = {} collectgarbage() assert(#weak == 0) "
          "collectgarbage 'restart' assert(collectgarbage 'isrunning') "
          "weak[1] = {} local steps = 0 "
          "repeat steps = steps + 1 until collectgarbage('step') "
          "assert(steps < 100000) "
          "assert(collectgarbage('step', 1 << 20) == true) "
          "assert(collectgarbage 'generational' == 'incremental') "
          "assert(collectgarbage 'incremental' == 'incremental') "
          "assert(not pcall(collectgarbage, 'nonsense')) "
          "return coroutine.wrap(function() return collectgarbage() end)()");
  CHECK(strcmp(h.result, "0") == 0);
}

typedef struct meter {
  host host; // first, since callbacks get a pointer to it
  long steps, before, after;
} meter;

static void note(void *user, lualark_engine *engine, lualark_script script,
                 const char *name, const char *json, size_t bytes) {
  meter *m = user;
  (void)engine, (void)script, (void)json, (void)bytes;
  *(name[0] == 'b' ? &m->before : &m->after) = m->steps;
}

// Counts the steps of a millisecond between lark.send('before', 1) and
// lark.send('after', 1).
static long steps_within(const char *text) {
  meter m = {0};
  lualark_options options = options_of(&m.host);
  options.message = note;
  options.memory_bytes = 256 << 20;
  CHECK(lualark_open(&options, &m.host.engine) == LARK_OK);
  start(&m.host, text);
  while (lualark_scripts(m.host.engine) > 0) {
    m.steps++;
    lualark_step(m.host.engine, 1000);
  }
  CHECK(m.host.ends == 1 && m.host.last.status == LARK_OK);
  lualark_close(m.host.engine);
  return m.after - m.before;
}

static void a_collection_holds_up_nobody(void) {
  CHECK(steps_within("local lark = require 'lark' local t "
                     "for i = 1, 400000 do t = { t } end "
                     "lark.send('before', 1) collectgarbage() "
                     "lark.send('after', 1)") > 3);
  CHECK(steps_within("local lark = require 'lark' local t "
                     "for i = 1, 400000 do t = { t } end "
                     "lark.send('before', 1) collectgarbage('step', 1 << 20) "
                     "lark.send('after', 1)") > 3);
}

// The hook comes after a thousand instructions, each of which takes a while
// here.
static void long_strings_hold_up_nobody(void) {
  CHECK(steps_within("local lark = require 'lark' local s = ('x'):rep(8 << 20) "
                     "lark.send('before', 1) "
                     "for i = 1, 60 do s = s:sub(1, -2) .. 'y' end "
                     "lark.send('after', 1)") > 20);
  CHECK(steps_within("local lark = require 'lark' local s = ('x'):rep(8 << 20) "
                     "lark.send('before', 1) for i = 1, 60 do s:upper() end "
                     "lark.send('after', 1)") > 20);
}

int main(void) {
  a_finalizer_is_never_called();
  metatables_are_set_as_lua_sets_them();
  files_are_closed_at_the_end();
  a_collection_is_as_of_lua();
  a_collection_holds_up_nobody();
  long_strings_hold_up_nobody();
  return check_failures();
}
