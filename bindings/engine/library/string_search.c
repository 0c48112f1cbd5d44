// SPDX-License-Identifier: MIT

// These stand on our own matcher (pattern.c): a match may take as long as its
// script may, and other scripts get their turns meanwhile.
//
// A search begins on the C stack. One that takes longer than a moment moves to
// a userdata, from which it goes on after each interruption.
#include "string_search.h"

#include <ctype.h>
#include <lualib.h>
#include <string.h>

#include "buffer.h"
#include "pattern.h"
#include "script.h"
#include "watch.h"

enum { WORTH_COUNTING = 200 };
enum { STEPS_AT_ONCE = 10000 };

typedef struct search {
  const char *start; ///< where a match is being tried
  bool once;         ///< nowhere else
  bool fresh;        ///< not begun there
  bool find;         ///< the positions of the match are wanted, too
  pattern p;
} search;

static int wrong(lua_State *L, const pattern *p) {
  return luaL_error(L, p->error, p->error_number);
}

// Goes to where the next match may begin, and begins it. PATTERN_FAILED if
// there is no such place.
static pattern_outcome approach(search *s, uint64_t *steps) {
  const char *place = lualark_pattern_skip(&s->p, s->start, steps);
  if (place == NULL) return PATTERN_FAILED;
  s->start = place;
  if (*steps == 0) return PATTERN_PAUSED;
  s->fresh = false;
  lualark_pattern_begin(&s->p, place);
  return PATTERN_MATCHED;
}

// Tries one place after the other, until `*steps` are used up.
static pattern_outcome look(search *s, uint64_t *steps) {
  for (;;) {
    pattern_outcome outcome = s->fresh ? approach(s, steps) : PATTERN_MATCHED;
    if (outcome != PATTERN_MATCHED) return outcome;
    outcome = lualark_pattern_run(&s->p, steps);
    if (outcome != PATTERN_FAILED || s->once) return outcome;
    if (s->start == s->p.subject_end) return outcome;
    s->start++;
    s->fresh = true;
  }
}

// Counts the steps of a search that did not pause: many short ones take long,
// too.
static void spend(lua_State *L, uint64_t steps_left, size_t pattern_bytes) {
  uint64_t steps = STEPS_AT_ONCE - steps_left + pattern_bytes;
  if (steps > WORTH_COUNTING) lualark_watch_spend(L, steps);
}

static void begin(search *s, const char *start, bool once) {
  s->start = start;
  s->once = once;
  s->fresh = !once;
  lualark_pattern_begin(&s->p, start);
}

// Moves a match that is paused to a userdata on top of the stack.
static search *keep(lua_State *L, const search *paused) {
  search *kept = lua_newuserdatauv(L, sizeof *kept, 0);
  memcpy(kept, paused, sizeof *kept);
  return kept;
}

// ------------------------------------------------------------------ captures

static void push_capture(lua_State *L, const search *s, int number) {
  const pattern *p = &s->p;
  if (number >= p->level) {
    if (number > 0) luaL_error(L, "invalid capture index %%%d", number + 1);
    lua_pushlstring(L, s->start, (size_t)(p->at - s->start));
    return;
  }
  const pattern_capture *capture = &p->captures[number];
  if (capture->length == PATTERN_UNFINISHED)
    luaL_error(L, "unfinished capture");
  if (capture->length == PATTERN_POSITION)
    lua_pushinteger(L, capture->start - p->subject + 1);
  else
    lua_pushlstring(L, capture->start, (size_t)capture->length);
}

// Pushes all captures; if there are none and `whole` is true, the match.
static int push_captures(lua_State *L, const search *s, bool whole) {
  int count = s->p.level == 0 && whole ? 1 : s->p.level;
  luaL_checkstack(L, count, "too many captures");
  for (int i = 0; i < count; i++)
    push_capture(L, s, i);
  return count;
}

// ------------------------------------------------------------ find and match

static int finish(lua_State *L, const search *s, pattern_outcome outcome) {
  if (outcome == PATTERN_WRONG) return wrong(L, &s->p);
  if (outcome == PATTERN_FAILED) {
    lua_pushnil(L);
    return 1;
  }
  if (!s->find) return push_captures(L, s, true);
  lua_pushinteger(L, s->start - s->p.subject + 1);
  lua_pushinteger(L, s->p.at - s->p.subject);
  return push_captures(L, s, false) + 2;
}

