// SPDX-License-Identifier: MIT
#include "values.h"

#include <lauxlib.h>
#include <stdio.h>

#include "inspector.h"
#include "text.h"

enum { LONGEST_NAME = 4096, LONGEST_TEXT = 1 << 20, MOST_TEXTS = 1000 };

// In D's registry: the texts of chunks by their keys, for the protocol.
static const char texts_field[] = "texts";

void lualark_values_open(lua_State *D) {
  lualark_debugger_of(D)->text_count = 0;
  lua_newtable(D);
  lua_setfield(D, LUA_REGISTRYINDEX, texts_field);
}

void lualark_values_push_page(lualark_debugger *d) {
  lark_text *page = &d->page;
  if (page->failed) luaL_error(d->D, "not enough memory");
  lua_pushlstring(d->D, page->bytes != NULL ? page->bytes : "",
                  page->length_bytes);
}

static bool has_members(lua_State *I) {
  switch (lua_type(I, -1)) {
  case LUA_TTABLE: return true;
  case LUA_TFUNCTION:
    if (!lua_checkstack(I, 1) || lua_getupvalue(I, -1, 1) == NULL) return false;
    lua_pop(I, 1);
    return true;
  case LUA_TUSERDATA:
    if (!lua_checkstack(I, 1) || !lua_getmetatable(I, -1)) return false;
    lua_pop(I, 1);
    return true;
  default: return false;
  }
}

void lualark_values_push(lualark_debugger *d, lua_State *I, size_t most_bytes) {
  lua_State *D = d->D;
  lua_createtable(D, 0, 4);
  lark_text_clear(&d->page);
  lualark_text_value(&d->page, I, -1, most_bytes);
  lualark_values_push_page(d);
  lua_setfield(D, -2, "value");
  lua_pushstring(D, lualark_text_type(I, -1));
  lua_setfield(D, -2, "type");
  if (lua_type(I, -1) == LUA_TTABLE) {
    lua_pushinteger(D, (lua_Integer)lua_rawlen(I, -1));
    lua_setfield(D, -2, "items");
  }
  lua_Integer number = 0;
  if (has_members(I))
    number = lualark_inspector_keep(I);
  else
    lua_pop(I, 1);
  if (number == 0) return;
  lua_pushinteger(D, number);
  lua_setfield(D, -2, "ref");
}

// FNV-1a.
static uint64_t hash_of(const char *bytes, size_t length) {
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < length; i++)
    hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
  return hash;
}

void lualark_values_push_source(lualark_debugger *d, const lua_Debug *record) {
  lua_State *D = d->D;
  const char *source = record->source;
  if ((source[0] == '@' || source[0] == '=') &&
      record->srclen <= LONGEST_NAME) {
    lark_text_clear(&d->page);
    lualark_text_string(&d->page, source, record->srclen);
    lualark_values_push_page(d);
    return;
  }
  char key[40];
  snprintf(key, sizeof key, "text:%016llx",
           (unsigned long long)hash_of(source, record->srclen));
  lua_getfield(D, LUA_REGISTRYINDEX, texts_field);
  if (lua_getfield(D, -1, key) == LUA_TNIL && d->text_count < MOST_TEXTS &&
      record->srclen <= LONGEST_TEXT) {
    d->text_count++;
    lark_text_clear(&d->page);
    lualark_text_string(&d->page, source, record->srclen);
    lualark_values_push_page(d);
    lua_setfield(D, -3, key);
  }
  lua_pop(D, 2);
  lua_pushstring(D, key);
}
