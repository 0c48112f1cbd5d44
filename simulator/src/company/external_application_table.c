// SPDX-License-Identifier: MIT
#include "external_application_table.h"

#include "memory.h"
#include "words.h"

static json_t *word(const char *text) {
  return memory_need(json_string(text));
}

static json_t *title(const struct company *company, const void *row) {
  (void)company;
  return word(words_job_titles[((const struct external *)row)->title].name.zh);
}

static json_t *source(const struct company *company, const void *row) {
  (void)company;
  return word(words_sources[((const struct external *)row)->source]);
}

static json_t *stage(const struct company *company, const void *row) {
  (void)company;
  return word(words_stages[((const struct external *)row)->stage]);
}

static const struct termination *end_of(const void *row) {
  return &words_terminations[((const struct external *)row)->termination];
}

static json_t *end_type(const struct company *company, const void *row) {
  (void)company;
  return word(end_of(row)->type);
}

static json_t *end_reason(const struct company *company, const void *row) {
  (void)company;
  return word(end_of(row)->reason);
}

static const void *externals(const struct company *company, uint32_t *count) {
  *count = company->external_count;
  return company->externals;
}

static struct span externals_of_talent(const struct company *company,
                                       uint64_t id) {
  const struct talent *talent = company_talent(company, id);
  if (talent == NULL) return (struct span){0, 0};
  return (struct span){talent->first_external, talent->external_count};
}

static const struct field external_fields[] = {
    {"id", FIELD_ID, offsetof(struct external, id), NULL},
    {"recruitment_type", FIELD_BYTE,
     offsetof(struct external, recruitment_type), NULL},
    {"title", FIELD_MADE, 0, title},
    {"source", FIELD_MADE, 0, source},
    {"stage", FIELD_MADE, 0, stage},
    {"termination_type", FIELD_MADE, 0, end_type},
    {"termination_reason", FIELD_MADE, 0, end_reason},
    {"delivery_type", FIELD_BYTE, offsetof(struct external, delivery_type),
     NULL},
    {"modify_time", FIELD_MILLIS, offsetof(struct external, modify_ms), NULL},
    {"create_time", FIELD_MILLIS, offsetof(struct external, create_ms), NULL},
    {NULL, FIELD_MADE, 0, NULL},
};

static const struct key external_keys[] = {
    {"talent_id", externals_of_talent},
    {NULL, NULL},
};

const struct table external_application_table = {
    .name = "external_applications",
    .row_bytes = sizeof(struct external),
    .rows = externals,
    .fields = external_fields,
    .keys = external_keys,
};
