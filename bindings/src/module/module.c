// SPDX-License-Identifier: MIT

#include "module.h"

#include <lauxlib.h>
#include <string.h>

#include "codec.h"
#include "collation.h"
#include "define.h"
#include "download.h"
#include "embedded.h"
#include "error.h"
#include "inbox_type.h"
#include "journal_type.h"
#include "lifetime.h"
#include "mark.h"
#include "open_client.h"
#include "open_grid.h"
#include "preview.h"
#include "receive.h"
#include "rows.h"
#include "run.h"
#include "schema.h"
#include "sleep.h"
#include "state.h"
#include "store.h"
#include "uuid.h"

// The room in the module's table, so that it need not grow where an engine adds
// its own.
enum { NAMES = 15 };

/// lark.transport(): what carries the requests, such as "libcurl/7.88.1
/// OpenSSL/3.0.19 ...".
static int transport(lua_State *L) {
  lua_pushstring(L, lark_transport());
  return 1;
}

/// lark.language(): the language of errors' texts, "en" or "zh".
static int language(lua_State *L) {
  lua_pushstring(L, lark_language());
  return 1;
}

/// lark.set_language(name): sets it for the process; raises where there is no
/// such language.
static int set_language(lua_State *L) {
  if (lark_set_language(luaL_checkstring(L, 1)) != LARK_OK)
    luaL_argerror(L, 1, "the languages are en and zh");
  return 0;
}

static void push_map(lua_State *L) {
  lualark_embedded_push(L, "map");
  lua_pushcfunction(L, lualark_rows_new);
  lua_call(L, 1, 1);
}

static void push_key(lua_State *L) {
  lualark_embedded_push(L, "key");
  lua_pushcfunction(L, lualark_uuid);
  lua_call(L, 1, 1);
}

static int event_types(lua_State *L) {
  lualark_schema_push_event_types(L);
  return 1;
}

static void push_events(lua_State *L) {
  static const luaL_Reg parts[] = {
      {"types", event_types}, {"receive", lualark_receive}, {NULL, NULL}};
  lualark_embedded_push(L, "events");
  luaL_newlib(L, parts);
  lua_call(L, 1, 1);
}

static void push_inbox(lua_State *L) {
  lualark_inbox_type_make(L);
  lualark_embedded_push(L, "inbox");
  lua_pushcfunction(L, lualark_inbox_type_open);
  lua_call(L, 1, 1);
}

static void push_pages(lua_State *L) {
  lualark_embedded_push(L, "pages");
}

static void push_types(lua_State *L) {
  lualark_embedded_push(L, "format");
  lua_getfield(L, -1, "words");
}

// A sandbox lacks it: its client is the program's.
static void push_test(lua_State *L) {
  if (lualark_state_get(L)->sandboxed)
    lua_pushnil(L);
  else
    lualark_embedded_push(L, "test");
}

static void push_transport(lua_State *L) {
  lua_pushcfunction(L, transport);
}

static void push_language(lua_State *L) {
  lua_pushcfunction(L, language);
}

// A sandbox lacks it: the language is the process's.
static void push_set_language(lua_State *L) {
  if (lualark_state_get(L)->sandboxed)
    lua_pushnil(L);
  else
    lua_pushcfunction(L, set_language);
}

// A sandbox lacks it: a store may be the process's.
static void add_store(lua_State *L) {
  if (!lualark_state_get(L)->sandboxed) lualark_store_register(L);
}

// Members that few scripts need are made at their first use, so that the others
// start sooner and take less memory.
typedef struct part {
  const char *name;
  void (*push)(lua_State *L); ///< pushes it
  void (*add)(lua_State *L);  ///< or puts it into the module's table, on top
} part;

// Pushes the part. Arguments: the module's table, the name.
static void make_part(lua_State *L, const part *p) {
  if (p->add != NULL) {
    lua_pushvalue(L, 1);
    p->add(L);
    lua_pushvalue(L, 2);
    lua_rawget(L, 1);
  } else {
    p->push(L);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, -2);
    lua_rawset(L, 1);
  }
}

static int module_index(lua_State *L) {
  static const part parts[] = {
      {"map", push_map, NULL},
      {"key", push_key, NULL},
      {"events", push_events, NULL},
      {"inbox", push_inbox, NULL},
      {"download", lualark_download_push, NULL},
      {"journal", lualark_journal_push, NULL},
      {"pages", push_pages, NULL},
      {"test", push_test, NULL},
      {"types", push_types, NULL},
      {"language", push_language, NULL},
      {"set_language", push_set_language, NULL},
      {"transport", push_transport, NULL},
      {"schema", NULL, lualark_schema_register},
      {"endpoints", NULL, lualark_schema_register},
      {"explain", NULL, lualark_schema_register},
      {"suggest", NULL, lualark_schema_register},
      {"define", NULL, lualark_define_register_module},
      {"preview", NULL, lualark_preview_register},
      {"collation_key", NULL, lualark_collation_register},
      {"store", NULL, add_store},
      {"grid", NULL, lualark_open_grid_register},
      {"grid_gather", NULL, lualark_open_grid_register},
      {"grid_fill", NULL, lualark_open_grid_register},
  };
  // A script may call it with anything.
  luaL_checktype(L, 1, LUA_TTABLE);
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    if (strcmp(name, parts[i].name) != 0) continue;
    make_part(L, &parts[i]);
    return 1;
  }
  return 0;
}

// luaL_checkversion() would not say what to do about it.
static void check_lua(lua_State *L) {
  int number = (int)lua_version(L);
  if (number != LUA_VERSION_NUM)
    luaL_error(
        L,
        "lark.so was built for " LUA_VERSION ", and this is Lua %d.%d: "
        "build one with -DLUA_INCLUDE_DIR=DIR, where this Lua's lua.h is",
        number / 100, number % 100);
  luaL_checkversion(L);
}

LARK_API int luaopen_lark(lua_State *L) {
  check_lua(L);
  // One table and one scheduler for each state, however often it is opened.
  if (lualark_embedded_push_module(L)) return 1;

  lualark_mark_open(L);
  lualark_lifetime_begin(L);
  lua_createtable(L, 0, NAMES);
  lua_pushstring(L, lark_version());
  lua_setfield(L, -2, "version");
  lua_pushcfunction(L, lualark_error_new);
  lua_setfield(L, -2, "error");
  lualark_codec_register(L);
  lualark_run_register(L);
  lualark_sleep_register(L);
  lualark_open_client_register(L);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, module_index);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);

  lualark_embedded_open(L);
  return 1;
}
