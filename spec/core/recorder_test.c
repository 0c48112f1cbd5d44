// SPDX-License-Identifier: MIT

// A client and its recorder: a fake one, without a server.
#include "check.h"
#include "lark.h"

#include <stddef.h>
#include <stdlib.h>
#include <time.h>

enum { MOST = 64 };

typedef struct fake {
  lark_recall says;
  int http_status;
  const char *answer;
  const char *msg;
  size_t asked;
  size_t recorded;
  char paths[MOST][96]; // that it was asked for
  char body[256];       // of the last one
  bool repeatable;
  char app_id[32];
  uint32_t busy_us; // for each
  int references;
} fake;

static uint64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static lark_recall recall(void *user, lark_exchange *call) {
  fake *f = user;
  uint64_t end_us = now_us() + f->busy_us;
  snprintf(f->paths[f->asked++ % MOST], sizeof f->paths[0], "%s", call->path);
  snprintf(f->body, sizeof f->body, "%.*s", (int)call->body_bytes, call->body);
  snprintf(f->app_id, sizeof f->app_id, "%s", call->app_id);
  f->repeatable = call->repeatable;
  call->http_status = f->http_status;
  call->answer = f->answer;
  call->answer_bytes = f->answer != NULL ? strlen(f->answer) : 0;
  call->log_id = "20240828";
  call->status = LARK_ENETWORK;
  call->msg = f->msg;
  call->hint = "Record it.";
  while (now_us() < end_us)
    ;
  return f->says;
}

static lark_recall join(void *user, lark_exchange *client) {
  const fake *f = user;
  client->status = LARK_ECONFIG;
  client->msg = client->app_id;
  client->hint = client->base_url;
  return f->says;
}

static void record(void *user, const lark_exchange *call) {
  (void)call;
  ((fake *)user)->recorded++;
}

static lark_recorder recorder_of(fake *f) {
  return (lark_recorder){.size = sizeof(lark_recorder),
                         .recall = recall,
                         .record = record,
                         .user = f};
}

static lark_options options_with(const lark_recorder *recorder) {
  lark_options options;
  lark_options_init(&options, sizeof options);
  options.base_url = "http://127.0.0.1:1";
  options.app_id = "cli_a";
  options.app_secret = "hunter22";
  options.retries = 0;
  options.recorder = recorder;
  return options;
}

static lark_client *open_with(const lark_recorder *recorder) {
  lark_options options = options_with(recorder);
  lark_client *client = NULL;
  lark_open(&options, &client, NULL);
  return client;
}

typedef struct tally {
  size_t started, ended, failed;
  lark_status status;
  int64_t code;
  int http_status;
  uint32_t attempts;
  char msg[256];
  char hint[256];
  char log_id[64];
  char first[64]; // string `name` of the data
} tally;

static const char *or_empty(const char *text) {
  return text != NULL ? text : "";
}

static void on_end(lark_client *client, lark_call call, lark_result *result,
                   void *user) {
  tally *t = user;
  const lark_error *error = lark_result_error(result);
  (void)client, (void)call;
  t->ended++;
  t->status = error != NULL ? error->status : LARK_OK;
  snprintf(
      t->first, sizeof t->first, "%s",
      lark_json_string(lark_json_get(lark_result_data(result), "name"), NULL));
  if (error == NULL) return;
  t->failed++;
  t->code = error->code;
  t->http_status = error->http_status;
  t->attempts = error->attempts;
  snprintf(t->msg, sizeof t->msg, "%s", or_empty(error->msg));
  snprintf(t->hint, sizeof t->hint, "%s", or_empty(error->hint));
  snprintf(t->log_id, sizeof t->log_id, "%s", or_empty(error->log_id));
}

static lark_call start(lark_client *client, tally *t) {
  lark_call call = 0;
  lark_param id = lark_string("talent_id", "1");
  if (lark_start(client, "hire.referral.search", &id, 1, on_end, t, &call) ==
      LARK_OK)
    t->started++;
  return call;
}

static void start_path(lark_client *client, const char *method,
                       const char *path, const char *body, tally *t) {
  lark_request request = {.method = method, .path = path, .body = body};
  request.body_bytes = body != NULL ? strlen(body) : 0;
  CHECK(lark_start_request(client, &request, on_end, t, NULL) == LARK_OK);
}

