// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_SERVER_H
#define SIMULATOR_SERVER_H

#include "listener.h"
#include "simulator.h"
#include "webhook.h"

#include <stdint.h>

/// How a server listens and answers.
struct server_settings {
  struct listener *listener; ///< must outlive the server
  uint32_t latency_min_ms;   ///< how long each answer of the API is held back,
  uint32_t latency_max_ms;   ///< at least and at most
  int32_t clock_skew_s;      ///< how far its clock is ahead, as Date shows it
  const char *cert_pem;      ///< TLS if not NULL; must outlive the server
  const char *key_pem;
  struct webhook_settings webhook; ///< to whom it sends events
};

/// The HTTP side: connections in, the simulator's answers out. All of it runs
/// in the thread that calls server_run().
struct server;

/// Starts to accept connections for `simulator`, which must outlive it.
/// Returns NULL if that fails; errno may say why.
struct server *server_open(const struct server_settings *settings,
                           struct simulator *simulator);

/// Serves until `stop_fd` becomes readable.
void server_run(struct server *server, int stop_fd);

/// Drops every connection.
void server_close(struct server *server);

#endif
