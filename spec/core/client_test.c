// SPDX-License-Identifier: MIT

// A client from the outside, without a server: every attempt is refused.
#include "check.h"
#include "lark.h"

#include <fcntl.h>
#include <stdlib.h>

// An allocator that counts blocks, checks sizes, and refuses the nth request.
typedef struct counted {
  size_t blocks;
  size_t requests;
  size_t refuse_at; // 0: none
} counted;

enum { HEADER = 16 };

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  counted *memory = user;
  char *start = block != NULL ? (char *)block - HEADER : NULL;
  if (start != NULL) CHECK(*(size_t *)(void *)start == old_bytes);
  if (start == NULL) CHECK(old_bytes == 0);
  if (new_bytes == 0) {
    if (start != NULL) memory->blocks--;
    free(start);
    return NULL;
  }
  if (++memory->requests == memory->refuse_at) return NULL;
  start = realloc(start, new_bytes + HEADER);
  if (block == NULL) memory->blocks++;
  *(size_t *)(void *)start = new_bytes;
  return start + HEADER;
}

static lark_client *open_client(counted *memory) {
  lark_options options;
  lark_client *client = NULL;
  lark_options_init(&options, sizeof options);
  options.base_url = "http://127.0.0.1:1";
  options.app_id = "a";
  options.app_secret = "b";
  options.retries = 0;
  options.allocator = (lark_allocator){resize, memory};
  lark_open(&options, &client, NULL);
  return client;
}

typedef struct tally {
  size_t started, ended;
} tally;

static void count(lark_client *client, lark_call call, lark_result *result,
                  void *user) {
  tally *t = user;
  t->ended++;
  CHECK(lark_result_error(result) != NULL);
  CHECK(lark_cancel(client, call) == LARK_ESTALE);
}

static void start(lark_client *client, lark_done *done, tally *t) {
  lark_param id = lark_string("talent_id", "1");
  if (lark_start(client, "hire.referral.search", &id, 1, done, t, NULL) ==
      LARK_OK)
    t->started++;
}

static void wait_for_all(lark_client *client) {
  while (lark_pending(client) > 0)
    lark_wait(client, 1000);
}

static void completes_each_call_once_whatever_allocation_fails(void) {
  for (size_t n = 0; n < 400; n++) {
    counted memory = {.refuse_at = n};
    tally t = {0};
    lark_client *client = open_client(&memory);
    if (client != NULL) {
      for (int i = 0; i < 40; i++)
        start(client, count, &t);
      wait_for_all(client);
      CHECK(t.started >= 39 || n > 0);
      lark_close(client);
    }
    CHECK(t.ended == t.started);
    CHECK(memory.blocks == 0);
  }
}

static void keep_and_free(lark_client *client, lark_call call,
                          lark_result *result, void *user) {
  (void)client, (void)call;
  ((tally *)user)->ended++;
  lark_result_free(lark_result_keep(result));
}

static void a_kept_result_may_be_freed_at_once(void) {
  counted memory = {0};
  tally t = {0};
  lark_client *client = open_client(&memory);
  start(client, keep_and_free, &t);
  wait_for_all(client);
  lark_close(client);
  CHECK(t.ended == 1 && memory.blocks == 0);
}

static lark_result *kept = NULL;

static void keep(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  (void)client, (void)call, (void)user;
  kept = lark_result_keep(result);
}

static void a_kept_result_outlives_its_client(void) {
  counted memory = {0};
  tally t = {0};
  lark_client *client = open_client(&memory);
  start(client, keep, &t);
  lark_close(client);
  CHECK(lark_result_error(kept)->status == LARK_ECANCELLED);
  lark_result_free(kept);
  CHECK(memory.blocks == 0);
}

