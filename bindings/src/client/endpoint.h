// SPDX-License-Identifier: MIT

/// The endpoints that a client knows: those of the catalog, its own, which
/// client:define added, and those that lark.define added for all clients of the
/// Lua state.
#ifndef LUALARK_ENDPOINT_H
#define LUALARK_ENDPOINT_H

#include <lua.h>
#include <stdbool.h>

#include "lark.h"

/// Where anchors have the endpoints that were defined, by name.
#define LUALARK_DEFINED "defined"

/// Where they have what the names of those begin with: "own" and "own.thing" of
/// "own.thing.get".
#define LUALARK_BRANCHES "branches"

/// Pushes the Lua state's own anchors, which keep what lark.define added.
void lualark_endpoint_push_shared(lua_State *L);

/// Pushes a list of what lark.define added, and client:define for the client at
/// `client` if that is not 0: light userdata sorted by name, each once.
void lualark_endpoint_push_list(lua_State *L, int client);

/// The endpoint of that name in the catalog or from lark.define, or NULL.
const lark_endpoint *lualark_endpoint_known(lua_State *L, const char *name);

/// The endpoint of that name that the client at `index` knows, or NULL.
const lark_endpoint *lualark_endpoint_find(lua_State *L, int index,
                                           const char *name);

/// Whether the name of an endpoint that it knows starts with `prefix` and a
/// dot.
bool lualark_endpoint_is_below(lua_State *L, int index, const char *prefix);

#endif
