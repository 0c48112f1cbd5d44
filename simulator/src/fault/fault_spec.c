// SPDX-License-Identifier: MIT
#include "fault_spec.h"

#include "memory.h"

#include <errno.h>
#include <fnmatch.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- The text syntax: it becomes the object of the JSON syntax. ----

// The value of "name=value": a number if it looks like one, else a string.
static json_t *value_of(const char *text) {
  char *end = NULL;
  errno = 0;
  long long whole = strtoll(text, &end, 10);
  if (end != text && *end == '\0' && errno == 0) return json_integer(whole);
  double real = strtod(text, &end);
  if (end != text && *end == '\0') return json_real(real);
  return json_string(text);
}

// Reads "kind,name=value,...". Bytes that are not UTF-8 end up as null, which
// is refused later.
static json_t *object_of(const char *text) {
  json_t *object = memory_need(json_object());
  char *copy = memory_copy(text, strlen(text));
  char *rest = NULL;
  const char *kind = strtok_r(copy, ",", &rest);
  json_object_set_new(object, "kind", json_string(kind != NULL ? kind : ""));
  char *part = strtok_r(NULL, ",", &rest);
  while (part != NULL) {
    char *equals = strchr(part, '=');
    if (equals != NULL) *equals = '\0';
    const char *value = equals != NULL ? equals + 1 : "";
    json_object_set_new(object, part, value_of(value));
    part = strtok_r(NULL, ",", &rest);
  }
  free(copy);
  return object;
}

// ---- The JSON syntax. ----

static char *read_integer(const json_t *value, const char *name, int64_t min,
                          int64_t max, int64_t *out) {
  bool good = json_is_integer(value) && json_integer_value(value) >= min &&
              json_integer_value(value) <= max;
  if (good) {
    *out = json_integer_value(value);
    return NULL;
  }
  return memory_format("'%s' takes a whole number from %" PRId64 " to %" PRId64,
                       name, min, max);
}

static char *read_count(const json_t *value, const char *name, int64_t min,
                        uint64_t *out) {
  int64_t number = 0;
  char *wrong = read_integer(value, name, min, INT64_MAX, &number);
  if (wrong == NULL) *out = (uint64_t)number;
  return wrong;
}

// True if the glob matches an endpoint that the kind is for.
static bool names_endpoint(const struct fault_scope *scope, const char *glob,
                           const char *only) {
  for (size_t i = 0; i < scope->name_count; i++) {
    const char *name = scope->names[i];
    if (fnmatch(glob, name, 0) != 0) continue;
    if (only == NULL || fnmatch(only, name, 0) == 0) return true;
  }
  return false;
}

static char *read_endpoint(const json_t *value, const struct fault_scope *scope,
                           struct fault *fault) {
  const char *glob = json_string_value(value);
  const char *only = fault->kind->only;
  if (glob == NULL || !names_endpoint(scope, glob, only)) {
    return memory_format(
        "'endpoint' takes a dotted name or a glob of them, such "
        "as %s",
        only != NULL ? only : "hire.referral.search");
  }
  free(fault->endpoint);
  fault->endpoint = memory_copy(glob, strlen(glob));
  return NULL;
}

static char *read_probability(const json_t *value, struct fault *fault) {
  double number = json_number_value(value);
  if (!json_is_number(value) || !(number >= 0 && number <= 1)) {
    return memory_format("'probability' takes a number from 0 to 1");
  }
  fault->probability = number;
  // With a probability, a fault fires without end unless `times` is given.
  if (fault->times == 0) fault->times = FAULT_ALWAYS;
  return NULL;
}

static char *read_own(const json_t *value, const char *name,
                      struct fault *fault) {
  for (size_t i = 0; i < FAULT_PARAMS_MAX; i++) {
    const struct fault_param *param = &fault->kind->params[i];
    if (param->name == NULL || strcmp(param->name, name) != 0) continue;
    return read_integer(value, name, param->min, param->max, &fault->values[i]);
  }
  return memory_format("%s takes no '%s'", fault->kind->name, name);
}

