// SPDX-License-Identifier: MIT
#include <string.h>

#include "known.h"
#include "lark_tape.h"
#include "lualark_error.h"
#include "lualark_json.h"
#include "lualark_native.h"

static const char array_key = 0; // its address names the arrays' metatable
static const char spare_key = 0; // a box for documents, or false

enum {
  SHALLOW = 16,   // levels that need no userdata
  DEEPEST = 1024, // what a document can have
  STEPS_A_PARSE = 20,
  BYTES_A_STEP = 128, // of a string
  ROOM_A_STEP = 64,   // members that a table is made for
  LEVELS_A_CHECK = 8, // of Lua's stack
};

void lualark_json_open(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key) == LUA_TNIL) {
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "lark.array");
    lua_setfield(L, -2, "__name");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &array_key);
    // The slot is there from now on, so that filling it takes no memory.
    lua_pushboolean(L, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &spare_key);
  }
  lua_pop(L, 1);
}

// ------------------------------------------------------------------ documents

// What simdjson takes for a text, at most, while its document lives.
enum { BYTES_A_BYTE = 14, BYTES_AT_LEAST = 1024 };

// A spare document of this size makes the next text cheap to parse. A script of
// an engine keeps none: it would count against its memory.
enum { SPARE_BYTES = 65536 };

// Frees its document even where pushing values runs out of memory.
typedef struct document_box {
  lualark_native native;
  bool is_taken, is_hidden; // while it serves; and the registry has it not
  lark_document *document;
  size_t charged;
} document_box;

static void release_document(lualark_native *native) {
  document_box *box = (document_box *)native;
  lark_document_free(box->document);
  lualark_native_discharge(native->scheduler, box->charged);
  box->document = NULL;
  box->charged = 0;
}

static void set_spare(lua_State *L) {
  lua_rawsetp(L, LUA_REGISTRYINDEX, &spare_key);
}

// Pushes the box that was used last, or a new one. While it serves, the
// registry has it only where what an error leaves in it may stay until the next
// text: for a short one, and not in a script whose memory is counted.
static document_box *take_box(lua_State *L, size_t length) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &spare_key);
  document_box *box = lua_touserdata(L, -1);
  // Released with all others, it is not linked any more.
  bool is_there = box != NULL && !box->is_taken && box->native.link != NULL;
  if (!is_there) {
    lua_pop(L, 1);
    box = lualark_native_push(L, lualark_scheduler(L), sizeof *box,
                              release_document);
    box->is_hidden = true;
  }
  bool hides = box->native.scheduler->host != NULL || length > SPARE_BYTES;
  if (is_there && hides) {
    lua_pushboolean(L, 0);
    set_spare(L);
    box->is_hidden = true;
  }
  box->is_taken = true;
  return box;
}

static bool is_worth_keeping(const document_box *box) {
  return box->native.scheduler->host == NULL && box->document != NULL &&
         lark_document_capacity(box->document) <= SPARE_BYTES;
}

// The box at `index` serves the next document.
static void give_box_back(lua_State *L, int index) {
  document_box *box = lua_touserdata(L, index);
  if (!is_worth_keeping(box)) release_document(&box->native);
  box->is_taken = false;
  if (!box->is_hidden) return;
  box->is_hidden = false;
  lua_pushvalue(L, index);
  set_spare(L);
}

bool lualark_json_parse(lua_State *L, const char *text, size_t length,
                        const char **why) {
  luaL_checkstack(L, 4, "a document");
  document_box *box = take_box(L, length);
  scheduler *s = box->native.scheduler;
  size_t bytes = length * BYTES_A_BYTE + BYTES_AT_LEAST;
  lualark_native_charge(L, s, bytes);
  box->charged = bytes;
  s->steps += STEPS_A_PARSE + (uint32_t)(length / BYTES_A_STEP);
  lark_status status =
      box->document != NULL
          ? lark_document_reuse(box->document, text, length, why)
          : lark_document_parse(text, length, &box->document, why);
  if (status == LARK_OK) return true;
  give_box_back(L, lua_gettop(L));
  lua_pop(L, 1);
  if (status == LARK_ENOMEM) lualark_native_starve(L);
  return false;
}

