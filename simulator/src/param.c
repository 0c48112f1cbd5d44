// SPDX-License-Identifier: MIT
#include "param.h"

#include "memory.h"
#include "shape.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const param_user_id_types[] = {"open_id", "union_id", "user_id",
                                           NULL};
const char *const param_user_id_types_with_people_admin[] = {
    "open_id", "union_id", "user_id", "people_admin_id", NULL};

enum problem_id param_read_body(struct call *call) {
  const struct request *request = call->request;
  if (!request_says_json(request)) return PROBLEM_CONTENT_TYPE;

  // An empty body is an object without members: it is the missing parameters
  // that the caller should hear of.
  const char *body = request->body_size > 0 ? request->body : "{}";
  size_t size = request->body_size > 0 ? request->body_size : 2;
  call->body = json_loadb(body, size, JSON_ALLOW_NUL, NULL);
  return json_is_object(call->body) ? PROBLEM_NONE : PROBLEM_BODY_NOT_JSON;
}

bool param_parse_integer(struct text text, int64_t *out) {
  size_t first = text.length > 0 && text.bytes[0] == '-' ? 1 : 0;
  size_t digits = text.length - first;
  // 18 digits always fit, and no time or size has more.
  if (digits < 1 || digits > 18) return false;

  int64_t number = 0;
  for (size_t i = first; i < text.length; i++) {
    char c = text.bytes[i];
    if (c < '0' || c > '9') return false;
    number = number * 10 + (c - '0');
  }
  *out = first == 1 ? -number : number;
  return true;
}

// The segment of the path that stands where the pattern has ":name".
static void find_in_path(const struct call *call, const char *name,
                         struct value *value) {
  const char *rest = call->endpoint->path;
  for (size_t i = 0; i < call->request->uri.segment_count; i++) {
    rest++; // the slash
    size_t length = strcspn(rest, "/");
    if (*rest == ':' && strlen(name) == length - 1 &&
        memcmp(rest + 1, name, length - 1) == 0) {
      value->present = true;
      value->text = call->request->uri.segments[i];
      return;
    }
    rest += length;
  }
}

static void find_in_query(const struct call *call, const char *name,
                          struct value *value) {
  const struct text *text = uri_param(&call->request->uri, name);
  if (text == NULL) return;
  value->present = true;
  value->text = *text;
}

// Returns what is wrong with it, or NULL.
static const char *find_in_body(const struct call *call, const char *name,
                                struct value *value) {
  const json_t *member = json_object_get(call->body, name);
  if (member == NULL || json_is_null(member)) return NULL;
  value->present = true;
  if (!json_is_string(member)) return "must be a string";
  value->text =
      (struct text){json_string_value(member), json_string_length(member)};
  return NULL;
}

static const char *find(const struct call *call, const struct param *param,
                        struct value *value) {
  switch (param->place) {
  case PARAM_PATH: find_in_path(call, param->name, value); return NULL;
  case PARAM_QUERY: find_in_query(call, param->name, value); return NULL;
  case PARAM_BODY: return find_in_body(call, param->name, value);
  }
  return NULL;
}

static const char *read_choice(const struct param *param, struct value *value) {
  for (size_t i = 0; param->choices[i] != NULL; i++) {
    if (!text_is(value->text, param->choices[i])) continue;
    value->choice = i;
    return NULL;
  }
  return "is not one of the values in the document";
}

static const char *read_integer(const struct param *param,
                                struct value *value) {
  if (!param_parse_integer(value->text, &value->number)) {
    return "must be an integer";
  }
  if (value->number < param->min) return "is below the minimum";
  if (value->number > param->max) return "is above the maximum";
  return NULL;
}

static const char *read_millis(struct value *value) {
  if (param_parse_integer(value->text, &value->number) && value->number >= 0) {
    return NULL;
  }
  return "must be a time in milliseconds, as a string of digits";
}

// Turns the text into what its type says. Returns what is wrong, or NULL.
static const char *interpret(const struct param *param, struct value *value) {
  switch (param->type) {
  case PARAM_TEXT: return NULL;
  case PARAM_CHOICE: return read_choice(param, value);
  case PARAM_INTEGER: return read_integer(param, value);
  case PARAM_MILLIS: return read_millis(value);
  }
  return NULL;
}

static const char *read_one(const struct call *call, const struct param *param,
                            struct value *value) {
  value->number = param->absent;
  const char *wrong = find(call, param, value);
  if (wrong != NULL) return wrong;
  if (param->required && !value->present) return "is required";
  if (param->required && value->text.length == 0) return "must not be empty";
  return value->present ? interpret(param, value) : NULL;
}

static json_t *violation(const struct call *call, const struct param *param,
                         const struct value *value, const char *wrong) {
  char description[128];
  snprintf(description, sizeof description, "%s %s", param->name, wrong);

  // A body member of the wrong type has no text: its JSON is shown.
  char *json = NULL;
  struct text given = value->text;
  if (param->place == PARAM_BODY && given.bytes == NULL && value->present) {
    json = memory_need(json_dumps(json_object_get(call->body, param->name),
                                  JSON_ENCODE_ANY | JSON_COMPACT));
    given = (struct text){json, strlen(json)};
  }
  const char *bytes = given.bytes != NULL ? given.bytes : "";
  json_t *object = memory_need(
      json_pack("{s:s, s:o, s:s}", "field", param->name, "value",
                shape_text(bytes, given.length), "description", description));
  free(json);
  return object;
}

json_t *param_read_all(struct call *call) {
  json_t *violations = NULL;
  for (size_t i = 0; call->endpoint->params[i].name != NULL; i++) {
    const struct param *param = &call->endpoint->params[i];
    const char *wrong = read_one(call, param, &call->values[i]);
    if (wrong == NULL) continue;
    if (violations == NULL) violations = memory_need(json_array());
    json_array_append_new(violations,
                          violation(call, param, &call->values[i], wrong));
  }
  return violations;
}
