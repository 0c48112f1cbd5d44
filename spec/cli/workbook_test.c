// SPDX-License-Identifier: MIT

// Spreadsheets (cli/src/sheet/workbook.c) where memory lacks at any moment:
// an error, nothing leaks, and no file is left in the temporary folder.
#include "workbook.h"

#include <dirent.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <unistd.h>

#include "scarce.h"

static const char script[] =
    "local book, why = open(folder)\n"
    "if not book then return why end\n"
    "local bold = book:format { bold = true, num = '0.00', wrap = true }\n"
    "assert(book:sheet 'One')\n"
    "assert(book:width(0, 12, bold))\n"
    "for row = 0, 5 do assert(book:cell(row, 0, 'text ' .. row, bold)) end\n"
    "assert(book:cell(6, 0, 1.5))\n"
    "book:freeze(1, 1)\n"
    "assert(book:filter(0, 0, 6, 0))\n"
    "assert(book:chart { kind = 'bar', title = 'T', x = 'X', y = 'Y', row = "
    "1,\n"
    "  column = 2, series = { { name = 'S', categories = '=One!$A$1:$A$2',\n"
    "  values = '=One!$A$1:$A$2' } } })\n"
    "if abandon then return book:abandon() or 'abandoned' end\n"
    "local path, refused = book:close()\n"
    "if not path then return refused end\n"
    "os.remove(path)\n"
    "return 'written'\n";

static char folder[] = "/tmp/lualark-workbook-XXXXXX";

// malloc() and strdup() of the sources under test; see spec/CMakeLists.txt.
static long mallocs_left = -1;
void *__real_malloc(size_t bytes);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t bytes);
char *__wrap_strdup(const char *text);

static bool malloc_fails(void) {
  if (mallocs_left < 0) return false;
  return mallocs_left-- == 0;
}

void *__wrap_malloc(size_t bytes) {
  return malloc_fails() ? NULL : __real_malloc(bytes);
}

char *__wrap_strdup(const char *text) {
  return malloc_fails() ? NULL : __real_strdup(text);
}

static int files_in_folder(void) {
  int count = 0;
  DIR *open = opendir(folder);
  const struct dirent *entry = NULL;
  while ((entry = readdir(open)) != NULL)
    count += entry->d_name[0] != '.';
  closedir(open);
  return count;
}

static int run_script(lua_State *L, bool abandon) {
  lua_register(L, "open", workbook_open);
  lua_pushstring(L, folder);
  lua_setglobal(L, "folder");
  lua_pushboolean(L, abandon);
  lua_setglobal(L, "abandon");
  return luaL_loadstring(L, script);
}

// Runs it with `left` allocations of Lua's; returns its status.
static int run_with(long left, bool abandon, long *allocations, bool *whole) {
  scarce s = {.left = -1};
  lua_State *L = lua_newstate(scarce_allocate, &s);
  luaL_openlibs(L);
  CHECK(run_script(L, abandon) == LUA_OK);
  int status = scarce_call(&s, L, left, allocations);
  const char *text = lua_tostring(L, -1);
  *whole = strcmp(text, abandon ? "abandoned" : "written") == 0;
  bool says = strstr(text, "not enough memory") != NULL;
  CHECK(says || (status == LUA_OK && *whole));
  lua_close(L);
  CHECK(s.taken == 0);
  scarce_check(&s);
  CHECK(files_in_folder() == 0);
  return status;
}

static void any_allocation_may_fail(bool abandon) {
  long all = 0, failed = 0, some = 0;
  bool whole = false;
  CHECK(run_with(-1, abandon, &all, &whole) == LUA_OK && whole);
  for (long left = 0; left < all; left++)
    failed += run_with(left, abandon, &some, &whole) != LUA_OK;
  CHECK(failed > all / 2);
}

static void any_malloc_may_fail(void) {
  enum { MALLOCS = 2 }; // the name of the folder, and the path
  for (long left = 0; left <= MALLOCS; left++) {
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    CHECK(run_script(L, false) == LUA_OK);
    mallocs_left = left;
    int status = lua_pcall(L, 0, 1, 0);
    mallocs_left = -1;
    const char *text = lua_tostring(L, -1);
    bool is_whole = status == LUA_OK && strcmp(text, "written") == 0;
    CHECK(is_whole == (left == MALLOCS));
    lua_close(L);
    CHECK(files_in_folder() == 0);
  }
}

int main(void) {
  enum { SKIPPED = 77 };
  CHECK(mkdtemp(folder) != NULL);
  lua_State *L = luaL_newstate();
  lua_pushcfunction(L, workbook_open);
  lua_pushstring(L, folder);
  lua_call(L, 1, 2);
  bool has_library = !lua_isnil(L, -2) || lua_isuserdata(L, -1);
  lua_close(L);
  if (has_library) {
    any_allocation_may_fail(false);
    any_allocation_may_fail(true);
    any_malloc_may_fail();
  }
  (void)rmdir(folder);
  return has_library ? check_failures() : SKIPPED;
}
