// SPDX-License-Identifier: MIT
#include "draw_company.h"

#include "draw_job_posts.h"
#include "draw_people.h"
#include "draw_records.h"
#include "draw_talents.h"
#include "memory.h"

static void index_referrals(struct company *company) {
  for (uint32_t i = 0; i < company->referral_count; i++) {
    const struct referral *referral = &company->referrals[i];
    for (size_t j = 0; j < referral->application_count; j++) {
      id_map_add(&company->referral_by_application_id,
                 referral->application_ids[j], i);
    }
  }
}

static void index_ids(struct company *company) {
  for (uint32_t i = 0; i < company->talent_count; i++) {
    id_map_add(&company->talent_by_id, company->talents[i].id, i);
  }
  for (uint32_t i = 0; i < company->employee_count; i++) {
    id_map_add(&company->account_by_id, company->accounts[i].id, i);
  }
  for (uint32_t i = 0; i < company->job_post_count; i++) {
    id_map_add(&company->job_post_by_id, company->job_posts[i].id, i);
    id_map_add(&company->job_by_id, company->job_posts[i].job_id, i);
  }
  index_referrals(company);
}

static uint32_t at_least(uint32_t minimum, uint32_t count) {
  return count > minimum ? count : minimum;
}

struct company *draw_company(uint64_t seed, uint32_t talent_count) {
  struct company *company = memory_new(1, sizeof *company);
  company->seed = seed;
  company->clock_ms = draw_last_ms;
  company->once = memory_need(json_object());
  company->events = memory_need(json_array());
  company->talent_count = talent_count;
  company->employee_count = at_least(40, talent_count / 5);
  company->job_post_count = at_least(60, talent_count * 3 / 10);

  struct draw draw = {0};
  random_init(&draw.random, seed);
  draw_people(&draw, company);
  draw_job_posts(&draw, company);
  draw_talents(&draw, company);
  id_map_clear(&draw.taken);

  index_ids(company);
  draw_records(company);
  return company;
}
