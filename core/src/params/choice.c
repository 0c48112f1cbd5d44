// SPDX-License-Identifier: MIT
#include "choice.h"

#include <inttypes.h>
#include <stdio.h>

#include "language.h"
#include "suggest.h"

static bool is_choice(const lark_choice *choice, const lark_param *value) {
  if (choice->string == NULL) return choice->integer == value->value.integer;
  size_t length = value->value.string.length_bytes;
  return strlen(choice->string) == length &&
         memcmp(choice->string, value->value.string.bytes, length) == 0;
}

static int print_choice(const lark_choice *choice, char *room, size_t bytes) {
  if (choice->string != NULL)
    return snprintf(room, bytes, "%s", choice->string);
  return snprintf(room, bytes, "%" PRId64, choice->integer);
}

// "a, b, c", and "a, b, ..." where there is no room for more.
static void list_choices(const lark_field *field, char *room, size_t bytes) {
  enum { ELLIPSIS = sizeof ", ..." };
  size_t length = 0;
  for (size_t i = 0; i < field->choice_count; i++) {
    char word[128];
    size_t more = (size_t)print_choice(&field->choices[i], word, sizeof word);
    if (length + more + 2 + ELLIPSIS > bytes) {
      snprintf(room + length, bytes - length, ", ...");
      return;
    }
    length += (size_t)snprintf(room + length, bytes - length, "%s%s",
                               i > 0 ? ", " : "", word);
  }
}

static void suggest_choice(const lark_field *field, const lark_param *value,
                           lark_failure *failure) {
  char given[64];
  size_t length = value->value.string.length_bytes;
  if (value->type != LARK_STRING || length >= sizeof given) return;
  memcpy(given, value->value.string.bytes, length);
  given[length] = '\0';

  lark_suggestion best = lark_suggest_for(given);
  for (size_t i = 0; i < field->choice_count; i++)
    lark_suggest_try(&best, field->choices[i].string);
  if (best.name != NULL)
    lark_failure_hint(failure, "Did you mean %s?", best.name);
}

lark_status lark_choice_check(const lark_field *field, const lark_param *value,
                              const lark_spot *at, lark_failure *failure) {
  if (field->choice_count == 0) return LARK_OK;
  for (size_t i = 0; i < field->choice_count; i++) {
    if (is_choice(&field->choices[i], value)) return LARK_OK;
  }
  char choices[320];
  char what[400];
  list_choices(field, choices, sizeof choices);
  snprintf(what, sizeof what, lark_words("must be one of %s"), choices);
  lark_spot_refuse(at, failure, what);
  suggest_choice(field, value, failure);
  return LARK_EPARAM;
}
