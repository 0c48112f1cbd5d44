// SPDX-License-Identifier: MIT
#include "webhook_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include "clock.h"
#include "lark_events.h"
#include "webhook_request.h"
#include "words.h"

enum {
  LOOK_MS = 250,  // how often connections are swept
  STOP_MS = 2000, // requests under way are answered within that
  MOST_CONNECTIONS = 2000,
  SPARE_DESCRIPTORS = 100,
  CONNECTION_BYTES = 16 << 10, // headers
  BACKLOG = 4096,
};

// ---------------------------------------------------------------------- thread

static int64_t now_of(void) {
  return (int64_t)(lark_now_us() / 1000);
}

static int descriptor_of(const webhook_server *s) {
  const union MHD_DaemonInfo *info =
      s->mhd->get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD);
  return info != NULL ? info->epoll_fd : -1;
}

static int wait_ms(const webhook_server *s) {
  MHD_UNSIGNED_LONG_LONG timeout = LOOK_MS;
  if (s->mhd->get_timeout(s->daemon, &timeout) != MHD_YES || timeout > LOOK_MS)
    return LOOK_MS;
  return (int)timeout;
}

// Takes no new connections; those that are there may end.
static void quiesce(const webhook_server *s) {
  int listening = s->mhd->quiesce_daemon(s->daemon);
  if (listening >= 0) close(listening);
}

static void *serve(void *server) {
  webhook_server *s = server;
  int64_t stopped_ms = 0;
  for (;;) {
    bool stops = atomic_load(&s->stops);
    struct pollfd watched[] = {{.fd = descriptor_of(s), .events = POLLIN},
                               {.fd = s->wake_fd, .events = POLLIN}};
    poll(watched, stops ? 1 : 2, wait_ms(s));
    s->mhd->run(s->daemon);
    if (webhook_write(s)) s->mhd->run(s->daemon); // answers them
    int64_t now_ms = now_of();
    webhook_sweep(s, now_ms);
    refusals_tick(&s->refused, now_ms);
    if (!stops) continue;
    if (stopped_ms == 0) {
      stopped_ms = now_ms;
      quiesce(s);
    }
    if (s->connections == NULL || now_ms - stopped_ms > STOP_MS) return NULL;
  }
}

// Signals are for the thread that runs the script.
static bool start_thread(webhook_server *s) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  s->has_thread = pthread_create(&s->thread, NULL, serve, s) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return s->has_thread;
}

// --------------------------------------------------------------------- opening

typedef union address {
  struct sockaddr any;
  struct sockaddr_in four;
  struct sockaddr_in6 six;
} address;

static bool read_address(const webhook_setup *setup, address *to) {
  const char *host =
      strcmp(setup->host, "localhost") == 0 ? "127.0.0.1" : setup->host;
  memset(to, 0, sizeof *to);
  to->four.sin_family = AF_INET;
  to->four.sin_port = htons(setup->port);
  if (inet_pton(AF_INET, host, &to->four.sin_addr) == 1) return true;
  memset(to, 0, sizeof *to);
  to->six.sin6_family = AF_INET6;
  to->six.sin6_port = htons(setup->port);
  return inet_pton(AF_INET6, host, &to->six.sin6_addr) == 1;
}

// As many connections as this process may have descriptors for.
static unsigned connection_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return SPARE_DESCRIPTORS;
  rlim_t wanted = MOST_CONNECTIONS + SPARE_DESCRIPTORS;
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
  }
  if (limit.rlim_cur >= wanted) return MOST_CONNECTIONS;
  return limit.rlim_cur / 2 > SPARE_DESCRIPTORS
             ? (unsigned)limit.rlim_cur - SPARE_DESCRIPTORS
             : SPARE_DESCRIPTORS;
}

