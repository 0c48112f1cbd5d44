// SPDX-License-Identifier: MIT

/// A small HTTP server in a process of its own, for C tests. It serves one
/// connection at a time, gives each request the same answer, and ends by itself
/// after a minute.
#ifndef SERVER_H
#define SERVER_H

#include "check.h"

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SERVER_LIVES_S = 60 };

typedef struct server {
  pid_t process;
  int port;
  int per_connection; // closes a connection after so many answers
  int delay_ms;       // before an answer
  const char *header;
  const char *wanted; // refuses a request without it; NULL: none
} server;

// Reads one request, which is short and has no body. Returns false at the end.
static inline bool read_request(int fd, char *bytes, size_t room) {
  size_t length = 0;
  while (length < room - 1) {
    ssize_t got = read(fd, bytes + length, room - 1 - length);
    if (got <= 0) return false;
    length += (size_t)got;
    bytes[length] = '\0';
    if (strstr(bytes, "\r\n\r\n") != NULL) return true;
  }
  return false;
}

static inline bool answer(const server *its, int fd, const char *request) {
  char bytes[256];
  bool fine = its->wanted == NULL || strstr(request, its->wanted) != NULL;
  int length = snprintf(bytes, sizeof bytes,
                        "HTTP/1.1 %s\r\n%sContent-Length: 20\r\n\r\n"
                        "{\"code\":0,\"data\":{}}",
                        fine ? "200 OK" : "403 Forbidden", its->header);
  if (its->delay_ms > 0) poll(NULL, 0, its->delay_ms);
  return write(fd, bytes, (size_t)length) == length;
}

_Noreturn static inline void serve(const server *its, int listener) {
  alarm(SERVER_LIVES_S);
  signal(SIGPIPE, SIG_IGN);
  char request[4096];
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    for (int i = 0;
         i < its->per_connection && read_request(fd, request, sizeof request);
         i++)
      answer(its, fd, request);
    close(fd);
  }
}

static inline int listen_on_loopback(int *port) {
  struct sockaddr_in address = {.sin_family = AF_INET};
  socklen_t bytes = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  CHECK(bind(listener, (struct sockaddr *)&address, bytes) == 0);
  CHECK(listen(listener, 8) == 0);
  getsockname(listener, (struct sockaddr *)&address, &bytes);
  *port = ntohs(address.sin_port);
  return listener;
}

static inline void start_server(server *its) {
  int listener = listen_on_loopback(&its->port);
  its->process = fork();
  if (its->process == 0) serve(its, listener);
  close(listener);
}

static inline void end_process(pid_t process) {
  kill(process, SIGKILL);
  waitpid(process, NULL, 0);
}

#endif
