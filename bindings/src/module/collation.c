// SPDX-License-Identifier: MIT

// ICU is loaded when the first text is to be ordered: its data take 30 MB, and
// few programs need it. Its functions carry the version in their names.
#include "collation.h"

#include <dlfcn.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "finalizer.h"
#include "lualark_words.h"

// As ICU declares them.
typedef struct UCollator UCollator;
typedef uint16_t UChar;

enum { NO_ERROR = 0, USING_DEFAULT = -127 };

// The part of ICU that a Lua state has: a userdata in its registry.
typedef struct collation {
  void *common, *order; // libicuuc and libicui18n
  UCollator *collator;  // of `locale`
  char locale[32];
  UCollator *(*open)(const char *, int *);
  void (*close)(UCollator *);
  int32_t (*key)(const UCollator *, const UChar *, int32_t, uint8_t *, int32_t);
  UChar *(*from_utf8)(UChar *, int32_t, int32_t *, const char *, int32_t, UChar,
                      int32_t *, int *);
} collation;

static const char collation_key = 0;

static int finish(lua_State *L) {
  collation *self = lua_touserdata(L, 1);
  if (self->collator != NULL) self->close(self->collator);
  self->collator = NULL;
  // The libraries stay loaded: they have state of their own.
  return 0;
}

static bool find(void *library, const char *name, int version, void *into) {
  char full[64];
  (void)snprintf(full, sizeof full, "%s_%d", name, version);
  void *address = dlsym(library, full);
  if (address == NULL) return false;
  memcpy(into, &address, sizeof address);
  return true;
}

// Loads the newest ICU of the machine; false where there is none.
static bool load(collation *self) {
  enum { NEWEST = 99, OLDEST = 60 };
  for (int version = NEWEST; version >= OLDEST; version--) {
    char name[32];
    (void)snprintf(name, sizeof name, "libicui18n.so.%d", version);
    self->order = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (self->order == NULL) continue;
    (void)snprintf(name, sizeof name, "libicuuc.so.%d", version);
    self->common = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    return self->common != NULL &&
           find(self->order, "ucol_open", version, &self->open) &&
           find(self->order, "ucol_close", version, &self->close) &&
           find(self->order, "ucol_getSortKey", version, &self->key) &&
           find(self->common, "u_strFromUTF8WithSub", version,
                &self->from_utf8);
  }
  return false;
}

// Pushes the state's collation; a new one has loaded nothing yet.
static collation *push_collation(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &collation_key) == LUA_TUSERDATA)
    return lua_touserdata(L, -1);
  lua_pop(L, 1);
  collation *self = lua_newuserdatauv(L, sizeof *self, 0);
  memset(self, 0, sizeof *self);
  lua_createtable(L, 0, 1);
  lualark_finalizer_set(L, finish);
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &collation_key);
  return self;
}

static int refuse(lua_State *L, const char *why) {
  lua_pushnil(L);
  lua_pushstring(L, lualark_words(why));
  return 2;
}

// Makes the collator of a locale the one that is used; an error text, or NULL.
static const char *choose(collation *self, const char *locale) {
  if (self->collator != NULL && strcmp(self->locale, locale) == 0) return NULL;
  size_t length = strlen(locale);
  if (length >= sizeof self->locale) return "there is no such locale";
  if (self->collator != NULL) self->close(self->collator);
  int error = NO_ERROR;
  self->collator = self->open(locale, &error);
  if (error > NO_ERROR || self->collator == NULL) {
    self->collator = NULL;
    return "ICU has no order for this locale";
  }
  // It answers the order of all languages for one that it does not know.
  if (error == USING_DEFAULT && *locale != '\0' &&
      strcmp(locale, "root") != 0 && strncmp(locale, "en", 2) != 0) {
    self->close(self->collator);
    self->collator = NULL;
    return "ICU has no order for this locale";
  }
  memcpy(self->locale, locale, length + 1);
  return NULL;
}

/// lark.collation_key(text, locale): bytes that compare as the texts do in the
/// language, for "zh" by pinyin; or nil and why there are none.
static int key(lua_State *L) {
  enum { REPLACEMENT = 0xFFFD };
  size_t bytes = 0;
  const char *text = luaL_checklstring(L, 1, &bytes);
  const char *locale = luaL_checkstring(L, 2);
  luaL_argcheck(L, bytes < INT32_MAX / 8, 1, "the text is too long");
  collation *self = push_collation(L);
  if (self->order == NULL && !load(self)) {
    self->order = NULL;
    return refuse(L, "texts are ordered by ICU, which is not installed: "
                     "apt-get install libicu72 (or the number of the release)");
  }
  const char *why = choose(self, locale);
  if (why != NULL) return refuse(L, why);

  // UTF-16 has no more units than UTF-8 has bytes. Lua owns the buffers.
  int32_t length = 0, substitutions = 0;
  int error = NO_ERROR;
  UChar *wide = lua_newuserdatauv(L, (bytes + 1) * sizeof *wide, 0);
  self->from_utf8(wide, (int32_t)bytes + 1, &length, text, (int32_t)bytes,
                  REPLACEMENT, &substitutions, &error);
  if (error > NO_ERROR) return refuse(L, "the text is not UTF-8");
  int32_t needed = self->key(self->collator, wide, length, NULL, 0);
  luaL_Buffer buffer;
  uint8_t *place =
      (uint8_t *)luaL_buffinitsize(L, &buffer, needed > 0 ? (size_t)needed : 1);
  needed = self->key(self->collator, wide, length, place, needed);
  // Without the zero at its end.
  luaL_pushresultsize(&buffer, needed > 0 ? (size_t)needed - 1 : 0);
  return 1;
}

void lualark_collation_register(lua_State *L) {
  lua_pushcfunction(L, key);
  lua_setfield(L, -2, "collation_key");
}
