// SPDX-License-Identifier: MIT

// An engine that meets a Lua that its sandbox was not tested on.
//
//     newer_lua RELEASE LINKING VERSION
//
// RELEASE is the one that the engine finds, "none" if it is tested; LINKING is
// "hidden" or "shared"; VERSION is the Lua's, such as 5.4.
#include "check.h"
#include "host.h"
#include "lualark.h"

// Where the engine shares a Lua with the program, it reads this.
extern const char lua_ident[] __attribute__((visibility("default")));
const char lua_ident[] = "$LuaVersion: Lua 5.4.10  Copyright (C) $";

static const lualark_program program = {.text = "return _VERSION"};

static void sandboxed_scripts_run(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.sandbox = true;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  CHECK(lualark_start(h.engine, &program, NULL) == LARK_OK);
  run_all(h.engine);
  CHECK(h.ends == 1 && h.last.status == LARK_OK);
  lualark_close(h.engine);
}

static void sandboxed_scripts_are_refused(const char *release) {
  host h = {0};
  char why[256];
  lualark_script script = 1;
  lualark_options options = options_of(&h);
  snprintf(why, sizeof why,
           "sandboxed scripts need Lua 5.4.4 to 5.4.9, and this is Lua %s: "
           "build Lualark with one of those, or update it; trusted scripts "
           "run here",
           release);
  options.sandbox = true;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  CHECK(lualark_start(h.engine, &program, &script) == LARK_ECONFIG);
  CHECK(script == 0 && is(lualark_last_error(h.engine), why));
  CHECK(lualark_scripts(h.engine) == 0);
  lualark_close(h.engine);
  CHECK(h.ends == 0);
}

static void trusted_scripts_run(const char *version) {
  char result[32];
  snprintf(result, sizeof result, "\"Lua %s\"", version);
  CHECK(is(run(program.text).result, result));
}

// They bind to a Lua that the program shares, and find no other.
static void modules_in_c_load(bool load) {
  host h = run("return { (pcall(require, 'lfs')), "
               "(pcall(package.loadlib, 'none.so', '*')) }");
  CHECK(is(h.result, load ? "[true,true]" : "[false,false]"));
}

int main(int count, char **arguments) {
  CHECK(count == 4);
  if (strcmp(arguments[1], "none") == 0)
    sandboxed_scripts_run();
  else
    sandboxed_scripts_are_refused(arguments[1]);
  trusted_scripts_run(arguments[3]);
  modules_in_c_load(strcmp(arguments[2], "shared") == 0);
  return check_failures();
}
