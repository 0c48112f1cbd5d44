// SPDX-License-Identifier: MIT
#include "push.h"

#include <string.h>

#include "collector.h"
#include "known.h"
#include "lark_tape.h"
#include "mark.h"
#include "steps.h"

enum {
  SHALLOW = 16,       // levels that need no userdata
  DEEPEST = 1024,     // what a document can have
  BYTES_A_STEP = 128, // of a string
  ROOM_A_STEP = 64,   // members that a table is made for
  LEVELS_A_CHECK = 8, // of Lua's stack
};

// A document is walked along its tape with a stack of levels instead of C's
// stack, so that a walk can pause. It begins on the C stack; where it pauses or
// gets deep it moves to a userdata.
//
//     tape       {  "a"  [  1  2  ]  }
//                             ^ at
//     levels     [ object ] [ array, 1 item ]        innermost
//     Lua stack  known strings, table, "a", table
//                ^ base
typedef struct level {
  bool is_object;
  lua_Integer count; // of an array: items in its table
} level;

typedef struct walk {
  const lark_document *document;
  size_t at;      // on its tape
  uint32_t depth; // open levels
  uint32_t room;  // levels that there is room for
  int base;       // on Lua's stack
  lualark_known *known;
  level *levels;
  int owner; // index of the lualark_document to give back; 0: none
  lualark_push_source *source; // to free; NULL: none
} walk;

// A walk that moved to a userdata, and took the source with it.
typedef struct kept_walk {
  lualark_native native;
  walk walk;
  int top; // of Lua's stack, while it is paused
  level levels[];
} kept_walk;

static void free_source(walk *w) {
  if (w->source != NULL) w->source->free(w->source);
  w->source = NULL;
}

static void release_walk(lualark_native *native) {
  kept_walk *kept = (kept_walk *)native;
  free_source(&kept->walk);
}

// Moves a walk to a userdata with room for more levels, which is put below what
// the walk has on Lua's stack.
static kept_walk *keep(lua_State *L, lualark_state *state, walk *moved) {
  uint32_t room = moved->depth * 2 < DEEPEST ? moved->depth * 2 : DEEPEST;
  if (room < SHALLOW) room = SHALLOW;
  luaL_checkstack(L, 4, "a document");
  kept_walk *kept = lualark_native_push(
      L, state, sizeof *kept + room * sizeof *kept->levels, release_walk);
  memcpy(kept->levels, moved->levels, moved->depth * sizeof(level));
  kept->walk = *moved;
  kept->walk.levels = kept->levels;
  kept->walk.room = room;
  moved->source = NULL;
  lua_insert(L, kept->walk.base);
  kept->walk.base++;
  return kept;
}

// Pushes a table for a container; its members come next.
static void open_container(lua_State *L, walk *w, uint64_t word,
                           lua_Integer *left) {
  uint32_t count = lark_tape_count(word);
  bool is_object = lark_tape_tag(word) == '{';
  if (w->depth % LEVELS_A_CHECK == 0)
    luaL_checkstack(L, 2 * LEVELS_A_CHECK + 6, "a document");
  if (is_object)
    lua_createtable(L, 0, (int)count);
  else
    lua_createtable(L, (int)count, 0);
  *left -= count / ROOM_A_STEP;
  w->levels[w->depth++] = (level){is_object, 0};
}

static void close_container(lua_State *L, walk *w) {
  if (w->levels[--w->depth].is_object) return;
  lua_getiuservalue(L, w->base, LUALARK_KNOWN_ARRAY);
  lua_setmetatable(L, -2);
}

static void push_key(lua_State *L, const walk *w, uint64_t word) {
  size_t length = 0;
  const char *bytes = lark_tape_string(w->document, word, &length);
  lualark_known_push(L, w->known, w->base, bytes, length);
}

static void push_string(lua_State *L, const walk *w, uint64_t word,
                        lua_Integer *left) {
  size_t length = 0;
  const char *bytes = lark_tape_string(w->document, word, &length);
  lualark_known_push(L, w->known, w->base, bytes, length);
  *left -= (lua_Integer)(length / BYTES_A_STEP);
}

// Pushes a value that takes one word of the tape, or two: then the second is
// its payload.
static void push_scalar(lua_State *L, char tag, uint64_t payload) {
  switch (tag) {
  case 'l': lua_pushinteger(L, (lua_Integer)payload); break;
  case 'd': lua_pushnumber(L, lark_tape_double(payload)); break;
  case 't': lua_pushboolean(L, 1); break;
  case 'f': lua_pushboolean(L, 0); break;
  default: lualark_mark_push_null(L); break; // null, or an absent value
  }
}

// Puts the value on top into its container.
static void store(lua_State *L, level *into) {
  if (into->is_object)
    lua_rawset(L, -3); // of duplicate keys the last one stays
  else
    lua_rawseti(L, -2, ++into->count);
}

typedef enum outcome { DONE, TIRED, DEEP } outcome;

