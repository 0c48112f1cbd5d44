// SPDX-License-Identifier: MIT
#include "reader.h"

#include <string.h>

#include "charge.h"
#include "known.h"
#include "mark.h"
#include "steps.h"
#include "syntax.h"

enum {
  LARGE_TEXT = 64 << 10,
  CHECKED_AT_ONCE = 64 << 10, // bytes
  CHECKED_A_STEP = 64,
  BYTES_A_STEP = 128, // of a string
  ROOM_A_STEP = 64,   // members that a table is made for
  LEVELS_A_CHECK = 8, // of Lua's stack
};

// The levels are those of the syntax once the text was checked: its depth and
// counts begin anew.
//
//     Lua stack  reader, known strings, table, key, table ...
//                        ^ base
typedef struct reader {
  lualark_native native;
  lualark_reader_text text;
  lualark_known *known;
  size_t at;
  uint32_t next_large; // the first container of the table that comes
  int base, top;
  bool checked;
  lualark_syntax syntax;
} reader;

static void release(lualark_native *native) {
  reader *r = (reader *)native;
  lualark_push_source *source = r->text.source;
  lualark_syntax_clear(&r->syntax);
  r->text.source = NULL;
  if (source != NULL) source->free(source);
}

// ------------------------------------------------------------------- strings

