// SPDX-License-Identifier: MIT
#include "value.h"

#include <math.h>
#include <stdio.h>

#include "choice.h"
#include "language.h"
#include "pattern.h"

static bool type_fits(lark_type wanted, const lark_param *value) {
  if (value->type == wanted || wanted == LARK_JSON) return true;
  if (wanted == LARK_NUMBER) return value->type == LARK_INTEGER;
  // 20.0 is an integer, as in Lua.
  double number = value->value.number;
  return wanted == LARK_INTEGER && value->type == LARK_NUMBER &&
         number >= -0x1p63 && number < 0x1p63 && number == floor(number);
}

static const char *article(lark_type type) {
  const char *name = lark_type_name(type);
  return strchr("aeio", name[0]) != NULL ? "an" : "a";
}

lark_status lark_value_refuse_type(const lark_field *field, lark_type given,
                                   const lark_spot *at, lark_failure *failure) {
  char what[96];
  snprintf(what, sizeof what, lark_words("must be %s %s, not %s %s"),
           article(field->type), lark_type_name(field->type), article(given),
           lark_type_name(given));
  lark_spot_refuse(at, failure, what);
  if (field->type == LARK_STRING && given == LARK_INTEGER)
    lark_failure_hint(failure, "Write the digits in quotes: ids and times are "
                               "strings here.");
  return LARK_EPARAM;
}

static lark_status check_range(const lark_field *field, int64_t value,
                               const lark_spot *at, lark_failure *failure) {
  char what[96];
  if (field->has_min && value < field->min)
    snprintf(what, sizeof what, lark_words("must be at least %lld, not %lld"),
             (long long)field->min, (long long)value);
  else if (field->has_max && value > field->max)
    snprintf(what, sizeof what, lark_words("must be at most %lld, not %lld"),
             (long long)field->max, (long long)value);
  else
    return LARK_OK;
  return lark_spot_refuse(at, failure, what);
}

// A bound on how many of something there are.
typedef struct bounds {
  bool has_min, has_max;
  int64_t min, max;
} bounds;

static lark_status check_bounds(bounds allowed, int64_t count, const char *unit,
                                const lark_spot *at, lark_failure *failure) {
  char what[128];
  if (allowed.has_min && count < allowed.min && count == 0)
    snprintf(what, sizeof what, "must not be empty");
  else if (allowed.has_min && count < allowed.min)
    snprintf(what, sizeof what,
             lark_words("must have at least %lld %s, not %lld"),
             (long long)allowed.min, lark_words(unit), (long long)count);
  else if (allowed.has_max && count > allowed.max)
    snprintf(what, sizeof what,
             lark_words("must have at most %lld %s, not %lld"),
             (long long)allowed.max, lark_words(unit), (long long)count);
  else
    return LARK_OK;
  return lark_spot_refuse(at, failure, what);
}

lark_status lark_value_check_count(const lark_field *field, int64_t count,
                                   const char *unit, const lark_spot *at,
                                   lark_failure *failure) {
  bounds items = {field->has_min_items, field->has_max_items, field->min_items,
                  field->max_items};
  return check_bounds(items, count, unit, at, failure);
}

// Code points: the bytes that do not continue one.
static int64_t characters_of(const lark_param *value) {
  int64_t count = 0;
  for (size_t i = 0; i < value->value.string.length_bytes; i++)
    count += (value->value.string.bytes[i] & 0xc0) != 0x80;
  return count;
}

static lark_status check_length(const lark_field *field,
                                const lark_param *value, const lark_spot *at,
                                lark_failure *failure) {
  bounds bytes = {false, field->has_max_bytes, 0, field->max_bytes};
  bounds length = {field->has_min_length, field->has_max_length,
                   field->min_length, field->max_length};
  int64_t size_bytes = (int64_t)value->value.string.length_bytes;
  lark_status status = check_bounds(bytes, size_bytes, "bytes", at, failure);
  if (status != LARK_OK || !(length.has_min || length.has_max)) return status;
  return check_bounds(length, characters_of(value), "characters", at, failure);
}

