// SPDX-License-Identifier: MIT
#include "layout.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum {
  TYPE = 0x0f, // of a tag; the rest is its variant
  KEY_INTEGER = LUA_TNUMBER,
  KEY_FLOAT = LUA_TNUMBER | 1 << 4,
  KEY_SHORT_STRING = LUA_TSTRING | 1 << 6,
  KEY_LONG_STRING = LUA_TSTRING | 1 << 4 | 1 << 6,
  LENGTH_OF_STRING = 11,
  HASH_OF_STRING = 12,
  NEXT_OF_STRING = 16,
  SHARED_OF_THREAD = 24
};

// -------------------------------------------------------------- table nodes

bool lualark_layout_are_nodes(size_t bytes) {
  size_t count = bytes / sizeof(lualark_node);
  return bytes % sizeof(lualark_node) == 0 && (count & (count - 1)) == 0;
}

bool lualark_layout_is_empty(const lualark_node *node) {
  return (node->value_type & TYPE) == LUA_TNIL;
}

bool lualark_layout_has_string(const lualark_node *node) {
  return node->key_type == KEY_SHORT_STRING ||
         node->key_type == KEY_LONG_STRING;
}

const char *lualark_layout_hash(const char *string) {
  // As a number: the address may be anything.
  return (const char *)((uintptr_t)string + HASH_OF_STRING);
}

// As Lua's l_hashfloat().
static uint32_t hash_of_float(double number) {
  int exponent = 0;
  double mantissa = frexp(number, &exponent) * -(double)INT_MIN;
  if (!(mantissa >= -0x1p63 && mantissa < 0x1p63)) return 0;
  uint32_t hash = (uint32_t)exponent + (uint32_t)(int64_t)mantissa;
  return hash <= INT_MAX ? hash : ~hash;
}

bool lualark_layout_place(const lualark_node *node, size_t count,
                          uint32_t *place) {
  uint64_t modulus = (count - 1) | 1;
  uint32_t hash = 0;
  switch (node->key_type) {
  case KEY_INTEGER:
    *place = (uint32_t)((uint64_t)node->key.integer % modulus);
    return true;
  case KEY_FLOAT:
    *place = (uint32_t)(hash_of_float(node->key.number) % modulus);
    return true;
  case KEY_SHORT_STRING:
  case KEY_LONG_STRING: // its hash was computed when it became a key
    memcpy(&hash, lualark_layout_hash(node->key.string), sizeof hash);
    *place = hash & (uint32_t)(count - 1);
    return true;
  default: return false;
  }
}

// ------------------------------------------------------------ short strings

bool lualark_layout_is_short(const char *string) {
#if LUA_VERSION_NUM >= 505
  return (signed char)string[LENGTH_OF_STRING] >= 0;
#else
  // The caller has looked at the size of its block.
  (void)LENGTH_OF_STRING;
  return string != NULL;
#endif
}

size_t lualark_layout_chain(const char *string, size_t most) {
  size_t length = 0;
  for (; string != NULL && length <= most; length++)
    memcpy(&string, string + NEXT_OF_STRING, sizeof string);
  return length;
}

// --------------------------------------------------------------- the collector

// The part that all threads of a state share begins with these.
typedef struct shared {
  lua_Alloc allocator;
  void *user;
  ptrdiff_t bytes, debt; // whose sum is allocated
} shared;

bool lualark_layout_debt(lua_State *L, ptrdiff_t *bytes) {
  const shared *its = NULL;
  void *user = NULL;
  lua_Alloc allocator = lua_getallocf(L, &user);
  ptrdiff_t kib = lua_gc(L, LUA_GCCOUNT);
  if (kib < 0) return false;
  memcpy(&its, (const char *)L + SHARED_OF_THREAD, sizeof its);
  // If it were laid out in another way, this would hardly be so.
  if (its->allocator != allocator || its->user != user ||
      (its->bytes + its->debt) / 1024 != kib)
    return false;
  *bytes = its->debt;
  return true;
}
