// SPDX-License-Identifier: MIT

// Lua values to JSON text, with a stack of our own in place of C's, so that the
// work can be left and gone on with: another task may run meanwhile, and change
// the tables.
//
// An encoder is a userdata; the state keeps the one that was used last. Lua's
// stack has it, then for each open table the table and what is known of it: the
// last key of a traversal, the keys of an object.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "lualark_json.h"
#include "lualark_native.h"

static const char spare_key = 0; // registry: an encoder that is free, or false

enum {
  STEPS_AT_ONCE = 1000,
  BYTES_A_STEP = 64,  // of a string
  PIECE = 16384,      // of a longer string, written at once
  FRAMES = 16,        // levels that need no memory of their own
  MEMBERS = 32,       // the same for members of objects
  KEYS_ON_STACK = 64, // of an object; more are in a table
  INSERTED = 16,      // members that are sorted by insertion
  COUNTS = 4,
  STARTS = 16,       // of the traversal of a table that changes
  KEPT_BYTES = 4096, // of text that a free encoder keeps
  STEPS_AT_LEAST = 10,
};

typedef struct member {
  uint64_t prefix; // the key's first bytes, as a number that orders them
  const char *key; // on Lua's stack, or in the table of keys
  size_t length;
  uint32_t slot; // there
  bool is_number;
} member;

typedef enum stage {
  TABLE,     // not looked at so far
  COUNTING,  // whether it is a list
  GATHERING, // the keys of an object
  LIST,
  OBJECT,
  VALUES, // of Lua's stack
  STRING  // in pieces
} stage;

typedef struct frame {
  stage stage;
  int at;          // on Lua's stack: the table, the string, before the values
  uint32_t turn;   // in which it was looked at first
  uint32_t seen;   // in which it was traversed last
  size_t length;   // of the list, of the string; how many values or members
  size_t count;    // that were traversed or written
  size_t first;    // member
  uint8_t starts;  // of its traversal
  bool marked;     // an array, or
  bool empty_list; // taken for one where it is empty
  bool keys_apart; // they are in a table
  bool has_key;    // the next member's is written
  bool has_one;    // the next one is written behind a comma
} frame;

typedef struct encoder {
  lualark_native native;
  lua_State *L;       // that it works for now
  lua_Alloc allocate; // the state's
  void *owner;
  bool can_collect; // rubbish of L's
  lark_text text;
  lualark_json_rules rules;
  bool in_turns;
  uint32_t turn;      // which one it is: tables may change between two
  lua_Integer left;   // steps of this one
  int self, top;      // on Lua's stack
  lua_CFunction then; // what follows; NULL: nothing
  uint32_t tables;    // that are open
  frame *frames;
  size_t depth, frame_room;
  member *members;
  size_t member_count, member_room;
  frame few_frames[FRAMES];
  member few_members[MEMBERS];
} encoder;

// ---------------------------------------------------------------------- memory

// The state's own memory, so that it counts against a script's limit.
static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  const encoder *e = user;
  void *got = e->allocate(e->owner, block, old_bytes, new_bytes);
  if (got != NULL || new_bytes == 0 || !e->can_collect) return got;
  // As Lua does where memory lacks: what is rubbish goes first.
  lua_gc(e->L, LUA_GCCOLLECT);
  return e->allocate(e->owner, block, old_bytes, new_bytes);
}

// Doubles a list that has begun inside the encoder.
static void *grow(encoder *e, void *list, const void *few, size_t *room,
                  size_t size) {
  bool is_few = list == few;
  void *longer = resize(e, is_few ? NULL : list, is_few ? 0 : *room * size,
                        *room * 2 * size);
  if (longer == NULL) lualark_native_starve(e->L);
  if (is_few) memcpy(longer, few, *room * size);
  *room *= 2;
  return longer;
}

