// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_FAULT_H
#define SIMULATOR_FAULT_H

#include "fault_kind.h"
#include "random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// No end to the number of times.
#define FAULT_ALWAYS UINT64_MAX

/// A way to misbehave, armed.
struct fault {
  const struct fault_kind *kind;
  char *endpoint; ///< which ones, a glob; NULL: all; heap memory
  int64_t values[FAULT_PARAMS_MAX]; ///< in the order of `kind->params`
  uint64_t skip;                    ///< matching requests that it lets pass
  uint64_t times;                   ///< how often it fires, or FAULT_ALWAYS
  double probability;               ///< 1: always
  bool at_once;                     ///< needs no request: fires when armed
  uint64_t seen;                    ///< matching requests so far
  uint64_t fired;
  struct random random;
};

/// The fault that hit one request.
struct fault_hit {
  const struct fault_kind *kind; ///< NULL: nothing
  int64_t values[FAULT_PARAMS_MAX];
};

/// The faults that are armed. It only counts: other files carry them out.
struct faults {
  uint64_t seed;
  uint64_t armed; ///< how many so far; each draws from a stream of its own
  struct fault *list;
  size_t count;
  uint64_t fired[FAULT_KIND_COUNT]; ///< since the last reset, by kind
};

/// Starts with none; faults_clear() ends it.
void faults_init(struct faults *faults, uint64_t seed);

/// Disarms all. The counts by kind stay.
void faults_clear(struct faults *faults);

/// Arms one more; takes over `fault->endpoint`. One that needs no request
/// fires now: the caller has to carry it out.
void faults_add(struct faults *faults, const struct fault *fault);

/// Shows a request of `endpoint` (a dotted name) to every fault. The first
/// that is due fires; the others stay due. Each counts and draws for every
/// request that matches, so none depends on what else is armed.
struct fault_hit faults_pick(struct faults *faults, const char *endpoint);

/// True if `hit` is of kind `id`.
bool fault_is(const struct fault_hit *hit, enum fault_id id);

#endif
