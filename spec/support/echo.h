// SPDX-License-Identifier: MIT

/// A small HTTP server in a process of its own, for C tests of what is sent and
/// where answers go. By the path of a request it answers
///
///     /open-apis/auth/...   tokens, as the platform does
///     /raw...               the request, byte for byte, as application/x-raw
///     /refuse...            HTTP 400 and the platform's envelope
///     /breaks...            an answer that breaks off halfway
///     other                 an envelope with the request's Authorization
///
/// It serves each connection in another process. All of them end by themselves
/// after a minute.
#ifndef ECHO_H
#define ECHO_H

#include "server.h"

typedef struct echo_request {
  char bytes[65536];
  size_t length;
  size_t body_at;
} echo_request;

static inline const char *echo_header(const echo_request *its,
                                      const char *name) {
  static char value[1024];
  const char *found = strstr(its->bytes, name);
  value[0] = '\0';
  if (found != NULL && found < its->bytes + its->body_at)
    sscanf(found + strlen(name), "%1023[^\r\n]", value);
  return value;
}

// Reads a request whose length is announced. False where the connection ends.
static inline bool echo_read(int fd, echo_request *its) {
  *its = (echo_request){0};
  size_t wanted = SIZE_MAX;
  while (its->length < wanted && its->length < sizeof its->bytes - 1) {
    ssize_t got =
        read(fd, its->bytes + its->length, sizeof its->bytes - 1 - its->length);
    if (got <= 0) return false;
    its->length += (size_t)got;
    const char *end = strstr(its->bytes, "\r\n\r\n");
    if (end == NULL || wanted != SIZE_MAX) continue;
    its->body_at = (size_t)(end - its->bytes) + 4;
    wanted = its->body_at + (size_t)atol(echo_header(its, "Content-Length: "));
  }
  return true;
}

static inline void echo_write(int fd, const char *status, const char *type,
                              const char *bytes, size_t length) {
  char head[256];
  int head_length =
      snprintf(head, sizeof head,
               "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n",
               status, type, length);
  if (write(fd, head, (size_t)head_length) != head_length) return;
  ssize_t written = write(fd, bytes, length);
  (void)written;
}

static inline void echo_json(int fd, const char *status, const char *text) {
  echo_write(fd, status, "application/json", text, strlen(text));
}

// False where the connection is to be closed.
static inline bool echo_answer(int fd, const echo_request *its) {
  const char *path = strchr(its->bytes, ' ') + 1;
  char text[2048];
  if (strncmp(path, "/open-apis/auth/", 16) == 0) {
    bool app = strstr(path, "app_access_token") != NULL;
    snprintf(text, sizeof text,
             "{\"code\":0,\"expire\":7200,\"%s_access_token\":\"%s-1\"}",
             app ? "app" : "tenant", app ? "app" : "tenant");
    echo_json(fd, "200 OK", text);
  } else if (strncmp(path, "/refuse", 7) == 0) {
    echo_json(fd, "400 Bad Request", "{\"code\":1254607,\"msg\":\"not now\"}");
  } else if (strncmp(path, "/breaks", 7) == 0) {
    snprintf(text, sizeof text,
             "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\n"
             "Content-Length: 100\r\n\r\nbroken off");
    if (write(fd, text, strlen(text)) > 0) return false;
  } else if (strncmp(path, "/raw", 4) == 0) {
    echo_write(fd, "200 OK", "application/x-raw", its->bytes, its->length);
  } else {
    snprintf(text, sizeof text,
             "{\"code\":0,\"data\":{\"authorization\":\"%s\"}}",
             echo_header(its, "Authorization: "));
    echo_json(fd, "200 OK", text);
  }
  return true;
}

_Noreturn static inline void echo_serve(int listener) {
  static echo_request request;
  alarm(SERVER_LIVES_S);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGCHLD, SIG_IGN);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd >= 0 && fork() == 0) {
      alarm(SERVER_LIVES_S);
      while (echo_read(fd, &request) && echo_answer(fd, &request))
        ;
      _exit(0);
    }
    close(fd);
  }
}

static inline void start_echo(server *its) {
  int listener = listen_on_loopback(&its->port);
  its->process = fork();
  if (its->process == 0) echo_serve(listener);
  close(listener);
}

#endif