static void drop_lists(encoder *e) {
  if (e->frames != e->few_frames)
    resize(e, e->frames, e->frame_room * sizeof(frame), 0);
  if (e->members != e->few_members)
    resize(e, e->members, e->member_room * sizeof(member), 0);
  e->frames = e->few_frames;
  e->frame_room = FRAMES;
  e->members = e->few_members;
  e->member_room = MEMBERS;
}

static void release(lualark_native *native) {
  encoder *e = (encoder *)native;
  e->can_collect = false;
  lark_text_clear(&e->text);
  drop_lists(e);
}

static encoder *push_new(lua_State *L) {
  encoder *e = lualark_native_push(L, lualark_scheduler(L), sizeof *e, release);
  lark_text_init(&e->text, &(lark_allocator){resize, e});
  e->frames = e->few_frames;
  e->members = e->few_members;
  e->frame_room = FRAMES;
  e->member_room = MEMBERS;
  // Filling the slot takes no memory from now on.
  lua_pushboolean(L, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &spare_key);
  return e;
}

// Pushes an encoder with nothing to do. Where it raises it is not used again.
static encoder *take(lua_State *L) {
  luaL_checkstack(L, 8, "a value to encode");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &spare_key);
  encoder *e = lua_touserdata(L, -1);
  // Released with all others, it is not linked any more.
  if (e == NULL || e->native.link == NULL) {
    lua_pop(L, 1);
    e = push_new(L);
  } else {
    lua_pushboolean(L, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &spare_key);
  }
  e->L = L;
  e->allocate = lua_getallocf(L, &e->owner);
  e->can_collect = true;
  e->self = lua_gettop(L);
  e->then = NULL;
  e->in_turns = false;
  e->tables = 0;
  e->depth = e->member_count = 0;
  return e;
}

static void give_back(encoder *e) {
  lua_State *L = e->L;
  e->text.length_bytes = 0;
  if (e->text.capacity_bytes > KEPT_BYTES) lark_text_clear(&e->text);
  drop_lists(e);
  lua_pushvalue(L, e->self);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &spare_key);
}

// --------------------------------------------------------------------- scalars

static frame *open_frame(encoder *e, stage first, int at) {
  if (e->depth == e->frame_room)
    e->frames =
        grow(e, e->frames, e->few_frames, &e->frame_room, sizeof *e->frames);
  frame *opened = &e->frames[e->depth++];
  *opened = (frame){
      .stage = first, .at = at, .turn = e->turn, .first = e->member_count};
  return opened;
}

static void put(encoder *e, char byte) {
  lark_text *text = &e->text;
  if (text->length_bytes < text->capacity_bytes)
    text->bytes[text->length_bytes++] = byte;
  else
    lark_text_add_char(text, byte);
}

static void check_utf8(const encoder *e, const char *bytes, size_t length) {
  if (!lark_utf8_valid(bytes, length))
    luaL_error(e->L, "a string is not UTF-8, so it has no JSON form");
}

// Writes the string on top and takes it off; a long one in pieces, later: true.
static bool write_string(encoder *e) {
  size_t length = 0;
  const char *bytes = lua_tolstring(e->L, -1, &length);
  if (length > PIECE) {
    open_frame(e, STRING, lua_gettop(e->L))->length = length;
    return true;
  }
  check_utf8(e, bytes, length);
  lark_text_add_json_string(&e->text, bytes, length);
  e->left -= (lua_Integer)(length / BYTES_A_STEP);
  lua_pop(e->L, 1);
  return false;
}

static void write_piece(encoder *e, frame *f) {
  const char *bytes = lua_tostring(e->L, f->at) + f->count;
  size_t length = f->length - f->count;
  if (length > PIECE) {
    // Not in the middle of a character.
    length = PIECE;
    while (length > PIECE - 4 && ((unsigned char)bytes[length] & 0xC0) == 0x80)
      length--;
  }
  check_utf8(e, bytes, length);
  size_t before = e->text.length_bytes;
  lark_text_add_json_string(&e->text, bytes, length);
  if (e->text.failed) return;
  // Of the quotes only the whole string's stay.
  if (f->count > 0) {
    char *piece = e->text.bytes + before - 1;
    memmove(piece, piece + 2, e->text.length_bytes - before - 1);
    e->text.length_bytes -= 2;
  }
  e->left -= (lua_Integer)(length / BYTES_A_STEP);
  f->count += length;
  if (f->count < f->length) return;
  lua_settop(e->L, f->at - 1);
  e->depth--;
}

