// SPDX-License-Identifier: MIT
#include "simulator.h"

#include "memory.h"
#include "param.h"
#include "route.h"

#include <stdlib.h>
#include <string.h>

static void name_tallies(struct stats *stats) {
  for (size_t i = 0; i < route_api_count; i++) {
    stats->tallies[i].name = route_endpoints[i]->name;
  }
  stats->tallies[route_api_count].name = "unmatched";
}

static void make_limits(struct simulator *simulator) {
  simulator->limits = memory_new(route_count, sizeof *simulator->limits);
  for (size_t i = 0; i < route_count; i++) {
    for (size_t j = 0; j < ENDPOINT_LIMITS_MAX; j++) {
      struct limit_rule rule = route_endpoints[i]->limits[j];
      if (rule.max == 0) continue;
      simulator->limits[i][j] = limit_new(rule, simulator->settings.limits);
    }
  }
}

struct simulator *simulator_new(const struct simulator_settings *settings) {
  struct simulator *simulator = memory_new(1, sizeof *simulator);
  simulator->settings = *settings;
  simulator->company = company_new(settings->seed, settings->talents);
  tokens_init(&simulator->tokens, settings->seed,
              (uint64_t)settings->token_ttl_s * 1000);
  make_limits(simulator);
  stats_init(&simulator->stats, route_api_count + 1);
  name_tallies(&simulator->stats);
  return simulator;
}

void simulator_free(struct simulator *simulator) {
  if (simulator == NULL) return;
  for (size_t i = 0; i < route_count; i++) {
    for (size_t j = 0; j < ENDPOINT_LIMITS_MAX; j++) {
      limit_free(simulator->limits[i][j]);
    }
  }
  free(simulator->limits);
  recent_clear(&simulator->recent);
  stats_clear(&simulator->stats);
  tokens_clear(&simulator->tokens);
  company_free(simulator->company);
  free(simulator);
}

void simulator_reset(struct simulator *simulator) {
  stats_reset(&simulator->stats);
  recent_clear(&simulator->recent);
  for (size_t i = 0; i < route_count; i++) {
    for (size_t j = 0; j < ENDPOINT_LIMITS_MAX; j++) {
      struct limit *limit = simulator->limits[i][j];
      if (limit != NULL) limit_reset(limit);
    }
  }
}

static void refuse_route(struct call *call, enum problem_id problem) {
  reply_problem(call->reply, problem);
  if (problem != PROBLEM_METHOD) return;
  char methods[32];
  route_allowed(call->request, methods, sizeof methods);
  reply_header(call->reply, "Allow", methods);
}

static void refuse_rate(struct call *call,
                        const struct limit_refusal *refusal) {
  uint64_t wait_s = (refusal->wait_ms + 999) / 1000;
  reply_problem(call->reply, PROBLEM_RATE_LIMITED);
  reply_header_number(call->reply, "x-ogw-ratelimit-limit", refusal->max);
  reply_header_number(call->reply, "x-ogw-ratelimit-reset", wait_s);
}

// The gateway's part: token, then limit. Returns false if it has answered.
static bool admit(struct call *call, size_t index) {
  struct simulator *simulator = call->simulator;
  enum problem_id problem = PROBLEM_NONE;
  if (!call->endpoint->open) {
    const char *authorization = call->request->headers[HEADER_AUTHORIZATION];
    problem = tokens_check(&simulator->tokens, authorization, call->now_ms);
  }
  if (problem != PROBLEM_NONE) {
    reply_problem(call->reply, problem);
    return false;
  }

  struct limit_refusal refusal;
  if (!limit_take_all(simulator->limits[index], ENDPOINT_LIMITS_MAX,
                      call->now_ms, &refusal)) {
    refuse_rate(call, &refusal);
    return false;
  }
  return true;
}

// Reads what the endpoint takes. Returns false if it has answered.
static bool read_params(struct call *call) {
  if (call->endpoint->params == NULL) return true;

  if (strcmp(call->endpoint->method, "POST") == 0) {
    enum problem_id problem = param_read_body(call);
    if (problem != PROBLEM_NONE) {
      reply_problem(call->reply, problem);
      return false;
    }
  }
  json_t *violations = param_read_all(call);
  if (violations == NULL) return true;
  reply_violations(call->reply, violations);
  return false;
}

static void answer(struct call *call) {
  enum problem_id problem;
  size_t index = route_find(call->request, &problem);
  if (problem != PROBLEM_NONE) {
    refuse_route(call, problem);
    return;
  }

  call->endpoint = route_endpoints[index];
  if (call->request->body_too_large) {
    reply_problem(call->reply, PROBLEM_BODY_TOO_LARGE);
    return;
  }
  if (!admit(call, index) || !read_params(call)) return;
  call->endpoint->answer(call);
}

static size_t tally_index(const struct endpoint *endpoint) {
  size_t i = 0;
  while (i < route_api_count && route_endpoints[i] != endpoint) {
    i++;
  }
  return i; // one past the last endpoint is "unmatched"
}

// Writes down what came of a request of the API.
static void record(struct call *call, struct request *request) {
  struct simulator *simulator = call->simulator;
  const struct reply *reply = call->reply;

  request->endpoint = call->endpoint != NULL ? call->endpoint->name : NULL;
  request->http_status = reply->http_status;
  request->code = reply->code;
  memcpy(request->log_id, reply->log_id, sizeof request->log_id);
  stats_count(&simulator->stats, tally_index(call->endpoint),
              reply->http_status, reply->code);
  recent_add(&simulator->recent, request);
}

void simulator_answer(struct simulator *simulator, struct request *request,
                      uint64_t now_ms, struct reply *reply) {
  reply_init(reply, simulator->settings.seed, ++simulator->answered);
  struct call call = {.simulator = simulator,
                      .request = request,
                      .now_ms = now_ms,
                      .reply = reply};
  answer(&call);
  json_decref(call.body);
  if (!request_is_internal(request)) record(&call, request);
}
