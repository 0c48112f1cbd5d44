// SPDX-License-Identifier: MIT
#include "simulator.h"

#include "draw_company.h"
#include "fault_spec.h"
#include "memory.h"
#include "state.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void name_tallies(struct simulator *simulator) {
  struct tally *tallies = simulator->stats.tallies;
  size_t count = simulator->routes.api_count;
  for (size_t i = 0; i < count; i++) {
    tallies[i].name = simulator->routes.list[i]->name;
  }
  tallies[count].name = "unmatched";
}

// Limits are kept per endpoint, app and tenant.
static size_t limits_count(const struct simulator *simulator) {
  return TOKEN_OWNERS * simulator->routes.count;
}

struct limit **simulator_limits(const struct simulator *simulator,
                                enum token_owner owner, size_t index) {
  return simulator->limits[owner * simulator->routes.count + index];
}

static void make_limits(struct simulator *simulator) {
  const struct routes *routes = &simulator->routes;
  size_t count = limits_count(simulator);
  simulator->limits = memory_new(count, sizeof *simulator->limits);
  for (size_t i = 0; i < count; i++) {
    for (size_t j = 0; j < ENDPOINT_LIMITS_MAX; j++) {
      struct limit_rule rule = routes->list[i % routes->count]->limits[j];
      if (rule.max == 0) continue;
      simulator->limits[i][j] = limit_new(rule, simulator->settings.limits);
    }
  }
}

struct simulator *simulator_new(const struct simulator_settings *settings,
                                const struct routes *routes) {
  struct simulator *simulator = memory_new(1, sizeof *simulator);
  simulator->settings = *settings;
  simulator->routes = *routes;
  simulator->company = draw_company(settings->seed, settings->talents);
  simulator->company->app_id = settings->app_id;
  tokens_init(&simulator->tokens, settings->seed,
              (uint64_t)settings->token_ttl_s * 1000);
  ticket_init(&simulator->ticket, settings->seed);
  faults_init(&simulator->faults, settings->seed);
  simulator->files.seed = settings->seed;
  push_init(&simulator->push, settings->seed);
  make_limits(simulator);
  stats_init(&simulator->stats, routes->api_count + 1);
  name_tallies(simulator);
  return simulator;
}

void simulator_free(struct simulator *simulator) {
  if (simulator == NULL) return;
  for (size_t i = 0; i < limits_count(simulator); i++) {
    for (size_t j = 0; j < ENDPOINT_LIMITS_MAX; j++) {
      limit_free(simulator->limits[i][j]);
    }
  }
  free(simulator->limits);
  faults_clear(&simulator->faults);
  recent_clear(&simulator->recent);
  files_clear(&simulator->files);
  push_clear(&simulator->push);
  stats_clear(&simulator->stats);
  tokens_clear(&simulator->tokens);
  company_free(simulator->company);
  free(simulator);
}

char *simulator_open_state(struct simulator *simulator) {
  const char *path = simulator->settings.state_file;
  struct company *company = simulator->company;
  if (path == NULL) return NULL;
  char *wrong = state_load(company, path);
  if (wrong != NULL) return wrong;
  simulator->saved_ms = company->clock_ms;
  if (state_save(company, path) == 0) return NULL;
  const char *why = strerror(errno);
  return memory_copy(why, strlen(why));
}

void simulator_save_state(struct simulator *simulator) {
  const struct company *company = simulator->company;
  const char *path = simulator->settings.state_file;
  if (path == NULL || company->clock_ms == simulator->saved_ms) return;
  if (state_save(company, path) != 0) {
    fprintf(stderr, "lark-simulator: cannot write --state %s: %s\n", path,
            strerror(errno));
    return;
  }
  simulator->saved_ms = company->clock_ms;
}

void simulator_reset(struct simulator *simulator) {
  stats_reset(&simulator->stats);
  simulator->ticket.resends = 0;
  push_reset(&simulator->push);
  recent_clear(&simulator->recent);
  memset(simulator->faults.fired, 0, sizeof simulator->faults.fired);
  for (size_t i = 0; i < limits_count(simulator); i++) {
    for (size_t j = 0; j < ENDPOINT_LIMITS_MAX; j++) {
      struct limit *limit = simulator->limits[i][j];
      if (limit != NULL) limit_reset(limit);
    }
  }
}

void simulator_change(struct simulator *simulator,
                      const struct fault_kind *kind, int64_t value) {
  switch (fault_kind_id(kind)) {
  case FAULT_TOKENS_REVOKED: tokens_revoke(&simulator->tokens); break;
  case FAULT_REFUSE: simulator->refuse_ms = (uint32_t)value; break;
  default: break; // other faults act elsewhere
  }
}

// Reads `spec` into `next`, where nothing is armed yet.
static char *read_faults(const struct simulator *simulator, const json_t *spec,
                         struct faults *next) {
  size_t count = simulator->stats.tally_count;
  const char **names = memory_new(count, sizeof *names);
  for (size_t i = 0; i < count; i++) {
    names[i] = simulator->stats.tallies[i].name;
  }
  struct fault_scope scope = {simulator->settings.tls, names, count};
  char *wrong = fault_spec_read(spec, &scope, next);
  free(names);
  return wrong;
}

char *simulator_arm(struct simulator *simulator, const json_t *spec) {
  struct faults next = simulator->faults;
  next.list = NULL;
  next.count = 0;
  char *wrong = read_faults(simulator, spec, &next);
  if (wrong != NULL) {
    faults_clear(&next);
    return wrong;
  }
  faults_clear(&simulator->faults);
  simulator->faults = next;
  for (size_t i = 0; i < next.count; i++) {
    const struct fault *fault = &next.list[i];
    if (!fault->at_once) continue;
    simulator_change(simulator, fault->kind, fault->values[0]);
  }
  return NULL;
}
