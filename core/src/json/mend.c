// SPDX-License-Identifier: MIT

// A slow reader for the few texts that simdjson refuses. It tells odd values,
// which can be written in another way, from texts that are no JSON.
#include "mend.h"

#include <stdio.h>
#include <string.h>

#include "language.h"

enum { DEEPEST = 1024 }; // as simdjson

// A container that is open, and the place within it.
typedef struct level {
  const char *key; // of the member, as it is written; NULL in an array
  size_t key_bytes;
  size_t index;
} level;

typedef struct reader {
  const char *at, *end;
  const char *copied; // up to here the text is copied
  lark_text *mended;  // NULL: it only looks
  lark_oddities *found;
  bool is_deep; // more than can be read
  size_t depth;
  level levels[DEEPEST];
} reader;

// ---------------------------------------------------------------------- places

static void add(char *room, size_t room_bytes, const char *text,
                size_t length) {
  size_t used = strlen(room);
  for (size_t i = 0; i < length && used + 1 < room_bytes; i++) {
    unsigned char byte = (unsigned char)text[i];
    room[used++] = byte > ' ' && byte < 0x7f ? text[i] : '?';
  }
  room[used] = '\0';
}

// Writes where the reader is, such as "data.items[3].name".
static void write_place(const reader *r, char *room, size_t room_bytes) {
  room[0] = '\0';
  for (size_t i = 0; i < r->depth; i++) {
    const level *in = &r->levels[i];
    char index[24];
    if (in->key != NULL) {
      if (i > 0 && in->key_bytes > 0) add(room, room_bytes, ".", 1);
      add(room, room_bytes, in->key, in->key_bytes);
    } else {
      snprintf(index, sizeof index, "[%zu]", in->index);
      add(room, room_bytes, index, strlen(index));
    }
  }
}

static void note_place(lark_oddities *found, const char *place) {
  size_t used = strlen(found->places);
  size_t bytes = strlen(place) + 2;
  if (place[0] == '\0' || used + bytes >= sizeof found->places) return;
  snprintf(found->places + used, sizeof found->places - used, "%s%s",
           used > 0 ? ", " : "", place);
}

// Notes that the value here is odd. A value may be so in several ways; the
// first counts.
static void note(reader *r, bool *noted, const char *what) {
  if (*noted) return;
  *noted = true;
  char place[sizeof r->found->place];
  write_place(r, place, sizeof place);
  if (r->found->count++ == 0) {
    memcpy(r->found->place, place, sizeof place);
    r->found->what = what;
  }
  note_place(r->found, place);
}

// --------------------------------------------------------------------- copying

// Copies what was read since the last time, without its last `less` bytes.
static void copy(reader *r, size_t less) {
  if (r->mended != NULL)
    lark_text_add(r->mended, r->copied, (size_t)(r->at - r->copied) - less);
  r->copied = r->at;
}

// Writes `text` in place of the `bytes` that were read last.
static void replace(reader *r, size_t bytes, const char *text) {
  copy(r, bytes);
  if (r->mended != NULL) lark_text_add_string(r->mended, text);
}

// --------------------------------------------------------------------- strings

static const char replacement[] = "\xEF\xBF\xBD"; // U+FFFD

// The bytes of the character of UTF-8 that begins here; 0 where there is none,
// and `*damaged` says how many bytes go together then.
static size_t character_bytes(const char *text, size_t left, size_t *damaged) {
  const unsigned char *b = (const unsigned char *)text;
  size_t length = b[0] >= 0xF0 ? 4 : b[0] >= 0xE0 ? 3 : 2;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  *damaged = 1;
  if (b[0] < 0xC2 || b[0] > 0xF4) return 0;
  if (b[0] == 0xE0) low = 0xA0;  // shorter forms
  if (b[0] == 0xED) high = 0x9F; // surrogates
  if (b[0] == 0xF0) low = 0x90;
  if (b[0] == 0xF4) high = 0x8F; // beyond the last
  for (; *damaged < length; ++*damaged) {
    if (*damaged == left || b[*damaged] < low || b[*damaged] > high) return 0;
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

static void read_character(reader *r, bool *noted) {
  size_t damaged = 0;
  size_t length = character_bytes(r->at, (size_t)(r->end - r->at), &damaged);
  r->at += length > 0 ? length : damaged;
  if (length > 0) return;
  note(r, noted, "holds text that is not UTF-8");
  replace(r, damaged, replacement);
}

// The four hexadecimal digits behind "\u"; -1 where they are none.
static int read_hex(const reader *r, const char *from) {
  int value = 0;
  if (r->end - from < 4) return -1;
  for (int i = 0; i < 4; i++) {
    static const char digits[] = "0123456789abcdef";
    char small = (char)(from[i] | 0x20);
    const char *digit = strchr(digits, from[i] < 'A' ? from[i] : small);
    if (from[i] == '\0' || digit == NULL) return -1;
    value = value << 4 | (int)(digit - digits);
  }
  return value;
}

// Reads "\uXXXX", or two of them that are one character.
static void read_unicode(reader *r, bool *noted) {
  int unit = read_hex(r, r->at + 2);
  if (unit < 0) {
    r->at++;
    note(r, noted, "holds a wrong escape");
    replace(r, 1, replacement); // the backslash alone
    return;
  }
  r->at += 6;
  if (unit < 0xD800 || unit > 0xDFFF) return;
  bool pairs = unit < 0xDC00 && r->end - r->at >= 6 && r->at[0] == '\\' &&
               r->at[1] == 'u';
  int second = pairs ? read_hex(r, r->at + 2) : -1;
  if (second >= 0xDC00 && second <= 0xDFFF) {
    r->at += 6;
    return;
  }
  note(r, noted, "holds an unpaired surrogate");
  replace(r, 6, replacement);
}

static void read_escape(reader *r, bool *noted) {
  char kind = r->end - r->at > 1 ? r->at[1] : '\0';
  if (kind == 'u') {
    read_unicode(r, noted);
  } else if (kind != '\0' && strchr("\"\\/bfnrt", kind) != NULL) {
    r->at += 2;
  } else {
    r->at++;
    note(r, noted, "holds a wrong escape");
    replace(r, 1, replacement);
  }
}

static void read_control(reader *r, bool *noted) {
  char escaped[8];
  snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned char)*r->at);
  r->at++;
  note(r, noted, "holds a control character");
  replace(r, 1, escaped);
}

