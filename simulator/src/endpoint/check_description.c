// SPDX-License-Identifier: MIT
#include "check_description.h"

#include "embedded.h"
#include "known.h"
#include "memory.h"
#include "param.h"
#include "reference.h"
#include "rows.h"
#include "tables.h"
#include "template.h"
#include "value.h"
#include "write.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct checking {
  const json_t *description;
  const struct table *table; // whose fields a template may name; or NULL
  bool in_rows;              // it may name items, has_more and page_token
  bool in_write;             // it may name now
  char *wrong;               // the first mistake; heap memory
};

__attribute__((format(printf, 2, 3))) static void
complain(struct checking *checking, const char *format, ...) {
  if (checking->wrong != NULL) return;
  va_list arguments;
  va_start(arguments, format);
  checking->wrong = memory_format_list(format, arguments);
  va_end(arguments);
}

static bool is_one_of(const char *name, const char *const *names) {
  while (*names != NULL && strcmp(*names, name) != 0) {
    names++;
  }
  return *names != NULL;
}

// Complains about a member of `object` that is not in `names`.
static void check_names(struct checking *checking, const json_t *object,
                        const char *where, const char *const *names) {
  const char *name;
  json_t *member;
  if (!json_is_object(object)) complain(checking, "%s is no object", where);
  json_object_foreach((json_t *)object, name, member) {
    if (is_one_of(name, names)) continue;
    complain(checking, "%s has no member '%s'", where, name);
  }
}

// ---- Parameters. ----

static void check_schema(struct checking *checking, const char *param,
                         const json_t *schema) {
  static const char *const names[] = {
      "type",    "required",   "enum",       "min",       "max",
      "default", "min_length", "max_length", "min_items", "max_items",
      "items",   "fields",     NULL};
  check_names(checking, schema, param, names);
  if (!value_is_type(value_type(schema))) {
    complain(checking, "%s: there is no type '%s'", param, value_type(schema));
  }
  const json_t *items = json_object_get(schema, "items");
  if (items != NULL) check_schema(checking, param, items);
  const char *name;
  json_t *field;
  json_object_foreach(json_object_get(schema, "fields"), name, field) {
    check_schema(checking, name, field);
  }
}

static void check_params(struct checking *checking, const json_t *params) {
  static const char *const names[] = {"path", "query", "body", NULL};
  check_names(checking, params, "params", names);
  const char *place;
  json_t *group;
  json_object_foreach((json_t *)params, place, group) {
    const char *name;
    json_t *schema;
    json_object_foreach(group, name, schema) {
      check_schema(checking, name, schema);
    }
  }
}

static void check_param_name(struct checking *checking, const char *name) {
  if (name != NULL && param_schema(checking->description, name) != NULL) return;
  complain(checking, "there is no parameter '%s'", name != NULL ? name : "");
}

// ---- Errors, examples and checks. ----

static void check_error(struct checking *checking, const json_t *error) {
  static const char *const names[] = {"status", "code", "msg", NULL};
  check_names(checking, error, "an error", names);
  if (json_is_integer(json_object_get(error, "status")) &&
      json_is_integer(json_object_get(error, "code")) &&
      json_is_string(json_object_get(error, "msg"))) {
    return;
  }
  complain(checking, "an error needs a status, a code and a msg");
}

static void check_file(struct checking *checking, const json_t *example) {
  const char *name = json_string_value(json_object_get(example, "file"));
  if (name != NULL && embedded_find(embedded_examples, name) != NULL) return;
  complain(checking, "an example needs data, an error, or a file of examples/");
}

static void check_data(struct checking *checking, const json_t *template);

static void check_example(struct checking *checking, const json_t *example) {
  static const char *const names[] = {"when", "file", "data", "error", NULL};
  check_names(checking, example, "an example", names);
  const json_t *data = json_object_get(example, "data");
  const json_t *error = json_object_get(example, "error");
  if (data != NULL) check_data(checking, data);
  if (error != NULL) check_error(checking, error);
  if (data == NULL && error == NULL) check_file(checking, example);
  const char *name;
  json_t *wanted;
  json_object_foreach(json_object_get(example, "when"), name, wanted) {
    check_param_name(checking, name);
    if (!json_is_string(wanted)) complain(checking, "%s: no text", name);
  }
}

