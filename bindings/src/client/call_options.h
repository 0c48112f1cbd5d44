// SPDX-License-Identifier: MIT

/// The second argument of a call: what this one call has of its own.
#ifndef LUALARK_CALL_OPTIONS_H
#define LUALARK_CALL_OPTIONS_H

#include <lua.h>
#include <stdbool.h>

typedef struct lualark_call_options {
  const char *user_access_token; ///< NULL: none; the table keeps it
} lualark_call_options;

/// Reads the table at `index`, nil for none. False, with nil and an error
/// pushed, where it is no such table.
bool lualark_call_options_read(lua_State *L, int index,
                               lualark_call_options *out);

#endif