static void finish(lark_client *client) {
  while (lark_pending(client) > 0)
    lark_wait(client, 1000);
}

static lark_stats stats_of(const lark_client *client) {
  lark_stats stats = {.size = sizeof stats};
  lark_client_stats(client, &stats);
  return stats;
}

// Nothing was sent: not the call, nor a request for a token.
static void check_nothing_sent(const lark_client *client) {
  lark_stats stats = stats_of(client);
  CHECK(stats.attempts == 0 && stats.token_fetches == 0);
  CHECK(stats.sent_bytes == 0 && stats.limit_waits == 0);
}

// ----------------------------------------------------------------------- tests

static void answers_what_was_recorded_and_sends_nothing(void) {
  fake f = {.says = LARK_RECALL_ANSWER,
            .http_status = 200,
            .answer = "{\"code\":0,\"data\":{\"name\":\"x\"}}"};
  tally t = {0};
  lark_recorder recorder = recorder_of(&f);
  lark_client *client = open_with(&recorder);
  // More calls than the endpoint's limit allows at once.
  for (int i = 0; i < 40; i++)
    start(client, &t);
  CHECK(f.asked == 0 && t.ended == 0);
  lark_step(client, 0);
  CHECK(t.ended == 40 && t.failed == 0 && f.asked == 40 && f.recorded == 0);
  CHECK(strcmp(t.first, "x") == 0);
  CHECK(strcmp(f.paths[0], "/open-apis/hire/v1/referrals/search") == 0);
  CHECK(strcmp(f.body, "{\"talent_id\":\"1\"}") == 0);
  CHECK(strcmp(f.app_id, "cli_a") == 0 && f.repeatable);
  check_nothing_sent(client);
  CHECK(stats_of(client).recalled == 40 && stats_of(client).calls == 40);
  lark_close(client);
}

static void fails_as_the_platform_did(void) {
  fake f = {.says = LARK_RECALL_ANSWER,
            .http_status = 400,
            .answer = "{\"code\":1002553,\"msg\":\"no account\"}"};
  tally t = {0};
  lark_recorder recorder = recorder_of(&f);
  lark_client *client = open_with(&recorder);
  start(client, &t);
  finish(client);
  CHECK(t.status == LARK_EAPI && t.code == 1002553 && t.http_status == 400);
  CHECK(strcmp(t.msg, "no account") == 0 && t.hint[0] != '\0');
  CHECK(strcmp(t.log_id, "20240828") == 0 && t.attempts == 0);
  check_nothing_sent(client);
  CHECK(stats_of(client).failures == 1);
  lark_close(client);
}

static void refuses_with_the_recorders_words_but_no_secret(void) {
  fake f = {.says = LARK_RECALL_REFUSE,
            .msg = "not recorded: the secret is hunter22"};
  tally t = {0};
  lark_recorder recorder = recorder_of(&f);
  lark_client *client = open_with(&recorder);
  start(client, &t);
  finish(client);
  CHECK(t.status == LARK_ENETWORK && t.http_status == 0);
  CHECK(strcmp(t.msg, "not recorded: the secret is ********") == 0);
  CHECK(strcmp(t.hint, "Record it.") == 0);
  check_nothing_sent(client);
  CHECK(stats_of(client).recalled == 0);
  lark_close(client);
}

static void masks_a_secret_that_looks_masked(void) {
  fake f = {.says = LARK_RECALL_REFUSE, .msg = "a ***** b ****"};
  tally t = {0};
  lark_recorder recorder = recorder_of(&f);
  lark_options options = options_with(&recorder);
  lark_client *client = NULL;
  options.app_secret = "****";
  lark_open(&options, &client, NULL);
  recorder.recall = NULL; // it was copied
  start(client, &t);
  finish(client);
  CHECK(strcmp(t.msg, "a ***** b ****") == 0);
  lark_close(client);
}

static void sends_what_is_not_recorded_and_asks_once(void) {
  fake f = {.says = LARK_RECALL_SEND};
  tally t = {0};
  lark_recorder recorder = recorder_of(&f);
  lark_options options = options_with(&recorder);
  lark_client *client = NULL;
  options.tenant_access_token = "t-1";
  options.retries = 2;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  start(client, &t);
  finish(client);
  CHECK(t.failed == 1 && t.attempts == 3);
  CHECK(f.asked == 1 && f.recorded == 0);
  lark_close(client);
}

