// SPDX-License-Identifier: MIT
#include "draw_job_posts.h"

#include "memory.h"
#include "words.h"

// The platform's values for required_degree and experience, as the document
// of the job post lists them.
static const uint8_t degrees[] = {20, 4, 5, 6, 7, 8};
static const uint32_t degree_weights[] = {10, 3, 20, 45, 18, 4};
static const uint8_t experiences[] = {1, 3, 4, 5, 6, 7, 8};
static const uint32_t experience_weights[] = {15, 5, 25, 30, 15, 7, 3};

enum { DEGREES = 6, EXPERIENCES = 7, SOCIAL = 1, CAMPUS = 2, GRADUATES = 2 };

// Draws `count` different indices below `bound`, in rising order.
static void draw_different(struct random *random, uint8_t *out, size_t count,
                           size_t bound) {
  size_t chosen = 0;
  for (size_t i = 0; i < bound && chosen < count; i++) {
    // With this chance every selection is equally likely.
    size_t left = bound - i;
    if (random_below(random, (uint32_t)left) >= count - chosen) continue;
    out[chosen++] = (uint8_t)i;
  }
}

static void draw_terms(struct random *random, struct job_post *post) {
  bool campus = random_chance(random, 25);
  post->process_type = campus ? CAMPUS : SOCIAL;
  // Indices into words_recruitment_types.
  post->recruitment_type = campus
                               ? (uint8_t)(3 + random_below(random, 2))
                               : (uint8_t)(random_chance(random, 90) ? 0 : 1);
  post->subject = (uint8_t)random_below(random, (uint32_t)words_subject_count);
  post->active_status = random_chance(random, 90) ? 1 : 2;
  post->degree = degrees[random_weighted(random, degree_weights, DEGREES)];
  size_t experience = random_weighted(random, experience_weights, EXPERIENCES);
  post->experience = campus ? GRADUATES : experiences[experience];
  post->headcount = (uint16_t)(1 + random_below(random, 12));
}

static void draw_pay(struct random *random, struct job_post *post) {
  size_t levels = words_job_level_count;
  uint32_t level = random_below(random, (uint32_t)levels - 2);
  post->min_level = (uint8_t)level;
  post->max_level = (uint8_t)(level + 1 + random_below(random, 2));
  post->min_salary = (uint16_t)(6 + 5 * level + random_below(random, 5));
  post->max_salary =
      (uint16_t)(post->min_salary + 5 + 5 * level + random_below(random, 11));
}

static void draw_lists(struct random *random, struct job_post *post) {
  post->place_count = 1 + random_below(random, JOB_PLACES_MAX);
  draw_different(random, post->places, post->place_count, words_place_count);
  post->highlight_count = random_below(random, JOB_HIGHLIGHTS_MAX + 1);
  draw_different(random, post->highlights, post->highlight_count,
                 words_highlight_count);

  uint8_t fields[4];
  post->custom_count = random_below(random, 5);
  draw_different(random, fields, post->custom_count, words_custom_field_count);
  for (size_t i = 0; i < post->custom_count; i++) {
    post->custom[i] = (struct custom_value){fields[i], random_next(random)};
  }
}

static void draw_dates(struct draw *draw, struct job_post *post) {
  static const uint64_t day_ms = 24ull * 3600 * 1000;
  post->create_ms = draw_time(draw, draw_first_ms, draw_last_ms - 90 * day_ms);
  post->modify_ms =
      draw_time(draw, post->create_ms, post->create_ms + 90 * day_ms);
  post->expire_ms = 0;
  if (random_chance(&draw->random, 60)) {
    post->expire_ms =
        post->create_ms + day_ms * (30 + random_below(&draw->random, 700));
  }
}

static void draw_job_post(struct draw *draw, struct job_post *post,
                          uint32_t employees) {
  struct random *random = &draw->random;
  draw_dates(draw, post);
  post->id = draw_id(draw, post->create_ms);
  post->job_id = draw_id(draw, post->create_ms);
  post->job_code = 100000 + random_below(random, 900000);
  post->creator = random_below(random, employees);
  post->title = (uint8_t)random_below(random, (uint32_t)words_job_title_count);
  post->department =
      (uint8_t)random_below(random, (uint32_t)words_department_count);
  draw_terms(random, post);
  draw_pay(random, post);
  draw_lists(random, post);
}

void draw_job_posts(struct draw *draw, struct company *company) {
  uint32_t count = company->job_post_count;
  company->job_posts = memory_new(count, sizeof *company->job_posts);
  for (uint32_t i = 0; i < count; i++) {
    draw_job_post(draw, &company->job_posts[i], company->employee_count);
  }
}
