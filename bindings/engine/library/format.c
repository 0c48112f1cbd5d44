// SPDX-License-Identifier: MIT

// An ordinary call of string.format goes to Lua's own function. Of a call that
// may take long, each conversion goes there by itself.
#include "format.h"

#include <ctype.h>
#include <limits.h>
#include <lualib.h>
#include <string.h>

#include "buffer.h"
#include "watch.h"

enum {
  STEPS_AT_ONCE = 1000,
  FEW = 100, ///< steps that are not worth a look at the clock
  BYTES_PER_STEP = 64
};

// ----------------------------------------------------------------------- rep

enum { PIECE = 64 * 1024 };

typedef struct repetition {
  char *bytes;
  size_t unit, filled, total; ///< the first unit is there from the start
} repetition;

// Copies a piece of what is filled, which doubles that at first.
static void repeat_some(repetition *r) {
  size_t from = r->filled % r->unit;
  size_t length = r->filled - from;
  if (length > PIECE) length = PIECE;
  if (length > r->total - r->filled) length = r->total - r->filled;
  memcpy(r->bytes + r->filled, r->bytes + from, length);
  r->filled += length;
}

static int repeat_goes_on(lua_State *L, int status, lua_KContext context);

// `kept`: `r` is in a userdata.
static int repeat(lua_State *L, repetition *r, bool kept) {
  size_t looked = r->filled;
  while (r->filled < r->total) {
    repeat_some(r);
    if (r->filled - looked < PIECE) continue;
    uint64_t steps = (r->filled - looked) / BYTES_PER_STEP;
    looked = r->filled;
    if (!lualark_watch_pause(L, steps)) continue;
    if (!kept) {
      repetition *moved = lua_newuserdatauv(L, sizeof *r, 0);
      r = memcpy(moved, r, sizeof *r);
    }
    return lua_yieldk(L, 0, (lua_KContext)r, repeat_goes_on);
  }
  lua_pushlstring(L, r->bytes, r->total);
  return 1;
}

static int repeat_goes_on(lua_State *L, int status, lua_KContext context) {
  (void)status;
  return repeat(L, (repetition *)context, true);
}

