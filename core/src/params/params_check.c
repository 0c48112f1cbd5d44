// SPDX-License-Identifier: MIT
#include "params.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "suggest.h"

// Where in a parameter a field stands, such as "filter_list[2].key": a list
// from the inside out, on the C stack.
typedef struct lark_spot {
  const struct lark_spot *outer;
  const char *name; // NULL: an element of an array
  size_t index;     // counted from 1
} spot;

static size_t print_spot(const spot *at, char *room, size_t room_bytes) {
  size_t length = at->outer ? print_spot(at->outer, room, room_bytes) : 0;
  if (length >= room_bytes) return length;
  int more = 0;
  if (at->name == NULL)
    more = snprintf(room + length, room_bytes - length, "[%zu]", at->index);
  else
    more = snprintf(room + length, room_bytes - length, "%s%s",
                    at->outer ? "." : "", at->name);
  return length + (size_t)more;
}

static lark_status wrong(lark_failure *failure, const spot *at,
                         const char *what) {
  char name[sizeof failure->parameter];
  print_spot(at, name, sizeof name);
  lark_fail(failure, LARK_EPARAM, "%s %s", name, what);
  lark_failure_parameter(failure, name);
  return LARK_EPARAM;
}

static bool type_fits(lark_type wanted, const lark_param *value) {
  if (value->type == wanted) return true;
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

static lark_status wrong_type(const lark_field *field, lark_type given,
                              const spot *at, lark_failure *failure) {
  char what[96];
  snprintf(what, sizeof what, "must be %s %s, not %s %s", article(field->type),
           lark_type_name(field->type), article(given), lark_type_name(given));
  wrong(failure, at, what);
  if (field->type == LARK_STRING && given == LARK_INTEGER)
    lark_failure_hint(failure, "Write the digits in quotes: ids and times are "
                               "strings here.");
  return LARK_EPARAM;
}

static bool is_choice(const lark_choice *choice, const lark_param *value) {
  if (choice->string == NULL) return choice->integer == value->value.integer;
  size_t length = value->value.string.length_bytes;
  return strlen(choice->string) == length &&
         memcmp(choice->string, value->value.string.bytes, length) == 0;
}

static void list_choices(const lark_field *field, char *room, size_t bytes) {
  size_t length = 0;
  room[0] = '\0';
  for (size_t i = 0; i < field->choice_count && length < bytes; i++) {
    const lark_choice *choice = &field->choices[i];
    const char *comma = i > 0 ? ", " : "";
    int more = 0;
    if (choice->string != NULL)
      more = snprintf(room + length, bytes - length, "%s%s", comma,
                      choice->string);
    else
      more = snprintf(room + length, bytes - length, "%s%" PRId64, comma,
                      choice->integer);
    length += (size_t)more;
  }
}

static void suggest_choice(const lark_field *field, const lark_param *value,
                           lark_failure *failure) {
  char given[64];
  size_t length = value->value.string.length_bytes;
  if (value->type != LARK_STRING || length >= sizeof given) return;
  memcpy(given, value->value.string.bytes, length);
  given[length] = '\0';

  lark_suggestion best = lark_suggest_for(given);
  for (size_t i = 0; i < field->choice_count; i++)
    lark_suggest_try(&best, field->choices[i].string);
  if (best.name != NULL)
    lark_failure_hint(failure, "Did you mean %s?", best.name);
}

static lark_status check_choice(const lark_field *field,
                                const lark_param *value, const spot *at,
                                lark_failure *failure) {
  if (field->choice_count == 0) return LARK_OK;
  for (size_t i = 0; i < field->choice_count; i++) {
    if (is_choice(&field->choices[i], value)) return LARK_OK;
  }
  char choices[320];
  char what[400];
  list_choices(field, choices, sizeof choices);
  snprintf(what, sizeof what, "must be one of %s", choices);
  wrong(failure, at, what);
  suggest_choice(field, value, failure);
  return LARK_EPARAM;
}

static lark_status check_range(const lark_field *field, int64_t value,
                               const spot *at, lark_failure *failure) {
  char what[96];
  if (field->has_min && value < field->min)
    snprintf(what, sizeof what, "must be at least %" PRId64 ", not %" PRId64,
             field->min, value);
  else if (field->has_max && value > field->max)
    snprintf(what, sizeof what, "must be at most %" PRId64 ", not %" PRId64,
             field->max, value);
  else
    return LARK_OK;
  return wrong(failure, at, what);
}

static bool is_dots(const lark_param *value) {
  size_t length = value->value.string.length_bytes;
  return (length == 1 || length == 2) &&
         strncmp(value->value.string.bytes, "..", length) == 0;
}

static lark_status check_string(const lark_field *field,
                                const lark_param *value, const spot *at,
                                lark_failure *failure) {
  size_t length = value->value.string.length_bytes;
  if (length == 0 && field->required)
    return wrong(failure, at, "must not be empty");
  if (!lark_utf8_valid(value->value.string.bytes, length))
    return wrong(failure, at, "must be UTF-8");
  // Servers and proxies follow these, however they are encoded.
  if (at->outer == NULL && field->place == LARK_IN_PATH && is_dots(value))
    return wrong(failure, at, "must not be \".\" or \"..\"");
  return check_choice(field, value, at, failure);
}

static lark_status check_integer(const lark_field *field,
                                 const lark_param *value, const spot *at,
                                 lark_failure *failure) {
  lark_param exact = *value;
  if (value->type == LARK_NUMBER)
    exact.value.integer = (int64_t)value->value.number;
  lark_status status = check_choice(field, &exact, at, failure);
  if (status != LARK_OK) return status;
  return check_range(field, exact.value.integer, at, failure);
}

static lark_status check_scalar(const lark_field *field,
                                const lark_param *value, const spot *at,
                                lark_failure *failure) {
  if (!type_fits(field->type, value))
    return wrong_type(field, value->type, at, failure);
  switch (field->type) {
  case LARK_STRING: return check_string(field, value, at, failure);
  case LARK_INTEGER: return check_integer(field, value, at, failure);
  case LARK_NUMBER:
    if (value->type == LARK_NUMBER && !isfinite(value->value.number))
      return wrong(failure, at, "must be a finite number");
    return LARK_OK;
  default: return LARK_OK;
  }
}

static lark_status check_json(const lark_field *field, lark_json value,
                              const spot *at, lark_failure *failure);

static const lark_field *field_by_name(const lark_field *const *fields,
                                       size_t count, const char *name) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(fields[i]->name, name) == 0) return fields[i];
  }
  return NULL;
}

