// SPDX-License-Identifier: MIT

/// A connection to a server for bytes of any protocol. libcurl makes it, with
/// the client's proxy and TLS, and then only sends and receives:
///
///     CONNECTING ──► OPEN        on_ready() whenever bytes may be received, or
///         │           │          sent while that is wanted
///         └───────────┴──► (closed by the owner, after `false` or on_ready())
///
/// It lives on the client's loop. Its multi handle is its own: in one with
/// other transfers, libcurl might close a connection that it takes for unused.
#ifndef LARK_DIRECT_H
#define LARK_DIRECT_H

#include <curl/curl.h>

#include "failure.h"
#include "loop.h"
#include "settings.h"
#include "timer.h"

typedef enum lark_direct_state {
  LARK_DIRECT_CLOSED,
  LARK_DIRECT_CONNECTING,
  LARK_DIRECT_OPEN,
  LARK_DIRECT_FAILED ///< it could not connect: lark_direct_explain()
} lark_direct_state;

typedef struct lark_direct {
  const lark_settings *settings;
  lark_loop *loop;
  lark_timers *timers;
  void (*on_ready)(void *user, uint64_t now_us);
  void *user;

  lark_direct_state state;
  CURLM *multi;
  CURL *easy;
  lark_opener opener;
  CURLcode code;    ///< why it failed
  curl_socket_t fd; ///< once it is open
  unsigned watched; ///< LARK_WATCH_*
  lark_timer due;   ///< when libcurl wants to be called
  lark_timer again; ///< on_ready() is to run once more
  char message[CURL_ERROR_SIZE];
} lark_direct;

/// Starts closed. Settings, loop and timers outlive it. LARK_OK or LARK_ENOMEM.
lark_status lark_direct_init(lark_direct *direct, const lark_settings *settings,
                             lark_loop *loop, lark_timers *timers);

/// Connects to the server of an http or https URL. `on_ready` runs when that
/// has ended, well or not. LARK_OK or LARK_ENOMEM; then it is closed.
lark_status lark_direct_open(lark_direct *direct, const char *url);

/// Closes it; one that is closed stays so.
void lark_direct_close(lark_direct *direct);

/// Sends, receives some bytes. False where the connection is broken or, of
/// receiving, was ended by the other side. `*moved` is 0 where there is nothing
/// to do for now; on_ready() then runs when there is.
bool lark_direct_send(lark_direct *direct, const void *bytes, size_t length,
                      size_t *moved);
bool lark_direct_receive(lark_direct *direct, void *bytes, size_t room,
                         size_t *moved);

/// Watches an open connection: for bytes, and where `writes` is set, for room
/// to send. LARK_OK, LARK_ENOMEM or LARK_EFILES.
lark_status lark_direct_watch(lark_direct *direct, bool writes);

/// Runs on_ready() once more, although nothing comes: TLS may hold bytes.
void lark_direct_again(lark_direct *direct);

/// Says why a connection to that host could not be made.
void lark_direct_explain(const lark_direct *direct, const char *host,
                         lark_failure *failure);

#endif