static int rep(lua_State *L) {
  size_t length = 0;
  size_t between_length = 0;
  char first[1024];
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer count = luaL_checkinteger(L, 2);
  const char *between = luaL_optlstring(L, 3, "", &between_length);
  size_t unit = length + between_length;
  if (count <= 0 || unit == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  if (unit < length || unit > (size_t)INT_MAX / (size_t)count)
    return luaL_error(L, "resulting string too large");

  repetition r = {.bytes = first,
                  .unit = unit,
                  .filled = unit,
                  .total = (size_t)count * unit - between_length};
  // Room for a whole first unit, with its separator, even if it is the only
  // one.
  size_t room = (size_t)count * unit;
  if (room > sizeof first) r.bytes = lua_newuserdatauv(L, room, 0);
  memcpy(r.bytes, text, length);
  memcpy(r.bytes + length, between, between_length);
  return repeat(L, &r, false);
}

// -------------------------------------------------------------------- format

// An ordinary call has no more than these.
enum { MOST_FORMAT = 100, MOST_TEXT = 16 * 1024, MOST_QUOTED = 200 };

// A call that is not ordinary. On the stack: its arguments, the output, this.
typedef struct formatting {
  const char *at, *end;            ///< what is left of the format,
  const char *quoted, *quoted_end; ///< and of a string for %q; NULL: none
  int argument, arguments;
  lualark_buffer output; ///< behind the arguments
  uint64_t steps;        ///< since the last look
} formatting;

// Calls Lua's own function with the same arguments and upvalues.
static int stock_format(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

// The cost of a call in steps; 0 if it is not ordinary.
static uint64_t ordinary_steps(lua_State *L, const char *format,
                               size_t length) {
  if (length > MOST_FORMAT) return 0;
  const char *end = format + length;
  size_t most = MOST_TEXT;
  size_t bytes = 0;
  int conversions = 0;
  for (const char *at = memchr(format, '%', length); at != NULL;
       at = memchr(at, '%', (size_t)(end - at))) {
    if (at[1] == 'q') most = MOST_QUOTED;
    at += at[1] == '%' ? 2 : 1;
    conversions++;
  }
  for (int i = 2; i < conversions + 2; i++) {
    int type = lua_type(L, i);
    if (type > LUA_TSTRING) return 0;
    if (type == LUA_TSTRING) bytes += lua_rawlen(L, i);
  }
  return bytes <= most ? length + bytes / BYTES_PER_STEP + 1 : 0;
}

static void add(lua_State *L, formatting *f, const char *bytes, size_t length) {
  lualark_buffer_add(L, &f->output, bytes, length);
  f->steps += length / BYTES_PER_STEP + 1;
}

// Adds a piece of the text between two conversions.
static void add_text(lua_State *L, formatting *f) {
  size_t left = (size_t)(f->end - f->at);
  if (left > STEPS_AT_ONCE) left = STEPS_AT_ONCE;
  const char *stop = memchr(f->at, '%', left);
  size_t length = stop != NULL ? (size_t)(stop - f->at) : left;
  add(L, f, f->at, length);
  f->at += length;
}

// Writes a character of a string for %q; `next` is the one after it, or the NUL
// behind the end.
static char *quote(char *to, char c, char next) {
  unsigned char code = (unsigned char)c;
  if (c == '"' || c == '\\' || c == '\n') {
    *to++ = '\\';
    *to++ = c;
  } else if (!iscntrl(code)) {
    *to++ = c;
  } else {
    bool full = isdigit((unsigned char)next);
    *to++ = '\\';
    if (full || code >= 100) *to++ = (char)('0' + code / 100);
    if (full || code >= 10) *to++ = (char)('0' + code / 10 % 10);
    *to++ = (char)('0' + code % 10);
  }
  return to;
}

static void add_quoted(lua_State *L, formatting *f) {
  const char *stop = f->quoted_end;
  if (stop - f->quoted > STEPS_AT_ONCE) stop = f->quoted + STEPS_AT_ONCE;
  size_t most = (size_t)(stop - f->quoted) * 4 + 1;
  char *start = lualark_buffer_reserve(L, &f->output, most);
  char *to = start;
  for (; f->quoted < stop; f->quoted++)
    to = quote(to, f->quoted[0], f->quoted[1]);
  if (stop == f->quoted_end) {
    *to++ = '"';
    f->quoted = NULL;
  }
  f->output.length += (size_t)(to - start);
  f->steps += most / 16;
}

// Raises the error of Lua's own function, which is on top, as an error of the
// whole call.
static int raise_again(lua_State *L, const formatting *f, int status) {
  static const char start[] = "bad argument #2 to '";
  const char *text = lua_tostring(L, -1);
  if (status != LUA_ERRRUN || lua_type(L, -1) != LUA_TSTRING)
    return lua_error(L);
  const char *why = strstr(text, "' (");
  if (strncmp(text, start, sizeof start - 1) != 0 || why == NULL)
    return luaL_error(L, "%s", text);
  lua_pushlstring(L, why + 3, strlen(why + 3) - 1);
  return luaL_argerror(L, f->argument, lua_tostring(L, -1));
}

// Adds one conversion of the value on top, and pops it.
static void convert(lua_State *L, formatting *f, const char *format,
                    size_t length) {
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushlstring(L, format, length);
  lua_rotate(L, -3, 2);
  int status = lua_pcall(L, 2, 1, 0);
  if (status != LUA_OK) raise_again(L, f, status);
  // Writing digits is slower than copying.
  f->steps += 20 + lua_rawlen(L, -1) / 8;
  lualark_buffer_add_value(L, &f->output);
}

// Lua refuses conversions of this length before it looks at their value.
enum { TOO_LONG = 23 };

// Adds %s: metamethods make the string, and may raise errors of their own.
static void add_string(lua_State *L, formatting *f, const char *format,
                       size_t length) {
  size_t bytes = 0;
  if (length >= TOO_LONG)
    lua_pushliteral(L, "");
  else
    luaL_tolstring(L, f->argument, &bytes);
  f->steps += bytes / BYTES_PER_STEP + 10;
  if (length > 2)
    convert(L, f, format, length);
  else
    lualark_buffer_add_value(L, &f->output);
}

static void add_conversion(lua_State *L, formatting *f) {
  const char *format = f->at;
  size_t length = 1 + strspn(format + 1, "-+ #0123456789.");
  if (format + length < f->end) length++;
  f->at += length;
  if (length == 2 && format[1] == '%') {
    add(L, f, "%", 1);
    return;
  }
  if (++f->argument > f->arguments) luaL_argerror(L, f->argument, "no value");
  char what = format[length - 1];
  if (what == 's') {
    add_string(L, f, format, length);
  } else if (what == 'q' && length == 2 &&
             lua_type(L, f->argument) == LUA_TSTRING) {
    size_t bytes = 0;
    f->quoted = lua_tolstring(L, f->argument, &bytes);
    f->quoted_end = f->quoted + bytes;
    add(L, f, "\"", 1);
  } else if (what == 'd' && length == 2 && lua_isinteger(L, f->argument)) {
    lua_pushvalue(L, f->argument);
    lualark_buffer_add_value(L, &f->output);
    f->steps += 5;
  } else {
    lua_pushvalue(L, f->argument);
    convert(L, f, format, length);
  }
}

// Does a little of the work; false at the end.
static bool advance(lua_State *L, formatting *f) {
  if (f->quoted != NULL)
    add_quoted(L, f);
  else if (f->at == f->end)
    return false;
  else if (*f->at == '%')
    add_conversion(L, f);
  else
    add_text(L, f);
  return true;
}

static int format_goes_on(lua_State *L, int status, lua_KContext context) {
  formatting *f = (formatting *)context;
  bool going = true;
  (void)status;
  while (going) {
    while (going && f->steps < STEPS_AT_ONCE)
      going = advance(L, f);
    if (f->steps < FEW) break;
    uint64_t steps = f->steps;
    f->steps = 0;
    if (lualark_watch_pause(L, steps))
      return lua_yieldk(L, 0, context, format_goes_on);
  }
  lualark_buffer_push(L, &f->output);
  return 1;
}

// Upvalue: Lua's own function.
static int format(lua_State *L) {
  size_t length = 0;
  const char *text = luaL_checklstring(L, 1, &length);
  uint64_t steps = ordinary_steps(L, text, length);
  if (steps > 0) {
    if (steps >= FEW / 3 && lualark_watch_pause(L, steps))
      return lua_yieldk(L, 0, 0, stock_format);
    return stock_format(L, LUA_OK, 0);
  }
  int arguments = lua_gettop(L);
  luaL_checkstack(L, LUA_MINSTACK, "too many arguments");
  lua_pushnil(L);
  formatting *f = lua_newuserdatauv(L, sizeof *f, 0);
  *f = (formatting){
      .at = text, .end = text + length, .argument = 1, .arguments = arguments};
  lualark_buffer_init(&f->output, arguments + 1, NULL, 0);
  return format_goes_on(L, LUA_OK, (lua_KContext)f);
}

void lualark_format_open(lua_State *L) {
  lua_getglobal(L, LUA_STRLIBNAME);
  lua_pushcfunction(L, rep);
  lua_setfield(L, -2, "rep");
  lua_getfield(L, -1, "format");
  lua_pushcclosure(L, format, 1);
  lua_setfield(L, -2, "format");
  lua_pop(L, 1);
}
