// SPDX-License-Identifier: MIT
#include "company.h"

#include "draw.h"
#include "memory.h"
#include "shape.h"

#include <stdlib.h>

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
  }
  index_referrals(company);
}

static uint32_t at_least(uint32_t minimum, uint32_t count) {
  return count > minimum ? count : minimum;
}

struct company *company_new(uint64_t seed, uint32_t talent_count) {
  struct company *company = memory_new(1, sizeof *company);
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
  return company;
}

void company_free(struct company *company) {
  if (company == NULL) return;
  id_map_clear(&company->talent_by_id);
  id_map_clear(&company->referral_by_application_id);
  id_map_clear(&company->account_by_id);
  id_map_clear(&company->job_post_by_id);
  free(company->employees);
  free(company->accounts);
  free(company->talents);
  free(company->referrals);
  free(company->externals);
  free(company->job_posts);
  free(company);
}

// The number that `text` is the one and only decimal form of, or 0.
static uint64_t parse_id(struct text text) {
  if (text.length != 19 || text.bytes[0] == '0') return 0;
  uint64_t id = 0;
  for (size_t i = 0; i < text.length; i++) {
    char c = text.bytes[i];
    if (c < '0' || c > '9') return 0;
    id = id * 10 + (uint64_t)(c - '0');
  }
  return id;
}

static bool find(const struct id_map *map, struct text text, uint32_t *index) {
  uint64_t id = parse_id(text);
  return id != 0 && id_map_find(map, id, index);
}

const struct talent *company_talent(const struct company *company,
                                    struct text id) {
  uint32_t i;
  return find(&company->talent_by_id, id, &i) ? &company->talents[i] : NULL;
}

const struct referral *company_referral(const struct company *company,
                                        struct text application_id) {
  uint32_t i;
  return find(&company->referral_by_application_id, application_id, &i)
             ? &company->referrals[i]
             : NULL;
}

const struct account *company_account(const struct company *company,
                                      struct text id) {
  uint32_t i;
  return find(&company->account_by_id, id, &i) ? &company->accounts[i] : NULL;
}

const struct job_post *company_job_post(const struct company *company,
                                        struct text id) {
  uint32_t i;
  return find(&company->job_post_by_id, id, &i) ? &company->job_posts[i] : NULL;
}

static json_t *talents_json(const struct company *company) {
  json_t *list = memory_need(json_array());
  for (uint32_t i = 0; i < company->talent_count; i++) {
    const struct talent *talent = &company->talents[i];
    json_array_append_new(
        list, json_pack("{s:o, s:i, s:i}", "id", shape_number_text(talent->id),
                        "external_applications", (int)talent->external_count,
                        "referrals", (int)talent->referral_count));
  }
  return list;
}

static json_t *application_ids_json(const struct company *company) {
  json_t *list = memory_need(json_array());
  for (uint32_t i = 0; i < company->referral_count; i++) {
    const struct referral *referral = &company->referrals[i];
    for (size_t j = 0; j < referral->application_count; j++) {
      json_array_append_new(list,
                            shape_number_text(referral->application_ids[j]));
    }
  }
  return list;
}

static json_t *job_posts_json(const struct company *company) {
  json_t *list = memory_need(json_array());
  for (uint32_t i = 0; i < company->job_post_count; i++) {
    json_array_append_new(list, shape_number_text(company->job_posts[i].id));
  }
  return list;
}

static json_t *accounts_json(const struct company *company) {
  json_t *list = memory_need(json_array());
  for (uint32_t i = 0; i < company->employee_count; i++) {
    const struct account *account = &company->accounts[i];
    const struct employee *employee = &company->employees[account->employee];
    json_array_append_new(list, json_pack("{s:o, s:s}", "id",
                                          shape_number_text(account->id),
                                          "open_id", employee->ids[ID_OPEN]));
  }
  return list;
}

json_t *company_json(const struct company *company) {
  return memory_need(
      json_pack("{s:o, s:o, s:o, s:o}", "talents", talents_json(company),
                "application_ids", application_ids_json(company), "job_posts",
                job_posts_json(company), "accounts", accounts_json(company)));
}
