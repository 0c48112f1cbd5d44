// SPDX-License-Identifier: MIT
#include "server.h"

#include "gzip.h"
#include "memory.h"
#include "waiting.h"

#include <limits.h>
#include <microhttpd.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum {
  GZIP_MIN_BYTES = 1024,
  // Descriptors that are no connections: epoll, listener, standard streams.
  SPARE_DESCRIPTORS = 32,
  CONNECTIONS_MAX = 100000,
};

struct server {
  struct MHD_Daemon *daemon;
  struct simulator *simulator;
  struct waiting waiting; // exchanges whose answer is held back
  uint64_t started_us;
  uint64_t latency_us;
};

// One request and its answer, on one connection.
struct exchange {
  struct server *server;
  struct MHD_Connection *connection;
  struct request *request;
  struct reply reply;
  bool headers_read;
  bool answered;
  bool internal;
};

// Microseconds since the server started.
static uint64_t now_us(const struct server *server) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000 -
         server->started_us;
}

// A request line has come in. This is the one place where libmicrohttpd shows
// the target as it was sent; later it has decoded "%2F" into a slash.
static void *begin_exchange(void *server_pointer, const char *uri,
                            struct MHD_Connection *connection) {
  struct server *server = server_pointer;
  struct exchange *exchange = memory_new(1, sizeof *exchange);
  exchange->server = server;
  exchange->connection = connection;
  exchange->request = request_new(uri);
  exchange->internal = request_is_internal(exchange->request);
  if (!exchange->internal) stats_request_begins(&server->simulator->stats);
  return exchange;
}

static void end_exchange(void *server_pointer,
                         struct MHD_Connection *connection, void **context,
                         enum MHD_RequestTerminationCode how) {
  (void)connection;
  (void)how;
  struct server *server = server_pointer;
  struct exchange *exchange = *context;
  if (exchange == NULL) return;
  if (!exchange->internal) stats_request_ends(&server->simulator->stats);
  reply_clear(&exchange->reply);
  request_release(exchange->request);
  free(exchange);
  *context = NULL;
}

static void count_connection(void *server_pointer,
                             struct MHD_Connection *connection, void **context,
                             enum MHD_ConnectionNotificationCode what) {
  (void)connection;
  (void)context;
  struct server *server = server_pointer;
  struct stats *stats = &server->simulator->stats;
  if (what == MHD_CONNECTION_NOTIFY_STARTED) {
    stats->connections_opened++;
    stats->connections_open++;
  } else {
    stats->connections_open--;
  }
}

static void read_headers(struct exchange *exchange, const char *method) {
  struct request *request = exchange->request;
  exchange->headers_read = true;
  request->method = memory_copy(method, strlen(method));
  for (size_t i = 0; i < HEADER_COUNT; i++) {
    const char *value = MHD_lookup_connection_value(
        exchange->connection, MHD_HEADER_KIND, request_header_names[i]);
    if (value == NULL) continue;
    request->headers[i] = memory_copy(value, strlen(value));
  }
}

// Makes the response, which takes over the reply's body.
static struct MHD_Response *make_response(struct exchange *exchange) {
  struct reply *reply = &exchange->reply;
  size_t size = reply->body_size;
  char *body = reply_take_body(reply);
  bool large = size > GZIP_MIN_BYTES;
  bool zipped = large && request_accepts_gzip(exchange->request);
  if (zipped) {
    char *plain = body;
    body = gzip_compress(plain, size, &size);
    free(plain);
  }

  struct MHD_Response *response = memory_need(
      MHD_create_response_from_buffer(size, body, MHD_RESPMEM_MUST_FREE));
  if (zipped) MHD_add_response_header(response, "Content-Encoding", "gzip");
  if (large) MHD_add_response_header(response, "Vary", "Accept-Encoding");
  return response;
}

static enum MHD_Result send_reply(struct exchange *exchange) {
  const struct reply *reply = &exchange->reply;
  struct MHD_Response *response = make_response(exchange);
  MHD_add_response_header(response, "Content-Type",
                          "application/json; charset=utf-8");
  MHD_add_response_header(response, "X-Tt-Logid", reply->log_id);
  for (size_t i = 0; i < reply->header_count; i++) {
    MHD_add_response_header(response, reply->headers[i].name,
                            reply->headers[i].value);
  }
  enum MHD_Result result =
      MHD_queue_response(exchange->connection, reply->http_status, response);
  MHD_destroy_response(response);
  return result;
}

