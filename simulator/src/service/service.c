// SPDX-License-Identifier: MIT
#include "service.h"

#include "answer.h"
#include "call.h"
#include "directory.h"
#include "param.h"
#include "spoil.h"
#include "transfer.h"

#include <string.h>

static void refuse_route(struct call *call, enum route_result result) {
  reply_problem(call->reply,
                result == ROUTE_NO_PATH ? PROBLEM_PATH : PROBLEM_METHOD);
  if (result == ROUTE_NO_PATH) return;
  char methods[40];
  routes_allowed(&call->simulator->routes, call->request, methods,
                 sizeof methods);
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
  unsigned kinds = call->endpoint->token_kinds;
  enum problem_id problem = PROBLEM_NONE;
  if (kinds != 0) {
    const char *authorization = call->request->headers[HEADER_AUTHORIZATION];
    problem = tokens_check(&simulator->tokens, kinds, authorization,
                           call->now_ms, &call->owner);
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
  if (!limit_take_all(simulator_limits(simulator, call->owner, index),
                      ENDPOINT_LIMITS_MAX, call->now_ms, &refusal)) {
    refuse_rate(call, &refusal);
    return false;
  }
  return true;
}

// Answers a call of an endpoint that has a description.
static void answer_by_description(struct call *call) {
  const char *part = json_string_value(
      json_object_get(call->endpoint->description, "multipart"));
  enum problem_id problem = PROBLEM_NONE;
  struct form form;
  if (part != NULL) {
    problem = transfer_read_form(call, part, &form);
  } else if (param_in_body(call->endpoint->description)) {
    problem = call_read_body(call);
  }
  if (problem != PROBLEM_NONE) {
    reply_problem(call->reply, problem);
    return;
  }
  json_t *params = NULL;
  json_t *violations =
      param_read(call->endpoint, call->request, call->body, &params);
  if (violations != NULL) {
    reply_violations(call->reply, violations);
  } else {
    answer_described(call->endpoint, call->simulator->company, params,
                     call->hit, call->reply);
    transfer_finish(call, part != NULL ? &form : NULL);
  }
  json_decref(params);
}

static void answer(struct call *call) {
  const struct routes *routes = &call->simulator->routes;
  size_t index;
  enum route_result result = routes_find(routes, call->request, &index);
  if (result != ROUTE_FOUND) {
    refuse_route(call, result);
    return;
  }

  call->endpoint = routes->list[index];
  call->index = index;
  if (call->request->body_too_large) {
    reply_problem(call->reply, PROBLEM_BODY_TOO_LARGE);
    return;
  }
  if (!admit(call, index)) return;
  if (call->endpoint->description != NULL) {
    answer_by_description(call);
  } else {
    call->endpoint->answer(call);
  }
}

// The index of the endpoint's tally. The last tally is for unknown paths.
static size_t tally_index(const struct call *call) {
  size_t api_count = call->simulator->routes.api_count;
  return call->endpoint != NULL && call->index < api_count ? call->index
                                                           : api_count;
}

// Counts and remembers the outcome of a request to the API.
static void record(struct call *call, struct request *request) {
  struct simulator *simulator = call->simulator;
  const struct reply *reply = call->reply;

  request->endpoint = call->endpoint != NULL ? call->endpoint->name : NULL;
  request->fault = call->hit->kind != NULL ? call->hit->kind->name : NULL;
  request->http_status = reply->http_status;
  request->code = reply->code;
  memcpy(request->log_id, reply->log_id, sizeof request->log_id);
  size_t index = tally_index(call);
  if (spoils(call->hit)) {
    stats_count_faulted(&simulator->stats, index);
  } else {
    stats_count(&simulator->stats, index, reply->http_status, reply->code);
  }
  recent_add(&simulator->recent, request);
}

struct simulator *service_open(const struct simulator_settings *settings) {
  struct routes routes;
  directory_open(&routes);
  return simulator_new(settings, &routes);
}

void service_close(struct simulator *simulator) {
  if (simulator == NULL) return;
  struct routes routes = simulator->routes;
  simulator_free(simulator);
  directory_close(&routes);
}

struct fault_hit service_meet(struct simulator *simulator,
                              struct request *request) {
  struct fault_hit hit = {NULL, {0}};
  if (request_is_internal(request)) return hit;
  size_t index;
  routes_find(&simulator->routes, request, &index);
  if (index > simulator->routes.api_count) index = simulator->routes.api_count;
  hit = faults_pick(&simulator->faults, simulator->stats.tallies[index].name);
  if (hit.kind == NULL) return hit;
  simulator_change(simulator, hit.kind, hit.values[0]);
  if (hit.kind->stage == FAULT_AT_ARRIVAL) {
    stats_count_unread(&simulator->stats, index);
  }
  return hit;
}

void service_answer(struct simulator *simulator, struct request *request,
                    const struct fault_hit *hit, uint64_t now_ms,
                    struct reply *reply) {
  reply_init(reply, simulator->settings.seed, ++simulator->answered);
  struct call call = {.simulator = simulator,
                      .request = request,
                      .hit = hit,
                      .now_ms = now_ms,
                      .reply = reply};
  request_open_form(request);
  answer(&call);
  json_decref(call.body);
  request_close_form(request);
  simulator_save_state(simulator);
  if (hit->kind != NULL) reply_load_file(reply);
  spoil(reply, hit);
  if (!request_is_internal(request)) record(&call, request);
}
