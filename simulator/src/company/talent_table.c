// SPDX-License-Identifier: MIT
#include "talent_table.h"

#include "memory.h"

static const void *talents(const struct company *company, uint32_t *count) {
  *count = company->talent_count;
  return company->talents;
}

static struct span talent_by_id(const struct company *company, uint64_t id) {
  struct span span = {0, 0};
  if (id_map_find(&company->talent_by_id, id, &span.first)) span.count = 1;
  return span;
}

// The second in which a talent came, which stands in the id.
static json_t *create_time(const struct company *company, const void *row) {
  (void)company;
  uint64_t second = ((const struct talent *)row)->id >> 32;
  return memory_need(json_integer((json_int_t)second * 1000));
}

static const struct field talent_fields[] = {
    {"id", FIELD_ID, offsetof(struct talent, id), NULL},
    {"create_time", FIELD_MADE, 0, create_time},
    {"modify_time", FIELD_MADE, 0, create_time},
    {NULL, FIELD_MADE, 0, NULL},
};

static const struct key talent_keys[] = {{"id", talent_by_id}, {NULL, NULL}};

const struct table talent_table = {
    .name = "talents",
    .row_bytes = sizeof(struct talent),
    .rows = talents,
    .fields = talent_fields,
    .keys = talent_keys,
};
