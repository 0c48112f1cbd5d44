// SPDX-License-Identifier: MIT

/// A real redis-server on a Unix socket, in a folder of its own.
#ifndef REDIS_H
#define REDIS_H

#include "check.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct redis {
  pid_t process;
  char folder[64];
  char socket[96];
  char url[128];
} redis;

/// Whether the machine has one.
static inline bool redis_is_installed(void) {
  return system("command -v redis-server > /dev/null 2>&1") == 0;
}

// A connection to it; -1 where it does not listen.
static inline int redis_connect(const redis *r) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  snprintf(address.sun_path, sizeof address.sun_path, "%s", r->socket);
  if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
  close(fd);
  return -1;
}

/// Sends lines of the inline protocol, each with its "\r\n", on a connection of
/// its own, and reads the start of what is replied.
static inline void redis_say(const redis *r, const char *lines, char *reply,
                             size_t room) {
  int fd = redis_connect(r);
  reply[0] = '\0';
  CHECK(fd >= 0);
  if (fd < 0) return;
  CHECK(write(fd, lines, strlen(lines)) == (ssize_t)strlen(lines));
  ssize_t got = read(fd, reply, room - 1);
  reply[got > 0 ? got : 0] = '\0';
  close(fd);
}

static inline bool redis_tell(const redis *r, const char *line) {
  char reply[256];
  redis_say(r, line, reply, sizeof reply);
  return reply[0] == '+' || reply[0] == ':';
}

/// Starts it in its folder, empty, and waits until it listens.
static inline void redis_run(redis *r, const char *option, const char *value) {
  unlink(r->socket);
  r->process = fork();
  if (r->process == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (freopen("/dev/null", "w", stdout) == NULL) _exit(1);
    execlp("redis-server", "redis-server", "--port", "0", "--unixsocket",
           r->socket, "--save", "", "--appendonly", "no", "--dir", r->folder,
           "--maxmemory-policy", "noeviction", option, value, (char *)NULL);
    _exit(1);
  }
  for (int i = 0; i < 1000; i++) {
    int fd = redis_connect(r);
    if (fd >= 0) {
      close(fd);
      return;
    }
    usleep(10000);
  }
  CHECK(!"the server listens");
}

static inline void redis_start(redis *r) {
  *r = (redis){0};
  snprintf(r->folder, sizeof r->folder, "/tmp/lark-redis-XXXXXX");
  CHECK(mkdtemp(r->folder) != NULL);
  snprintf(r->socket, sizeof r->socket, "%s/socket", r->folder);
  snprintf(r->url, sizeof r->url, "unix://%s", r->socket);
  redis_run(r, "--loglevel", "warning");
}

static inline void redis_kill(redis *r) {
  kill(r->process, SIGKILL);
  waitpid(r->process, NULL, 0);
}

static inline void redis_end(redis *r) {
  redis_kill(r);
  unlink(r->socket);
  rmdir(r->folder);
}

#endif
