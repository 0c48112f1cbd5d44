// SPDX-License-Identifier: MIT
#include "check.h"
#include "histogram.h"

static void tells_percentiles_within_an_eighth(void) {
  lark_histogram histogram = {0};
  for (uint64_t us = 1; us <= 10000; us++)
    lark_histogram_add(&histogram, us);
  uint64_t half = lark_histogram_percentile(&histogram, 50);
  uint64_t most = lark_histogram_percentile(&histogram, 99);
  CHECK(half >= 5000 && half <= 5000 * 9 / 8);
  CHECK(most >= 9900 && most <= 10000);
  CHECK(lark_histogram_percentile(&histogram, 100) == 10000);
}

static void begins_with_the_shortest_whenever_it_comes(void) {
  lark_histogram histogram = {0};
  lark_histogram_add(&histogram, 900);
  lark_histogram_add(&histogram, 3);
  lark_histogram_add(&histogram, 5000);
  CHECK(lark_histogram_percentile(&histogram, 33) == 3);
  CHECK(lark_histogram_percentile(&histogram, 100) == 5000);
}

static void an_empty_one_tells_nothing(void) {
  lark_histogram histogram = {0};
  CHECK(lark_histogram_percentile(&histogram, 99) == 0);
}

static void holds_any_duration(void) {
  lark_histogram histogram = {0};
  lark_histogram_add(&histogram, 0);
  lark_histogram_add(&histogram, UINT64_MAX);
  CHECK(lark_histogram_percentile(&histogram, 50) == 0);
  CHECK(histogram.max_us == UINT64_MAX);
}

int main(void) {
  tells_percentiles_within_an_eighth();
  begins_with_the_shortest_whenever_it_comes();
  an_empty_one_tells_nothing();
  holds_any_duration();
  return check_failures();
}
