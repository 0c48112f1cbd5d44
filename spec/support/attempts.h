// SPDX-License-Identifier: MIT

/// Single attempts on the wire, without a client: for C tests of bodies and
/// sinks.
#ifndef ATTEMPTS_H
#define ATTEMPTS_H

#include "clock.h"
#include "echo.h"
#include "pool.h"

static const lark_allocator usual = {NULL, NULL};

static struct attempts {
  server echo;
  lark_settings settings;
  lark_timers timers;
  lark_pool pool;
  lark_shelf *shelf;
  lark_token *token;

  // The latest attempt.
  lark_sink *sink;
  bool ended;
  CURLcode code;
  lark_answer answer;
  lark_failure failure;
  lark_result *result;
} attempts;

static inline void on_ended(lark_transfer *transfer, void *owner) {
  CHECK(owner == &attempts);
  lark_fail(&attempts.failure, LARK_OK, "%s", "");
  attempts.code = transfer->reply.code;
  attempts.answer = attempts.sink->methods->read(
      attempts.sink, &transfer->reply, NULL, &(lark_secrets){{NULL}},
      attempts.result, &attempts.failure);
  attempts.ended = true;
}

static inline void open_attempts(void) {
  char url[64];
  lark_options options;
  lark_failure failure;
  start_echo(&attempts.echo);
  lark_options_init(&options, sizeof options);
  snprintf(url, sizeof url, "http://127.0.0.1:%d", attempts.echo.port);
  options.base_url = url;
  options.tenant_access_token = "t-1";
  options.timeout_ms = 5000;
  CHECK(lark_settings_take(&attempts.settings, &options, &failure) == LARK_OK);
  CHECK(lark_pool_open(&attempts.pool, &attempts.settings, &attempts.timers,
                       on_ended) == LARK_OK);
  attempts.shelf = lark_shelf_new(&usual);
  attempts.token = lark_token_new(&usual, "t-1", "agent/1");
  attempts.result = lark_result_new(attempts.shelf);
}

// Sends one attempt, and returns when it has ended.
static inline void attempt(const char *method, const char *path,
                           lark_body *body, lark_sink *sink) {
  char url[256];
  snprintf(url, sizeof url, "%s%s", attempts.settings.base_url, path);
  const lark_shipment shipment = {.owner = &attempts,
                                  .method = method,
                                  .url = url,
                                  .body = body,
                                  .sink = sink,
                                  .timeout_ms = 5000};
  attempts.sink = sink;
  attempts.ended = false;
  lark_result_reset(attempts.result);
  lark_transfer *transfer = NULL;
  CHECK(lark_pool_send(&attempts.pool, &shipment,
                       lark_token_share(attempts.token), lark_now_us(),
                       &transfer) == LARK_OK);
  uint64_t until_us = lark_now_us() + 10000000;
  while (!attempts.ended && lark_now_us() < until_us) {
    lark_loop_poll(&attempts.pool.loop, lark_now_us() + 100000, 100);
    lark_pool_collect(&attempts.pool, 100);
  }
  CHECK(attempts.ended);
}

static inline void close_attempts(void) {
  lark_pool_close(&attempts.pool);
  lark_result_free(attempts.result);
  lark_shelf_release(attempts.shelf);
  lark_token_release(attempts.token);
  lark_timers_clear(&attempts.timers);
  lark_settings_clear(&attempts.settings);
  end_process(attempts.echo.process);
}

// -------------------------------------------------------------- what came back

static char streamed[65536];
static size_t streamed_bytes;
static int restarts;

static inline bool keep_stream(void *user, const char *bytes, size_t length) {
  if (bytes == NULL) {
    restarts++;
    streamed_bytes = 0;
    return user == NULL;
  }
  memcpy(streamed + streamed_bytes, bytes, length);
  streamed_bytes += length;
  streamed[streamed_bytes] = '\0';
  return true;
}

// Sends a body to /raw, and leaves the request as the server saw it in
// `streamed`.
static inline void send_raw(const char *method, lark_body *body) {
  lark_sink_stream sink;
  streamed_bytes = 0;
  lark_sink_stream_init(&sink, 1000, keep_stream, NULL);
  attempt(method, "/raw", body, &sink.sink);
  CHECK(attempts.answer.ok);
}

static inline bool saw(const char *text) {
  return strstr(streamed, text) != NULL;
}

#endif
