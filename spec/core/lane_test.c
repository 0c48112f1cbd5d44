// SPDX-License-Identifier: MIT

// A lane's timers: what libcurl asked for survives that all handles are looked
// at again. A server that is mute takes the connection.
//
// And the descriptor by which newer libcurls wake themselves.
// curl_multi_setopt() is replaced, so that the tests can call back as such a
// libcurl does, and epoll_ctl(), to count its calls.
#include "check.h"
#include "clock.h"
#include "lane.h"

#include <dlfcn.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdarg.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CONNECT_MS = 60000, SOON_US = 5000000 };

// ------------------------------------------------------------ what is replaced

static curl_socket_callback on_socket = NULL; // the latest lane's
static size_t requests_to_epoll = 0;

int epoll_ctl(int epoll_fd, int operation, int fd, struct epoll_event *event) {
  requests_to_epoll++;
  return (int)syscall(SYS_epoll_ctl, epoll_fd, operation, fd, event);
}

#undef curl_multi_setopt
CURLMcode curl_multi_setopt(CURLM *multi, CURLMoption option, ...) {
  typedef CURLMcode setter(CURLM *, CURLMoption, ...);
  setter *real = NULL;
  CURLMcode code = CURLM_OK;
  va_list values;
  *(void **)&real = dlsym(RTLD_NEXT, "curl_multi_setopt");
  va_start(values, option);
  if (option == CURLMOPT_SOCKETFUNCTION) {
    on_socket = va_arg(values, curl_socket_callback);
    code = real(multi, option, on_socket);
  } else if (option >= CURLOPTTYPE_OBJECTPOINT) {
    code = real(multi, option, va_arg(values, void *));
  } else {
    code = real(multi, option, va_arg(values, long));
  }
  va_end(values);
  return code;
}

// --------------------------------------------------------------------- timers

static int listen_mutely(char *url, size_t room) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK(bind(fd, (struct sockaddr *)&address, length) == 0);
  CHECK(listen(fd, 8) == 0);
  CHECK(getsockname(fd, (struct sockaddr *)&address, &length) == 0);
  snprintf(url, room, "https://127.0.0.1:%d/", ntohs(address.sin_port));
  return fd;
}

// Until libcurl waits for the server's part of the handshake.
static void connect_to(lark_lane *lane, CURL *easy, const char *url) {
  curl_easy_setopt(easy, CURLOPT_URL, url);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
  CHECK(curl_multi_add_handle(lane->multi, easy) == CURLM_OK);
  uint64_t end_us = lark_now_us() + SOON_US;
  while (lark_lane_due_us(lane) < end_us && lark_now_us() < end_us)
    lark_lane_run_due(lane);
}

static void keeps_the_timer_where_all_handles_are_looked_at_again(void) {
  const lark_allocator usual = {NULL, NULL};
  lark_sockets sockets;
  lark_lane lane;
  char url[64];
  int epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  int server_fd = listen_mutely(url, sizeof url);
  CURL *easy = curl_easy_init();
  lark_sockets_init(&sockets, &usual, epoll_fd);
  CHECK(lark_lane_open(&lane, LARK_LANE_SHARED, &sockets, 4) == LARK_OK);
  connect_to(&lane, easy, url);
  uint64_t due_us = lark_lane_due_us(&lane);
  CHECK(due_us != UINT64_MAX && due_us > lark_now_us());
  CHECK(due_us <= lark_now_us() + (uint64_t)CONNECT_MS * 1000);

  lane.again_us = 0;
  CHECK(lark_lane_due_us(&lane) == 0);
  CHECK(lark_lane_run_due(&lane));
  CHECK(lark_lane_due_us(&lane) == due_us);
  CHECK(!lark_lane_run_due(&lane));

  curl_multi_remove_handle(lane.multi, easy);
  curl_easy_cleanup(easy);
  lark_lane_close(&lane);
  lark_sockets_clear(&sockets);
  close(server_fd);
  close(epoll_fd);
}

// -------------------------------------------------- libcurl's own descriptor

