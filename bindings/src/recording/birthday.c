// SPDX-License-Identifier: MIT
#include "birthday.h"

#include <stdio.h>
#include <string.h>

#include "personal.h"

// Days since 1970-01-01.
enum {
  DAYS_1900 = -25567,
  DAYS_1950 = -7305,
  DAYS_2010 = 14610,
  DAYS_2100 = 47482,
};

enum { DIGITS = 5, DAY_S = 86400 };

// The greatest moment that is taken for seconds: later ones are milliseconds.
static const int64_t MOST_SECONDS = 4200000000;

// ------------------------------------------------------------------- calendar

// After Howard Hinnant's algorithms, for the years from 1900 to 2099.
static int64_t days_of(int year, int month, int day) {
  int y = month <= 2 ? year - 1 : year;
  int era_year = y % 400;
  int shifted = month > 2 ? month - 3 : month + 9;
  int of_year = (153 * shifted + 2) / 5 + day - 1;
  int of_era = era_year * 365 + era_year / 4 - era_year / 100 + of_year;
  return (int64_t)(y / 400) * 146097 + of_era - 719468;
}

static void date_of(int64_t days, int *year, int *month, int *day) {
  int64_t z = days + 719468;
  int era = (int)(z / 146097);
  int of_era = (int)(z % 146097);
  int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * y + y / 4 - y / 100);
  int shifted = (5 * of_year + 2) / 153;
  *day = of_year - (153 * shifted + 2) / 5 + 1;
  *month = shifted < 10 ? shifted + 3 : shifted - 9;
  *year = y + era * 400 + (*month <= 2);
}

// ---------------------------------------------------------------- permutation

static bool is_usual(int64_t days) {
  return days >= DAYS_1950 && days < DAYS_2010;
}

static bool is_known(int64_t days) {
  return days >= DAYS_1900 && days < DAYS_2100;
}

// Permutes the days, again until one is found that the day may become. The
// first day is on the same circle, so that this ends.
static int64_t permute(const lualark_permute_key key, int64_t days) {
  bool usual = is_usual(days);
  int64_t found = days;
  do {
    uint8_t digits[DIGITS];
    int64_t rest = found - DAYS_1900;
    for (int i = DIGITS; i-- > 0; rest /= 10)
      digits[i] = (uint8_t)(rest % 10);
    lualark_permute(key, LUALARK_BIRTHDAY, 10, digits, DIGITS);
    found = 0;
    for (int i = 0; i < DIGITS; i++)
      found = found * 10 + digits[i];
    found += DAYS_1900;
  } while (!is_known(found) || is_usual(found) != usual);
  return found;
}

// --------------------------------------------------------------------- shapes

// Reads a number of `count` digits; -1 where there are others.
static int number_at(const char *text, int count) {
  int number = 0;
  for (int i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + text[i] - '0';
  }
  return number;
}

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

// The length of the date at the beginning of a text, 0 where there is none, and
// the byte between its parts, 0 for none.
static size_t read(const char *text, size_t length, char *between,
                   int64_t *days) {
  if (length < 8) return 0;
  bool apart = length >= 10 && memchr("-/.", text[4], 3) != NULL;
  size_t bytes = apart ? 10 : 8;
  if (apart && text[7] != text[4]) return 0;
  // Eight digits and more are no date, but a moment.
  if (length > bytes && (!apart || is_digit(text[bytes]))) return 0;
  int year = number_at(text, 4);
  int month = number_at(text + (apart ? 5 : 4), 2);
  int day = number_at(text + (apart ? 8 : 6), 2);
  *between = apart ? text[4] : '\0';
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1 ||
      day > 31)
    return 0;
  *days = days_of(year, month, day);
  int again[3];
  date_of(*days, &again[0], &again[1], &again[2]);
  return again[1] == month ? bytes : 0; // not the 31st of April
}

bool lualark_birthday_text(const lualark_permute_key key, const char *text,
                           size_t length, lark_text *out) {
  char between = '\0';
  int64_t days = 0;
  int year = 0, month = 0, day = 0;
  char date[40];
  size_t bytes = read(text, length, &between, &days);
  if (bytes == 0) return false;
  date_of(permute(key, days), &year, &month, &day);
  if (between == '\0')
    snprintf(date, sizeof date, "%04d%02d%02d", year, month, day);
  else
    snprintf(date, sizeof date, "%04d%c%02d%c%02d", year, between, month,
             between, day);
  lark_text_add_string(out, date);
  lark_text_add(out, text + bytes, length - bytes);
  return true;
}

int64_t lualark_birthday_moment(const lualark_permute_key key, int64_t moment) {
  bool is_ms = moment > MOST_SECONDS || moment < -MOST_SECONDS;
  int64_t unit = is_ms ? (int64_t)DAY_S * 1000 : DAY_S;
  int64_t days = moment / unit - (moment % unit < 0);
  if (!is_known(days)) return moment;
  return (permute(key, days) - days) * unit + moment;
}