static void a_cancelled_call_is_not_asked_for(void) {
  fake f = {.says = LARK_RECALL_ANSWER, .http_status = 200, .answer = "{}"};
  tally t = {0};
  lark_recorder recorder = recorder_of(&f);
  lark_client *client = open_with(&recorder);
  lark_cancel(client, start(client, &t));
  finish(client);
  CHECK(t.status == LARK_ECANCELLED && f.asked == 0);
  start(client, &t);
  lark_close(client);
  CHECK(t.status == LARK_ECANCELLED && t.ended == 2 && f.asked == 0);
}

static void keeps_to_the_budget_of_a_step(void) {
  fake f = {.says = LARK_RECALL_ANSWER,
            .http_status = 200,
            .answer = "{\"code\":0}",
            .busy_us = 100};
  tally t = {0};
  lark_recorder recorder = recorder_of(&f);
  lark_client *client = open_with(&recorder);
  for (int i = 0; i < 2000; i++)
    start(client, &t);
  lark_step(client, 2000);
  CHECK(f.asked < 200 && lark_pending(client) > 1800);
  while (lark_pending(client) > 0) {
    CHECK(lark_timeout_ms(client) == 0);
    lark_step(client, 20000);
  }
  CHECK(t.ended == 2000 && t.failed == 0);
  lark_close(client);
}

static lark_status first_of_path(const char *method, const char *path,
                                 const char *body, fake *f, bool offline) {
  tally t = {0};
  lark_recorder recorder = recorder_of(f);
  recorder.offline = offline;
  lark_client *client = open_with(&recorder);
  start_path(client, method, path, body, &t);
  finish(client);
  if (offline) check_nothing_sent(client);
  CHECK(strstr(t.msg, "hunter22") == NULL);
  lark_close(client);
  return t.status;
}

static void never_asks_for_what_carries_a_secret(void) {
  static const struct {
    const char *method, *path, *body;
  } calls[] = {
      {"POST", "/open-apis/auth/v3/app_access_token", "{}"},
      {"POST", "/open-apis/%61uth/v3/app_access_token", "{}"},
      {"POST", "/open-apis//auth/v3/app_access_token", "{}"},
      {"GET", "/open-apis/authen/v1/user_info", NULL},
      {"GET", "/open-apis/hire/v1/jobs/hunter22", NULL},
      {"GET", "/open-apis/hire/v1/jobs/h%75nter22", NULL},
      {"POST", "/open-apis/hire/v1/jobs", "{\"a\":\"my hunter22\"}"},
      {"POST", "/open-apis/hire/v1/jobs", "{\"a\":\"hunter2\\u0032\"}"},
      {"POST", "/open-apis/hire/v1/jobs", "{\"app_secret\":\"other\"}"},
      {"POST", "/open-apis/hire/v1/jobs", "{\"refresh_token\":\"other\"}"},
  };
  fake f = {.says = LARK_RECALL_ANSWER, .http_status = 200, .answer = "{}"};
  for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
    CHECK(first_of_path(calls[i].method, calls[i].path, calls[i].body, &f,
                        true) == LARK_ENETWORK);
    CHECK(first_of_path(calls[i].method, calls[i].path, calls[i].body, &f,
                        false) == LARK_ENETWORK);
  }
  CHECK(f.asked == 0 && f.recorded == 0);
  f.answer = "{\"code\":0}";
  CHECK(first_of_path("GET", "/open-apis/authors/v1", NULL, &f, true) ==
        LARK_OK);
  CHECK(first_of_path("POST", "/open-apis/hire/v1", "{\"page_token\":\"\\n\"}",
                      &f, true) == LARK_OK);
  CHECK(f.asked == 2);
}

static void offline_a_client_needs_no_credentials(void) {
  fake f = {.says = LARK_RECALL_SEND};
  tally t = {0};
  lark_recorder recorder = recorder_of(&f);
  lark_options options = options_with(&recorder);
  lark_client *client = NULL;
  options.app_id = options.app_secret = NULL;
  CHECK(lark_open(&options, &client, NULL) == LARK_ECONFIG);
  recorder.offline = true;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  start(client, &t);
  finish(client);
  CHECK(t.status == LARK_ENETWORK && f.asked == 1 && f.app_id[0] == '\0');
  check_nothing_sent(client);
  lark_close(client);
  options.app_type = "isv";
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  lark_close(client);
}