// The request is there, all of it. Tokens and limits count it now; only the
// answer is held back.
static enum MHD_Result answer_request(struct exchange *exchange) {
  struct server *server = exchange->server;
  uint64_t arrived_us = now_us(server);
  simulator_answer(server->simulator, exchange->request, arrived_us / 1000,
                   &exchange->reply);
  exchange->answered = true;
  if (server->latency_us == 0 || exchange->internal) {
    return send_reply(exchange);
  }
  MHD_suspend_connection(exchange->connection);
  waiting_add(&server->waiting, arrived_us + server->latency_us, exchange);
  return MHD_YES;
}

// libmicrohttpd calls this for the headers, for each piece of the body, once
// more at its end, and after every MHD_resume_connection().
static enum MHD_Result handle(void *server_pointer,
                              struct MHD_Connection *connection,
                              const char *url, const char *method,
                              const char *version, const char *upload_data,
                              size_t *upload_data_size, void **context) {
  (void)server_pointer;
  (void)connection;
  (void)url;
  (void)version;
  struct exchange *exchange = *context;
  if (exchange->answered) return send_reply(exchange);
  if (!exchange->headers_read) {
    read_headers(exchange, method);
    return MHD_YES;
  }
  if (*upload_data_size > 0) {
    // A body that is too large is read all the same: a client that is still
    // writing would see a reset rather than the answer.
    request_add_body(exchange->request, upload_data, *upload_data_size);
    *upload_data_size = 0;
    return MHD_YES;
  }
  return answer_request(exchange);
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

static struct MHD_Daemon *start_daemon(struct server *server,
                                       const struct server_settings *settings) {
  unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;
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
  return MHD_start_daemon(flags, 0, NULL, NULL, handle, server,
                          MHD_OPTION_LISTEN_SOCKET, settings->listen_fd,
                          MHD_OPTION_CONNECTION_LIMIT, raise_connection_limit(),
                          MHD_OPTION_URI_LOG_CALLBACK, begin_exchange, server,
                          MHD_OPTION_NOTIFY_COMPLETED, end_exchange, server,
                          MHD_OPTION_NOTIFY_CONNECTION, count_connection,
                          server, MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
}

struct server *server_open(const struct server_settings *settings,
                           struct simulator *simulator) {
  struct server *server = memory_new(1, sizeof *server);
  server->simulator = simulator;
  server->latency_us = (uint64_t)settings->latency_ms * 1000;
  server->started_us = now_us(server);
  server->daemon = start_daemon(server, settings);
  if (server->daemon != NULL) return server;
  free(server);
  return NULL;
}

static void release_due(struct server *server, uint64_t now) {
  struct exchange *exchange = waiting_take(&server->waiting, now);
  while (exchange != NULL) {
    MHD_resume_connection(exchange->connection);
    exchange = waiting_take(&server->waiting, now);
  }
}

// How long nothing can happen on its own. Returns false if for ever.
static bool idle_time(const struct server *server, struct timespec *idle) {
  MHD_UNSIGNED_LONG_LONG daemon_ms;
  uint64_t idle_us = UINT64_MAX;
  if (MHD_get_timeout(server->daemon, &daemon_ms) == MHD_YES) {
    idle_us = daemon_ms * 1000;
  }
  if (server->waiting.count > 0) {
    uint64_t due_us = server->waiting.heap[0].due_us;
    uint64_t now = now_us(server);
    uint64_t left_us = due_us > now ? due_us - now : 0;
    if (left_us < idle_us) idle_us = left_us;
  }
  idle->tv_sec = (time_t)(idle_us / 1000000);
  idle->tv_nsec = (long)(idle_us % 1000000) * 1000;
  return idle_us != UINT64_MAX;
}

void server_run(struct server *server, int stop_fd) {
  const union MHD_DaemonInfo *info =
      MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
  struct pollfd fds[] = {{.fd = info->epoll_fd, .events = POLLIN},
                         {.fd = stop_fd, .events = POLLIN}};
  while (fds[1].revents == 0) {
    release_due(server, now_us(server));
    MHD_run(server->daemon);
    struct timespec idle;
    bool bounded = idle_time(server, &idle);
    // Not poll(): a latency is kept to the microsecond, not the millisecond.
    ppoll(fds, 2, bounded ? &idle : NULL, NULL);
  }
}

void server_close(struct server *server) {
  if (server == NULL) return;
  // libmicrohttpd must not be stopped while connections are suspended.
  release_due(server, UINT64_MAX);
  MHD_run(server->daemon);
  MHD_stop_daemon(server->daemon);
  waiting_clear(&server->waiting);
  free(server);
}
