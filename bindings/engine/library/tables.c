// SPDX-License-Identifier: MIT

// They work element by element, as Lua's own functions do, and look at the
// clock every so many. What goes on after a yield stands on the stack, below
// what it pushes.
#include "tables.h"

#include <limits.h>
#include <lualib.h>
#include <string.h>

#include "buffer.h"
#include "embedded.h"
#include "release.h"
#include "script.h"
#include "watch.h"

enum {
  STEPS_AT_ONCE = 1000, ///< elements
  FEW = 100,            ///< elements that are not worth a look at the clock
  BYTES_PER_STEP = 64
};

// --------------------------------------------------------------------- lists

// The ways in which a function uses its list. A list that is no table needs a
// metamethod for each.
enum { READS = 1, WRITES = 2, MEASURES = 4 };

static bool has_field(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  bool has = lua_rawget(L, -2) != LUA_TNIL;
  lua_pop(L, 1);
  return has;
}

static void check_list(lua_State *L, int place, int uses) {
  if (lua_type(L, place) == LUA_TTABLE) return;
  bool good = lua_getmetatable(L, place);
  if (good) {
    good = (!(uses & READS) || has_field(L, "__index")) &&
           (!(uses & WRITES) || has_field(L, "__newindex")) &&
           (!(uses & MEASURES) || has_field(L, "__len"));
    lua_pop(L, 1);
  }
  if (!good) luaL_checktype(L, place, LUA_TTABLE);
}

// Whether no metamethod is called for the list. (Its elements are read and
// written by lua_geti() and lua_seti() all the same, which are faster than the
// raw functions.)
static bool is_raw(lua_State *L, int place) {
  if (lua_type(L, place) != LUA_TTABLE) return false;
  if (!lua_getmetatable(L, place)) return true;
  lua_pop(L, 1);
  return false;
}

// The cost of an element of a list, in steps: it may be looked up in a chain of
// tables.
static lua_Unsigned cost_of(lua_State *L, int place) {
  return is_raw(L, place) ? 1 : lualark_watch_lookup(lualark_script_at(L));
}

static lua_Integer length_of(lua_State *L, int place, int uses) {
  if (is_raw(L, place)) return (lua_Integer)lua_rawlen(L, place);
  check_list(L, place, uses | MEASURES);
  return luaL_len(L, place);
}

static lua_Integer plus(lua_Integer a, lua_Unsigned b) {
  return (lua_Integer)((lua_Unsigned)a + b); // wraps around, as Lua's do
}

// ------------------------------------------------------ insert, remove, move

// Elements of the list at index 1 that move to other places.
typedef struct shift {
  int target; ///< where the list is that takes them
  lua_Integer from, to;
  lua_Unsigned count, done;
  bool down; ///< the last one goes first
  int (*end)(lua_State *L, const struct shift *s);
} shift;

static void shift_some(lua_State *L, shift *s, lua_Unsigned count) {
  for (; count > 0; count--) {
    lua_Unsigned i = s->down ? s->count - 1 - s->done : s->done;
    lua_geti(L, 1, plus(s->from, i));
    lua_seti(L, s->target, plus(s->to, i));
    s->done++;
  }
}

static int shift_goes_on(lua_State *L, int status, lua_KContext context);

// How many elements to move until the next look, at `cost` steps each.
static lua_Unsigned portion(const shift *s, lua_Unsigned cost) {
  lua_Unsigned left = s->count - s->done;
  lua_Unsigned most = 1 + (STEPS_AT_ONCE - 1) / cost;
  return left < most ? left : most;
}

static lua_Unsigned cost_of_shift(lua_State *L, const shift *s) {
  lua_Unsigned read = cost_of(L, 1);
  lua_Unsigned written = cost_of(L, s->target);
  return read > written ? read : written;
}

// `kept`: `s` is in a userdata.
static int run_shift(lua_State *L, shift *s, bool kept) {
  while (s->done < s->count) {
    lua_Unsigned cost = cost_of_shift(L, s);
    lua_Unsigned count = portion(s, cost);
    if (count * cost >= FEW && lualark_watch_pause(L, count * cost)) {
      if (!kept) {
        shift *moved = lua_newuserdatauv(L, sizeof *s, 0);
        s = memcpy(moved, s, sizeof *s);
      }
      return lua_yieldk(L, 0, (lua_KContext)s, shift_goes_on);
    }
    shift_some(L, s, count);
  }
  return s->end(L, s);
}