// Not even a Redis server is asked: there is none of that name.
static void offline_a_client_uses_no_shared_store(void) {
  fake f = {.says = LARK_RECALL_SEND};
  lark_recorder recorder = recorder_of(&f);
  lark_options options = options_with(&recorder);
  lark_client *client = NULL;
  options.store_url = "none://127.0.0.1";
  CHECK(lark_open(&options, &client, NULL) == LARK_ECONFIG);
  recorder.offline = true;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  lark_close(client);
}

static lark_status opens(const lark_options *options, const char *parameter) {
  lark_client *client = NULL;
  lark_result *why = NULL;
  lark_status status = lark_open(options, &client, &why);
  if (why != NULL)
    CHECK(strcmp(lark_result_error(why)->parameter, parameter) == 0);
  lark_result_free(why);
  lark_close(client);
  return status;
}

static void a_recording_says_whose_answers_it_has(void) {
  fake f = {.says = LARK_RECALL_SEND};
  lark_recorder recorder = recorder_of(&f);
  lark_options options = options_with(&recorder);
  options.tenant_access_token = "t-1";
  options.app_secret = NULL;
  CHECK(opens(&options, "") == LARK_OK);
  options.app_type = "isv";
  CHECK(opens(&options, "tenant_key") == LARK_ECONFIG);
  options.tenant_key = "1";
  CHECK(opens(&options, "") == LARK_OK);
  options.app_id = NULL;
  CHECK(opens(&options, "app_id") == LARK_ECONFIG);
  options.recorder = NULL;
  CHECK(opens(&options, "") == LARK_OK);
}

static void a_recorder_may_turn_a_client_away(void) {
  fake f = {.says = LARK_RECALL_REFUSE};
  lark_recorder recorder = recorder_of(&f);
  recorder.join = join;
  lark_options options = options_with(&recorder);
  lark_client *client = NULL;
  lark_result *why = NULL;
  options.base_url = "http://127.0.0.1:1/";
  CHECK(lark_open(&options, &client, &why) == LARK_ECONFIG && client == NULL);
  CHECK(strcmp(lark_result_error(why)->msg, "cli_a") == 0);
  CHECK(strcmp(lark_result_error(why)->hint, "http://127.0.0.1:1") == 0);
  lark_result_free(why);
  f.says = LARK_RECALL_SEND;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  lark_close(client);
}

static bool at_most_20(void *user, uint64_t bytes) {
  (void)user;
  return bytes <= 20;
}

static void a_recorded_answer_may_be_too_large(void) {
  fake f = {.says = LARK_RECALL_ANSWER,
            .http_status = 200,
            .answer = "{\"code\":0,\"data\":{\"name\":\"x\"}}"};
  tally t = {0};
  lark_recorder recorder = recorder_of(&f);
  lark_options options = options_with(&recorder);
  lark_client *client = NULL;
  options.max_response_bytes = 20;
  lark_open(&options, &client, NULL);
  start(client, &t);
  finish(client);
  CHECK(t.status == LARK_ELIMIT);
  lark_close(client);

  t.status = LARK_OK;
  client = open_with(&recorder);
  lark_meter_call(client, start(client, &t), at_most_20);
  finish(client);
  CHECK(t.status == LARK_ELIMIT);
  lark_close(client);
}

static void a_damaged_recording_is_an_error(void) {
  fake f = {.says = LARK_RECALL_ANSWER, .http_status = 200, .answer = "{\"co"};
  tally t = {0};
  lark_recorder recorder = recorder_of(&f);
  lark_client *client = open_with(&recorder);
  start(client, &t);
  finish(client);
  CHECK(t.status == LARK_EDECODE && f.asked == 1);
  check_nothing_sent(client);
  lark_close(client);
}

// Refuses the nth request for memory.
typedef struct scarce {
  size_t requests, refuse_at, blocks;
} scarce;

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  scarce *memory = user;
  (void)old_bytes;
  if (new_bytes == 0) {
    if (block != NULL) memory->blocks--;
    free(block);
    return NULL;
  }
  if (++memory->requests == memory->refuse_at) return NULL;
  if (block == NULL) memory->blocks++;
  return realloc(block, new_bytes);
}

