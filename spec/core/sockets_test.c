// SPDX-License-Identifier: MIT

// The requests that a client makes to epoll, and how often it asks for a
// socket's port. epoll_ctl() and getsockname() are replaced to count them; a
// small server runs in a process of its own.
#include "check.h"
#include "client.h"
#include "server.h"

#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <sys/syscall.h>

enum { SOON_MS = 5000 };

static size_t requests_to_epoll = 0;
static int latest_watched = -1;          // to write
static bool has_watched_to_read = false; // a socket

static bool is_socket(int fd) {
  struct stat its;
  return fstat(fd, &its) == 0 && S_ISSOCK(its.st_mode);
}

int epoll_ctl(int epoll_fd, int operation, int fd, struct epoll_event *event) {
  requests_to_epoll++;
  if (event != NULL && (event->events & EPOLLOUT) != 0) latest_watched = fd;
  if (event != NULL && (event->events & EPOLLIN) != 0 && is_socket(fd))
    has_watched_to_read = true;
  return (int)syscall(SYS_epoll_ctl, epoll_fd, operation, fd, event);
}

static size_t questions_about_ports = 0;

int getsockname(int fd, __SOCKADDR_ARG address, socklen_t *bytes) {
  questions_about_ports++;
  return (int)syscall(SYS_getsockname, fd, address.__sockaddr__, bytes);
}

// --------------------------------------------------------------------- client

static lark_client *open_client(const server *its, const char *host) {
  char url[64];
  lark_options options;
  lark_client *client = NULL;
  snprintf(url, sizeof url, "http://%s:%d", host, its->port);
  lark_options_init(&options, sizeof options);
  options.base_url = url;
  options.tenant_access_token = "t-1";
  options.retries = 0;
  options.timeout_ms = SOON_MS;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  return client;
}

static void note(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  (void)client, (void)call;
  int *successes = user;
  if (lark_result_error(result) == NULL) ++*successes;
}

static void start(lark_client *client, int *successes) {
  lark_param id = lark_string("application_id", "1");
  CHECK(lark_start(client, "hire.referral.get_by_application", &id, 1, note,
                   successes, NULL) == LARK_OK);
}

static void finish(lark_client *client) {
  while (lark_pending(client) > 0)
    lark_wait(client, SOON_MS);
}

static bool is_readable(int fd, int timeout_ms) {
  struct pollfd watched = {.fd = fd, .events = POLLIN};
  return poll(&watched, 1, timeout_ms) == 1;
}

// Whether an idle client lets its host sleep: a few steps deal with whatever
// woke it.
static bool comes_to_rest(lark_client *client) {
  for (int i = 0; i < 10 && is_readable(lark_fd(client), 0); i++)
    lark_step(client, 0);
  return !is_readable(lark_fd(client), 0);
}

// ---------------------------------------------------------------------- tests

static void a_kept_connection_costs_few_system_calls(void) {
  server its = {.per_connection = 1000, .delay_ms = 5, .header = ""};
  int successes = 0, calls = 0;
  start_server(&its);
  lark_client *client = open_client(&its, "127.0.0.1");
  // Newer libcurls do not wait for an answer that is there at once.
  for (has_watched_to_read = false; !has_watched_to_read; calls++) {
    start(client, &successes);
    finish(client);
    CHECK(calls < 500);
    if (calls == 500) break;
  }
  size_t before = requests_to_epoll, questions = questions_about_ports;
  for (int i = 0; i < 50; i++, calls++) {
    start(client, &successes);
    finish(client);
  }
  CHECK(requests_to_epoll == before);
  CHECK(questions_about_ports == questions);
  CHECK(successes == calls);
  lark_close(client);
  end_process(its.process);
}

static void one_that_the_server_closes_wakes_the_host_once(void) {
  server its = {.per_connection = 1, .header = ""};
  int successes = 0;
  start_server(&its);
  lark_client *client = open_client(&its, "127.0.0.1");
  for (int i = 0; i < 3; i++) {
    start(client, &successes);
    finish(client);
    // The end of the connection comes some time after the answer.
    CHECK(is_readable(lark_fd(client), SOON_MS));
    CHECK(comes_to_rest(client));
  }
  CHECK(successes == 3);
  lark_close(client);
  end_process(its.process);
}

// Whether a connection of the client waits for the client to end it.
static bool lingers(const lark_client *client) {
  const lark_sockets *sockets = &client->pool.loop.sockets;
  for (size_t fd = 0; fd < sockets->capacity; fd++) {
    struct tcp_info info = {0};
    socklen_t length = sizeof info;
    if (sockets->table[fd].state != 0 &&
        getsockopt((int)fd, IPPROTO_TCP, TCP_INFO, &info, &length) == 0 &&
        info.tcpi_state == TCP_CLOSE_WAIT)
      return true;
  }
  return false;
}