static char *add_utf8(char *to, uint32_t code) {
  if (code < 0x80) {
    *to++ = (char)code;
  } else if (code < 0x800) {
    *to++ = (char)(0xc0 | code >> 6);
    *to++ = (char)(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    *to++ = (char)(0xe0 | code >> 12);
    *to++ = (char)(0x80 | (code >> 6 & 0x3f));
    *to++ = (char)(0x80 | (code & 0x3f));
  } else {
    *to++ = (char)(0xf0 | code >> 18);
    *to++ = (char)(0x80 | (code >> 12 & 0x3f));
    *to++ = (char)(0x80 | (code >> 6 & 0x3f));
    *to++ = (char)(0x80 | (code & 0x3f));
  }
  return to;
}

// Writes the character of the escape at `*from`, and moves behind it.
static char *add_escape(char *to, const char **from) {
  static const char names[] = "bfnrt";
  static const char values[] = "\b\f\n\r\t";
  const char *at = *from;
  const char *name = strchr(names, at[1]);
  if (at[1] != 'u') {
    *from = at + 2;
    *to++ = name != NULL ? values[name - names] : at[1];
    return to;
  }
  uint32_t code = (uint32_t)lualark_syntax_hex(at + 2);
  *from = at + 6;
  if (code >= 0xd800 && code < 0xdc00) {
    uint32_t second = (uint32_t)lualark_syntax_hex(at + 8);
    code = 0x10000 + ((code - 0xd800) << 10) + (second - 0xdc00);
    *from = at + 12;
  }
  return add_utf8(to, code);
}

// Where the string ends whose first escape is at `at`.
static const char *end_of(const char *at, const char *end) {
  while (*at != '"') {
    at += 2; // whatever is escaped is no end
    at += lualark_syntax_plain(at, end);
  }
  return at;
}

// Pushes the string from `from` on, whose first escape is at `at`, and returns
// where it ends.
static const char *push_escaped(lua_State *L, const char *from, const char *at,
                                const char *end) {
  const char *last = end_of(at, end);
  luaL_Buffer buffer;
  char *first = luaL_buffinitsize(L, &buffer, (size_t)(last - from));
  char *to = first;
  for (;;) {
    size_t plain = lualark_syntax_plain(from, last);
    memcpy(to, from, plain);
    to += plain;
    from += plain;
    if (from >= last) break;
    to = add_escape(to, &from);
  }
  luaL_pushresultsize(&buffer, (size_t)(to - first));
  return last;
}

// Pushes the string that begins at `at`, behind its quote; returns where its
// value goes on.
static const char *push_string(lua_State *L, const reader *r, const char *at,
                               lua_Integer *left) {
  const char *end = r->text.bytes + r->text.length;
  size_t length = lualark_syntax_plain(at, end);
  const char *last = at + length;
  if (*last != '"')
    last = push_escaped(L, at, last, end);
  else if (end - at >= LUALARK_KNOWN_READ)
    lualark_known_push(L, r->known, r->base, at, length);
  else
    lua_pushlstring(L, at, length);
  *left -= (last - at) / BYTES_A_STEP;
  return last + 1;
}

// -------------------------------------------------------------------- values

static bool is_object(const reader *r) {
  uint32_t level = r->syntax.depth - 1;
  return (r->syntax.objects[level / 64] >> level % 64 & 1) != 0;
}

static const char *skip_blanks(const char *at) {
  while (lualark_syntax_is_blank(*at))
    at++;
  return at;
}

// How many members the container at `place` has, if they are many.
static int room_for(reader *r, size_t place) {
  const lualark_syntax *s = &r->syntax;
  while (r->next_large < s->large_count && s->large[r->next_large].at < place)
    r->next_large++;
  if (r->next_large == s->large_count || s->large[r->next_large].at != place)
    return 0;
  return (int)s->large[r->next_large++].count;
}

static void open_container(lua_State *L, reader *r, size_t place,
                           lua_Integer *left) {
  lualark_syntax *s = &r->syntax;
  bool object = r->text.bytes[place] == '{';
  int room = room_for(r, place);
  uint32_t level = s->depth;
  uint64_t bit = (uint64_t)1 << level % 64;
  if (level % LEVELS_A_CHECK == 0)
    luaL_checkstack(L, 2 * LEVELS_A_CHECK + 6, "a document");
  lua_createtable(L, object ? 0 : room, object ? room : 0);
  *left -= room / ROOM_A_STEP;
  if (object)
    s->objects[level / 64] |= bit;
  else
    s->objects[level / 64] &= ~bit;
  s->levels[level].count = 0;
  s->depth++;
}

static void close_container(lua_State *L, reader *r) {
  if (!is_object(r)) {
    lua_getiuservalue(L, r->base, LUALARK_KNOWN_ARRAY);
    lua_setmetatable(L, -2);
  }
  r->syntax.depth--;
}

static const char *push_number(lua_State *L, const char *at) {
  lualark_syntax_number number = {.is_integer = true};
  bool starved = false;
  const char *end = at;
  if (!lualark_syntax_number_at(at, &end, &number, &starved))
    lualark_charge_starve(L);
  if (number.is_integer)
    lua_pushinteger(L, (lua_Integer)number.integer);
  else
    lua_pushnumber(L, number.number);
  return end;
}

// Pushes the value at `at` that is no container; returns where it ends.
static const char *push_scalar(lua_State *L, const reader *r, const char *at,
                               lua_Integer *left) {
  enum { TRUE_BYTES = 4, FALSE_BYTES = 5, NULL_BYTES = 4 };
  switch (*at) {
  case '"': return push_string(L, r, at + 1, left);
  case 't': lua_pushboolean(L, 1); return at + TRUE_BYTES;
  case 'f': lua_pushboolean(L, 0); return at + FALSE_BYTES;
  case 'n': lualark_mark_push_null(L); return at + NULL_BYTES;
  default: return push_number(L, at);
  }
}

// Puts the value on top into its container.
static void store(lua_State *L, reader *r) {
  lualark_syntax_level *level = &r->syntax.levels[r->syntax.depth - 1];
  if (is_object(r))
    lua_rawset(L, -3); // of duplicate keys the last one stays
  else
    lua_rawseti(L, -2, (lua_Integer)++level->count);
}

// Reads one value, or the beginning or the end of a container. True where the
// outermost value is on the stack.
static bool read_one(lua_State *L, reader *r, lua_Integer *left) {
  const char *text = r->text.bytes;
  const char *at = skip_blanks(text + r->at);
  bool inside = r->syntax.depth > 0;
  if (*at == ',') at = skip_blanks(at + 1);
  if (inside && (*at == '}' || *at == ']')) {
    close_container(L, r);
    r->at = (size_t)(at + 1 - text);
    if (r->syntax.depth == 0) return true;
    store(L, r);
    return false;
  }
  if (inside && is_object(r)) {
    at = skip_blanks(push_string(L, r, at + 1, left));
    at = skip_blanks(at + 1); // the colon
  }
  if (*at == '{' || *at == '[') {
    open_container(L, r, (size_t)(at - text), left);
    r->at = (size_t)(at + 1 - text);
    return false;
  }
  r->at = (size_t)(push_scalar(L, r, at, left) - text);
  if (!inside) return true;
  store(L, r);
  return false;
}

// -------------------------------------------------------------------- in turns

static int go_on(lua_State *L, int status, lua_KContext context);

static int rest(lua_State *L, reader *r) {
  r->top = lua_gettop(L);
  return lua_yieldk(L, 0, (lua_KContext)r, go_on);
}

static int read_on(lua_State *L, reader *r) {
  lualark_state *state = r->native.state;
  for (;;) {
    lua_Integer left = lualark_steps_left(state);
    bool done = false;
    lualark_steps_hold_collector(L, state);
    while (!done && left-- > 0)
      done = read_one(L, r, &left);
    lualark_steps_note(state, left);
    if (done) break;
    if (lualark_steps_pause_holding(L, state)) return rest(L, r);
  }
  lualark_steps_release_collector(L, state);
  release(&r->native);
  return 1; // the value is on top
}

static int refuse(lua_State *L, reader *r) {
  const char *why = r->syntax.why;
  bool starved = r->syntax.starved;
  int (*told)(lua_State *, const char *) = r->text.refuse;
  release(&r->native);
  lua_settop(L, r->base - 2);
  if (starved) return lualark_charge_starve(L);
  return told(L, why);
}

static int check_on(lua_State *L, reader *r) {
  lualark_state *state = r->native.state;
  while (!lualark_syntax_go_on(&r->syntax, CHECKED_AT_ONCE)) {
    state->steps += CHECKED_AT_ONCE / CHECKED_A_STEP;
    if (lualark_steps_pause(L, state)) return rest(L, r);
  }
  if (r->syntax.why != NULL || r->syntax.starved) return refuse(L, r);
  r->checked = true;
  r->syntax.depth = 0;
  return read_on(L, r);
}

static int go_on(lua_State *L, int status, lua_KContext context) {
  reader *r = (reader *)context;
  (void)status;
  lualark_native_check(L, &r->native);
  lua_settop(L, r->top);
  return r->checked ? read_on(L, r) : check_on(L, r);
}

static int push_in_turns(lua_State *L, lualark_state *state,
                         const lualark_reader_text *text) {
  luaL_checkstack(L, 8, "a document");
  reader *r = lualark_native_push(L, state, sizeof *r, release);
  r->known = lualark_known_open(L);
  r->base = lua_gettop(L);
  lualark_syntax_begin(&r->syntax, text->bytes, text->length);
  r->text = *text;
  return check_on(L, r);
}

int lualark_reader_push(lua_State *L, lualark_state *state,
                        const lualark_reader_text *text) {
  const char *why = NULL;
  if (state->host != NULL && text->length >= LARGE_TEXT)
    return push_in_turns(L, state, text);
  bool is_json = lualark_document_parse(L, text->bytes, text->length, &why);
  if (text->source != NULL) text->source->free(text->source);
  return is_json ? lualark_push_document(L) : text->refuse(L, why);
}
