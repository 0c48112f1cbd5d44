// SPDX-License-Identifier: MIT
#include "fragments.h"

#include "memory.h"

static const uint64_t KEPT_US = 10000000;

typedef struct piece {
  char *bytes;
  size_t length_bytes;
  bool is_there;
} piece;

typedef struct message {
  lark_link link; // first, so that a link is its message
  char *id;
  size_t id_bytes;
  piece *parts;
  size_t sum, have;
  size_t length_bytes;
  uint64_t since_us;
} message;

static message *first_of(const lark_fragments *fragments) {
  return (message *)(void *)fragments->pending.first;
}

// The memory that a message takes without its parts' bytes.
static size_t size_of(size_t id_bytes, size_t sum) {
  return sizeof(message) + id_bytes + sum * sizeof(piece);
}

void lark_fragments_init(lark_fragments *fragments,
                         const lark_allocator *allocator, size_t max_bytes) {
  *fragments =
      (lark_fragments){.allocator = *allocator, .max_bytes = max_bytes};
}

static void drop(lark_fragments *fragments, message *gone) {
  const lark_allocator *allocator = &fragments->allocator;
  lark_queue_remove(&gone->link);
  fragments->held_bytes -=
      size_of(gone->id_bytes, gone->sum) + gone->length_bytes;
  for (size_t i = 0; gone->parts != NULL && i < gone->sum; i++)
    lark_release(allocator, gone->parts[i].bytes, gone->parts[i].length_bytes);
  lark_release(allocator, gone->parts, gone->sum * sizeof *gone->parts);
  lark_release(allocator, gone->id, gone->id_bytes);
  lark_release(allocator, gone, sizeof *gone);
}

void lark_fragments_clear(lark_fragments *fragments) {
  while (fragments->pending.first != NULL)
    drop(fragments, first_of(fragments));
}

static message *find(const lark_fragments *fragments, lark_span id) {
  for (lark_link *link = fragments->pending.first; link != NULL;
       link = link->next) {
    message *one = (message *)(void *)link;
    if (one->id_bytes == id.length_bytes &&
        memcmp(one->id, id.bytes, id.length_bytes) == 0)
      return one;
  }
  return NULL;
}

static bool has_room(const lark_fragments *fragments, size_t more) {
  return more <= fragments->max_bytes - fragments->held_bytes;
}

static char *copy(const lark_fragments *fragments, lark_span from) {
  char *bytes = lark_alloc(&fragments->allocator, from.length_bytes);
  if (bytes != NULL) memcpy(bytes, from.bytes, from.length_bytes);
  return bytes;
}

// Makes a message without parts. NULL where memory lacks.
static message *begin(lark_fragments *fragments, const lark_fragment *first,
                      uint64_t now_us) {
  const lark_allocator *allocator = &fragments->allocator;
  size_t sum = (size_t)first->sum;
  message *made = lark_alloc(allocator, sizeof *made);
  if (made == NULL) return NULL;
  made->sum = sum;
  made->id_bytes = first->id.length_bytes;
  made->since_us = now_us;
  lark_queue_add(&fragments->pending, &made->link);
  fragments->held_bytes += size_of(made->id_bytes, sum);
  made->id = copy(fragments, first->id);
  made->parts = lark_alloc(allocator, sum * sizeof *made->parts);
  if (made->id != NULL && made->parts != NULL) return made;
  drop(fragments, made);
  return NULL;
}

// The reason to refuse a part by itself; NULL: there is none.
static const char *find_fault(const lark_fragment *part) {
  if (part->sum <= 0) return "its sum is not positive";
  if (part->sum > LARK_FRAGMENTS_MOST_PARTS) return "it has too many parts";
  if (part->seq < 0 || part->seq >= part->sum) return "its seq is outside";
  if (part->id.length_bytes == 0) return "it has no message_id";
  return NULL;
}

static const char no_memory[] = "out of memory";

