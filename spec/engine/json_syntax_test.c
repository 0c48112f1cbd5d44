// SPDX-License-Identifier: MIT

// The checker of large texts accepts what simdjson accepts for us, whatever the
// pieces, and reads the same numbers.
#include "check.h"
#include "lark.h"
#include "syntax.h"

#include <stdlib.h>

static uint64_t state = 88172645463325252U;

static uint32_t below(uint32_t most) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 11) % most;
}

static const char *by_pieces(const char *text, size_t length, size_t piece) {
  lualark_syntax s;
  lualark_syntax_begin(&s, text, length);
  while (!lualark_syntax_go_on(&s, piece)) {
  }
  lualark_syntax_clear(&s);
  CHECK(!s.starved);
  return s.why;
}

static bool is_json(const char *text, size_t length) {
  lark_document *document = NULL;
  bool is = lark_document_parse(text, length, &document, NULL) == LARK_OK;
  lark_document_free(document);
  return is;
}

// In a block of its own, so that a sanitizer sees reads beyond its end.
static void compare(const char *given, size_t length) {
  static const size_t pieces[] = {1, 3, 64, SIZE_MAX};
  char *text = malloc(length + 1);
  memcpy(text, given, length);
  text[length] = '\0';
  bool theirs = is_json(text, length);
  for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
    const char *why = by_pieces(text, length, pieces[i]);
    if ((why == NULL) != theirs)
      fprintf(stderr, "%.300s: %s, pieces of %zu\n", text, why, pieces[i]);
    CHECK((why == NULL) == theirs);
  }
  free(text);
}

static const char *const seeds[] = {
    "",
    " ",
    "1",
    "-",
    "-0",
    "0",
    "00",
    "01",
    "1.",
    "1.5",
    ".5",
    "1e5",
    "1E+5",
    "1e",
    "1e+",
    "1e308",
    "1.7976931348623157e308",
    "1.7976931348623159e308",
    "1e309",
    "-1e309",
    "17976931348623157000e289",
    "0e999",
    "0.0e999999999999",
    "1e-400",
    "1e99999999999999999999",
    "1e-99999999999999999999",
    "0.00000000000000000000000000001e330",
    "123456789012345678e291",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "1000000000000000000000.5",
    "nul",
    "null",
    "nullx",
    "true",
    "false",
    "tru",
    "[null1]",
    "[truefalse]",
    "\"a",
    "\"\\u12\"",
    "\"\\ud800\"",
    "\"\\ud800\\u0041\"",
    "\"\\udc00\"",
    "\"\\ud83d\\ude00\"",
    "\"\\u0000\"",
    "\"\\x\"",
    "\"a\tb\"",
    "\"\x7f\"",
    "[1,2,]",
    "[,]",
    "[1 2]",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{1:2}",
    "{\"a\" : [ ] , \"b\":{ }}",
    "[[[[]]]]",
    "]",
    "}",
    "[}",
    "{]",
    "[1]]",
    "{\"a\":[1,-2.5,\"q\\\"\\\\\\n\\u0001\",null,true,{}],\"\xe5\xbc\xa0\":[],"
    "\"i\":9007199254740993, \"text of some length\": \"\xf0\x9f\x98\x80 and "
    "some more of it, to pass a few words\" } ",
    "\"\xff\"",
    "\"\xe5\xbc\"",
    "\"\xed\xa0\x80\"",
    "\xc3\xa9",
    "[1]\x01",
    "[\"a\",\"bb\",\"ccc\",\"dddd\",\"eeeee\",\"ffffff\",\"ggggggg\"]"};

enum { SEEDS = sizeof seeds / sizeof seeds[0] };

static void seeds_are_judged_alike(void) {
  for (size_t i = 0; i < SEEDS; i++)
    compare(seeds[i], strlen(seeds[i]));
  compare("[\"a\0b\"]", 7);
  compare("[1]\0", 4);
}

