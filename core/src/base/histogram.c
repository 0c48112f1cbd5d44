// SPDX-License-Identifier: MIT
#include "histogram.h"

static unsigned bucket_of(uint64_t us) {
  if (us < 8) return (unsigned)us;
  unsigned power = 63 - (unsigned)__builtin_clzll(us);
  unsigned eighth = (unsigned)(us >> (power - 3)) & 7;
  unsigned bucket = (power - 2) * 8 + eighth;
  return bucket < LARK_HISTOGRAM_BUCKETS ? bucket : LARK_HISTOGRAM_BUCKETS - 1;
}

static uint64_t end_of(unsigned bucket) {
  if (bucket < 8) return bucket;
  unsigned power = bucket / 8 + 2;
  return (((uint64_t)8 + bucket % 8 + 1) << (power - 3)) - 1;
}

void lark_histogram_add(lark_histogram *histogram, uint64_t us) {
  unsigned bucket = bucket_of(us);
  if (histogram->total == 0 || bucket < histogram->first)
    histogram->first = bucket;
  histogram->total++;
  histogram->buckets[bucket]++;
  if (us > histogram->max_us) histogram->max_us = us;
}

uint64_t lark_histogram_percentile(const lark_histogram *histogram,
                                   unsigned percent) {
  if (histogram->total == 0) return 0;
  // Rounded up: 99% of 10 durations is all ten.
  uint64_t wanted = (histogram->total * percent + 99) / 100;
  uint64_t seen = 0;
  for (unsigned i = histogram->first; i < LARK_HISTOGRAM_BUCKETS; i++) {
    seen += histogram->buckets[i];
    if (seen >= wanted && seen > 0) {
      uint64_t end_us = end_of(i);
      return end_us < histogram->max_us ? end_us : histogram->max_us;
    }
  }
  return 0;
}