// The next portion was counted before the yield.
static int shift_goes_on(lua_State *L, int status, lua_KContext context) {
  shift *s = (shift *)context;
  (void)status;
  shift_some(L, s, portion(s, cost_of_shift(L, s)));
  return run_shift(L, s, true);
}

// The new value is at index 3.
static int end_insert(lua_State *L, const shift *s) {
  lua_settop(L, 3);
  lua_seti(L, 1, s->from);
  return 0;
}

static int insert(lua_State *L) {
  lua_Integer end = plus(length_of(L, 1, READS | WRITES), 1);
  int count = lua_gettop(L);
  if (count == 2) {
    lua_seti(L, 1, end);
    return 0;
  }
  if (count != 3) return luaL_error(L, "wrong number of arguments to 'insert'");
  lua_Integer place = luaL_checkinteger(L, 2);
  luaL_argcheck(L, (lua_Unsigned)place - 1 < (lua_Unsigned)end, 2,
                "position out of bounds");
  shift s = {.target = 1,
             .from = place,
             .to = plus(place, 1),
             .count = end > place ? (lua_Unsigned)end - place : 0,
             .down = true,
             .end = end_insert};
  return run_shift(L, &s, false);
}

// The removed value is at index 2.
static int end_remove(lua_State *L, const shift *s) {
  lua_settop(L, 2);
  lua_pushnil(L);
  lua_seti(L, 1, plus(s->to, s->count));
  return 1;
}

static int list_remove(lua_State *L) {
  lua_Integer size = length_of(L, 1, READS | WRITES);
  lua_Integer place = luaL_optinteger(L, 2, size);
  if (place != size && (lua_Unsigned)place - 1 > (lua_Unsigned)size) {
    // Lua 5.4.4 names the list; later releases name the place.
    int argument = lualark_release() > 50404 ? 2 : 1;
    return luaL_argerror(L, argument, "position out of bounds");
  }
  lua_settop(L, 1);
  lua_geti(L, 1, place);
  shift s = {.target = 1,
             .from = plus(place, 1),
             .to = place,
             .count = size > place ? (lua_Unsigned)size - place : 0,
             .end = end_remove};
  return run_shift(L, &s, false);
}

static int end_move(lua_State *L, const shift *s) {
  lua_pushvalue(L, s->target);
  return 1;
}

static int move(lua_State *L) {
  lua_Integer from = luaL_checkinteger(L, 2);
  lua_Integer last = luaL_checkinteger(L, 3);
  lua_Integer to = luaL_checkinteger(L, 4);
  int target = lua_isnoneornil(L, 5) ? 1 : 5;
  check_list(L, 1, READS);
  check_list(L, target, WRITES);
  shift s = {.target = target, .from = from, .to = to, .end = end_move};
  if (last < from) return end_move(L, &s);
  luaL_argcheck(L, from > 0 || last < LUA_MAXINTEGER + from, 3,
                "too many elements to move");
  s.count = (lua_Unsigned)last - from + 1;
  luaL_argcheck(L, to <= plus(LUA_MAXINTEGER, 1 - s.count), 4,
                "destination wrap around");
  // Ranges that overlap: no element is overwritten before it has moved.
  s.down = to > from && to <= last &&
           (target == 1 || lua_compare(L, 1, target, LUA_OPEQ));
  return run_shift(L, &s, false);
}

// -------------------------------------------------------------------- concat

// Places on the stack of concat: two of its arguments, then what it needs
// itself.
enum { LIST = 1, SEPARATOR, OUTPUT, JOIN };

typedef struct join {
  lualark_buffer output; ///< at OUTPUT
  const char *separator;
  size_t separator_length;
  lua_Integer at, last;
  bool over;
  uint64_t steps; ///< since the last look
  uint64_t cost;  ///< of an element
} join;