// Goes on with a search that was paused. After a yield it searches first, so
// that it gets on however short the slices are.
static int go_on(lua_State *L, int status, lua_KContext context) {
  search *kept = (search *)context;
  bool resumed = status == LUA_YIELD;
  pattern_outcome outcome = PATTERN_PAUSED;
  while (outcome == PATTERN_PAUSED) {
    uint64_t steps = STEPS_AT_ONCE;
    if (!resumed && lualark_watch_pause(L, steps))
      return lua_yieldk(L, 0, context, go_on);
    resumed = false;
    outcome = look(kept, &steps);
  }
  return finish(L, kept, outcome);
}

// Where a search starts: counted from 1, or from the end if negative. NULL
// beyond the end.
static const char *start_of(const char *subject, size_t length,
                            lua_Integer from) {
  if (from < 0)
    from =
        (size_t)0 - (size_t)from > length ? 1 : from + (lua_Integer)length + 1;
  if (from == 0) from = 1;
  return (size_t)from - 1 <= length ? subject + from - 1 : NULL;
}

// A plain search looks for the beginning of the text in one piece of the
// subject after the other: as much as memmem() can do in a moment, whatever is
// in them.
enum { PIECE = 8192, BEGINNING = 1024 };

// Looks for the beginning of the text in a piece of the subject; NULL if it
// does not begin there.
static const char *find_in_piece(const char *piece, const char *end,
                                 const char *text, size_t bytes) {
  size_t beginning = bytes < BEGINNING ? bytes : BEGINNING;
  size_t left = (size_t)(end - piece);
  size_t window = PIECE - 1 + beginning;
  return memmem(piece, left < window ? left : window, text, beginning);
}

static int plain_goes_on(lua_State *L, int status, lua_KContext at);

// Searches from `at` on.
static int find_plain(lua_State *L, const char *at) {
  size_t length = 0;
  size_t bytes = 0;
  const char *subject = lua_tolstring(L, 1, &length);
  const char *text = lua_tolstring(L, 2, &bytes);
  const char *end = subject + length;
  while (bytes <= (size_t)(end - at)) {
    // Fast where the first byte is nowhere.
    if (bytes > 0) at = memchr(at, text[0], (size_t)(end - at));
    if (at == NULL) break;
    const char *found = bytes > 0 ? find_in_piece(at, end, text, bytes) : at;
    if (found != NULL && bytes <= (size_t)(end - found) &&
        memcmp(found, text, bytes) == 0) {
      lua_pushinteger(L, found - subject + 1);
      lua_pushinteger(L, found - subject + (lua_Integer)bytes);
      return 2;
    }
    if (found == NULL && end - at <= PIECE) break;
    const char *next = found != NULL ? found + 1 : at + PIECE;
    uint64_t steps = (uint64_t)(next - at) / 8 + 1;
    if (found != NULL) steps += bytes / 64;
    at = next;
    if (lualark_watch_pause(L, steps))
      return lua_yieldk(L, 0, (lua_KContext)at, plain_goes_on);
  }
  lua_pushnil(L);
  return 1;
}

static int plain_goes_on(lua_State *L, int status, lua_KContext at) {
  (void)status;
  return find_plain(L, (const char *)at);
}

static int find_or_match(lua_State *L, bool find) {
  size_t length = 0;
  size_t bytes = 0;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *text = luaL_checklstring(L, 2, &bytes);
  const char *start = start_of(subject, length, luaL_optinteger(L, 3, 1));
  if (start == NULL) {
    lua_pushnil(L);
    return 1;
  }
  if (find && !lua_toboolean(L, 4)) lualark_watch_spend(L, bytes / 16);
  if (find && (lua_toboolean(L, 4) || lualark_pattern_is_plain(text, bytes)))
    return find_plain(L, start);

  search s;
  bool anchored = text[0] == '^' && bytes > 0;
  uint64_t steps = STEPS_AT_ONCE;
  s.find = find;
  lualark_pattern_init(&s.p, subject, length, text + anchored,
                       bytes - anchored);
  begin(&s, start, anchored);
  pattern_outcome outcome = look(&s, &steps);
  spend(L, steps, bytes);
  if (outcome != PATTERN_PAUSED) return finish(L, &s, outcome);
  lua_settop(L, 2);
  return go_on(L, LUA_OK, (lua_KContext)keep(L, &s));
}

