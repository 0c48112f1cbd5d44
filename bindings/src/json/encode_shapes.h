// SPDX-License-Identifier: MIT

/// A cache of the shapes of small objects. Tables that were built alike yield
/// the same keys in the same sequence; where a sequence came before, its keys
/// are neither sorted nor escaped again.
///
/// A key is known by its address, which stays its own as long as the cache has
/// the key as a user value. Shapes are only added: one that was found can be
/// used until the encoder is given back, even where it pauses. The next text
/// finds a larger cache where this one is full, unless that would take much of
/// the state's memory.
///
/// The shape of an object is likely that of the object before in its place:
/// then its keys need only be compared.
#ifndef LUALARK_ENCODE_SHAPES_H
#define LUALARK_ENCODE_SHAPES_H

#include "encoder.h"

/// The keys that all shapes of a cache have: powers of two.
enum { ENCODE_SHAPES_FEWEST = 32, ENCODE_SHAPES_MOST = 512 };

/// Bytes of a text that are copied at once.
enum { ENCODE_SHAPES_PIECE = 16 };

enum {
  /// Bytes of a key's text.
  ENCODE_SHAPES_LONGEST = ENCODER_SHORT + 4,
  /// The same, and some that may change behind it.
  ENCODE_SHAPES_ROOM = ENCODE_SHAPES_LONGEST + ENCODE_SHAPES_PIECE
};

/// A member, in the order that members are written in.
typedef struct shape_member {
  const char *text; ///< a comma, the key in its quotes, a colon
  uint16_t length;
  uint16_t slot;       ///< where its value is on Lua's stack, above the base
  const shape *inside; ///< the latest of its values
} shape_member;

/// The keys of an object. They and the members stand in the cache.
struct shape {
  const void *const *keys; ///< their addresses, in the sequence of lua_next()
  shape_member *members;
  uint32_t count;
};

/// Where a shape is looked for, by its hash; or in the neighbour.
typedef struct shape_home {
  uint16_t shape;  ///< its number, from 1 on; 0: none
  uint16_t missed; ///< part of the hash of a shape that was missed; 0: none
} shape_home;

struct shapes {
  uint32_t room;    ///< for keys; there are as many homes, and half as many
                    ///< shapes
  uint32_t shift;   ///< from a hash to a home
  uint32_t refused; ///< shapes that found no room
  uint32_t chance;  ///< a random number
  uint32_t count, key_count, text_bytes;
  shape *list;
  shape_home *homes;
  const void **keys;
  shape_member *members;
  char *text;
};

/// Whether a home has the shape of the encoder's latest keys.
static inline bool encode_shapes_is(const encoder *e, const shape *s,
                                    uint32_t count) {
  if (s->count != count) return false;
  for (uint32_t i = 0; i < count; i++)
    if (s->keys[i] != e->keys[i]) return false;
  return true;
}

/// Hashes the sum of the addresses of keys.
static inline uint64_t encode_shapes_hash(uintptr_t sum) {
  return sum * 0x9e3779b97f4a7c15U;
}

/// Finds the shape of the encoder's latest keys. NULL where it is unknown.
static inline const shape *encode_shapes_find(const encoder *e, uint64_t hash,
                                              uint32_t count) {
  const shapes *all = e->shapes;
  if (all == NULL) return NULL;
  uint64_t home = hash >> all->shift;
  for (int i = 0; i < 2; i++, home ^= 1) {
    uint32_t number = all->homes[home].shape;
    if (number == 0) return NULL;
    if (encode_shapes_is(e, &all->list[number - 1], count))
      return &all->list[number - 1];
  }
  return NULL;
}

/// Writes a member's text at `to`, where there is ENCODE_SHAPES_ROOM, and
/// returns where it ends.
static inline char *encode_shapes_put(char *to, const shape_member *m) {
  memcpy(to, m->text, ENCODE_SHAPES_PIECE);
  for (size_t at = ENCODE_SHAPES_PIECE; at < m->length;
       at += ENCODE_SHAPES_PIECE)
    memcpy(to + at, m->text + at, ENCODE_SHAPES_PIECE);
  return to + m->length;
}

/// Adds a shape that came before, and returns it; NULL where it did not, or
/// finds no room. `members` are sorted, and their keys at their slots above
/// `base`. May raise a memory error.
const shape *lualark_encode_shapes_add(encoder *e, uint64_t hash,
                                       const member *members, uint32_t count,
                                       int base);

/// Makes a larger cache where this one is full, before the encoder writes
/// anything. May raise a memory error.
void lualark_encode_shapes_grow(encoder *e);

#endif