static void join_one(lua_State *L, join *j) {
  size_t length = 0;
  int type = lua_geti(L, LIST, j->at);
  const char *bytes = lua_tolstring(L, -1, &length);
  if (bytes == NULL)
    luaL_error(L, "invalid value (%s) at index %I in table for 'concat'",
               lua_typename(L, type), (LUAI_UACINT)j->at);
  lualark_buffer_add(L, &j->output, bytes, length);
  lua_settop(L, JOIN);
  j->steps += j->cost + (length + j->separator_length) / BYTES_PER_STEP;
  j->over = j->at == j->last;
  if (j->over) return;
  lualark_buffer_add(L, &j->output, j->separator, j->separator_length);
  j->at++;
}

static int join_goes_on(lua_State *L, int status, lua_KContext context);

static int leave_join(lua_State *L, join *j, bool kept) {
  if (!kept) {
    lualark_buffer_keep(L, &j->output);
    join *moved = lua_newuserdatauv(L, sizeof *j, 0);
    j = memcpy(moved, j, sizeof *j);
    lua_replace(L, JOIN);
  }
  return lua_yieldk(L, 0, (lua_KContext)j, join_goes_on);
}

// `kept`: `j` is in a userdata.
static int run_join(lua_State *L, join *j, bool kept) {
  for (;;) {
    j->cost = cost_of(L, LIST);
    while (!j->over && j->steps < STEPS_AT_ONCE)
      join_one(L, j);
    uint64_t steps = j->steps;
    if (j->over && steps < FEW) break;
    j->steps = 0;
    if (lualark_watch_pause(L, steps)) return leave_join(L, j, kept);
  }
  lualark_buffer_push(L, &j->output);
  return 1;
}

static int join_goes_on(lua_State *L, int status, lua_KContext context) {
  (void)status;
  return run_join(L, (join *)context, true);
}

static int concat(lua_State *L) {
  char first[1024];
  join j;
  j.last = length_of(L, LIST, READS);
  j.separator = luaL_optlstring(L, SEPARATOR, "", &j.separator_length);
  j.at = luaL_optinteger(L, 3, 1);
  j.last = luaL_optinteger(L, 4, j.last);
  j.over = j.at > j.last;
  j.steps = 0;
  lualark_buffer_init(&j.output, OUTPUT, first, sizeof first);
  lua_settop(L, SEPARATOR);
  lua_settop(L, JOIN); // nils
  return run_join(L, &j, false);
}

// -------------------------------------------------------------------- unpack

// On the stack: the list, the first index, the last, and the `pushed` values
// that are there already. Nothing else touches this stack between two pieces.
static int unpack_some(lua_State *L, int status, lua_KContext pushed) {
  lua_Integer from = lua_tointeger(L, 2);
  lua_Unsigned count = (lua_Unsigned)lua_tointeger(L, 3) - from + 1;
  lua_Unsigned done = (lua_Unsigned)pushed;
  (void)status;
  while (done < count) {
    lua_Unsigned stop = done + 1 + (STEPS_AT_ONCE - 1) / cost_of(L, 1);
    if (stop > count) stop = count;
    for (; done < stop; done++)
      lua_geti(L, 1, plus(from, done));
    if (lualark_watch_pause(L, STEPS_AT_ONCE))
      return lua_yieldk(L, 0, (lua_KContext)done, unpack_some);
  }
  return (int)count;
}

static int unpack(lua_State *L) {
  lua_Integer from = luaL_optinteger(L, 2, 1);
  lua_Integer last =
      lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
  if (from > last) return 0;
  lua_Unsigned count = (lua_Unsigned)last - from;
  // Some more: for the indices, and for an error.
  if (count >= INT_MAX - LUA_MINSTACK ||
      !lua_checkstack(L, (int)++count + LUA_MINSTACK))
    return luaL_error(L, "too many results to unpack");
  if (count < FEW) {
    for (lua_Unsigned i = 0; i < count; i++)
      lua_geti(L, 1, plus(from, i));
    return (int)count;
  }
  lua_settop(L, 1);
  lua_pushinteger(L, from);
  lua_pushinteger(L, last);
  return unpack_some(L, LUA_OK, 0);
}

// ---------------------------------------------------------------------- sort

enum { MOST_AT_ONCE = 256, MOST_BYTES = 64 * 1024 };

