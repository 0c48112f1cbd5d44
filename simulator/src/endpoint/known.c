// SPDX-License-Identifier: MIT
#include "known.h"

#include "filter.h"
#include "memory.h"
#include "tables.h"

#include <stdlib.h>
#include <string.h>

struct known known_read(const char *place) {
  size_t length = strcspn(place, ".");
  char *table = memory_copy(place, length);
  struct known known = {
      .table = tables_find(table),
      .name = place[length] == '.' ? place + length + 1 : "id",
  };
  free(table);
  return known;
}

static bool has_one(const struct known *known, const struct company *company,
                    const json_t *id) {
  char buffer[TEXT_NUMBER_MAX];
  if (strcmp(known->name, "id") == 0) {
    uint32_t row;
    return table_find(known->table, company, text_of_json(id, buffer), &row);
  }
  const struct key *key = table_key(known->table, known->name);
  if (key != NULL) {
    uint64_t number = text_id(text_of_json(id, buffer));
    return number != 0 && key->find(company, number).count > 0;
  }
  struct filter filter = {known->table, known->name, id, INT64_MIN, INT64_MAX};
  uint32_t count = table_count(known->table, company);
  for (uint32_t row = 0; row < count; row++) {
    if (filter_passes(&filter, company, row)) return true;
  }
  return false;
}

bool known_has(const struct known *known, const struct company *company,
               const json_t *id) {
  if (!json_is_array(id)) return has_one(known, company, id);
  for (size_t i = 0; i < json_array_size(id); i++) {
    if (!has_one(known, company, json_array_get(id, i))) return false;
  }
  return true;
}
