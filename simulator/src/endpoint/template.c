// SPDX-License-Identifier: MIT
#include "template.h"

#include "memory.h"
#include "reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- References. ----

static json_t *member_of(const json_t *object, struct text name) {
  return json_incref(json_object_getn(object, name.bytes, name.length));
}

static json_t *first_value(const struct template_scope *scope,
                           struct text name) {
  if (text_is(name, "param")) return json_incref((json_t *)scope->params);
  json_t *value = member_of(scope->more, name);
  if (value != NULL || scope->table == NULL) return value;
  char *field = memory_copy(name.bytes, name.length);
  value = table_get(scope->table, scope->company, scope->row, field);
  free(field);
  return value;
}

// Makes one step on; takes the reference to `value`.
static json_t *step_into(json_t *value, const struct reference_step *step,
                         const struct template_scope *scope) {
  char unused[TEXT_NUMBER_MAX];
  struct text name = step->name;
  json_t *chosen = NULL;
  if (step->by_param) {
    chosen = member_of(scope->params, name);
    name = text_of_json(chosen, unused);
  }
  json_t *next = member_of(value, name);
  json_decref(chosen);
  json_decref(value);
  return next;
}

// True if `value` has that text; takes the reference.
static json_t *compared(json_t *value, const char *text) {
  char buffer[TEXT_NUMBER_MAX];
  if (value == NULL) return NULL;
  bool same = text_is(text_of_json(value, buffer), text);
  json_decref(value);
  return memory_need(json_boolean(same));
}

// The value of a reference: a new reference, or NULL.
static json_t *resolve(const char *text, const struct template_scope *scope) {
  struct reference reference;
  struct reference_step step;
  reference_start(&reference, text);
  if (!reference_next(&reference, &step)) return NULL;
  json_t *value = first_value(scope, step.name);
  while (value != NULL && reference_next(&reference, &step)) {
    value = step_into(value, &step, scope);
  }
  return *reference.rest == '=' ? compared(value, reference.rest + 1) : value;
}

// ---- Texts. ----

static void write_value(FILE *out, const char *reference,
                        const struct template_scope *scope) {
  char buffer[TEXT_NUMBER_MAX];
  json_t *value = resolve(reference, scope);
  struct text text = text_of_json(value, buffer);
  fwrite(text.bytes, 1, text.length, out);
  json_decref(value);
}

// Writes `text` with the value of every "${...}" in its place.
static json_t *fill_text(const char *text, const struct template_scope *scope) {
  char *filled = NULL;
  size_t size = 0;
  FILE *out = memory_need(open_memstream(&filled, &size));
  const char *start = strstr(text, "${");
  while (start != NULL) {
    fwrite(text, 1, (size_t)(start - text), out);
    write_value(out, start + 2, scope);
    text = start + strcspn(start, "}");
    if (*text == '}') text++;
    start = strstr(text, "${");
  }
  fputs(text, out);
  memory_need(fclose(out) == 0 ? filled : NULL);
  json_t *json = text_json((struct text){filled, size});
  free(filled);
  return json;
}

static bool is_reference(const char *text) {
  return text[0] == '$' && text[1] != '{';
}

static json_t *fill_string(const json_t *template,
                           const struct template_scope *scope) {
  const char *text = json_string_value(template);
  if (is_reference(text)) return resolve(text + 1, scope);
  if (strstr(text, "${") != NULL) return fill_text(text, scope);
  return json_incref((json_t *)template);
}

// ---- Everything else. ----

static json_t *fill_object(const json_t *template,
                           const struct template_scope *scope) {
  json_t *object = memory_need(json_object());
  const char *name;
  json_t *member;
  json_object_foreach((json_t *)template, name, member) {
    json_t *value = template_fill(member, scope);
    if (value != NULL) json_object_set_new(object, name, value);
  }
  return object;
}

static json_t *fill_array(const json_t *template,
                          const struct template_scope *scope) {
  json_t *array = memory_need(json_array());
  for (size_t i = 0; i < json_array_size(template); i++) {
    json_t *value = template_fill(json_array_get(template, i), scope);
    if (value != NULL) json_array_append_new(array, value);
  }
  return array;
}

json_t *template_fill(const json_t *template,
                      const struct template_scope *scope) {
  if (json_is_object(template)) return fill_object(template, scope);
  if (json_is_array(template)) return fill_array(template, scope);
  if (json_is_string(template)) return fill_string(template, scope);
  return json_incref((json_t *)template);
}

static void visit_string(const char *text,
                         void (*visit)(void *data, struct text reference),
                         void *data) {
  if (is_reference(text)) {
    visit(data, text_of(text + 1));
    return;
  }
  const char *start = strstr(text, "${");
  while (start != NULL) {
    visit(data, (struct text){start + 2, strcspn(start + 2, "}")});
    start = strstr(start + 2, "${");
  }
}

void template_visit(const json_t *template,
                    void (*visit)(void *data, struct text reference),
                    void *data) {
  const char *name;
  json_t *member;
  json_object_foreach((json_t *)template, name, member) {
    template_visit(member, visit, data);
  }
  for (size_t i = 0; i < json_array_size(template); i++) {
    template_visit(json_array_get(template, i), visit, data);
  }
  if (json_is_string(template)) {
    visit_string(json_string_value(template), visit, data);
  }
}
