// SPDX-License-Identifier: MIT

/// Lua values to JSON text, with a stack of our own in place of C's, so that
/// the work can be left and gone on with: another task may run meanwhile, and
/// change the tables.
///
/// An encoder is a userdata; the state keeps the one that was used last. Lua's
/// stack has it, then for each open table the table and what is known of it:
/// the last key of a traversal, the keys of an object. encode.c writes values
/// and takes turns, encode_table.c knows tables.
#ifndef LUALARK_ENCODER_H
#define LUALARK_ENCODER_H

#include "native.h"

enum {
  ENCODER_PIECE = 16384,     ///< of a longer string, written at once
  ENCODER_FRAMES = 16,       ///< levels that need no memory of their own
  ENCODER_MEMBERS = 32,      ///< the same for members of objects
  ENCODER_KEYS_ON_STACK = 64 ///< of an object; more are in a table
};

/// How tables are written.
typedef struct lualark_encode_rules {
  uint32_t deepest; ///< tables in one another

  /// Lists may have holes, which are null, and integer keys of objects become
  /// strings.
  bool as_cjson;
  bool invalid_to_null; ///< NaN and infinities become null, else they raise

  /// A list is sparse if its highest key is above `sparse_safe` and more than
  /// `sparse_ratio` times the number of its members; 0 is no limit. It becomes
  /// an object, or else raises.
  bool sparse_to_object;
  size_t sparse_ratio, sparse_safe;
} lualark_encode_rules;

typedef struct member {
  uint64_t prefix; ///< the key's first bytes, as a number that orders them
  const char *key; ///< on Lua's stack, or in the table of keys
  size_t length;
  uint32_t slot; ///< there
  bool is_number;
} member;

typedef enum stage {
  STAGE_TABLE,     ///< not looked at so far
  STAGE_COUNTING,  ///< whether it is a list
  STAGE_GATHERING, ///< the keys of an object
  STAGE_LIST,
  STAGE_OBJECT,
  STAGE_VALUES, ///< of Lua's stack
  STAGE_STRING  ///< in pieces
} stage;

typedef struct frame {
  stage stage;
  int at;          ///< on Lua's stack: the table, the string, before the values
  uint32_t turn;   ///< in which it was looked at first
  uint32_t seen;   ///< in which it was traversed last
  size_t length;   ///< of the list, of the string; how many values or members
  size_t count;    ///< that were traversed or written
  size_t first;    ///< member
  uint8_t starts;  ///< of its traversal
  bool marked;     ///< an array, or
  bool empty_list; ///< taken for one where it is empty
  bool keys_apart; ///< they are in a table
  bool has_key;    ///< the next member's is written
  bool has_one;    ///< the next one is written behind a comma
} frame;

typedef struct encoder {
  lualark_native native;
  lua_State *L;       ///< that it works for now
  lua_Alloc allocate; ///< the state's
  void *owner;
  bool can_collect; ///< rubbish of L's
  lark_text text;
  lualark_encode_rules rules;
  bool in_turns;
  uint32_t turn;      ///< which one it is: tables may change between two
  lua_Integer left;   ///< steps of this one
  int self, top;      ///< on Lua's stack
  lua_CFunction then; ///< what follows; NULL: nothing
  uint32_t tables;    ///< that are open
  frame *frames;
  size_t depth, frame_room;
  member *members;
  size_t member_count, member_room;
  frame few_frames[ENCODER_FRAMES];
  member few_members[ENCODER_MEMBERS];
} encoder;

/// Pushes an encoder with nothing to do. Where it raises it is not used again.
encoder *lualark_encoder_take(lua_State *L);

/// Ends its work: the state keeps it for the next.
void lualark_encoder_give_back(encoder *e);

/// Doubles a list that has begun as `few`, inside the encoder.
void *lualark_encoder_grow(encoder *e, void *list, const void *few,
                           size_t *room, size_t size);

/// A new innermost frame, for what stands at a place on Lua's stack.
frame *lualark_encoder_open(encoder *e, stage first, int at);

/// Here, for it is called for each bracket and comma.
static inline void lualark_encoder_put(encoder *e, char byte) {
  lark_text *text = &e->text;
  if (text->length_bytes < text->capacity_bytes)
    text->bytes[text->length_bytes++] = byte;
  else
    lark_text_add_char(text, byte);
}

void lualark_encoder_comma(encoder *e, frame *f);

/// Raises where it is not UTF-8.
void lualark_encoder_check(const encoder *e, const char *bytes, size_t length);

#endif
