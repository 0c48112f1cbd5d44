// SPDX-License-Identifier: MIT

// Our matcher against Lua's own, on patterns of the manual and on random ones:
// the same places, captures and errors, however often it is paused.
#include "check.h"
#include "pattern.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

enum { USUAL_ROUNDS = 2000000 };

typedef struct text {
  char bytes[64];
  size_t length;
} text;

static uint64_t random_state = 88172645463325252u;

static unsigned below(unsigned limit) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return (unsigned)(random_state >> 32) % limit;
}

static void add(text *to, const char *bytes, size_t length) {
  if (to->length + length >= sizeof to->bytes) return;
  memcpy(to->bytes + to->length, bytes, length);
  to->length += length;
  to->bytes[to->length] = '\0';
}

static text random_subject(void) {
  static const char letters[] = "aaabbc1 (x]%-\0.";
  text made = {"", 0};
  for (unsigned n = below(24); n > 0; n--)
    add(&made, &letters[below(sizeof letters - 1)], 1);
  return made;
}

static text random_pattern(void) {
  static const char *const parts[] = {
      "a",    "b",     ".",     "%a",   "%s",     "%d",     "%W",  "[ab]",
      "[^a]", "[a-c]", "[%a-]", "[]]",  "[^]]",   "(",      ")",   "()",
      "%1",   "%2",    "%b()",  "%bab", "%f[%a]", "%f[^a]", "*",   "+",
      "-",    "?",     "$",     "^",    "%",      "[",      "%b",  "%f",
      "%z",   "(a",    "a*",    ".-",   ".*",     "b?",     "%%",  "[%",
      "%g",   "x]",    "[a-]",  "%0",   "%9",     "[z-a]",  "%x+", "(.-)",
  };
  text made = {"", 0};
  for (unsigned n = below(7); n > 0; n--) {
    const char *part = parts[below(sizeof parts / sizeof parts[0])];
    add(&made, part, strlen(part));
  }
  if (below(40) == 0) add(&made, "\0", 1);
  return made;
}

// The result of string.find as a text: places and captures, or "error: ...".
static void ask_lua(lua_State *L, const text *subject, const text *wanted,
                    char *room, size_t bytes) {
  lua_settop(L, 0);
  lua_getglobal(L, "describe");
  lua_pushlstring(L, subject->bytes, subject->length);
  lua_pushlstring(L, wanted->bytes, wanted->length);
  lua_call(L, 2, 1);
  snprintf(room, bytes, "%s", lua_tostring(L, -1));
}

static void add_capture(char *room, size_t bytes, const pattern *p,
                        const pattern_capture *capture) {
  size_t length = strlen(room);
  if (capture->length == PATTERN_POSITION) {
    snprintf(room + length, bytes - length, " %d",
             (int)(capture->start - p->subject) + 1);
    return;
  }
  snprintf(room + length, bytes - length, " <");
  for (ptrdiff_t i = 0; i < capture->length; i++) {
    length = strlen(room);
    snprintf(room + length, bytes - length, "%02x",
             (unsigned char)capture->start[i]);
  }
  length = strlen(room);
  snprintf(room + length, bytes - length, ">");
}

static void describe(const pattern *p, const char *start, char *room,
                     size_t bytes) {
  snprintf(room, bytes, "%d %d", (int)(start - p->subject) + 1,
           (int)(p->at - p->subject));
  for (int i = 0; i < p->level; i++) {
    if (p->captures[i].length == PATTERN_UNFINISHED) {
      snprintf(room, bytes, "error: unfinished capture");
      return;
    }
    add_capture(room, bytes, p, &p->captures[i]);
  }
}

// Where a match may begin, found in small steps; NULL: nowhere.
static const char *skip(const pattern *p, const char *start) {
  uint64_t steps = 0;
  while (steps == 0 && start != NULL) {
    steps = 1 + below(5);
    start = lualark_pattern_skip(p, start, &steps);
  }
  return start;
}

// Asks our matcher the same, a few steps at a time.
static void ask_ours(const text *subject, const text *wanted, char *room,
                     size_t bytes) {
  pattern *p = malloc(sizeof *p);
  bool anchored = wanted->length > 0 && wanted->bytes[0] == '^';
  lualark_pattern_init(p, subject->bytes, subject->length,
                       wanted->bytes + anchored, wanted->length - anchored);
  const char *start = subject->bytes;
  snprintf(room, bytes, "nil");
  if (lualark_pattern_is_plain(wanted->bytes, wanted->length)) {
    const char *found =
        memmem(subject->bytes, subject->length, wanted->bytes, wanted->length);
    if (found != NULL)
      snprintf(room, bytes, "%d %d", (int)(found - start) + 1,
               (int)(found - start + (ptrdiff_t)wanted->length));
    free(p);
    return;
  }
  for (;; start++) {
    pattern_outcome outcome = PATTERN_PAUSED;
    if (!anchored) start = skip(p, start);
    if (start == NULL) break;
    lualark_pattern_begin(p, start);
    while (outcome == PATTERN_PAUSED) {
      uint64_t steps = 1 + below(5);
      // A paused match may be moved.
      pattern *moved = malloc(sizeof *moved);
      memcpy(moved, p, sizeof *p);
      free(p);
      p = moved;
      outcome = lualark_pattern_run(p, &steps);
    }
    if (outcome == PATTERN_MATCHED) {
      describe(p, start, room, bytes);
      break;
    }
    if (outcome == PATTERN_WRONG) {
      char message[100];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      snprintf(message, sizeof message, p->error, p->error_number);
#pragma GCC diagnostic pop
      snprintf(room, bytes, "error: %s", message);
      break;
    }
    if (anchored || start == p->subject_end) break;
  }
  free(p);
}

