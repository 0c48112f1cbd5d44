// SPDX-License-Identifier: MIT
#include "aggregate.h"

#include <string.h>

const char *const lualark_aggregate_names[] = {
    "key", "rows",  "count",    "sum",     "numbers", "min",
    "max", "first", "distinct", "several", NULL};

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

// In halves, since blocks are not aligned for whole ones.
static wide sum_of(const lualark_aggregate *from) {
  return (wide)((unsigned_wide)from->sum.high << 64 | from->sum.low);
}

static void set_sum(lualark_aggregate *to, wide sum) {
  to->sum.low = (uint64_t)(unsigned_wide)sum;
  to->sum.high = (uint64_t)((unsigned_wide)sum >> 64);
}

// ---------------------------------------------------------------------- adding

// Texts that people write where a number is missing: see rows/faults.lua.
static bool is_nothing(lualark_text text) {
  if (text.length == 0) return true;
  if (text.length == 1) return text.bytes[0] == '-';
  return text.length == 3 && (memcmp(text.bytes, "\xE2\x80\x93", 3) == 0 ||
                              memcmp(text.bytes, "\xE2\x80\x94", 3) == 0);
}

static bool add_number(lualark_aggregate *to, lualark_text text) {
  lualark_number number;
  if (is_nothing(text)) return true;
  if (lualark_number_read(text.bytes, text.length, &number) != NUMBER_SHORT)
    return false;
  // Below 10 ^ 28: 2 ^ 32 of these fit.
  int64_t units = lualark_number_power(NUMBER_PLACES - number.places);
  set_sum(to, sum_of(to) + (wide)number.digits * units);
  to->count++;
  return true;
}

static int compare(lualark_text a, lualark_text b) {
  uint32_t shorter = a.length < b.length ? a.length : b.length;
  int order = memcmp(a.bytes, b.bytes, shorter);
  if (order != 0) return order;
  return (a.length > b.length) - (a.length < b.length);
}

static bool add_extreme(lualark_aggregate *to, lualark_text text,
                        bool is_least) {
  lualark_number number = {0, 0};
  if (text.length == 0) return true;
  lualark_number_kind kind =
      lualark_number_read(text.bytes, text.length, &number);
  if (kind == NUMBER_OTHER) return false;
  bool is_number = kind == NUMBER_SHORT;
  double value = is_number ? lualark_number_value(number) : 0;
  if (to->text.bytes != NULL) {
    int order = 0;
    if (is_number && to->best.is_number)
      order = (value > to->best.value) - (value < to->best.value);
    else
      order = compare(text, to->text);
    if (is_least ? order >= 0 : order <= 0) return true;
  }
  to->text = text;
  to->best.value = value;
  to->best.is_number = is_number;
  return true;
}

bool lualark_aggregate_add(lua_State *L, lualark_aggregate *to,
                           lualark_aggregate_kind kind, lualark_text text,
                           uint32_t group, lualark_intern *seen) {
  switch (kind) {
  case AGGREGATE_SUM:
  case AGGREGATE_NUMBERS: return add_number(to, text);
  case AGGREGATE_MIN: return add_extreme(to, text, true);
  case AGGREGATE_MAX: return add_extreme(to, text, false);
  case AGGREGATE_KEY:
  case AGGREGATE_FIRST:
    if (to->text.bytes == NULL) to->text = text;
    return true;
  case AGGREGATE_SEVERAL:
    if (text.length == 0) return true;
    // fallthrough
  case AGGREGATE_DISTINCT: {
    uint32_t known = seen->count;
    if (lualark_intern_add(L, seen, group, text) == known) to->count++;
    return true;
  }
  default: to->count++; return true;
  }
}

// --------------------------------------------------------------------- results

enum { WIDEST = 48 };

// Writes the digits of a sum before `end`, without zeros that say nothing.
// Returns where they begin.
static char *write_sum(wide sum, char *end, int *digits) {
  bool negative = sum < 0;
  char *at = end;
  int places = 0;
  bool says = false;
  *digits = 0;
  if (negative) sum = -sum;
  while (places < NUMBER_PLACES || sum > 0 || places == NUMBER_PLACES) {
    if (places == NUMBER_PLACES && says) *--at = '.';
    char digit = (char)('0' + (int)(sum % 10));
    if (places >= NUMBER_PLACES || says || digit != '0') {
      if (places < NUMBER_PLACES) says = true;
      *--at = digit;
      ++*digits;
    }
    sum /= 10;
    places++;
  }
  if (negative) *--at = '-';
  return at;
}

static void push_sum(lua_State *L, const lualark_aggregate *from) {
  enum { EXACT_DIGITS = 15 };
  int64_t unit = lualark_number_power(NUMBER_PLACES);
  wide sum = sum_of(from);
  wide whole = sum / unit;
  if (from->count == 0) {
    lua_pushnil(L);
    return;
  }
  if (sum % unit == 0 && whole >= LUA_MININTEGER && whole <= LUA_MAXINTEGER) {
    lua_pushinteger(L, (lua_Integer)whole);
    return;
  }
  char text[WIDEST];
  int digits = 0;
  char *begin = write_sum(sum, text + WIDEST - 1, &digits);
  text[WIDEST - 1] = '\0';
  // With so few digits, the nearest double is exactly this decimal to Lua.
  if (digits > EXACT_DIGITS || lua_stringtonumber(L, begin) == 0)
    lua_pushstring(L, begin);
}

void lualark_aggregate_push(lua_State *L, const lualark_aggregate *from,
                            lualark_aggregate_kind kind) {
  switch (kind) {
  case AGGREGATE_SUM: push_sum(L, from); break;
  case AGGREGATE_KEY:
  case AGGREGATE_FIRST:
  case AGGREGATE_MIN:
  case AGGREGATE_MAX:
    if (from->text.bytes == NULL)
      lua_pushnil(L);
    else
      lua_pushlstring(L, from->text.bytes, from->text.length);
    break;
  default: lua_pushinteger(L, (lua_Integer)from->count); break;
  }
}
