// SPDX-License-Identifier: MIT
#include "table.h"

#include "memory.h"

#include <string.h>

uint32_t table_count(const struct table *table, const struct company *company) {
  uint32_t count = 0;
  table->rows(company, &count);
  return count;
}

const struct field *table_field(const struct table *table, const char *name) {
  const struct field *field = table->fields;
  while (field->name != NULL && strcmp(field->name, name) != 0) {
    field++;
  }
  return field->name != NULL ? field : NULL;
}

const struct key *table_key(const struct table *table, const char *name) {
  const struct key *key = table->keys;
  if (key == NULL) return NULL;
  while (key->field != NULL && strcmp(key->field, name) != 0) {
    key++;
  }
  return key->field != NULL ? key : NULL;
}

static json_t *millis_json(uint64_t time_ms) {
  return time_ms > 0 ? memory_need(json_integer((json_int_t)time_ms)) : NULL;
}

json_t *table_get(const struct table *table, const struct company *company,
                  uint32_t row, const struct field *field) {
  uint32_t count;
  const char *rows = table->rows(company, &count);
  const char *here = rows + row * table->row_bytes;
  const void *value = here + field->offset;
  switch (field->type) {
  case FIELD_MADE: return field->make(company, here);
  case FIELD_ID: return text_number_json(*(const uint64_t *)value);
  case FIELD_MILLIS: return millis_json(*(const uint64_t *)value);
  case FIELD_BYTE: return memory_need(json_integer(*(const uint8_t *)value));
  case FIELD_SHORT: return memory_need(json_integer(*(const uint16_t *)value));
  }
  return NULL;
}
