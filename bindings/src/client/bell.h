// SPDX-License-Identifier: MIT

/// client:bell(): an eventfd that rings when a client has work, for schedulers
/// that read from the descriptors that they watch, such as skynet's socket
/// thread. The client's own descriptor is an epoll, which nobody can read.
///
///     client's epoll -- readable --> the kernel's aio -- adds 1 --> eventfd
#ifndef LUALARK_BELL_H
#define LUALARK_BELL_H

#include "client.h"

/// Pushes a bell for an open client; or nil and why there is none.
int lualark_bell_push(lua_State *L, lualark_client *client);

#endif
