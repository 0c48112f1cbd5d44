// SPDX-License-Identifier: MIT

/// How an engine's steps went.
#ifndef LUALARK_FIGURES_H
#define LUALARK_FIGURES_H

#include <stdint.h>

typedef struct lualark_figures_steps {
  uint64_t count;
  uint64_t over_budget; ///< that took a millisecond longer, or more
  uint64_t total_us, longest_us;
  uint64_t longest_over_us; ///< beyond their budget
} lualark_figures_steps;

/// Counts a step that took so long; `budget_us` 0: it had no budget.
static inline void lualark_figures_count(lualark_figures_steps *steps,
                                         uint64_t took_us, uint64_t budget_us) {
  enum { TOLERANCE_US = 1000 };
  steps->count++;
  steps->total_us += took_us;
  if (took_us > steps->longest_us) steps->longest_us = took_us;
  if (budget_us == 0 || took_us <= budget_us) return;
  uint64_t over_us = took_us - budget_us;
  if (over_us > steps->longest_over_us) steps->longest_over_us = over_us;
  if (over_us >= TOLERANCE_US) steps->over_budget++;
}

#endif