// The message of a part, which is made where this is its first one. NULL, with
// `*why`, where it is refused.
static message *message_of(lark_fragments *fragments, const lark_fragment *part,
                           uint64_t now_us, const char **why) {
  message *its = find(fragments, part->id);
  if (its != NULL) {
    bool fits = its->sum == (size_t)part->sum;
    if (!fits) *why = "its sum has changed";
    return fits ? its : NULL;
  }
  if (fragments->pending.count >= LARK_FRAGMENTS_MOST_PENDING) {
    *why = "too many messages lack parts";
    return NULL;
  }
  size_t bytes = size_of(part->id.length_bytes, (size_t)part->sum);
  if (!has_room(fragments, bytes + part->payload.length_bytes)) {
    *why = "the parts take too much memory";
    return NULL;
  }
  its = begin(fragments, part, now_us);
  if (its == NULL) *why = no_memory;
  return its;
}

// Copies a part into its message. LARK_JOINED_NONE; or REFUSED, with `*why`.
static lark_joined take(lark_fragments *fragments, message *its,
                        const lark_fragment *from, const char **why) {
  size_t length = from->payload.length_bytes;
  piece *place = &its->parts[from->seq];
  if (place->is_there) return LARK_JOINED_NONE;
  *why = "the parts take too much memory";
  if (!has_room(fragments, length)) return LARK_JOINED_REFUSED;
  *why = no_memory;
  if (length > 0) place->bytes = copy(fragments, from->payload);
  if (length > 0 && place->bytes == NULL) return LARK_JOINED_REFUSED;
  place->length_bytes = length;
  place->is_there = true;
  its->have++;
  its->length_bytes += length;
  fragments->held_bytes += length;
  return LARK_JOINED_NONE;
}

static lark_joined join(lark_fragments *fragments, message *its,
                        lark_text *whole, const char **why) {
  for (size_t i = 0; i < its->sum; i++)
    lark_text_add(whole, its->parts[i].bytes, its->parts[i].length_bytes);
  drop(fragments, its);
  *why = no_memory;
  return whole->failed ? LARK_JOINED_REFUSED : LARK_JOINED_WHOLE;
}

lark_joined lark_fragments_add(lark_fragments *fragments,
                               const lark_fragment *part, uint64_t now_us,
                               lark_text *whole, const char **why) {
  *why = find_fault(part);
  if (*why != NULL) return LARK_JOINED_REFUSED;
  message *its = message_of(fragments, part, now_us, why);
  if (its == NULL) return LARK_JOINED_REFUSED;
  lark_joined joined = take(fragments, its, part, why);
  if (joined == LARK_JOINED_REFUSED && its->have == 0) drop(fragments, its);
  if (joined == LARK_JOINED_REFUSED || its->have < its->sum) return joined;
  return join(fragments, its, whole, why);
}

void lark_fragments_name(lark_span id, char *room, size_t room_bytes) {
  size_t length =
      id.length_bytes < room_bytes ? id.length_bytes : room_bytes - 1;
  for (size_t i = 0; i < length; i++)
    room[i] = id.bytes[i] > ' ' && id.bytes[i] <= '~' ? id.bytes[i] : '?';
  room[length] = '\0';
}

uint64_t lark_fragments_due_us(const lark_fragments *fragments) {
  const message *oldest = first_of(fragments);
  return oldest != NULL ? oldest->since_us + KEPT_US : UINT64_MAX;
}

bool lark_fragments_expire(lark_fragments *fragments, uint64_t now_us,
                           lark_dropped *dropped) {
  message *oldest = first_of(fragments);
  if (oldest == NULL || lark_fragments_due_us(fragments) > now_us) return false;
  lark_span id = {oldest->id, oldest->id_bytes};
  lark_fragments_name(id, dropped->id, sizeof dropped->id);
  dropped->have = oldest->have;
  dropped->sum = oldest->sum;
  drop(fragments, oldest);
  return true;
}
