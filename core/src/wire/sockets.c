// SPDX-License-Identifier: MIT
#include "sockets.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "memory.h"

// The state of a socket that was opened here, or of a descriptor that stays
// open as long as its multi handle. Others (a name lookup has one) have none:
// nobody says when they are closed and their number goes to a new socket.
enum { OURS = 1, WANTED = 2, WATCHED_IN = 4, WATCHED_OUT = 8, LASTING = 16 };
enum { WATCHED = WATCHED_IN | WATCHED_OUT, KIND = OURS | LASTING };

void lark_sockets_init(lark_sockets *sockets, const lark_allocator *allocator,
                       int epoll_fd) {
  *sockets = (lark_sockets){
      .allocator = *allocator, .epoll_fd = epoll_fd, .process = getpid()};
}

void lark_sockets_clear(lark_sockets *sockets) {
  lark_release(&sockets->allocator, sockets->table,
               sockets->capacity * sizeof *sockets->table);
  sockets->table = NULL;
  sockets->capacity = 0;
}

// Finds the entry of a descriptor that has a state, or NULL.
static lark_socket *find(const lark_sockets *sockets, curl_socket_t fd) {
  if (fd < 0 || (size_t)fd >= sockets->capacity) return NULL;
  lark_socket *found = &sockets->table[fd];
  return (found->state & KIND) != 0 ? found : NULL;
}

static void unwatch(const lark_sockets *sockets, curl_socket_t fd) {
  epoll_ctl(sockets->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
}

// Closing alone leaves it in epoll if a child process has it, too. And a child
// that closes its copy must not take it from the parent.
static void unwatch_closing(const lark_sockets *sockets, curl_socket_t fd,
                            const lark_socket *known) {
  if ((known->state & WATCHED) != 0 && getpid() == sockets->process)
    unwatch(sockets, fd);
}

// --------------------------------------------------------- opened and closed

static bool reserve(lark_sockets *sockets, curl_socket_t fd) {
  size_t needed = (size_t)fd + 1;
  if (needed <= sockets->capacity) return true;
  size_t capacity = needed + needed / 2 + 32;
  lark_socket *table =
      lark_resize(&sockets->allocator, sockets->table,
                  sockets->capacity * sizeof *table, capacity * sizeof *table);
  if (table == NULL) return false;
  for (size_t i = sockets->capacity; i < capacity; i++)
    table[i] = (lark_socket){0};
  sockets->table = table;
  sockets->capacity = capacity;
  return true;
}

static curl_socket_t on_open(void *user, curlsocktype purpose,
                             struct curl_sockaddr *address) {
  (void)purpose;
  lark_opener *opener = user;
  lark_sockets *sockets = opener->sockets;
  opener->opened = true;
  curl_socket_t fd = socket(address->family, address->socktype | SOCK_CLOEXEC,
                            address->protocol);
  opener->error = fd < 0 ? errno : 0;
  if (fd < 0) return CURL_SOCKET_BAD;
  if (reserve(sockets, fd)) sockets->table[fd] = (lark_socket){.state = OURS};
  return fd;
}

static int on_close(void *user, curl_socket_t fd) {
  lark_sockets *sockets = user;
  lark_socket *known = find(sockets, fd);
  if (known != NULL) {
    lark_sockets_look(sockets, fd);
    if (known->delivery != NULL) known->delivery->fd = -1;
    unwatch_closing(sockets, fd, known);
    *known = (lark_socket){0};
  }
  return close(fd);
}

CURLcode lark_sockets_serve(lark_opener *opener, CURL *easy) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
  if (code == CURLE_OK)
    code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, opener);
  if (code == CURLE_OK)
    code = curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, on_close);
  if (code == CURLE_OK)
    code = curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, opener->sockets);
  return code;
}

bool lark_sockets_keep(lark_sockets *sockets, curl_socket_t fd) {
  if (find(sockets, fd) != NULL || !reserve(sockets, fd)) return false;
  sockets->table[fd] = (lark_socket){.state = LASTING};
  return true;
}

void lark_sockets_forget(lark_sockets *sockets, curl_socket_t fd) {
  lark_socket *known = find(sockets, fd);
  if (known == NULL) return;
  unwatch_closing(sockets, fd, known);
  *known = (lark_socket){0};
}

// ------------------------------------------------------- requests on their way

static uint16_t local_port_of(curl_socket_t fd) {
  union {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
  } address = {.v6 = {0}};
  socklen_t length = sizeof address;
  if (getsockname(fd, &address.any, &length) != 0) return 0;
  if (address.any.sa_family == AF_INET) return ntohs(address.v4.sin_port);
  if (address.any.sa_family == AF_INET6) return ntohs(address.v6.sin6_port);
  return 0;
}

// Linux gives to connections of one server every second port.
static curl_socket_t *recent_at(lark_sockets *sockets, int local_port) {
  return &sockets->recent[local_port / 2 % LARK_RECENT_PORTS];
}