static void write_number(encoder *e) {
  lua_State *L = e->L;
  if (lua_isinteger(L, -1)) {
    lark_text_add_integer(&e->text, lua_tointeger(L, -1));
    return;
  }
  lua_Number number = lua_tonumber(L, -1);
  if (number - number == 0)
    lark_text_add_number(&e->text, number);
  else if (e->rules.invalid_to_null)
    lark_text_add_string(&e->text, "null");
  else
    luaL_error(L, "%f has no JSON form", number);
}

// ---------------------------------------------------------------------- tables

static void open_table(encoder *e, bool empty_is_array) {
  if (++e->tables > e->rules.deepest)
    luaL_error(e->L, "a table is nested deeper than %d, or holds itself",
               (int)e->rules.deepest);
  luaL_checkstack(e->L, KEYS_ON_STACK + 8, "a value to encode");
  open_frame(e, TABLE, lua_gettop(e->L))->empty_list = empty_is_array;
}

static void close_table(encoder *e, const frame *closed) {
  lua_settop(e->L, closed->at - 1);
  e->member_count = closed->first;
  e->tables--;
  e->depth--;
}

// Writes the value on top, and takes it off; where that takes a frame, later:
// true.
static bool write_value(encoder *e, bool empty_is_array) {
  lua_State *L = e->L;
  e->left--;
  switch (lua_type(L, -1)) {
  case LUA_TSTRING: return write_string(e);
  case LUA_TTABLE: open_table(e, empty_is_array); return true;
  case LUA_TNUMBER: write_number(e); break;
  case LUA_TBOOLEAN:
    lark_text_add_string(&e->text, lua_toboolean(L, -1) ? "true" : "false");
    break;
  default:
    if (!lualark_json_is_null(L, -1))
      luaL_error(L, "a %s has no JSON form", luaL_typename(L, -1));
    lark_text_add_string(&e->text, "null");
  }
  lua_pop(L, 1);
  return false;
}

// Looks at a table for the first time, or anew since it has changed. The key
// that its traversal starts from is on top.
static void look_at(encoder *e, frame *f) {
  lua_State *L = e->L;
  if (++f->starts > STARTS)
    luaL_error(L, "a table changes all the time while it is encoded");
  lua_settop(L, f->at);
  f->marked = lualark_json_is_array(L, f->at);
  f->length = lua_rawlen(L, f->at);
  f->count = 0;
  f->turn = f->seen = e->turn;
  f->keys_apart = false;
  e->member_count = f->first;
  lua_pushnil(L);
  f->stage = f->length > 0 || e->rules.as_cjson ? COUNTING : GATHERING;
}

// The key on top may be gone, and with it the place in the table.
static bool can_go_on(encoder *e, frame *f) {
  lua_State *L = e->L;
  if (f->seen == e->turn) return true;
  f->seen = e->turn;
  if (lua_isnil(L, -1)) return true;
  lua_pushvalue(L, -1);
  bool is_there = lua_rawget(L, f->at) != LUA_TNIL;
  lua_pop(L, 1);
  return is_there;
}

// ----------------------------------------------------------------------- lists

static void begin_list(encoder *e, frame *f, size_t length) {
  f->stage = LIST;
  f->length = length;
  f->count = 0;
  lua_settop(e->L, f->at);
  put(e, '[');
}

// It is no list, or was none when it was counted.
static void count_differs(encoder *e, frame *f) {
  if (f->turn != e->turn && f->starts < COUNTS) {
    f->stage = TABLE;
    return;
  }
  if (f->marked)
    luaL_error(e->L, "an array has holes or keys that are not 1 to n");
  lua_settop(e->L, f->at);
  lua_pushnil(e->L);
  f->count = 0;
  f->stage = GATHERING;
}