// A lane, and a descriptor and a handle such as libcurl has for waking itself.
typedef struct fixture {
  lark_sockets sockets;
  lark_lane lane;
  int epoll_fd, own_fd;
  CURL *own;
} fixture;

static void open_fixture(fixture *its) {
  const lark_allocator usual = {NULL, NULL};
  its->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  its->own_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  its->own = curl_easy_init();
  lark_sockets_init(&its->sockets, &usual, its->epoll_fd);
  CHECK(lark_lane_open(&its->lane, LARK_LANE_SHARED, &its->sockets, 4) ==
        LARK_OK);
  requests_to_epoll = 0;
}

static void close_fixture(fixture *its) {
  curl_easy_cleanup(its->own);
  lark_sockets_clear(&its->sockets);
  close(its->own_fd);
  close(its->epoll_fd);
}

// libcurl calls back: `what` is CURL_POLL_IN or CURL_POLL_REMOVE.
static void wants(fixture *its, int what) {
  CHECK(on_socket(its->own, its->own_fd, what, &its->lane, NULL) == 0);
}

static bool is_reported(const fixture *its) {
  struct pollfd watched = {.fd = its->epoll_fd, .events = POLLIN};
  return poll(&watched, 1, 0) == 1;
}

static void its_own_descriptor_stays_in_epoll_between_calls(void) {
  fixture its;
  open_fixture(&its);
  for (int i = 0; i < 50; i++) {
    wants(&its, CURL_POLL_IN);
    wants(&its, CURL_POLL_REMOVE);
  }
  CHECK(requests_to_epoll == 1);
  lark_lane_close(&its.lane);
  close_fixture(&its);
}

static void it_wakes_the_host_once_where_libcurl_does_not_want_it(void) {
  fixture its;
  open_fixture(&its);
  wants(&its, CURL_POLL_IN);
  CHECK(lark_sockets_wanted(&its.sockets, its.own_fd, false));
  wants(&its, CURL_POLL_REMOVE);
  CHECK(eventfd_write(its.own_fd, 1) == 0);
  CHECK(is_reported(&its));
  CHECK(!lark_sockets_wanted(&its.sockets, its.own_fd, false));
  CHECK(!is_reported(&its));
  wants(&its, CURL_POLL_IN);
  CHECK(is_reported(&its));
  CHECK(lark_sockets_wanted(&its.sockets, its.own_fd, false));
  lark_lane_close(&its.lane);
  close_fixture(&its);
}

// Its number may be another's then, such as a name lookup's.
static void it_is_forgotten_with_its_lane(void) {
  fixture its;
  open_fixture(&its);
  wants(&its, CURL_POLL_IN);
  CHECK(eventfd_write(its.own_fd, 1) == 0);
  lark_lane_close(&its.lane);
  wants(&its, CURL_POLL_REMOVE);
  CHECK(!is_reported(&its));
  CHECK(lark_sockets_watch(&its.sockets, its.own_fd, CURL_POLL_IN, 0));
  CHECK(is_reported(&its));
  lark_sockets_rest(&its.sockets, its.own_fd, false);
  CHECK(!is_reported(&its));
  close_fixture(&its);
}

static void a_child_process_leaves_it_to_its_parent(void) {
  fixture its;
  open_fixture(&its);
  wants(&its, CURL_POLL_IN);
  pid_t heir = fork();
  if (heir == 0) {
    lark_lane_close(&its.lane);
    wants(&its, CURL_POLL_REMOVE);
    _exit(0);
  }
  waitpid(heir, NULL, 0);
  CHECK(eventfd_write(its.own_fd, 1) == 0);
  CHECK(is_reported(&its));
  lark_lane_close(&its.lane);
  close_fixture(&its);
}

int main(void) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  keeps_the_timer_where_all_handles_are_looked_at_again();
  its_own_descriptor_stays_in_epoll_between_calls();
  it_wakes_the_host_once_where_libcurl_does_not_want_it();
  it_is_forgotten_with_its_lane();
  a_child_process_leaves_it_to_its_parent();
  curl_global_cleanup();
  return check_failures();
}
