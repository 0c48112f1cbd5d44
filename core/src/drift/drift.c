// SPDX-License-Identifier: MIT
#include "drift.h"

#include <inttypes.h>
#include <stdio.h>

#include "memory.h"

enum { MOST = 1000, MOST_VALUES = 8, MOST_NAMES = 16, MOST_CODES = 16 };
enum { FIELD_BYTES = 256, SEEN_BYTES = 48, LONGEST_WORD = 40, DIGITS = 5 };

typedef enum finding {
  UNKNOWN_FIELD,
  OTHER_TYPE,
  UNKNOWN_VALUE,
  UNKNOWN_CODE
} finding;

static const char *const findings[] = {
    [UNKNOWN_FIELD] = "unknown field",
    [OTHER_TYPE] = "other type",
    [UNKNOWN_VALUE] = "unknown value",
    [UNKNOWN_CODE] = "unknown code",
};

// How many of a group are kept before one stands for all; 0: any number.
static const size_t most_beside[] = {
    [UNKNOWN_FIELD] = MOST_NAMES,
    [UNKNOWN_VALUE] = MOST_VALUES,
    [UNKNOWN_CODE] = MOST_CODES,
};

// Stands for names and values that are data.
static const char any_name[] = "*";
static const char many[] = "many values";

typedef struct difference {
  const lark_endpoint *endpoint;
  finding finding;
  lark_type documented; // LARK_ABSENT for an unknown field or code
  uint64_t count;
  size_t container_bytes; // of `field`: the object that an unknown field is in
  char field[FIELD_BYTES];
  char seen[SEEN_BYTES];
} difference;

struct lark_drift {
  lark_allocator allocator;
  difference *list;
  size_t count;
  size_t capacity;
  uint64_t answers;
  bool incomplete;
};

// A place in an answer, within the one that `outer` names.
typedef struct place {
  const struct place *outer; // NULL: the data itself
  const char *name;          // "[]", "{}", or a field's
} place;

// ------------------------------------------------------------------- places

static size_t write_place(const place *at, char *room) {
  if (at->outer == NULL) return 0;
  size_t length = write_place(at->outer, room);
  bool is_field = at->name[0] != '[' && at->name[0] != '{';
  int more =
      snprintf(room + length, FIELD_BYTES - length, "%s%s",
               is_field && at->outer->outer != NULL ? "." : "", at->name);
  length += (size_t)more;
  return length < FIELD_BYTES ? length : FIELD_BYTES - 1;
}

// Whether it reads like a name of the platform's own, rather than like data.
static bool is_word(const char *text, size_t length) {
  size_t digits = 0;
  if (length == 0 || length > LONGEST_WORD) return false;
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    bool digit = c >= '0' && c <= '9';
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!digit && !letter) return false;
    digits = digit ? digits + 1 : 0;
    if (digits > DIGITS) return false;
  }
  return true;
}

// ----------------------------------------------------------------- the list

static bool is_same(const difference *a, const difference *b) {
  return a->endpoint == b->endpoint && a->finding == b->finding &&
         strcmp(a->field, b->field) == 0 && strcmp(a->seen, b->seen) == 0;
}

// Whether both are of the group whose size is bounded: the values of one field,
// the unknown names in one object, or the unknown codes of one endpoint.
static bool is_beside(const difference *a, const difference *b) {
  if (a->endpoint != b->endpoint || a->finding != b->finding) return false;
  if (a->finding == UNKNOWN_VALUE) return strcmp(a->field, b->field) == 0;
  if (a->finding == UNKNOWN_CODE) return true;
  return a->finding == UNKNOWN_FIELD &&
         a->container_bytes == b->container_bytes &&
         memcmp(a->field, b->field, a->container_bytes) == 0;
}

static difference *find(const lark_drift *drift, const difference *wanted) {
  for (size_t i = 0; i < drift->count; i++) {
    if (is_same(&drift->list[i], wanted)) return &drift->list[i];
  }
  return NULL;
}

static size_t count_beside(const lark_drift *drift, const difference *wanted) {
  size_t count = 0;
  for (size_t i = 0; i < drift->count; i++)
    count += is_beside(&drift->list[i], wanted);
  return count;
}

// Forgets what stands beside, and returns how often it was seen.
static uint64_t remove_beside(lark_drift *drift, const difference *wanted) {
  difference *list = drift->list;
  uint64_t times = 0;
  size_t kept = 0;
  for (size_t i = 0; list != NULL && i < drift->count; i++) {
    if (is_beside(&list[i], wanted))
      times += list[i].count;
    else
      list[kept++] = list[i];
  }
  drift->count = kept;
  return times;
}

