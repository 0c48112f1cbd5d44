// SPDX-License-Identifier: MIT

/// A relay to a Redis server, a process of its own, that may hold replies back.
#ifndef RELAY_H
#define RELAY_H

#include "redis.h"

#include <poll.h>
#include <sys/mman.h>

typedef struct relay {
  pid_t process;
  _Atomic int *delay_ms; ///< how long each reply is held back
  char socket[104];
  char url[128];
} relay;

// Copies what is there from one to the other; false at its end.
static inline bool relay_copy(int from, int to, int delay_ms) {
  char bytes[65536];
  ssize_t got = read(from, bytes, sizeof bytes);
  if (delay_ms > 0) usleep((useconds_t)delay_ms * 1000);
  for (ssize_t at = 0; at < got;) {
    ssize_t put = send(to, bytes + at, (size_t)(got - at), MSG_NOSIGNAL);
    if (put <= 0) return false;
    at += put;
  }
  return got > 0;
}

// Serves one client until either side ends.
static inline void relay_serve(const relay *r, int client, int server) {
  bool goes_on = server >= 0;
  while (goes_on) {
    struct pollfd fds[] = {{.fd = client, .events = POLLIN},
                           {.fd = server, .events = POLLIN}};
    poll(fds, 2, -1);
    if (fds[0].revents != 0) goes_on = relay_copy(client, server, 0);
    if (goes_on && fds[1].revents != 0)
      goes_on = relay_copy(server, client, *r->delay_ms);
  }
}

static inline void relay_run(const relay *r, int listener, const redis *to) {
  signal(SIGCHLD, SIG_IGN);
  for (;;) {
    int client = accept(listener, NULL, NULL);
    if (client >= 0 && fork() == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      relay_serve(r, client, redis_connect(to));
      _exit(0);
    }
    close(client);
  }
}

static inline void relay_start(relay *r, const redis *to) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(r->socket, sizeof r->socket, "%s-relay", to->socket);
  snprintf(r->url, sizeof r->url, "unix://%s", r->socket);
  snprintf(address.sun_path, sizeof address.sun_path, "%s", r->socket);
  void *shared = mmap(NULL, sizeof *r->delay_ms, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  CHECK(shared != MAP_FAILED);
  r->delay_ms = shared;
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK(bind(listener, (struct sockaddr *)&address, sizeof address) == 0);
  CHECK(listen(listener, 16) == 0);
  r->process = fork();
  if (r->process == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    relay_run(r, listener, to);
  }
  close(listener);
}

static inline void relay_end(relay *r) {
  kill(r->process, SIGKILL);
  waitpid(r->process, NULL, 0);
  unlink(r->socket);
  munmap(r->delay_ms, sizeof *r->delay_ms);
}

#endif
