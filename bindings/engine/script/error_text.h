// SPDX-License-Identifier: MIT

/// Errors of scripts as text for the host.
#ifndef LUALARK_ERROR_TEXT_H
#define LUALARK_ERROR_TEXT_H

#include <lua.h>

/// Pushes an error of any type as text: a table without __tostring as JSON. Its
/// __tostring is the script's own code. May raise.
const char *lualark_error_text_push(lua_State *L, int index);

#endif
