// SPDX-License-Identifier: MIT
#include "client.h"

#include <sys/random.h>

#include "call.h"
#include "memory.h"
#include "params.h"
#include "url.h"

// ------------------------------------------------------------- open and close

static void seed(lark_client *client) {
  if (getrandom(&client->random, sizeof client->random, GRND_NONBLOCK) !=
      (ssize_t)sizeof client->random)
    client->random = lark_loop_now_us();
  client->random |= 1; // 0 would stay 0
}

// xorshift64: jitter needs no more.
uint64_t lark_client_random(lark_client *client) {
  uint64_t x = client->random;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  return client->random = x;
}

static lark_status open_parts(lark_client *client) {
  const lark_allocator *allocator = &client->settings.allocator;
  client->timers.allocator = *allocator;
  client->shelf = lark_shelf_new(allocator);
  client->budgets = lark_alloc(
      allocator, lark_catalog_endpoint_count * sizeof(lark_budget *));
  if (client->shelf == NULL || client->budgets == NULL) return LARK_ENOMEM;
  lark_status status =
      lark_loop_open(&client->loop, client->settings.max_in_flight);
  if (status == LARK_OK) status = lark_tokens_open(client);
  return status;
}

static void free_transfers(lark_client *client) {
  while (client->idle != NULL) {
    lark_transfer *transfer = client->idle;
    client->idle = transfer->next;
    lark_transfer_free(transfer);
  }
}

// Frees a client whose calls have all ended.
static void destroy(lark_client *client) {
  lark_allocator allocator = client->settings.allocator;
  free_transfers(client);
  lark_loop_close(&client->loop);
  for (size_t i = 0; client->budgets && i < lark_catalog_endpoint_count; i++)
    lark_budget_free(client->budgets[i]);
  lark_release(&allocator, client->budgets,
               lark_catalog_endpoint_count * sizeof(lark_budget *));
  lark_tokens_clear(client);
  lark_slots_clear(client);
  lark_timers_clear(&client->timers);
  lark_shelf_release(client->shelf);
  lark_settings_clear(&client->settings);
  lark_release(&allocator, client, sizeof *client);
}

lark_status lark_open(const lark_options *options, lark_client **out,
                      lark_error *error) {
  lark_failure failure;
  *out = NULL;
  lark_fail(&failure, LARK_ENOMEM, "out of memory");
  lark_client *client = lark_alloc(&options->allocator, sizeof *client);
  lark_status status = LARK_ENOMEM;
  if (client != NULL) {
    client->loop =
        (lark_loop){.epoll_fd = -1, .wakeup_fd = -1, .timer_fd = -1};
    lark_fail(&client->last_failure, LARK_OK, "%s", "");
    status = lark_settings_take(&client->settings, options, &failure);
    if (status == LARK_OK) status = open_parts(client);
    if (status != LARK_OK) destroy(client);
  }
  if (status == LARK_OK) {
    seed(client);
    *out = client;
  } else if (error != NULL) {
    *error = failure.error;
  }
  return status;
}

// ------------------------------------------------------------------ reentrancy

// Each function that may run callbacks stands between enter() and leave(), so
// that a close inside a callback waits for the outermost one to end.
static void enter(lark_client *client) {
  client->depth++;
}

// False where the client was closed meanwhile and is gone.
static bool leave(lark_client *client) {
  if (--client->depth > 0 || !client->closing) return true;
  client->depth++; // a close inside these last callbacks changes nothing
  lark_calls_cancel(client);
  while (lark_calls_deliver(client))
    ;
  destroy(client);
  return false;
}

static void finish(lark_client *client, bool silent) {
  if (client == NULL) return;
  enter(client);
  client->closing = true;
  client->silent = client->silent || silent;
  leave(client);
}

void lark_close(lark_client *client) {
  finish(client, false);
}

void lark_abandon(lark_client *client) {
  finish(client, true);
}

// -------------------------------------------------------------------- starting

// Tells the descriptor when work is due.
static uint64_t due_us(const lark_client *client) {
  if (client->ready.first != NULL || client->granted.first != NULL ||
      client->done.first != NULL)
    return 0;
  return lark_timers_due_us(&client->timers);
}

static lark_status starved(lark_client *client) {
  return lark_fail(&client->last_failure, LARK_ENOMEM, "out of memory");
}

