// SPDX-License-Identifier: MIT
#include "encode_value.h"

#include "encode_keys.h"
#include "encode_scalar.h"
#include "encode_shapes.h"
#include "lualark_words.h"
#include "mark.h"

enum {
  STEPS_A_TABLE = 50, // seeing that a table with much room is empty takes long
};

// A table whose members are on Lua's stack:
//
//     base   key 1   value 1   key 2   value 2
typedef struct few {
  int base, floor;
  uint32_t length, count;
  size_t first; // its first member
  size_t mine;  // its frame, which is filled where writing stops
  bool is_list;
  const shape *shape;   // of an object; NULL: its keys are members
  const shape **likely; // where the latest shape in its place is noted
  const shape *item;    // the latest shape in a list
} few;

// ------------------------------------------------------------------- gathering

typedef enum kind { PLAIN, MARKED, OTHER } kind;

// Whether the table has no metatable, or the arrays' own, by which it is
// marked. A metatable is left on the stack.
static kind kind_of(encoder *e, int index) {
  lua_State *L = e->L;
  if (!lua_getmetatable(L, index)) return PLAIN;
  if (e->array_mark == NULL) {
    lualark_mark_push_array(L);
    e->array_mark = lua_topointer(L, -1);
    lua_pop(L, 1);
  }
  return lua_topointer(L, -1) == e->array_mark ? MARKED : OTHER;
}

// Puts the items of a list on the stack, of which the first is there. False
// where they are many, or the keys are not 1 to n in this order.
static inline bool gather_items(encoder *e, few *w, int index) {
  lua_State *L = e->L;
  const char *hidden = lualark_encode_keys_hidden(e);
  lua_Integer count = 1;
  if (lua_tointeger(L, -2) != 1) return false;
  for (lua_pushvalue(L, -2); lualark_encode_keys_next(L, index, hidden);
       lua_pushvalue(L, -2)) {
    // A longer list is told early.
    bool is_long =
        count == 3 ? lua_rawlen(L, index) > ENCODER_FEW : count == ENCODER_FEW;
    if (is_long || lua_type(L, -2) != LUA_TNUMBER ||
        lua_tointeger(L, -2) != ++count)
      return false;
  }
  w->is_list = true;
  w->length = (uint32_t)count;
  return true;
}

// The members that are gathered.
typedef struct gathering {
  uint32_t count;
  bool more; // the next one is on the stack, too
} gathering;

// Puts the members of an object on the stack, of which the first is there, as
// long as their keys are those of the shape.
static inline gathering gather_likely(encoder *e, const shape *likely,
                                      int index) {
  lua_State *L = e->L;
  const char *hidden = lualark_encode_keys_hidden(e);
  gathering g = {.more = true};
  while (g.more && g.count < likely->count &&
         lua_topointer(L, -2) == likely->keys[g.count]) {
    g.count++;
    lua_pushvalue(L, -2);
    g.more = lualark_encode_keys_next(L, index, hidden);
  }
  return g;
}

// Puts the other members on the stack, of which the first is there, and notes
// their keys and the sum of their addresses. False where they are many, or the
// keys are not strings.
static inline bool gather_members(encoder *e, gathering *g, int index,
                                  uintptr_t *sum) {
  lua_State *L = e->L;
  const char *hidden = lualark_encode_keys_hidden(e);
  while (g->more) {
    if (g->count == ENCODER_FEW || lua_type(L, -2) != LUA_TSTRING) return false;
    const void *key = lua_topointer(L, -2);
    *sum += (uintptr_t)key;
    e->keys[g->count++] = key;
    lua_pushvalue(L, -2);
    g->more = lualark_encode_keys_next(L, index, hidden);
  }
  return true;
}

// Sorts the keys that are on the stack. False where one is long.
static bool sort_members(encoder *e, few *w, uint64_t hash) {
  for (uint32_t i = 0; i < w->length; i++) {
    member *m = lualark_encode_keys_add(e, w->base + 2 * (int)i + 1);
    m->is_number = false;
    m->slot = 2 * (i + 1);
    if (m->length > ENCODER_SHORT) return false;
  }
  member *first = &e->members[w->first];
  if (w->length > 1) lualark_encode_keys_sort(e, first, w->length);
  w->shape = lualark_encode_shapes_add(e, hash, first, w->length, w->base);
  return true;
}

