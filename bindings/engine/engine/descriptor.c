// SPDX-License-Identifier: MIT
#include "descriptor.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "arm.h"
#include "clock.h"
#include "shortage.h"

lark_status lualark_descriptor_watch(lualark_engine *engine, int fd,
                                     void *client) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = client};
  bool watched =
      fd >= 0 && epoll_ctl(engine->fds.epoll, EPOLL_CTL_ADD, fd, &event) == 0;
  return watched ? LARK_OK : lark_shortage(errno);
}

void lualark_descriptor_unwatch(lualark_engine *engine, int fd) {
  epoll_ctl(engine->fds.epoll, EPOLL_CTL_DEL, fd, NULL);
}

lark_status lualark_descriptor_open(lualark_engine *engine) {
  engine->fds.epoll = epoll_create1(EPOLL_CLOEXEC);
  engine->fds.wakeup = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (engine->fds.epoll < 0) return lark_shortage(errno);
  return lualark_descriptor_watch(engine, engine->fds.wakeup,
                                  &engine->fds.wakeup);
}

static void close_fd(int fd) {
  if (fd >= 0) close(fd);
}

void lualark_descriptor_close(lualark_engine *engine) {
  close_fd(engine->fds.timer);
  close_fd(engine->fds.wakeup);
  close_fd(engine->fds.epoll);
}

static void drain(int fd) {
  uint64_t count = 0;
  ssize_t taken = read(fd, &count, sizeof count);
  (void)taken; // nothing to read is fine: the descriptor does not block
}

bool lualark_descriptor_is_own(lualark_engine *engine, const void *source) {
  if (source == &engine->fds.wakeup) {
    drain(engine->fds.wakeup);
    return true;
  }
  if (source == &engine->debugger) return true; // it reads by itself
  if (source != &engine->fds.timer) return false;
  drain(engine->fds.timer);
  engine->fds.timer_us = 0;
  return true;
}

uint64_t lualark_descriptor_due_us(lualark_engine *engine) {
  const struct scripts *scripts = &engine->scripts;
  if (scripts->ready.first != NULL || scripts->ended.first != NULL ||
      scripts->graves.first != NULL ||
      lualark_mailbox_is_filled(&engine->mailbox))
    return 0;
  return lark_timers_due_us(&scripts->timers);
}

void lualark_descriptor_arm(lualark_engine *engine) {
  if (engine->fds.timer < 0) return;
  uint64_t due_us = lualark_descriptor_due_us(engine);
  // 0 would stop the timer; a time that has passed makes it fire at once.
  if (due_us == 0) due_us = 1;
  if (due_us == engine->fds.timer_us) return;
  struct itimerspec when = {{0, 0}, {0, 0}};
  if (due_us != UINT64_MAX) {
    when.it_value.tv_sec = (time_t)(due_us / 1000000);
    when.it_value.tv_nsec = (long)(due_us % 1000000) * 1000;
  }
  timerfd_settime(engine->fds.timer, TFD_TIMER_ABSTIME, &when, NULL);
  engine->fds.timer_us = due_us;
}

void lualark_descriptor_on_ready(lualark_engine *engine) {
  // Outside of a step, too: the host may drive a client of its own that scripts
  // wait for.
  if (!engine->stepping) lualark_descriptor_arm(engine);
  // A script that had its turn alone may have a long one.
  struct script *running = engine->scripts.running;
  if (running != NULL)
    lualark_arm_shorten(running, lark_now_us() + engine->options.slice_us);
}

int lualark_fd(lualark_engine *engine) {
  if (engine->fds.timer < 0) {
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (lualark_descriptor_watch(engine, fd, &engine->fds.timer) != LARK_OK) {
      close_fd(fd);
      return -1;
    }
    engine->fds.timer = fd;
    lualark_descriptor_arm(engine);
  }
  return engine->fds.epoll;
}

void lualark_wakeup(lualark_engine *engine) {
  uint64_t one = 1;
  ssize_t written = write(engine->fds.wakeup, &one, sizeof one);
  (void)written; // a full counter wakes as well
}
