// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_PUSH_SOCKET_H
#define SIMULATOR_PUSH_SOCKET_H

#include "push.h"
#include "push_frame.h"

#include <microhttpd.h>
#include <wslay/wslay.h>

/// One long connection: a WebSocket on a descriptor of libmicrohttpd's.
struct push_socket {
  struct push_socket *next;
  struct push *push;
  int fd; ///< not owned
  struct MHD_UpgradeResponseHandle *handle;
  wslay_event_context_ptr frames;
  char *early; ///< bytes that came with the request
  size_t early_size, early_taken;
  int64_t cut_after; ///< bytes that still go out before a reset; -1: no end
  bool is_over;
};

/// Takes over an upgraded connection, and what had come behind its request.
struct push_socket *push_socket_open(struct push *push, int fd,
                                     struct MHD_UpgradeResponseHandle *handle,
                                     const char *early, size_t early_size);

/// Closes it.
void push_socket_close(struct push_socket *socket);

/// Sends the messages of an event, as the settings say.
void push_socket_send(struct push_socket *socket, const char *text,
                      const char *id, uint64_t number);

/// Reads what has come and sends what waits.
void push_socket_work(struct push_socket *socket);

/// Begins to close it, in order.
void push_socket_end(struct push_socket *socket);

#endif
