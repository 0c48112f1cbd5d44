// SPDX-License-Identifier: MIT

/// The endpoints that a client knows: those of the catalog, and its own, which
/// client:define added.
#ifndef LUALARK_ENDPOINT_H
#define LUALARK_ENDPOINT_H

#include <lua.h>
#include <stdbool.h>

#include "lark.h"

/// Where the anchors of a client have its own endpoints, by name.
#define LUALARK_DEFINED "defined"

/// The endpoint of that name that the client at `index` knows, or NULL.
const lark_endpoint *lualark_endpoint_find(lua_State *L, int index,
                                           const char *name);

/// Whether the name of an endpoint that it knows starts with `prefix` and a
/// dot.
bool lualark_endpoint_is_below(lua_State *L, int index, const char *prefix);

#endif