static const char describer[] =
    "function describe(s, p)\n"
    "  local found = table.pack(pcall(string.find, s, p))\n"
    "  if not found[1] then\n"
    "    return 'error: ' .. found[2]:gsub(' in pattern capture$', '')\n"
    "  end\n"
    "  if found[2] == nil then return 'nil' end\n"
    "  local words = { found[2] .. ' ' .. found[3] }\n"
    "  for i = 4, found.n do\n"
    "    local value = found[i]\n"
    "    if type(value) == 'string' then\n"
    "      value = '<' .. value:gsub('.', function(c)\n"
    "        return ('%02x'):format(c:byte()) end) .. '>'\n"
    "    end\n"
    "    words[#words + 1] = value\n"
    "  end\n"
    "  return table.concat(words, ' ')\n"
    "end\n";

static bool same(lua_State *L, const text *subject, const text *wanted) {
  char theirs[1024];
  char ours[1024];
  ask_lua(L, subject, wanted, theirs, sizeof theirs);
  ask_ours(subject, wanted, ours, sizeof ours);
  if (strcmp(theirs, ours) == 0) return true;
  fprintf(stderr, "subject '%s', pattern '%s':\n  Lua's %s\n  ours  %s\n",
          subject->bytes, wanted->bytes, theirs, ours);
  return false;
}

static text text_of(const char *string) {
  text made = {"", 0};
  add(&made, string, strlen(string));
  return made;
}

static void agrees_on_patterns_of_the_manual(lua_State *L) {
  static const char *const pairs[][2] = {
      {"hello world from Lua", "%a+"},
      {"key = value", "(%w+)%s*=%s*(%w+)"},
      {"  trim me  ", "^%s*(.-)%s*$"},
      {"THE (quick) fox", "%((%a+)%)"},
      {"THE (quick) fox", "%f[%a]%a+"},
      {"f(a(b)c)d", "%b()"},
      {"flaaap", "()aa()"},
      {"\"it's\"", "([\"'])(.-)%1"},
      {"2026-11-21", "(%d+)-(%d+)-(%d+)"},
      {"x^2", "x%^%d"},
      {"abc", ""},
      {"", ""},
      {"", "^$"},
      {"a]b", "[]]"},
      {"a^b", "[a^]+"},
      {"aaa", "a-$"},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
    text subject = text_of(pairs[i][0]);
    text wanted = text_of(pairs[i][1]);
    CHECK(same(L, &subject, &wanted));
  }
}

static void agrees_on_random_ones(lua_State *L, unsigned rounds) {
  for (unsigned i = 0; i < rounds && check_failures() == 0; i++) {
    text subject = random_subject();
    text wanted = random_pattern();
    CHECK(same(L, &subject, &wanted));
  }
}

// Lua's matcher calls itself 200 times at most.
static void agrees_on_what_is_too_complex(lua_State *L) {
  for (size_t count = 195; count <= 205; count++) {
    char items[1024] = "";
    for (size_t i = 0; i < count; i++)
      strcat(items, "a?");
    char subject[256];
    memset(subject, 'a', sizeof subject);
    pattern p;
    uint64_t steps = 1000000;
    lualark_pattern_init(&p, subject, 220, items, strlen(items));
    lualark_pattern_begin(&p, subject);
    bool ours = lualark_pattern_run(&p, &steps) == PATTERN_MATCHED;
    lua_settop(L, 0);
    lua_getglobal(L, "string");
    lua_getfield(L, -1, "find");
    lua_pushlstring(L, subject, 220);
    lua_pushstring(L, items);
    bool theirs = lua_pcall(L, 2, 0, 0) == LUA_OK;
    CHECK(ours == theirs);
  }
}

// (a*)*-like patterns take exponential time: it can be spent in small pieces.
static void pauses_where_lua_would_not_return(void) {
  char subject[64];
  static const char evil[] = "a-a-a-a-a-a-a-a-a-a-a-a-b";
  pattern p;
  memset(subject, 'a', sizeof subject);
  subject[sizeof subject - 1] = '\0';
  lualark_pattern_init(&p, subject, sizeof subject - 1, evil, strlen(evil));
  lualark_pattern_begin(&p, subject);
  for (int i = 0; i < 1000; i++) {
    uint64_t steps = 1000;
    CHECK(lualark_pattern_run(&p, &steps) == PATTERN_PAUSED);
  }
}

int main(int count, char **arguments) {
  unsigned rounds = count > 1 ? (unsigned)atoi(arguments[1]) : USUAL_ROUNDS;
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  CHECK(luaL_dostring(L, describer) == LUA_OK);
  agrees_on_patterns_of_the_manual(L);
  agrees_on_random_ones(L, rounds);
  agrees_on_what_is_too_complex(L);
  pauses_where_lua_would_not_return();
  lua_close(L);
  return check_failures();
}
