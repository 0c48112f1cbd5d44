// SPDX-License-Identifier: MIT
#include "bitable.h"

#include "memory.h"
#include "tables.h"

#include <string.h>

enum { TEXT = 1 };

static bool is_text(const json_t *cell) {
  return json_is_string(cell);
}

static bool is_number(const json_t *cell) {
  return json_is_number(cell);
}

static bool is_integer(const json_t *cell) {
  return json_is_integer(cell);
}

static bool is_boolean(const json_t *cell) {
  return json_is_boolean(cell);
}

static bool is_list(const json_t *cell) {
  bool good = json_is_array(cell);
  for (size_t i = 0; i < json_array_size(cell); i++) {
    good = good && json_is_string(json_array_get(cell, i));
  }
  return good;
}

static bool is_link(const json_t *cell) {
  return json_is_string(json_object_get(cell, "link"));
}

static bool is_people(const json_t *cell) {
  return json_is_array(cell) &&
         json_is_string(json_object_get(json_array_get(cell, 0), "id"));
}

// The types of columns, and the codes that refuse a cell.
static const struct kind {
  int type, code;
  bool (*fits)(const json_t *cell);
} kinds[] = {
    {TEXT, 1254060, is_text}, {2, 1254061, is_number},
    {3, 1254062, is_text},    {4, 1254063, is_list},
    {5, 1254064, is_integer}, {7, 1254065, is_boolean},
    {11, 1254066, is_people}, {15, 1254068, is_link},
};

static void refuse(struct work *work, int code, const char *msg) {
  reply_error(work->reply, 200, code, msg, NULL);
}

static const char *text_param(const struct work *work, const char *name) {
  const char *text = json_string_value(json_object_get(work->params, name));
  return text != NULL ? text : "";
}

// The type of a column of the table that is meant; 0 if there is none.
static int type_of(const struct work *work, const char *name) {
  const struct table *table = tables_find("bitable_fields");
  const struct records *columns = table_records(table, work->company);
  const char *table_id = text_param(work, "table_id");
  for (uint32_t row = 0; row < records_count(columns); row++) {
    const json_t *column = records_at(columns, row);
    const char *of = json_string_value(json_object_get(column, "table_id"));
    const char *is = json_string_value(json_object_get(column, "field_name"));
    if (of == NULL || is == NULL || strcmp(of, table_id) != 0) continue;
    if (strcmp(is, name) != 0) continue;
    return (int)json_integer_value(json_object_get(column, "type"));
  }
  return 0;
}

// True if every cell fits; else the call is refused. A null empties a cell.
static bool cells_fit(struct work *work, const json_t *cells) {
  const char *name;
  json_t *cell;
  json_object_foreach((json_t *)cells, name, cell) {
    int type = type_of(work, name);
    if (type == 0) {
      refuse(work, 1254045, "FieldNameNotFound");
      return false;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
      if (kinds[i].type != type || json_is_null(cell)) continue;
      if (kinds[i].fits(cell)) continue;
      refuse(work, kinds[i].code, "FieldConvFail");
      return false;
    }
  }
  return true;
}

static bool all_fit(struct work *work, const json_t *given) {
  for (size_t i = 0; i < json_array_size(given); i++) {
    const json_t *one = json_array_get(given, i);
    if (!cells_fit(work, json_object_get(one, "fields"))) return false;
  }
  return true;
}

// Cells as they are read later: a text comes in pieces.
static json_t *cells_as_read(const struct work *work, const json_t *cells) {
  json_t *read = memory_need(json_object());
  const char *name;
  json_t *cell;
  json_object_foreach((json_t *)cells, name, cell) {
    bool in_pieces = type_of(work, name) == TEXT && json_is_string(cell);
    json_t *kept = in_pieces
                       ? json_pack("[{s:s, s:O}]", "type", "text", "text", cell)
                       : json_incref(cell);
    json_object_set_new(read, name, memory_need(kept));
  }
  return read;
}

// An answer's row. Takes the reference to `id`.
static json_t *answer_row(json_t *id, const json_t *cells) {
  return memory_need(json_pack("{s:o, s:O}", "record_id", id, "fields", cells));
}

// Takes out the cells that are null.
static void drop_empty(json_t *cells) {
  const char *name;
  void *next;
  json_t *cell;
  json_object_foreach_safe(cells, next, name, cell) {
    if (json_is_null(cell)) json_object_del(cells, name);
  }
}

void bitable_add(struct work *work) {
  const struct table *table = tables_find("bitable_records");
  struct records *records = table_records(table, work->company);
  const json_t *given = json_object_get(work->params, "records");
  if (!all_fit(work, given)) return;
  json_t *answered = memory_need(json_array());
  for (size_t i = 0; i < json_array_size(given); i++) {
    json_t *cells = json_object_get(json_array_get(given, i), "fields");
    json_int_t now_ms = (json_int_t)company_tick(work->company);
    json_t *id = text_number_json(company_new_id(work->company));
    json_t *record = memory_need(json_pack(
        "{s:O, s:s, s:o, s:I, s:I}", "id", id, "table_id",
        text_param(work, "table_id"), "fields", cells_as_read(work, cells),
        "create_time", now_ms, "modify_time", now_ms));
    records_add(records, record);
    json_array_append_new(answered, answer_row(id, cells));
  }
  work->given = memory_need(json_pack("{s:o}", "records", answered));
}

static bool find_all(struct work *work, const json_t *given) {
  const struct table *table = tables_find("bitable_records");
  for (size_t i = 0; i < json_array_size(given); i++) {
    const json_t *one = json_array_get(given, i);
    const char *id = json_string_value(json_object_get(one, "record_id"));
    uint32_t row;
    if (id != NULL && table_find(table, work->company, text_of(id), &row))
      continue;
    refuse(work, 1254043, "RecordIdNotFound");
    return false;
  }
  return true;
}

void bitable_change(struct work *work) {
  const struct table *table = tables_find("bitable_records");
  struct records *records = table_records(table, work->company);
  const json_t *given = json_object_get(work->params, "records");
  if (!find_all(work, given) || !all_fit(work, given)) return;
  json_t *answered = memory_need(json_array());
  for (size_t i = 0; i < json_array_size(given); i++) {
    const json_t *one = json_array_get(given, i);
    json_t *id = json_object_get(one, "record_id");
    uint32_t row = 0;
    table_find(table, work->company, text_of(json_string_value(id)), &row);
    const json_t *given_cells = json_object_get(one, "fields");
    json_t *cells = table_get(table, work->company, row, "fields");
    json_t *merged = memory_need(json_copy(cells));
    json_t *read = cells_as_read(work, given_cells);
    json_object_update(merged, read);
    drop_empty(merged);
    json_t *changes = memory_need(json_pack("{s:o}", "fields", merged));
    records_change(records, row, changes);
    json_array_append_new(answered, answer_row(json_incref(id), given_cells));
    json_decref(changes);
    json_decref(read);
    json_decref(cells);
  }
  work->given = memory_need(json_pack("{s:o}", "records", answered));
}