static int find(lua_State *L) {
  return find_or_match(L, true);
}

static int match(lua_State *L) {
  return find_or_match(L, false);
}

// -------------------------------------------------------------------- gmatch

// Where the next match is looked for.
typedef struct iteration {
  const char *from;  ///< NULL: nowhere any more
  const char *ended; ///< where the last match ended: no empty one counts there
} iteration;

static iteration *iteration_of(lua_State *L) {
  return lua_touserdata(L, lua_upvalueindex(3));
}

// Notes a match; false if it does not count, or none was found.
static bool take(iteration *i, search *s, pattern_outcome outcome) {
  if (outcome == PATTERN_MATCHED && s->p.at != i->ended) {
    i->from = i->ended = s->p.at;
    return true;
  }
  // The next one is searched for behind the start of this one.
  i->from = outcome == PATTERN_MATCHED && s->start < s->p.subject_end
                ? s->start + 1
                : NULL;
  return false;
}

static int next_match_goes_on(lua_State *L, int status, lua_KContext context);

// Goes on with a search until a match counts. `kept`: the search is in a
// userdata.
static int next_match(lua_State *L, search *s, bool kept) {
  iteration *i = iteration_of(L);
  uint64_t steps = STEPS_AT_ONCE;
  while (i->from != NULL) {
    pattern_outcome outcome = look(s, &steps);
    if (outcome == PATTERN_WRONG) return wrong(L, &s->p);
    spend(L, steps, (size_t)(s->p.text_end - s->p.text));
    if (outcome == PATTERN_PAUSED) {
      if (!kept) s = keep(L, s);
      kept = true;
      if (lualark_watch_pause(L, STEPS_AT_ONCE))
        return lua_yieldk(L, 0, (lua_KContext)s, next_match_goes_on);
      steps = STEPS_AT_ONCE;
      continue;
    }
    if (take(i, s, outcome)) return push_captures(L, s, true);
    if (i->from != NULL) begin(s, i->from, false);
  }
  return 0;
}

static int next_match_goes_on(lua_State *L, int status, lua_KContext context) {
  (void)status;
  return next_match(L, (search *)context, true);
}

// Upvalues: subject, pattern, the iteration.
static int gmatch_next(lua_State *L) {
  size_t length = 0;
  size_t bytes = 0;
  const char *subject = lua_tolstring(L, lua_upvalueindex(1), &length);
  const char *text = lua_tolstring(L, lua_upvalueindex(2), &bytes);
  const iteration *i = iteration_of(L);
  search s;
  if (i->from == NULL) return 0;
  s.find = false;
  lualark_pattern_init(&s.p, subject, length, text, bytes);
  begin(&s, i->from, false);
  return next_match(L, &s, false);
}

static int gmatch(lua_State *L) {
  size_t length = 0;
  const char *subject = luaL_checklstring(L, 1, &length);
  luaL_checkstring(L, 2);
  const char *from = start_of(subject, length, luaL_optinteger(L, 3, 1));
  lua_settop(L, 2);
  iteration *i = lua_newuserdatauv(L, sizeof *i, 0);
  *i = (iteration){from, NULL};
  lua_pushcclosure(L, gmatch_next, 3);
  return 1;
}

// ---------------------------------------------------------------------- gsub

// Places on the stack of gsub: its arguments, then what it needs itself.
enum {
  SUBJECT = 1,
  PATTERN,
  REPLACEMENT,
  MOST,
  STATE,
  OUTPUT,
  SEARCH,
  BASE = SEARCH
};

typedef struct substitution {
  const char *from;        ///< the subject is done up to here
  const char *start, *end; ///< the last match
  lua_Integer count, most;
  uint64_t steps; ///< left until other scripts get their turns
  bool anchored, done;
  lualark_buffer output; ///< at OUTPUT
} substitution;

