// SPDX-License-Identifier: MIT
#include "fault.h"

#include "memory.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

void faults_init(struct faults *faults, uint64_t seed) {
  *faults = (struct faults){.seed = seed};
}

void faults_clear(struct faults *faults) {
  for (size_t i = 0; i < faults->count; i++) {
    free(faults->list[i].endpoint);
  }
  free(faults->list);
  faults->list = NULL;
  faults->count = 0;
}

static void count_fire(struct faults *faults, struct fault *fault) {
  fault->fired++;
  faults->fired[fault_kind_id(fault->kind)]++;
}

void faults_add(struct faults *faults, const struct fault *fault) {
  faults->list =
      memory_grow(faults->list, faults->count + 1, sizeof *faults->list);
  struct fault *added = &faults->list[faults->count++];
  *added = *fault;
  added->seen = 0;
  added->fired = 0;
  random_init(&added->random, random_mix(faults->seed) ^ ++faults->armed);
  if (added->at_once) count_fire(faults, added);
}

static bool concerns(const struct fault *fault, const char *endpoint) {
  if (fault->at_once) return false;
  const char *only = fault->kind->only;
  if (only != NULL && fnmatch(only, endpoint, 0) != 0) return false;
  return fault->endpoint == NULL || fnmatch(fault->endpoint, endpoint, 0) == 0;
}

// Counts a matching request. True if the fault would fire for it.
static bool is_due(struct fault *fault) {
  if (++fault->seen <= fault->skip) return false;
  // Draws even for a fault that is used up or pre-empted, so that the stream
  // stays in step with the requests.
  enum { FRACTION_BITS = 53 };
  uint64_t drawn = random_next(&fault->random) >> (64 - FRACTION_BITS);
  bool chosen =
      (double)drawn < fault->probability * (double)(1ull << FRACTION_BITS);
  return chosen && fault->fired < fault->times;
}

struct fault_hit faults_pick(struct faults *faults, const char *endpoint) {
  struct fault_hit hit = {NULL, {0}};
  for (size_t i = 0; i < faults->count; i++) {
    struct fault *fault = &faults->list[i];
    if (!concerns(fault, endpoint)) continue;
    if (!is_due(fault) || hit.kind != NULL) continue;
    count_fire(faults, fault);
    hit.kind = fault->kind;
    memcpy(hit.values, fault->values, sizeof hit.values);
  }
  return hit;
}

bool fault_is(const struct fault_hit *hit, enum fault_id id) {
  return hit->kind == &fault_kinds[id];
}
