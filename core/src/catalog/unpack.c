// SPDX-License-Identifier: MIT
#include "unpack.h"

#include <pthread.h>

// Held while something is unpacked. A struct is complete once its flag is set,
// with release; a field is only reached through an endpoint or an event.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

// How many elements of each array are taken; guarded by `lock`.
static struct { size_t fields, lists, strings, choices, labels; } taken;

// Takes `count` elements, and returns the number of the first one.
static size_t take(size_t *counter, size_t count) {
  size_t first = *counter;
  *counter += count;
  return first;
}

static const char *text_at(uint32_t offset) {
  return offset == 0 ? NULL : lark_catalog_text + offset;
}

static void *at(void *into, size_t offset) {
  return (char *)into + offset;
}

static int64_t whole(const uint32_t *halves) {
  return (int64_t)((uint64_t)halves[1] << 32 | halves[0]);
}

// The unpackers of the kinds of members: each reads its words into the struct
// `into`, and returns where the next member's begin.
typedef const uint32_t *
unpack_fn(const uint32_t *words, const lark_catalog_member *member, void *into);

static void set_text(void *into, const lark_catalog_member *member,
                     uint32_t offset) {
  *(const char **)at(into, member->offset) = text_at(offset);
}

static const uint32_t *unpack_string(const uint32_t *words,
                                     const lark_catalog_member *member,
                                     void *into) {
  set_text(into, member, words[0]);
  return words + 1;
}

// Makes `*strings` a list of so many texts, and returns the words behind them.
static const uint32_t *fill_strings(const uint32_t *words, size_t count,
                                    const char *const **strings) {
  const char **list = &lark_unpacked_strings[take(&taken.strings, count)];
  for (size_t i = 0; i < count; i++)
    list[i] = text_at(words[i]);
  *strings = list;
  return words + count;
}

static const uint32_t *unpack_text(const uint32_t *words,
                                   const lark_catalog_member *member,
                                   void *into) {
  set_text(into, member, words[0]);
  if (words[1] == 0) return words + 2;
  return fill_strings(words + 2, lark_catalog_locale_count,
                      at(into, member->beside));
}

static const uint32_t *unpack_flag(const uint32_t *words,
                                   const lark_catalog_member *member,
                                   void *into) {
  *(bool *)at(into, member->offset) = true;
  return words;
}

static const uint32_t *unpack_word(const uint32_t *words,
                                   const lark_catalog_member *member,
                                   void *into) {
  *(unsigned *)at(into, member->offset) = words[0];
  return words + 1;
}

static const uint32_t *unpack_bound(const uint32_t *words,
                                    const lark_catalog_member *member,
                                    void *into) {
  *(int64_t *)at(into, member->offset) = whole(words);
  *(bool *)at(into, member->beside) = true;
  return words + 2;
}

static const uint32_t *fill_choice(const uint32_t *words, lark_choice *choice) {
  choice->string = text_at(words[0]);
  choice->integer = whole(words + 1);
  return words + 3;
}

static const uint32_t *unpack_value(const uint32_t *words,
                                    const lark_catalog_member *member,
                                    void *into) {
  *(bool *)at(into, member->beside) = true;
  return fill_choice(words, at(into, member->offset));
}

static const uint32_t *unpack_strings(const uint32_t *words,
                                      const lark_catalog_member *member,
                                      void *into) {
  *(size_t *)at(into, member->beside) = words[0];
  return fill_strings(words + 1, words[0], at(into, member->offset));
}

static const uint32_t *unpack_integers(const uint32_t *words,
                                       const lark_catalog_member *member,
                                       void *into) {
  *(size_t *)at(into, member->beside) = words[0];
  *(const int32_t **)at(into, member->offset) =
      &lark_catalog_integers[words[1]];
  return words + 2;
}

static const uint32_t *unpack_limits(const uint32_t *words,
                                     const lark_catalog_member *member,
                                     void *into) {
  *(size_t *)at(into, member->beside) = words[0];
  *(const lark_rate **)at(into, member->offset) = &lark_catalog_rates[words[1]];
  return words + 2;
}

static const uint32_t *unpack_enum(const uint32_t *words,
                                   const lark_catalog_member *member,
                                   void *into) {
  uint32_t count = words[0];
  lark_choice *choices = &lark_unpacked_choices[take(&taken.choices, count)];
  bool labelled = words[1] != 0;
  const char *const **labels =
      &lark_unpacked_labels[take(&taken.labels, labelled ? count : 0)];
  words += 2;
  *(size_t *)at(into, member->beside) = count;
  *(const lark_choice **)at(into, member->offset) = choices;
  if (labelled) ((lark_field *)into)->label_in = labels;

  for (uint32_t i = 0; i < count; i++) {
    words = fill_choice(words, &choices[i]);
    choices[i].en = text_at(words[0]);
    choices[i].zh = text_at(words[1]);
    words += 2;
    if (labelled)
      words = fill_strings(words, lark_catalog_locale_count, &labels[i]);
  }
  return words;
}

