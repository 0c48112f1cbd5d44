// SPDX-License-Identifier: MIT
#include "value.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

// ---- The types. ----

static json_t *integer_of(struct text text) {
  int64_t number;
  return text_integer(text, &number) ? json_integer(number) : NULL;
}

static json_t *number_of(struct text text) {
  char *end = NULL;
  double number = strtod(text.bytes, &end);
  bool all = text.length > 0 && end == text.bytes + text.length;
  return all ? json_real(number) : NULL;
}

static json_t *boolean_of(struct text text) {
  if (text_is(text, "true")) return json_true();
  return text_is(text, "false") ? json_false() : NULL;
}

static json_t *nothing_of(struct text text) {
  (void)text;
  return NULL;
}

static bool is_string(const json_t *value) {
  return json_is_string(value);
}

static bool is_integer(const json_t *value) {
  return json_is_integer(value);
}

static bool is_number(const json_t *value) {
  return json_is_number(value);
}

static bool is_boolean(const json_t *value) {
  return json_is_boolean(value);
}

static bool is_array(const json_t *value) {
  return json_is_array(value);
}

static bool is_object(const json_t *value) {
  return json_is_object(value);
}

static const struct type {
  const char *name;
  json_t *(*from_text)(struct text text);
  bool (*fits)(const json_t *value);
  const char *complaint;
} types[] = {
    {"string", text_json, is_string, "must be a string"},
    {"id", text_json, is_string, "must be a string"},
    // The id of a person, in the form that user_id_type names.
    {"user", text_json, is_string, "must be a string"},
    {"url", text_json, is_string, "must be a string"},
    // A time in milliseconds or seconds, as a string of digits.
    {"time", text_json, is_string, "must be a string"},
    {"seconds", text_json, is_string, "must be a string"},
    // "2024-05", "2024-05-31"
    {"month", text_json, is_string, "must be a string"},
    {"date", text_json, is_string, "must be a string"},
    {"integer", integer_of, is_integer, "must be an integer"},
    // A time in milliseconds or seconds, as an integer.
    {"ms", integer_of, is_integer, "must be an integer"},
    {"s", integer_of, is_integer, "must be an integer"},
    {"number", number_of, is_number, "must be a number"},
    {"boolean", boolean_of, is_boolean, "must be true or false"},
    {"array", nothing_of, is_array, "must be an array"},
    {"object", nothing_of, is_object, "must be an object"},
};

static const struct type *find_type(const char *name) {
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (strcmp(types[i].name, name) == 0) return &types[i];
  }
  return NULL;
}

bool value_is_type(const char *type) {
  return find_type(type) != NULL;
}

const char *value_type(const json_t *schema) {
  const char *name = json_string_value(json_object_get(schema, "type"));
  return name != NULL ? name : "string";
}

static const struct type *type_of(const json_t *schema) {
  return find_type(value_type(schema));
}

json_t *value_from_text(const json_t *schema, struct text text) {
  return type_of(schema)->from_text(text);
}

bool value_fits(const json_t *schema, const json_t *value) {
  return type_of(schema)->fits(value);
}

const char *value_complaint(const json_t *schema) {
  return type_of(schema)->complaint;
}

// ---- Their bounds. ----

static const char *check_enum(const json_t *schema, const json_t *value) {
  const json_t *choices = json_object_get(schema, "enum");
  if (choices == NULL) return NULL;
  for (size_t i = 0; i < json_array_size(choices); i++) {
    if (json_equal(json_array_get(choices, i), value)) return NULL;
  }
  return "is not one of the values in the document";
}

static const char *check_time(const json_t *schema, const json_t *value) {
  int64_t number;
  char unused[TEXT_NUMBER_MAX];
  if (strcmp(value_type(schema), "time") != 0) return NULL;
  if (text_integer(text_of_json(value, unused), &number) && number >= 0) {
    return NULL;
  }
  return "must be a time in milliseconds, as a string of digits";
}

// True if `schema` has a bound of that name, which becomes `*bound`.
static bool has_bound(const json_t *schema, const char *name, double *bound) {
  const json_t *member = json_object_get(schema, name);
  if (member == NULL) return false;
  *bound = json_number_value(member);
  return true;
}

static const char *check_number(const json_t *schema, const json_t *value) {
  double bound;
  double number = json_number_value(value);
  if (!json_is_number(value)) return NULL;
  if (has_bound(schema, "min", &bound) && number < bound) {
    return "is below the minimum";
  }
  if (has_bound(schema, "max", &bound) && number > bound) {
    return "is above the maximum";
  }
  return NULL;
}

static const char *check_length(const json_t *schema, const json_t *value) {
  double bound;
  double length = (double)json_string_length(value);
  if (!json_is_string(value)) return NULL;
  if (has_bound(schema, "min_length", &bound) && length < bound) {
    return "is too short";
  }
  if (has_bound(schema, "max_length", &bound) && length > bound) {
    return "is too long";
  }
  return NULL;
}

static const char *check_count(const json_t *schema, const json_t *value) {
  double bound;
  double count = (double)json_array_size(value);
  if (!json_is_array(value)) return NULL;
  if (has_bound(schema, "min_items", &bound) && count < bound) {
    return "has too few entries";
  }
  if (has_bound(schema, "max_items", &bound) && count > bound) {
    return "has too many entries";
  }
  return NULL;
}

const char *value_check(const json_t *schema, const json_t *value) {
  static const char *(*const checks[])(const json_t *, const json_t *) = {
      check_enum, check_time, check_number, check_length, check_count,
  };
  if (!type_of(schema)->fits(value)) return value_complaint(schema);
  bool empty = json_is_string(value) && json_string_length(value) == 0;
  if (empty && json_is_true(json_object_get(schema, "required"))) {
    return "must not be empty";
  }
  for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
    const char *wrong = checks[i](schema, value);
    if (wrong != NULL) return wrong;
  }
  return NULL;
}
