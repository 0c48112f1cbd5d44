// SPDX-License-Identifier: MIT

/// The record that Lua values are written to JSON with: text, and a stack of
/// frames instead of C's stack, so that the work can pause. Another task may
/// run meanwhile, and change the tables.
///
///     frames     [ STAGE_OBJECT ] [ STAGE_LIST ] [ STAGE_COUNTING ]  innermost
///     Lua stack  encoder, table, keys..., table, table, last key
///     members    [ keys of the open objects, sorted ]
///
/// The members of a small table are put on the stack at once, each value behind
/// its key, and written from there.
///
/// An encoder is a userdata. The state keeps the one that was made last for the
/// next value. What only an encoder at work needs is its workspace. An engine
/// lends one to the encoders of all its scripts in turn; where that is in use,
/// and outside of an engine, an encoder has one of its own.
#ifndef LUALARK_ENCODER_H
#define LUALARK_ENCODER_H

#include <string.h>

#include "native.h"
#include "quote.h"

enum {
  ENCODER_PIECE = 16384,      ///< bytes of a longer string, written at once
  ENCODER_SHORT = 64,         ///< bytes of a string that may be looked at here
  ENCODER_FEW = 32,           ///< members of a small table
  ENCODER_INSIDE = 64,        ///< small tables on the C stack, nested
  ENCODER_FRAMES = 8,         ///< frames in a workspace
  ENCODER_MEMBERS = 32,       ///< members in a workspace
  ENCODER_TEXT = 1024,        ///< bytes of text in a workspace
  ENCODER_KEYS_ON_STACK = 64, ///< keys of an object; more are put into a table
  ENCODER_SHAPES = 1          ///< the user value that keeps the shapes
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

/// The shape of small objects, and all that are known; see encode_shapes.h.
typedef struct shape shape;
typedef struct shapes shapes;

/// The step that a frame does next.
typedef enum stage {
  STAGE_TABLE,     ///< looks at a table for the first time, or anew
  STAGE_FILLING,   ///< makes the rows of a lazy list; see grid/lazy.h
  STAGE_COUNTING,  ///< traverses it, to see whether it is a list
  STAGE_GATHERING, ///< traverses it, to gather its keys
  STAGE_LIST,      ///< writes the items of a list
  STAGE_OBJECT,    ///< writes the members of an object
  STAGE_FEW,       ///< writes a small table; see encode_value.h
  STAGE_VALUES,    ///< writes values of Lua's stack as a list
  STAGE_STRING,    ///< writes a long string in pieces
  STAGE_FROZEN     ///< writes a frozen list or object; see frozen_push.h
} stage;

typedef struct frame {
  stage stage;
  int at;          ///< index of the table or string, or before the values
  int base;        ///< the stack's top below what the frame puts there
  int floor;       ///< the stack's top once the frame is closed
  uint32_t turn;   ///< when it was looked at
  uint32_t seen;   ///< when it was traversed last
  size_t length;   ///< items, members, values, or bytes of a string
  size_t count;    ///< how many of them were traversed or written
  size_t first;    ///< its first member
  uint8_t starts;  ///< how often it was looked at
  bool marked;     ///< the table is marked as an array
  bool is_list;    ///< a small table is a list
  bool is_large;   ///< a table is not written as a small one
  bool keys_apart; ///< the keys are in a table
  bool has_key;    ///< the next member's key is written
  bool has_one;    ///< something was written: a comma comes first
  const struct frozen_value *frozen; ///< that is written
  const shape *shape;                ///< of a small object; NULL: not known
} frame;

/// Lists and a text, which move elsewhere when they grow.
struct encoder_workspace {
  frame frames[ENCODER_FRAMES];
  member members[ENCODER_MEMBERS];
  const void *keys[ENCODER_FEW]; ///< the addresses of the latest keys
  char text[ENCODER_TEXT];
};

typedef struct encoder {
  lualark_native native;
  lua_State *L;       ///< the coroutine that encodes
  lua_Alloc allocate; ///< the state's, with its `owner`
  void *owner;
  bool in_use;
  bool is_kept;     ///< the state keeps it for the next value
  bool can_collect; ///< where memory lacks, L can collect garbage
  lark_text text;
  lualark_encode_rules rules;
  bool in_turns;
  uint32_t turn;      ///< counts pauses: tables may have changed in each
  lua_Integer left;   ///< steps until the next pause
  int self, top;      ///< its index on Lua's stack; the top while it pauses
  int checked;        ///< Lua's stack has room up to here
  lua_CFunction then; ///< what follows; NULL: nothing
  uint32_t tables;    ///< how many are open
  uint32_t inside;    ///< how many of them the C stack has
  bool empty_is_list; ///< the outermost table, if it is empty and not marked
  const void *array_mark;  ///< the arrays' metatable; NULL: not looked for yet
  encoder_workspace *work; ///< NULL: none while it is idle
  const void **keys;       ///< the workspace's
  frame *frames;
  size_t depth, frame_room;
  member *members;
  size_t member_count, member_room;
  shapes *shapes; ///< NULL: none yet
  /// The latest shape of a whole value, or in a large list; NULL: none.
  const shape *likely;
  uint32_t unshaped; ///< objects that were written without them
} encoder;

/// Pushes an encoder with nothing to do. An encoder that was in use when an
/// error was raised is not used again.
encoder *lualark_encoder_take(lua_State *L);

/// Frees what a host lends, which nobody has.
void lualark_encoder_clear(lualark_lender *lender);

/// Ends its work: the state keeps it for the next value.
void lualark_encoder_give_back(encoder *e);

/// Doubles a list; `few` is the workspace's, in which it began.
void *lualark_encoder_grow(encoder *e, void *list, const void *few,
                           size_t *room, size_t size);

/// Makes room for more frames.
void lualark_encoder_grow_frames(encoder *e);

/// Makes the innermost frame, which is filled later, and returns its place.
static inline size_t lualark_encoder_reserve(encoder *e) {
  if (e->depth == e->frame_room) lualark_encoder_grow_frames(e);
  return e->depth++;
}

/// Opens an innermost frame for what is at `at` on Lua's stack.
frame *lualark_encoder_open(encoder *e, stage first, int at, int floor);

/// The innermost frame. Frames move where a value is written: they are looked
/// up again then.
static inline frame *lualark_encoder_innermost(const encoder *e) {
  return &e->frames[e->depth - 1];
}

/// Closes the innermost frame.
static inline void lualark_encoder_close(encoder *e, const frame *f) {
  lua_settop(e->L, f->floor);
  e->depth--;
}

/// Makes room for more text. Raises where memory lacks.
void lualark_encoder_widen(encoder *e, size_t bytes);

/// Where the next so many bytes go.
static inline char *lualark_encoder_room(encoder *e, size_t bytes) {
  if (e->text.capacity_bytes - e->text.length_bytes < bytes)
    lualark_encoder_widen(e, bytes);
  return e->text.bytes + e->text.length_bytes;
}

/// Ends the text at `end`, behind what was written there.
static inline void lualark_encoder_end(encoder *e, const char *end) {
  e->text.length_bytes = (size_t)(end - e->text.bytes);
}

static inline void lualark_encoder_put(encoder *e, char byte) {
  char *to = lualark_encoder_room(e, 1);
  *to = byte;
  e->text.length_bytes++;
}

/// Writes the comma between members, but not before the first.
static inline void lualark_encoder_comma(encoder *e, frame *f) {
  if (f->has_one) lualark_encoder_put(e, ',');
  f->has_one = true;
}

/// Raises where `bytes` are not UTF-8.
void lualark_encoder_check(const encoder *e, const char *bytes, size_t length);

/// Bytes of text that a string of up to ENCODER_SHORT takes, and some more
/// around it.
enum {
  ENCODER_SHORT_ROOM = ENCODER_SHORT * LARK_QUOTE_LONGEST + LARK_QUOTE_SPARE + 8
};

/// Writes a string of up to ENCODER_SHORT bytes with its quotes at `to`, where
/// there is room for it, and returns where it ends; NULL where it is not UTF-8.
char *lualark_encoder_try_quote(char *to, const char *bytes, size_t length);

/// Raises where a short string is not UTF-8.
void lualark_encoder_check_short(const encoder *e, const char *bytes,
                                 size_t length);

/// Whether eight bytes are all ASCII.
static inline bool lualark_encoder_is_ascii(uint64_t bytes) {
  return (bytes & UINT64_MAX / 255 * 0x80) == 0;
}

/// As lualark_encoder_try_quote(); raises where the string is not UTF-8.
static inline char *lualark_encoder_quote(const encoder *e, char *to,
                                          const char *bytes, size_t length) {
  uint64_t all = 0;
  *to++ = '"';
  to = lark_quote_put(to, bytes, length, &all);
  *to++ = '"';
  if (!lualark_encoder_is_ascii(all))
    lualark_encoder_check_short(e, bytes, length);
  return to;
}

#endif
