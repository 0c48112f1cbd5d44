// SPDX-License-Identifier: MIT
#include "encode_keys.h"

#include <stdlib.h>

static uint64_t four_bytes(const unsigned char *k) {
  return (uint64_t)k[0] << 24 | (uint64_t)k[1] << 16 | (uint64_t)k[2] << 8 |
         (uint64_t)k[3]; // one load
}

// A shorter key has zeros behind it. It is read as two halves, or three bytes,
// some of which may be the same.
static uint64_t prefix_of(const char *key, size_t length) {
  const unsigned char *k = (const unsigned char *)key;
  if (length >= 8) return four_bytes(k) << 32 | four_bytes(k + 4);
  if (length >= 4)
    return four_bytes(k) << 32 | four_bytes(k + length - 4) << 8 * (8 - length);
  if (length == 0) return 0;
  return (uint64_t)k[0] << 56 |
         (uint64_t)k[length / 2] << (56 - 8 * (length / 2)) |
         (uint64_t)k[length - 1] << (64 - 8 * length);
}

member *lualark_encode_keys_add(encoder *e, int index) {
  if (e->member_count == e->member_room)
    e->members = lualark_encoder_grow(e, e->members, e->work->members,
                                      &e->member_room, sizeof *e->members);
  member *m = &e->members[e->member_count++];
  m->key = lua_tolstring(e->L, index, &m->length);
  m->prefix = prefix_of(m->key, m->length);
  return m;
}

static int by_key(const void *a, const void *b) {
  const member *left = a;
  const member *right = b;
  if (left->prefix != right->prefix)
    return left->prefix < right->prefix ? -1 : 1;
  size_t shorter = left->length < right->length ? left->length : right->length;
  int order = memcmp(left->key, right->key, shorter);
  if (order != 0) return order;
  if (left->length != right->length)
    return left->length < right->length ? -1 : 1;
  return left->is_number - right->is_number;
}

bool lualark_encode_keys_are_same(const member *a, const member *b) {
  return by_key(a, b) == 0;
}

static bool comes_after(const member *a, const member *b) {
  return a->prefix != b->prefix ? a->prefix > b->prefix : by_key(a, b) > 0;
}

void lualark_encode_keys_sort(encoder *e, member *list, size_t length) {
  if (length > ENCODE_KEYS_INSERTED) {
    qsort(list, length, sizeof *list, by_key);
    e->left -= (lua_Integer)length;
    return;
  }
  for (size_t i = 1; i < length; i++) {
    if (!comes_after(&list[i - 1], &list[i])) continue;
    member moved = list[i];
    size_t to = i;
    for (; to > 0 && comes_after(&list[to - 1], &moved); to--)
      list[to] = list[to - 1];
    list[to] = moved;
  }
}

void lualark_encode_keys_write(encoder *e, const member *m) {
  if (m->length > ENCODER_SHORT) {
    lualark_encoder_check(e, m->key, m->length);
    lark_text_add_json_string(&e->text, m->key, m->length);
    lualark_encoder_put(e, ':');
    return;
  }
  char *to = lualark_encoder_room(e, ENCODER_SHORT_ROOM);
  to = lualark_encoder_quote(e, to, m->key, m->length);
  *to++ = ':';
  lualark_encoder_end(e, to);
}
