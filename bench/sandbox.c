// SPDX-License-Identifier: MIT

// Runs one report once, in a plain Lua state with the module or as a sandboxed
// script. Prints its processor time in milliseconds and the length of the page.
//
//     bench_sandbox plain|sandbox SCRIPTS_DIR IDS.csv
#include <dirent.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "lualark.h"

int luaopen_lark(lua_State *L);

// Runs the report and renders its page, the same way in both. The sandbox has
// no files, so the ids come as an argument.
static const char program[] =
    "local source, ids = ...\n"
    "local lark = require 'lark'\n"
    "given_rows = require 'lark.csv'.parse(ids)\n"
    "local read = function() return given_rows end\n"
    "require 'lark.csv'.read = read\n"
    "arg = { [0] = 'referral_report.lua', 'given' }\n"
    "local value = assert(load(source, '@referral_report.lua'))('given')\n"
    "local text = require 'lark.render'.render(value, { format = 'html' })\n"
    "return #text\n";

enum { MOST_MODULES = 128 };

static double cpu_ms(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static char *read_file(const char *path, size_t *bytes) {
  FILE *file = fopen(path, "rb");
  enum { ROOM = 4 << 20 };
  char *text = calloc(1, ROOM);
  if (file == NULL || text == NULL) {
    perror(path);
    exit(1);
  }
  *bytes = fread(text, 1, ROOM - 1, file);
  fclose(file);
  return text;
}

static char *read_script(const char *folder, const char *name, size_t *bytes) {
  char path[1024];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return read_file(path, bytes);
}

// --------------------------------------------------------------------- plain

// Arguments: the folder, the report's text, the ids.
static int run_plain(lua_State *L) {
  luaL_requiref(L, "lark", luaopen_lark, 0);
  lua_getfield(L, -1, "run");
  lua_getglobal(L, "package");
  lua_pushfstring(L, "%s/?.lua", lua_tostring(L, 1));
  lua_setfield(L, -2, "path");
  lua_pop(L, 1);
  if (luaL_loadstring(L, program) != LUA_OK) return lua_error(L);
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 3);
  lua_call(L, 3, 1);
  return 1;
}

static long long plain(const char *folder, const char *ids) {
  size_t bytes = 0;
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  lua_pushcfunction(L, run_plain);
  lua_pushstring(L, folder);
  char *report = read_script(folder, "referral_report.lua", &bytes);
  lua_pushlstring(L, report, bytes);
  lua_pushstring(L, ids);
  if (lua_pcall(L, 3, 1, 0) != LUA_OK) {
    fprintf(stderr, "%s\n", luaL_tolstring(L, -1, NULL));
    exit(1);
  }
  long long length = lua_tointeger(L, -1);
  lua_close(L);
  free(report);
  return length;
}

// ------------------------------------------------------------------- sandbox

static long long result;

static void on_end(void *user, lualark_engine *engine, const lualark_end *end) {
  (void)user, (void)engine;
  if (end->error != NULL) {
    fprintf(stderr, "%s\n%s\n", end->error->msg, end->traceback);
    exit(1);
  }
  result = strtoll(end->result, NULL, 10);
}

// The modules that the host gives to the sandbox, ended by an empty one.
static lualark_module modules[MOST_MODULES + 1];

static void add_module(const char *name, const char *folder, const char *file) {
  static size_t count;
  if (count == MOST_MODULES) exit(1);
  lualark_module *module = &modules[count++];
  module->name = strdup(name);
  module->text = read_script(folder, file, &module->text_bytes);
}

// Adds the Lua files below a folder, with module names that begin with
// `prefix`: "rows" is a folder of lark.rows.*, "csv.lua" the module lark.csv.
static void add_folder(const char *folder, const char *prefix) {
  DIR *opened = opendir(folder);
  if (opened == NULL) exit(1);
  for (const struct dirent *entry = readdir(opened); entry != NULL;
       entry = readdir(opened)) {
    char name[64], path[1024];
    const char *dot = strrchr(entry->d_name, '.');
    int length = (int)strcspn(entry->d_name, ".");
    snprintf(name, sizeof name, "%s%.*s%s", prefix, length, entry->d_name,
             dot == NULL ? "." : "");
    if (dot == NULL) {
      snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
      add_folder(path, name);
    } else if (strcmp(dot, ".lua") == 0) {
      add_module(name, folder, entry->d_name);
    }
  }
  closedir(opened);
}

static long long sandbox(const char *folder, const char *ids) {
  char library[1024];
  size_t bytes = 0;
  lark_options client_options;
  lualark_options options;
  lualark_engine *engine;
  lark_text arguments;
  lark_options_init(&client_options, sizeof client_options);
  lark_options_environment(&client_options);
  lualark_options_init(&options, sizeof options);
  if (lark_open(&client_options, &options.client, NULL) != LARK_OK) exit(1);
  snprintf(library, sizeof library, "%s/lark", folder);
  add_folder(library, "lark.");
  options.sandbox = true;
  options.modules = modules;
  options.stall_ms = 1000; // callgrind is slow
  options.exit = on_end;
  if (lualark_open(&options, &engine) != LARK_OK) exit(1);
  char *report = read_script(folder, "referral_report.lua", &bytes);
  lark_text_init(&arguments, NULL);
  lark_text_add_char(&arguments, '[');
  lark_text_add_json_string(&arguments, report, bytes);
  lark_text_add_char(&arguments, ',');
  lark_text_add_json_string(&arguments, ids, strlen(ids));
  lark_text_add(&arguments, "]", 2);
  lualark_program started = {.text = program, .arguments = arguments.bytes};
  if (lualark_start(engine, &started, NULL) != LARK_OK) {
    fprintf(stderr, "%s\n", lualark_last_error(engine));
    exit(1);
  }
  while (lualark_scripts(engine) > 0)
    lualark_wait(engine, -1);
  lualark_close(engine);
  lark_close(options.client);
  return result;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fputs("usage: bench_sandbox plain|sandbox SCRIPTS_DIR IDS.csv\n", stderr);
    return 2;
  }
  size_t bytes = 0;
  char *ids = read_file(argv[3], &bytes);
  double before_ms = cpu_ms();
  long long length = strcmp(argv[1], "plain") == 0 ? plain(argv[2], ids)
                                                   : sandbox(argv[2], ids);
  printf("%.3f %lld\n", cpu_ms() - before_ms, length);
  free(ids);
}
