// SPDX-License-Identifier: MIT

/// The app_ticket of a store app: an option, a function that brings it, or
/// client:set_app_ticket.
#ifndef LUALARK_TICKET_H
#define LUALARK_TICKET_H

#include <lua.h>

/// Asks the app_ticket function of a client; `user` is the lualark_client. NULL
/// where it brings none.
const char *lualark_ticket_bring(void *user);

/// Puts client:set_app_ticket into the table on top.
void lualark_ticket_register(lua_State *L);

#endif
