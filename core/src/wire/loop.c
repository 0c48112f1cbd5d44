// SPDX-License-Identifier: MIT
#include "loop.h"

#include <errno.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "clock.h"
#include "memory.h"
#include "shortage.h"

enum { EVENTS_AT_ONCE = 256 };

const char *lark_transport(void) {
  return curl_version();
}

// ------------------------------------------------------------ open and close

static CURLcode curl_ready = CURLE_FAILED_INIT;

static void init_curl(void) {
  curl_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
}

static bool watch_own(const lark_loop *loop, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.u64 = (uint64_t)fd};
  return fd >= 0 && epoll_ctl(loop->epoll_fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

lark_lane *lark_loop_lane(lark_loop *loop, lark_lane_kind kind) {
  lark_lane *lane = &loop->lanes[kind];
  if (lane->multi == NULL && lark_lane_open(lane, kind, &loop->sockets,
                                            loop->max_connections) != LARK_OK)
    return NULL;
  return lane;
}

lark_status lark_loop_open(lark_loop *loop, const lark_allocator *allocator,
                           uint32_t max_connections) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  *loop = (lark_loop){.epoll_fd = -1, .timer_fd = -1};
  loop->allocator = *allocator;
  loop->max_connections = max_connections;
  pthread_once(&once, init_curl);
  if (curl_ready != CURLE_OK) return LARK_ENOMEM;
  errno = 0;

  loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  loop->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (loop->epoll_fd < 0 || !watch_own(loop, loop->timer_fd))
    return lark_shortage(errno);
  lark_sockets_init(&loop->sockets, allocator, loop->epoll_fd);
  return LARK_OK;
}

static void close_fd(int fd) {
  if (fd >= 0) close(fd);
}

void lark_loop_close(lark_loop *loop) {
  for (size_t i = 0; i < LARK_LANE_COUNT; i++)
    lark_lane_close(&loop->lanes[i]);
  lark_sockets_clear(&loop->sockets);
  lark_release(&loop->allocator, loop->watches,
               loop->watch_capacity * sizeof *loop->watches);
  close_fd(loop->timer_fd);
  close_fd(loop->epoll_fd);
}

// ------------------------------------------------------- watched descriptors

// Marks what epoll tells of a descriptor that is not libcurl's.
static const uint64_t FOREIGN = (uint64_t)1 << 32;

static lark_watch *find_watch(const lark_loop *loop, int fd) {
  for (size_t i = 0; i < loop->watch_count; i++) {
    if (loop->watches[i].fd == fd) return &loop->watches[i];
  }
  return NULL;
}

static bool grow(lark_loop *loop) {
  size_t capacity = loop->watch_capacity * 2 + 4;
  lark_watch *watches = lark_resize(&loop->allocator, loop->watches,
                                    loop->watch_capacity * sizeof *watches,
                                    capacity * sizeof *watches);
  if (watches == NULL) return false;
  loop->watches = watches;
  loop->watch_capacity = capacity;
  return true;
}

lark_status lark_loop_watch(lark_loop *loop, int fd, unsigned events,
                            lark_watcher *watcher, void *user) {
  lark_watch *watch = find_watch(loop, fd);
  bool is_new = watch == NULL;
  if (is_new && loop->watch_count == loop->watch_capacity && !grow(loop))
    return LARK_ENOMEM;
  struct epoll_event event = {.data.u64 = FOREIGN | (uint64_t)fd};
  if ((events & LARK_WATCH_READ) != 0) event.events |= EPOLLIN;
  if ((events & LARK_WATCH_WRITE) != 0) event.events |= EPOLLOUT;
  if (epoll_ctl(loop->epoll_fd, is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd,
                &event) != 0)
    return lark_shortage(errno);
  if (is_new) watch = &loop->watches[loop->watch_count++];
  *watch = (lark_watch){fd, watcher, user};
  return LARK_OK;
}