// Writes a replacement that is a string: %1 and the like stand for captures.
// Returns how many steps that took.
static uint64_t write_text(lua_State *L, substitution *s, const search *found) {
  enum { BYTES_PER_STEP = 64, STEPS_A_CAPTURE = 2 };
  size_t length = 0;
  const char *text = lua_tolstring(L, REPLACEMENT, &length);
  const char *end = text + length;
  uint64_t steps = length / BYTES_PER_STEP;
  for (const char *escape = memchr(text, '%', length); escape != NULL;
       escape = memchr(text, '%', (size_t)(end - text))) {
    lualark_buffer_add(L, &s->output, text, (size_t)(escape - text));
    char what = escape[1]; // behind the end is a NUL, which is no escape
    if (what == '%')
      lualark_buffer_add(L, &s->output, "%", 1);
    else if (what == '0')
      lualark_buffer_add(L, &s->output, found->start,
                         (size_t)(found->p.at - found->start));
    else if (isdigit((unsigned char)what)) {
      push_capture(L, found, what - '1');
      lualark_buffer_add_value(L, &s->output);
    } else
      luaL_error(L, "invalid use of '%%' in replacement string");
    text = escape + 2;
    steps += STEPS_A_CAPTURE;
    if (steps % STEPS_AT_ONCE < STEPS_A_CAPTURE)
      lualark_watch_look(lualark_script_at(L), STEPS_AT_ONCE);
  }
  lualark_buffer_add(L, &s->output, text, (size_t)(end - text));
  return steps;
}

// Writes the value that a table or a function gave, which is on top; nil and
// false leave the match as it is.
static void write_given(lua_State *L, substitution *s) {
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    lualark_buffer_add(L, &s->output, s->start, (size_t)(s->end - s->start));
  } else if (lua_isstring(L, -1)) {
    lualark_buffer_add_value(L, &s->output);
  } else {
    luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  }
}

// The next step: a number of arguments, with which to call the function on the
// stack, or
enum {
  WRITTEN = -1, // the next match
  LOOK_UP = -2, // looking up the key on the stack
  AT_END = -3   // the rest of the subject
};

static void take_off(substitution *s, uint64_t steps) {
  s->steps -= steps < s->steps ? steps : s->steps;
}

// Writes the replacement of a match, or pushes what is needed to ask for it.
// Asking may call Lua, which is not done here, where the C stack holds a
// search.
static int replace_match(lua_State *L, substitution *s, const search *found) {
  switch (lua_type(L, REPLACEMENT)) {
  case LUA_TFUNCTION:
    lua_pushvalue(L, REPLACEMENT);
    return push_captures(L, found, true);
  case LUA_TTABLE: push_capture(L, found, 0); return LOOK_UP;
  default: take_off(s, write_text(L, s, found)); return WRITTEN;
  }
}

// Handles what a look found.
static int advance(lua_State *L, substitution *s, const search *found,
                   pattern_outcome outcome) {
  if (outcome != PATTERN_MATCHED) {
    s->done = true;
  } else if (found->p.at == s->end) {
    // An empty match where the last one ended: goes on by one character.
    s->done = s->anchored || found->start == found->p.subject_end;
    if (s->done) return WRITTEN;
    lualark_buffer_add(L, &s->output, s->from, 1);
    s->from++;
  } else {
    lualark_buffer_add(L, &s->output, s->from,
                       (size_t)(found->start - s->from));
    s->start = found->start;
    s->from = s->end = found->p.at;
    s->count++;
    s->done = s->anchored || s->count == s->most;
    return replace_match(L, s, found);
  }
  return WRITTEN;
}

static int end_substitution(lua_State *L, substitution *s) {
  size_t length = 0;
  const char *subject = lua_tolstring(L, SUBJECT, &length);
  lualark_buffer_add(L, &s->output, s->from,
                     (size_t)(subject + length - s->from));
  spend(L, s->steps, 0);
  lualark_buffer_push(L, &s->output);
  lua_pushinteger(L, s->count);
  return 2;
}

static int paused(lua_State *L, int status, lua_KContext context);

