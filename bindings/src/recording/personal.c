// SPDX-License-Identifier: MIT
#include "personal.h"

#include <string.h>

static const char *const kinds[] = {
    [LUALARK_EMAIL] = "email",
    [LUALARK_MOBILE] = "mobile",
    [LUALARK_IDENTIFICATION] = "identification",
    [LUALARK_BIRTHDAY] = "birthday",
    [LUALARK_SALARY] = "salary",
    [LUALARK_NAME] = "name",
};

// Parts of names of members, and the kind of those. What the catalog lacks is
// found, too.
static const struct part {
  const char *text;
  lualark_personal kind;
} parts[] = {
    {"email", LUALARK_EMAIL},
    {"mobile", LUALARK_MOBILE},
    {"phone", LUALARK_MOBILE},
    {"identification", LUALARK_IDENTIFICATION},
    {"identity_number", LUALARK_IDENTIFICATION},
    {"id_card", LUALARK_IDENTIFICATION},
    {"id_number", LUALARK_IDENTIFICATION},
    {"passport_number", LUALARK_IDENTIFICATION},
    {"birth", LUALARK_BIRTHDAY},
    {"salary", LUALARK_SALARY},
};

// Names of people wherever they stand. Files are named after people, too.
static const char *const persons_names[] = {
    "first_name", "last_name",    "full_name",      "real_name",
    "nickname",   "nick_name",    "username",       "user_name",
    "file_name",  "display_name", "contactor_name", "pinyin",
};

static const char *const names[] = {"name", "en_name", "zh_name", "i18n_name"};

// These have a name and are no person: the last word of a member's name,
// without the endings below.
static const char *const things[] = {
    "ability",      "address",     "agency",         "app",
    "assessment",   "body",        "category",       "channel",
    "check",        "children",    "city",           "conf",
    "country",      "currency",    "data",           "department",
    "detail",       "dimension",   "district",       "entity",
    "exam",         "field",       "folder",         "form",
    "function",     "highlight",   "item",           "job",
    "label",        "level",       "light",          "location",
    "major",        "module",      "nationality",    "object",
    "option",       "package",     "paper",          "permission",
    "pool",         "process",     "province",       "reason",
    "registration", "requirement", "role",           "round",
    "schema",       "score",       "sequence",       "source",
    "stage",        "state",       "storefront",     "subject",
    "table",        "tag",         "template",       "type",
    "zone",         "post",        "publish_record",
};

static const char *const endings[] = {"_v2", "_list", "_ref", "_info"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool is_one_of(const char *text, size_t length, const char *const *list,
                      size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (strlen(list[i]) == length && memcmp(list[i], text, length) == 0)
      return true;
  }
  return false;
}

static bool ends_with(const char *text, size_t length, const char *ending) {
  size_t its = strlen(ending);
  return length >= its && memcmp(text + length - its, ending, its) == 0;
}

// -------------------------------------------------------------------- the list

static bool is_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_';
}

bool lualark_personal_is_list(const char *list) {
  size_t length = 0; // of the word so far
  for (; *list != '\0'; list++) {
    if (*list == ',' && length == 0) return false;
    if (*list != ',' && !is_word(*list)) return false;
    length = *list == ',' ? 0 : length + 1;
  }
  return length > 0;
}

static bool lists(const lualark_personal_fields *fields, const char *word) {
  const char *at = fields->list;
  size_t length = strlen(word);
  while (*at != '\0') {
    size_t its = strcspn(at, ",");
    if (its == length && memcmp(at, word, length) == 0) return true;
    at += its + (at[its] == ',');
  }
  return false;
}

// ------------------------------------------------------------------- a member

// Whether a name inside this member is that of a thing.
static bool is_thing(const char *parent) {
  size_t length = strlen(parent);
  for (size_t i = 0; i < COUNT(endings); i++) {
    if (ends_with(parent, length, endings[i])) length -= strlen(endings[i]);
  }
  size_t start = length;
  while (start > 0 && parent[start - 1] != '_')
    start--;
  if (start == length) return false;
  const char *last = parent + start;
  length -= start;
  if (is_one_of(last, length, things, COUNT(things))) return true;
  return last[length - 1] == 's' &&
         is_one_of(last, length - 1, things, COUNT(things));
}

static bool is_persons_name(const char *parent, const char *key) {
  size_t length = strlen(key);
  if (is_one_of(key, length, names, COUNT(names))) return !is_thing(parent);
  return is_one_of(key, length, persons_names, COUNT(persons_names)) ||
         ends_with(key, length, "_user_name");
}

bool lualark_personal_stays(const char *key) {
  static const char *const stays[] = {"id", "type", "code", "currency"};
  static const char *const last[] = {"_id", "_type", "_code", "_status"};
  size_t length = strlen(key);
  if (is_one_of(key, length, stays, COUNT(stays))) return true;
  for (size_t i = 0; i < COUNT(last); i++) {
    if (ends_with(key, length, last[i])) return true;
  }
  return false;
}

// A job's pay is no personal data.
static bool is_of_a_job(const char *key) {
  return strcmp(key, "min_salary") == 0 || strcmp(key, "max_salary") == 0;
}

static lualark_personal kind_of(const char *parent, const char *key) {
  if (is_persons_name(parent, key)) return LUALARK_NAME;
  if (lualark_personal_stays(key) || is_of_a_job(key))
    return LUALARK_IMPERSONAL;
  for (size_t i = 0; i < COUNT(parts); i++) {
    if (strstr(key, parts[i].text) != NULL) return parts[i].kind;
  }
  return LUALARK_IMPERSONAL;
}

lualark_personal lualark_personal_kind(const lualark_personal_fields *fields,
                                       const char *parent, const char *key) {
  lualark_personal kind = kind_of(parent, key);
  if (kind != LUALARK_IMPERSONAL &&
      (lists(fields, "default") || lists(fields, kinds[kind])))
    return kind;
  // The name of a kind means that kind, and no more.
  if (!lists(fields, key) ||
      is_one_of(key, strlen(key), kinds + 1, COUNT(kinds) - 1))
    return LUALARK_IMPERSONAL;
  return kind != LUALARK_IMPERSONAL ? kind : LUALARK_OTHER;
}