static lark_status unknown(const lark_field *const *fields, size_t count,
                           const spot *at, lark_failure *failure) {
  wrong(failure, at, "is not a parameter of this endpoint");
  lark_suggestion best = lark_suggest_for(at->name);
  for (size_t i = 0; i < count; i++)
    lark_suggest_try(&best, fields[i]->name);
  if (best.name != NULL)
    lark_failure_hint(failure, "Did you mean %s?", best.name);
  return LARK_EPARAM;
}

static lark_status check_object(const lark_field *field, lark_json object,
                                const spot *at, lark_failure *failure) {
  // An object whose members are not described may hold anything.
  if (field->field_count == 0) return LARK_OK;

  for (lark_json member = lark_json_first(object);
       lark_json_type(member) != LARK_ABSENT; member = lark_json_next(member)) {
    spot inner = {at, lark_json_key(member, NULL), 0};
    const lark_field *known =
        field_by_name(field->fields, field->field_count, inner.name);
    if (known == NULL)
      return unknown(field->fields, field->field_count, &inner, failure);
    lark_status status = check_json(known, member, &inner, failure);
    if (status != LARK_OK) return status;
  }
  for (size_t i = 0; i < field->field_count; i++) {
    spot inner = {at, field->fields[i]->name, 0};
    if (field->fields[i]->required &&
        lark_json_type(lark_json_get(object, inner.name)) == LARK_ABSENT)
      return wrong(failure, &inner, "is missing");
  }
  return LARK_OK;
}