// A list has as many members as it is long.
static void count(encoder *e, frame *f) {
  lua_State *L = e->L;
  while (lua_next(L, f->at)) {
    lua_pop(L, 1);
    if (++f->count > f->length) {
      count_differs(e, f);
      return;
    }
    if (--e->left <= 0) return;
  }
  lua_pushnil(L); // in place of the key
  if (f->count == f->length)
    begin_list(e, f, f->length);
  else
    count_differs(e, f);
}

// Whether a list has too many holes to be one; where it is to be an object then
// that is what it becomes.
static bool is_sparse(encoder *e, const frame *f) {
  const lualark_json_rules *r = &e->rules;
  if (r->sparse_ratio == 0 || f->length <= r->sparse_safe ||
      f->length <= f->count * r->sparse_ratio)
    return false;
  if (!r->sparse_to_object)
    luaL_error(e->L, "Cannot serialise table: excessively sparse array");
  return true;
}

// As of cjson: a list has no keys but positive integers, and may have holes.
static void count_as_cjson(encoder *e, frame *f) {
  lua_State *L = e->L;
  if (f->marked) {
    begin_list(e, f, f->length);
    return;
  }
  if (f->count == 0) f->length = 0; // from here on its highest key
  while (lua_next(L, f->at)) {
    lua_pop(L, 1);
    lua_Integer key = lua_isinteger(L, -1) ? lua_tointeger(L, -1) : 0;
    if (key < 1) {
      count_differs(e, f);
      return;
    }
    f->count++;
    if ((size_t)key > f->length) f->length = (size_t)key;
    if (--e->left <= 0) return;
  }
  lua_pushnil(L);
  if (f->count > 0 && !is_sparse(e, f))
    begin_list(e, f, f->length);
  else
    count_differs(e, f);
}

static void add_comma(encoder *e, frame *f) {
  if (f->has_one) put(e, ',');
  f->has_one = true;
}

static void write_items(encoder *e, frame *f) {
  lua_State *L = e->L;
  while (f->count < f->length) {
    if (e->left <= 0) return;
    if (lua_rawgeti(L, f->at, (lua_Integer)++f->count) == LUA_TNIL) {
      // Gone since it was counted, or a mistake: told below.
      if (f->turn != e->turn || e->rules.as_cjson) lua_pop(L, 1);
      if (e->rules.as_cjson) {
        lua_pushlightuserdata(L, NULL);
      } else if (f->turn != e->turn) {
        e->left--;
        continue;
      }
    }
    add_comma(e, f);
    if (write_value(e, false)) return;
  }
  put(e, ']');
  close_table(e, f);
}

// --------------------------------------------------------------------- objects