static bool grow(lark_drift *drift) {
  if (drift->count >= MOST) return false;
  if (drift->count < drift->capacity) return true;
  size_t capacity = drift->capacity == 0 ? 16 : drift->capacity * 2;
  difference *list =
      lark_resize(&drift->allocator, drift->list,
                  drift->capacity * sizeof *list, capacity * sizeof *list);
  if (list == NULL) return false;
  drift->list = list;
  drift->capacity = capacity;
  return true;
}

static void append(lark_drift *drift, const difference *added) {
  if (grow(drift))
    drift->list[drift->count++] = *added;
  else
    drift->incomplete = true;
}

// Makes a difference stand for its whole group.
static void generalize(difference *one) {
  if (one->finding == UNKNOWN_VALUE) {
    memcpy(one->seen, many, sizeof many);
    return;
  }
  if (one->finding == UNKNOWN_CODE) {
    snprintf(one->seen, sizeof one->seen, "many codes");
    return;
  }
  size_t end = one->container_bytes;
  snprintf(one->field + end, FIELD_BYTES - end, "%s%s", end > 0 ? "." : "",
           any_name);
  snprintf(one->seen, sizeof one->seen, "many names");
}

static void note(lark_drift *drift, difference *seen) {
  size_t most = most_beside[seen->finding];
  difference general = *seen;
  generalize(&general);
  difference *known = most > 0 ? find(drift, &general) : NULL;
  if (known == NULL) known = find(drift, seen);
  if (known != NULL) {
    known->count++;
    return;
  }
  seen->count = general.count = 1;
  if (most > 0 && count_beside(drift, seen) >= most) {
    general.count += remove_beside(drift, seen);
    append(drift, &general);
    return;
  }
  append(drift, seen);
}

// ---------------------------------------------------------------- comparing

typedef struct looking {
  lark_drift *drift;
  const lark_endpoint *endpoint;
} looking;

static void note_type(looking *by, const lark_field *field, lark_type seen,
                      const place *at) {
  difference found = {.endpoint = by->endpoint,
                      .finding = OTHER_TYPE,
                      .documented = field->type};
  write_place(at, found.field);
  snprintf(found.seen, sizeof found.seen, "%s", lark_type_name(seen));
  note(by->drift, &found);
}

static void note_field(looking *by, lark_json value, const char *name,
                       size_t length, const place *at) {
  difference found = {.endpoint = by->endpoint, .finding = UNKNOWN_FIELD};
  place inner = {at, is_word(name, length) ? name : any_name};
  found.container_bytes = write_place(at, found.field);
  write_place(&inner, found.field);
  snprintf(found.seen, sizeof found.seen, "%s",
           lark_type_name(lark_json_type(value)));
  note(by->drift, &found);
}

// Writes an enum's value where it reads like one, else its type.
static void write_value(char *room, lark_json value) {
  size_t length = 0;
  int64_t integer = lark_json_integer(value);
  const char *text = lark_json_string(value, &length);
  bool is_text = lark_json_type(value) == LARK_STRING;
  if (is_text && is_word(text, length))
    snprintf(room, SEEN_BYTES, "%s", text);
  else if (!is_text && integer > -100000 && integer < 100000)
    snprintf(room, SEEN_BYTES, "%" PRId64, integer);
  else
    snprintf(room, SEEN_BYTES, "another %s",
             lark_type_name(lark_json_type(value)));
}

static bool is_choice(const lark_field *field, lark_json value) {
  size_t length = 0;
  const char *text = lark_json_string(value, &length);
  for (size_t i = 0; i < field->choice_count; i++) {
    const lark_choice *choice = &field->choices[i];
    bool same = field->type == LARK_STRING
                    ? choice->string != NULL &&
                          strlen(choice->string) == length &&
                          memcmp(choice->string, text, length) == 0
                    : choice->integer == lark_json_integer(value);
    if (same) return true;
  }
  return false;
}

static void look_at_choice(looking *by, const lark_field *field,
                           lark_json value, const place *at) {
  if (field->choice_count == 0 || is_choice(field, value)) return;
  difference found = {.endpoint = by->endpoint,
                      .finding = UNKNOWN_VALUE,
                      .documented = field->type};
  write_place(at, found.field);
  write_value(found.seen, value);
  note(by->drift, &found);
}

static void look_at(looking *by, const lark_field *field, lark_json value,
                    const place *at);

