// SPDX-License-Identifier: MIT
#include "data.h"

#include <stdlib.h>
#include <string.h>

#include "frozen_push.h"
#include "script.h"
#include "scripts.h"

static const char seen_key = 0; // registry: name -> its data, for this script

struct engine_datum {
  struct engine_datum *next;
  char *name;
  lualark_frozen *frozen;
};

// ---------------------------------------------------------------- all of them

// Where the data of this name are linked; NULL is there if there are none.
static struct engine_datum **find(engine_data *data, const char *name) {
  struct engine_datum **place = &data->first;
  while (*place != NULL && strcmp((*place)->name, name) != 0)
    place = &(*place)->next;
  return place;
}

static bool add(engine_data *data, const char *name, lualark_frozen *frozen) {
  struct engine_datum *datum = calloc(1, sizeof *datum);
  char *copy = strdup(name);
  if (datum == NULL || copy == NULL) {
    free(datum);
    free(copy);
    return false;
  }
  *datum = (struct engine_datum){data->first, copy, frozen};
  data->first = datum;
  return true;
}

static void remove_at(struct engine_datum **place) {
  struct engine_datum *datum = *place;
  *place = datum->next;
  lualark_frozen_release(datum->frozen);
  free(datum->name);
  free(datum);
}

bool lualark_data_set(engine_data *data, const char *name,
                      lualark_frozen *frozen) {
  struct engine_datum **place = find(data, name);
  if (*place == NULL) return frozen == NULL || add(data, name, frozen);
  if (frozen == NULL) {
    remove_at(place);
  } else {
    lualark_frozen_release((*place)->frozen);
    (*place)->frozen = frozen;
  }
  return true;
}

size_t lualark_data_sum(const engine_data *data) {
  size_t bytes = 0;
  for (const struct engine_datum *datum = data->first; datum != NULL;
       datum = datum->next)
    bytes += lualark_frozen_bytes(datum->frozen);
  return bytes;
}

void lualark_data_clear(engine_data *data) {
  while (data->first != NULL)
    remove_at(&data->first);
}

// --------------------------------------------------------------------- for Lua

// Pushes the table of what the script saw, by name. Few scripts have one.
static void push_seen(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &seen_key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &seen_key);
}

// Forgets what the script saw under the name at index 1: it may be gone.
static void forget(lua_State *L) {
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  lua_rawset(L, 2);
}

/// lark.data(name): what the host gave under this name; nil if there is
/// nothing. Lists and objects read as tables.
static int data(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  const struct script *script = lualark_script_at(L);
  lua_settop(L, 1);
  push_seen(L);
  const struct engine_datum *datum = *find(script->all->data, name);
  if (datum == NULL) {
    forget(L);
    lua_pushnil(L);
    return 1;
  }
  lua_pushvalue(L, 1);
  lua_rawget(L, 2);
  if (lualark_frozen_is_of(L, -1, datum->frozen)) return 1;
  lualark_frozen_push(L, datum->frozen);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, -2);
  lua_rawset(L, 2);
  return 1;
}

void lualark_data_open(lua_State *L) {
  lua_pushcfunction(L, data);
  lua_setfield(L, -2, "data");
}
