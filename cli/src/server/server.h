// SPDX-License-Identifier: MIT

/// Commands to the Redis server of a store, for the commands `store`, `queue`
/// and `doctor`. Each blocks until its reply is there.
#ifndef CLI_SERVER_H
#define CLI_SERVER_H

#include <lua.h>

/// open_server(url): an object with `label` (where it is, without secrets) and
/// call(word, ...); or nil, a message, a hint and the kind of the error.
///
/// call() returns the reply: a string, an integer, a table for a list, false
/// for null; or nil and the error's text. After "connection lost: ..." it
/// connects anew with the next command.
int server_open(lua_State *L);

#endif
