// SPDX-License-Identifier: MIT
#include "param.h"

#include "memory.h"
#include "value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD_NAME_MAX = 128 };

// The request that is read, and the result so far.
struct reading {
  const struct endpoint *endpoint;
  const struct request *request;
  const json_t *body;
  json_t *params;
  json_t *violations; // NULL: none
};

static bool is_required(const json_t *schema) {
  return json_is_true(json_object_get(schema, "required"));
}

static void complain(struct reading *reading, const char *field,
                     struct text value, const char *wrong) {
  char description[FIELD_NAME_MAX + 64];
  snprintf(description, sizeof description, "%s %s", field, wrong);
  if (reading->violations == NULL) {
    reading->violations = memory_need(json_array());
  }
  json_array_append_new(
      reading->violations,
      memory_need(json_pack("{s:s, s:o, s:s}", "field", field, "value",
                            text_json(value), "description", description)));
}

static void keep(struct reading *reading, const char *name, json_t *value) {
  json_object_set_new(reading->params, name, value);
}

static void read_absent(struct reading *reading, const char *name,
                        const json_t *schema) {
  json_t *otherwise = json_object_get(schema, "default");
  if (is_required(schema)) complain(reading, name, text_of(""), "is required");
  if (otherwise != NULL) json_object_set(reading->params, name, otherwise);
}

// ---- Path and query, where everything is text. ----

// The segment of the path that stands where the pattern has ":name".
static const struct text *find_in_path(const struct reading *reading,
                                       const char *name) {
  const char *rest = reading->endpoint->path;
  const struct uri *uri = &reading->request->uri;
  for (size_t i = 0; i < uri->segment_count; i++) {
    rest++; // the slash
    size_t length = strcspn(rest, "/");
    if (*rest == ':' && strlen(name) == length - 1 &&
        memcmp(rest + 1, name, length - 1) == 0) {
      return &uri->segments[i];
    }
    rest += length;
  }
  return NULL;
}

static void read_text(struct reading *reading, const char *name,
                      const json_t *schema, const struct text *text) {
  if (text == NULL) {
    read_absent(reading, name, schema);
    return;
  }
  if (is_required(schema) && text->length == 0) {
    complain(reading, name, *text, "must not be empty");
    return;
  }
  json_t *value = value_from_text(schema, *text);
  const char *wrong =
      value != NULL ? value_check(schema, value) : value_complaint(schema);
  if (wrong == NULL) {
    keep(reading, name, value);
    return;
  }
  complain(reading, name, *text, wrong);
  json_decref(value);
}

// An array repeats its name: ids=1&ids=2.
static void read_repeated(struct reading *reading, const char *name,
                          const json_t *schema) {
  const json_t *entry = json_object_get(schema, "items");
  const struct uri *uri = &reading->request->uri;
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < uri->param_count; i++) {
    if (!text_is(uri->params[i].name, name)) continue;
    struct text text = uri->params[i].value;
    json_t *value = value_from_text(entry, text);
    const char *wrong =
        value != NULL ? value_check(entry, value) : value_complaint(entry);
    if (wrong != NULL) complain(reading, name, text, wrong);
    if (value != NULL) json_array_append_new(list, value);
  }
  if (json_array_size(list) == 0) {
    read_absent(reading, name, schema);
    json_decref(list);
    return;
  }
  const char *wrong = value_check(schema, list);
  if (wrong != NULL) complain(reading, name, text_of(""), wrong);
  keep(reading, name, list);
}

static void read_query(struct reading *reading, const char *name,
                       const json_t *schema) {
  if (strcmp(value_type(schema), "array") == 0) {
    read_repeated(reading, name, schema);
    return;
  }
  read_text(reading, name, schema, uri_param(&reading->request->uri, name));
}

static void read_path(struct reading *reading, const char *name,
                      const json_t *schema) {
  read_text(reading, name, schema, find_in_path(reading, name));
}

// ---- The body, which is JSON. ----

// Complains about a body's value, shown as its text or its JSON.
static void complain_of(struct reading *reading, const char *field,
                        const json_t *value, const char *wrong) {
  char unused[TEXT_NUMBER_MAX];
  if (json_is_string(value)) {
    complain(reading, field, text_of_json(value, unused), wrong);
    return;
  }
  char *json = memory_need(json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT));
  complain(reading, field, text_of(json), wrong);
  free(json);
}

static void check_member(struct reading *reading, const char *field,
                         const json_t *schema, const json_t *value);

static void check_entries(struct reading *reading, const char *field,
                          const json_t *schema, const json_t *list) {
  const json_t *entry = json_object_get(schema, "items");
  for (size_t i = 0; entry != NULL && i < json_array_size(list); i++) {
    char name[FIELD_NAME_MAX];
    snprintf(name, sizeof name, "%s[%zu]", field, i);
    check_member(reading, name, entry, json_array_get(list, i));
  }
}

static void check_members(struct reading *reading, const char *field,
                          const json_t *schema, const json_t *object) {
  const char *key;
  json_t *member;
  json_object_foreach(json_object_get(schema, "fields"), key, member) {
    char name[FIELD_NAME_MAX];
    snprintf(name, sizeof name, "%s.%s", field, key);
    check_member(reading, name, member, json_object_get(object, key));
  }
}

// Checks a value and everything in it. NULL and null mean that it is absent.
static void check_member(struct reading *reading, const char *field,
                         const json_t *schema, const json_t *value) {
  if (value == NULL || json_is_null(value)) {
    if (!is_required(schema)) return;
    complain(reading, field, text_of(""), "is required");
    return;
  }
  const char *wrong = value_check(schema, value);
  if (wrong != NULL) {
    complain_of(reading, field, value, wrong);
  } else if (json_is_array(value)) {
    check_entries(reading, field, schema, value);
  } else if (json_is_object(value)) {
    check_members(reading, field, schema, value);
  }
}

static void read_body(struct reading *reading, const char *name,
                      const json_t *schema) {
  json_t *value = json_object_get(reading->body, name);
  if (value == NULL || json_is_null(value)) {
    read_absent(reading, name, schema);
    return;
  }
  check_member(reading, name, schema, value);
  keep(reading, name, json_incref(value));
}

// ---- All parameters. ----

static const struct place {
  const char *name;
  void (*read)(struct reading *reading, const char *name, const json_t *schema);
} places[] = {{"path", read_path}, {"body", read_body}, {"query", read_query}};

enum { PLACE_COUNT = sizeof places / sizeof *places };

static json_t *group_of(const json_t *description, const char *place) {
  return json_object_get(json_object_get(description, "params"), place);
}

bool param_in_body(const json_t *description) {
  return group_of(description, "body") != NULL;
}

const json_t *param_schema(const json_t *description, const char *name) {
  for (size_t i = 0; i < PLACE_COUNT; i++) {
    const json_t *group = group_of(description, places[i].name);
    const json_t *schema = json_object_get(group, name);
    if (schema != NULL) return schema;
  }
  return NULL;
}

json_t *param_read(const struct endpoint *endpoint,
                   const struct request *request, const json_t *body,
                   json_t **params) {
  struct reading reading = {endpoint, request, body, memory_need(json_object()),
                            NULL};
  for (size_t i = 0; i < PLACE_COUNT; i++) {
    const char *name;
    json_t *schema;
    json_t *group = group_of(endpoint->description, places[i].name);
    json_object_foreach(group, name, schema) {
      places[i].read(&reading, name, schema);
    }
  }
  *params = reading.params;
  return reading.violations;
}