static void those_that_the_server_closes_do_not_linger(void) {
  enum { CALLS = 8 };
  server its = {.per_connection = 1, .header = ""};
  int successes = 0;
  start_server(&its);
  lark_client *client = open_client(&its, "127.0.0.1");
  for (int i = 0; i < CALLS; i++)
    start(client, &successes);
  finish(client);
  CHECK(successes == CALLS);
  // The ends of the connections come some time after the answers.
  for (int i = 0; i < 10 && is_readable(lark_fd(client), 200); i++)
    lark_step(client, 0);
  CHECK(!lingers(client));
  // The next call has a connection all the same.
  start(client, &successes);
  finish(client);
  CHECK(successes == CALLS + 1);
  lark_close(client);
  end_process(its.process);
}

static void one_that_a_child_process_has_too_is_left_alone(void) {
  server its = {
      .per_connection = 1, .delay_ms = 100, .header = "Connection: close\r\n"};
  int successes = 0;
  start_server(&its);
  lark_client *client = open_client(&its, "127.0.0.1");
  start(client, &successes);
  lark_wait(client, 0);
  lark_wait(client, 0);
  pid_t heir = fork();
  if (heir == 0) {
    alarm(SERVER_LIVES_S);
    for (;;)
      pause();
  }
  finish(client);
  CHECK(successes == 1);
  CHECK(comes_to_rest(client));
  // Epoll would report its end here if it still watched it.
  CHECK(!is_readable(lark_fd(client), 200));
  lark_close(client);
  end_process(heir);
  end_process(its.process);
}

// A name lookup watches a socket of its own, whose number a connection gets
// later.
static void numbers_are_used_again(void) {
  server its = {.per_connection = 2, .header = "Connection: close\r\n"};
  int successes = 0;
  start_server(&its);
  lark_client *client = open_client(&its, "localhost");
  for (int i = 0; i < 20; i++) {
    start(client, &successes);
    finish(client);
  }
  CHECK(successes == 20);
  CHECK(comes_to_rest(client));
  lark_close(client);
  end_process(its.process);
}

// A child process closes its copies, and its parent goes on.
static void a_child_process_may_close_its_copy(void) {
  server its = {.per_connection = 1000, .delay_ms = 50, .header = ""};
  int successes = 0;
  start_server(&its);
  lark_client *client = open_client(&its, "127.0.0.1");
  start(client, &successes);
  finish(client);
  pid_t heir = fork();
  if (heir == 0) {
    lark_close(client);
    _exit(0);
  }
  waitpid(heir, NULL, 0);
  start(client, &successes);
  finish(client);
  CHECK(successes == 2);
  lark_close(client);
  end_process(its.process);
}

// A server that accepts no connection: clients wait for ever.
static int start_deaf_server(server *its) {
  struct sockaddr_in address = {.sin_family = AF_INET};
  socklen_t bytes = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  CHECK(bind(listener, (struct sockaddr *)&address, bytes) == 0);
  CHECK(listen(listener, 0) == 0);
  getsockname(listener, (struct sockaddr *)&address, &bytes);
  its->port = ntohs(address.sin_port);
  for (int i = 0; i < 4; i++) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    connect(fd, (struct sockaddr *)&address, bytes);
  }
  return listener;
}

// libcurl does not say that it closes a socket that was never connected, and
// another one gets its number, such as a name lookup's.
static void one_that_was_never_connected_is_forgotten(void) {
  server its = {0};
  int successes = 0;
  int pair[2];
  lark_call call = 0;
  int listener = start_deaf_server(&its);
  lark_client *client = open_client(&its, "127.0.0.1");
  lark_param id = lark_string("application_id", "1");
  latest_watched = -1;
  CHECK(lark_start(client, "hire.referral.get_by_application", &id, 1, note,
                   &successes, &call) == LARK_OK);
  for (int i = 0; i < 100 && latest_watched < 0; i++)
    lark_wait(client, 10);
  CHECK(latest_watched >= 0);
  CHECK(lark_cancel(client, call) == LARK_OK);
  finish(client);

  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
  int fd = dup2(pair[0], latest_watched);
  lark_sockets *sockets = &client->pool.loop.sockets;
  CHECK(lark_sockets_watch(sockets, fd, CURL_POLL_OUT, 0));
  CHECK(is_readable(client->pool.loop.epoll_fd, SOON_MS));
  lark_sockets_rest(sockets, fd, false);
  CHECK(!is_readable(client->pool.loop.epoll_fd, 0));
  lark_close(client);
  close(fd);
  close(pair[0]);
  close(pair[1]);
  close(listener);
}

int main(void) {
  a_kept_connection_costs_few_system_calls();
  one_that_the_server_closes_wakes_the_host_once();
  those_that_the_server_closes_do_not_linger();
  one_that_a_child_process_has_too_is_left_alone();
  numbers_are_used_again();
  a_child_process_may_close_its_copy();
  one_that_was_never_connected_is_forgotten();
  return check_failures();
}