static void check_examples(struct checking *checking, const json_t *examples) {
  for (size_t i = 0; i < json_array_size(examples); i++) {
    check_example(checking, json_array_get(examples, i));
  }
}

// Complains unless `name` is a key or a field of the table.
static void check_column(struct checking *checking, const struct table *table,
                         const char *name) {
  if (table_key(table, name) != NULL) return;
  if (table_has_field(table, name)) return;
  complain(checking, "%s has no field '%s'", table->name, name);
}

static void check_check(struct checking *checking, const json_t *check) {
  static const char *const names[] = {"param", "in", "having", "error", NULL};
  check_names(checking, check, "a check", names);
  check_error(checking, json_object_get(check, "error"));
  check_param_name(checking,
                   json_string_value(json_object_get(check, "param")));
  const char *place = json_string_value(json_object_get(check, "in"));
  struct known known = known_read(place != NULL ? place : "");
  if (known.table == NULL) {
    complain(checking, "a check needs a table to look 'in'");
    return;
  }
  check_column(checking, known.table, known.name);
  const char *field;
  json_t *wanted;
  json_object_foreach(json_object_get(check, "having"), field, wanted) {
    check_column(checking, known.table, field);
  }
}

static void check_checks(struct checking *checking, const json_t *checks) {
  for (size_t i = 0; i < json_array_size(checks); i++) {
    check_check(checking, json_array_get(checks, i));
  }
}

// ---- Rows and templates. ----

// Checks `{name: param}`. A key finds strings alone.
static void check_equal(struct checking *checking, const struct table *table,
                        const char *name, const char *param) {
  const json_t *schema = param_schema(checking->description, param);
  check_column(checking, table, name);
  check_param_name(checking, param);
  if (table_has_field(table, name)) return;
  if (strcmp(value_type(schema), "string") == 0) return;
  complain(checking, "%s.%s is no field: its parameter has to be a string",
           table->name, name);
}

static void check_filter(struct checking *checking, const struct table *table,
                         const char *name, const json_t *how) {
  static const char *const names[] = {"from", "to", NULL};
  static const char *const choosing[] = {"param", "all", NULL};
  const json_t *chosen = json_object_get(how, "param");
  const json_t *equal = chosen != NULL ? chosen : how;
  if (json_is_string(equal)) {
    check_equal(checking, table, name, json_string_value(equal));
    if (chosen != NULL) check_names(checking, how, name, choosing);
    return;
  }
  const char *bound;
  json_t *param;
  check_names(checking, how, name, names);
  if (!table_has_field(table, name)) {
    complain(checking, "%s has no field '%s'", table->name, name);
  }
  json_object_foreach((json_t *)how, bound, param) {
    check_param_name(checking, json_string_value(param));
  }
}

// The table of "row" or "rows", or NULL.
static const struct table *table_of(const json_t *rows) {
  const char *name = json_string_value(json_object_get(rows, "of"));
  return name != NULL ? tables_find(name) : NULL;
}

static void check_empty(struct checking *checking, const json_t *empty) {
  static const char *const names[] = {"error", "unless", NULL};
  if (empty == NULL) return;
  check_names(checking, empty, "empty", names);
  check_error(checking, json_object_get(empty, "error"));
  const char *name;
  json_t *wanted;
  json_object_foreach(json_object_get(empty, "unless"), name, wanted) {
    check_param_name(checking, name);
  }
}

static void check_where(struct checking *checking, const struct table *table,
                        const json_t *where) {
  if (json_object_size(where) > ROWS_FILTERS_MAX) {
    complain(checking, "more than %d filters", ROWS_FILTERS_MAX);
  }
  const char *name;
  json_t *how;
  json_object_foreach((json_t *)where, name, how) {
    check_filter(checking, table, name, how);
  }
}

