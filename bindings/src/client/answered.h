// SPDX-License-Identifier: MIT

/// Clients whose answers a test prepares: lark.client{ answers = {...} }.
///
/// Before such a call starts, its parameters are checked as the call would do
/// it, and Lua picks the answer (bindings/lua/answers.lua), in the caller's own
/// coroutine: a function that answers may wait, and what it raises is raised
/// there. Then the call starts, and finds its answer by its number.
#ifndef LUALARK_ANSWERED_H
#define LUALARK_ANSWERED_H

#include "client.h"

/// Makes a recorder of the table of answers on top, and leaves in its place
/// what keeps it, the function that picks answers, and the list of calls. NULL,
/// with nil and an error pushed, where the table is wrong.
const lark_recorder *lualark_answered_push(lua_State *L);

/// Picks the answer of a call whose parameters are at index `params`, and its
/// options at `options`. Goes on with `go`, with the number of the answer on
/// top, for lark_name_next(); or returns nil and what is wrong with the
/// parameters. The client has its answers prepared.
int lualark_answered_call(lua_State *L, const lualark_client *client,
                          const lark_endpoint *endpoint, int params,
                          int options, lua_KFunction go);

/// Does the same for a request, which is at index 2.
int lualark_answered_request(lua_State *L, const lualark_client *client,
                             int options, lua_KFunction go);

#endif
