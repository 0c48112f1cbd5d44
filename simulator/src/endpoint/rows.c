// SPDX-License-Identifier: MIT
#include "rows.h"

#include "filter.h"
#include "memory.h"
#include "tables.h"

#include <stdlib.h>
#include <string.h>

static struct span both(struct span a, struct span b) {
  uint32_t first = a.first > b.first ? a.first : b.first;
  uint32_t a_end = a.first + a.count;
  uint32_t b_end = b.first + b.count;
  uint32_t end = a_end < b_end ? a_end : b_end;
  return (struct span){first, end > first ? end - first : 0};
}

struct filters {
  struct filter list[ROWS_FILTERS_MAX];
  size_t count;
};

static void read_filters(struct filters *filters, const struct table *table,
                         const json_t *description, const json_t *params) {
  const char *name;
  json_t *how;
  filters->count = 0;
  json_object_foreach(json_object_get(description, "where"), name, how) {
    if (filters->count == ROWS_FILTERS_MAX) return;
    filters->list[filters->count++] = filter_read(table, name, how, params);
  }
}

// The rows that all keys find. `*owner` becomes the id in the first key.
static struct span span_of(const struct filters *filters,
                           const struct company *company, uint64_t *owner) {
  struct span span = {0, table_drawn(filters->list[0].table, company)};
  for (size_t i = 0; i < filters->count; i++) {
    const struct filter *filter = &filters->list[i];
    const struct key *key = filter_key(filter);
    if (key == NULL) continue;
    char unused[TEXT_NUMBER_MAX];
    uint64_t id = text_id(text_of_json(filter->wanted, unused));
    if (*owner == 0) *owner = id;
    span = both(span, id != 0 ? key->find(company, id) : (struct span){0, 0});
  }
  return span;
}

static bool all_pass(const struct filters *filters,
                     const struct company *company, uint32_t row) {
  const struct table *table = filters->list[0].table;
  if (records_deleted(table_records(table, company), row)) return false;
  for (size_t i = 0; i < filters->count; i++) {
    if (!filter_passes(&filters->list[i], company, row)) return false;
  }
  return true;
}

static size_t max_of(const json_t *description) {
  const json_t *max = json_object_get(description, "max");
  return max != NULL ? (size_t)json_integer_value(max) : SIZE_MAX;
}

// Adds the rows of `span` that pass, up to `max` rows in all.
static void add_span(struct rows *rows, const struct filters *filters,
                     const struct company *company, struct span span,
                     size_t max) {
  for (uint32_t i = 0; i < span.count && rows->count < max; i++) {
    if (!all_pass(filters, company, span.first + i)) continue;
    rows->list[rows->count++] = span.first + i;
  }
}

// The records that may pass: one, if a filter names its id.
static struct span record_span(const struct filters *filters,
                               const struct company *company) {
  const struct table *table = filters->list[0].table;
  uint32_t drawn = table_drawn(table, company);
  for (size_t i = 0; i < filters->count; i++) {
    const struct filter *filter = &filters->list[i];
    if (strcmp(filter->name, "id") != 0) continue;
    if (!json_is_string(filter->wanted)) continue;
    char unused[TEXT_NUMBER_MAX];
    struct text id = text_of_json(filter->wanted, unused);
    uint32_t row;
    bool found = table_find(table, company, id, &row) && row >= drawn;
    return (struct span){row, found ? 1 : 0};
  }
  return (struct span){drawn, table_count(table, company) - drawn};
}

// Stands for the list in page tokens where no id does: made from everything
// that the filters want, so that the token of another list does not fit.
static uint64_t owner_of(const struct rows *rows,
                         const struct filters *filters) {
  uint64_t owner = text_hash(text_of(rows->table->name));
  for (size_t i = 0; i < filters->count; i++) {
    const struct filter *filter = &filters->list[i];
    char buffer[TEXT_NUMBER_MAX];
    owner = text_hash_more(owner, text_of(filter->name));
    owner = text_hash_more(owner, text_of_json(filter->wanted, buffer));
  }
  return owner;
}

void rows_find(struct rows *rows, const json_t *description,
               const struct company *company, const json_t *params) {
  const char *name = json_string_value(json_object_get(description, "of"));
  rows_find_in(rows, tables_find(name), description, company, params);
}

void rows_find_in(struct rows *rows, const struct table *table,
                  const json_t *description, const struct company *company,
                  const json_t *params) {
  *rows = (struct rows){.table = table};
  struct filters filters = {.list[0].table = rows->table};
  read_filters(&filters, rows->table, description, params);

  struct span drawn = span_of(&filters, company, &rows->owner);
  struct span records = record_span(&filters, company);
  size_t max = max_of(description);
  rows->list =
      memory_new((size_t)drawn.count + records.count, sizeof *rows->list);
  add_span(rows, &filters, company, drawn, max);
  add_span(rows, &filters, company, records, max);
  if (rows->table->rows == NULL) rows->owner = owner_of(rows, &filters);
}

void rows_clear(struct rows *rows) {
  free(rows->list);
  *rows = (struct rows){0};
}

const json_t *rows_reversed(const json_t *description, const json_t *params) {
  const char *name;
  json_t *how;
  json_object_foreach(json_object_get(description, "where"), name, how) {
    struct filter filter = filter_read(NULL, name, how, params);
    if (filter.from > filter.to) return how;
  }
  return NULL;
}
