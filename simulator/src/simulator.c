// SPDX-License-Identifier: MIT
#include "simulator.h"

#include "fault_spec.h"
#include "memory.h"
#include "param.h"
#include "route.h"
#include "spoil.h"

#include <stdlib.h>
#include <string.h>

static void name_tallies(struct stats *stats) {
  for (size_t i = 0; i < route_api_count; i++) {
    stats->tallies[i].name = route_endpoints[i]->name;
  }
  stats->tallies[route_api_count].name = "unmatched";
}

// Limits are kept per endpoint, app and tenant.
static size_t limits_count(void) {
  return TOKEN_OWNERS * route_count;
}

static struct limit **limits_of(const struct simulator *simulator,
                                enum token_owner owner, size_t index) {
  return simulator->limits[owner * route_count + index];
}

static void make_limits(struct simulator *simulator) {
  simulator->limits = memory_new(limits_count(), sizeof *simulator->limits);
  for (size_t i = 0; i < limits_count(); i++) {
    for (size_t j = 0; j < ENDPOINT_LIMITS_MAX; j++) {
      struct limit_rule rule = route_endpoints[i % route_count]->limits[j];
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
  ticket_init(&simulator->ticket, settings->seed);
  faults_init(&simulator->faults, settings->seed);
  make_limits(simulator);
  stats_init(&simulator->stats, route_api_count + 1);
  name_tallies(&simulator->stats);
  return simulator;
}

void simulator_free(struct simulator *simulator) {
  if (simulator == NULL) return;
  for (size_t i = 0; i < limits_count(); i++) {
    for (size_t j = 0; j < ENDPOINT_LIMITS_MAX; j++) {
      limit_free(simulator->limits[i][j]);
    }
  }
  free(simulator->limits);
  faults_clear(&simulator->faults);
  recent_clear(&simulator->recent);
  stats_clear(&simulator->stats);
  tokens_clear(&simulator->tokens);
  company_free(simulator->company);
  free(simulator);
}

void simulator_reset(struct simulator *simulator) {
  stats_reset(&simulator->stats);
  simulator->ticket.resends = 0;
  recent_clear(&simulator->recent);
  memset(simulator->faults.fired, 0, sizeof simulator->faults.fired);
  for (size_t i = 0; i < limits_count(); i++) {
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

// The gateway's part: token, kind of app, then limit. Returns false if it has
// answered.
static bool admit(struct call *call, size_t index) {
  struct simulator *simulator = call->simulator;
  enum problem_id problem = PROBLEM_NONE;
  if (!call->endpoint->open) {
    const char *authorization = call->request->headers[HEADER_AUTHORIZATION];
    problem = tokens_check(&simulator->tokens, authorization, call->now_ms,
                           &call->owner);
  }
  if (problem != PROBLEM_NONE) {
    reply_problem(call->reply, problem);
    return false;
  }

  const char *scope = call->endpoint->custom_scope;
  if (scope != NULL && call->owner != TOKEN_CUSTOM) {
    reply_custom_only(call->reply, scope);
    return false;
  }

  struct limit_refusal refusal;
  if (!limit_take_all(limits_of(simulator, call->owner, index),
                      ENDPOINT_LIMITS_MAX, call->now_ms, &refusal)) {
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
  size_t index = tally_index(call->endpoint);
  if (spoils(&request->fault)) {
    stats_count_faulted(&simulator->stats, index);
  } else {
    stats_count(&simulator->stats, index, reply->http_status, reply->code);
  }
  recent_add(&simulator->recent, request);
}

// Faults that change what the answer will be.
static void change_state(struct simulator *simulator,
                         const struct fault_kind *kind, int64_t value) {
  switch (fault_kind_id(kind)) {
  case FAULT_TOKENS_REVOKED: tokens_revoke(&simulator->tokens); break;
  case FAULT_REFUSE: simulator->refuse_ms = (uint32_t)value; break;
  default: break; // the endpoints look at the others themselves
  }
}

char *simulator_arm(struct simulator *simulator, const json_t *spec) {
  struct faults next = simulator->faults;
  next.list = NULL;
  next.count = 0;
  char *wrong = fault_spec_read(spec, simulator->settings.tls, &next);
  if (wrong != NULL) {
    faults_clear(&next);
    return wrong;
  }
  faults_clear(&simulator->faults);
  simulator->faults = next;
  for (size_t i = 0; i < next.count; i++) {
    const struct fault *fault = &next.list[i];
    if (!fault->at_once) continue;
    change_state(simulator, fault->kind, fault->values[0]);
  }
  return NULL;
}

void simulator_meet(struct simulator *simulator, struct request *request) {
  if (request_is_internal(request)) return;
  enum problem_id problem;
  size_t index = route_find(request, &problem);
  if (index > route_api_count) index = route_api_count;
  request->fault =
      faults_pick(&simulator->faults, simulator->stats.tallies[index].name);
  const struct fault_kind *kind = request->fault.kind;
  if (kind == NULL) return;
  change_state(simulator, kind, request->fault.values[0]);
  if (kind->stage == FAULT_AT_ARRIVAL) {
    stats_count_unread(&simulator->stats, index);
  }
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
  spoil(reply, &request->fault);
  if (!request_is_internal(request)) record(&call, request);
}
