// SPDX-License-Identifier: MIT
#include "library.h"

#include <dirent.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "embedded.h"

extern const lualark_chunk cli_chunks[]; // compiled, for Lua 5.4

static const char own_prefix[] = "lualark.";

// The chunk of that name, or NULL.
static const lualark_chunk *find(const char *name) {
  const lualark_chunk *chunk = cli_chunks;
  while (chunk->name != NULL && strcmp(chunk->name, name) != 0)
    chunk++;
  return chunk->name != NULL ? chunk : NULL;
}

static void push_chunk(lua_State *L, const lualark_chunk *chunk) {
  const char *name = lua_pushfstring(L, "=%s%s", own_prefix, chunk->name);
  if (luaL_loadbufferx(L, chunk->source, chunk->length, name, NULL) != LUA_OK)
    lua_error(L);
  lua_remove(L, -2);
}

void library_push_own(lua_State *L, const char *name) {
  const lualark_chunk *chunk = find(name);
  if (chunk != NULL)
    push_chunk(L, chunk);
  else
    luaL_error(L, "the command has no file %s", name);
}

// Pushes the folder that contains bin/; "" if that is not known.
static void push_prefix(lua_State *L) {
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  path[length > 0 ? length : 0] = '\0';
  for (int i = 0; i < 2; i++) {
    char *slash = strrchr(path, '/');
    if (slash != NULL) *slash = '\0';
  }
  lua_pushstring(L, path);
}

// Arguments: the module's name, its chunk.
static int load_own(lua_State *L) {
  push_chunk(L, lua_touserdata(L, 2));
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  return 1;
}

// A searcher, as package.searchers has them: "lualark.repl.show" is the file
// repl/show.lua.
static int search_own(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  if (strncmp(name, own_prefix, sizeof own_prefix - 1) != 0) return 0;
  const lualark_chunk *chunk = find(name + sizeof own_prefix - 1);
  if (chunk == NULL) return 0;
  lua_pushcfunction(L, load_own);
  lua_pushlightuserdata(L, (void *)(uintptr_t)chunk);
  return 2;
}

// Puts it first, because the command requires its own files at every start.
static void add_searcher(lua_State *L) {
  lua_getfield(L, -1, "searchers");
  for (lua_Integer i = (lua_Integer)lua_rawlen(L, -1); i >= 1; i--) {
    lua_rawgeti(L, -1, i);
    lua_rawseti(L, -2, i + 1);
  }
  lua_pushcfunction(L, search_own);
  lua_rawseti(L, -2, 1);
  lua_pop(L, 1);
}

void library_open(lua_State *L) {
  lua_getglobal(L, "package");
  add_searcher(L);
  push_prefix(L);
  lua_getfield(L, -2, "path");
  lua_pushfstring(L, "%s/share/lua/5.4/?.lua;%s", lua_tostring(L, -2),
                  lua_tostring(L, -1));
  lua_setfield(L, -4, "path");
  lua_pop(L, 3);
}

// ------------------------------------------------------------------ as texts

// Pushes a file's text; false, with nothing pushed, if it cannot be read.
static bool push_file(lua_State *L, const char *path) {
  luaL_Buffer text;
  FILE *file = fopen(path, "rb");
  if (file == NULL) return false;
  luaL_buffinit(L, &text);
  size_t bytes = 0;
  do {
    bytes = fread(luaL_prepbuffer(&text), 1, LUAL_BUFFERSIZE, file);
    luaL_addsize(&text, bytes);
  } while (bytes > 0);
  fclose(file);
  luaL_pushresult(&text);
  return true;
}

static void add_folder(lua_State *L, const char *path, const char *prefix);

// Adds "csv.lua" as lark.csv, or the folder "render" as lark.render.*.
static void add_entry(lua_State *L, const char *path, const char *prefix,
                      const char *name) {
  const char *dot = strrchr(name, '.');
  int top = lua_gettop(L);
  const char *whole = lua_pushfstring(L, "%s/%s", path, name);
  if (dot == NULL) {
    add_folder(L, whole, lua_pushfstring(L, "%s%s.", prefix, name));
  } else if (strcmp(dot, ".lua") == 0 && push_file(L, whole)) {
    lua_pushlstring(L, name, (size_t)(dot - name));
    lua_pushfstring(L, "%s%s", prefix, lua_tostring(L, -1));
    lua_pushvalue(L, -3);
    lua_rawset(L, 2);
  }
  lua_settop(L, top);
}

static void add_folder(lua_State *L, const char *path, const char *prefix) {
  DIR *folder = opendir(path);
  if (folder == NULL) return;
  luaL_checkstack(L, 10, "the report library");
  for (const struct dirent *entry = readdir(folder); entry != NULL;
       entry = readdir(folder)) {
    if (entry->d_name[0] != '.') add_entry(L, path, prefix, entry->d_name);
  }
  closedir(folder);
}

// Arguments: the folder, the table.
static int fill(lua_State *L) {
  add_folder(L, lua_tostring(L, 1), "lark.");
  return 0;
}

void library_push(lua_State *L) {
  lua_newtable(L);
  lua_pushcfunction(L, fill);
  push_prefix(L);
  lua_pushfstring(L, "%s/share/lua/5.4/lark", lua_tostring(L, -1));
  lua_remove(L, -2);
  lua_pushvalue(L, -3);
  lua_call(L, 2, 0);
}
