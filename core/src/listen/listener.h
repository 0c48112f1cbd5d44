// SPDX-License-Identifier: MIT

/// A client's listening for events over a long connection.
///
///     OFF ─► CONNECTING ─► CONNECTED ─► CLOSING ─► OFF
///                ▲  │          │
///                │  ▼          │
///              WAITING ◄───────┘   broken, silent, refused for now
///
/// CONNECTING: the call for the address, then the connection, then the upgrade.
/// Each try has a new address. There is one connection at a time, and an event
/// remembers which: an answer never goes out on another.
#ifndef LARK_LISTENER_H
#define LARK_LISTENER_H

#include "fragments.h"
#include "gateway.h"
#include "lark_listen.h"
#include "random.h"
#include "slots.h"
#include "websocket.h"

/// Gets the answer to the call for the address, in a later step. It does not
/// run once the client closes.
typedef void lark_listen_asked(void *user, const lark_result *result);

/// What flow does for the listener.
typedef struct lark_listen_host {
  /// Starts the call for the address, with a time limit; `*call` gets its
  /// handle. LARK_OK or LARK_ENOMEM.
  lark_status (*ask)(void *user, uint32_t timeout_ms, lark_listen_asked *asked,
                     void *asked_user, uint64_t *call);

  /// Cancels it: `asked` does not run.
  void (*cancel)(void *user, uint64_t call);

  void (*say)(void *user, lark_status status, const char *note); ///< logs
  void *user;
} lark_listen_host;

typedef struct lark_listener {
  const lark_settings *settings;
  lark_timers *timers;
  lark_random *random;
  lark_listen_host host;
  lark_client *client;
  lark_listen_options options;
  lark_listen_state state;
  bool is_stopping;
  bool has_worked; ///< since it began: it was connected
  bool has_ended;  ///< on_end is to run
  bool is_failed;  ///< with `why`
  lark_failure why;

  lark_direct direct;
  lark_websocket *socket; ///< NULL: none
  lark_address address;   ///< until it is connected
  int32_t service_id;     ///< the address had
  lark_pace pace;
  uint32_t tries;       ///< since a connection brought a frame
  uint64_t call;        ///< for the address; 0: none is under way
  uint64_t connection;  ///< counts them
  uint64_t heard_bytes; ///< had come when the latest ping was sent
  lark_timer pause, ping, patience, sweep;

  lark_fragments fragments;
  lark_slots events;  ///< all that wait for their answer
  lark_queue arrived; ///< those that are to be handed out
  size_t event_bytes;
  lark_listen_stats stats;
} lark_listener;

#endif
