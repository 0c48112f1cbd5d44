// SPDX-License-Identifier: MIT
#include "raw.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

void raw_init(struct raw *raw, int fd, const struct wire *wire) {
  *raw = (struct raw){.wire = *wire, .fd = fd};
  int yes = 1;
  // Each piece is a segment of its own.
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

void raw_clear(struct raw *raw) {
  wire_clear(&raw->wire);
}

// Resets the connection. The kernel sends an RST when the last descriptor of a
// socket that does not linger is closed. The number `fd` belongs to
// libmicrohttpd, so it is not closed but replaced by an unconnected socket.
static void reset(int fd) {
  struct linger none = {.l_onoff = 1, .l_linger = 0};
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
  int nowhere = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  // Out of descriptors: the connection is reset when libmicrohttpd closes it.
  if (nowhere < 0) return;
  dup3(nowhere, fd, O_CLOEXEC);
  close(nowhere);
}

static enum raw_next finish(struct raw *raw) {
  switch (raw->wire.end) {
  case WIRE_HANG: return RAW_HANG;
  case WIRE_RESET: reset(raw->fd); break;
  case WIRE_CLOSE: break; // libmicrohttpd's close is the orderly end
  }
  return RAW_DONE;
}

enum raw_next raw_continue(struct raw *raw) {
  const struct wire *wire = &raw->wire;
  while (raw->sent < wire->size) {
    size_t size = wire->size - raw->sent;
    if (wire->piece > 0 && size > wire->piece) size = wire->piece;
    ssize_t sent = send(raw->fd, wire->bytes + raw->sent, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return errno == EAGAIN ? RAW_BLOCKED : RAW_DONE;
    raw->sent += (size_t)sent;
    if (wire->piece > 0 && raw->sent < wire->size) return RAW_PAUSE;
  }
  return finish(raw);
}
