// SPDX-License-Identifier: MIT
#include "expand.h"

#include "embedded.h"
#include "memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Every shape of simulator/shapes/, and those that have been expanded. Read
// once and kept until the program ends.
static struct {
  json_t *shapes;
  json_t *expanded;
} all;

static void complain(char **wrong, const char *what, const char *where) {
  if (*wrong == NULL) *wrong = memory_format("%s '%s'", what, where);
}

static void read_shapes(char **wrong) {
  all.shapes = memory_need(json_object());
  all.expanded = memory_need(json_object());
  for (const struct embedded *file = embedded_shapes; file->name; file++) {
    json_error_t error;
    json_t *shapes = json_loadb((const char *)file->bytes, file->size_bytes,
                                JSON_REJECT_DUPLICATES, &error);
    if (shapes == NULL) complain(wrong, error.text, file->name);
    if (shapes != NULL) json_object_update(all.shapes, shapes);
    json_decref(shapes);
  }
}

static json_t *expand(const json_t *shape, char **wrong);

static json_t *expand_shared(const char *name, char **wrong) {
  if (all.shapes == NULL) read_shapes(wrong);
  json_t *expanded = json_object_get(all.expanded, name);
  if (expanded != NULL) return json_incref(expanded);
  const json_t *shape = json_object_get(all.shapes, name);
  if (shape == NULL) {
    complain(wrong, "there is no shape", name);
    return json_object();
  }
  // Until it is expanded, a shape in itself is an object that has any members.
  json_object_set_new(all.expanded, name, json_pack("{s:s}", "type", "object"));
  expanded = expand(shape, wrong);
  json_object_set(all.expanded, name, expanded);
  return expanded;
}

// A number, true, false, or a text, as it stands in a short form. NULL if a
// number is none.
static json_t *read_value(const char *word, const char *type) {
  static const char *const numeric[] = {"integer", "number", "ms", "s"};
  if (strcmp(type, "boolean") == 0) {
    return json_boolean(strcmp(word, "true") == 0);
  }
  for (size_t i = 0; i < sizeof numeric / sizeof *numeric; i++) {
    if (strcmp(type, numeric[i]) != 0) continue;
    return json_loads(word, JSON_DECODE_ANY, NULL);
  }
  return memory_need(json_string(word));
}

// The name of a bound, which depends on what it bounds.
static const char *bound_name(const char *word, const char *type) {
  bool numeric = strcmp(type, "integer") == 0 || strcmp(type, "number") == 0;
  bool low = strcmp(word, "from") == 0;
  if (strcmp(type, "array") == 0) return low ? "min_items" : "max_items";
  if (numeric) return low ? "min" : "max";
  return low ? "min_length" : "max_length";
}

// True for a word that says what the words after it mean.
static bool is_mode(const char *word) {
  static const char *const modes[] = {"in", "default", "from", "to"};
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
    if (strcmp(word, modes[i]) == 0) return true;
  }
  return false;
}

// Reads one word after `mode`. False if it makes no sense.
static bool read_word(json_t *schema, const char *type, const char *mode,
                      const char *word) {
  bool bound = strcmp(mode, "from") == 0 || strcmp(mode, "to") == 0;
  json_t *value = read_value(word, bound ? "number" : type);
  if (value == NULL || mode[0] == '\0') {
    json_decref(value);
    return false;
  }
  if (strcmp(mode, "in") == 0) {
    json_array_append_new(json_object_get(schema, "enum"), value);
  } else {
    const char *name = bound ? bound_name(mode, type) : mode;
    json_object_set_new(schema, name, value);
  }
  return true;
}

// Reads the words that follow a type into `schema`.
static void read_words(json_t *schema, const char *type, char *words,
                       char **wrong) {
  char *rest = NULL;
  const char *mode = "";
  for (char *word = strtok_r(words, " ", &rest); word != NULL;
       word = strtok_r(NULL, " ", &rest)) {
    const json_t *choices = json_object_get(schema, "enum");
    // Right after "in" a word is a choice, whatever it says.
    bool chooses = strcmp(mode, "in") == 0 && json_array_size(choices) == 0;
    if (!chooses && is_mode(word)) {
      mode = word;
      if (strcmp(mode, "in") != 0) continue;
      json_object_set_new(schema, "enum", json_array());
    } else if (!read_word(schema, type, mode, word)) {
      complain(wrong, "a schema makes no sense at", word);
    }
  }
}

static json_t *expand_text(const char *text, char **wrong) {
  if (text[0] == '@') return expand_shared(text + 1, wrong);
  size_t length = strcspn(text, " ");
  char *type = memory_copy(text, length);
  char *words = memory_copy(text + length, strlen(text + length));
  json_t *schema = memory_need(json_pack("{s:s}", "type", type));
  read_words(schema, type, words, wrong);
  free(words);
  free(type);
  return schema;
}

static json_t *expand_list(const json_t *shape, char **wrong) {
  json_t *items = expand(json_array_get(shape, 0), wrong);
  json_t *schema =
      memory_need(json_pack("{s:s, s:o}", "type", "array", "items", items));
  const char *bounds = json_string_value(json_array_get(shape, 1));
  if (bounds == NULL) return schema;
  char *words = memory_copy(bounds, strlen(bounds));
  read_words(schema, "array", words, wrong);
  free(words);
  return schema;
}

// Expands `{name: shape}`, where a "!" after a name says required.
static json_t *expand_members(const json_t *members, char **wrong) {
  json_t *fields = memory_need(json_object());
  const char *name;
  json_t *shape;
  json_object_foreach((json_t *)members, name, shape) {
    size_t length = strlen(name);
    bool required = length > 0 && name[length - 1] == '!';
    json_t *schema = expand(shape, wrong);
    if (required) {
      // A shared shape must not become required everywhere.
      json_t *own = memory_need(json_copy(schema));
      json_object_set_new(own, "required", json_true());
      json_decref(schema);
      schema = own;
    }
    json_object_setn_new(fields, name, length - required, schema);
  }
  return fields;
}

static json_t *expand(const json_t *shape, char **wrong) {
  if (json_is_string(shape)) {
    return expand_text(json_string_value(shape), wrong);
  }
  if (json_is_array(shape)) return expand_list(shape, wrong);
  json_t *fields = expand_members(shape, wrong);
  return memory_need(
      json_pack("{s:s, s:o}", "type", "object", "fields", fields));
}

char *expand_description(json_t *description) {
  char *wrong = NULL;
  json_t *takes = json_object_get(description, "takes");
  json_t *returns = json_object_get(description, "returns");
  if (takes != NULL) {
    json_t *params = memory_need(json_object());
    const char *place;
    json_t *group;
    json_object_foreach(takes, place, group) {
      json_object_set_new(params, place, expand_members(group, &wrong));
    }
    json_object_set_new(description, "params", params);
    json_object_del(description, "takes");
  }
  if (returns != NULL) {
    json_t *schema = expand(returns, &wrong);
    json_object_set_new(description, "returns", schema);
  }
  return wrong;
}