static level *innermost(const walk *w) {
  return w->depth > 0 ? &w->levels[w->depth - 1] : NULL;
}

// Walks until the value is on the stack (DONE), `*steps` are used up (TIRED),
// or the levels are (DEEP).
static outcome go_through(lua_State *L, walk *w, lua_Integer *steps) {
  const uint64_t *tape = w->document->tape;
  level *into = innermost(w);
  lua_Integer left = *steps;
  size_t at = w->at;
  for (;;) {
    char tag = lark_tape_tag(tape[at]);
    if (into != NULL && (tag == '}' || tag == ']')) {
      close_container(L, w);
      into = innermost(w);
      at++;
    } else {
      bool has_key = into != NULL && into->is_object;
      uint64_t value = tape[at + has_key];
      tag = lark_tape_tag(value);
      bool is_container = tag == '{' || tag == '[';
      outcome stops = --left < 0                            ? TIRED
                      : is_container && w->depth == w->room ? DEEP
                                                            : DONE;
      if (stops != DONE) {
        w->at = at;
        *steps = left;
        return stops;
      }
      if (has_key) push_key(L, w, tape[at++]);
      at++;
      if (is_container) {
        open_container(L, w, value, &left);
        into = innermost(w);
        continue;
      }
      if (tag == '"')
        push_string(L, w, value, &left);
      else {
        push_scalar(L, tag, tape[at]);
        at += tag == 'l' || tag == 'd';
      }
    }
    if (into == NULL) break;
    store(L, into);
  }
  *steps = left;
  return DONE;
}

// How many words of the tape a value has.
static size_t count_words(lark_json value) {
  uint64_t word = value.document->tape[value.at];
  char tag = lark_tape_tag(word);
  return tag == '{' || tag == '[' ? (uint32_t)word - value.at : 1;
}

static void begin(lua_State *L, lualark_state *state, walk *w, lark_json value,
                  level *levels) {
  luaL_checkstack(L, 8, "a document");
  lualark_collector_defer(L, state, count_words(value));
  lualark_known *known = lualark_known_open(L);
  *w = (walk){.document = value.document,
              .at = value.at,
              .room = SHALLOW,
              .base = lua_gettop(L),
              .known = known,
              .levels = levels};
}

void lualark_push_value(lua_State *L, lark_json value) {
  level levels[SHALLOW];
  walk shallow;
  walk *w = &shallow;
  lua_Integer left = LUA_MAXINTEGER;
  lualark_state *state = lualark_state_get(L);
  begin(L, state, w, value, levels);
  int base = w->base;
  while (go_through(L, w, &left) == DEEP)
    w = &keep(L, state, w)->walk;
  lua_replace(L, base);
  lua_settop(L, base);
}

bool lualark_push_text(lua_State *L, const char *text, size_t length,
                       const char **why) {
  if (!lualark_document_parse(L, text, length, why)) return false;
  const lualark_document *document = lualark_native_at(L, -1);
  lualark_push_value(L, lark_document_root(document->parsed));
  lualark_document_give_back(L, lua_absindex(L, -2));
  lua_remove(L, -2);
  return true;
}

// ----------------------------------------------------------- pushing in turns

static int go_on(lua_State *L, int status, lua_KContext context);

static void give_back(lua_State *L, walk *w) {
  free_source(w);
  if (w->owner != 0) lualark_document_give_back(L, w->owner);
}

// Walks to the end, and returns what the C function returns. `kept` is NULL
// while the walk is on the C stack.
static int walk_on(lua_State *L, lualark_state *state, walk *w,
                   kept_walk *kept) {
  for (;;) {
    lua_Integer left = lualark_steps_left(state);
    outcome how = go_through(L, w, &left);
    lualark_steps_note(state, left);
    if (how == DONE) break;
    if (kept == NULL || how == DEEP) kept = keep(L, state, w);
    w = &kept->walk;
    if (how == TIRED && lualark_steps_pause(L, state)) {
      kept->top = lua_gettop(L);
      return lua_yieldk(L, 0, (lua_KContext)kept, go_on);
    }
  }
  give_back(L, w);
  return 1;
}

static int go_on(lua_State *L, int status, lua_KContext context) {
  kept_walk *kept = (kept_walk *)context;
  (void)status;
  lualark_native_check(L, &kept->native);
  lua_settop(L, kept->top);
  return walk_on(L, kept->native.state, &kept->walk, kept);
}

int lualark_push_document(lua_State *L) {
  level levels[SHALLOW];
  walk w;
  const lualark_document *document = lualark_native_at(L, -1);
  lualark_state *state = document->native.state;
  begin(L, state, &w, lark_document_root(document->parsed), levels);
  w.owner = w.base - 1;
  return walk_on(L, state, &w, NULL);
}

int lualark_push_answer(lua_State *L, lualark_state *state, lark_json value,
                        lualark_push_source *source) {
  level levels[SHALLOW];
  walk w;
  begin(L, state, &w, value, levels);
  w.source = source;
  return walk_on(L, state, &w, NULL);
}
