// SPDX-License-Identifier: MIT

/// The option `log` of lark.client: a function that gets each attempt as a
/// table.
#ifndef LUALARK_LOG_H
#define LUALARK_LOG_H

#include <lua.h>

#include "lark.h"

/// Takes log entries of the core for a client whose log function is set; `user`
/// is the lualark_client.
void lualark_log_entry(void *user, const lark_log_entry *entry);

/// Pushes an entry as the table that a log function gets.
void lualark_log_push(lua_State *L, const lark_log_entry *entry);

#endif
