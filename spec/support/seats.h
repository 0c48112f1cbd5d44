// SPDX-License-Identifier: MIT

/// Sessions of a store without clients, for the specs that every store passes.
/// A seat is a session, with a loop of its own that real clocks drive.
#ifndef SEATS_H
#define SEATS_H

#include "check.h"
#include "clock.h"
#include "store.h"

#include <poll.h>

enum { SEAT_WATCHES = 8 };

typedef struct seat {
  lark_session *session;
  const lark_store_methods *methods;
  struct {
    int fd;
    unsigned events;
    lark_watcher *watcher;
    void *user;
  } watches[SEAT_WATCHES];
  int watch_count;
  uint64_t alarm_us;
  bool woken;
  char said[512]; // what the store said last
  int says;
} seat;

static inline void seat_wake(void *user) {
  ((seat *)user)->woken = true;
}

static inline int seat_find(const seat *s, int fd) {
  int i = 0;
  while (i < s->watch_count && s->watches[i].fd != fd)
    i++;
  return i;
}

static inline lark_status seat_watch(void *user, int fd, unsigned events,
                                     lark_watcher *watcher,
                                     void *watcher_user) {
  seat *s = user;
  int i = seat_find(s, fd);
  if (i == SEAT_WATCHES) return LARK_ENOMEM;
  if (i == s->watch_count) s->watch_count++;
  s->watches[i].fd = fd;
  s->watches[i].events = events;
  s->watches[i].watcher = watcher;
  s->watches[i].user = watcher_user;
  return LARK_OK;
}

static inline void seat_unwatch(void *user, int fd) {
  seat *s = user;
  int i = seat_find(s, fd);
  if (i < s->watch_count) s->watches[i] = s->watches[--s->watch_count];
}

static inline void seat_alarm(void *user, uint64_t due_us) {
  ((seat *)user)->alarm_us = due_us;
}

static inline void seat_say(void *user, lark_status status, const char *text) {
  (void)status;
  seat *s = user;
  s->says++;
  snprintf(s->said, sizeof s->said, "%s", text);
}

static inline lark_store_host seat_host(seat *s) {
  return (lark_store_host){.size = sizeof(lark_store_host),
                           .user = s,
                           .wake = seat_wake,
                           .watch = seat_watch,
                           .unwatch = seat_unwatch,
                           .alarm = seat_alarm,
                           .say = seat_say};
}

static inline void seat_open(seat *s, lark_store *store) {
  *s = (seat){.methods = store->methods, .alarm_us = UINT64_MAX};
  const lark_store_host host = seat_host(s);
  s->session = store->methods->attach(store, &host);
  CHECK(s->session != NULL);
}

static inline void seat_close(seat *s) {
  s->methods->detach(s->session);
  CHECK(s->watch_count == 0);
}

/// One round of a seat's loop, which takes at most `wait_ms`.
static inline void seat_turn(seat *s, int wait_ms) {
  struct pollfd fds[SEAT_WATCHES];
  int count = s->watch_count;
  for (int i = 0; i < count; i++) {
    fds[i] = (struct pollfd){.fd = s->watches[i].fd};
    if (s->watches[i].events & LARK_WATCH_READ) fds[i].events |= POLLIN;
    if (s->watches[i].events & LARK_WATCH_WRITE) fds[i].events |= POLLOUT;
  }
  int due_ms = s->woken ? 0 : lark_ms_until(s->alarm_us);
  if (due_ms >= 0 && due_ms < wait_ms) wait_ms = due_ms;
  poll(fds, (nfds_t)count, wait_ms);
  for (int i = 0; i < count; i++) {
    int at = seat_find(s, fds[i].fd);
    unsigned events = 0;
    if (fds[i].revents & (POLLIN | POLLERR | POLLHUP)) events = LARK_WATCH_READ;
    if (fds[i].revents & (POLLOUT | POLLERR | POLLHUP))
      events |= LARK_WATCH_WRITE;
    if (events != 0 && at < s->watch_count)
      s->watches[at].watcher(s->watches[at].user, fds[i].fd, events);
  }
  uint64_t now_us = lark_now_us();
  if (now_us >= s->alarm_us) {
    s->alarm_us = UINT64_MAX;
    s->woken = true;
  }
  if (!s->woken) return;
  s->woken = false;
  s->methods->collect(s->session, now_us);
}

#endif
