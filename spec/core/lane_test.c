// SPDX-License-Identifier: MIT

// A lane's timers: what libcurl asked for survives that all handles are looked
// at again. A server that is mute takes the connection.
#include "check.h"
#include "clock.h"
#include "lane.h"

#include <netinet/in.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { CONNECT_MS = 60000, SOON_US = 5000000 };

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

int main(void) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  keeps_the_timer_where_all_handles_are_looked_at_again();
  curl_global_cleanup();
  return check_failures();
}