// Reads a string from its opening quote on.
static bool read_string(reader *r) {
  bool noted = false;
  r->at++;
  while (r->at < r->end && *r->at != '"') {
    unsigned char byte = (unsigned char)*r->at;
    if (byte == '\\')
      read_escape(r, &noted);
    else if (byte < 0x20)
      read_control(r, &noted);
    else if (byte >= 0x80)
      read_character(r, &noted);
    else
      r->at++;
  }
  if (r->at == r->end) return false;
  r->at++;
  return true;
}

// --------------------------------------------------------------------- numbers

static size_t skip_digits(reader *r) {
  const char *from = r->at;
  while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
    r->at++;
  return (size_t)(r->at - from);
}

static bool is_beyond_int64(const char *digits, size_t count, bool negative) {
  const char *most = negative ? "9223372036854775808" : "9223372036854775807";
  size_t length = strlen(most);
  return count > length || (count == length && memcmp(digits, most, count) > 0);
}

// Whether digits with a point and an exponent are more than a double holds.
// `text` is a number by JSON's grammar, without its sign.
static bool is_beyond_double(const char *text, const char *end) {
  static const char most[] = "17976931348623158079"; // and so on, 10^308
  char digits[sizeof most] = "00000000000000000000";
  size_t kept = 0;
  int64_t exponent = 0; // of ten, of what stands before the point
  bool point = false;
  for (; text < end && *text != 'e' && *text != 'E'; text++) {
    if (*text == '.') {
      point = true;
      continue;
    }
    if (kept == 0 && *text == '0') {
      exponent -= point;
      continue;
    }
    exponent += !point;
    if (kept < sizeof digits - 1) digits[kept++] = *text;
  }
  if (kept == 0) return false;
  if (text < end) {
    int64_t written = 0;
    bool negative = text[1] == '-';
    for (text++; text < end; text++) {
      if (*text >= '0' && *text <= '9' && written < 1000000000)
        written = written * 10 + (*text - '0');
    }
    exponent += negative ? -written : written;
  }
  if (exponent != 309) return exponent > 309;
  return memcmp(digits, most, sizeof digits - 1) >= 0;
}

// Writes the number that was read last as a string.
static void quote(reader *r, const char *from, const char *what) {
  bool noted = false;
  note(r, &noted, what);
  const char *to = r->at;
  replace(r, (size_t)(to - from), "\"");
  if (r->mended == NULL) return;
  lark_text_add(r->mended, from, (size_t)(to - from));
  lark_text_add_char(r->mended, '"');
}

// Reads fraction and exponent. False where they are not JSON; `*whole` is false
// where there is one of them.
static bool read_rest_of_number(reader *r, bool *whole) {
  if (r->at < r->end && *r->at == '.') {
    r->at++;
    *whole = false;
    if (skip_digits(r) == 0) return false;
  }
  if (r->at < r->end && (*r->at == 'e' || *r->at == 'E')) {
    r->at++;
    *whole = false;
    if (r->at < r->end && (*r->at == '+' || *r->at == '-')) r->at++;
    if (skip_digits(r) == 0) return false;
  }
  return true;
}

static bool read_number(reader *r) {
  const char *from = r->at;
  bool negative = *r->at == '-';
  bool whole = true;
  r->at += negative;
  const char *digits = r->at;
  size_t count = skip_digits(r);
  if (count == 0 || (count > 1 && *digits == '0') ||
      !read_rest_of_number(r, &whole))
    return false;
  if (whole && negative && *digits == '0')
    replace(r, 2, "-0.0"); // as an integer it would lose its sign
  else if (whole && is_beyond_int64(digits, count, negative))
    quote(r, from, "is an integer out of range");
  else if (!whole && is_beyond_double(digits, r->at))
    quote(r, from, "is a number out of range");
  return true;
}