static uint64_t prefix_of(const char *key, size_t length) {
  unsigned char bytes[8] = {0};
  uint64_t prefix = 0;
  memcpy(bytes, key, length < 8 ? length : 8);
  for (int i = 0; i < 8; i++)
    prefix = prefix << 8 | bytes[i];
  return prefix;
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

static void sort(encoder *e, member *list, size_t length) {
  if (length > INSERTED) {
    qsort(list, length, sizeof *list, by_key);
    e->left -= (lua_Integer)length;
    return;
  }
  for (size_t i = 1; i < length; i++) {
    member moved = list[i];
    size_t to = i;
    for (; to > 0 && by_key(&list[to - 1], &moved) > 0; to--)
      list[to] = list[to - 1];
    list[to] = moved;
  }
}

// Many keys move from the stack to a table, below the one on top.
static void move_keys(lua_State *L, frame *f) {
  lua_createtable(L, KEYS_ON_STACK * 2, 0);
  for (int i = 1; i <= KEYS_ON_STACK; i++) {
    lua_pushvalue(L, f->at + i);
    lua_rawseti(L, -2, i);
  }
  lua_replace(L, f->at + 1);
  lua_replace(L, f->at + 2);
  lua_settop(L, f->at + 2);
  f->keys_apart = true;
}

// Notes the key on top, and keeps it alive.
static void take_key(encoder *e, frame *f) {
  lua_State *L = e->L;
  bool is_number = e->rules.as_cjson && lua_isinteger(L, -1);
  if (lua_type(L, -1) != LUA_TSTRING && !is_number)
    luaL_error(L, "a table is neither a list nor an object: it has a %s key",
               luaL_typename(L, -1));
  if (e->member_count == e->member_room)
    e->members = grow(e, e->members, e->few_members, &e->member_room,
                      sizeof *e->members);
  if (f->count == KEYS_ON_STACK) move_keys(L, f);
  member *m = &e->members[e->member_count];
  lua_pushvalue(L, -1);
  m->key = lua_tolstring(L, -1, &m->length); // makes a number a string
  m->prefix = prefix_of(m->key, m->length);
  m->is_number = is_number;
  m->slot = (uint32_t)++f->count;
  e->member_count++;
  if (f->keys_apart)
    lua_rawseti(L, f->at + 1, m->slot);
  else
    lua_insert(L, -2);
}

static void gather(encoder *e, frame *f) {
  lua_State *L = e->L;
  while (lua_next(L, f->at)) {
    lua_pop(L, 1);
    if (f->marked)
      luaL_error(L, "an array has holes or keys that are not 1 to n");
    take_key(e, f);
    if (--e->left <= 0) return;
  }
  if (f->count == 0 && (f->marked || f->empty_list)) {
    begin_list(e, f, 0);
    return;
  }
  sort(e, &e->members[f->first], f->count);
  f->length = f->count;
  f->count = 0;
  f->stage = OBJECT;
  put(e, '{');
}

static void push_key(const encoder *e, const frame *f, const member *m) {
  if (f->keys_apart)
    lua_rawgeti(e->L, f->at + 1, m->slot);
  else
    lua_pushvalue(e->L, f->at + (int)m->slot);
}

// Pushes a member's value; nil where it is gone.
static int push_value(const encoder *e, const frame *f, const member *m) {
  if (!m->is_number || lua_stringtonumber(e->L, m->key) == 0) push_key(e, f, m);
  return lua_rawget(e->L, f->at);
}

// Where a table changed while it was traversed a key may be there twice. That
// of `m` is counted already.
static bool is_again(const member *m, const frame *f) {
  return f->count > 1 && f->seen != f->turn && by_key(m - 1, m) == 0;
}

static void write_members(encoder *e, frame *f) {
  lua_State *L = e->L;
  while (f->count < f->length) {
    const member *m = &e->members[f->first + f->count];
    if (e->left <= 0) return;
    if (!f->has_key && m->length > PIECE) {
      add_comma(e, f);
      f->has_key = true;
      push_key(e, f, m);
      write_string(e);
      return;
    }
    f->count++;
    if (push_value(e, f, m) == LUA_TNIL || is_again(m, f)) {
      lua_pop(L, 1);
      e->left--;
      if (!f->has_key) continue;
      lua_pushlightuserdata(L, NULL); // gone behind its key
    }
    if (!f->has_key) {
      add_comma(e, f);
      check_utf8(e, m->key, m->length);
      lark_text_add_json_string(&e->text, m->key, m->length);
    }
    f->has_key = false;
    put(e, ':');
    if (write_value(e, false)) return;
  }
  put(e, '}');
  close_table(e, f);
}

// -------------------------------------------------------------------- in turns

static void write_values(encoder *e, frame *f) {
  lua_State *L = e->L;
  if (f->count == 0) put(e, '[');
  while (f->count < f->length) {
    if (e->left <= 0) return;
    lua_pushvalue(L, f->at + (int)++f->count);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      lua_pushlightuserdata(L, NULL);
    }
    add_comma(e, f);
    if (write_value(e, false)) return;
  }
  put(e, ']');
  e->depth--;
}

