// SPDX-License-Identifier: MIT

/// A histogram of durations. Each bucket ends an eighth above its start at
/// most: below 8 us it is one value, above there are eight for each power of
/// two.
#ifndef LARK_HISTOGRAM_H
#define LARK_HISTOGRAM_H

#include <stdint.h>

enum { LARK_HISTOGRAM_BUCKETS = 8 * 40 };

typedef struct lark_histogram {
  uint64_t total;
  uint64_t max_us;
  uint32_t first; ///< no bucket before it counts any
  uint32_t buckets[LARK_HISTOGRAM_BUCKETS];
} lark_histogram;

void lark_histogram_add(lark_histogram *histogram, uint64_t us);

/// The duration that `percent` of all do not exceed, rounded up to the end of
/// its bucket. 0 where nothing was counted.
uint64_t lark_histogram_percentile(const lark_histogram *histogram,
                                   unsigned percent);

#endif