// ------------------------------------------------------------------ containers

static void skip_space(reader *r) {
  while (r->at < r->end &&
         (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r'))
    r->at++;
}

static bool read_word(reader *r, const char *word) {
  size_t length = strlen(word);
  if ((size_t)(r->end - r->at) < length || memcmp(r->at, word, length) != 0)
    return false;
  r->at += length;
  return true;
}

static bool read_scalar(reader *r) {
  switch (*r->at) {
  case '"': return read_string(r);
  case 't': return read_word(r, "true");
  case 'f': return read_word(r, "false");
  case 'n': return read_word(r, "null");
  default: return read_number(r);
  }
}

// Reads a key and its colon.
static bool read_key(reader *r) {
  level *in = &r->levels[r->depth - 1];
  skip_space(r);
  if (r->at == r->end || *r->at != '"') return false;
  const char *from = r->at + 1;
  in->key = from;
  in->key_bytes = 0; // an odd key has the place of its object
  if (!read_string(r)) return false;
  in->key_bytes = (size_t)(r->at - from) - 1;
  skip_space(r);
  if (r->at == r->end || *r->at != ':') return false;
  r->at++;
  return true;
}

// Opens a container. `*has_value` is false where it is empty, and so closed
// again.
static bool open_container(reader *r, bool *has_value) {
  bool is_object = *r->at == '{';
  r->is_deep = r->depth == DEEPEST;
  if (r->is_deep) return false;
  r->levels[r->depth++] = (level){.key = is_object ? "" : NULL};
  r->at++;
  skip_space(r);
  *has_value = r->at == r->end || *r->at != (is_object ? '}' : ']');
  if (!*has_value) {
    r->at++;
    r->depth--;
    return true;
  }
  return !is_object || read_key(r);
}

// Goes on behind a value: to the next member, or out of containers that end.
// `*has_value` says whether a value comes next.
static bool go_on(reader *r, bool *has_value) {
  *has_value = false;
  while (r->depth > 0) {
    level *in = &r->levels[r->depth - 1];
    bool is_object = in->key != NULL;
    skip_space(r);
    if (r->at == r->end) return false;
    char next = *r->at++;
    if (next == ',') {
      *has_value = true;
      in->index++;
      return !is_object || read_key(r);
    }
    if (next != (is_object ? '}' : ']')) return false;
    r->depth--;
  }
  return true;
}

static bool read_all(reader *r) {
  bool has_value = true;
  while (has_value) {
    skip_space(r);
    if (r->at == r->end) return false;
    bool opened = *r->at == '{' || *r->at == '[';
    if (!(opened ? open_container(r, &has_value) : read_scalar(r)))
      return false;
    bool goes_in = opened && has_value;
    if (!goes_in && !go_on(r, &has_value)) return false;
  }
  skip_space(r);
  return r->at == r->end;
}

static void skip_mark(reader *r) {
  bool noted = false;
  if (r->end - r->at < 3 || memcmp(r->at, "\xEF\xBB\xBF", 3) != 0) return;
  note(r, &noted, "begins with a byte order mark");
  r->at += 3;
  r->copied = r->at;
}

lark_status lark_json_mend(const char *text, size_t length_bytes,
                           lark_text *mended, lark_oddities *found) {
  static const lark_oddities none;
  reader r;
  *found = none;
  if (length_bytes == 0) return LARK_EDECODE;
  r.at = r.copied = text;
  r.end = text + length_bytes;
  r.mended = mended;
  r.found = found;
  r.is_deep = false;
  r.depth = 0;
  skip_mark(&r);
  if (!read_all(&r)) {
    *found = none;
    // Not to be mended, but the same each time.
    if (r.is_deep) *found = (lark_oddities){1, "", "is nested too deep", ""};
    return LARK_EDECODE;
  }
  copy(&r, 0);
  return mended != NULL && mended->failed ? LARK_ENOMEM : LARK_OK;
}

void lark_oddities_say(const lark_oddities *found, char *room,
                       size_t room_bytes) {
  snprintf(room, room_bytes, "%s %s",
           found->place[0] != '\0' ? found->place : lark_words("it"),
           lark_words(found->what));
}

bool lark_json_has_minus_zero(const char *text, size_t length_bytes) {
  const char *end = text + length_bytes;
  const char *at = text;
  while (at < end && (at = memchr(at, '-', (size_t)(end - at))) != NULL) {
    const char *minus = at++;
    if (at == end || *at != '0') continue;
    bool starts = minus == text || strchr("[:, \t\r\n", minus[-1]) != NULL;
    bool ends = at + 1 == end || strchr("]}, \t\r\n", at[1]) != NULL;
    if (starts && ends) return true;
  }
  return false;
}