static void start_and_cancel(lark_client *client, lark_call call,
                             lark_result *result, void *user) {
  tally *t = user;
  (void)call, (void)result;
  if (++t->ended >= 1000) return;
  lark_call next = 0;
  lark_param id = lark_string("talent_id", "1");
  lark_start(client, "hire.referral.search", &id, 1, start_and_cancel, t,
             &next);
  CHECK(lark_cancel(client, next) == LARK_OK);
}

static void what_ends_in_a_callback_waits_for_the_next_step(void) {
  counted memory = {0};
  tally t = {0};
  lark_client *client = open_client(&memory);
  lark_call first = 0;
  lark_param id = lark_string("talent_id", "1");
  lark_start(client, "hire.referral.search", &id, 1, start_and_cancel, &t,
             &first);
  lark_cancel(client, first);
  lark_step(client, 0);
  CHECK(t.ended == 1);
  lark_step(client, 0);
  CHECK(t.ended == 2);
  t.ended = 1000;
  lark_close(client);
  CHECK(memory.blocks == 0);
}

static void close_inside(lark_client *client, lark_call call,
                         lark_result *result, void *user) {
  tally *t = user;
  (void)call, (void)result;
  t->ended++;
  lark_close(client);
  lark_param id = lark_string("talent_id", "1");
  CHECK(lark_start(client, "hire.referral.search", &id, 1, count, t, NULL) ==
        LARK_ECLOSED);
}

static void closes_inside_a_callback_when_the_step_is_over(void) {
  counted memory = {0};
  tally t = {0};
  lark_client *client = open_client(&memory);
  for (int i = 0; i < 1000; i++)
    start(client, close_inside, &t);
  while (t.ended == 0)
    lark_wait(client, 1000);
  CHECK(t.started == 1000 && t.ended == 1000);
  CHECK(memory.blocks == 0);
}

static void says_what_is_wrong_with_options(void) {
  lark_options options;
  lark_client *client = NULL;
  lark_result *why = NULL;
  lark_options_init(&options, sizeof options);
  CHECK(lark_open(&options, &client, &why) == LARK_ECONFIG);
  CHECK(client == NULL);
  CHECK(strstr(lark_result_error(why)->hint, "LARK_APP_ID") != NULL);
  lark_result_free(why);
  options.app_id = options.app_secret = "x";
  options.user_agent = "a\r\nX-Evil: 1";
  CHECK(lark_open(&options, &client, &why) == LARK_ECONFIG);
  lark_result_free(why);
}

static void an_older_callers_options_keep_the_defaults(void) {
  lark_options options;
  lark_client *client = NULL;
  memset(&options, 0xA5, sizeof options); // what lies behind it is not ours
  lark_options_init(&options, offsetof(lark_options, base_url));
  options.app_id = options.app_secret = "x";
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  lark_close(client);
}

static int count_descriptors(void) {
  int open = 0;
  for (int fd = 0; fd < 256; fd++)
    open += fcntl(fd, F_GETFD) >= 0;
  return open;
}

// libcurl's handle comes with the first call.
static void has_two_descriptors_until_its_first_call(void) {
  counted memory = {0};
  tally t = {0};
  int before = count_descriptors();
  lark_client *client = open_client(&memory);
  lark_step(client, 0);
  CHECK(lark_timeout_ms(client) == -1);
  CHECK(count_descriptors() == before + 2);
  start(client, count, &t);
  wait_for_all(client);
  CHECK(t.started == 1 && t.ended == 1);
  CHECK(count_descriptors() > before + 2);
  lark_close(client);
  CHECK(count_descriptors() == before);
}

int main(void) {
  completes_each_call_once_whatever_allocation_fails();
  a_kept_result_may_be_freed_at_once();
  a_kept_result_outlives_its_client();
  what_ends_in_a_callback_waits_for_the_next_step();
  closes_inside_a_callback_when_the_step_is_over();
  says_what_is_wrong_with_options();
  an_older_callers_options_keep_the_defaults();
  has_two_descriptors_until_its_first_call();
  return check_failures();
}