static lark_status refuse_closed(lark_client *client) {
  lark_fail(&client->last_failure, LARK_ECLOSED, "the client is closed");
  lark_failure_hint(&client->last_failure, "Open another one.");
  return LARK_ECLOSED;
}

// The endpoint's budget, made when it is first needed. LARK_OK with NULL where
// none is kept.
static lark_status find_budget(lark_client *client,
                               const lark_endpoint *endpoint,
                               lark_budget **out) {
  size_t count = 0;
  const lark_rate *rates =
      lark_settings_rates(&client->settings, endpoint, &count);
  *out = NULL;
  if (client->settings.no_limits) return LARK_OK;
  lark_budget **place = &client->budgets[endpoint - lark_catalog_endpoints];
  if (*place == NULL)
    *place = lark_budget_new(rates, count, &client->granted, &client->timers);
  *out = *place;
  return *out != NULL ? LARK_OK : LARK_ENOMEM;
}

static lark_status launch(call *made, lark_call *name) {
  lark_client *client = made->client;
  if (made->url.failed || made->body.failed) {
    lark_call_drop(made);
    return starved(client);
  }
  made->has_deadline = client->settings.deadline_ms > 0;
  if (name != NULL) *name = made->id;
  client->pending++;
  lark_call_launch(made);
  lark_loop_arm(&client->loop, due_us(client));
  return LARK_OK;
}

lark_status lark_start_endpoint(lark_client *client,
                                const lark_endpoint *endpoint,
                                const lark_param *params, size_t param_count,
                                lark_done *done, void *user, lark_call *name) {
  if (name != NULL) *name = 0;
  if (client->closing) return refuse_closed(client);
  lark_status status = lark_params_check(endpoint, params, param_count,
                                         &client->last_failure);
  if (status != LARK_OK) return status;

  lark_budget *budget = NULL;
  call *made = NULL;
  status = find_budget(client, endpoint, &budget);
  if (status == LARK_OK) made = lark_call_new(client, done, user);
  if (made == NULL) return starved(client);
  made->endpoint = endpoint;
  made->name = endpoint->name;
  made->method = endpoint->method;
  made->repeatable = endpoint->repeatable;
  made->budget = budget;
  lark_text_add_string(&made->url, client->settings.base_url);
  lark_params_write(endpoint, params, param_count, &made->url, &made->body);
  lark_text_add_char(&made->url, '\0');
  made->has_body = made->body.length_bytes > 0;
  return launch(made, name);
}

lark_status lark_start(lark_client *client, const char *endpoint,
                       const lark_param *params, size_t param_count,
                       lark_done *done, void *user, lark_call *name) {
  const lark_endpoint *found = lark_endpoint_find(endpoint);
  if (found != NULL)
    return lark_start_endpoint(client, found, params, param_count, done, user,
                               name);
  if (name != NULL) *name = 0;
  lark_fail(&client->last_failure, LARK_EPARAM, "there is no endpoint %s",
            endpoint);
  const lark_endpoint *near = lark_endpoint_suggest(endpoint);
  if (near != NULL)
    lark_failure_hint(&client->last_failure, "Did you mean %s?", near->name);
  else
    lark_failure_hint(&client->last_failure,
                      "`lualark schema` lists them all.");
  return LARK_EPARAM;
}

// The method as a constant, which outlives the call; NULL for an unknown one.
static const char *known_method(const char *method) {
  static const char *const methods[] = {"GET", "POST", "PUT", "PATCH",
                                        "DELETE"};
  for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
    if (method != NULL && strcmp(method, methods[i]) == 0) return methods[i];
  }
  return NULL;
}

static lark_status check_request(lark_client *client,
                                 const lark_request *request) {
  lark_failure *failure = &client->last_failure;
  if (known_method(request->method) == NULL) {
    lark_fail(failure, LARK_EPARAM,
              "method must be one of GET, POST, PUT, PATCH, DELETE");
    lark_failure_parameter(failure, "method");
    return LARK_EPARAM;
  }
  if (request->path == NULL || !lark_url_is_path(request->path)) {
    lark_fail(failure, LARK_EPARAM, "path is not the path of a request");
    lark_failure_hint(failure, "Write it like /open-apis/hire/v1/jobs, "
                               "percent-encoded, and the query apart.");
    lark_failure_parameter(failure, "path");
    return LARK_EPARAM;
  }
  return LARK_OK;
}