bool lualark_json_read(lua_State *L, const char *text, size_t length,
                       const char **why) {
  if (!lualark_json_parse(L, text, length, why)) return false;
  const document_box *box = lua_touserdata(L, -1);
  lualark_json_push(L, lark_document_root(box->document));
  give_box_back(L, lua_absindex(L, -2));
  lua_remove(L, -2);
  return true;
}

// -------------------------------------------------------------------- pushing

// A document is walked along its tape with a stack of our own, so that a walk
// can be left and gone on with. It begins on the C stack; where it pauses or
// gets deep it moves to a userdata. Lua's stack has, from `base` on: the known
// strings, then for each open container its table and, in an object, the key
// that is next.
typedef struct level {
  bool is_object;
  lua_Integer count; // of an array: the members that are in its table
} level;

typedef struct walk {
  const lark_document *document;
  size_t at; // on its tape: what is to be pushed
  uint32_t depth, room;
  int base; // on Lua's stack
  lualark_known *known;
  level *levels;
  int box; // on Lua's stack: what the document belongs to; 0: none
  struct wait *answered; // or that
} walk;

// A walk that was moved. From then on the wait belongs to it.
typedef struct kept_walk {
  lualark_native native;
  walk walk;
  int top; // of Lua's stack, while it is paused
  level levels[];
} kept_walk;

static void release_walk(lualark_native *native) {
  kept_walk *kept = (kept_walk *)native;
  if (kept->walk.answered != NULL) lualark_wait_free(kept->walk.answered);
  kept->walk.answered = NULL;
}

// Moves a walk to a userdata with room for more, below what it has on Lua's
// stack.
static kept_walk *keep(lua_State *L, scheduler *s, walk *moved) {
  uint32_t room = moved->depth * 2 < DEEPEST ? moved->depth * 2 : DEEPEST;
  if (room < SHALLOW) room = SHALLOW;
  luaL_checkstack(L, 4, "a document");
  kept_walk *kept = lualark_native_push(
      L, s, sizeof *kept + room * sizeof *kept->levels, release_walk);
  memcpy(kept->levels, moved->levels, moved->depth * sizeof(level));
  kept->walk = *moved;
  kept->walk.levels = kept->levels;
  kept->walk.room = room;
  moved->answered = NULL;
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
  lualark_known_push_key(L, w->known, w->base, bytes, length);
}

static void push_string(lua_State *L, const walk *w, uint64_t word,
                        lua_Integer *left) {
  size_t length = 0;
  const char *bytes = lark_tape_string(w->document, word, &length);
  lualark_known_push_value(L, w->known, w->base, bytes, length);
  *left -= (lua_Integer)(length / BYTES_A_STEP);
}