static lark_status check_array(const lark_field *field, lark_json array,
                               const spot *at, lark_failure *failure) {
  spot inner = {at, NULL, 1};
  for (lark_json item = lark_json_first(array);
       lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item)) {
    lark_status status = check_json(field->item, item, &inner, failure);
    if (status != LARK_OK) return status;
    inner.index++;
  }
  return LARK_OK;
}

static lark_status check_json(const lark_field *field, lark_json value,
                              const spot *at, lark_failure *failure) {
  lark_type type = lark_json_type(value);
  if (field->type != LARK_ARRAY && field->type != LARK_OBJECT) {
    lark_param given = lark_params_from_json(field->name, value);
    return check_scalar(field, &given, at, failure);
  }
  if (type != field->type) {
    wrong_type(field, type, at, failure);
    if (field->type == LARK_ARRAY && type == LARK_OBJECT)
      lark_failure_hint(failure, "In Lua, lark.array{} is an empty array.");
    return LARK_EPARAM;
  }
  if (type == LARK_ARRAY) return check_array(field, value, at, failure);
  return check_object(field, value, at, failure);
}

static lark_status check_text(const lark_field *field, const lark_param *param,
                              const spot *at, lark_failure *failure) {
  lark_document *document = NULL;
  const char *why = NULL;
  lark_status status =
      lark_document_parse(param->value.string.bytes,
                          param->value.string.length_bytes, &document, &why);
  if (status == LARK_EDECODE) {
    char what[128];
    snprintf(what, sizeof what, "is no JSON value: %s", why);
    return wrong(failure, at, what);
  }
  if (status == LARK_OK)
    status = check_json(field, lark_document_root(document), at, failure);
  else
    lark_fail(failure, status, "out of memory");
  lark_document_free(document);
  return status;
}

static lark_status check_param(const lark_field *field, const lark_param *param,
                               lark_failure *failure) {
  spot at = {NULL, field->name, 0};
  bool scalar = field->type != LARK_ARRAY && field->type != LARK_OBJECT;
  // JSON text goes into the body as it is. Elsewhere it can only be an array.
  if (param->type == LARK_JSON && (!scalar || field->place == LARK_IN_BODY))
    return check_text(field, param, &at, failure);
  return check_scalar(field, param, &at, failure);
}

const lark_param *lark_params_find(const lark_param *params, size_t count,
                                   const char *name) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(params[i].name, name) == 0) return &params[i];
  }
  return NULL;
}

lark_param lark_params_from_json(const char *name, lark_json value) {
  lark_param param = {name, lark_json_type(value), {0}};
  switch (param.type) {
  case LARK_BOOLEAN: param.value.boolean = lark_json_boolean(value); break;
  case LARK_INTEGER: param.value.integer = lark_json_integer(value); break;
  case LARK_NUMBER: param.value.number = lark_json_number(value); break;
  case LARK_STRING:
    param.value.string.bytes =
        lark_json_string(value, &param.value.string.length_bytes);
    break;
  default: break;
  }
  return param;
}

static lark_status check_names(const lark_endpoint *endpoint,
                               const lark_param *params, size_t count,
                               lark_failure *failure) {
  for (size_t i = 0; i < count; i++) {
    spot at = {NULL, params[i].name, 0};
    if (field_by_name(endpoint->params, endpoint->param_count, at.name) == NULL)
      return unknown(endpoint->params, endpoint->param_count, &at, failure);
    if (lark_params_find(params, i, at.name) != NULL)
      return wrong(failure, &at, "is given twice");
  }
  return LARK_OK;
}

lark_status lark_params_check(const lark_endpoint *endpoint,
                              const lark_param *params, size_t count,
                              lark_failure *failure) {
  lark_status status = check_names(endpoint, params, count, failure);
  for (size_t i = 0; i < endpoint->param_count && status == LARK_OK; i++) {
    const lark_field *field = endpoint->params[i];
    const lark_param *param = lark_params_find(params, count, field->name);
    if (param != NULL) {
      status = check_param(field, param, failure);
    } else if (field->required) {
      spot at = {NULL, field->name, 0};
      status = wrong(failure, &at, "is missing");
      lark_failure_hint(failure, "%s: %s", field->name, field->doc);
    }
  }
  if (status != LARK_OK) failure->error.endpoint = endpoint->name;
  return status;
}
