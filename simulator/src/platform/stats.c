// SPDX-License-Identifier: MIT
#include "stats.h"

#include "memory.h"

#include <stdio.h>
#include <stdlib.h>

void stats_init(struct stats *stats, size_t tally_count) {
  *stats = (struct stats){.tally_count = tally_count};
  stats->tallies = memory_new(tally_count, sizeof *stats->tallies);
}

static void tally_reset(struct tally *tally) {
  free(tally->errors);
  *tally = (struct tally){.name = tally->name};
}

static void reset_tallies(struct stats *stats) {
  tally_reset(&stats->total);
  for (size_t i = 0; i < stats->tally_count; i++) {
    tally_reset(&stats->tallies[i]);
  }
}

void stats_clear(struct stats *stats) {
  reset_tallies(stats);
  free(stats->tallies);
  *stats = (struct stats){0};
}

void stats_reset(struct stats *stats) {
  reset_tallies(stats);
  stats->tokens_issued = 0;
  stats->connections_opened = 0;
  stats->max_in_flight = stats->in_flight;
}

static void count_error(struct tally *tally, long code) {
  for (size_t i = 0; i < tally->error_count; i++) {
    if (tally->errors[i].code != code) continue;
    tally->errors[i].count++;
    return;
  }
  size_t count = tally->error_count + 1;
  tally->errors = memory_grow(tally->errors, count, sizeof *tally->errors);
  tally->errors[tally->error_count] = (struct stats_error){code, 1};
  tally->error_count = count;
}

static void tally_count(struct tally *tally, unsigned http_status, long code) {
  tally->requests++;
  if (http_status == 429) tally->rate_limited++;
  if (code == 0) {
    tally->ok++;
  } else {
    count_error(tally, code);
  }
}

void stats_count(struct stats *stats, size_t index, unsigned http_status,
                 long code) {
  tally_count(&stats->total, http_status, code);
  tally_count(&stats->tallies[index], http_status, code);
}

void stats_count_faulted(struct stats *stats, size_t index) {
  stats->total.requests++;
  stats->total.faulted++;
  stats->tallies[index].requests++;
  stats->tallies[index].faulted++;
}

void stats_count_unread(struct stats *stats, size_t index) {
  stats->total.unread++;
  stats->tallies[index].unread++;
}

void stats_request_begins(struct stats *stats) {
  stats->in_flight++;
  if (stats->in_flight > stats->max_in_flight) {
    stats->max_in_flight = stats->in_flight;
  }
}

void stats_request_ends(struct stats *stats) {
  stats->in_flight--;
}

static json_t *errors_json(const struct tally *tally) {
  json_t *object = memory_need(json_object());
  for (size_t i = 0; i < tally->error_count; i++) {
    char code[24];
    snprintf(code, sizeof code, "%ld", tally->errors[i].code);
    json_object_set_new(object, code,
                        json_integer((json_int_t)tally->errors[i].count));
  }
  return object;
}

static json_t *tally_json(const struct tally *tally) {
  return memory_need(json_pack(
      "{s:I, s:I, s:o, s:I, s:I, s:I}", "requests", (json_int_t)tally->requests,
      "ok", (json_int_t)tally->ok, "errors", errors_json(tally), "rate_limited",
      (json_int_t)tally->rate_limited, "faulted", (json_int_t)tally->faulted,
      "unread", (json_int_t)tally->unread));
}

json_t *stats_json(const struct stats *stats) {
  json_t *root = tally_json(&stats->total);
  json_t *endpoints = memory_need(json_object());
  for (size_t i = 0; i < stats->tally_count; i++) {
    const struct tally *tally = &stats->tallies[i];
    json_object_set_new(endpoints, tally->name, tally_json(tally));
  }
  json_t *rest = memory_need(json_pack(
      "{s:o, s:I, s:{s:I, s:I}, s:{s:I, s:I}}", "endpoints", endpoints,
      "tokens_issued", (json_int_t)stats->tokens_issued, "connections",
      "opened", (json_int_t)stats->connections_opened, "open",
      (json_int_t)stats->connections_open, "in_flight", "now",
      (json_int_t)stats->in_flight, "max", (json_int_t)stats->max_in_flight));
  json_object_update(root, rest);
  json_decref(rest);
  return root;
}
