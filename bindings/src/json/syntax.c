// SPDX-License-Identifier: MIT
#include "syntax.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// The parts that may stand at the next place that is no blank.
typedef enum expects {
  VALUE,
  FIRST_ITEM, // or the end of the array
  FIRST_KEY,  // or the end of the object
  KEY,
  COLON,
  COMMA, // or the end of the container
  END
} expects;

static const char not_json[] = "it is not JSON";
static const char wrong_escape[] = "a string has a wrong escape";
static const char control[] = "a string has a control character";
static const char wrong_number[] =
    "it has a number that is malformed or out of range";

static bool fail(lualark_syntax *s, const char *why) {
  s->why = why;
  return false;
}

// ------------------------------------------------------------------- strings

// Whether a byte of the word may be one that a string does not simply go on
// with: true for each such word, and hardly for another.
static bool has_special(uint64_t word) {
  const uint64_t ones = UINT64_MAX / 255;
  uint64_t quote = word ^ ones * '"';
  uint64_t slash = word ^ ones * '\\';
  uint64_t found = ((quote - ones) & ~quote) | ((slash - ones) & ~slash) |
                   ((word - ones * 0x20) & ~word);
  return (found & ones * 0x80) != 0;
}

static bool is_special(char byte) {
  return byte == '"' || byte == '\\' || (unsigned char)byte < 0x20;
}

size_t lualark_syntax_plain(const char *text, const char *end) {
  const char *at = text;
  for (uint64_t word = 0; (size_t)(end - at) >= sizeof word;
       at += sizeof word) {
    memcpy(&word, at, sizeof word);
    if (has_special(word)) break;
  }
  while (at < end && !is_special(*at))
    at++;
  return (size_t)(at - text);
}