// Why nobody can listen there; 0: one can. libmicrohttpd 1.0 leaves another
// errno than that of what failed.
static int why_deaf(const address *at) {
  int fd = socket(at->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int on = 1;
  if (fd < 0) return errno;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  socklen_t bytes = at->any.sa_family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                                  : sizeof(struct sockaddr_in);
  bool taken = bind(fd, &at->any, bytes) != 0 || listen(fd, 1) != 0;
  int why = taken ? errno : 0;
  close(fd);
  return why;
}

static lark_status start_daemon(webhook_server *s, const webhook_setup *setup,
                                const address *at, lark_failure *failure) {
  unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;
  if (at->any.sa_family == AF_INET6) flags |= MHD_USE_IPv6;
  struct MHD_OptionItem tls[] = {
      {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)setup->certificate},
      {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)setup->key},
      {MHD_OPTION_END, 0, NULL}};
  if (setup->certificate != NULL)
    flags |= MHD_USE_TLS;
  else
    tls[0].option = MHD_OPTION_END;
  s->daemon = s->mhd->start_daemon(
      flags, setup->port, NULL, NULL, webhook_on_request, s,
      MHD_OPTION_SOCK_ADDR, &at->any, MHD_OPTION_CONNECTION_LIMIT,
      connection_limit(), MHD_OPTION_CONNECTION_MEMORY_LIMIT,
      (size_t)CONNECTION_BYTES, MHD_OPTION_CONNECTION_TIMEOUT, 15u,
      MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)BACKLOG,
      MHD_OPTION_NOTIFY_COMPLETED, webhook_on_end, s,
      MHD_OPTION_NOTIFY_CONNECTION, webhook_on_connection, s, MHD_OPTION_ARRAY,
      tls, MHD_OPTION_END);
  if (s->daemon != NULL) return LARK_OK;
  int failed = errno;
  int why = why_deaf(at);
  if (why == 0 && setup->certificate == NULL) why = failed;
  lark_fail(failure, LARK_ECONFIG,
            words_of("it cannot listen on %s, port %u: %s"), setup->host,
            setup->port,
            why != 0 ? strerror(why)
                     : words_of("the certificate or its key is wrong"));
  return LARK_ECONFIG;
}

static lark_status open_daemon(webhook_server *s, const webhook_setup *setup,
                               lark_failure *failure) {
  static char empty[] = "{}";
  const char *why = NULL;
  address at;
  if (!read_address(setup, &at))
    return lark_fail(failure, LARK_EPARAM,
                     words_of("--host %s: an address such as 127.0.0.1 or ::1"),
                     setup->host);
  s->mhd = microhttpd_load(&why);
  if (s->mhd == NULL)
    return lark_fail(failure, LARK_ECONFIG, "%s", words_of(why));
  s->empty =
      s->mhd->create_response_from_buffer(2, empty, MHD_RESPMEM_PERSISTENT);
  if (s->empty == NULL)
    return lark_fail(failure, LARK_ENOMEM, "%s", words_of("out of memory"));
  s->mhd->add_response_header(s->empty, "Content-Type", "application/json");
  lark_status status = start_daemon(s, setup, &at, failure);
  if (status != LARK_OK) return status;
  const union MHD_DaemonInfo *info =
      s->mhd->get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
  s->port = info != NULL ? info->port : setup->port;
  return LARK_OK;
}

static lark_status open_inbox(webhook_server *s, const char *path,
                              lark_failure *failure) {
  char why[640];
  s->inbox = lualark_inbox_open(path, why, sizeof why);
  if (s->inbox == NULL) return lark_fail(failure, LARK_ECONFIG, "%s", why);
  return LARK_OK;
}

lark_status webhook_server_open(webhook_server *server,
                                const webhook_setup *setup,
                                lark_failure *failure) {
  webhook_server *s = server;
  memset(s, 0, sizeof *s);
  s->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  s->rate = setup->rate;
  s->counted_ms = now_of();
  s->allowance = 3.0 * s->rate;
  lark_status status = lark_event_keys_read(&s->keys, failure);
  lark_event_options_init(&s->options, sizeof s->options);
  s->options.encrypt_key = s->keys.encrypt_key;
  s->options.verification_token = s->keys.verification_token;
  s->options.max_body_bytes = setup->max_bytes;
  if (status == LARK_OK && s->keys.encrypt_key[0] != '\0' &&
      !lark_event_can_decrypt())
    status = lark_fail(failure, LARK_ECONFIG, "%s",
                       words_of("this build has no OpenSSL to decrypt events"));
  if (status == LARK_OK) status = open_inbox(s, setup->inbox, failure);
  if (status == LARK_OK) status = open_daemon(s, setup, failure);
  if (status == LARK_OK && (s->wake_fd < 0 || !start_thread(s)))
    status = lark_fail(failure, LARK_EFILES, "%s",
                       words_of("no thread can be made"));
  return status;
}

// ---------------------------------------------------------------------- ending

void webhook_server_stop(webhook_server *server) {
  atomic_store(&server->stops, true);
  if (server->wake_fd >= 0) eventfd_write(server->wake_fd, 1);
}

void webhook_server_close(webhook_server *server) {
  webhook_server *s = server;
  webhook_server_stop(s);
  if (s->has_thread) pthread_join(s->thread, NULL);
  if (s->daemon != NULL) s->mhd->stop_daemon(s->daemon);
  if (s->empty != NULL) s->mhd->destroy_response(s->empty);
  lualark_inbox_close(s->inbox);
  if (s->wake_fd >= 0) close(s->wake_fd);
  lark_event_keys_wipe(&s->keys);
  memset(s, 0, sizeof *s);
  s->wake_fd = -1;
}
