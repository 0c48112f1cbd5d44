// SPDX-License-Identifier: MIT

// A program with a Lua of its own, linked statically, that runs an engine. It
// is compiled against the headers of Lua 5.3 and of LuaJIT.
#include <lauxlib.h>
#include <lua.h>
#include <lualark.h>
#include <lualib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct outcome {
  int ends;
  lark_status status;
  char text[4096]; // the result, or the error's message
} outcome;

static int failures;

static void check(const char *what, const char *got, const char *wanted) {
  if (strcmp(got, wanted) == 0) return;
  fprintf(stderr, "%s\n  got: %s\n  not: %s\n", what, got, wanted);
  failures++;
}

static void on_end(void *user, lualark_engine *engine, const lualark_end *end) {
  outcome *o = user;
  (void)engine;
  o->ends++;
  o->status = end->status;
  snprintf(o->text, sizeof o->text, "%s",
           end->error != NULL ? end->error->msg : end->result);
}

static outcome run_script(bool sandbox, const char *text) {
  outcome o = {0};
  lualark_options options;
  lualark_engine *engine = NULL;
  lualark_options_init(&options, sizeof options);
  options.sandbox = sandbox;
  options.memory_bytes = 4 << 20;
  options.exit = on_end;
  options.user = &o;
  if (lualark_open(&options, &engine) != LARK_OK) return o;
  if (lualark_start(engine, &(lualark_program){.text = text}, NULL) != LARK_OK)
    snprintf(o.text, sizeof o.text, "%s", lualark_last_error(engine));
  while (lualark_scripts(engine) > 0)
    lualark_wait(engine, -1);
  lualark_close(engine);
  return o;
}

// Integers, and code that runs on through the whole Lua: its compiler, its
// coroutines, its errors.
static const char uses_much[] =
    "local out = { _VERSION, 7 // 2, 1 << 62, ('%5.1f'):format(2) }\n"
    "local co = coroutine.wrap(function() for i = 1, 3 do\n"
    "  coroutine.yield(i) end end)\n"
    "out[5] = co() + co() + co()\n"
    "out[6] = select(2, pcall(error, 'own'))\n"
    "out[7] = load('local t <const> = 5 return t')()\n"
    "local lark = require 'lark'\n"
    "out[8] = lark.decode(lark.encode { 1 << 53 })[1]\n"
    "return out";
static const char much[] = "[\"Lua 5.4\",3,4611686018427387904,\"  "
                           "2.0\",6,\"own\",5,9007199254740992]";

static void an_engine_runs(void) {
  for (int sandbox = 0; sandbox < 2; sandbox++) {
    check("result", run_script(sandbox, uses_much).text, much);
    // Its stack grows until an allocation fails.
    outcome o =
        run_script(sandbox, "local function f() return 1 + f() end f()");
    check("deep recursion", o.ends == 1 ? lark_kind(o.status) : "", "limit");
  }
  check("loop",
        lark_kind(run_script(true, "local t = {} while true do "
                                   "t[#t + 1] = {} end")
                      .status),
        "limit");
}

// A module written in C would bind to the program's Lua.
static void modules_in_c_are_refused(void) {
  check("cjson",
        run_script(false, "local cjson = require 'cjson' "
                          "return cjson.encode { cjson.null, 1 << 53 }")
            .text,
        "\"[null,9007199254740992]\"");
  check("searchers",
        run_script(false, "package.cpath = '/usr/lib/x86_64-linux-gnu/lua/5.4/"
                          "?.so' return select(2, pcall(require, 'lfs'))"
                          ":match 'no module in C[^\\n]*'")
            .text,
        "\"no module in C: the program's engine has a Lua of its own, which "
        "such a module would not find\"");
  check("loadlib",
        run_script(false, "return (select(2, pcall(package.loadlib, 'a.so', "
                          "'*'))):match '^package.loadlib is not available'")
            .text,
        "\"package.loadlib is not available\"");
}

// The library's Lua writes to the streams by pointers of its own.
static void streams_are_the_programs(void) {
  char line[64] = "";
  int ends[2];
  int own = dup(STDOUT_FILENO);
  if (pipe(ends) != 0 || own < 0) return;
  fflush(stdout);
  dup2(ends[1], STDOUT_FILENO);
  printf("program ");
  check("io.write",
        run_script(false, "io.write('script ') io.stdout:flush() "
                          "return io.type(io.stdin) .. io.type(io.stderr)")
            .text,
        "\"filefile\"");
  printf("program\n");
  fflush(stdout);
  dup2(own, STDOUT_FILENO);
  close(own);
  close(ends[1]);
  if (read(ends[0], line, sizeof line - 1) < 0) line[0] = '\0';
  close(ends[0]);
  check("one stream", line, "program script program\n");
}

static void the_programs_lua_goes_on(lua_State *L) {
  const char *text = "calls = (calls or 0) + 1 return _VERSION .. ' ' .. calls";
  const char *wanted = LUA_VERSION " 2";
  if (luaL_loadstring(L, text) != 0 || lua_pcall(L, 0, 0, 0) != 0 ||
      luaL_loadstring(L, text) != 0 || lua_pcall(L, 0, 1, 0) != 0)
    failures++;
  check("the program's Lua", lua_tostring(L, -1), wanted);
}

int main(void) {
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  an_engine_runs();
  modules_in_c_are_refused();
  streams_are_the_programs();
  the_programs_lua_goes_on(L);
  lua_close(L);
  return failures > 0;
}
