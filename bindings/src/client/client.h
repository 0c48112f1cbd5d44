// SPDX-License-Identifier: MIT

/// `client`: a userdata around a lark_client. It is a native (native.h), so
/// that no memory that lacks for its finalizer leaves a client that is gone in
/// a list.
#ifndef LUALARK_CLIENT_H
#define LUALARK_CLIENT_H

#include "native.h"
#include "scheduler.h"

/// The name of its userdata's type.
#define LUALARK_CLIENT "lark.client"

/// listen.c's.
typedef struct lualark_channel lualark_channel;

typedef struct lualark_client {
  lualark_native native;
  lark_link in_all;
  lark_client *core;             ///< NULL: closed
  lualark_scheduler *scheduler;  ///< NULL: it is being opened
  bool has_answers;              ///< prepared ones, and sends nothing
  lark_link in_busy;             ///< traffic.c: it may have calls under way
  lark_link in_ready;            ///< traffic.c: it is stepped in this round
  bool watched, blind;           ///< traffic.c: by epoll; that could not be
  const lark_endpoint **defined; ///< by client:define or lark.define
  size_t defined_count;
  size_t defined_room;      ///< how many fit into `defined`
  lualark_channel *channel; ///< of its listening; NULL: it does not listen
  uint64_t limit_waits; ///< of others that share the core, before it was opened
} lualark_client;

/// The client's user values: its trees and raw calls; its log function; the
/// function that brings an app_ticket, and what it brought last; what keeps a
/// recorder of its own, and the function that picks prepared answers.
enum {
  LUALARK_ANCHORS = 1,
  LUALARK_LOG,
  LUALARK_TICKET,
  LUALARK_TICKET_TEXT,
  LUALARK_RECORDER,
  LUALARK_PICK,
  LUALARK_USER_VALUES = LUALARK_PICK
};

/// Makes room for the addresses of clients, once for each Lua state.
void lualark_client_open(lua_State *L);

/// Pushes a client's userdata, closed and with the metatable LUALARK_CLIENT.
/// `release` ends it.
lualark_client *lualark_client_new(lua_State *L,
                                   void (*release)(lualark_native *client));

/// Pushes the userdata of a client; nil where it waits for its finalizer.
void lualark_client_push(lua_State *L, const lualark_client *client);

/// Pushes its table of anchors.
void lualark_client_push_anchors(lua_State *L, const lualark_client *client);

/// The open client at `index`; raises where there is none or it is closed.
lualark_client *lualark_client_check(lua_State *L, int index);

/// A call of the client's was started: its state waits for the traffic.
void lualark_client_begin(lualark_client *client);

/// A core gets work, or loses it: tells the host, if there is one.
void lualark_client_touch(lualark_state *state, lark_client *core);

/// Notes an endpoint whose description is in the Lua state's memory; false
/// where memory lacks.
bool lualark_client_note(lualark_client *client, const lark_endpoint *defined);

#endif