// Puts the other members on the stack, and finds out which shape they have.
// False where they are many, or the keys are not strings.
static bool find_shape(encoder *e, few *w, gathering *g, int index) {
  uintptr_t sum = 0;
  for (uint32_t i = 0; i < g->count; i++) {
    e->keys[i] = (*w->likely)->keys[i];
    sum += (uintptr_t)e->keys[i];
  }
  if (!gather_members(e, g, index, &sum)) return false;
  uint64_t hash = encode_shapes_hash(sum);
  w->length = g->count;
  w->shape = encode_shapes_find(e, hash, w->length);
  if (w->shape == NULL) return sort_members(e, w, hash);
  *w->likely = w->shape;
  return true;
}

// Puts the members on the stack. False where they are many, or the keys are
// neither all strings nor 1 to n in this order.
static bool gather(encoder *e, few *w, int index, bool marked) {
  lua_State *L = e->L;
  const shape *likely = marked ? NULL : *w->likely;
  gathering g = {.more = true};
  lua_pushnil(L);
  if (!lualark_encode_keys_next(L, index, lualark_encode_keys_hidden(e))) {
    w->is_list = marked || (e->empty_is_list && e->tables == 1);
    return true;
  }
  if (likely != NULL) g = gather_likely(e, likely, index);
  if (g.count == 0 && lua_type(L, -2) == LUA_TNUMBER)
    return gather_items(e, w, index);
  if (marked) return false;
  if (g.more || g.count < likely->count) {
    if (!find_shape(e, w, &g, index)) return false;
  } else {
    w->shape = likely;
    w->length = g.count;
  }
  // As many steps as where they are sorted: a limit is always the same.
  if (w->shape != NULL && w->length > ENCODE_KEYS_INSERTED)
    e->left -= w->length;
  return true;
}

// --------------------------------------------------------------------- writing

// Fills its frame, from which writing goes on after `count` members.
static bool keep(encoder *e, const few *w, uint32_t count) {
  e->frames[w->mine] = (frame){.stage = STAGE_FEW,
                               .at = w->base,
                               .base = w->base,
                               .floor = w->floor,
                               .length = w->length,
                               .count = count,
                               .first = w->first,
                               .is_list = w->is_list,
                               .shape = w->shape};
  return true;
}

static bool write_table(encoder *e, int index, int floor, const shape **likely);

// The next member that is written.
typedef struct next_member {
  int at;   // where its value is on Lua's stack
  char *to; // where that is written; there is room for a short string
  const shape **likely; // its shape
} next_member;

// Writes what stands before the value of the member after `count` others.
static inline next_member write_key(encoder *e, few *w, uint32_t count) {
  char *to = lualark_encoder_room(e, ENCODE_SHAPES_ROOM + ENCODER_SHORT_ROOM);
  if (w->shape != NULL) {
    shape_member *shaped = &w->shape->members[count];
    char *end = encode_shapes_put(to, shaped);
    if (count == 0) *to = '{';
    return (next_member){w->base + shaped->slot, end, &shaped->inside};
  }
  if (w->is_list) {
    *to = count == 0 ? '[' : ',';
    return (next_member){w->base + 2 * (int)(count + 1), to + 1, &w->item};
  }
  const member *m = &e->members[w->first + count];
  lualark_encoder_put(e, count == 0 ? '{' : ',');
  lualark_encode_keys_write(e, m);
  to = lualark_encoder_room(e, ENCODER_SHORT_ROOM);
  return (next_member){w->base + (int)m->slot, to, &e->likely};
}

// Writes the value of a member. True where it opened a frame instead.
static inline bool write_value(encoder *e, const next_member *m, int top) {
  lua_State *L = e->L;
  int type = lua_type(L, m->at);
  if (type == LUA_TSTRING) {
    size_t length = 0;
    const char *bytes = lua_tolstring(L, m->at, &length);
    if (length < ENCODER_SHORT) {
      lualark_encoder_end(e, lualark_encoder_quote(e, m->to, bytes, length));
      e->left--;
      return false;
    }
  }
  lualark_encoder_end(e, m->to);
  if (type != LUA_TTABLE) return lualark_encode_scalar(e, type, m->at, top);
  e->left--;
  return write_table(e, m->at, top, m->likely);
}

