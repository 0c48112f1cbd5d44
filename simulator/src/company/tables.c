// SPDX-License-Identifier: MIT
#include "tables.h"

#include "account_table.h"
#include "embedded.h"
#include "external_application_table.h"
#include "job_post_table.h"
#include "job_table.h"
#include "memory.h"
#include "referral_table.h"
#include "talent_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The list of all tables. It is read once and kept until the program ends.
static struct {
  json_t *file; // name: description
  struct table *list;
  size_t count;
} all;

static void add(const struct table *table) {
  struct table *added = &all.list[all.count];
  *added = *table;
  added->number = all.count++;
  added->find = tables_find;
}

// Adds a table of records, or the fields that records have in a table in C.
static void add_described(const char *name, json_t *description) {
  for (size_t i = 0; i < all.count; i++) {
    if (strcmp(all.list[i].name, name) != 0) continue;
    all.list[i].record_fields = json_object_get(description, "fields");
    return;
  }
  json_t *fields = json_object_get(description, "fields");
  if (fields == NULL) {
    fields = memory_need(json_object());
    json_object_set_new(description, "fields", fields);
  }
  // Every record has these.
  static const char *const own[] = {"id", "create_time", "modify_time"};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
    if (json_object_get(fields, own[i]) != NULL) continue;
    json_object_set_new(fields, own[i], json_null());
  }
  const struct table table = {.name = name, .record_fields = fields};
  add(&table);
}

static void read_all(void) {
  static const struct table *const in_c[] = {
      &account_table,  &external_application_table,
      &job_post_table, &job_table,
      &referral_table, &talent_table,
  };
  enum { IN_C = sizeof in_c / sizeof *in_c };
  const struct embedded *file = embedded_find(embedded_company, "tables");
  json_error_t error;
  all.file = json_loadb((const char *)file->bytes, file->size_bytes,
                        JSON_REJECT_DUPLICATES, &error);
  if (!json_is_object(all.file)) {
    fprintf(stderr, "lark-simulator: company/tables.json: %s\n", error.text);
    exit(EXIT_FAILURE);
  }
  all.list = memory_new(IN_C + json_object_size(all.file), sizeof *all.list);
  for (size_t i = 0; i < IN_C; i++) {
    add(in_c[i]);
  }
  const char *name;
  json_t *description;
  json_object_foreach(all.file, name, description) {
    add_described(name, description);
  }
}

const struct table *tables_at(size_t number) {
  if (all.list == NULL) read_all();
  return number < all.count ? &all.list[number] : NULL;
}

const struct table *tables_find(const char *name) {
  const struct table *table;
  for (size_t i = 0; (table = tables_at(i)) != NULL; i++) {
    if (strcmp(table->name, name) == 0) return table;
  }
  return NULL;
}

const json_t *tables_description(const struct table *table) {
  return table->fields == NULL ? json_object_get(all.file, table->name) : NULL;
}
