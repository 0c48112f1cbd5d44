// SPDX-License-Identifier: MIT
#include "lualark_error.h"
#include "lualark_json.h"
#include "scheduler.h"

static const char array_key = 0; // its address names the arrays' metatable

void lualark_json_open(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key) == LUA_TNIL) {
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "lark.array");
    lua_setfield(L, -2, "__name");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &array_key);
  }
  lua_pop(L, 1);
}

// `marks` is where the arrays' metatable stands on the stack.
static void push(lua_State *L, lark_json value, int marks);

static void push_array(lua_State *L, lark_json array, int marks) {
  lua_createtable(L, (int)lark_json_count(array), 0);
  lua_Integer i = 0;
  for (lark_json item = lark_json_first(array);
       lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item)) {
    push(L, item, marks);
    lua_rawseti(L, -2, ++i);
  }
  lua_pushvalue(L, marks);
  lua_setmetatable(L, -2);
}

static void push_object(lua_State *L, lark_json object, int marks) {
  lua_createtable(L, 0, (int)lark_json_count(object));
  for (lark_json member = lark_json_first(object);
       lark_json_type(member) != LARK_ABSENT; member = lark_json_next(member)) {
    size_t length = 0;
    const char *key = lark_json_key(member, &length);
    lua_pushlstring(L, key, length);
    push(L, member, marks);
    lua_rawset(L, -3); // of duplicate keys the last one stays
  }
}

static void push(lua_State *L, lark_json value, int marks) {
  size_t length = 0;
  const char *string = NULL;
  // Documents are at most 1024 deep, so recursion and stack are bounded.
  luaL_checkstack(L, 4, "a document");
  switch (lark_json_type(value)) {
  case LARK_BOOLEAN: lua_pushboolean(L, lark_json_boolean(value)); break;
  case LARK_INTEGER: lua_pushinteger(L, lark_json_integer(value)); break;
  case LARK_NUMBER: lua_pushnumber(L, lark_json_number(value)); break;
  case LARK_STRING:
    string = lark_json_string(value, &length);
    lua_pushlstring(L, string, length);
    break;
  case LARK_ARRAY: push_array(L, value, marks); break;
  case LARK_OBJECT: push_object(L, value, marks); break;
  default: lua_pushlightuserdata(L, NULL); break;
  }
}

void lualark_json_push(lua_State *L, lark_json value) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key);
  push(L, value, lua_gettop(L));
  lua_remove(L, -2);
}

int lualark_json_is_null(lua_State *L, int index) {
  return lua_islightuserdata(L, index) && lua_touserdata(L, index) == NULL;
}

int lualark_json_is_array(lua_State *L, int index) {
  if (!lua_getmetatable(L, index)) return 0;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key);
  int marked = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return marked;
}

/// lark.array(list): marks a list, which may be empty, as an array.
static int json_array(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  if (lua_getmetatable(L, 1)) {
    luaL_argcheck(L, lualark_json_is_array(L, 1), 1,
                  "the table has another metatable");
    lua_pop(L, 1);
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key);
  lua_setmetatable(L, 1);
  return 1;
}

// ------------------------------------------------------------------- decoding

static void free_document(void *user) {
  lark_document **box = user;
  lark_document_free(*box);
  *box = NULL;
}

static int document_gc(lua_State *L) {
  lualark_scheduler_lose(L, lua_touserdata(L, 1));
  free_document(lua_touserdata(L, 1));
  return 0;
}

// A box that frees its document even where pushing values runs out of memory.
static lark_document **push_box(lua_State *L) {
  lark_document **box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = NULL;
  if (luaL_newmetatable(L, "lark.document")) {
    lua_pushcfunction(L, document_gc);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return box;
}

bool lualark_json_read(lua_State *L, const char *text, size_t length,
                       const char **why) {
  lark_document **box = push_box(L);
  lark_status status = lark_document_parse(text, length, box, why);
  if (status == LARK_ENOMEM) luaL_error(L, "not enough memory");
  if (status != LARK_OK) {
    lua_pop(L, 1);
    return false;
  }
  scheduler *s = lualark_scheduler(L);
  s->held = box;
  s->let_go = free_document;
  lualark_json_push(L, lark_document_root(*box));
  s->held = NULL;
  free_document(box);
  lua_remove(L, -2);
  return true;
}

/// lark.decode(text): the value, or nil and an error.
static int json_decode(lua_State *L) {
  size_t length = 0;
  const char *text = luaL_checklstring(L, 1, &length);
  lark_error error = {.status = LARK_EDECODE};
  if (lualark_json_read(L, text, length, &error.msg)) return 1;
  return lualark_error_return(L, &error);
}

void lualark_json_register(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"array", json_array},
      {"encode", lualark_json_encode_function},
      {"decode", json_decode},
      {NULL, NULL},
  };
  luaL_setfuncs(L, functions, 0);
  lua_pushlightuserdata(L, NULL);
  lua_setfield(L, -2, "null");
}
