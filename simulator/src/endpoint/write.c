// SPDX-License-Identifier: MIT
#include "write.h"

#include "bitable.h"
#include "ledger.h"
#include "memory.h"
#include "rows.h"
#include "tables.h"

#include <string.h>

static const struct deed {
  const char *name;
  void (*act)(struct work *work);
} deeds[] = {
    {"change cells", bitable_change}, {"credit", ledger_credit},
    {"add cells", bitable_add},       {"reconcile", ledger_reconcile},
    {"withdraw", ledger_withdraw},
};

static const struct deed *find_deed(const char *name) {
  for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
    if (strcmp(deeds[i].name, name) == 0) return &deeds[i];
  }
  return NULL;
}

bool write_does(const char *name) {
  return find_deed(name) != NULL;
}

// The parameters of the body that the call has, and the members of "set".
static json_t *changes_of(const struct work *work, const json_t *write,
                          struct template_scope *scope) {
  json_t *changes = memory_need(json_object());
  const json_t *body = json_object_get(work_part(work, "params"), "body");
  const char *name;
  json_t *schema;
  json_object_foreach((json_t *)body, name, schema) {
    json_t *value = json_object_get(work->params, name);
    if (value != NULL) json_object_set(changes, name, value);
  }
  json_t *now = json_integer((json_int_t)work->company->clock_ms);
  json_t *more = memory_need(json_pack("{s:O}", "now", now));
  scope->more = more;
  json_t *set = template_fill(json_object_get(write, "set"), scope);
  if (set != NULL) json_object_update_new(changes, set);
  json_object_set_new(changes, "modify_time", now);
  json_decref(more);
  return changes;
}

// Gives a new record the fields that every new one starts with: `"new": value`,
// `"new": "first"` for the first row of the table that the field is "of", or
// `"like"` for the time of another field.
static void start_fields(const struct work *work, const struct table *table,
                         json_t *record) {
  const char *name;
  json_t *how;
  json_object_foreach((json_t *)table->record_fields, name, how) {
    json_t *start = json_object_get(how, "new");
    if (json_object_get(record, name) != NULL) continue;
    json_t *like = table_time_like(record, how);
    if (like != NULL) json_object_set_new(record, name, like);
    if (start == NULL) continue;
    const char *of = json_string_value(json_object_get(how, "of"));
    json_t *value = of != NULL
                        ? table_get(tables_find(of), work->company, 0, "id")
                        : json_incref(start);
    json_object_set_new(record, name, value);
  }
}

static void wrote(struct work *work, const struct table *table, uint32_t row) {
  work->written = table;
  work->written_row = row;
}

static void create(struct work *work, const struct table *table,
                   const json_t *write) {
  company_tick(work->company);
  struct template_scope scope = work_scope(work);
  json_t *record = changes_of(work, write, &scope);
  if (json_object_get(record, "create_time") == NULL) {
    json_object_set(record, "create_time",
                    json_object_get(record, "modify_time"));
  }
  start_fields(work, table, record);
  uint64_t id = company_new_id(work->company);
  json_object_set_new(record, "id", text_number_json(id));
  wrote(work, table, records_add(table_records(table, work->company), record));
}

// Says what happens to a row, which is as it was before.
static void tell(const struct work *work, const json_t *write,
                 struct template_scope *scope) {
  const json_t *sends = json_object_get(write, "sends");
  const char *type = json_string_value(json_object_get(sends, "type"));
  if (type == NULL) return;
  json_t *more = memory_need(
      json_pack("{s:I}", "now", (json_int_t)work->company->clock_ms));
  scope->more = more;
  company_tell(
      work->company, type, work->company->app_id,
      memory_need(template_fill(json_object_get(sends, "event"), scope)));
  json_decref(more);
}

static void update(struct work *work, const struct table *table,
                   const json_t *write) {
  struct rows rows;
  rows_find_in(&rows, table, write, work->company, work->params);
  if (rows.count > 0) company_tick(work->company);
  for (size_t i = 0; i < rows.count; i++) {
    struct template_scope scope = work_scope(work);
    scope.table = table;
    scope.row = rows.list[i];
    tell(work, write, &scope);
    json_t *changes = changes_of(work, write, &scope);
    json_object_del(changes, "id");
    records_change(table_records(table, work->company), scope.row, changes);
    json_decref(changes);
    wrote(work, table, scope.row);
  }
  rows_clear(&rows);
}

static void delete (struct work *work, const struct table *table,
                    const json_t *write) {
  struct rows rows;
  rows_find_in(&rows, table, write, work->company, work->params);
  if (rows.count > 0) company_tick(work->company);
  for (size_t i = 0; i < rows.count; i++) {
    records_delete(table_records(table, work->company), rows.list[i]);
  }
  rows_clear(&rows);
}

static void write_one(struct work *work, const json_t *write) {
  static const struct {
    const char *name;
    void (*act)(struct work *work, const struct table *table,
                const json_t *write);
  } acts[] = {{"create", create}, {"update", update}, {"delete", delete}};
  const char *deed = json_string_value(json_object_get(write, "does"));
  if (deed != NULL) find_deed(deed)->act(work);
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
    const json_t *table = json_object_get(write, acts[i].name);
    if (table == NULL) continue;
    acts[i].act(work, tables_find(json_string_value(table)), write);
  }
}

void write_all(struct work *work) {
  const json_t *writes = work_part(work, "writes");
  for (size_t i = 0; i < json_array_size(writes); i++) {
    if (work->reply->body != NULL) return; // refused
    write_one(work, json_array_get(writes, i));
  }
}
