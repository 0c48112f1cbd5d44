// SPDX-License-Identifier: MIT
#include "pseudonym.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "birthday.h"
#include "secret.h"

enum { TAG_BYTES = 6, LETTERS = 26 };

// ----------------------------------------------------------------------- tags

static char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? (char)(byte + 'a' - 'A') : byte;
}

// Adds twelve hexadecimal digits that stand for a text.
static void add_tag(const lualark_permute_key key, lualark_personal kind,
                    const char *text, size_t length, lark_text *out) {
  uint8_t mac[LARK_DIGEST_BYTES];
  char tag[2 * TAG_BYTES + 1];
  lark_text whole = {0};
  lark_text_add_char(&whole, (char)kind);
  for (size_t i = 0; i < length; i++)
    lark_text_add_char(&whole,
                       kind == LUALARK_EMAIL ? lower(text[i]) : text[i]);
  out->failed = out->failed || whole.failed;
  lark_digest_mac(key, whole.bytes, whole.length_bytes, mac);
  lark_secret_clear(&whole);
  lark_digest_hex(mac, TAG_BYTES, tag);
  lark_text_add_string(out, tag);
}

// The ending of a file's name, ".pdf"; 0 where it has none that is known: what
// follows a full stop may be a surname.
static size_t ending_bytes(const char *text, size_t length) {
  static const char *const known[] = {
      ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx",
      ".txt", ".rtf", ".html", ".htm", ".jpg",  ".png", ".jpeg",
      ".zip", ".rar", ".csv",  ".mp4", ".md",   ".wps"};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    size_t its = strlen(known[i]);
    if (length > its && strncasecmp(text + length - its, known[i], its) == 0)
      return its;
  }
  return 0;
}

static void add_name(const lualark_permute_key key, const char *text,
                     size_t length, lark_text *out) {
  size_t ending = ending_bytes(text, length);
  lark_text_add_string(out, "Person ");
  add_tag(key, LUALARK_NAME, text, length, out);
  lark_text_add(out, text + length - ending, ending);
}

static void add_email(const lualark_permute_key key, const char *text,
                      size_t length, lark_text *out) {
  add_tag(key, LUALARK_EMAIL, text, length, out);
  lark_text_add_string(out, "@example.com");
}

static void add_other(const lualark_permute_key key, const char *text,
                      size_t length, lark_text *out) {
  lark_text_add_string(out, "text ");
  add_tag(key, LUALARK_OTHER, text, length, out);
}

// --------------------------------------------------------------------- digits

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte) {
  return lower(byte) >= 'a' && lower(byte) <= 'z';
}

// The digits, or the letters, of a text.
typedef struct marks {
  bool (*is)(char byte);
  uint8_t radix;
  uint8_t *values; // with room for all of the text
  size_t count;
} marks;

static uint8_t value_of(char byte) {
  return (uint8_t)(is_digit(byte) ? byte - '0' : lower(byte) - 'a');
}

static char mark_of(char before, uint8_t value) {
  if (is_digit(before)) return (char)('0' + value);
  return (char)((before <= 'Z' ? 'A' : 'a') + value);
}

static void gather(marks *m, const char *text, size_t length) {
  m->count = 0;
  for (size_t i = 0; i < length; i++) {
    if (m->is(text[i])) m->values[m->count++] = value_of(text[i]);
  }
}

static void scatter(const marks *m, char *text, size_t length) {
  size_t next = 0;
  for (size_t i = 0; i < length; i++) {
    if (m->is(text[i])) text[i] = mark_of(text[i], m->values[next++]);
  }
}

// A permutation must not change these.
typedef struct rule {
  bool first_is_not_0; // where it was not
  bool last_is_not_0;  // likewise
  bool is_integer;     // that int64_t holds
} rule;

static bool fits(const uint8_t *values, size_t count) {
  static const char most[] = "9223372036854775807";
  if (count < sizeof most - 1) return true;
  for (size_t i = 0; i < count; i++) {
    if (values[i] + '0' != most[i]) return values[i] + '0' < most[i];
  }
  return true;
}

static bool obeys(const rule *asked, const uint8_t *values, size_t count) {
  if (asked->is_integer && !fits(values, count)) return false;
  return !(asked->first_is_not_0 && values[0] == 0) &&
         !(asked->last_is_not_0 && values[count - 1] == 0);
}

// Permutes the marks of a text in place, which others of the text stay between.
static void permute(const lualark_permute_key key, lualark_personal kind,
                    marks m, rule asked, char *text, size_t length) {
  gather(&m, text, length);
  if (m.count == 0) return;
  asked.first_is_not_0 = asked.first_is_not_0 && m.values[0] != 0;
  asked.last_is_not_0 = asked.last_is_not_0 && m.values[m.count - 1] != 0;
  // The values that it had are on the same circle, so that this ends.
  do
    lualark_permute(key, (uint8_t)kind, m.radix, m.values, m.count);
  while (!obeys(&asked, m.values, m.count));
  scatter(&m, text, length);
}

// How many digits a country code has, as the ITU gives them out.
static size_t country_bytes(const char *digits, size_t length) {
  static const char two[] =
      "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 "
      "49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 "
      "81 82 84 86 90 91 92 93 94 95 98";
  if (length == 0 || digits[0] == '1' || digits[0] == '7') return length > 0;
  if (length == 1) return 1;
  for (const char *at = two; *at != '\0'; at += at[2] == ' ' ? 3 : 2) {
    if (memcmp(at, digits, 2) == 0) return 2;
  }
  return length < 3 ? length : 3;
}

