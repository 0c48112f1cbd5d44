// SPDX-License-Identifier: MIT

/// libcurl's sockets in an epoll instance: a byte of state for each descriptor
/// number.
///
/// Between two calls on a connection, libcurl stops watching its socket and
/// then starts again, which would take two system calls for each call. So a
/// socket that was opened here and has carried a request stays in epoll
/// meanwhile. If it becomes readable while libcurl wants nothing (the server
/// closed it), it is taken out then.
///
/// A socket that has carried no request is taken out at once, because libcurl
/// does not say when it closes such a one.
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
  pid_t process;   ///< that opened the epoll instance
  uint8_t *states; ///< by descriptor number; see sockets.c
  size_t capacity;
} lark_sockets;

void lark_sockets_init(lark_sockets *sockets, const lark_allocator *allocator,
                       int epoll_fd);
void lark_sockets_clear(lark_sockets *sockets);

/// Opens the sockets of an easy handle.
typedef struct lark_opener {
  lark_sockets *sockets;
  int error; ///< errno of the latest that could not be opened; 0: it could
} lark_opener;

/// Makes an easy handle open its sockets by `opener`, which lives as long as
/// the handle. `opener->sockets` must outlive the connections that it opens.
CURLcode lark_sockets_serve(lark_opener *opener, CURL *easy);

/// Watches a socket for `what`: CURL_POLL_IN and so on, as libcurl's socket
/// callback gets it. False where epoll has no room for it: errno says why.
bool lark_sockets_watch(lark_sockets *sockets, curl_socket_t fd, int what);

/// Stops watching a socket for libcurl (CURL_POLL_REMOVE). `has_served` says
/// that it has carried a request.
void lark_sockets_rest(lark_sockets *sockets, curl_socket_t fd,
                       bool has_served);

/// Whether libcurl waits for the event that epoll reported for `fd`. If not,
/// `fd` is taken out of epoll.
bool lark_sockets_wanted(lark_sockets *sockets, curl_socket_t fd);

#endif