// Goes on until the table or the function is to be asked for a match.
static int go_through(lua_State *L, substitution *s, search *found, bool kept) {
  int next = WRITTEN;
  while (!s->done && next == WRITTEN) {
    pattern_outcome outcome = look(found, &s->steps);
    if (outcome == PATTERN_WRONG) return wrong(L, &found->p);
    if (outcome != PATTERN_PAUSED) {
      next = advance(L, s, found, outcome);
      begin(found, s->from, s->anchored);
      continue;
    }
    if (!kept) {
      found = keep(L, found);
      lua_replace(L, SEARCH);
      kept = true;
    }
    s->steps = STEPS_AT_ONCE;
    if (lualark_watch_pause(L, STEPS_AT_ONCE))
      return lua_yieldk(L, 0, (lua_KContext)s, paused);
  }
  return next != WRITTEN ? next : AT_END;
}

__attribute__((noinline)) static int search_on(lua_State *L, substitution *s) {
  size_t length = 0;
  size_t bytes = 0;
  const char *subject = lua_tolstring(L, SUBJECT, &length);
  const char *text = lua_tolstring(L, PATTERN, &bytes);
  search found;
  lualark_pattern_init(&found.p, subject, length, text + s->anchored,
                       bytes - s->anchored);
  begin(&found, s->from, s->anchored);
  take_off(s, bytes);
  return go_through(L, s, &found, false);
}

static int given(lua_State *L, int status, lua_KContext context);

// Asks the table or the function. If that yields, given() goes on.
static void ask(lua_State *L, substitution *s, int next) {
  if (next == LOOK_UP) {
    take_off(s, lualark_watch_lookup(lualark_script_at(L)));
    lua_gettable(L, REPLACEMENT);
  } else {
    lua_callk(L, next, 1, (lua_KContext)s, given);
  }
  write_given(L, s);
}

static int substitute(lua_State *L, substitution *s);

static int resumed(lua_State *L, int status, lua_KContext context) {
  (void)status;
  return substitute(L, (substitution *)context);
}

static int substitute(lua_State *L, substitution *s) {
  while (!s->done) {
    if (s->steps == 0) {
      s->steps = STEPS_AT_ONCE;
      if (lualark_watch_pause(L, STEPS_AT_ONCE))
        return lua_yieldk(L, 0, (lua_KContext)s, resumed);
    }
    int next = search_on(L, s);
    if (next != AT_END) ask(L, s, next);
  }
  return end_substitution(L, s);
}

static int paused(lua_State *L, int status, lua_KContext context) {
  substitution *s = (substitution *)context;
  (void)status;
  int next = go_through(L, s, lua_touserdata(L, SEARCH), true);
  if (next != AT_END) ask(L, s, next);
  return substitute(L, s);
}

static int given(lua_State *L, int status, lua_KContext context) {
  substitution *s = (substitution *)context;
  (void)status;
  write_given(L, s);
  return substitute(L, s);
}

static int gsub(lua_State *L) {
  size_t length = 0;
  const char *subject = luaL_checklstring(L, SUBJECT, &length);
  const char *text = luaL_checkstring(L, PATTERN);
  int type = lua_type(L, REPLACEMENT);
  luaL_argexpected(L,
                   type == LUA_TNUMBER || type == LUA_TSTRING ||
                       type == LUA_TTABLE || type == LUA_TFUNCTION,
                   REPLACEMENT, "string/function/table");
  lua_Integer most = luaL_optinteger(L, MOST, (lua_Integer)length + 1);
  lua_settop(L, MOST);
  substitution *s = lua_newuserdatauv(L, sizeof *s, 0);
  *s = (substitution){.from = subject,
                      .most = most,
                      .steps = STEPS_AT_ONCE,
                      .anchored = text[0] == '^',
                      .done = most <= 0};
  lualark_buffer_init(&s->output, OUTPUT, NULL, 0);
  lua_settop(L, BASE);
  return substitute(L, s);
}

void lualark_string_search_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"find", find},
                                       {"match", match},
                                       {"gmatch", gmatch},
                                       {"gsub", gsub},
                                       {NULL, NULL}};
  lua_getglobal(L, LUA_STRLIBNAME);
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
}