// Where the permuted part of a mobile number begins: behind the country code
// and the first digit, so that it stays a number of that country.
static size_t mobile_head(const char *text, size_t length) {
  size_t at = 0;
  if (length > 0 && text[0] == '+')
    at = 1 + country_bytes(text + 1, length - 1);
  while (at < length && !is_digit(text[at]))
    at++;
  return at + (at < length);
}

static void add_digits(const lualark_permute_key key, lualark_personal kind,
                       rule asked, bool letters_too, const char *text,
                       size_t length, lark_text *out) {
  size_t head = kind == LUALARK_MOBILE ? mobile_head(text, length) : 0;
  char *copy = malloc(2 * length + 1);
  if (copy == NULL) {
    out->failed = true;
    return;
  }
  memcpy(copy, text, length);
  uint8_t *room = (uint8_t *)copy + length;
  permute(key, kind, (marks){is_digit, 10, room, 0}, asked, copy + head,
          length - head);
  if (letters_too)
    permute(key, kind, (marks){is_letter, LETTERS, room, 0}, (rule){0}, copy,
            length);
  lark_text_add(out, copy, length);
  lark_wipe(copy, 2 * length);
  free(copy);
}

static size_t count_of(bool (*is)(char), const char *text, size_t length) {
  size_t count = 0;
  for (size_t i = 0; i < length; i++)
    count += is(text[i]);
  return count;
}

// ---------------------------------------------------------------------- texts

static bool reads_as_integer(const char *text, size_t length, int64_t *value) {
  char copy[24];
  char *end = NULL;
  if (length == 0 || length >= sizeof copy || text[0] == '+' ||
      (text[0] != '-' && !is_digit(text[0])))
    return false;
  memcpy(copy, text, length);
  copy[length] = '\0';
  *value = strtoll(copy, &end, 10);
  return *end == '\0';
}

static void add_birthday(const lualark_permute_key key, const char *text,
                         size_t length, lark_text *out) {
  int64_t moment = 0;
  if (lualark_birthday_text(key, text, length, out)) return;
  if (reads_as_integer(text, length, &moment) && length > 8)
    lark_text_add_integer(out, lualark_birthday_moment(key, moment));
  else
    add_digits(key, LUALARK_BIRTHDAY, (rule){.first_is_not_0 = true}, false,
               text, length, out);
}

void lualark_pseudonym_text(const lualark_permute_key key,
                            lualark_personal kind, const char *text,
                            size_t length, lark_text *out) {
  bool has_digits = count_of(is_digit, text, length) > 1;
  if (length == 0) return;
  switch (kind) {
  case LUALARK_EMAIL: add_email(key, text, length, out); return;
  case LUALARK_NAME: add_name(key, text, length, out); return;
  case LUALARK_MOBILE:
  case LUALARK_IDENTIFICATION:
    if (!has_digits) break;
    add_digits(key, kind, (rule){0}, kind == LUALARK_IDENTIFICATION, text,
               length, out);
    return;
  case LUALARK_SALARY:
    if (count_of(is_digit, text, length) == 0) break;
    add_digits(key, kind, (rule){.first_is_not_0 = true}, false, text, length,
               out);
    return;
  case LUALARK_BIRTHDAY:
    if (!has_digits) break;
    add_birthday(key, text, length, out);
    return;
  default: break;
  }
  add_other(key, text, length, out);
}

// -------------------------------------------------------------------- numbers

// Where the part of a number begins that is permuted: behind its sign, and a 0
// before the point.
static size_t start_of(const char *text, size_t mantissa, bool has_fraction) {
  size_t start = mantissa > 0 && text[0] == '-';
  return start + (has_fraction && text[start] == '0');
}

// Its first digit stays another than 0, or 0, and so does the last one of a
// fraction: it reads back with as many.
static void add_number(const lualark_permute_key key, lualark_personal kind,
                       const char *text, size_t length, lark_text *out) {
  size_t mantissa = strcspn(text, "eE");
  bool has_fraction = memchr(text, '.', mantissa) != NULL;
  size_t start = start_of(text, mantissa, has_fraction);
  rule asked = {.first_is_not_0 = text[start] != '.',
                .last_is_not_0 = has_fraction,
                .is_integer = text[mantissa] == '\0' && !has_fraction};
  lark_text_add(out, text, start);
  // No country code is looked for in a number.
  add_digits(key, kind == LUALARK_MOBILE ? LUALARK_OTHER : kind, asked, false,
             text + start, mantissa - start, out);
  lark_text_add(out, text + mantissa, length - mantissa);
}

void lualark_pseudonym_number(const lualark_permute_key key,
                              lualark_personal kind, lark_json number,
                              lark_text *out) {
  lark_text plain = {0};
  lark_text_add_json(&plain, number);
  size_t length = plain.length_bytes;
  lark_text_add_char(&plain, '\0');
  if (plain.failed)
    out->failed = true;
  else if (kind == LUALARK_EMAIL || kind == LUALARK_NAME ||
           lark_json_number(number) == 0)
    lark_text_add(out, plain.bytes, length);
  else if (kind == LUALARK_BIRTHDAY && lark_json_type(number) == LARK_INTEGER)
    lark_text_add_integer(
        out, lualark_birthday_moment(key, lark_json_integer(number)));
  else
    add_number(key, kind, plain.bytes, length, out);
  lark_secret_clear(&plain);
}
