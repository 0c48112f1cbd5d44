// SPDX-License-Identifier: MIT
#include "job_table.h"

#include "employee_json.h"
#include "memory.h"
#include "words.h"

#include <inttypes.h>
#include <stdio.h>

static json_t *title(const struct company *company, const void *row) {
  (void)company;
  const struct job_post *post = row;
  return memory_need(json_string(words_job_titles[post->title].name.zh));
}

static json_t *code(const struct company *company, const void *row) {
  (void)company;
  char text[16];
  snprintf(text, sizeof text, "A%06" PRIu32,
           ((const struct job_post *)row)->job_code);
  return memory_need(json_string(text));
}

static json_t *creator(const struct company *company, const void *row) {
  return employee_json(company, ((const struct job_post *)row)->creator);
}

static const void *rows(const struct company *company, uint32_t *count) {
  *count = company->job_post_count;
  return company->job_posts;
}

static struct span by_id(const struct company *company, uint64_t id) {
  struct span span = {0, 0};
  if (id_map_find(&company->job_by_id, id, &span.first)) span.count = 1;
  return span;
}

#define AT(member) offsetof(struct job_post, member)

static const struct field fields[] = {
    {"id", FIELD_ID, AT(job_id), NULL},
    {"title", FIELD_MADE, 0, title},
    {"code", FIELD_MADE, 0, code},
    {"active_status", FIELD_BYTE, AT(active_status), NULL},
    {"process_type", FIELD_BYTE, AT(process_type), NULL},
    {"min_salary", FIELD_SHORT, AT(min_salary), NULL},
    {"max_salary", FIELD_SHORT, AT(max_salary), NULL},
    {"head_count", FIELD_SHORT, AT(headcount), NULL},
    {"experience", FIELD_BYTE, AT(experience), NULL},
    {"creator", FIELD_MADE, 0, creator},
    {"create_time", FIELD_MILLIS, AT(create_ms), NULL},
    {"update_time", FIELD_MILLIS, AT(modify_ms), NULL},
    {NULL, FIELD_MADE, 0, NULL},
};

static const struct key keys[] = {{"id", by_id}, {NULL, NULL}};

const struct table job_table = {
    .name = "jobs",
    .row_bytes = sizeof(struct job_post),
    .rows = rows,
    .fields = fields,
    .keys = keys,
};
