// SPDX-License-Identifier: MIT
#include "draw_records.h"

#include "draw.h"
#include "memory.h"
#include "tables.h"

#include <stdlib.h>

enum { PER_TALENT_MAX = 2000 };

// The id of a row of `table`, drawn.
static json_t *draw_row_id(struct draw *draw, const struct company *company,
                           const char *table_name) {
  const struct table *table = tables_find(table_name);
  uint32_t count = table != NULL ? table_count(table, company) : 0;
  if (count == 0) return NULL;
  uint32_t row = random_below(&draw->random, count);
  return table_get(table, company, row, "id");
}

// `[{id}, ...]` for all rows of a table.
static json_t *all_ids(const struct company *company, const char *table_name) {
  json_t *list = memory_need(json_array());
  const struct table *table = tables_find(table_name);
  uint32_t count = table != NULL ? table_count(table, company) : 0;
  for (uint32_t row = 0; row < count; row++) {
    json_t *id = table_get(table, company, row, "id");
    json_array_append_new(list, memory_need(json_pack("{s:o}", "id", id)));
  }
  return list;
}

// The value of a field: `{"of": table}`, `{"each": table}`, `{"any": [...]}`,
// `{"like": field}`, or what stands there. table_get() looks at
// `{"through": ...}` instead.
static json_t *draw_value(struct draw *draw, const struct company *company,
                          const json_t *record, json_t *how) {
  const char *of = json_string_value(json_object_get(how, "of"));
  const char *each = json_string_value(json_object_get(how, "each"));
  if (json_object_get(how, "through") != NULL) return NULL;
  if (json_object_get(how, "like") != NULL) {
    return table_time_like(record, how);
  }
  const json_t *any = json_object_get(how, "any");
  if (of != NULL) return draw_row_id(draw, company, of);
  if (each != NULL) return all_ids(company, each);
  if (any == NULL) return json_is_null(how) ? NULL : json_deep_copy(how);
  uint32_t choices = (uint32_t)json_array_size(any);
  uint32_t choice = random_below(&draw->random, choices);
  return json_deep_copy(json_array_get(any, choice));
}

static json_t *draw_record(struct draw *draw, const struct company *company,
                           json_t *fields) {
  uint64_t create_ms = draw_time(draw, draw_first_ms, draw_last_ms);
  uint64_t modify_ms = draw_time(draw, create_ms, draw_last_ms);
  json_t *record = memory_need(
      json_pack("{s:o, s:I, s:I}", "id",
                text_number_json(draw_id(draw, create_ms)), "create_time",
                (json_int_t)create_ms, "modify_time", (json_int_t)modify_ms));
  const char *name;
  json_t *how;
  json_object_foreach(fields, name, how) {
    json_t *value = draw_value(draw, company, record, how);
    if (value != NULL) json_object_set_new(record, name, value);
  }
  return record;
}

static uint32_t count_of(const json_t *description,
                         const struct company *company) {
  const json_t *rows = json_object_get(description, "rows");
  if (rows != NULL) return (uint32_t)json_array_size(rows);
  const json_t *per_talent = json_object_get(description, "per_talent");
  if (per_talent == NULL) {
    return (uint32_t)json_integer_value(json_object_get(description, "count"));
  }
  double count = json_number_value(per_talent) * company->talent_count;
  return count < PER_TALENT_MAX ? (uint32_t)count + 1 : PER_TALENT_MAX;
}

static void draw_table(struct draw *draw, struct company *company,
                       const struct table *table) {
  const json_t *description = tables_description(table);
  struct records *records = table_records(table, company);
  uint32_t count = count_of(description, company);
  for (uint32_t i = 0; i < count; i++) {
    json_t *fields = json_object_get(description, "fields");
    json_t *record = draw_record(draw, company, fields);
    const json_t *given =
        json_array_get(json_object_get(description, "rows"), i);
    if (given != NULL) json_object_update(record, (json_t *)given);
    records_add(records, record);
  }
}

static void open_records(struct company *company) {
  const struct table *table;
  size_t count = 0;
  while (tables_at(count) != NULL) {
    count++;
  }
  company->records = memory_new(count, sizeof *company->records);
  company->tables = count;
  for (size_t i = 0; (table = tables_at(i)) != NULL; i++) {
    records_init(&company->records[i], table_drawn(table, company));
  }
}

void draw_records(struct company *company) {
  const struct table *table;
  struct draw draw = {0};
  random_init(&draw.random, random_mix(company->seed));
  open_records(company);
  for (size_t i = 0; (table = tables_at(i)) != NULL; i++) {
    if (tables_description(table) == NULL) continue;
    draw_table(&draw, company, table);
  }
  id_map_clear(&draw.taken);
}
