// SPDX-License-Identifier: MIT
#include "channel.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "peer.h"
#include "shortage.h"

enum {
  LONGEST_HEADER = 1024,
  LONGEST_MESSAGE = 4 << 20,
  MOST_KEPT = 32 << 20, // of a client that does not read
  FAR_BEHIND = 1 << 20,
  PIECE = 64 << 10
};

// ----------------------------------------------------------------- connections

static lark_status refuse(lualark_channel *c) {
  int why = errno;
  lualark_channel_close(c);
  if (why == EADDRINUSE || why == EACCES) return LARK_ENETWORK;
  return lark_shortage(why);
}

lark_status lualark_channel_open(lualark_channel *c, uint16_t port,
                                 uint16_t *got) {
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(port)};
  socklen_t bytes = sizeof place;
  int on = 1;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  *c = (lualark_channel){.client = -1};
  c->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (c->listener < 0 ||
      setsockopt(c->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind(c->listener, (struct sockaddr *)&place, sizeof place) != 0 ||
      listen(c->listener, 4) != 0 ||
      getsockname(c->listener, (struct sockaddr *)&place, &bytes) != 0)
    return refuse(c);
  *got = ntohs(place.sin_port);
  return LARK_OK;
}

void lualark_channel_drop(lualark_channel *c) {
  if (c->client >= 0) close(c->client);
  free(c->in);
  free(c->out);
  *c = (lualark_channel){.listener = c->listener, .client = -1};
}

void lualark_channel_close(lualark_channel *c) {
  lualark_channel_drop(c);
  if (c->listener >= 0) close(c->listener);
  c->listener = -1;
}

bool lualark_channel_accept(lualark_channel *c) {
  int on = 1;
  int fd = accept4(c->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) return false;
  if (c->client >= 0 || !lualark_peer_may_debug(fd)) {
    close(fd);
    return false;
  }
  // Answers are small, and somebody waits for each.
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  c->client = fd;
  return true;
}

bool lualark_channel_is_gone(const lualark_channel *c) {
  char byte;
  if (c->client < 0) return true;
  ssize_t got = recv(c->client, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR);
}

// --------------------------------------------------------------------- reading

// Makes room for a piece more; false if memory lacks.
static bool make_room(char **buffer, size_t *room, size_t bytes, size_t more) {
  if (*room - bytes >= more) return true;
  size_t wanted = bytes + more + *room / 2;
  char *grown = realloc(*buffer, wanted);
  if (grown == NULL) return false;
  *buffer = grown;
  *room = wanted;
  return true;
}

// Bytes that were taken make room.
static void drop_taken(lualark_channel *c) {
  if (c->in_taken == 0) return;
  c->in_bytes -= c->in_taken;
  memmove(c->in, c->in + c->in_taken, c->in_bytes);
  c->in_taken = 0;
}

bool lualark_channel_read(lualark_channel *c) {
  drop_taken(c);
  // More stays with the system until this is read.
  while (c->in_bytes < LONGEST_HEADER + LONGEST_MESSAGE) {
    if (!make_room(&c->in, &c->in_room, c->in_bytes, PIECE)) return false;
    ssize_t got = recv(c->client, c->in + c->in_bytes, PIECE, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno == EAGAIN;
    if (got == 0) return false;
    c->in_bytes += (size_t)got;
  }
  return true;
}

// The length of a header with its empty line; 0 if it is not whole.
static size_t header_of(const char *bytes, size_t length) {
  const char *end = length > 0 ? memmem(bytes, length, "\r\n\r\n", 4) : NULL;
  return end != NULL ? (size_t)(end - bytes) + 4 : 0;
}

// The value of a field such as "Content-Length: 3"; NULL if it is another.
static const char *field(const char *line, const char *end, const char *name) {
  size_t bytes = strlen(name);
  if ((size_t)(end - line) <= bytes || line[bytes] != ':' ||
      strncasecmp(line, name, bytes) != 0)
    return NULL;
  const char *value = line + bytes + 1;
  while (value < end && (*value == ' ' || *value == '\t'))
    value++;
  return value;
}

// Reads digits up to `end`; -1 if that is no length of a message.
static long length_of(const char *digits, const char *end) {
  long length = 0;
  if (digits == end) return -1;
  for (; digits < end; digits++) {
    if (!isdigit((unsigned char)*digits)) return -1;
    length = length * 10 + (*digits - '0');
    if (length > LONGEST_MESSAGE) return -1;
  }
  return length;
}

// The length that a whole header names; -1 if it is none of this protocol.
static long read_header(const char *line, const char *end) {
  long length = -1;
  while (line < end) {
    const char *stop = memmem(line, (size_t)(end - line), "\r\n", 2);
    const char *value = field(line, stop, "Content-Length");
    if (value != NULL && length < 0)
      length = length_of(value, stop);
    else if (value != NULL || field(line, stop, "Content-Type") == NULL)
      return -1;
    if (value != NULL && length < 0) return -1;
    line = stop + 2;
  }
  return length;
}

// Whether what has come may still become a header.
static bool may_become(const char *bytes, size_t length) {
  static const char start[] = "Content-";
  size_t least = length < sizeof start - 1 ? length : sizeof start - 1;
  return length <= LONGEST_HEADER &&
         (least == 0 || strncasecmp(bytes, start, least) == 0);
}

int lualark_channel_take(lualark_channel *c, const char **text, size_t *bytes) {
  const char *next = c->in + c->in_taken;
  size_t there = c->in_bytes - c->in_taken;
  size_t header = header_of(next, there);
  if (header == 0) return may_become(next, there) ? 0 : -1;
  if (header > LONGEST_HEADER) return -1;
  long length = read_header(next, next + header - 2);
  if (length < 0) return -1;
  if (there - header < (size_t)length) return 0;
  *text = next + header;
  *bytes = (size_t)length;
  c->in_taken += header + (size_t)length;
  return 1;
}

// --------------------------------------------------------------------- sending

bool lualark_channel_is_behind(const lualark_channel *c) {
  return c->out_sent < c->out_bytes;
}

bool lualark_channel_flush(lualark_channel *c) {
  while (c->out_sent < c->out_bytes) {
    ssize_t sent = send(c->client, c->out + c->out_sent,
                        c->out_bytes - c->out_sent, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return errno == EAGAIN;
    c->out_sent += (size_t)sent;
  }
  c->out_sent = c->out_bytes = 0;
  return true;
}

bool lualark_channel_is_far_behind(lualark_channel *c, int wait_ms) {
  uint64_t due_us = lark_now_us() + (uint64_t)wait_ms * 1000;
  // A client that is gone is found to be so by the next one who sends.
  while (lualark_channel_flush(c) && c->out_bytes - c->out_sent > FAR_BEHIND) {
    struct pollfd watched = {c->client, POLLOUT, 0};
    int left_ms = lark_ms_until(due_us);
    if (left_ms <= 0 || poll(&watched, 1, left_ms) <= 0) return true;
  }
  return false;
}

static void add(lualark_channel *c, const char *text, size_t bytes) {
  memcpy(c->out + c->out_bytes, text, bytes);
  c->out_bytes += bytes;
}

bool lualark_channel_send(lualark_channel *c, const char *text, size_t bytes) {
  char header[64];
  int length =
      snprintf(header, sizeof header, "Content-Length: %zu\r\n\r\n", bytes);
  if (c->out_bytes - c->out_sent > MOST_KEPT) return false;
  if (!make_room(&c->out, &c->out_room, c->out_bytes, (size_t)length + bytes))
    return false;
  add(c, header, (size_t)length);
  add(c, text, bytes);
  return lualark_channel_flush(c);
}