// The type of all values of a short list that Lua's own function sorts in a
// moment. LUA_TNIL if they are of several types, which it refuses in a moment;
// LUA_TNONE if it may take longer.
static int plain_type(lua_State *L, int place, lua_Integer count) {
  if (count > MOST_AT_ONCE || !is_raw(L, place)) return LUA_TNONE;
  int common = LUA_TNONE;
  size_t bytes = 0;
  for (lua_Integer i = 1; i <= count; i++) {
    int type = lua_rawgeti(L, place, i);
    if (type == LUA_TSTRING) bytes += lua_rawlen(L, -1);
    lua_pop(L, 1);
    if (type > LUA_TSTRING || bytes > MOST_BYTES) return LUA_TNONE;
    common = i == 1 || type == common ? type : LUA_TNIL;
  }
  return common;
}

// Calls Lua's own function with the same arguments and upvalues.
static int stock_sort(lua_State *L) {
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static int sort_in_lua(lua_State *L, lua_Integer count);

// After a yield, during which the list may have changed.
static int sort_goes_on(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  lua_Integer count = length_of(L, 1, READS | WRITES);
  if (count <= 1) return 0;
  luaL_argcheck(L, count < INT_MAX, 1, "array too big");
  bool is_plain = plain_type(L, 1, count) != LUA_TNONE;
  return is_plain ? stock_sort(L) : sort_in_lua(L, count);
}

static int sort_plain(lua_State *L, lua_Integer count) {
  uint64_t steps = (uint64_t)count * 8;
  if (steps >= FEW && lualark_watch_pause(L, steps))
    return lua_yieldk(L, 0, 0, sort_goes_on);
  return stock_sort(L);
}

static int sort_as(lua_State *L, int type) {
  lua_settop(L, 1);
  stock_sort(L);
  lua_pushstring(L, lua_typename(L, type));
  return 1;
}

static int run_goes_on(lua_State *L, int status, lua_KContext type) {
  (void)status;
  bool is_same = plain_type(L, 1, (lua_Integer)lua_rawlen(L, 1)) == type;
  return is_same ? sort_as(L, (int)type) : 0;
}

// For the version in Lua. Arguments: a short list, its length. Sorts it if all
// are numbers or all strings, and returns the type's name; otherwise nothing.
static int sort_run(lua_State *L) {
  int type = plain_type(L, 1, lua_tointeger(L, 2));
  if (type != LUA_TNUMBER && type != LUA_TSTRING) return 0;
  if (lualark_watch_pause(L, STEPS_AT_ONCE))
    return lua_yieldk(L, 0, type, run_goes_on);
  return sort_as(L, type);
}

// `<`, with errors that name no line, as those of Lua's own function.
static int is_less(lua_State *L) {
  lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPLT));
  return 1;
}

static int sort_is_over(lua_State *L, int status, lua_KContext context) {
  (void)L, (void)status, (void)context;
  return 0;
}

// Calls the version in Lua, whose order function may wait and be interrupted.
// It gets the functions that it calls as arguments, since a script may replace
// those of the library.
static int sort_in_lua(lua_State *L, lua_Integer count) {
  bool ordered = !lua_isnil(L, 2);
  lualark_embedded_push(L, "yieldable");
  lua_getfield(L, -1, "sort");
  lua_pushvalue(L, 1);
  lua_pushinteger(L, count);
  lua_pushcfunction(L, move);
  if (ordered) {
    lua_pushvalue(L, 2);
    lua_pushnil(L);
  } else {
    lua_pushcfunction(L, is_less);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushcclosure(L, sort_run, 1);
  }
  lua_callk(L, 5, 0, 0, sort_is_over);
  return 0;
}

// Upvalue: Lua's own function.
static int sort(lua_State *L) {
  lua_Integer count = length_of(L, 1, READS | WRITES);
  if (count <= 1) return 0;
  luaL_argcheck(L, count < INT_MAX, 1, "array too big");
  bool ordered = !lua_isnoneornil(L, 2);
  if (ordered) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  if (!ordered && plain_type(L, 1, count) != LUA_TNONE)
    return sort_plain(L, count);
  return sort_in_lua(L, count);
}

void lualark_tables_open(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"concat", concat}, {"insert", insert}, {"remove", list_remove},
      {"move", move},     {"unpack", unpack}, {NULL, NULL}};
  lua_getglobal(L, LUA_TABLIBNAME);
  luaL_setfuncs(L, functions, 0);
  lua_getfield(L, -1, "sort");
  lua_pushcclosure(L, sort, 1);
  lua_setfield(L, -2, "sort");
  lua_pop(L, 1);
}