int lualark_syntax_hex(const char *text) {
  int value = 0;
  for (int i = 0; i < 4; i++) {
    char c = text[i];
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// The length of the escape at `at`, with the second half of a pair of
// surrogates; 0 if it is none.
static size_t escape_at(const char *at) {
  enum { SHORT = 2, LONG = 6 };
  if (at[1] != 'u')
    return at[1] != '\0' && strchr("\"\\/bfnrt", at[1]) ? SHORT : 0;
  int first = lualark_syntax_hex(at + 2);
  if (first < 0) return 0;
  if (first < 0xd800 || first > 0xdfff) return LONG;
  if (first > 0xdbff || at[LONG] != '\\' || at[LONG + 1] != 'u') return 0;
  int second = lualark_syntax_hex(at + LONG + 2);
  return second >= 0xdc00 && second <= 0xdfff ? 2 * (size_t)LONG : 0;
}

// Goes on inside a string, at most to `stop`. False where it is wrong.
static bool skip_string(lualark_syntax *s, size_t stop) {
  const char *end = s->text + stop;
  while (s->at < stop) {
    s->at += lualark_syntax_plain(s->text + s->at, end);
    if (s->at >= stop) break; // it goes on
    char byte = s->text[s->at];
    if (byte == '"') {
      s->at++;
      s->in_string = false;
      return true;
    }
    if (byte != '\\') return fail(s, control);
    size_t bytes = escape_at(s->text + s->at);
    if (bytes == 0) return fail(s, wrong_escape);
    s->at += bytes;
  }
  return true;
}

// ------------------------------------------------------------------- numbers

// A number as it is written.
typedef struct digits {
  bool negative, is_integer;
  uint64_t first;         // the value of the first 19 digits that are not zero
  int64_t exponent;       // of ten, for these
  int64_t magnitude;      // the exponent of the first digit that is not zero
  bool is_zero, is_exact; // `first` has all digits
} digits;

enum { MOST_DIGITS = 19, LARGEST_EXPONENT = 100000 };

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes one digit; `places` is how many stand before the point, this one
// included, or minus those after it.
static void take_digit(digits *d, char c, int *taken, bool is_fraction) {
  if (d->is_zero && c == '0') {
    if (is_fraction) d->exponent--;
    return;
  }
  d->is_zero = false;
  if (*taken < MOST_DIGITS) {
    d->first = d->first * 10 + (uint64_t)(c - '0');
    ++*taken;
    if (is_fraction) d->exponent--;
    return;
  }
  if (c != '0') d->is_exact = false;
  if (!is_fraction) d->exponent++;
}

static bool read_exponent(const char **at, digits *d) {
  const char *p = *at + 1;
  bool negative = *p == '-';
  int64_t value = 0;
  if (*p == '-' || *p == '+') p++;
  if (!is_digit(*p)) return false;
  for (; is_digit(*p); p++)
    if (value < LARGEST_EXPONENT) value = value * 10 + (*p - '0');
  d->exponent += negative ? -value : value;
  *at = p;
  return true;
}

// Reads the number at `*at`, and moves behind it. False where it is none.
static bool read_digits(const char **at, digits *d) {
  const char *p = *at;
  int taken = 0;
  *d = (digits){.is_integer = true, .is_zero = true, .is_exact = true};
  if (*p == '-') {
    d->negative = true;
    p++;
  }
  if (!is_digit(*p) || (*p == '0' && is_digit(p[1]))) return false;
  for (; is_digit(*p); p++)
    take_digit(d, *p, &taken, false);
  if (*p == '.') {
    d->is_integer = false;
    if (!is_digit(*++p)) return false;
    for (; is_digit(*p); p++)
      take_digit(d, *p, &taken, true);
  }
  if (*p == 'e' || *p == 'E') {
    d->is_integer = false;
    if (!read_exponent(&p, d)) return false;
  }
  d->magnitude = d->exponent + taken - 1;
  *at = p;
  return true;
}

// Reads a short integer, as most numbers are, and moves behind it. False where
// the number is something else.
static bool read_short(const char **at, int64_t *out) {
  enum { MOST = 18 };
  const char *p = *at;
  bool negative = *p == '-';
  int64_t value = 0;
  if (negative) p++;
  const char *first = p;
  for (; is_digit(*p) && p - first < MOST; p++)
    value = value * 10 + (*p - '0');
  if (p == first || is_digit(*p) || *p == '.' || *p == 'e' || *p == 'E')
    return false;
  if (*first == '0' && (p - first > 1 || negative)) return false;
  *out = negative ? -value : value;
  *at = p;
  return true;
}

// Whether an integer fits, and which it is. 19 digits fit into 64 bits.
static bool integer_of(const digits *d, int64_t *out) {
  const uint64_t least = (uint64_t)INT64_MAX + 1;
  if (d->exponent > 0 || d->first > least ||
      (d->first == least && !d->negative))
    return false;
  *out = d->negative ? (int64_t)(0 - d->first) : (int64_t)d->first;
  return true;
}

// Where both parts are exact as doubles their product is the nearest double.
static bool simple_double(const digits *d, double *out) {
  static const double powers[] = {
      1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  enum { MOST = sizeof powers / sizeof powers[0] - 1 };
  const uint64_t most_exact = (uint64_t)1 << 53;
  if (!d->is_exact || d->first > most_exact || d->exponent > MOST ||
      d->exponent < -MOST)
    return false;
  double first = (double)d->first;
  double value = d->exponent < 0 ? first / powers[-d->exponent]
                                 : first * powers[d->exponent];
  *out = d->negative ? -value : value;
  return true;
}

// The other numbers are simdjson's. False where it refuses.
static bool hard_double(const char *text, size_t bytes, double *out,
                        bool *starved) {
  lark_document *document = NULL;
  lark_status status = lark_document_parse(text, bytes, &document, NULL);
  if (status == LARK_OK) *out = lark_json_number(lark_document_root(document));
  lark_document_free(document);
  *starved = status == LARK_ENOMEM;
  return status == LARK_OK;
}

enum { LARGEST_MAGNITUDE = 308, LEAST_MAGNITUDE = -326 };

bool lualark_syntax_number_at(const char *text, const char **end,
                              lualark_syntax_number *out, bool *starved) {
  digits d;
  const char *at = text;
  *starved = false;
  if (read_short(&at, &out->integer)) {
    out->is_integer = true;
    *end = at;
    return true;
  }
  if (!read_digits(&at, &d)) return false;
  *end = at;
  out->is_integer = d.is_integer && !(d.is_zero && d.negative);
  if (out->is_integer) return integer_of(&d, &out->integer);
  if (d.is_zero || d.magnitude < LEAST_MAGNITUDE) {
    out->number = d.negative ? -0.0 : 0.0;
    return true;
  }
  if (d.magnitude > LARGEST_MAGNITUDE) return false;
  if (simple_double(&d, &out->number)) return true;
  return hard_double(text, (size_t)(at - text), &out->number, starved);
}

static bool skip_number(lualark_syntax *s) {
  digits d;
  const char *at = s->text + s->at;
  double ignored = 0;
  int64_t integer = 0;
  if (read_short(&at, &integer)) {
    s->at = (size_t)(at - s->text);
    return true;
  }
  if (!read_digits(&at, &d)) return fail(s, wrong_number);
  bool fits = d.is_integer ? integer_of(&d, &integer)
                           : d.is_zero || d.magnitude < LARGEST_MAGNITUDE;
  if (!fits && !d.is_integer && d.magnitude == LARGEST_MAGNITUDE)
    fits = hard_double(s->text + s->at, (size_t)(at - s->text) - s->at,
                       &ignored, &s->starved);
  if (!fits) return fail(s, wrong_number);
  s->at = (size_t)(at - s->text);
  return true;
}

// ---------------------------------------------------------------- containers

static bool is_object(const lualark_syntax *s) {
  uint32_t level = s->depth - 1;
  return (s->objects[level / 64] >> level % 64 & 1) != 0;
}

// simdjson does not count the level of an empty container.
static bool is_empty(const lualark_syntax *s, bool object) {
  const char *next = s->text + s->at + 1;
  while (lualark_syntax_is_blank(*next))
    next++;
  return *next == (object ? '}' : ']');
}

static bool open_container(lualark_syntax *s, bool object) {
  uint32_t level = s->depth;
  uint64_t bit = (uint64_t)1 << level % 64;
  if (level + 1 >= LUALARK_SYNTAX_DEEPEST &&
      (level >= LUALARK_SYNTAX_DEEPEST || !is_empty(s, object)))
    return fail(s, "it is nested too deep");
  if (object)
    s->objects[level / 64] |= bit;
  else
    s->objects[level / 64] &= ~bit;
  s->levels[level] = (lualark_syntax_level){.at = s->at};
  s->depth++;
  s->at++;
  s->expects = object ? FIRST_KEY : FIRST_ITEM;
  return true;
}

// Where memory lacks, a container is not in the table, and its Lua table grows
// step by step.
static void note_large(lualark_syntax *s, lualark_syntax_level *level) {
  enum { FIRST_ROOM = 16 };
  if (s->large_count == s->large_room) {
    uint32_t room = s->large_room > 0 ? s->large_room * 2 : FIRST_ROOM;
    lualark_syntax_large *more = realloc(s->large, room * sizeof *more);
    if (more == NULL) return;
    s->large = more;
    s->large_room = room;
  }
  s->large[s->large_count] = (lualark_syntax_large){.at = level->at};
  level->large = ++s->large_count;
}

static void close_container(lualark_syntax *s) {
  const lualark_syntax_level *level = &s->levels[--s->depth];
  if (level->large > 0) s->large[level->large - 1].count = level->count;
  s->root_count = level->count;
  s->at++;
  s->expects = s->depth > 0 ? COMMA : END;
}

static void count_member(lualark_syntax *s) {
  if (s->depth == 0) return;
  lualark_syntax_level *level = &s->levels[s->depth - 1];
  if (++level->count == LUALARK_SYNTAX_LARGE) note_large(s, level);
}

// -------------------------------------------------------------------- values

static bool skip_word(lualark_syntax *s, const char *word) {
  size_t bytes = strlen(word);
  if (strncmp(s->text + s->at, word, bytes) != 0) return fail(s, not_json);
  s->at += bytes;
  return true;
}

static bool skip_value(lualark_syntax *s, size_t stop) {
  count_member(s);
  s->expects = s->depth > 0 ? COMMA : END;
  switch (s->text[s->at]) {
  case '{': return open_container(s, true);
  case '[': return open_container(s, false);
  case '"':
    s->at++;
    s->in_string = true;
    return skip_string(s, stop);
  case 't': return skip_word(s, "true");
  case 'f': return skip_word(s, "false");
  case 'n': return skip_word(s, "null");
  default:
    if (s->text[s->at] != '-' && !is_digit(s->text[s->at]))
      return fail(s, not_json);
    return skip_number(s);
  }
}

static bool skip_key(lualark_syntax *s, size_t stop) {
  if (s->text[s->at] != '"') return fail(s, not_json);
  s->at++;
  s->in_string = true;
  s->expects = COLON;
  return skip_string(s, stop);
}

static bool skip_comma(lualark_syntax *s) {
  char byte = s->text[s->at];
  if (byte == (is_object(s) ? '}' : ']')) {
    close_container(s);
    return true;
  }
  if (byte != ',') return fail(s, not_json);
  s->at++;
  s->expects = is_object(s) ? KEY : VALUE;
  return true;
}

static bool skip_colon(lualark_syntax *s) {
  if (s->text[s->at] != ':') return fail(s, not_json);
  s->at++;
  s->expects = VALUE;
  return true;
}

// Goes past what stands at `at`, which is no blank. False where it is wrong.
static bool skip_token(lualark_syntax *s, size_t stop) {
  char byte = s->text[s->at];
  switch ((expects)s->expects) {
  case FIRST_ITEM:
  case FIRST_KEY:
    if (byte == (s->expects == FIRST_KEY ? '}' : ']')) {
      close_container(s);
      return true;
    }
    return s->expects == FIRST_KEY ? skip_key(s, stop) : skip_value(s, stop);
  case VALUE: return skip_value(s, stop);
  case KEY: return skip_key(s, stop);
  case COLON: return skip_colon(s);
  case COMMA: return skip_comma(s);
  default: return fail(s, not_json);
  }
}

// ----------------------------------------------------------------- all of it

// Up to where the text ends between two characters, at `bytes` or before.
static size_t between_characters(const lualark_syntax *s, size_t bytes) {
  enum { LONGEST = 3 };
  if (bytes >= s->length) return s->length;
  size_t end = bytes;
  while (end > s->utf8 && bytes - end < LONGEST &&
         ((unsigned char)s->text[end] & 0xc0) == 0x80)
    end--;
  return end;
}

// Looks at a piece ahead, since that is fast.
static bool is_utf8(lualark_syntax *s, size_t stop) {
  enum { PIECE = 4096 };
  if (s->utf8 >= stop || s->utf8 >= s->length) return true;
  size_t end = between_characters(s, stop + PIECE);
  if (!lark_utf8_valid(s->text + s->utf8, end - s->utf8))
    return fail(s, "it is not UTF-8");
  s->utf8 = end;
  return true;
}

void lualark_syntax_begin(lualark_syntax *s, const char *text, size_t length) {
  // The levels are written before they are read.
  memset(s, 0, offsetof(lualark_syntax, levels));
  s->text = text;
  s->length = length;
  s->root_count = UINT32_MAX;
  s->expects = VALUE;
}

static int by_place(const void *a, const void *b) {
  size_t left = ((const lualark_syntax_large *)a)->at;
  size_t right = ((const lualark_syntax_large *)b)->at;
  return (left > right) - (left < right);
}

static bool finish(lualark_syntax *s) {
  if (s->expects == VALUE && s->depth == 0)
    s->why = "it is empty";
  else if (s->in_string)
    s->why = "a string does not end";
  else if (s->expects != END)
    s->why = not_json;
  else if (s->large_count > 1)
    qsort(s->large, s->large_count, sizeof *s->large, by_place);
  return true;
}

bool lualark_syntax_go_on(lualark_syntax *s, size_t bytes) {
  size_t stop = bytes < s->length - s->at ? s->at + bytes : s->length;
  if (!is_utf8(s, stop)) return true;
  if (s->in_string && !skip_string(s, stop)) return true;
  while (s->at < stop) {
    if (lualark_syntax_is_blank(s->text[s->at]))
      s->at++;
    else if (!skip_token(s, stop))
      return true;
  }
  // A string does not end the piece that it begins in.
  return s->at >= s->length ? finish(s) : false;
}

void lualark_syntax_clear(lualark_syntax *s) {
  free(s->large);
  s->large = NULL;
  s->large_count = s->large_room = 0;
}

lark_status lualark_syntax_check(const char *text, const char **why,
                                 uint32_t *count) {
  lualark_syntax s;
  lualark_syntax_begin(&s, text, strlen(text));
  lualark_syntax_go_on(&s, SIZE_MAX);
  const char *first = text;
  while (lualark_syntax_is_blank(*first))
    first++;
  if (count != NULL) *count = *first == '[' ? s.root_count : UINT32_MAX;
  if (why != NULL) *why = s.why;
  lualark_syntax_clear(&s);
  if (s.starved) return LARK_ENOMEM;
  return s.why == NULL ? LARK_OK : LARK_EDECODE;
}
