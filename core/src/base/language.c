// SPDX-License-Identifier: MIT
#include "language.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "lark.h"

enum { UNKNOWN = -1, ENGLISH, CHINESE, LANGUAGES };

static const char *const names[LANGUAGES] = {"en", "zh"};

static atomic_int chosen = UNKNOWN;

// "zh", "zh-CN" and "zh_CN.UTF-8" are all Chinese.
static int language_of(const char *name) {
  for (int i = 0; i < LANGUAGES; i++) {
    size_t length = strlen(names[i]);
    if (strncmp(name, names[i], length) == 0 &&
        strchr("-_.@", name[length]) != NULL)
      return i;
  }
  return UNKNOWN;
}

static int language(void) {
  int now = atomic_load_explicit(&chosen, memory_order_relaxed);
  if (now != UNKNOWN) return now;
  const char *wanted = getenv("LARK_LANG");
  int found = wanted != NULL ? language_of(wanted) : ENGLISH;
  if (found == UNKNOWN) found = ENGLISH;
  // Another thread may have set one meanwhile.
  return atomic_compare_exchange_strong(&chosen, &now, found) ? found : now;
}

lark_status lark_set_language(const char *name) {
  int found = name != NULL ? language_of(name) : UNKNOWN;
  if (found == UNKNOWN) return LARK_EINVAL;
  atomic_store(&chosen, found);
  return LARK_OK;
}

const char *lark_language(void) {
  return names[language()];
}

static int by_english(const void *wanted, const void *entry) {
  return strcmp(wanted, ((const lark_sentence *)entry)->english);
}

const char *lark_words_in(const lark_sentence *table, size_t count,
                          const char *english) {
  if (language() == ENGLISH) return english;
  const lark_sentence *found =
      bsearch(english, table, count, sizeof *table, by_english);
  return found != NULL ? found->translated : english;
}

const char *lark_words(const char *english) {
  return lark_words_in(lark_words_zh, lark_words_zh_count, english);
}
