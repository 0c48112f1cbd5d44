// SPDX-License-Identifier: MIT

/// lark.events.receive: a request to an app's address for events.
#ifndef LUALARK_RECEIVE_H
#define LUALARK_RECEIVE_H

#include <lua.h>

#include "lark_events.h"

/// lark.events.receive{ body=, headers=, encrypt_key=, verification_token=,
/// now=, window=, max_body_bytes= }: what it was, with its answer; or nil and
/// an error, with the answer as well.
int lualark_receive(lua_State *L);

/// Pushes what was received as that returns it; returns how many values.
int lualark_receive_push(lua_State *L, const lark_received *received);

#endif
