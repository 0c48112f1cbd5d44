// SPDX-License-Identifier: MIT
#include "oddity.h"

enum { LEAST_DIGITS = 5 }; // of a text that counts as an id in any column

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t';
}

// A space that does not break, as web pages have: C2 A0.
static bool is_wide_space(const char *at) {
  return (unsigned char)at[0] == 0xC2 && (unsigned char)at[1] == 0xA0;
}

static void trim(const char **from, uint32_t *length) {
  for (;;) {
    const char *last = *from + *length - 1;
    if (*length >= 1 && is_space((*from)[0])) {
      ++*from;
      --*length;
    } else if (*length >= 2 && is_wide_space(*from)) {
      *from += 2;
      *length -= 2;
    } else if (*length >= 1 && is_space(*last)) {
      --*length;
    } else if (*length >= 2 && is_wide_space(last - 1)) {
      *length -= 2;
    } else {
      return;
    }
  }
}

// Whether a text may be an id: in a column of ids a word, else digits.
static bool may_be_id(const char *text, uint32_t length, bool is_id) {
  if (length == 0 || (!is_id && length < LEAST_DIGITS)) return false;
  for (uint32_t i = 0; i < length; i++) {
    char byte = text[i];
    bool is_letter = (byte >= 'a' && byte <= 'z') ||
                     (byte >= 'A' && byte <= 'Z') || byte == '_' || byte == '-';
    if (!is_digit(byte) && !(is_id && is_letter)) return false;
  }
  return true;
}

// 6.93E+18, as a spreadsheet shows numbers of more than 11 digits.
static bool is_rounded(const char *text, uint32_t length) {
  uint32_t i = 0;
  if (length < 5 || !is_digit(text[i++])) return false;
  if (text[i] == '.') {
    i++;
    while (i < length && is_digit(text[i]))
      i++;
  }
  if (i + 4 != length || (text[i] != 'E' && text[i] != 'e') ||
      text[i + 1] != '+' || !is_digit(text[i + 2]) || !is_digit(text[i + 3]))
    return false;
  return (text[i + 2] - '0') * 10 + text[i + 3] - '0' >= 11;
}

lualark_oddity_kind lualark_oddity_find(const char **from, uint32_t *length,
                                        bool is_id) {
  const char *text = *from;
  uint32_t left = *length;
  lualark_oddity_kind kind = ODDITY_NONE;
  trim(&text, &left);
  if (left < *length) kind = ODDITY_SPACES;
  if (is_rounded(text, left)) return ODDITY_ROUNDED;
  if (left >= 3 && text[0] == '=' && text[1] == '"' && text[left - 1] == '"') {
    kind = ODDITY_FORMULA;
    text += 2;
    left -= 3;
    trim(&text, &left);
  } else if (left >= 2 && text[0] == '\'') {
    kind = ODDITY_APOSTROPHE;
    text++;
    left--;
    trim(&text, &left);
  }
  if (kind == ODDITY_NONE || !may_be_id(text, left, is_id)) return ODDITY_NONE;
  *from = text;
  *length = left;
  return kind;
}

const char *lualark_oddity_name(int kind) {
  static const char *const names[] = {"", "spaces", "formula", "apostrophe",
                                      "rounded"};
  return names[kind];
}
