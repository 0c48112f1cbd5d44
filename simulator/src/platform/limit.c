// SPDX-License-Identifier: MIT
#include "limit.h"

#include "memory.h"

#include <stdlib.h>

struct limit {
  struct limit_rule rule;
  enum limit_kind kind;
  uint32_t count;     // calls in the current window
  uint64_t window;    // fixed: which window `count` belongs to
  uint32_t head;      // sliding: where the oldest call stands in taken_ms
  uint64_t *taken_ms; // sliding: a ring of rule.max times
};

struct limit *limit_new(struct limit_rule rule, enum limit_kind kind) {
  struct limit *limit = memory_new(1, sizeof *limit);
  limit->rule = rule;
  limit->kind = kind;
  limit->taken_ms = memory_new(rule.max, sizeof *limit->taken_ms);
  return limit;
}

void limit_free(struct limit *limit) {
  if (limit == NULL) return;
  free(limit->taken_ms);
  free(limit);
}

void limit_reset(struct limit *limit) {
  limit->count = 0;
  limit->head = 0;
}

static uint64_t wait_fixed(struct limit *limit, uint64_t now_ms) {
  uint64_t window = now_ms / limit->rule.window_ms;
  if (window != limit->window) {
    limit->window = window;
    limit->count = 0;
  }
  if (limit->count < limit->rule.max) return 0;
  return (window + 1) * limit->rule.window_ms - now_ms;
}

static uint64_t wait_sliding(struct limit *limit, uint64_t now_ms) {
  // A call at time t counts until t + window, which is free again.
  while (limit->count > 0 &&
         limit->taken_ms[limit->head] + limit->rule.window_ms <= now_ms) {
    limit->head = (limit->head + 1) % limit->rule.max;
    limit->count--;
  }
  if (limit->count < limit->rule.max) return 0;
  return limit->taken_ms[limit->head] + limit->rule.window_ms - now_ms;
}

uint64_t limit_wait_ms(struct limit *limit, uint64_t now_ms) {
  switch (limit->kind) {
  case LIMIT_FIXED: return wait_fixed(limit, now_ms);
  case LIMIT_SLIDING: return wait_sliding(limit, now_ms);
  case LIMIT_OFF: break;
  }
  return 0;
}

void limit_take(struct limit *limit, uint64_t now_ms) {
  if (limit->kind == LIMIT_OFF) return;
  limit->taken_ms[(limit->head + limit->count) % limit->rule.max] = now_ms;
  limit->count++;
}

int limit_take_all(struct limit *const *limits, size_t count, uint64_t now_ms,
                   struct limit_refusal *refusal) {
  *refusal = (struct limit_refusal){0};
  for (size_t i = 0; i < count; i++) {
    if (limits[i] == NULL) continue;
    uint64_t wait_ms = limit_wait_ms(limits[i], now_ms);
    if (wait_ms > refusal->wait_ms) {
      refusal->wait_ms = wait_ms;
      refusal->max = limits[i]->rule.max;
    }
  }
  // A call that one rule refuses takes no slot of the others.
  if (refusal->wait_ms > 0) return 0;
  for (size_t i = 0; i < count; i++) {
    if (limits[i] != NULL) limit_take(limits[i], now_ms);
  }
  return 1;
}
