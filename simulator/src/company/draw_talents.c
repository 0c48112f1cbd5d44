// SPDX-License-Identifier: MIT
#include "draw_talents.h"

#include "memory.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

enum {
  // One talent, the last, has more referrals than a search returns. Some of
  // them share a millisecond, so that halving a time range has to be exact.
  CROWD = 450,
  CROWD_IN_ONE_MS = 25,
  // One talent, the first, has this many external applications.
  EXTERNAL_MAX = 57,
};

static int compare(uint64_t a, uint64_t b) {
  return (a > b) - (a < b);
}

static int by_time(const void *left, const void *right) {
  const struct referral *a = left;
  const struct referral *b = right;
  int order = compare(a->create_ms, b->create_ms);
  return order != 0 ? order : compare(a->id, b->id);
}

static int by_external_time(const void *left, const void *right) {
  const struct external *a = left;
  const struct external *b = right;
  int order = compare(a->create_ms, b->create_ms);
  return order != 0 ? order : compare(a->id, b->id);
}

// Draws who refers. The smallest of three draws: a few employees refer a lot.
static uint32_t draw_referrer(struct random *random, uint32_t employees) {
  uint32_t smallest = employees - 1;
  for (int i = 0; i < 3; i++) {
    uint32_t drawn = random_below(random, employees);
    if (drawn < smallest) smallest = drawn;
  }
  return smallest;
}

static void draw_referral(struct draw *draw, struct referral *referral,
                          uint64_t create_ms, uint32_t employees) {
  static const uint32_t how_many[] = {5, 83, 12};
  referral->create_ms = create_ms;
  referral->id = draw_id(draw, create_ms);
  referral->employee = draw_referrer(&draw->random, employees);
  referral->application_count = random_weighted(&draw->random, how_many, 3);
  for (size_t i = 0; i < referral->application_count; i++) {
    referral->application_ids[i] = draw_id(draw, create_ms);
  }
}

// Deals `total` referrals out to the talents.
static void deal_referrals(struct draw *draw, struct company *company,
                           uint32_t total) {
  for (uint32_t i = 0; i < total; i++) {
    uint32_t who = random_below(&draw->random, company->talent_count);
    company->talents[who].referral_count++;
  }
  company->talents[company->talent_count - 1].referral_count += CROWD;
  company->referral_count = total + CROWD;
}

static void draw_referrals_of(struct draw *draw, struct company *company,
                              struct talent *talent) {
  struct referral *referrals = &company->referrals[talent->first_referral];
  bool crowded = talent == &company->talents[company->talent_count - 1];
  uint64_t shared_ms = draw_time(draw, draw_first_ms, draw_last_ms);

  for (uint32_t i = 0; i < talent->referral_count; i++) {
    uint64_t create_ms = draw_time(draw, draw_first_ms, draw_last_ms);
    if (crowded && i < CROWD_IN_ONE_MS) create_ms = shared_ms;
    draw_referral(draw, &referrals[i], create_ms, company->employee_count);
  }
  qsort(referrals, talent->referral_count, sizeof *referrals, by_time);
}

static void draw_referrals(struct draw *draw, struct company *company) {
  deal_referrals(draw, company, company->talent_count * 5 / 2);
  company->referrals =
      memory_new(company->referral_count, sizeof *company->referrals);
  uint32_t first = 0;
  for (uint32_t i = 0; i < company->talent_count; i++) {
    struct talent *talent = &company->talents[i];
    talent->first_referral = first;
    first += talent->referral_count;
    draw_referrals_of(draw, company, talent);
  }
}

static uint32_t draw_external_count(struct random *random) {
  static const uint32_t kinds[] = {15, 45, 25, 15};
  switch (random_weighted(random, kinds, 4)) {
  case 0: return 0;
  case 1: return 1 + random_below(random, 10);
  case 2: return 11 + random_below(random, 20);
  default: return 31 + random_below(random, EXTERNAL_MAX - 30);
  }
}

// Most applications end early, but none that led to an offer.
static void draw_progress(struct random *random, struct external *external) {
  static const uint32_t stages[] = {28, 20, 8, 14, 9, 6, 5, 4, 2, 4};
  size_t stage = random_weighted(random, stages, words_stage_count);
  bool ended = stage + 2 < words_stage_count && random_chance(random, 75);
  uint32_t reasons = (uint32_t)words_termination_count - 1;
  external->stage = (uint8_t)stage;
  external->termination =
      ended ? (uint8_t)(1 + random_below(random, reasons)) : 0;
}

static void draw_external(struct draw *draw, struct external *external) {
  static const uint64_t half_year_ms = 182ull * 24 * 3600 * 1000;
  static const uint32_t deliveries[] = {30, 45, 20, 5};
  struct random *random = &draw->random;

  external->create_ms =
      draw_time(draw, draw_first_ms, draw_last_ms - half_year_ms);
  external->modify_ms =
      draw_time(draw, external->create_ms, external->create_ms + half_year_ms);
  external->id = draw_id(draw, external->create_ms);
  external->title =
      (uint8_t)random_below(random, (uint32_t)words_job_title_count);
  external->source =
      (uint8_t)random_below(random, (uint32_t)words_source_count);
  external->delivery_type =
      (uint8_t)(1 + random_weighted(random, deliveries, 4));
  external->recruitment_type = random_chance(random, 80) ? 1 : 2;
  draw_progress(random, external);
}

static void draw_externals(struct draw *draw, struct company *company) {
  for (uint32_t i = 0; i < company->talent_count; i++) {
    struct talent *talent = &company->talents[i];
    talent->first_external = company->external_count;
    talent->external_count =
        i == 0 ? EXTERNAL_MAX : draw_external_count(&draw->random);
    company->external_count += talent->external_count;
  }

  company->externals =
      memory_new(company->external_count, sizeof *company->externals);
  for (uint32_t i = 0; i < company->external_count; i++) {
    draw_external(draw, &company->externals[i]);
  }
  for (uint32_t i = 0; i < company->talent_count; i++) {
    const struct talent *talent = &company->talents[i];
    qsort(company->externals + talent->first_external, talent->external_count,
          sizeof *company->externals, by_external_time);
  }
}

void draw_talents(struct draw *draw, struct company *company) {
  company->talents =
      memory_new(company->talent_count, sizeof *company->talents);
  for (uint32_t i = 0; i < company->talent_count; i++) {
    uint64_t met_ms = draw_time(draw, draw_first_ms, draw_last_ms);
    company->talents[i].id = draw_id(draw, met_ms);
  }
  draw_referrals(draw, company);
  draw_externals(draw, company);
}
