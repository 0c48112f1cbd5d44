// SPDX-License-Identifier: MIT

/// The table of parameters of a call.
#ifndef LUALARK_PARAMS_H
#define LUALARK_PARAMS_H

#include <lua.h>
#include <stdbool.h>

#include "lark.h"

typedef struct lualark_params {
  lark_param *list; ///< of a userdata
  size_t count;
} lualark_params;

/// Reads the table at `index`, nil for none. What it pushes keeps the strings
/// alive. False, with nil and an error pushed, where it is no such table.
/// `endpoint` may be NULL.
bool lualark_params_read(lua_State *L, int index, const lark_endpoint *endpoint,
                         lualark_params *out);

/// Counts the pairs of the table at `index`.
size_t lualark_params_count(lua_State *L, int index);

/// How many bytes the core takes to hold them: escaped, in a URL.
size_t lualark_params_bytes(const lark_param *list, size_t count);

#endif
