// SPDX-License-Identifier: MIT
#include "filter.h"

#include <string.h>

static const json_t *param(const json_t *params, const json_t *name) {
  return json_object_get(params, json_string_value(name));
}

// A time is a string, other bounds are integers.
static int64_t number_of(const json_t *value, int64_t otherwise) {
  char buffer[TEXT_NUMBER_MAX];
  int64_t number;
  bool good = text_integer(text_of_json(value, buffer), &number);
  return good ? number : otherwise;
}

struct filter filter_read(const struct table *table, const char *name,
                          const json_t *how, const json_t *params) {
  struct filter filter = {.table = table, .name = name};
  if (json_is_string(how)) filter.wanted = param(params, how);
  const json_t *chosen = param(params, json_object_get(how, "param"));
  bool all = json_equal(chosen, json_object_get(how, "all"));
  if (chosen != NULL && !all) filter.wanted = chosen;
  filter.from =
      number_of(param(params, json_object_get(how, "from")), INT64_MIN);
  filter.to = number_of(param(params, json_object_get(how, "to")), INT64_MAX);
  return filter;
}

const struct key *filter_key(const struct filter *filter) {
  if (!json_is_string(filter->wanted)) return NULL;
  return table_key(filter->table, filter->name);
}

static bool equals(const json_t *value, const json_t *wanted) {
  char left[TEXT_NUMBER_MAX], right[TEXT_NUMBER_MAX];
  struct text a = text_of_json(value, left);
  struct text b = text_of_json(wanted, right);
  return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

static bool is_wanted(const json_t *value, const json_t *wanted) {
  if (!json_is_array(wanted)) return equals(value, wanted);
  for (size_t i = 0; i < json_array_size(wanted); i++) {
    if (equals(value, json_array_get(wanted, i))) return true;
  }
  return false;
}

bool filter_passes(const struct filter *filter, const struct company *company,
                   uint32_t row) {
  bool between = filter->from > INT64_MIN || filter->to < INT64_MAX;
  bool drawn = row < table_drawn(filter->table, company);
  if (drawn && filter_key(filter) != NULL) return true;
  if (filter->wanted == NULL && !between) return true;
  json_t *value = table_get(filter->table, company, row, filter->name);
  int64_t number = number_of(value, INT64_MIN);
  bool good = between ? filter->from <= number && number <= filter->to
                      : is_wanted(value, filter->wanted);
  json_decref(value);
  return good;
}
