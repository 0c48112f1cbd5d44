// SPDX-License-Identifier: MIT
#include "language.h"
#include "params.h"

#include <stdio.h>

#include "suggest.h"
#include "upload.h"
#include "value.h"

static lark_status check_json(const lark_field *field, lark_json value,
                              const lark_spot *at, lark_failure *failure);

static const lark_field *field_by_name(const lark_field *const *fields,
                                       size_t count, const char *name) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(fields[i]->name, name) == 0) return fields[i];
  }
  return NULL;
}

static lark_status unknown(const lark_field *const *fields, size_t count,
                           const lark_spot *at, lark_failure *failure) {
  lark_spot_refuse(at, failure, "is not a parameter of this endpoint");
  lark_suggestion best = lark_suggest_for(at->name);
  for (size_t i = 0; i < count; i++)
    lark_suggest_try(&best, fields[i]->name);
  bool near = best.name != NULL;
  for (size_t i = 0; i < count && !near; i++)
    lark_suggest_part(&best, fields[i]->name);
  if (best.name != NULL)
    lark_failure_hint(failure, "Did you mean %s?", best.name);
  return LARK_EPARAM;
}

static lark_status check_map(const lark_field *field, lark_json map,
                             const lark_spot *at, lark_failure *failure) {
  for (lark_json member = lark_json_first(map);
       lark_json_type(member) != LARK_ABSENT; member = lark_json_next(member)) {
    lark_spot inner = {at, lark_json_key(member, NULL), 0};
    lark_status status = check_json(field->values, member, &inner, failure);
    if (status != LARK_OK) return status;
  }
  return LARK_OK;
}

static lark_status check_object(const lark_field *field, lark_json object,
                                const lark_spot *at, lark_failure *failure) {
  if (field->values != NULL) return check_map(field, object, at, failure);
  // An object whose members are not described may hold anything.
  if (field->field_count == 0) return LARK_OK;

  for (lark_json member = lark_json_first(object);
       lark_json_type(member) != LARK_ABSENT; member = lark_json_next(member)) {
    lark_spot inner = {at, lark_json_key(member, NULL), 0};
    const lark_field *known =
        field_by_name(field->fields, field->field_count, inner.name);
    if (known == NULL)
      return unknown(field->fields, field->field_count, &inner, failure);
    lark_status status = check_json(known, member, &inner, failure);
    if (status != LARK_OK) return status;
  }
  for (size_t i = 0; i < field->field_count; i++) {
    lark_spot inner = {at, field->fields[i]->name, 0};
    if (field->fields[i]->required &&
        lark_json_type(lark_json_get(object, inner.name)) == LARK_ABSENT)
      return lark_spot_refuse(&inner, failure, "is missing");
  }
  return LARK_OK;
}

static lark_status check_array(const lark_field *field, lark_json array,
                               const lark_spot *at, lark_failure *failure) {
  lark_spot inner = {at, NULL, 1};
  for (lark_json item = lark_json_first(array);
       lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item)) {
    lark_status status = check_json(field->item, item, &inner, failure);
    if (status != LARK_OK) return status;
    inner.index++;
  }
  return lark_value_check_count(field, (int64_t)inner.index - 1, "items", at,
                                failure);
}

static lark_status check_json(const lark_field *field, lark_json value,
                              const lark_spot *at, lark_failure *failure) {
  lark_type type = lark_json_type(value);
  if (field->type == LARK_JSON) return LARK_OK;
  if (field->type != LARK_ARRAY && field->type != LARK_OBJECT) {
    lark_param given = lark_params_from_json(field->name, value);
    return lark_value_check(field, &given, at, failure);
  }
  if (type != field->type) {
    lark_value_refuse_type(field, type, at, failure);
    if (field->type == LARK_ARRAY && type == LARK_OBJECT)
      lark_failure_hint(failure, "In Lua, lark.array{} is an empty array.");
    return LARK_EPARAM;
  }
  if (type == LARK_ARRAY) return check_array(field, value, at, failure);
  return check_object(field, value, at, failure);
}

static lark_status check_text(const lark_field *field, const lark_param *param,
                              const lark_spot *at, lark_failure *failure) {
  lark_document *document = NULL;
  const char *why = NULL;
  lark_status status =
      lark_document_parse(param->value.string.bytes,
                          param->value.string.length_bytes, &document, &why);
  if (status == LARK_EDECODE) {
    char what[128];
    snprintf(what, sizeof what, lark_words("is no JSON value: %s"), why);
    return lark_spot_refuse(at, failure, what);
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
  lark_spot at = {NULL, field->name, 0};
  if (lark_upload_is_file(field))
    return lark_upload_check(field, param, failure);
  bool scalar = field->type != LARK_ARRAY && field->type != LARK_OBJECT;
  // JSON text goes into the body as it is. Elsewhere it can only be an array.
  if (param->type == LARK_JSON && (!scalar || field->place == LARK_IN_BODY))
    return check_text(field, param, &at, failure);
  return lark_value_check(field, param, &at, failure);
}

// "file" is another name for the file that an endpoint takes, unless it has a
// parameter of that name.
static const lark_field *field_named(const lark_endpoint *endpoint,
                                     const char *name) {
  const lark_field *field =
      field_by_name(endpoint->params, endpoint->param_count, name);
  if (field != NULL || strcmp(name, "file") != 0) return field;
  return lark_upload_field(endpoint);
}

const lark_param *lark_params_of(const lark_endpoint *endpoint,
                                 const lark_field *field,
                                 const lark_param *params, size_t count) {
  const lark_param *param = lark_params_find(params, count, field->name);
  if (param != NULL || !lark_upload_is_file(field)) return param;
  param = lark_params_find(params, count, "file");
  return param != NULL && field_named(endpoint, "file") == field ? param : NULL;
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
    lark_spot at = {NULL, params[i].name, 0};
    const lark_field *field = field_named(endpoint, at.name);
    if (field == NULL)
      return unknown(endpoint->params, endpoint->param_count, &at, failure);
    if (lark_params_of(endpoint, field, params, i) != NULL)
      return lark_spot_refuse(&at, failure, "is given twice");
  }
  return LARK_OK;
}

lark_status lark_params_check(const lark_endpoint *endpoint,
                              const lark_param *params, size_t count,
                              lark_failure *failure) {
  lark_status status = check_names(endpoint, params, count, failure);
  for (size_t i = 0; i < endpoint->param_count && status == LARK_OK; i++) {
    const lark_field *field = endpoint->params[i];
    const lark_param *param = lark_params_of(endpoint, field, params, count);
    if (param != NULL) {
      status = check_param(field, param, failure);
    } else if (field->required) {
      lark_spot at = {NULL, field->name, 0};
      status = lark_spot_refuse(&at, failure, "is missing");
      lark_failure_hint(failure, "%s: %s", field->name,
                        lark_locale_text(field->doc, field->doc_in));
    }
  }
  if (status != LARK_OK) failure->error.endpoint = endpoint->name;
  return status;
}