static void changed_texts_are_judged_alike(void) {
  static const char bytes[] = "{}[]\",:\\ \n\t019.-+eEutfn\x01\xe5\xbc\xa0\xff";
  char text[1024];
  for (int i = 0; i < 60000; i++) {
    const char *seed = seeds[below(SEEDS)];
    size_t length = strlen(seed);
    memcpy(text, seed, length + 1);
    for (uint32_t changes = 1 + below(3); changes > 0 && length > 0;
         changes--) {
      size_t at = below((uint32_t)length);
      switch (below(3)) {
      case 0: text[at] = bytes[below(sizeof bytes - 1)]; break;
      case 1:
        memmove(text + at, text + at + 1, length - at);
        length--;
        break;
      default:
        memmove(text + at + 1, text + at, length - at + 1);
        text[at] = bytes[below(sizeof bytes - 1)];
        length++;
      }
    }
    compare(text, length);
  }
}

static void depth_is_judged_alike(void) {
  enum { AROUND = 1024, MARGIN = 3 };
  for (size_t depth = AROUND - MARGIN; depth <= AROUND + MARGIN; depth++) {
    for (int kind = 0; kind < 2; kind++) {
      char text[AROUND * 8];
      size_t length = 0;
      for (size_t i = 0; i < depth; i++)
        length += (size_t)sprintf(text + length, kind ? "{\"a\":" : "[");
      if (kind) text[length++] = '1';
      for (size_t i = 0; i < depth; i++)
        text[length++] = kind ? '}' : ']';
      compare(text, length);
    }
  }
}

// The same double or integer.
static void compare_number(const char *text) {
  lark_document *document = NULL;
  const char *end = NULL;
  lualark_syntax_number ours;
  bool starved = false;
  if (lark_document_parse(text, strlen(text), &document, NULL) != LARK_OK)
    return;
  lark_json theirs = lark_document_root(document);
  bool read = lualark_syntax_number_at(text, &end, &ours, &starved);
  CHECK(read && *end == '\0');
  bool same = ours.is_integer ? lark_json_type(theirs) == LARK_INTEGER &&
                                    lark_json_integer(theirs) == ours.integer
                              : lark_json_type(theirs) == LARK_NUMBER;
  double number = lark_json_number(theirs);
  if (!ours.is_integer)
    same = same && memcmp(&number, &ours.number, sizeof number) == 0;
  if (!same) fprintf(stderr, "%s is read otherwise\n", text);
  CHECK(same);
  lark_document_free(document);
}

static void numbers_are_the_same(void) {
  for (size_t i = 0; i < SEEDS; i++)
    if (seeds[i][0] == '-' || (seeds[i][0] >= '0' && seeds[i][0] <= '9'))
      compare_number(seeds[i]);
  for (int i = 0; i < 60000; i++) {
    char text[128];
    int length = sprintf(text, "%s%u", below(2) ? "-" : "", below(100000));
    if (below(2))
      length +=
          sprintf(text + length, "%u%09u", 1 + below(9), below(1000000000));
    if (below(2)) length += sprintf(text + length, ".%u", below(1000000));
    if (below(3) == 0)
      length += sprintf(text + length, "%09u%09u", below(1000000000),
                        below(1000000000));
    if (below(2)) sprintf(text + length, "e%d", (int)below(660) - 330);
    compare_number(text);
  }
}

static void members_of_large_containers_are_counted(void) {
  enum { MANY = 600 };
  char text[MANY * 16];
  lualark_syntax s;
  uint32_t count = 0;
  size_t length = (size_t)sprintf(text, " [{\"few\":1},[");
  for (int i = 0; i < MANY; i++)
    length += (size_t)sprintf(text + length, "%s%d", i > 0 ? "," : "", i);
  sprintf(text + length, "]");
  strcat(text, "]");
  lualark_syntax_begin(&s, text, strlen(text));
  CHECK(lualark_syntax_go_on(&s, SIZE_MAX) && s.why == NULL);
  CHECK(s.large_count == 1 && s.large[0].count == MANY);
  CHECK(text[s.large[0].at] == '[' && s.large[0].at > 1);
  lualark_syntax_clear(&s);
  CHECK(lualark_syntax_check(text, NULL, &count) == LARK_OK && count == 2);
  CHECK(lualark_syntax_check("{\"a\":1}", NULL, &count) == LARK_OK &&
        count == UINT32_MAX);
}

int main(void) {
  seeds_are_judged_alike();
  changed_texts_are_judged_alike();
  depth_is_judged_alike();
  numbers_are_the_same();
  members_of_large_containers_are_counted();
  return check_failures();
}