// Pushes a value that is one word of the tape, or two with `payload`.
static void push_scalar(lua_State *L, char tag, uint64_t payload) {
  switch (tag) {
  case 'l': lua_pushinteger(L, (lua_Integer)payload); break;
  case 'd': lua_pushnumber(L, lark_tape_double(payload)); break;
  case 't': lua_pushboolean(L, 1); break;
  case 'f': lua_pushboolean(L, 0); break;
  default: lua_pushlightuserdata(L, NULL); break; // null, or nothing at all
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

// Walks until the value is on the stack, or `*steps` are used up, or the
// levels.
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

static void begin(lua_State *L, walk *w, lark_json value, level *levels) {
  luaL_checkstack(L, 8, "a document");
  lualark_known *known = lualark_known_open(L);
  *w = (walk){.document = value.document,
              .at = value.at,
              .room = SHALLOW,
              .base = lua_gettop(L),
              .known = known,
              .levels = levels};
}

void lualark_json_push(lua_State *L, lark_json value) {
  level levels[SHALLOW];
  walk shallow;
  walk *w = &shallow;
  lua_Integer left = LUA_MAXINTEGER;
  begin(L, w, value, levels);
  int base = w->base;
  while (go_through(L, w, &left) == DEEP)
    w = &keep(L, lualark_scheduler(L), w)->walk;
  lua_replace(L, base);
  lua_settop(L, base);
}

// ----------------------------------------------------------- pushing in turns

static int go_on(lua_State *L, int status, lua_KContext context);

static void end_owner(lua_State *L, walk *w) {
  if (w->answered != NULL) lualark_wait_free(w->answered);
  w->answered = NULL;
  if (w->box != 0) give_box_back(L, w->box);
}

// Walks to the end, which is the C function's. `kept` is NULL while the walk is
// on the C stack.
static int walk_on(lua_State *L, scheduler *s, walk *w, kept_walk *kept) {
  for (;;) {
    lua_Integer left = lualark_steps_left(s);
    outcome how = go_through(L, w, &left);
    lualark_steps_note(s, left);
    if (how == DONE) break;
    if (kept == NULL || how == DEEP) kept = keep(L, s, w);
    w = &kept->walk;
    if (how == TIRED && lualark_pause(L, s)) {
      kept->top = lua_gettop(L);
      return lua_yieldk(L, 0, (lua_KContext)kept, go_on);
    }
  }
  end_owner(L, w);
  return 1;
}

static int go_on(lua_State *L, int status, lua_KContext context) {
  kept_walk *kept = (kept_walk *)context;
  (void)status;
  lualark_native_check(L, &kept->native);
  lua_settop(L, kept->top);
  return walk_on(L, kept->native.scheduler, &kept->walk, kept);
}

int lualark_json_push_parsed(lua_State *L) {
  level levels[SHALLOW];
  walk w;
  document_box *box = lua_touserdata(L, -1);
  begin(L, &w, lark_document_root(box->document), levels);
  w.box = w.base - 1;
  return walk_on(L, box->native.scheduler, &w, NULL);
}

int lualark_json_push_answer(lua_State *L, wait *answered) {
  level levels[SHALLOW];
  walk w;
  begin(L, &w, lark_result_data(answered->result), levels);
  w.answered = answered;
  return walk_on(L, answered->scheduler, &w, NULL);
}

// ----------------------------------------------------------------------- marks

void lualark_json_push_mark(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key);
}

int lualark_json_is_null(lua_State *L, int index) {
  return lua_islightuserdata(L, index) && lua_touserdata(L, index) == NULL;
}

// Whether the metatable on top says that its tables are arrays, in the way that
// other JSON libraries for Lua know, too.
static int says_array(lua_State *L) {
  lua_pushliteral(L, "__jsontype");
  lua_rawget(L, -2);
  const char *type = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
  int is_array = strcmp(type, "array") == 0;
  lua_pop(L, 1);
  return is_array;
}

int lualark_json_is_array(lua_State *L, int index) {
  if (!lua_getmetatable(L, index)) return 0;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key);
  int marked = lua_rawequal(L, -1, -2);
  lua_pop(L, 1);
  if (!marked) marked = says_array(L);
  lua_pop(L, 1);
  return marked;
}

/// lark.array(list): marks a list, which may be empty, as an array.
static int json_array(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  if (lua_getmetatable(L, 1)) {
    luaL_argcheck(L, lualark_json_is_array(L, 1), 1,
                  "the table has another metatable");
    lua_pop(L, 1);
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key);
  lua_setmetatable(L, 1);
  return 1;
}

// ------------------------------------------------------------------- decoding

/// lark.decode(text): the value, or nil and an error.
static int json_decode(lua_State *L) {
  size_t length = 0;
  const char *text = luaL_checklstring(L, 1, &length);
  lark_error error = {.status = LARK_EDECODE};
  if (lualark_json_parse(L, text, length, &error.msg))
    return lualark_json_push_parsed(L);
  return lualark_error_return(L, &error);
}

void lualark_json_register(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"array", json_array},
      {"encode", lualark_json_encode_function},
      {"decode", json_decode},
      {NULL, NULL},
  };
  luaL_setfuncs(L, functions, 0);
  lua_pushlightuserdata(L, NULL);
  lua_setfield(L, -2, "null");
}
