// SPDX-License-Identifier: MIT
#include "table.h"

#include "memory.h"

#include <string.h>

struct records *table_records(const struct table *table,
                              const struct company *company) {
  return &company->records[table->number];
}

uint32_t table_drawn(const struct table *table, const struct company *company) {
  uint32_t count = 0;
  if (table->rows != NULL) table->rows(company, &count);
  return count;
}

uint32_t table_count(const struct table *table, const struct company *company) {
  return records_count(table_records(table, company));
}

static const struct field *find_field(const struct table *table,
                                      const char *name) {
  const struct field *field = table->fields;
  if (field == NULL) return NULL;
  while (field->name != NULL && strcmp(field->name, name) != 0) {
    field++;
  }
  return field->name != NULL ? field : NULL;
}

bool table_has_field(const struct table *table, const char *name) {
  if (find_field(table, name) != NULL) return true;
  return json_object_get(table->record_fields, name) != NULL;
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

static json_t *drawn_value(const struct table *table,
                           const struct company *company, uint32_t row,
                           const struct field *field) {
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

// A field of the row that another field names:
//
//     "talent_id": {"through": "application_id", "in": "applications"}
static json_t *get_through(const struct table *table,
                           const struct company *company, const json_t *record,
                           const char *name) {
  const json_t *how = json_object_get(table->record_fields, name);
  const char *field = json_string_value(json_object_get(how, "through"));
  const char *in = json_string_value(json_object_get(how, "in"));
  const json_t *id = field != NULL ? json_object_get(record, field) : NULL;
  char unused[TEXT_NUMBER_MAX];
  uint32_t row;
  if (in == NULL || id == NULL) return NULL;
  const struct table *other = table->find(in);
  bool found = table_find(other, company, text_of_json(id, unused), &row);
  return found ? table_get(other, company, row, name) : NULL;
}

json_t *table_get(const struct table *table, const struct company *company,
                  uint32_t row, const char *name) {
  const json_t *record = records_at(table_records(table, company), row);
  json_t *value = json_incref(json_object_get(record, name));
  if (value != NULL) return value;
  if (row >= table_drawn(table, company)) {
    return get_through(table, company, record, name);
  }
  const struct field *field = find_field(table, name);
  return field != NULL ? drawn_value(table, company, row, field) : NULL;
}

// Finds a drawn row by its id.
static bool find_drawn(const struct table *table, const struct company *company,
                       uint64_t id, uint32_t *row) {
  const struct key *key = table_key(table, "id");
  if (key != NULL) {
    struct span span = key->find(company, id);
    *row = span.first;
    return span.count > 0;
  }
  const struct field *field = find_field(table, "id");
  if (field == NULL || field->type != FIELD_ID) return false;
  uint32_t count = 0;
  const char *rows = table->rows(company, &count);
  for (*row = 0; *row < count; (*row)++) {
    const void *here = rows + *row * table->row_bytes + field->offset;
    if (*(const uint64_t *)here == id) return true;
  }
  return false;
}

bool table_find(const struct table *table, const struct company *company,
                struct text id, uint32_t *row) {
  const struct records *records = table_records(table, company);
  if (records_find(records, id, row)) return true;
  uint64_t number = text_id(id);
  return number != 0 && find_drawn(table, company, number, row) &&
         !records_deleted(records, *row);
}

json_t *table_time_like(const json_t *record, const json_t *how) {
  const char *field = json_string_value(json_object_get(how, "like"));
  const json_t *time = field != NULL ? json_object_get(record, field) : NULL;
  json_int_t plus_ms = json_integer_value(json_object_get(how, "plus"));
  if (!json_is_integer(time)) return NULL;
  return memory_need(json_integer(json_integer_value(time) + plus_ms));
}

json_t *table_row_json(const struct table *table, const struct company *company,
                       uint32_t row) {
  json_t *json = memory_need(json_object());
  const struct field *field = table->fields;
  bool drawn = row < table_drawn(table, company);
  for (; drawn && field->name != NULL; field++) {
    json_t *value = drawn_value(table, company, row, field);
    if (value != NULL) json_object_set_new(json, field->name, value);
  }
  json_t *record = records_at(table_records(table, company), row);
  if (record != NULL) json_object_update(json, record);
  const char *name;
  json_t *how;
  json_object_foreach((json_t *)table->record_fields, name, how) {
    json_t *value = drawn ? NULL : get_through(table, company, record, name);
    if (value != NULL) json_object_set_new(json, name, value);
  }
  return json;
}
