// SPDX-License-Identifier: MIT
#include "sockets.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "memory.h"

// The state of a socket that was opened here. Others (a name lookup has one)
// have none: nobody says when they are closed and their number goes to a new
// socket.
enum { OURS = 1, WANTED = 2, WATCHED_IN = 4, WATCHED_OUT = 8 };
enum { WATCHED = WATCHED_IN | WATCHED_OUT };

void lark_sockets_init(lark_sockets *sockets, const lark_allocator *allocator,
                       int epoll_fd) {
  *sockets = (lark_sockets){
      .allocator = *allocator, .epoll_fd = epoll_fd, .process = getpid()};
}

void lark_sockets_clear(lark_sockets *sockets) {
  lark_release(&sockets->allocator, sockets->states, sockets->capacity);
  sockets->states = NULL;
  sockets->capacity = 0;
}

// The state of a socket that was opened here, or NULL.
static uint8_t *state_of(const lark_sockets *sockets, curl_socket_t fd) {
  if (fd < 0 || (size_t)fd >= sockets->capacity) return NULL;
  uint8_t *state = &sockets->states[fd];
  return (*state & OURS) != 0 ? state : NULL;
}

static void unwatch(const lark_sockets *sockets, curl_socket_t fd) {
  epoll_ctl(sockets->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
}

// --------------------------------------------------------- opened and closed

static bool reserve(lark_sockets *sockets, curl_socket_t fd) {
  size_t needed = (size_t)fd + 1;
  if (needed <= sockets->capacity) return true;
  size_t capacity = needed + needed / 2 + 32;
  uint8_t *states = lark_resize(&sockets->allocator, sockets->states,
                                sockets->capacity, capacity);
  if (states == NULL) return false;
  for (size_t i = sockets->capacity; i < capacity; i++)
    states[i] = 0;
  sockets->states = states;
  sockets->capacity = capacity;
  return true;
}

static curl_socket_t on_open(void *user, curlsocktype purpose,
                             struct curl_sockaddr *address) {
  (void)purpose;
  lark_opener *opener = user;
  lark_sockets *sockets = opener->sockets;
  curl_socket_t fd = socket(address->family, address->socktype | SOCK_CLOEXEC,
                            address->protocol);
  opener->error = fd < 0 ? errno : 0;
  if (fd < 0) return CURL_SOCKET_BAD;
  if (reserve(sockets, fd)) sockets->states[fd] = OURS;
  return fd;
}

static int on_close(void *user, curl_socket_t fd) {
  lark_sockets *sockets = user;
  uint8_t *state = state_of(sockets, fd);
  if (state != NULL) {
    // Closing alone leaves it in epoll if a child process has it, too. And a
    // child that closes its copy must not take it from the parent.
    if ((*state & WATCHED) != 0 && getpid() == sockets->process)
      unwatch(sockets, fd);
    *state = 0;
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

// ------------------------------------------------------------------- watching

static bool control(const lark_sockets *sockets, int operation,
                    curl_socket_t fd, int what) {
  struct epoll_event event = {.data.u64 = (uint64_t)fd};
  if ((what & CURL_POLL_IN) != 0) event.events |= EPOLLIN;
  if ((what & CURL_POLL_OUT) != 0) event.events |= EPOLLOUT;
  return epoll_ctl(sockets->epoll_fd, operation, fd, &event) == 0;
}

// A number may belong to another socket than before: epoll knows best.
static bool put(const lark_sockets *sockets, curl_socket_t fd, int what) {
  return control(sockets, EPOLL_CTL_ADD, fd, what) ||
         (errno == EEXIST && control(sockets, EPOLL_CTL_MOD, fd, what));
}

bool lark_sockets_watch(lark_sockets *sockets, curl_socket_t fd, int what) {
  uint8_t *state = state_of(sockets, fd);
  if (state == NULL) return put(sockets, fd, what);
  unsigned watched = ((what & CURL_POLL_IN) != 0 ? WATCHED_IN : 0U) |
                     ((what & CURL_POLL_OUT) != 0 ? WATCHED_OUT : 0U);
  if (watched != (*state & WATCHED) && !put(sockets, fd, what)) return false;
  *state = (uint8_t)(OURS | WANTED | watched);
  return true;
}

void lark_sockets_rest(lark_sockets *sockets, curl_socket_t fd,
                       bool has_served) {
  uint8_t *state = state_of(sockets, fd);
  // A socket that waits to write is still being connected, even if `has_served`
  // (which may be about an earlier socket of the transfer).
  if (state != NULL && has_served && (*state & WATCHED_OUT) == 0) {
    *state &= (uint8_t)~WANTED;
    return;
  }
  if (state != NULL) *state = 0;
  // It may be closed, and so out of epoll already.
  unwatch(sockets, fd);
}

bool lark_sockets_wanted(lark_sockets *sockets, curl_socket_t fd) {
  uint8_t *state = state_of(sockets, fd);
  if (state == NULL || (*state & WANTED) != 0) return true;
  unwatch(sockets, fd);
  *state = OURS;
  return false;
}
