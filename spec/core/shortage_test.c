// SPDX-License-Identifier: MIT

// A client without a descriptor left: its errors, and its calls that wait.
#include "check.h"
#include "lark.h"
#include "loop.h"
#include "shortage.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

enum { LIMIT = 64 };

static int taken[LIMIT];
static int taken_count = 0;

static void take_all(void) {
  int fd = open("/dev/null", O_RDONLY);
  for (; fd >= 0; fd = open("/dev/null", O_RDONLY))
    taken[taken_count++] = fd;
  CHECK(errno == EMFILE);
}

static void free_some(int count) {
  for (; count > 0 && taken_count > 0; count--)
    close(taken[--taken_count]);
}

static void tells_descriptors_from_memory(void) {
  CHECK(lark_shortage(EMFILE) == LARK_EFILES);
  CHECK(lark_shortage(ENFILE) == LARK_EFILES);
  CHECK(lark_shortage(ENOSPC) == LARK_EFILES);
  CHECK(lark_shortage(ENOMEM) == LARK_ENOMEM);
  CHECK(lark_shortage(0) == LARK_ENOMEM);
}

static void counts_what_is_left(void) {
  CHECK(!lark_shortage_of_files(STDERR_FILENO, 5));
  take_all();
  CHECK(lark_shortage_of_files(STDERR_FILENO, 0));
  free_some(2);
  CHECK(!lark_shortage_of_files(STDERR_FILENO, 0));
  CHECK(!lark_shortage_of_files(STDERR_FILENO, 1));
  CHECK(lark_shortage_of_files(STDERR_FILENO, 2));
  CHECK(!lark_shortage_of_files(-1, 2)); // that says nothing
  free_some(LIMIT);
}

// With each number of descriptors too few a client says so, and leaves none
// open.
static void a_client_says_that_descriptors_lack(void) {
  lark_options options;
  lark_options_init(&options, sizeof options);
  options.tenant_access_token = "t-1";
  int refusals = 0;
  lark_client *client = NULL;
  take_all();
  const int all = taken_count;
  while (client == NULL && taken_count > 0) {
    lark_result *why = NULL;
    lark_status status = lark_open(&options, &client, &why);
    if (status != LARK_OK) {
      refusals++;
      CHECK(status == LARK_EFILES && client == NULL);
      const lark_error *error = lark_result_error(why);
      CHECK(strcmp(error->msg, "too many files are open") == 0);
      CHECK(error->hint != NULL && strcmp(lark_kind(status), "limit") == 0);
      take_all();
      CHECK(taken_count == all);
      free_some(refusals);
    }
    lark_result_free(why);
  }
  CHECK(client != NULL && refusals > 1);
  // It has all that it needs for its one descriptor, timer included.
  take_all();
  CHECK(lark_fd(client) >= 0);
  free_some(LIMIT);
  lark_close(client);
}

static void note(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  (void)client, (void)call;
  const lark_error *error = lark_result_error(result);
  *(lark_status *)user = error != NULL ? error->status : LARK_OK;
}

// A call over https that must not be sent twice has a lane of its own, which is
// opened with the first of them.
static void the_second_lane_says_it_too(void) {
  lark_options options;
  lark_client *client = NULL;
  lark_status ended = LARK_OK;
  lark_options_init(&options, sizeof options);
  options.tenant_access_token = "t-1";
  options.base_url = "https://127.0.0.1:1";
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  const lark_request request = {
      .method = "POST", .path = "/open-apis/test", .body = "{}"};
  CHECK(lark_start_request(client, &request, note, &ended, NULL) == LARK_OK);
  take_all();
  while (lark_pending(client) > 0)
    lark_wait(client, 5000);
  CHECK(ended == LARK_EFILES);
  free_some(LIMIT);
  lark_close(client);
}

static void ignore(void *user, int fd, unsigned events) {
  (void)user, (void)fd, (void)events;
}

static void a_loop_says_it_too(void) {
  const lark_allocator usual = {NULL, NULL};
  lark_loop loop;
  take_all();
  CHECK(lark_loop_open(&loop, &usual, 8) == LARK_EFILES);
  lark_loop_close(&loop);
  free_some(LIMIT);
  CHECK(lark_loop_open(&loop, &usual, 8) == LARK_OK);
  // A regular file cannot be watched, however many descriptors there are.
  int fd = open("/proc/self/exe", O_RDONLY);
  CHECK(lark_loop_watch(&loop, fd, LARK_WATCH_READ, ignore, NULL) ==
        LARK_ENOMEM);
  close(fd);
  lark_loop_close(&loop);
}

int main(void) {
  struct rlimit limit;
  CHECK(getrlimit(RLIMIT_NOFILE, &limit) == 0);
  limit.rlim_cur = LIMIT;
  CHECK(setrlimit(RLIMIT_NOFILE, &limit) == 0);
  tells_descriptors_from_memory();
  counts_what_is_left();
  a_client_says_that_descriptors_lack();
  the_second_lane_says_it_too();
  a_loop_says_it_too();
  return check_failures();
}