lark_status lark_start_request(lark_client *client, const lark_request *request,
                               lark_done *done, void *user, lark_call *name) {
  if (name != NULL) *name = 0;
  if (client->closing) return refuse_closed(client);
  lark_status status = check_request(client, request);
  if (status != LARK_OK) return status;
  call *made = lark_call_new(client, done, user);
  if (made == NULL) return starved(client);

  made->method = known_method(request->method);
  made->name = made->method;
  made->repeatable = strcmp(made->method, "GET") == 0;
  lark_text_add_string(&made->url, client->settings.base_url);
  lark_text_add_string(&made->url, request->path);
  bool has_query = false;
  for (size_t i = 0; i < request->query_count; i++)
    lark_params_add_query(&made->url, &has_query, &request->query[i]);
  lark_text_add_char(&made->url, '\0');
  made->has_body = request->body != NULL;
  if (made->has_body)
    lark_text_add(&made->body, request->body, request->body_bytes);
  return launch(made, name);
}

lark_status lark_cancel(lark_client *client, lark_call name) {
  call *found = lark_call_find(client, name);
  if (found == NULL || found->link.queue == &client->done)
    return lark_fail(&client->last_failure, LARK_ESTALE,
                     "the call has ended already");
  lark_call_cancel(found);
  lark_loop_arm(&client->loop, due_us(client));
  return LARK_OK;
}

const lark_error *lark_last_error(const lark_client *client) {
  return &client->last_failure.error;
}

size_t lark_pending(const lark_client *client) {
  return client->pending;
}

// --------------------------------------------------------------------- driving

// One round: timers, new attempts, traffic, finished attempts.
static lark_status work(lark_client *client, uint64_t until_us) {
  lark_timers_fire(&client->timers, lark_loop_now_us());
  lark_calls_admit(client, lark_loop_now_us());
  uint64_t due = due_us(client);
  lark_status status =
      lark_loop_poll(&client->loop, due < until_us ? due : until_us);
  lark_calls_collect(client);
  lark_timers_fire(&client->timers, lark_loop_now_us());
  return status;
}

static lark_status drive(lark_client *client, uint64_t wait_until_us,
                         uint64_t stop_us) {
  enter(client);
  lark_status status = work(client, wait_until_us);
  while (lark_calls_deliver(client) && lark_loop_now_us() < stop_us)
    ;
  // What callbacks started goes out now rather than in the next step.
  if (!client->closing) lark_calls_admit(client, lark_loop_now_us());
  lark_loop_arm(&client->loop, due_us(client));
  leave(client);
  return status;
}

lark_status lark_step(lark_client *client, uint32_t budget_us) {
  uint64_t stop_us =
      budget_us > 0 ? lark_loop_now_us() + budget_us : UINT64_MAX;
  return drive(client, 0, stop_us);
}

lark_status lark_wait(lark_client *client, int timeout_ms) {
  uint64_t until_us = UINT64_MAX;
  if (timeout_ms >= 0)
    until_us = lark_loop_now_us() + (uint64_t)timeout_ms * 1000;
  return drive(client, until_us, UINT64_MAX);
}

int lark_fd(lark_client *client) {
  int fd = lark_loop_fd(&client->loop);
  lark_loop_arm(&client->loop, due_us(client));
  return fd;
}

int lark_timeout_ms(lark_client *client) {
  uint64_t due = due_us(client);
  if (client->loop.curl_due_us < due) due = client->loop.curl_due_us;
  if (due == UINT64_MAX) return -1;
  uint64_t now_us = lark_loop_now_us();
  if (due <= now_us) return 0;
  uint64_t ms = (due - now_us + 999) / 1000;
  return ms < INT32_MAX ? (int)ms : INT32_MAX;
}

void lark_wakeup(lark_client *client) {
  lark_loop_wakeup(&client->loop);
}

void lark_client_stats(const lark_client *client, lark_stats *stats) {
  lark_stats now = client->stats;
  const lark_histogram *times = &client->times;
  size_t size = stats->size < sizeof now ? stats->size : sizeof now;
  now.p50_us = lark_histogram_percentile(times, 50);
  now.p90_us = lark_histogram_percentile(times, 90);
  now.p99_us = lark_histogram_percentile(times, 99);
  now.max_us = times->max_us;
  now.size = size;
  memcpy(stats, &now, size);
}