// Writes on after `count` members. True where that stops.
static bool write_on(encoder *e, few *w, uint32_t count) {
  int top = w->base + 2 * (int)w->length;
  if (w->length == 0) lualark_encoder_put(e, w->is_list ? '[' : '{');
  while (count < w->length) {
    if (e->left <= 0) return keep(e, w, count);
    next_member m = write_key(e, w, count++);
    if (write_value(e, &m, top)) return keep(e, w, count);
  }
  lualark_encoder_put(e, w->is_list ? ']' : '}');
  lua_settop(e->L, w->floor);
  e->member_count = w->first;
  e->tables--;
  e->depth--;
  return false;
}

// ---------------------------------------------------------------------- tables

typedef enum outcome {
  WRITTEN,
  OPENED, // frames, which are to be written first
  LARGE,  // or no list and no object; nothing was done
  LATER   // nothing was done
} outcome;

// Makes room on Lua's stack for what a table's frame puts there.
static void make_room(encoder *e, int floor) {
  enum { ROOM = ENCODER_KEYS_ON_STACK + 8, AHEAD = ENCODER_KEYS_ON_STACK };
  if (floor + ROOM <= e->checked) return;
  luaL_checkstack(e->L, ROOM + AHEAD, "a value to encode");
  e->checked = floor + ROOM + AHEAD;
}

// Counts a table. False where it is not to be tried as a small one now.
static bool begin(encoder *e, int floor) {
  if (++e->tables > e->rules.deepest)
    luaL_error(
        e->L,
        lualark_words("a table is nested deeper than %d, or holds itself"),
        (int)e->rules.deepest);
  e->left -= STEPS_A_TABLE;
  make_room(e, floor);
  return e->left > 0 && e->inside < ENCODER_INSIDE;
}

// Writes a table which `begins`, or which the innermost frame stood for.
static outcome write_small(encoder *e, int index, int floor,
                           const shape **likely, bool begins) {
  if (begins && !begin(e, floor)) return LATER;
  kind is = kind_of(e, index);
  int top = index > floor ? index : floor;
  few w = {.base = is == PLAIN ? top : top + 1,
           .floor = floor,
           .first = e->member_count,
           .likely = likely};
  if (is == OTHER || !gather(e, &w, index, is == MARKED)) {
    lua_settop(e->L, top);
    e->member_count = w.first;
    return LARGE;
  }
  if (!w.is_list) e->left -= w.length;
  w.mine = lualark_encoder_reserve(e);
  e->inside++;
  bool stops = write_on(e, &w, 0);
  e->inside--;
  return stops ? OPENED : WRITTEN;
}

static bool write_table(encoder *e, int index, int floor,
                        const shape **likely) {
  outcome how = write_small(e, index, floor, likely, true);
  if (how == LARGE || how == LATER)
    lualark_encoder_open(e, STAGE_TABLE, index, floor)->is_large = how == LARGE;
  return how != WRITTEN;
}

bool lualark_encode_value_framed(encoder *e) {
  const frame *f = &e->frames[--e->depth];
  if (write_small(e, f->at, f->floor, &e->likely, false) != LARGE) return true;
  e->depth++;
  return false;
}

void lualark_encode_value_few(encoder *e, const frame *f) {
  few w = {.base = f->base,
           .floor = f->floor,
           .length = (uint32_t)f->length,
           .first = f->first,
           .mine = e->depth - 1,
           .is_list = f->is_list,
           .shape = f->shape,
           .likely = &e->likely};
  write_on(e, &w, (uint32_t)f->count);
}

bool lualark_encode_value(encoder *e, int type, int index, int floor) {
  if (type != LUA_TTABLE) return lualark_encode_scalar(e, type, index, floor);
  e->left--;
  return write_table(e, index, floor, &e->likely);
}
