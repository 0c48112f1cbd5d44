// SPDX-License-Identifier: MIT

/// libcurl's sockets in an epoll instance: what is known of each descriptor
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
///
/// Newer libcurls (8.21) wake themselves by a descriptor that each multi handle
/// has, and want it watched while there are calls. It stays in epoll, too.
///
/// libcurl says on which local port a request goes out, not on which socket:
/// `recent` has the last one found for some of the ports.
#ifndef LARK_SOCKETS_H
#define LARK_SOCKETS_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "delivery.h"
#include "lark_json.h"

typedef struct lark_socket {
  lark_delivery *delivery; ///< of the request on its way, if that is followed
  uint16_t local_port;     ///< 0: not known yet
  uint8_t state;           ///< see sockets.c
} lark_socket;

enum { LARK_RECENT_PORTS = 128 };

typedef struct lark_sockets {
  lark_allocator allocator;
  int epoll_fd;
  pid_t process;      ///< that opened the epoll instance
  lark_socket *table; ///< by descriptor number
  size_t capacity;
  curl_socket_t recent[LARK_RECENT_PORTS];
} lark_sockets;

void lark_sockets_init(lark_sockets *sockets, const lark_allocator *allocator,
                       int epoll_fd);
void lark_sockets_clear(lark_sockets *sockets);

/// A handle that opens its sockets here.
typedef struct lark_opener {
  lark_sockets *sockets;
  int error;   ///< errno of the latest that could not be opened; 0: it could
  bool opened; ///< it has opened one, or tried to, since this was cleared
} lark_opener;

/// Makes an easy handle open its sockets here. `opener` outlives the handle,
/// and its sockets outlive the connections that the handle opens.
CURLcode lark_sockets_serve(lark_opener *opener, CURL *easy);

/// The socket that is bound to a local port. -1 where none is, or several are.
curl_socket_t lark_sockets_find(lark_sockets *sockets, int local_port);

/// The socket that most likely is, without asking the system: another one may
/// be bound to the same port, to reach another address.
curl_socket_t lark_sockets_guess(lark_sockets *sockets, int local_port);

/// Follows a request that is about to be sent on a socket that was opened here,
/// until unfollow or the socket's end.
void lark_sockets_follow(lark_sockets *sockets, curl_socket_t fd,
                         lark_delivery *delivery);
void lark_sockets_unfollow(lark_sockets *sockets, lark_delivery *delivery);

/// Looks at the request on a socket whose connection has ended.
void lark_sockets_look(const lark_sockets *sockets, curl_socket_t fd);

/// Takes a descriptor that is open as long as its multi handle: it stays in
/// epoll while libcurl does not want it, until lark_sockets_forget(). False
/// where it is known already, or memory lacks.
bool lark_sockets_keep(lark_sockets *sockets, curl_socket_t fd);

/// Takes such a descriptor out of epoll before it is closed. Does nothing where
/// it is not known.
void lark_sockets_forget(lark_sockets *sockets, curl_socket_t fd);

/// Watches a socket for `what`: CURL_POLL_IN and so on, as libcurl's socket
/// callback gets it. Epoll then reports `tag` and the descriptor's number.
/// False where epoll has no room for it: errno says why.
bool lark_sockets_watch(lark_sockets *sockets, curl_socket_t fd, int what,
                        uint64_t tag);

/// Stops watching a socket for libcurl (CURL_POLL_REMOVE). `has_served` says
/// that it has carried a request. True where it was opened here.
bool lark_sockets_rest(lark_sockets *sockets, curl_socket_t fd,
                       bool has_served);

/// Whether libcurl waits for the event that epoll reported for `fd`. If not,
/// `fd` is taken out of epoll; and where the server has `ended` the connection,
/// this end is ended, too, so that it does not stay in CLOSE_WAIT until libcurl
/// closes it, which it does when it next needs a connection.
bool lark_sockets_wanted(lark_sockets *sockets, curl_socket_t fd, bool ended);

#endif