static char *read_member(const json_t *value, const char *name,
                         const struct fault_scope *scope, struct fault *fault) {
  if (strcmp(name, "kind") == 0) return NULL;
  bool general = true;
  char *wrong = NULL;
  if (strcmp(name, "endpoint") == 0) {
    wrong = read_endpoint(value, scope, fault);
  } else if (strcmp(name, "probability") == 0) {
    wrong = read_probability(value, fault);
  } else if (strcmp(name, "times") == 0) {
    wrong = read_count(value, name, 1, &fault->times);
  } else if (strcmp(name, "skip") == 0) {
    wrong = read_count(value, name, 0, &fault->skip);
  } else {
    general = false;
    wrong = read_own(value, name, fault);
  }
  if (general) fault->at_once = false;
  return wrong;
}

// The kind that `spec` names, or NULL with `*wrong` saying why.
static const struct fault_kind *
find_kind(const json_t *spec, const struct fault_scope *scope, char **wrong) {
  const char *name = json_string_value(json_object_get(spec, "kind"));
  const struct fault_kind *kind = name != NULL ? fault_kind_find(name) : NULL;
  if (name == NULL) {
    *wrong = memory_format("'kind' is missing");
  } else if (kind == NULL) {
    *wrong = memory_format(
        "there is no kind '%s'; simulator/README.md lists them", name);
  } else if (scope->tls && fault_kind_is_raw(kind)) {
    *wrong = memory_format(
        "%s writes on the bare socket and cannot be had with --tls", name);
    kind = NULL;
  }
  return kind;
}

static char *read_object(json_t *spec, const struct fault_scope *scope,
                         struct faults *faults) {
  char *wrong = NULL;
  struct fault fault = {.probability = 1};
  fault.kind = find_kind(spec, scope, &wrong);
  if (fault.kind == NULL) return wrong;

  fault.at_once = fault.kind->at_once;
  for (size_t i = 0; i < FAULT_PARAMS_MAX; i++) {
    fault.values[i] = fault.kind->params[i].absent;
  }
  const char *name;
  json_t *value;
  json_object_foreach(spec, name, value) {
    wrong = read_member(value, name, scope, &fault);
    if (wrong != NULL) {
      free(fault.endpoint);
      return wrong;
    }
  }
  if (fault.times == 0) fault.times = 1;
  faults_add(faults, &fault);
  return NULL;
}

static char *read_one(json_t *spec, const struct fault_scope *scope,
                      struct faults *faults) {
  if (json_is_object(spec)) return read_object(spec, scope, faults);
  if (!json_is_string(spec)) {
    return memory_format("a fault is an object or a text");
  }
  json_t *object = object_of(json_string_value(spec));
  char *wrong = read_object(object, scope, faults);
  json_decref(object);
  return wrong;
}

char *fault_spec_read(const json_t *spec, const struct fault_scope *scope,
                      struct faults *faults) {
  const json_t *list = json_object_get(spec, "faults");
  if (list == NULL) list = spec;
  if (!json_is_array(list)) return read_one((json_t *)list, scope, faults);
  size_t i;
  json_t *one;
  json_array_foreach(list, i, one) {
    char *wrong = read_one(one, scope, faults);
    if (wrong != NULL) return wrong;
  }
  return NULL;
}

// ---- The armed faults as JSON. ----

static json_t *fault_json(const struct fault *fault) {
  json_t *times = fault->times == FAULT_ALWAYS
                      ? json_null()
                      : json_integer((json_int_t)fault->times);
  json_t *object = memory_need(json_pack(
      "{s:s, s:s?, s:o, s:I, s:f, s:I, s:I}", "kind", fault->kind->name,
      "endpoint", fault->endpoint, "times", times, "skip",
      (json_int_t)fault->skip, "probability", fault->probability, "seen",
      (json_int_t)fault->seen, "fired", (json_int_t)fault->fired));
  for (size_t i = 0; i < FAULT_PARAMS_MAX; i++) {
    const char *name = fault->kind->params[i].name;
    if (name == NULL) break;
    json_object_set_new(object, name, json_integer(fault->values[i]));
  }
  return object;
}

json_t *fault_spec_json(const struct faults *faults) {
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < faults->count; i++) {
    json_array_append_new(list, fault_json(&faults->list[i]));
  }
  return memory_need(json_pack("{s:o}", "faults", list));
}

json_t *fault_spec_fired_json(const struct faults *faults) {
  json_t *object = memory_need(json_object());
  for (size_t i = 0; i < FAULT_KIND_COUNT; i++) {
    if (faults->fired[i] == 0) continue;
    json_object_set_new(object, fault_kinds[i].name,
                        json_integer((json_int_t)faults->fired[i]));
  }
  return object;
}
