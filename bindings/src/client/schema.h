// SPDX-License-Identifier: MIT

/// The catalog as Lua tables.
#ifndef LUALARK_SCHEMA_H
#define LUALARK_SCHEMA_H

#include <lua.h>

#include "lark.h"

/// Puts lark.schema, lark.endpoints, lark.explain and lark.suggest into the
/// table on top.
void lualark_schema_register(lua_State *L);

/// Pushes the names of all endpoints, sorted: the catalog's, those of
/// lark.define, and those of the client at `client` if that is not 0.
void lualark_schema_push_endpoints(lua_State *L, int client);

/// Pushes the names of the types of events that the catalog has, sorted.
void lualark_schema_push_event_types(lua_State *L);

/// Pushes all that is known of an endpoint; where it is NULL, of the type of
/// event that has the name, or nil and an error. Returns how many values that
/// are.
int lualark_schema_return(lua_State *L, const char *name,
                          const lark_endpoint *endpoint);

#endif