static const lark_field *field_at(uint32_t number);

static const uint32_t *unpack_item(const uint32_t *words,
                                   const lark_catalog_member *member,
                                   void *into) {
  *(const lark_field **)at(into, member->offset) = field_at(words[0]);
  return words + 1;
}

static const uint32_t *unpack_fields(const uint32_t *words,
                                     const lark_catalog_member *member,
                                     void *into) {
  uint32_t count = words[0];
  const lark_field **list = &lark_unpacked_lists[take(&taken.lists, count)];
  *(size_t *)at(into, member->beside) = count;
  *(const lark_field *const **)at(into, member->offset) = list;
  for (uint32_t i = 0; i < count; i++)
    list[i] = field_at(words[1 + i]);
  return words + 1 + count;
}

static void unpack(uint32_t record, void *into) {
  static unpack_fn *const unpackers[] = {
      [LARK_CATALOG_STRING] = unpack_string,
      [LARK_CATALOG_TEXT] = unpack_text,
      [LARK_CATALOG_FLAG] = unpack_flag,
      [LARK_CATALOG_WORD] = unpack_word,
      [LARK_CATALOG_WORDS] = unpack_word,
      [LARK_CATALOG_BOUND] = unpack_bound,
      [LARK_CATALOG_VALUE] = unpack_value,
      [LARK_CATALOG_STRINGS] = unpack_strings,
      [LARK_CATALOG_INTEGERS] = unpack_integers,
      [LARK_CATALOG_LIMITS] = unpack_limits,
      [LARK_CATALOG_ENUM] = unpack_enum,
      [LARK_CATALOG_ITEM] = unpack_item,
      [LARK_CATALOG_FIELDS] = unpack_fields,
      [LARK_CATALOG_PARAMS] = unpack_fields,
  };
  const uint32_t *words = &lark_catalog_words[record];
  for (uint32_t left = *words++; left > 0; left--) {
    const lark_catalog_member *member = &lark_catalog_members[*words++];
    words = unpackers[member->kind](words, member, into);
  }
}

// Fields nest as deep as the catalog's types, which have an end.
static const lark_field *field_at(uint32_t number) {
  uint16_t *place = &lark_field_places[number];
  if (*place > 0) return &lark_unpacked_fields[*place - 1];
  lark_field *field = &lark_unpacked_fields[take(&taken.fields, 1)];
  *place = (uint16_t)taken.fields;
  unpack(lark_catalog_fields[number], field);
  if (field->name == NULL) field->name = "";
  if (field->doc == NULL) field->doc = "";
  return field;
}

static bool is_complete(const bool *unpacked) {
  return __atomic_load_n(unpacked, __ATOMIC_ACQUIRE);
}

static void set_complete(bool *unpacked) {
  __atomic_store_n(unpacked, true, __ATOMIC_RELEASE);
}

const lark_endpoint *lark_unpack_endpoint(size_t index) {
  lark_endpoint *endpoint = &lark_unpacked_endpoints[index];
  bool *unpacked = &lark_endpoint_unpacked[index];
  if (is_complete(unpacked)) return endpoint;

  pthread_mutex_lock(&lock);
  if (!*unpacked) {
    unpack(lark_catalog_endpoints[index].record, endpoint);
    if (endpoint->url == NULL) endpoint->url = "";
    set_complete(unpacked);
  }
  pthread_mutex_unlock(&lock);
  return endpoint;
}

const lark_code *lark_unpack_code(size_t index) {
  lark_code *code = &lark_unpacked_codes[index];
  bool *unpacked = &lark_code_unpacked[index];
  if (is_complete(unpacked)) return code;

  pthread_mutex_lock(&lock);
  if (!*unpacked) {
    code->first = lark_catalog_codes[index].first;
    code->last = lark_catalog_codes[index].last;
    unpack(lark_catalog_codes[index].record, code);
    set_complete(unpacked);
  }
  pthread_mutex_unlock(&lock);
  return code;
}

const lark_event_type *lark_unpack_event(size_t index) {
  lark_event_type *event = &lark_unpacked_events[index];
  bool *unpacked = &lark_event_unpacked[index];
  if (is_complete(unpacked)) return event;

  pthread_mutex_lock(&lock);
  if (!*unpacked) {
    unpack(lark_catalog_events[index].record, event);
    set_complete(unpacked);
  }
  pthread_mutex_unlock(&lock);
  return event;
}