static lark_status check_time(const lark_field *field, const lark_param *value,
                              const lark_spot *at, lark_failure *failure) {
  int64_t ignored = 0;
  if (lark_pattern_read(value->value.string.bytes,
                        value->value.string.length_bytes, &ignored))
    return LARK_OK;
  char what[96];
  snprintf(
      what, sizeof what, lark_words("must be %s since 1970, in digits"),
      lark_words(strcmp(field->unit, "s") == 0 ? "seconds" : "milliseconds"));
  return lark_spot_refuse(at, failure, what);
}

static lark_status check_format(const lark_field *field,
                                const lark_param *value, const lark_spot *at,
                                lark_failure *failure) {
  const char *format = field->value_format;
  const char *bytes = value->value.string.bytes;
  size_t length = value->value.string.length_bytes;
  if (length == 0) return LARK_OK; // where it is required, it was refused
  if (format == NULL)
    return field->unit ? check_time(field, value, at, failure) : LARK_OK;

  bool digits = strcmp(format, LARK_PATTERN_DIGITS) == 0;
  if (!lark_pattern_fits(format, bytes, length)) {
    char what[96];
    snprintf(what, sizeof what, lark_words("must read like %s"),
             digits ? lark_words("an integer") : format);
    return lark_spot_refuse(at, failure, what);
  }
  int64_t number = 0;
  if (!digits || !lark_pattern_read(bytes, length, &number)) return LARK_OK;
  return check_range(field, number, at, failure);
}

static bool is_dots(const lark_param *value) {
  size_t length = value->value.string.length_bytes;
  return (length == 1 || length == 2) &&
         strncmp(value->value.string.bytes, "..", length) == 0;
}

static lark_status check_text(const lark_field *field, const lark_param *value,
                              const lark_spot *at, lark_failure *failure) {
  size_t length = value->value.string.length_bytes;
  if (length == 0 && field->required)
    return lark_spot_refuse(at, failure, "must not be empty");
  if (field->format != NULL && strcmp(field->format, "file") == 0)
    return lark_spot_refuse(at, failure,
                            "is a file, which only a parameter can be");
  if (!lark_utf8_valid(value->value.string.bytes, length))
    return lark_spot_refuse(at, failure, "must be UTF-8");
  // Servers and proxies follow these, however they are encoded.
  if (at->outer == NULL && field->place == LARK_IN_PATH && is_dots(value))
    return lark_spot_refuse(at, failure, "must not be \".\" or \"..\"");
  return LARK_OK;
}

static lark_status check_string(const lark_field *field,
                                const lark_param *value, const lark_spot *at,
                                lark_failure *failure) {
  lark_status status = check_text(field, value, at, failure);
  if (status == LARK_OK) status = lark_choice_check(field, value, at, failure);
  if (status == LARK_OK) status = check_length(field, value, at, failure);
  if (status == LARK_OK) status = check_format(field, value, at, failure);
  return status;
}

static lark_status check_integer(const lark_field *field,
                                 const lark_param *value, const lark_spot *at,
                                 lark_failure *failure) {
  lark_param exact = *value;
  if (value->type == LARK_NUMBER)
    exact.value.integer = (int64_t)value->value.number;
  lark_status status = lark_choice_check(field, &exact, at, failure);
  if (status != LARK_OK) return status;
  return check_range(field, exact.value.integer, at, failure);
}

static lark_status check_number(const lark_param *value, const lark_spot *at,
                                lark_failure *failure) {
  if (value->type == LARK_NUMBER && !isfinite(value->value.number))
    return lark_spot_refuse(at, failure, "must be a finite number");
  return LARK_OK;
}

lark_status lark_value_check(const lark_field *field, const lark_param *value,
                             const lark_spot *at, lark_failure *failure) {
  if (!type_fits(field->type, value))
    return lark_value_refuse_type(field, value->type, at, failure);
  switch (field->type) {
  case LARK_STRING: return check_string(field, value, at, failure);
  case LARK_INTEGER: return check_integer(field, value, at, failure);
  case LARK_NUMBER: return check_number(value, at, failure);
  case LARK_JSON:
    if (value->type == LARK_STRING)
      return check_text(field, value, at, failure);
    return check_number(value, at, failure);
  default: return LARK_OK;
  }
}
