// SPDX-License-Identifier: MIT

// Closing while a name lookup is stuck: libcurl looks names up in a thread that
// cannot be stopped, and closing must not wait for it.
//
// The name server is a socket of the test that never answers. This process gets
// a network and a resolv.conf of its own, where the socket has port 53. The
// test is skipped where the system does not allow that.
#include "check.h"
#include "lark.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
  SKIPPED = 77,
  // A resolver gives up after five seconds at the earliest.
  PROMPT_MS = 2000,
  PATIENCE_MS = 20000
};

// --------------------------------------------------- a world with one server

static bool write_file(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  bool written = write(fd, text, strlen(text)) == (ssize_t)strlen(text);
  return close(fd) == 0 && written;
}

// A user namespace allows the others without root.
static bool leave_for_own_namespaces(void) {
  char map[64];
  snprintf(map, sizeof map, "0 %u 1", (unsigned)geteuid());
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET) == 0)
    return write_file("/proc/self/uid_map", map);
  return unshare(CLONE_NEWNS | CLONE_NEWNET) == 0;
}

static bool raise_loopback(void) {
  struct ifreq request = {.ifr_name = "lo"};
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  bool raised = fd >= 0 && ioctl(fd, SIOCSIFFLAGS, &request) == 0;
  if (fd >= 0) close(fd);
  return raised;
}

static bool cover(const char *path, const char *text) {
  char covering[] = "/tmp/lark-lookup-XXXXXX";
  int fd = mkstemp(covering);
  if (fd < 0) return false;
  close(fd);
  bool covered = write_file(covering, text) &&
                 mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL) == 0 &&
                 mount(covering, path, "none", MS_BIND, NULL) == 0;
  unlink(covering); // the mount keeps it
  return covered;
}

// The name server's socket, or -1.
static int open_server(void) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons(53),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (bind(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
  close(fd);
  return -1;
}

// ----------------------------------------------------------------- the tests

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void note(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  (void)client, (void)call;
  const lark_error *error = lark_result_error(result);
  *(lark_status *)user = error != NULL ? error->status : LARK_OK;
}

static lark_client *open_client(void) {
  lark_options options;
  lark_client *client = NULL;
  lark_options_init(&options, sizeof options);
  options.base_url = "https://stuck.example";
  options.app_id = "a";
  options.app_secret = "b";
  lark_open(&options, &client, NULL);
  return client;
}

// Steps until the lookup has reached the server, and so is stuck.
static bool get_stuck(lark_client *client, int server) {
  char query[512];
  int64_t until_ms = now_ms() + PATIENCE_MS;
  struct pollfd asked = {.fd = server, .events = POLLIN};
  while (now_ms() < until_ms) {
    lark_wait(client, 1);
    if (poll(&asked, 1, 0) > 0) return recv(server, query, sizeof query, 0) > 0;
  }
  return false;
}

static void forget_queries(int server) {
  char query[512];
  while (recv(server, query, sizeof query, MSG_DONTWAIT) >= 0)
    ;
}

static void closes_at_once(int server) {
  lark_status status = LARK_OK;
  lark_client *client = open_client();
  lark_param id = lark_string("talent_id", "1");
  lark_start(client, "hire.referral.search", &id, 1, note, &status, NULL);
  CHECK(get_stuck(client, server));
  int64_t began_ms = now_ms();
  lark_close(client);
  CHECK(now_ms() - began_ms < PROMPT_MS);
  CHECK(status == LARK_ECANCELLED);
}

static void cancels_at_once(int server) {
  lark_status status = LARK_OK;
  lark_call call = 0;
  lark_client *client = open_client();
  lark_param id = lark_string("talent_id", "1");
  lark_start(client, "hire.referral.search", &id, 1, note, &status, &call);
  forget_queries(server);
  CHECK(get_stuck(client, server));
  int64_t began_ms = now_ms();
  CHECK(lark_cancel(client, call) == LARK_OK);
  lark_step(client, 0);
  CHECK(status == LARK_ECANCELLED);
  lark_abandon(client);
  CHECK(now_ms() - began_ms < PROMPT_MS);
}

int main(void) {
  int server = -1;
  if (leave_for_own_namespaces() && raise_loopback() &&
      cover("/etc/resolv.conf", "nameserver 127.0.0.1\n"))
    server = open_server();
  if (server < 0) {
    puts("skipped: the system grants no network and no mount of our own");
    return SKIPPED;
  }
  // A proxy would look the name up in place of libcurl.
  unsetenv("https_proxy");
  unsetenv("HTTPS_PROXY");
  unsetenv("all_proxy");
  unsetenv("ALL_PROXY");
  closes_at_once(server);
  cancels_at_once(server);
  return check_failures();
}
