// SPDX-License-Identifier: MIT

/// The second argument of a call: what this one call has of its own.
#ifndef LUALARK_CALL_OPTIONS_H
#define LUALARK_CALL_OPTIONS_H

#include <lua.h>
#include <stdbool.h>

/// NULL: none. The stack keeps the texts.
typedef struct lualark_call_options {
  const char *user_access_token;
  const char *row;   ///< its name in the client's journal
  bool has_progress; ///< a function `progress`: lua/progress.lua calls it
} lualark_call_options;

/// Reads the table at `index`, nil for none; what it pushes keeps the texts.
/// False, with nil and an error pushed, where it is no such table.
bool lualark_call_options_read(lua_State *L, int index,
                               lualark_call_options *out);

/// Reads the member "row" of the table at `index`, and leaves it on the stack.
/// Fails as above.
bool lualark_call_options_row(lua_State *L, int index, const char **out);

#endif
