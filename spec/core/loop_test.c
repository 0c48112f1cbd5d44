// SPDX-License-Identifier: MIT

// Descriptors that are not libcurl's on the loop.
#include "check.h"
#include "clock.h"
#include "loop.h"

#include <poll.h>
#include <unistd.h>

static const lark_allocator usual = {NULL, NULL};
static lark_loop loop;

static void poll_for(uint64_t us) {
  CHECK(lark_loop_poll(&loop, lark_now_us() + us, 100) == LARK_OK);
}

typedef struct notes {
  int count;
  unsigned events;
} notes;

static void note(void *user, int fd, unsigned events) {
  (void)fd;
  notes *n = user;
  n->count++;
  n->events = events;
}

static void tells_of_a_pipe_while_it_is_readable(void) {
  int ends[2];
  notes n = {0};
  char byte = 0;
  CHECK(pipe(ends) == 0);
  CHECK(lark_loop_watch(&loop, ends[0], LARK_WATCH_READ, note, &n) == LARK_OK);
  poll_for(1000);
  CHECK(n.count == 0 && loop.quiet);
  CHECK(write(ends[1], "x", 1) == 1);
  poll_for(1000000);
  CHECK(n.count == 1 && n.events == LARK_WATCH_READ && !loop.quiet);
  poll_for(1000000); // level-triggered
  CHECK(n.count == 2);
  // The loop's own descriptor is readable, too.
  struct pollfd both = {.fd = lark_loop_fd(&loop), .events = POLLIN};
  CHECK(poll(&both, 1, 0) == 1);
  CHECK(read(ends[0], &byte, 1) == 1);
  poll_for(1000);
  CHECK(n.count == 2);
  lark_loop_unwatch(&loop, ends[0]);
  CHECK(write(ends[1], "x", 1) == 1);
  poll_for(1000);
  CHECK(n.count == 2);
  lark_loop_unwatch(&loop, ends[0]); // it stays so
  close(ends[0]);
  close(ends[1]);
}

static void tells_of_writing_and_of_hang_ups(void) {
  int ends[2];
  notes n = {0};
  CHECK(pipe(ends) == 0);
  CHECK(lark_loop_watch(&loop, ends[1], LARK_WATCH_WRITE, note, &n) == LARK_OK);
  poll_for(1000000);
  CHECK(n.count == 1 && n.events == LARK_WATCH_WRITE);
  // Watch it for other events from now on.
  CHECK(lark_loop_watch(&loop, ends[1], 0, note, &n) == LARK_OK);
  poll_for(1000);
  CHECK(n.count == 1);
  close(ends[0]);
  poll_for(1000000);
  CHECK(n.count == 2);
  CHECK(n.events == (LARK_WATCH_READ | LARK_WATCH_WRITE));
  lark_loop_unwatch(&loop, ends[1]);
  close(ends[1]);
}

static int pairs[2][2];

static void unwatch_both(void *user, int fd, unsigned events) {
  (void)fd, (void)events;
  (*(int *)user)++;
  lark_loop_unwatch(&loop, pairs[0][0]);
  lark_loop_unwatch(&loop, pairs[1][0]);
}

static void a_watcher_may_unwatch_another(void) {
  int told = 0;
  for (int i = 0; i < 2; i++) {
    CHECK(pipe(pairs[i]) == 0);
    CHECK(lark_loop_watch(&loop, pairs[i][0], LARK_WATCH_READ, unwatch_both,
                          &told) == LARK_OK);
    CHECK(write(pairs[i][1], "x", 1) == 1);
  }
  poll_for(1000000);
  CHECK(told == 1 && loop.watch_count == 0);
  for (int i = 0; i < 2; i++) {
    close(pairs[i][0]);
    close(pairs[i][1]);
  }
}

static void refuses_what_cannot_be_watched(void) {
  notes n = {0};
  CHECK(lark_loop_watch(&loop, -1, LARK_WATCH_READ, note, &n) == LARK_ENOMEM);
  CHECK(loop.watch_count == 0);
}

static void watches_many(void) {
  int fds[20][2];
  notes n = {0};
  for (int i = 0; i < 20; i++) {
    CHECK(pipe(fds[i]) == 0);
    CHECK(lark_loop_watch(&loop, fds[i][0], LARK_WATCH_READ, note, &n) ==
          LARK_OK);
  }
  CHECK(write(fds[19][1], "x", 1) == 1 && write(fds[3][1], "x", 1) == 1);
  poll_for(1000000);
  CHECK(n.count == 2);
  for (int i = 0; i < 20; i++) {
    lark_loop_unwatch(&loop, fds[i][0]);
    close(fds[i][0]);
    close(fds[i][1]);
  }
}

int main(void) {
  CHECK(lark_loop_open(&loop, &usual, 8) == LARK_OK);
  tells_of_a_pipe_while_it_is_readable();
  tells_of_writing_and_of_hang_ups();
  a_watcher_may_unwatch_another();
  refuses_what_cannot_be_watched();
  watches_many();
  lark_loop_close(&loop);
  return check_failures();
}
