// SPDX-License-Identifier: MIT
#include "frozen.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

struct lualark_frozen {
  size_t references;
  size_t bytes; // of the whole block
  const lark_allocator *allocator;
  frozen_value root;
};

// ------------------------------------------------------------------- the size

// The first pass counts what a document takes.
typedef struct sizes {
  size_t values, members, text_bytes;
} sizes;

static void measure(lark_json value, sizes *all) {
  size_t length = 0;
  lark_type type = lark_json_type(value);
  if (type == LARK_STRING) {
    lark_json_string(value, &length);
    all->text_bytes += length + 1;
  }
  if (type != LARK_ARRAY && type != LARK_OBJECT) return;
  for (lark_json item = lark_json_first(value);
       lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item)) {
    if (type == LARK_OBJECT) {
      lark_json_key(item, &length);
      all->text_bytes += length + 1;
      all->members++;
    } else {
      all->values++;
    }
    measure(item, all);
  }
}

// ------------------------------------------------------------------- the copy

// The parts of the block that are not used yet.
typedef struct room {
  frozen_value *values;
  frozen_member *members;
  char *text;
} room;

static const char *copy_text(room *left, const char *bytes, size_t length) {
  char *copy = left->text;
  memcpy(copy, bytes, length);
  copy[length] = '\0';
  left->text += length + 1;
  return copy;
}

static int by_key(const frozen_member *a, const char *key, size_t key_bytes) {
  size_t shorter = a->key_bytes < key_bytes ? a->key_bytes : key_bytes;
  int order = memcmp(a->key, key, shorter);
  if (order != 0) return order;
  return a->key_bytes < key_bytes ? -1 : a->key_bytes > key_bytes;
}

// Equal keys stay in the order of the text.
static int compare(const void *a, const void *b) {
  const frozen_member *left = a;
  const frozen_member *right = b;
  int order = by_key(left, right->key, right->key_bytes);
  return order != 0 ? order
                    : (left->key > right->key) - (left->key < right->key);
}

// Keeps the last one of equal keys. Returns how many are left.
static uint32_t drop_duplicates(frozen_member *members, uint32_t count) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    bool again = i + 1 < count && by_key(&members[i], members[i + 1].key,
                                         members[i + 1].key_bytes) == 0;
    if (!again) members[kept++] = members[i];
  }
  return kept;
}

static frozen_value copy(room *left, lark_json value);

static uint32_t count_items(lark_json value) {
  uint32_t count = 0;
  for (lark_json item = lark_json_first(value);
       lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item))
    count++;
  return count;
}

static frozen_value copy_list(room *left, lark_json value) {
  frozen_value made = {.type = FROZEN_LIST, .length = count_items(value)};
  frozen_value *next = left->values;
  made.is.items = next;
  left->values += made.length;
  for (lark_json item = lark_json_first(value);
       lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item))
    *next++ = copy(left, item);
  return made;
}

static frozen_value copy_object(room *left, lark_json value) {
  frozen_value made = {.type = FROZEN_OBJECT, .length = count_items(value)};
  frozen_member *members = left->members;
  frozen_member *next = members;
  left->members += made.length;
  for (lark_json item = lark_json_first(value);
       lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item)) {
    size_t length = 0;
    const char *key = lark_json_key(item, &length);
    next->key = copy_text(left, key, length);
    next->key_bytes = (uint32_t)length;
    next->value = copy(left, item);
    next++;
  }
  qsort(members, made.length, sizeof *members, compare);
  made.length = drop_duplicates(members, made.length);
  made.is.members = members;
  return made;
}

static frozen_value copy(room *left, lark_json value) {
  frozen_value made = {.type = FROZEN_NULL};
  size_t length = 0;
  switch (lark_json_type(value)) {
  case LARK_ARRAY: return copy_list(left, value);
  case LARK_OBJECT: return copy_object(left, value);
  case LARK_BOOLEAN:
    made.type = lark_json_boolean(value) ? FROZEN_TRUE : FROZEN_FALSE;
    break;
  case LARK_INTEGER:
    made.type = FROZEN_INTEGER;
    made.is.integer = lark_json_integer(value);
    break;
  case LARK_NUMBER:
    made.type = FROZEN_NUMBER;
    made.is.number = lark_json_number(value);
    break;
  case LARK_STRING:
    made.type = FROZEN_STRING;
    made.is.text = lark_json_string(value, &length);
    made.is.text = copy_text(left, made.is.text, length);
    made.length = (uint32_t)length;
    break;
  default: break;
  }
  return made;
}

static lualark_frozen *freeze(lark_json root, const lark_allocator *allocator) {
  sizes all = {0};
  measure(root, &all);
  size_t bytes = sizeof(lualark_frozen) + all.values * sizeof(frozen_value) +
                 all.members * sizeof(frozen_member) + all.text_bytes;
  lualark_frozen *made = lark_resize(allocator, NULL, 0, bytes);
  if (made == NULL) return NULL;
  room left = {.values = (frozen_value *)(void *)(made + 1)};
  left.members = (frozen_member *)(void *)(left.values + all.values);
  left.text = (char *)(left.members + all.members);
  *made =
      (lualark_frozen){.references = 1, .bytes = bytes, .allocator = allocator};
  made->root = copy(&left, root);
  return made;
}

// ------------------------------------------------------------------- the rest

lark_status lualark_frozen_read(const char *json,
                                const lark_allocator *allocator,
                                lualark_frozen **out, const char **why) {
  lark_document *document = NULL;
  size_t length = strlen(json);
  *out = NULL;
  *why = "the text is longer than 4 GiB";
  if (length > UINT32_MAX) return LARK_EINVAL;
  lark_status status = lark_document_parse(json, length, &document, why);
  if (status != LARK_OK)
    return status == LARK_ENOMEM ? LARK_ENOMEM : LARK_EINVAL;
  *out = freeze(lark_document_root(document), allocator);
  lark_document_free(document);
  return *out != NULL ? LARK_OK : LARK_ENOMEM;
}

void lualark_frozen_retain(lualark_frozen *frozen) {
  frozen->references++;
}

void lualark_frozen_release(lualark_frozen *frozen) {
  if (--frozen->references == 0)
    lark_release(frozen->allocator, frozen, frozen->bytes);
}

size_t lualark_frozen_bytes(const lualark_frozen *frozen) {
  return frozen->bytes;
}

const frozen_value *lualark_frozen_root(const lualark_frozen *frozen) {
  return &frozen->root;
}

const frozen_value *lualark_frozen_find(const frozen_value *object,
                                        const char *key, size_t key_bytes,
                                        uint32_t *place) {
  uint32_t low = 0;
  uint32_t high = object->length;
  const frozen_value *found = NULL;
  while (low < high && found == NULL) {
    uint32_t middle = low + (high - low) / 2;
    const frozen_member *member = &object->is.members[middle];
    int order = by_key(member, key, key_bytes);
    if (order == 0) found = &member->value;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  if (place != NULL) *place = high;
  return found;
}