curl_socket_t lark_sockets_find(lark_sockets *sockets, int local_port) {
  curl_socket_t found = -1;
  if (local_port <= 0) return -1;
  for (size_t fd = 0; fd < sockets->capacity; fd++) {
    lark_socket *known = &sockets->table[fd];
    if ((known->state & OURS) == 0) continue;
    if (known->local_port == 0)
      known->local_port = local_port_of((curl_socket_t)fd);
    if (known->local_port != local_port) continue;
    // Connections to two addresses may share a port.
    if (found >= 0) return -1;
    found = (curl_socket_t)fd;
  }
  // A number that libcurl closed unseen may be another socket's by now.
  if (found < 0 || local_port_of(found) != local_port) return -1;
  *recent_at(sockets, local_port) = found;
  return found;
}

curl_socket_t lark_sockets_guess(lark_sockets *sockets, int local_port) {
  curl_socket_t recent = local_port > 0 ? *recent_at(sockets, local_port) : -1;
  const lark_socket *known = find(sockets, recent);
  bool fits = known != NULL && known->local_port == local_port;
  return fits ? recent : lark_sockets_find(sockets, local_port);
}

void lark_sockets_follow(lark_sockets *sockets, curl_socket_t fd,
                         lark_delivery *delivery) {
  lark_socket *known = find(sockets, fd);
  lark_delivery_begin(delivery, known != NULL ? fd : -1);
  if (delivery->fd >= 0) known->delivery = delivery;
}

void lark_sockets_unfollow(lark_sockets *sockets, lark_delivery *delivery) {
  lark_socket *known = find(sockets, delivery->fd);
  if (known != NULL && known->delivery == delivery) known->delivery = NULL;
  delivery->fd = -1;
}

void lark_sockets_look(const lark_sockets *sockets, curl_socket_t fd) {
  const lark_socket *known = find(sockets, fd);
  if (known != NULL && known->delivery != NULL)
    lark_delivery_look(known->delivery);
}

// ------------------------------------------------------------------- watching

static bool control(const lark_sockets *sockets, int operation,
                    curl_socket_t fd, int what, uint64_t tag) {
  struct epoll_event event = {.data.u64 = tag | (uint64_t)fd};
  if ((what & CURL_POLL_IN) != 0) event.events |= EPOLLIN | EPOLLRDHUP;
  if ((what & CURL_POLL_OUT) != 0) event.events |= EPOLLOUT;
  return epoll_ctl(sockets->epoll_fd, operation, fd, &event) == 0;
}

// A number may belong to another socket than before: epoll knows best.
static bool put(const lark_sockets *sockets, curl_socket_t fd, int what,
                uint64_t tag, bool is_there) {
  if (is_there && control(sockets, EPOLL_CTL_MOD, fd, what, tag)) return true;
  return control(sockets, EPOLL_CTL_ADD, fd, what, tag) ||
         (errno == EEXIST && control(sockets, EPOLL_CTL_MOD, fd, what, tag));
}

bool lark_sockets_watch(lark_sockets *sockets, curl_socket_t fd, int what,
                        uint64_t tag) {
  lark_socket *known = find(sockets, fd);
  if (known == NULL) return put(sockets, fd, what, tag, false);
  unsigned watched = ((what & CURL_POLL_IN) != 0 ? WATCHED_IN : 0U) |
                     ((what & CURL_POLL_OUT) != 0 ? WATCHED_OUT : 0U);
  unsigned before = known->state & WATCHED;
  if (watched != before && !put(sockets, fd, what, tag, before != 0))
    return false;
  known->state = (uint8_t)((known->state & KIND) | WANTED | watched);
  return true;
}

bool lark_sockets_rest(lark_sockets *sockets, curl_socket_t fd,
                       bool has_served) {
  lark_socket *known = find(sockets, fd);
  if (known != NULL && (known->state & LASTING) != 0) {
    known->state &= (uint8_t)~WANTED;
    return false;
  }
  // A socket that waits to write is still being connected, even if `has_served`
  // (which may be about an earlier socket of the transfer).
  if (known != NULL && has_served && (known->state & WATCHED_OUT) == 0) {
    known->state &= (uint8_t)~WANTED;
    return true;
  }
  if (known != NULL) *known = (lark_socket){0};
  // It may be closed, and so out of epoll already.
  unwatch(sockets, fd);
  return known != NULL;
}

bool lark_sockets_wanted(lark_sockets *sockets, curl_socket_t fd, bool ended) {
  lark_socket *known = find(sockets, fd);
  if (known == NULL || (known->state & WANTED) != 0) return true;
  unwatch(sockets, fd);
  // A child process must not end its parent's.
  if (ended && getpid() == sockets->process) shutdown(fd, SHUT_WR);
  known->state &= KIND;
  return false;
}
