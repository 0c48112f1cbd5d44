// SPDX-License-Identifier: MIT

/// Events that come in parts: they are joined by their message_id, in the order
/// of `seq`, whatever order they come in.
///
/// The memory is bounded. A message that stays without a part for 10 s is
/// dropped; the platform sends such an event again, since nobody answered it.
#ifndef LARK_FRAGMENTS_H
#define LARK_FRAGMENTS_H

#include "frame.h"
#include "queue.h"

enum {
  LARK_FRAGMENTS_MOST_PARTS = 4096, ///< of one message
  LARK_FRAGMENTS_MOST_PENDING = 256 ///< messages
};

/// Messages that lack parts, the oldest first.
typedef struct lark_fragments {
  lark_allocator allocator;
  lark_queue pending;
  size_t held_bytes;
  size_t max_bytes;
} lark_fragments;

/// A part of a message. Its places are its frame's.
typedef struct lark_fragment {
  lark_span id; ///< of the message
  int64_t sum;  ///< how many parts it has
  int64_t seq;  ///< which one this is, from 0
  lark_span payload;
} lark_fragment;

typedef enum lark_joined {
  LARK_JOINED_NONE,   ///< others are missing
  LARK_JOINED_WHOLE,  ///< this was the last one
  LARK_JOINED_REFUSED ///< see `why`
} lark_joined;

void lark_fragments_init(lark_fragments *fragments,
                         const lark_allocator *allocator, size_t max_bytes);

/// Forgets all parts.
void lark_fragments_clear(lark_fragments *fragments);

/// Adds a part, copied. Of a part that comes twice the first counts. WHOLE adds
/// the message to `whole`; `*why` is a constant that says why a part was
/// refused: what was there before stays.
lark_joined lark_fragments_add(lark_fragments *fragments,
                               const lark_fragment *part, uint64_t now_us,
                               lark_text *whole, const char **why);

/// A message that was dropped.
typedef struct lark_dropped {
  char id[96]; ///< its message_id, cut where it is longer; printable
  size_t have; ///< how many parts had come
  size_t sum;
} lark_dropped;

/// Drops the oldest message if it is too old. False where it is not, or there
/// is none.
bool lark_fragments_expire(lark_fragments *fragments, uint64_t now_us,
                           lark_dropped *dropped);

/// When the oldest message is too old; UINT64_MAX: there is none.
uint64_t lark_fragments_due_us(const lark_fragments *fragments);

/// Copies an id for people: what cannot be printed is '?'.
void lark_fragments_name(lark_span id, char *room, size_t room_bytes);

#endif
