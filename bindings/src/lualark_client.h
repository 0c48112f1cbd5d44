// SPDX-License-Identifier: MIT

/// `client`: a userdata around a lark_client, its options and its endpoints.
#ifndef LUALARK_CLIENT_H
#define LUALARK_CLIENT_H

#include "scheduler.h"

typedef struct lualark_client {
  lark_client *core; ///< NULL: closed
  scheduler *scheduler;
  struct lualark_client *next, *previous; ///< the scheduler's list
  bool stepped;                           ///< in this round
  const lark_endpoint **defined;          ///< by client:define
  size_t defined_count;
  uint64_t limit_waits; ///< that others had waited when it was opened
} lualark_client;

/// The client's user values: its trees and raw calls; its log function; the
/// function that brings an app_ticket, and what it brought last.
enum {
  LUALARK_ANCHORS = 1,
  LUALARK_LOG,
  LUALARK_TICKET,
  LUALARK_TICKET_TEXT,
  LUALARK_USER_VALUES = LUALARK_TICKET_TEXT
};

/// Pushes the userdata of a client that has not been collected.
void lualark_client_push(lua_State *L, const lualark_client *client);

/// The open client at `index`; raises where there is none or it is closed.
lualark_client *lualark_client_check(lua_State *L, int index);

/// Makes the metatables; lark.client into the table on top.
void lualark_client_register(lua_State *L);

// ------------------------------------------------------- for the scheduler

/// Calls of all clients that have not ended.
size_t lualark_client_pending(const scheduler *s);

/// What the rate limits make the calls of all clients wait.
typedef struct lualark_limits {
  uint64_t waits;   ///< calls that waited while these were open
  uint64_t waiting; ///< calls that wait now
} lualark_limits;

lualark_limits lualark_client_limits(const scheduler *s);

/// Waits for traffic of any client, and handles it. -1: without end.
void lualark_client_wait_all(lua_State *L, scheduler *s, int timeout_ms);

/// Calls a C function, protected, with two light userdata, on the state that
/// drives the loop; what it raises is raised when the step is over.
void lualark_client_call_back(scheduler *s, lua_CFunction function,
                              const void *first, const void *second);

/// Whether a callback of the raw layer or a log raised; then its error is
/// pushed.
bool lualark_client_raised(lua_State *L, scheduler *s);

/// Ends all clients without callbacks: the Lua state closes.
void lualark_client_abandon_all(scheduler *s);

// ---------------------------------------------------------- other rooms' parts

/// Notes an endpoint that the client defined; false where memory lacks.
bool lualark_client_note(lualark_client *client, const lark_endpoint *defined);

/// Pushes a text that is different for options that are different.
void lualark_options_push_key(lua_State *L, const lark_options *options);

/// Reads lark.client's options at `index` (a table or nil). LARK_OK with
/// `*options` filled in, its strings alive as long as the values on the stack
/// are; or nil and an error pushed: false.
bool lualark_options_read(lua_State *L, int index, lark_options *options);

/// Parameters of a call, read from a table.
typedef struct lualark_params {
  lark_param *list; ///< a userdata's
  size_t count;
} lualark_params;

/// Reads the table at `index`, nil for none. What it pushes keeps the strings
/// alive. False, with nil and an error pushed, where it is no such table.
/// `endpoint` may be NULL.
bool lualark_params_read(lua_State *L, int index, const lark_endpoint *endpoint,
                         lualark_params *out);

/// What the core takes to hold them: escaped, in a URL.
size_t lualark_params_bytes(const lark_param *list, size_t count);

/// Reads a request from the table at index 2. What it pushes keeps the strings
/// alive. False, with nil and an error pushed, where it is none.
bool lualark_request_read(lua_State *L, lark_request *out);

/// Pushes client.hire: the tree of endpoints of the client at `index`.
void lualark_tree_push(lua_State *L, int index, const char *name);

/// The raw layer's and the general methods, into the table on top.
void lualark_raw_register(lua_State *L);
void lualark_request_register(lua_State *L);
void lualark_define_register(lua_State *L);

/// Where the anchors have the endpoints that client:define added, by name.
#define LUALARK_DEFINED "defined"

/// The endpoint of that name, of the catalog or defined by the client at
/// `index`; NULL where there is none.
const lark_endpoint *lualark_endpoint_find(lua_State *L, int index,
                                           const char *name);

/// Gets the core's log entries for a client whose log function is set; `user`
/// is the lualark_client.
void lualark_log_entry(void *user, const lark_log_entry *entry);

/// Pushes an entry as the table that a log function gets.
void lualark_log_push(lua_State *L, const lark_log_entry *entry);

/// Asks the client's app_ticket function; `user` is the lualark_client.
const char *lualark_ticket_bring(void *user);

/// client:set_app_ticket, into the table on top.
void lualark_ticket_register(lua_State *L);

/// The store at `index`, or NULL where that is none.
lark_store *lualark_store_test(lua_State *L, int index);

/// Makes the metatable; lark.store into the table on top.
void lualark_store_register(lua_State *L);

/// A wait for a call that is about to be started with the client, which will
/// copy so many bytes of it; NULL, with nil and an error pushed, where there
/// are too many calls. Raises a memory error.
wait *lualark_call_begin(lua_State *L, lualark_client *client,
                         size_t sent_bytes);

/// Waits for a started call and returns its data, or nil and an error.
int lualark_call_wait(lua_State *L, wait *started);

/// The callback for calls that a wait is for.
void lualark_call_done(lark_client *client, lark_call call, lark_result *result,
                       void *user);

#endif