static void check_rows(struct checking *checking, const json_t *rows) {
  static const char *const names[] = {"of", "where", "paged", "max",
                                      "at", "empty", NULL};
  check_names(checking, rows, "rows", names);
  check_empty(checking, json_object_get(rows, "empty"));
  const struct table *table = table_of(rows);
  if (table == NULL) {
    complain(checking, "rows are 'of' no table");
    return;
  }
  check_where(checking, table, json_object_get(rows, "where"));
}

static void check_data(struct checking *checking, const json_t *template);

// Checks what a write makes, changes or deletes; complains about none.
static void check_target(struct checking *checking, const json_t *write) {
  static const char *const acts[] = {"create", "update", "delete"};
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
    const char *name = json_string_value(json_object_get(write, acts[i]));
    if (name == NULL) continue;
    checking->table = tables_find(name);
    if (checking->table == NULL) {
      complain(checking, "there is no table '%s' to write", name);
      return;
    }
    check_where(checking, checking->table, json_object_get(write, "where"));
    bool creates = strcmp(acts[i], "create") == 0;
    if (creates == (json_object_get(write, "where") == NULL)) return;
  }
  complain(checking, "a write needs a table, and 'where' unless it creates");
}

// An event is told of what is updated.
static void check_sends(struct checking *checking, const json_t *write) {
  static const char *const names[] = {"type", "event", NULL};
  const json_t *sends = json_object_get(write, "sends");
  if (sends == NULL) return;
  check_names(checking, sends, "an event", names);
  const json_t *event = json_object_get(sends, "event");
  if (!json_is_string(json_object_get(sends, "type")) ||
      !json_is_object(event) || json_object_get(write, "update") == NULL) {
    complain(checking, "'sends' needs a type and an event, and an 'update'");
  } else {
    check_data(checking, event);
  }
}

static void check_write(struct checking *checking, const json_t *write) {
  static const char *const names[] = {"create", "update", "delete", "does",
                                      "where",  "set",    "sends",  NULL};
  check_names(checking, write, "a write", names);
  const char *does = json_string_value(json_object_get(write, "does"));
  if (does == NULL) {
    check_target(checking, write);
  } else if (!write_does(does)) {
    complain(checking, "nothing does '%s'", does);
  }
  const json_t *set = json_object_get(write, "set");
  checking->in_write = true;
  if (set != NULL) check_data(checking, set);
  check_sends(checking, write);
  checking->in_write = false;
  checking->table = NULL;
}

static void check_writes(struct checking *checking, const json_t *writes) {
  for (size_t i = 0; i < json_array_size(writes); i++) {
    check_write(checking, json_array_get(writes, i));
  }
}

static void check_once(struct checking *checking, const json_t *param) {
  check_param_name(checking, json_string_value(param));
}

static void check_returns(struct checking *checking, const json_t *schema) {
  check_schema(checking, "returns", schema);
}

static bool is_known_name(const struct checking *checking, struct text name) {
  static const char *const page_names[] = {"items", "has_more", "page_token",
                                           NULL};
  char text[64];
  snprintf(text, sizeof text, "%.*s", (int)name.length, name.bytes);
  if (checking->in_rows && is_one_of(text, page_names)) return true;
  if (checking->in_write && strcmp(text, "now") == 0) return true;
  return checking->table != NULL && table_has_field(checking->table, text);
}

static void check_param_step(struct checking *checking, struct text name) {
  char text[64];
  snprintf(text, sizeof text, "%.*s", (int)name.length, name.bytes);
  check_param_name(checking, text);
}

static void check_reference(void *checking_pointer, struct text text) {
  struct checking *checking = checking_pointer;
  struct reference reference;
  struct reference_step step;
  reference_start(&reference, text.bytes);
  bool good = reference_next(&reference, &step);
  bool of_param = good && text_is(step.name, "param");
  if (good && !of_param) good = is_known_name(checking, step.name);
  while (good && reference_next(&reference, &step)) {
    if (step.by_param || of_param) check_param_step(checking, step.name);
    of_param = false;
  }
  const char *end = text.bytes + text.length;
  if (good && (reference.rest == end || *reference.rest == '=')) return;
  complain(checking, "nothing is called '%.*s'", (int)text.length, text.bytes);
}

