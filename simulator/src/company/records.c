// SPDX-License-Identifier: MIT
#include "records.h"

#include "memory.h"

#include <inttypes.h>
#include <stdio.h>

void records_init(struct records *records, uint32_t drawn) {
  *records =
      (struct records){memory_need(json_array()), memory_need(json_object()),
                       memory_need(json_object()), drawn};
}

void records_clear(struct records *records) {
  json_decref(records->added);
  json_decref(records->changed);
  json_decref(records->row_of);
  *records = (struct records){0};
}

uint32_t records_count(const struct records *records) {
  return records->drawn + (uint32_t)json_array_size(records->added);
}

struct row_name {
  char text[16];
};

static struct row_name name_of(uint32_t row) {
  struct row_name name;
  snprintf(name.text, sizeof name.text, "%" PRIu32, row);
  return name;
}

// The record or null.
static json_t *slot(const struct records *records, uint32_t row) {
  if (row >= records->drawn) {
    return json_array_get(records->added, row - records->drawn);
  }
  if (json_object_size(records->changed) == 0) return NULL;
  return json_object_get(records->changed, name_of(row).text);
}

json_t *records_at(const struct records *records, uint32_t row) {
  json_t *record = slot(records, row);
  return json_is_object(record) ? record : NULL;
}

bool records_deleted(const struct records *records, uint32_t row) {
  return json_is_null(slot(records, row));
}

bool records_find(const struct records *records, struct text id,
                  uint32_t *row) {
  const json_t *found = json_object_getn(records->row_of, id.bytes, id.length);
  *row = (uint32_t)json_integer_value(found);
  return found != NULL;
}

static void index_id(struct records *records, const json_t *record,
                     uint32_t row) {
  const char *id = json_string_value(json_object_get(record, "id"));
  if (id != NULL) {
    json_object_set_new(records->row_of, id, json_integer(row));
  }
}

uint32_t records_add(struct records *records, json_t *record) {
  uint32_t row = records_count(records);
  index_id(records, record, row);
  json_array_append_new(records->added, record);
  return row;
}

void records_change(struct records *records, uint32_t row, json_t *changes) {
  json_t *record = records_at(records, row);
  if (record == NULL) {
    record = memory_need(json_object());
    json_object_set_new(records->changed, name_of(row).text, record);
  }
  json_object_update(record, changes);
}

void records_delete(struct records *records, uint32_t row) {
  if (row < records->drawn) {
    json_object_set_new(records->changed, name_of(row).text, json_null());
    return;
  }
  json_t *record = records_at(records, row);
  const char *id = json_string_value(json_object_get(record, "id"));
  if (id != NULL) json_object_del(records->row_of, id);
  json_array_set_new(records->added, row - records->drawn, json_null());
}

json_t *records_json(const struct records *records) {
  return memory_need(json_pack("{s:O, s:O}", "added", records->added, "changed",
                               records->changed));
}

static bool is_record(const json_t *json, bool needs_id) {
  if (json_is_null(json)) return true;
  if (!json_is_object(json)) return false;
  return !needs_id || json_is_string(json_object_get(json, "id"));
}

static bool is_sound(const struct records *records, const json_t *added,
                     const json_t *changed) {
  if (!json_is_array(added) || !json_is_object(changed)) return false;
  for (size_t i = 0; i < json_array_size(added); i++) {
    if (!is_record(json_array_get(added, i), true)) return false;
  }
  const char *name;
  json_t *record;
  json_object_foreach((json_t *)changed, name, record) {
    int64_t row;
    if (!is_record(record, false) || !text_integer(text_of(name), &row) ||
        row < 0 || row >= records->drawn) {
      return false;
    }
  }
  return true;
}

bool records_load(struct records *records, const json_t *json) {
  json_t *added = json_object_get(json, "added");
  json_t *changed = json_object_get(json, "changed");
  if (!is_sound(records, added, changed)) return false;
  uint32_t drawn = records->drawn;
  records_clear(records);
  records_init(records, drawn);
  json_object_update(records->changed, changed);
  for (size_t i = 0; i < json_array_size(added); i++) {
    records_add(records, json_incref(json_array_get(added, i)));
  }
  return true;
}
