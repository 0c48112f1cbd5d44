// SPDX-License-Identifier: MIT
#include "params.h"

#include <math.h>
#include <stdio.h>

#include "upload.h"
#include "url.h"

// A whole number is written as an integer: servers read 1.0 or 1e+15 as none.
static void add_number(lark_text *room, double number) {
  if (number >= -0x1p63 && number < 0x1p63 && number == floor(number))
    lark_text_add_integer(room, (int64_t)number);
  else
    lark_text_add_number(room, number);
}

// A scalar as plain text, for path and query. `room` holds digits.
static const char *plain_text(const lark_param *param, lark_text *room,
                              size_t *length) {
  room->length_bytes = 0;
  switch (param->type) {
  case LARK_BOOLEAN:
    lark_text_add_string(room, param->value.boolean ? "true" : "false");
    break;
  case LARK_INTEGER: lark_text_add_integer(room, param->value.integer); break;
  case LARK_NUMBER: add_number(room, param->value.number); break;
  default:
    *length = param->value.string.length_bytes;
    return param->value.string.bytes;
  }
  *length = room->length_bytes;
  return room->bytes;
}

// Writes 20.0 as 20 where the catalog says integer.
static lark_param as_field(const lark_field *field, const lark_param *param) {
  lark_param out = *param;
  if (field->type == LARK_INTEGER && param->type == LARK_NUMBER) {
    out.type = LARK_INTEGER;
    out.value.integer = (int64_t)param->value.number;
  }
  return out;
}

const char *lark_params_text(const lark_field *field, const lark_param *param,
                             lark_text *room, size_t *length) {
  lark_param exact = as_field(field, param);
  return plain_text(&exact, room, length);
}

static void add_plain(lark_text *url, const lark_param *param) {
  lark_text room;
  lark_text_init(&room, &url->allocator);
  size_t length = 0;
  const char *plain = plain_text(param, &room, &length);
  lark_url_add_encoded(url, plain, length);
  url->failed = url->failed || room.failed;
  lark_text_clear(&room);
}

static void add_scalar(lark_text *url, bool *has_query,
                       const lark_param *param) {
  lark_url_add_query(url, has_query, param->name, "", 0);
  add_plain(url, param);
}

// Writes a path such as "/a/:id/b" with the parameter `id` in its place.
static void write_path(const lark_endpoint *endpoint, const lark_param *params,
                       size_t count, lark_text *url) {
  const char *rest = endpoint->path;
  for (const char *colon = strchr(rest, ':'); colon != NULL;
       colon = strchr(rest, ':')) {
    char name[96];
    size_t length = strcspn(colon + 1, "/");
    snprintf(name, sizeof name, "%.*s", (int)length, colon + 1);
    lark_text_add(url, rest, (size_t)(colon - rest));
    const lark_param *param = lark_params_find(params, count, name);
    if (param != NULL) add_plain(url, param);
    rest = colon + 1 + length;
  }
  lark_text_add_string(url, rest);
}

// Writes an array into the query as name=a&name=b, as the platform reads it.
static void write_query_array(lark_text *url, bool *has_query,
                              const lark_param *param) {
  lark_document *document = NULL;
  if (lark_document_parse(param->value.string.bytes,
                          param->value.string.length_bytes, &document,
                          NULL) != LARK_OK) {
    url->failed = true; // it was checked before, so memory lacks
    return;
  }
  lark_json array = lark_document_root(document);
  for (lark_json item = lark_json_first(array);
       lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item)) {
    lark_param element = lark_params_from_json(param->name, item);
    add_scalar(url, has_query, &element);
  }
  lark_document_free(document);
}

void lark_params_add_query(lark_text *url, bool *has_query,
                           const lark_param *param) {
  if (param->type == LARK_JSON)
    write_query_array(url, has_query, param);
  else
    add_scalar(url, has_query, param);
}

static void write_query(const lark_field *field, const lark_param *param,
                        bool *has_query, lark_text *url) {
  lark_param exact = as_field(field, param);
  lark_params_add_query(url, has_query, &exact);
}

static void write_body(const lark_field *field, const lark_param *param,
                       lark_text *body) {
  lark_text_add_char(body, body->length_bytes == 0 ? '{' : ',');
  lark_text_add_json_string(body, field->name, strlen(field->name));
  lark_text_add_char(body, ':');
  if (lark_upload_is_file(field)) {
    lark_upload_describe(field, param, body);
    return;
  }
  const char *bytes = param->value.string.bytes;
  lark_param exact = as_field(field, param);
  switch (exact.type) {
  case LARK_BOOLEAN:
    lark_text_add_string(body, param->value.boolean ? "true" : "false");
    break;
  case LARK_INTEGER: lark_text_add_integer(body, exact.value.integer); break;
  case LARK_NUMBER: lark_text_add_number(body, param->value.number); break;
  case LARK_STRING:
    lark_text_add_json_string(body, bytes, param->value.string.length_bytes);
    break;
  default: lark_text_add(body, bytes, param->value.string.length_bytes);
  }
}

void lark_params_write(const lark_endpoint *endpoint, const lark_param *params,
                       size_t count, lark_text *url, lark_text *body) {
  bool has_query = false;
  write_path(endpoint, params, count, url);
  for (size_t i = 0; i < endpoint->param_count; i++) {
    const lark_field *field = endpoint->params[i];
    const lark_param *param = lark_params_of(endpoint, field, params, count);
    if (param == NULL) continue;
    if (field->place == LARK_IN_QUERY)
      write_query(field, param, &has_query, url);
    if (field->place == LARK_IN_BODY) write_body(field, param, body);
  }
  bool wants_body = strcmp(endpoint->method, "GET") != 0 &&
                    strcmp(endpoint->method, "DELETE") != 0;
  if (body->length_bytes > 0)
    lark_text_add_char(body, '}');
  else if (wants_body)
    lark_text_add_string(body, "{}");
}