void lark_loop_unwatch(lark_loop *loop, int fd) {
  lark_watch *watch = find_watch(loop, fd);
  if (watch == NULL) return;
  epoll_ctl(loop->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
  *watch = loop->watches[--loop->watch_count];
}

static void tell(lark_loop *loop, int fd, uint32_t what) {
  // An earlier watcher of this round may have unwatched it.
  const lark_watch *watch = find_watch(loop, fd);
  if (watch == NULL) return;
  loop->quiet = false;
  unsigned events = 0;
  if ((what & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0) events |= LARK_WATCH_READ;
  if ((what & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0)
    events |= LARK_WATCH_WRITE;
  watch->watcher(watch->user, fd, events);
}

// -------------------------------------------------------------------- polling

static void drain(int fd) {
  uint64_t count = 0;
  ssize_t taken = read(fd, &count, sizeof count);
  (void)taken; // there may be nothing to read: the descriptor does not block
}

static void dispatch(lark_loop *loop, const struct epoll_event *event) {
  int fd = (int)(uint32_t)event->data.u64;
  if ((event->data.u64 & FOREIGN) != 0) {
    tell(loop, fd, event->events);
    return;
  }
  if (fd == loop->timer_fd) {
    atomic_store(&loop->woken, false);
    drain(fd);
    loop->timer_us = 0;
    return;
  }
  bool ended = (event->events & (EPOLLRDHUP | EPOLLERR | EPOLLHUP)) != 0;
  if (ended) lark_sockets_look(&loop->sockets, fd);
  if (!lark_sockets_wanted(&loop->sockets, fd, ended)) return;
  int what = 0;
  if (event->events & EPOLLIN) what |= CURL_CSELECT_IN;
  if (event->events & EPOLLOUT) what |= CURL_CSELECT_OUT;
  if (event->events & (EPOLLERR | EPOLLHUP)) what |= CURL_CSELECT_ERR;
  loop->quiet = false;
  lark_lane_act(&loop->lanes[lark_lane_of_tag(event->data.u64)], fd, what);
}

uint64_t lark_loop_due_us(const lark_loop *loop) {
  uint64_t due_us = UINT64_MAX;
  for (size_t i = 0; i < LARK_LANE_COUNT; i++) {
    const lark_lane *lane = &loop->lanes[i];
    uint64_t lane_us = lark_lane_due_us(lane);
    if (lane->multi != NULL && lane_us < due_us) due_us = lane_us;
  }
  return due_us;
}

// Lets each lane do what is due. Returns what lacked in this round.
static lark_status run_lanes(lark_loop *loop) {
  lark_status status = LARK_OK;
  for (size_t i = 0; i < LARK_LANE_COUNT; i++) {
    lark_lane *lane = &loop->lanes[i];
    if (lane->multi == NULL) continue;
    if (lark_lane_run_due(lane)) loop->quiet = false;
    if (lane->shortage != LARK_OK) status = lane->shortage;
    lane->shortage = LARK_OK;
  }
  return status;
}

lark_status lark_loop_poll(lark_loop *loop, uint64_t due_us, uint32_t most) {
  struct epoll_event events[EVENTS_AT_ONCE];
  int room = most < EVENTS_AT_ONCE ? (int)most : EVENTS_AT_ONCE;
  uint64_t curl_due_us = lark_loop_due_us(loop);
  if (curl_due_us < due_us) due_us = curl_due_us;
  int count = epoll_wait(loop->epoll_fd, events, room, lark_ms_until(due_us));
  // A signal ends a wait early, as a host's handler wants.
  loop->more = count == room;
  loop->quiet = true;
  for (int i = 0; i < count; i++)
    dispatch(loop, &events[i]);
  return run_lanes(loop);
}

int lark_loop_fd(lark_loop *loop) {
  loop->is_timed = true;
  return loop->epoll_fd;
}

static void set_timer(const lark_loop *loop, uint64_t due_us) {
  struct itimerspec when = {{0, 0}, {0, 0}};
  if (due_us != UINT64_MAX) {
    when.it_value.tv_sec = (time_t)(due_us / 1000000);
    when.it_value.tv_nsec = (long)(due_us % 1000000) * 1000;
  }
  timerfd_settime(loop->timer_fd, TFD_TIMER_ABSTIME, &when, NULL);
}

void lark_loop_arm(lark_loop *loop, uint64_t due_us) {
  if (!loop->is_timed) return;
  uint64_t curl_due_us = lark_loop_due_us(loop);
  if (curl_due_us < due_us) due_us = curl_due_us;
  // 0 would stop the timer; a time that has passed makes it fire at once.
  if (due_us == 0) due_us = 1;
  // One that comes early costs less than to put it off with each call.
  if (loop->timer_us != 0 && due_us >= loop->timer_us) return;
  set_timer(loop, due_us);
  loop->timer_us = due_us;
  // A wakeup may have come just before, and would be put off.
  if (atomic_load(&loop->woken)) set_timer(loop, 1);
}

void lark_loop_wakeup(lark_loop *loop) {
  atomic_store(&loop->woken, true);
  set_timer(loop, 1);
}
