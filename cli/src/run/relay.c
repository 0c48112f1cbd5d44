// SPDX-License-Identifier: MIT
#include "relay.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "shortage.h"

enum { PIECE = 16 << 10, GOODBYE_S = 1 };

// ------------------------------------------------------------------ handing on

static bool write_all(int fd, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(fd, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes += written;
    count -= (size_t)written;
  }
  return true;
}

// Hands on what is there; false if one of the two is gone.
static bool hand_on(int from, int to) {
  char piece[PIECE];
  ssize_t got = read(from, piece, sizeof piece);
  if (got < 0) return errno == EINTR;
  return got > 0 && write_all(to, piece, (size_t)got);
}

static void *work(void *of) {
  relay *r = of;
  struct pollfd watched[] = {{r->in, POLLIN, 0}, {r->line, POLLIN, 0}};
  bool serves = true;
  while (serves) {
    if (poll(watched, 2, -1) < 0) break;
    if (watched[1].revents != 0) serves = hand_on(r->line, r->out);
    if (serves && watched[0].revents != 0 && !hand_on(r->in, r->line)) {
      // The engine hears of it, and closes its side when it has said all.
      shutdown(r->line, SHUT_WR);
      watched[0].fd = -1;
    }
  }
  atomic_store(&r->over, true);
  return NULL;
}

// ------------------------------------------------------------- beginning

static lark_status take_standard_streams(relay *r) {
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  r->in = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  r->out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  bool taken = nothing >= 0 && r->in >= 0 && r->out >= 0 &&
               dup2(nothing, STDIN_FILENO) >= 0 &&
               dup2(STDERR_FILENO, STDOUT_FILENO) >= 0;
  int why = errno;
  if (nothing >= 0) close(nothing);
  return taken ? LARK_OK : lark_shortage(why);
}

static lark_status connect_to(relay *r, uint16_t port) {
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(port)};
  int on = 1;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  r->line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (r->line < 0) return lark_shortage(errno);
  if (connect(r->line, (struct sockaddr *)&place, sizeof place) != 0)
    return LARK_ENETWORK;
  setsockopt(r->line, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return LARK_OK;
}

// With all signals blocked a write to nobody fails, and ends nothing.
static lark_status begin(relay *r) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int failed = pthread_create(&r->thread, NULL, work, r);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return failed == 0 ? LARK_OK : LARK_ENOMEM;
}

static void close_all(relay *r) {
  if (r->in >= 0) close(r->in);
  if (r->out >= 0) close(r->out);
  if (r->line >= 0) close(r->line);
}

lark_status relay_open(relay *r, uint16_t port) {
  r->in = r->out = r->line = -1;
  atomic_init(&r->over, false);
  fflush(stdout);
  lark_status status = take_standard_streams(r);
  if (status == LARK_OK) status = connect_to(r, port);
  if (status == LARK_OK) status = begin(r);
  if (status != LARK_OK) close_all(r);
  return status;
}

// ------------------------------------------------------------------- ending

bool relay_is_over(const relay *r) {
  return atomic_load(&r->over);
}

void relay_close(relay *r) {
  struct timespec due;
  clock_gettime(CLOCK_MONOTONIC, &due);
  due.tv_sec += GOODBYE_S;
  if (pthread_clockjoin_np(r->thread, NULL, CLOCK_MONOTONIC, &due) != 0) {
    pthread_cancel(r->thread);
    pthread_join(r->thread, NULL);
  }
  close_all(r);
}
