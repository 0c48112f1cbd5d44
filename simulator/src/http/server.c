// SPDX-License-Identifier: MIT
#include "server.h"

#include "exchange.h"
#include "hub.h"
#include "memory.h"

#include <microhttpd.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>

enum {
  // Descriptors for other things: epoll, the listener, standard streams.
  SPARE_DESCRIPTORS = 32,
  CONNECTIONS_MAX = 100000,
  // After so many, the open connections get their turn.
  ACCEPTS_PER_TURN = 256,
};

struct server {
  struct MHD_Daemon *daemon;
  struct listener *listener;
  struct exchanges exchanges;
  unsigned connections_max;
};

static void count_connection(void *server_pointer,
                             struct MHD_Connection *connection, void **context,
                             enum MHD_ConnectionNotificationCode what) {
  (void)connection;
  (void)context;
  struct server *server = server_pointer;
  struct stats *stats = &server->exchanges.simulator->stats;
  if (what == MHD_CONNECTION_NOTIFY_STARTED) {
    stats->connections_opened++;
    stats->connections_open++;
  } else {
    stats->connections_open--;
  }
}

// Lets the process open as many connections as the system allows, and returns
// that number.
static unsigned raise_connection_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1000;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur > CONNECTIONS_MAX) return CONNECTIONS_MAX;
  if (limit.rlim_cur <= 2ull * SPARE_DESCRIPTORS) return SPARE_DESCRIPTORS;
  return (unsigned)limit.rlim_cur - SPARE_DESCRIPTORS;
}

// The daemon has no listener: connections are accepted here, so that they can
// be refused here, too.
static struct MHD_Daemon *start_daemon(struct server *server,
                                       const struct server_settings *settings) {
  unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME |
                   MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_UPGRADE;
  struct MHD_OptionItem tls[] = {
      {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)settings->cert_pem},
      {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)settings->key_pem},
      {MHD_OPTION_END, 0, NULL},
  };
  if (settings->cert_pem == NULL) {
    tls[0].option = MHD_OPTION_END;
  } else {
    flags |= MHD_USE_TLS;
  }
  struct exchanges *exchanges = &server->exchanges;
  return MHD_start_daemon(flags, 0, NULL, NULL, exchange_handle, exchanges,
                          MHD_OPTION_CONNECTION_LIMIT, server->connections_max,
                          MHD_OPTION_URI_LOG_CALLBACK, exchange_begin,
                          exchanges, MHD_OPTION_NOTIFY_COMPLETED, exchange_end,
                          exchanges, MHD_OPTION_NOTIFY_CONNECTION,
                          count_connection, server, MHD_OPTION_ARRAY, tls,
                          MHD_OPTION_END);
}

struct server *server_open(const struct server_settings *settings,
                           struct simulator *simulator) {
  struct server *server = memory_new(1, sizeof *server);
  server->listener = settings->listener;
  server->connections_max = raise_connection_limit();
  if (exchanges_open(&server->exchanges, simulator, server->listener) != 0) {
    free(server);
    return NULL;
  }
  server->exchanges.webhook = webhook_open(&settings->webhook);
  server->exchanges.hub = hub_open(&simulator->push);
  server->exchanges.event_token = settings->webhook.token;
  server->exchanges.latency_min_us = settings->latency_min_ms * 1000ull;
  server->exchanges.latency_max_us = settings->latency_max_ms * 1000ull;
  server->exchanges.clock_skew_s = settings->clock_skew_s;
  server->daemon = start_daemon(server, settings);
  if (server->daemon != NULL) {
    exchanges_refuse(&server->exchanges);
    return server;
  }
  webhook_close(server->exchanges.webhook);
  hub_close(server->exchanges.hub);
  exchanges_close(&server->exchanges);
  free(server);
  return NULL;
}

static bool has_room(const struct server *server) {
  const struct stats *stats = &server->exchanges.simulator->stats;
  return stats->connections_open < server->connections_max;
}

// Accepts waiting connections. The address is always 127.0.0.1.
static void accept_some(struct server *server) {
  for (int i = 0; i < ACCEPTS_PER_TURN && has_room(server); i++) {
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    if (server->listener->fd < 0) return;
    int fd = accept4(server->listener->fd, (struct sockaddr *)&address, &size,
                     SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    // Closes `fd` if it fails.
    MHD_add_connection(server->daemon, fd, (struct sockaddr *)&address, size);
  }
}

// Sets how long the server may sleep. Returns false if there is no limit.
static bool idle_time(const struct server *server, struct timespec *idle) {
  MHD_UNSIGNED_LONG_LONG daemon_ms;
  uint64_t idle_us = exchanges_idle_us(&server->exchanges);
  if (MHD_get_timeout(server->daemon, &daemon_ms) == MHD_YES &&
      daemon_ms * 1000 < idle_us) {
    idle_us = daemon_ms * 1000;
  }
  idle->tv_sec = (time_t)(idle_us / 1000000);
  idle->tv_nsec = (long)(idle_us % 1000000) * 1000;
  return idle_us != UINT64_MAX;
}

void server_run(struct server *server, int stop_fd) {
  const union MHD_DaemonInfo *info =
      MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
  enum { STOP, DAEMON, WATCH, HUB, LISTENER, COUNT };
  struct pollfd fds[COUNT] = {
      [STOP] = {.fd = stop_fd, .events = POLLIN},
      [DAEMON] = {.fd = info->epoll_fd, .events = POLLIN},
      [WATCH] = {.fd = server->exchanges.watch_fd, .events = POLLIN},
      [HUB] = {.fd = hub_fd(server->exchanges.hub), .events = POLLIN},
      [LISTENER] = {.events = POLLIN},
  };
  while (fds[STOP].revents == 0) {
    exchanges_turn(&server->exchanges);
    hub_turn(server->exchanges.hub);
    accept_some(server);
    MHD_run(server->daemon);
    struct timespec idle;
    bool bounded = idle_time(server, &idle);
    // ppoll() skips -1: with every slot taken, nothing is accepted.
    fds[LISTENER].fd = has_room(server) ? server->listener->fd : -1;
    // ppoll() rather than poll(): latencies are kept to the microsecond.
    ppoll(fds, COUNT, bounded ? &idle : NULL, NULL);
  }
}

void server_close(struct server *server) {
  if (server == NULL) return;
  exchanges_abandon(&server->exchanges);
  // libmicrohttpd stops only when nothing is upgraded any more.
  hub_close(server->exchanges.hub);
  MHD_run(server->daemon);
  MHD_stop_daemon(server->daemon);
  webhook_close(server->exchanges.webhook);
  exchanges_close(&server->exchanges);
  free(server);
}
