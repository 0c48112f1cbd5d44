// SPDX-License-Identifier: MIT

/// What a webhook's thread works with.
#ifndef WEBHOOK_STATE_H
#define WEBHOOK_STATE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "event_keys.h"
#include "inbox.h"
#include "lark_events.h"
#include "microhttpd_load.h"
#include "refusals.h"

typedef struct webhook_request webhook_request;
typedef struct webhook_connection webhook_connection;

typedef struct webhook_server {
  const microhttpd *mhd;
  struct MHD_Daemon *daemon;
  struct MHD_Response *empty; ///< {}
  lualark_inbox *inbox;
  lark_event_keys keys;
  lark_event_options options;
  uint16_t port;
  int wake_fd; ///< rings when it is to stop
  atomic_bool stops;
  pthread_t thread;
  bool has_thread;

  // The thread's.
  webhook_request *waiting; ///< events to be written in this round
  webhook_connection *connections;
  size_t held_bytes; ///< bodies of all requests
  refusals refused;
  double allowance; ///< requests that may come now
  uint32_t rate;
  int64_t counted_ms;
} webhook_server;

#endif
