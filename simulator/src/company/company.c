// SPDX-License-Identifier: MIT
#include "company.h"

#include "memory.h"
#include "random.h"
#include "text.h"

#include <stdlib.h>

void company_free(struct company *company) {
  if (company == NULL) return;
  id_map_clear(&company->talent_by_id);
  id_map_clear(&company->referral_by_application_id);
  id_map_clear(&company->account_by_id);
  id_map_clear(&company->job_post_by_id);
  id_map_clear(&company->job_by_id);
  for (size_t i = 0; i < company->tables; i++) {
    records_clear(&company->records[i]);
  }
  free(company->records);
  json_decref(company->once);
  json_decref(company->events);
  free(company->employees);
  free(company->accounts);
  free(company->talents);
  free(company->referrals);
  free(company->externals);
  free(company->job_posts);
  free(company);
}

uint64_t company_tick(struct company *company) {
  company->clock_ms += 1000;
  return company->clock_ms;
}

uint64_t company_new_id(const struct company *company) {
  uint64_t second = company->clock_ms / 1000;
  return second << 32 | random_mix(company->seed ^ second) >> 32;
}

void company_tell(struct company *company, const char *type, const char *app_id,
                  json_t *event) {
  json_array_append_new(
      company->events,
      memory_need(json_pack("{s:s, s:s, s:o}", "type", type, "app_id", app_id,
                            "event", event)));
}

const struct talent *company_talent(const struct company *company,
                                    uint64_t id) {
  uint32_t i;
  bool found = id_map_find(&company->talent_by_id, id, &i);
  return found ? &company->talents[i] : NULL;
}

static json_t *talents_json(const struct company *company) {
  json_t *list = memory_need(json_array());
  for (uint32_t i = 0; i < company->talent_count; i++) {
    const struct talent *talent = &company->talents[i];
    json_array_append_new(
        list, json_pack("{s:o, s:i, s:i}", "id", text_number_json(talent->id),
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
                            text_number_json(referral->application_ids[j]));
    }
  }
  return list;
}

static json_t *job_posts_json(const struct company *company) {
  json_t *list = memory_need(json_array());
  for (uint32_t i = 0; i < company->job_post_count; i++) {
    json_array_append_new(list, text_number_json(company->job_posts[i].id));
  }
  return list;
}

static json_t *accounts_json(const struct company *company) {
  json_t *list = memory_need(json_array());
  for (uint32_t i = 0; i < company->employee_count; i++) {
    const struct account *account = &company->accounts[i];
    const struct employee *employee = &company->employees[account->employee];
    json_array_append_new(list, json_pack("{s:o, s:s}", "id",
                                          text_number_json(account->id),
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