static void ends_each_call_once_whatever_allocation_fails(void) {
  fake f = {.says = LARK_RECALL_ANSWER,
            .http_status = 200,
            .answer = "{\"code\":0,\"data\":{\"name\":\"x\"}}"};
  for (size_t n = 0; n < 300; n++) {
    scarce memory = {.refuse_at = n};
    tally t = {0};
    lark_recorder recorder = recorder_of(&f);
    lark_options options = options_with(&recorder);
    lark_client *client = NULL;
    options.allocator = (lark_allocator){resize, &memory};
    if (lark_open(&options, &client, NULL) != LARK_OK) continue;
    for (int i = 0; i < 10; i++)
      start(client, &t);
    finish(client);
    lark_close(client);
    CHECK(t.ended == t.started && t.failed <= 1 && memory.blocks == 0);
  }
}

// ---------------------------------------------------------------------- rounds

typedef struct round {
  fake f; // first
  size_t unsettled, settled, ended;
} round;

static lark_recall recall_in_round(void *user, lark_exchange *call) {
  ((round *)user)->unsettled++;
  return recall(user, call);
}

static void settle(void *user) {
  round *r = user;
  if (r->unsettled > 0) r->settled++;
  r->unsettled = 0;
}

static void on_end_of_round(lark_client *client, lark_call call,
                            lark_result *result, void *user) {
  round *r = user;
  (void)client, (void)call, (void)result;
  CHECK(r->unsettled == 0);
  r->ended++;
}

// A recorder commits once for all calls of a round, before they end.
static void settles_a_round_before_its_callbacks(void) {
  round r = {.f = {.says = LARK_RECALL_ANSWER,
                   .http_status = 200,
                   .answer = "{\"code\":0}"}};
  lark_recorder recorder = recorder_of(&r.f);
  recorder.recall = recall_in_round;
  recorder.settle = settle;
  lark_client *client = open_with(&recorder);
  for (size_t i = 0; i < 20; i++)
    CHECK(lark_start(client, "hire.job_type.list", NULL, 0, on_end_of_round, &r,
                     NULL) == LARK_OK);
  lark_step(client, 0);
  CHECK(r.ended == 20 && r.settled == 1);
  lark_close(client);
}

// ------------------------------------------------------------------- ownership

static void count_up(void *user) {
  ((fake *)user)->references++;
}

static void count_down(void *user) {
  ((fake *)user)->references--;
}

// A client keeps its recorder, also one whose opening fails does not keep it.
static void is_kept_by_its_clients(void) {
  fake f = {.says = LARK_RECALL_SEND};
  lark_recorder recorder = recorder_of(&f);
  recorder.retain = count_up;
  recorder.release = count_down;
  lark_client *first = open_with(&recorder);
  lark_client *second = open_with(&recorder);
  CHECK(f.references == 2);
  lark_close(first);
  CHECK(f.references == 1);
  lark_close(second);
  CHECK(f.references == 0);
  recorder.join = join;
  f.says = LARK_RECALL_REFUSE;
  CHECK(open_with(&recorder) == NULL && f.references == 0);

  // A host that was built before knows nothing of this.
  f.says = LARK_RECALL_SEND;
  recorder.size = offsetof(lark_recorder, retain);
  first = open_with(&recorder);
  CHECK(first != NULL && f.references == 0);
  lark_close(first);
}

int main(void) {
  answers_what_was_recorded_and_sends_nothing();
  fails_as_the_platform_did();
  refuses_with_the_recorders_words_but_no_secret();
  masks_a_secret_that_looks_masked();
  sends_what_is_not_recorded_and_asks_once();
  a_cancelled_call_is_not_asked_for();
  keeps_to_the_budget_of_a_step();
  never_asks_for_what_carries_a_secret();
  offline_a_client_needs_no_credentials();
  offline_a_client_uses_no_shared_store();
  settles_a_round_before_its_callbacks();
  is_kept_by_its_clients();
  a_recording_says_whose_answers_it_has();
  a_recorder_may_turn_a_client_away();
  a_recorded_answer_may_be_too_large();
  a_damaged_recording_is_an_error();
  ends_each_call_once_whatever_allocation_fails();
  return check_failures();
}
