// SPDX-License-Identifier: MIT
#include "referral_table.h"

#include "employee_json.h"
#include "memory.h"

static json_t *application_ids(const struct company *company, const void *row) {
  (void)company;
  const struct referral *referral = row;
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < referral->application_count; i++) {
    json_array_append_new(list, text_number_json(referral->application_ids[i]));
  }
  return list;
}

static json_t *referrer(const struct company *company, const void *row) {
  return employee_json(company, ((const struct referral *)row)->employee);
}

static const void *referrals(const struct company *company, uint32_t *count) {
  *count = company->referral_count;
  return company->referrals;
}

static struct span referral_by_application(const struct company *company,
                                           uint64_t id) {
  struct span span = {0, 0};
  const struct id_map *map = &company->referral_by_application_id;
  if (id_map_find(map, id, &span.first)) span.count = 1;
  return span;
}

static struct span referrals_of_talent(const struct company *company,
                                       uint64_t id) {
  const struct talent *talent = company_talent(company, id);
  if (talent == NULL) return (struct span){0, 0};
  return (struct span){talent->first_referral, talent->referral_count};
}

static const struct field referral_fields[] = {
    {"id", FIELD_ID, offsetof(struct referral, id), NULL},
    {"application_ids", FIELD_MADE, 0, application_ids},
    {"create_time", FIELD_MILLIS, offsetof(struct referral, create_ms), NULL},
    {"referrer", FIELD_MADE, 0, referrer},
    {NULL, FIELD_MADE, 0, NULL},
};

static const struct key referral_keys[] = {
    {"application_id", referral_by_application},
    {"talent_id", referrals_of_talent},
    {NULL, NULL},
};

const struct table referral_table = {
    .name = "referrals",
    .row_bytes = sizeof(struct referral),
    .rows = referrals,
    .fields = referral_fields,
    .keys = referral_keys,
};
