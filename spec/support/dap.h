// SPDX-License-Identifier: MIT

/// A client of the Debug Adapter Protocol for tests, in a thread of its own
/// beside the one that drives the engine. It looks for texts in messages rather
/// than reading them: the engine writes keys in order, without spaces.
#ifndef DAP_H
#define DAP_H

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "check.h"

enum { DAP_ROOM = 1 << 20, DAP_SECONDS = 20 };

typedef struct dap {
  int fd;
  int seq;
  bool gone;              ///< the connection was closed by the other side
  char message[DAP_ROOM]; ///< the last one
  char events[DAP_ROOM];  ///< those that came before answers, a line each
} dap;

static inline dap *dap_connect(uint16_t port) {
  dap *d = calloc(1, sizeof *d);
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(port)};
  struct timeval patience = {.tv_sec = DAP_SECONDS};
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  d->fd = socket(AF_INET, SOCK_STREAM, 0);
  int on = 1;
  setsockopt(d->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(d->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  CHECK(connect(d->fd, (struct sockaddr *)&place, sizeof place) == 0);
  return d;
}

static inline void dap_close(dap *d) {
  close(d->fd);
  free(d);
}

static inline void dap_raw(dap *d, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = send(d->fd, bytes, length, MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes += sent;
    length -= (size_t)sent;
  }
}

static inline bool dap_read_bytes(dap *d, char *to, size_t length) {
  for (size_t at = 0; at < length;) {
    ssize_t got = recv(d->fd, to + at, length - at, 0);
    if (got <= 0) {
      d->gone = true;
      return false;
    }
    at += (size_t)got;
  }
  return true;
}

/// Reads a message; false if the connection is gone, or nothing comes.
static inline bool dap_read(dap *d) {
  char header[64] = "";
  for (size_t at = 0; at < sizeof header - 1; at++) {
    if (!dap_read_bytes(d, header + at, 1)) return false;
    header[at + 1] = '\0';
    if (strstr(header, "\r\n\r\n") != NULL) break;
  }
  unsigned long length = 0;
  CHECK(sscanf(header, "Content-Length: %lu", &length) == 1);
  CHECK(length < DAP_ROOM);
  if (length >= DAP_ROOM || !dap_read_bytes(d, d->message, length))
    return false;
  d->message[length] = '\0';
  return true;
}

static inline void dap_keep_event(dap *d) {
  size_t length = strlen(d->events);
  snprintf(d->events + length, sizeof d->events - length, "%s\n", d->message);
}

/// Sends a request without waiting for its answer; `arguments` is JSON.
static inline void dap_send(dap *d, const char *command,
                            const char *arguments) {
  char text[8000], header[64];
  int bytes = snprintf(text, sizeof text,
                       "{\"seq\":%d,\"type\":\"request\",\"command\":\"%s\","
                       "\"arguments\":%s}",
                       ++d->seq, command, arguments);
  int head =
      snprintf(header, sizeof header, "Content-Length: %d\r\n\r\n", bytes);
  dap_raw(d, header, (size_t)head);
  dap_raw(d, text, (size_t)bytes);
}

/// Sends a request and waits for its answer, which is in d->message then. True
/// if it was granted.
__attribute__((format(printf, 3, 4))) static inline bool
dap_ask(dap *d, const char *command, const char *arguments, ...) {
  char text[4000], wanted[40];
  va_list list;
  va_start(list, arguments);
  vsnprintf(text, sizeof text, arguments, list);
  va_end(list);
  dap_send(d, command, text);
  snprintf(wanted, sizeof wanted, "\"request_seq\":%d,", d->seq);
  while (dap_read(d)) {
    if (strstr(d->message, wanted) != NULL)
      return strstr(d->message, "\"success\":true") != NULL;
    dap_keep_event(d);
  }
  d->message[0] = '\0';
  return false;
}

/// Waits for an event, which is in d->message then; those before are kept.
static inline bool dap_event(dap *d, const char *name) {
  char text[200];
  snprintf(text, sizeof text, "\"event\":\"%s\"", name);
  char *line = d->events;
  while (*line != '\0') { // one that has come already
    char *end = strchr(line, '\n');
    *end = '\0';
    bool found = strstr(line, text) != NULL;
    if (found) {
      snprintf(d->message, sizeof d->message, "%s", line);
      memmove(line, end + 1, strlen(end + 1) + 1);
      return true;
    }
    *end = '\n';
    line = end + 1;
  }
  while (dap_read(d)) {
    if (strstr(d->message, text) != NULL) return true;
    dap_keep_event(d);
  }
  return false;
}

/// The integer behind the first `"name":` of the last message; 0: there is
/// none.
static inline long dap_number(const dap *d, const char *name) {
  char text[100];
  snprintf(text, sizeof text, "\"%s\":", name);
  const char *found = strstr(d->message, text);
  return found != NULL ? strtol(found + strlen(text), NULL, 10) : 0;
}

static inline bool dap_has(const dap *d, const char *part) {
  if (strstr(d->message, part) != NULL) return true;
  fprintf(stderr, "  got: %.2000s\n  without: %s\n", d->message, part);
  return false;
}

/// Introduces itself.
static inline void dap_begin(dap *d, const char *attach_arguments) {
  CHECK(dap_ask(d, "initialize", "{\"adapterID\":\"lua\"}"));
  CHECK(dap_event(d, "initialized"));
  CHECK(dap_ask(d, "attach", "%s", attach_arguments));
}

/// Sets one breakpoint in a program, and begins.
static inline void dap_break(dap *d, const char *program, int line,
                             const char *more) {
  CHECK(
      dap_ask(d, "setBreakpoints",
              "{\"source\":{\"path\":\"%s\"},\"breakpoints\":[{\"line\":%d%s}]"
              "}",
              program, line, more));
}

static inline void dap_ready(dap *d) {
  CHECK(dap_ask(d, "configurationDone", "{}"));
}

/// Waits for the next stop; its thread.
static inline long dap_stop(dap *d, const char *reason) {
  CHECK(dap_event(d, "stopped"));
  CHECK(dap_has(d, reason));
  return dap_number(d, "threadId");
}

/// Begins, and waits at a breakpoint of the program "test"; its thread.
static inline long dap_reach(dap *d, int line) {
  dap_begin(d, "{}");
  dap_break(d, "test", line, "");
  dap_ready(d);
  return dap_stop(d, "breakpoint");
}

/// The line of the innermost frame; its id is in `*frame`.
static inline long dap_line(dap *d, long thread, long *frame) {
  CHECK(dap_ask(d, "stackTrace", "{\"threadId\":%ld}", thread));
  // Keys are in order: id, line, name.
  if (frame != NULL) *frame = dap_number(d, "id");
  return dap_number(d, "line");
}

/// Evaluates in the innermost frame; the answer is in d->message.
static inline bool dap_evaluate(dap *d, const char *context,
                                const char *expression) {
  return dap_ask(d, "evaluate", "{\"expression\":\"%s\",\"context\":\"%s\"}",
                 expression, context);
}

static inline void dap_go_on(dap *d, const char *command, long thread) {
  CHECK(dap_ask(d, command, "{\"threadId\":%ld}", thread));
}

#endif
