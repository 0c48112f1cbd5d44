// SPDX-License-Identifier: MIT

/// The app_ticket of a store app: an option, a function that brings it, or
/// client:set_app_ticket.
#ifndef LUALARK_TICKET_H
#define LUALARK_TICKET_H

#include <lauxlib.h>

/// Asks the app_ticket function of a client; `user` is the lualark_client. NULL
/// where it brings none.
const char *lualark_ticket_bring(void *user);

/// client:set_app_ticket, ended by a NULL name.
extern const luaL_Reg lualark_ticket_methods[];

#endif
