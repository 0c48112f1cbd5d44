// SPDX-License-Identifier: MIT

/// The sockets of libcurl in an epoll instance.
///
/// Between two calls on a connection libcurl asks that its socket be watched
/// no more, and then again: two system calls for each call. A socket that was
/// opened here and has carried a request stays in epoll meanwhile. If something
/// comes where nothing is wanted (a server that closes), it is taken out then.
///
/// Of a socket that never got so far, libcurl does not tell that it is closed.
#ifndef LARK_SOCKETS_H
#define LARK_SOCKETS_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "lark_json.h"

typedef struct lark_sockets {
  lark_allocator allocator;
  int epoll_fd;
  pid_t process;   ///< whose epoll instance it is
  uint8_t *states; ///< by descriptor; see sockets.c
  size_t capacity;
} lark_sockets;

void lark_sockets_init(lark_sockets *sockets, const lark_allocator *allocator,
                       int epoll_fd);
void lark_sockets_clear(lark_sockets *sockets);

/// Tells an easy handle whose sockets these are. They have to outlive the
/// connections that it opens.
CURLcode lark_sockets_serve(lark_sockets *sockets, CURL *easy);

/// Does what libcurl's socket callback asks for, `what` being CURL_POLL_IN and
/// so on. False where epoll has no room for it.
bool lark_sockets_watch(lark_sockets *sockets, curl_socket_t fd, int what);

/// The same for CURL_POLL_REMOVE; `has_served` where a request was sent on it.
void lark_sockets_rest(lark_sockets *sockets, curl_socket_t fd,
                       bool has_served);

/// Whether libcurl waits for what epoll told of `fd`; where it does not, `fd`
/// is out of epoll from now on.
bool lark_sockets_wanted(lark_sockets *sockets, curl_socket_t fd);

#endif
