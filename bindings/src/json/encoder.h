// SPDX-License-Identifier: MIT

/// The record that Lua values are written to JSON with: text, and a stack of
/// frames instead of C's stack, so that the work can pause. Another task may
/// run meanwhile, and change the tables.
///
///     frames     [ STAGE_OBJECT ] [ STAGE_LIST ] [ STAGE_COUNTING ]  innermost
///     Lua stack  encoder, table, keys..., table, table, last key
///     members    [ keys of the open objects, sorted ]
///
/// An encoder is a userdata. The state keeps the one that was used last for the
/// next value.
#ifndef LUALARK_ENCODER_H
#define LUALARK_ENCODER_H

#include <string.h>

#include "native.h"

enum {
  ENCODER_PIECE = 16384,     ///< bytes of a longer string, written at once
  ENCODER_SHORT = 64,        ///< bytes of a string that may be looked at here
  ENCODER_FRAMES = 16,       ///< frames in the encoder itself
  ENCODER_MEMBERS = 32,      ///< members in the encoder itself
  ENCODER_KEYS_ON_STACK = 64 ///< keys of an object; more are put into a table
};

/// How tables are written.
typedef struct lualark_encode_rules {
  uint32_t deepest; ///< how many tables may be nested

  /// Lists may have holes, which are null, and integer keys of objects become
  /// strings.
  bool as_cjson;
  bool invalid_to_null;  ///< NaN and infinities become null, else they raise
  bool whole_to_integer; ///< 5.0 is written as 5

  /// A list is sparse if its highest key is above `sparse_safe` and more than
  /// `sparse_ratio` times the number of its members; 0 is no limit. It becomes
  /// an object, or else raises.
  bool sparse_to_object;
  size_t sparse_ratio, sparse_safe;
} lualark_encode_rules;

/// A member of an object, known by its key.
typedef struct member {
  uint64_t prefix; ///< the key's first eight bytes, as a number for sorting
  const char *key; ///< alive on Lua's stack, or in the table of keys
  size_t length;
  uint32_t slot;  ///< where it is on the stack or in the table
  bool is_number; ///< in Lua the key is an integer
} member;

/// The step that a frame does next.
typedef enum stage {
  STAGE_TABLE,     ///< looks at a table for the first time, or anew
  STAGE_FILLING,   ///< makes the rows of a lazy list; see grid/lazy.h
  STAGE_COUNTING,  ///< traverses it, to see whether it is a list
  STAGE_GATHERING, ///< traverses it, to gather its keys
  STAGE_LIST,      ///< writes the items of a list
  STAGE_OBJECT,    ///< writes the members of an object
  STAGE_VALUES,    ///< writes values of Lua's stack as a list
  STAGE_STRING,    ///< writes a long string in pieces
  STAGE_FROZEN     ///< writes a frozen list or object; see frozen_push.h
} stage;

typedef struct frame {
  stage stage;
  int at;          ///< index of the table or string, or before the values
  uint32_t turn;   ///< when it was looked at
  uint32_t seen;   ///< when it was traversed last
  size_t length;   ///< items, members, values, or bytes of a string
  size_t count;    ///< how many of them were traversed or written
  size_t first;    ///< its first member
  uint8_t starts;  ///< how often it was looked at
  bool marked;     ///< the table is marked as an array
  bool empty_list; ///< an empty table is written as a list
  bool keys_apart; ///< the keys are in a table
  bool has_pairs;  ///< each key's value stands behind it on the stack
  bool has_key;    ///< the next member's key is written
  bool has_one;    ///< something was written: a comma comes first
  const struct frozen_value *frozen; ///< that is written
} frame;

typedef struct encoder {
  lualark_native native;
  lua_State *L;       ///< the coroutine that encodes
  lua_Alloc allocate; ///< the state's, with its `owner`
  void *owner;
  bool can_collect; ///< where memory lacks, L can collect garbage
  lark_text text;
  lualark_encode_rules rules;
  bool in_turns;
  uint32_t turn;      ///< counts pauses: tables may have changed in each
  lua_Integer left;   ///< steps until the next pause
  int self, top;      ///< its index on Lua's stack; the top while it pauses
  lua_CFunction then; ///< what follows; NULL: nothing
  uint32_t tables;    ///< how many are open
  frame *frames;
  size_t depth, frame_room;
  member *members;
  size_t member_count, member_room;
  frame few_frames[ENCODER_FRAMES];
  member few_members[ENCODER_MEMBERS];
} encoder;

/// Pushes an encoder with nothing to do. An encoder that was in use when an
/// error was raised is not used again.
encoder *lualark_encoder_take(lua_State *L);

/// Ends its work: the state keeps it for the next value.
void lualark_encoder_give_back(encoder *e);

/// Doubles a list; `few` is the list of the encoder itself that it started as.
void *lualark_encoder_grow(encoder *e, void *list, const void *few,
                           size_t *room, size_t size);

/// Opens an innermost frame for what is at `at` on Lua's stack.
frame *lualark_encoder_open(encoder *e, stage first, int at);

/// Writes a byte. Inline, because each bracket and comma is one.
static inline void lualark_encoder_put(encoder *e, char byte) {
  lark_text *text = &e->text;
  if (text->length_bytes < text->capacity_bytes)
    text->bytes[text->length_bytes++] = byte;
  else
    lark_text_add_char(text, byte);
}

/// Writes the comma between members, but not before the first.
static inline void lualark_encoder_comma(encoder *e, frame *f) {
  if (f->has_one) lualark_encoder_put(e, ',');
  f->has_one = true;
}

/// Whether `bytes` are UTF-8. Most are ASCII, which is seen here.
static inline bool lualark_encoder_is_text(const char *bytes, size_t length) {
  uint64_t high = 0;
  uint64_t word = 0;
  size_t at = 0;
  for (; at + sizeof word <= length && at < ENCODER_SHORT; at += sizeof word) {
    memcpy(&word, bytes + at, sizeof word);
    high |= word;
  }
  for (; at < length && at < ENCODER_SHORT; at++)
    high |= (unsigned char)bytes[at];
  return (at == length && (high & UINT64_MAX / 255 * 0x80) == 0) ||
         lark_utf8_valid(bytes, length);
}

/// Raises where `bytes` are not UTF-8.
static inline void lualark_encoder_check(const encoder *e, const char *bytes,
                                         size_t length) {
  if (!lualark_encoder_is_text(bytes, length))
    luaL_error(e->L, "a string is not UTF-8, so it has no JSON form");
}

#endif