static void look_at_members(looking *by, const lark_field *const *fields,
                            size_t count, lark_json object, const place *at) {
  for (lark_json member = lark_json_first(object);
       lark_json_type(member) != LARK_ABSENT; member = lark_json_next(member)) {
    size_t length = 0;
    const char *name = lark_json_key(member, &length);
    const lark_field *known = NULL;
    for (size_t i = 0; i < count && known == NULL; i++) {
      if (strcmp(fields[i]->name, name) == 0) known = fields[i];
    }
    place inner = {at, name};
    if (known != NULL)
      look_at(by, known, member, &inner);
    else
      note_field(by, member, name, length, at);
  }
}

static void look_at_each(looking *by, const lark_field *field,
                         lark_json container, const char *name,
                         const place *at) {
  place inner = {at, name};
  for (lark_json one = lark_json_first(container);
       lark_json_type(one) != LARK_ABSENT; one = lark_json_next(one))
    look_at(by, field, one, &inner);
}

static bool type_fits(lark_type documented, lark_type seen) {
  return documented == LARK_JSON || documented == seen || seen == LARK_NULL ||
         (documented == LARK_NUMBER && seen == LARK_INTEGER);
}

// It nests as deep as the catalog's types, which have an end.
static void look_at(looking *by, const lark_field *field, lark_json value,
                    const place *at) {
  lark_type seen = lark_json_type(value);
  if (!type_fits(field->type, seen)) {
    note_type(by, field, seen, at);
    return;
  }
  if (seen == LARK_ARRAY && field->item != NULL)
    look_at_each(by, field->item, value, "[]", at);
  else if (seen == LARK_OBJECT && field->values != NULL)
    look_at_each(by, field->values, value, "{}", at);
  else if (seen == LARK_OBJECT && field->field_count > 0)
    look_at_members(by, field->fields, field->field_count, value, at);
  else if (seen == LARK_STRING || seen == LARK_INTEGER)
    look_at_choice(by, field, value, at);
}

static bool is_known_code(const lark_endpoint *endpoint, int64_t code) {
  if (code == 0 || lark_code_find(code) != NULL) return true;
  for (size_t i = 0; i < endpoint->error_count; i++) {
    if (endpoint->errors[i] == code) return true;
  }
  return false;
}

// ------------------------------------------------------------------ outside

lark_status lark_drift_new(const lark_allocator *allocator, lark_drift **out) {
  static const lark_allocator none = {NULL, NULL};
  if (allocator == NULL) allocator = &none;
  *out = lark_alloc(allocator, sizeof **out);
  if (*out == NULL) return LARK_ENOMEM;
  (*out)->allocator = *allocator;
  return LARK_OK;
}

void lark_drift_free(lark_drift *drift) {
  if (drift == NULL) return;
  lark_allocator allocator = drift->allocator;
  lark_release(&allocator, drift->list, drift->capacity * sizeof *drift->list);
  lark_release(&allocator, drift, sizeof *drift);
}

void lark_drift_look(lark_drift *drift, const lark_endpoint *endpoint,
                     lark_json data) {
  looking by = {drift, endpoint};
  place root = {NULL, ""};
  drift->answers++;
  // Where nothing is described there is nothing to differ from.
  if (endpoint->return_count == 0) return;
  look_at_members(&by, endpoint->returns, endpoint->return_count, data, &root);
}

void lark_drift_look_at_code(lark_drift *drift, const lark_endpoint *endpoint,
                             int64_t code) {
  drift->answers++;
  if (is_known_code(endpoint, code)) return;
  difference found = {
      .endpoint = endpoint, .finding = UNKNOWN_CODE, .field = "code"};
  // The platform's codes have 32 bits; what has more is data.
  if (code == (int32_t)code)
    snprintf(found.seen, sizeof found.seen, "%" PRId64, code);
  else
    snprintf(found.seen, sizeof found.seen, "another integer");
  note(drift, &found);
}

void lark_drift_forget(lark_drift *drift, const lark_endpoint *endpoint) {
  size_t kept = 0;
  for (size_t i = 0; i < drift->count; i++) {
    if (drift->list[i].endpoint != endpoint)
      drift->list[kept++] = drift->list[i];
  }
  drift->count = kept;
}

uint64_t lark_drift_answers(const lark_drift *drift) {
  return drift->answers;
}

bool lark_drift_is_complete(const lark_drift *drift) {
  return !drift->incomplete;
}

bool lark_drift_at(const lark_drift *drift, size_t index,
                   lark_difference *out) {
  if (index >= drift->count) return false;
  const difference *found = &drift->list[index];
  *out = (lark_difference){
      .endpoint = found->endpoint->name,
      .field = found->field,
      .finding = findings[found->finding],
      .documented = found->documented != LARK_ABSENT
                        ? lark_type_name(found->documented)
                        : "",
      .seen = found->seen,
      .count = found->count,
  };
  return true;
}
