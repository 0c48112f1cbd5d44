// SPDX-License-Identifier: MIT
#include "delivery.h"

#include <errno.h>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

// Some of the kernel's numbers for states of a TCP connection.
enum { STATE_CLOSED = 7, STATE_CLOSE_WAIT = 8, STATE_LAST_ACK = 9 };

// False where the kernel does not count acknowledged bytes.
static bool ask(curl_socket_t fd, struct tcp_info *info) {
  socklen_t length = sizeof *info;
  *info = (struct tcp_info){0};
  size_t needed = offsetof(struct tcp_info, tcpi_bytes_acked) +
                  sizeof info->tcpi_bytes_acked;
  return getsockopt(fd, IPPROTO_TCP, TCP_INFO, info, &length) == 0 &&
         length >= needed && info->tcpi_bytes_acked > 0;
}

void lark_delivery_begin(lark_delivery *delivery, curl_socket_t fd) {
  struct tcp_info info;
  int queued = 0;
  *delivery = (lark_delivery){.fd = -1};
  if (fd < 0 || !ask(fd, &info) || ioctl(fd, SIOCOUTQ, &queued) != 0) return;
  delivery->fd = fd;
  delivery->start_bytes = info.tcpi_bytes_acked + (uint64_t)queued;
}

// Whether the server has ended the stream. After that a reset is reported as
// EPIPE, without it as ECONNRESET.
static bool has_ended(curl_socket_t fd, int state) {
  if (state == STATE_CLOSE_WAIT || state == STATE_LAST_ACK) return true;
  int error = 0;
  socklen_t length = sizeof error;
  return state == STATE_CLOSED &&
         getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) == 0 &&
         error == EPIPE;
}

void lark_delivery_look(lark_delivery *delivery) {
  struct tcp_info info;
  if (delivery->fd < 0 || delivery->unread || !ask(delivery->fd, &info)) return;
  delivery->unread = info.tcpi_bytes_acked <= delivery->start_bytes &&
                     has_ended(delivery->fd, info.tcpi_state);
}

bool lark_delivery_is_spoiled(curl_socket_t fd) {
  int waiting = 0;
  return fd >= 0 && ioctl(fd, FIONREAD, &waiting) == 0 && waiting > 0;
}
