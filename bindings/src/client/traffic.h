// SPDX-License-Identifier: MIT

/// The open clients of a Lua state: their traffic, and their end.
#ifndef LUALARK_TRAFFIC_H
#define LUALARK_TRAFFIC_H

#include "client.h"

/// How the rate limits make the calls of all clients wait.
typedef struct lualark_limits {
  uint64_t waits;   ///< calls that waited while these were open
  uint64_t waiting; ///< calls that wait now
} lualark_limits;

lualark_limits lualark_traffic_limits(const lualark_scheduler *s);

/// A descriptor that the loop watches beside its clients, for waits of another
/// kind. A state has one at most.
typedef struct lualark_foreign {
  int fd;                    ///< readable where ready() has something to do
  size_t waits;              ///< that it may end; the loop watches it for these
  void (*ready)(void *user); ///< runs no Lua
  void *user;
} lualark_foreign;

/// Has the loop watch it, until lualark_traffic_forget(). False where
/// descriptors lack.
bool lualark_traffic_watch(lualark_scheduler *s, lualark_foreign *foreign);
void lualark_traffic_forget(lualark_scheduler *s);

/// Gives the scheduler's loop the clients' traffic.
void lualark_traffic_open(lualark_scheduler *s);

/// Pushes the client that was opened first; false where there is none.
bool lualark_traffic_push_first(lua_State *L, const lualark_scheduler *s);

/// Adds a client whose core is open.
void lualark_traffic_add(lualark_scheduler *s, lualark_client *client);

/// Ends a client, which may have ended before: its calls end as cancelled, or
/// without callbacks if `silent`.
void lualark_traffic_end(lualark_client *client, bool silent);

/// Ends a client without callbacks.
void lualark_traffic_release(lualark_native *client);

#endif