static void check_data(struct checking *checking, const json_t *template) {
  template_visit(template, check_reference, checking);
}

// The rows or the row of a description.
static const json_t *rows_of(const json_t *description) {
  const json_t *rows = json_object_get(description, "rows");
  return rows != NULL ? rows : json_object_get(description, "row");
}

static void check_item(struct checking *checking, const json_t *template) {
  struct checking inner = {.description = checking->description,
                           .table = table_of(rows_of(checking->description))};
  check_data(&inner, template);
  if (checking->wrong == NULL) checking->wrong = inner.wrong;
}

static void check_lists(struct checking *checking, const json_t *lists) {
  static const char *const names[] = {"of", "where", "item", NULL};
  const char *at;
  json_t *how;
  json_object_foreach((json_t *)lists, at, how) {
    check_names(checking, how, at, names);
    const struct table *table = table_of(how);
    if (table == NULL) {
      complain(checking, "%s is 'of' no table", at);
      return;
    }
    check_where(checking, table, json_object_get(how, "where"));
    checking->table = table;
    check_data(checking, json_object_get(how, "item"));
    checking->table = NULL;
  }
}

static void check_answer(struct checking *checking, const json_t *template) {
  checking->table = table_of(json_object_get(checking->description, "row"));
  checking->in_rows = json_object_get(checking->description, "rows") != NULL;
  check_data(checking, template);
}

// ---- The whole. ----

static void check_text(struct checking *checking, const json_t *text) {
  if (!json_is_string(text)) complain(checking, "a member is no text");
}

static void check_texts(struct checking *checking, const json_t *list) {
  if (!json_is_array(list)) complain(checking, "a member is no array");
  for (size_t i = 0; i < json_array_size(list); i++) {
    check_text(checking, json_array_get(list, i));
  }
}

// The members that a description may have.
static const struct member {
  const char *name;
  bool required;
  void (*check)(struct checking *checking, const json_t *value);
} members[] = {
    {"method", true, check_text},        {"path", true, check_text},
    {"msg", true, check_text},           {"limits", false, check_texts},
    {"token_types", false, check_texts}, {"app_types", false, check_texts},
    {"scopes", false, check_texts},      {"params", false, check_params},
    {"examples", false, check_examples}, {"checks", false, check_checks},
    {"rows", false, check_rows},         {"row", false, check_rows},
    {"item", false, check_item},         {"data", false, check_answer},
    {"returns", false, check_returns},   {"writes", false, check_writes},
    {"once", false, check_once},         {"envelope", false, check_text},
    {"multipart", false, check_text},    {"note", false, check_text},
    {"link", false, check_text},         {"lists", false, check_lists},
};

enum { MEMBER_COUNT = sizeof members / sizeof *members };

static void check_members(struct checking *checking) {
  const char *names[MEMBER_COUNT + 1];
  for (size_t i = 0; i < MEMBER_COUNT; i++) {
    names[i] = members[i].name;
  }
  names[MEMBER_COUNT] = NULL;
  check_names(checking, checking->description, "a description", names);
}

// Complains if some call would get no answer. An example without `when` answers
// every call.
static void check_complete(struct checking *checking) {
  const json_t *examples = json_object_get(checking->description, "examples");
  const json_t *last = json_array_get(examples, json_array_size(examples) - 1);
  if (last != NULL && json_object_get(last, "when") == NULL) return;
  if (json_object_get(checking->description, "data") != NULL) return;
  if (json_object_get(checking->description, "returns") != NULL) return;
  complain(checking, "'data' is missing");
}

char *check_description(const json_t *description) {
  struct checking checking = {.description = description};
  check_members(&checking);
  for (size_t i = 0; i < MEMBER_COUNT; i++) {
    const struct member *member = &members[i];
    const json_t *value = json_object_get(description, member->name);
    if (value != NULL) {
      member->check(&checking, value);
    } else if (member->required) {
      complain(&checking, "'%s' is missing", member->name);
    }
  }
  check_complete(&checking);
  return checking.wrong;
}