// Goes on with the innermost that is open.
static void advance(encoder *e) {
  frame *f = &e->frames[e->depth - 1];
  bool traverses = f->stage == COUNTING || f->stage == GATHERING;
  if (traverses && !can_go_on(e, f)) f->stage = TABLE;
  switch (f->stage) {
  case TABLE: look_at(e, f); break;
  case COUNTING:
    if (e->rules.as_cjson)
      count_as_cjson(e, f);
    else
      count(e, f);
    break;
  case GATHERING: gather(e, f); break;
  case LIST: write_items(e, f); break;
  case OBJECT: write_members(e, f); break;
  case VALUES: write_values(e, f); break;
  case STRING: write_piece(e, f); break;
  }
}

// Writes until all is done, or a pause is due: false.
static bool write_on(encoder *e) {
  const scheduler *s = e->native.scheduler;
  e->left =
      s->host != NULL ? STEPS_AT_ONCE - (lua_Integer)s->steps : LUA_MAXINTEGER;
  while (e->depth > 0 && e->left > 0 && !e->text.failed)
    advance(e);
  if (e->text.failed) lualark_native_starve(e->L);
  if (s->host != NULL)
    e->native.scheduler->steps = (uint32_t)(STEPS_AT_ONCE - e->left);
  return e->depth == 0;
}

static int go_on(lua_State *L, int status, lua_KContext context);

static int finish(encoder *e) {
  lua_State *L = e->L;
  lua_settop(L, e->self);
  lua_pushlstring(L, e->text.bytes, e->text.length_bytes);
  lua_CFunction then = e->then;
  int self = e->self;
  give_back(e); // whatever follows may use it
  lua_remove(L, self);
  return then != NULL ? then(L) : 1;
}

static int encode_on(encoder *e) {
  lua_State *L = e->L;
  while (!write_on(e)) {
    if (!lualark_pause(L, e->native.scheduler)) continue;
    if (e->in_turns) {
      e->turn++;
      e->top = lua_gettop(L);
      return lua_yieldk(L, 0, (lua_KContext)e, go_on);
    }
    e->native.scheduler->parking = e->native.scheduler->preempted = false;
  }
  return finish(e);
}

static int go_on(lua_State *L, int status, lua_KContext context) {
  encoder *e = (encoder *)context;
  (void)status;
  // A finalizer of the script's may resume what the state's end has released.
  if (e->native.link == NULL) return luaL_error(L, "the Lua state is closing");
  lua_settop(L, e->top);
  return encode_on(e);
}

static const lualark_json_rules our_rules = {.deepest = 1000};

static encoder *begin(lua_State *L, const lualark_json_rules *rules) {
  encoder *e = take(L);
  e->rules = rules != NULL ? *rules : our_rules;
  e->native.scheduler->steps += STEPS_AT_LEAST;
  return e;
}

void lualark_json_encode(lua_State *L, int index, int empty_is_array) {
  index = lua_absindex(L, index);
  encoder *e = begin(L, NULL);
  lua_pushvalue(L, index);
  write_value(e, empty_is_array);
  encode_on(e);
}

int lualark_json_encode_turns(lua_State *L, int index,
                              const lualark_json_rules *rules,
                              lua_CFunction then) {
  index = lua_absindex(L, index);
  encoder *e = begin(L, rules);
  e->in_turns = true;
  e->then = then;
  lua_pushvalue(L, index);
  write_value(e, false);
  return encode_on(e);
}

int lualark_json_encode_list(lua_State *L, int first, lua_CFunction then) {
  int last = lua_gettop(L);
  encoder *e = begin(L, NULL);
  e->in_turns = true;
  e->then = then;
  open_frame(e, VALUES, first - 1)->length = (size_t)last - (size_t)first + 1;
  return encode_on(e);
}

/// lark.encode(value): exact JSON text.
int lualark_json_encode_function(lua_State *L) {
  luaL_checkany(L, 1);
  return lualark_json_encode_turns(L, 1, NULL, NULL);
}
