// SPDX-License-Identifier: MIT

// The engine's find, match, gmatch and gsub against Lua's own, on patterns and
// subjects that a fuzzer makes up. If a match takes long, only ours is tried,
// since Lua's could not be stopped.
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lualark.h"
#include "pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LONGEST_PATTERN = 24, LONGEST_SUBJECT = 200, STEPS = 20000 };

// Both run this, which returns all results as one text.
static const char probe[] =
    "local subject, pattern, replacement = ...\n"
    "local function show(...)\n"
    "  local t = table.pack(pcall(...))\n"
    "  for i = 1, t.n do t[i] = tostring(t[i]) end\n"
    "  return table.concat(t, '|')\n"
    "end\n"
    "local function each()\n"
    "  local t = {}\n"
    "  for a, b in subject:gmatch(pattern) do\n"
    "    t[#t + 1] = tostring(a) .. '/' .. tostring(b)\n"
    "  end\n"
    "  return table.concat(t, ',')\n"
    "end\n"
    "local out = { subject, pattern, replacement,\n"
    "  show(string.find, subject, pattern),\n"
    "  show(string.match, subject, pattern, 2), show(each),\n"
    "  show(string.gsub, subject, pattern, replacement),\n"
    "  show(string.gsub, subject, pattern, '%%1', 3),\n"
    "  show(string.gsub, subject, pattern, function(x) return x end) }\n"
    "local text = table.concat(out, '\\n')\n"
    "return (text:gsub('[^ -~]', function(c) return '<' .. c:byte() .. '>' "
    "end))\n";

static char ours[1 << 20];
static lualark_engine *engine;
static lua_State *stock;

static void on_exit_(void *user, lualark_engine *its, const lualark_end *end) {
  (void)user, (void)its;
  snprintf(ours, sizeof ours, "%s",
           end->status == LARK_OK ? end->result : end->error->msg);
}

static void open_both(void) {
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.sandbox = true;
  options.exit = on_exit_;
  if (lualark_open(&options, &engine) != LARK_OK) abort();
  stock = luaL_newstate();
  luaL_openlibs(stock);
}

// Whether matches from all places are over soon.
static bool is_quick(const char *subject, size_t length, const char *text,
                     size_t bytes) {
  pattern p;
  uint64_t steps = STEPS;
  bool anchored = bytes > 0 && text[0] == '^';
  lualark_pattern_init(&p, subject, length, text + anchored, bytes - anchored);
  for (size_t i = 0; i <= length; i++) {
    lualark_pattern_begin(&p, subject + i);
    if (lualark_pattern_run(&p, &steps) == PATTERN_PAUSED) return false;
  }
  return true;
}

static void add_json(lark_text *to, const char *bytes, size_t length) {
  // JSON is UTF-8: bytes above 127 are mapped to others.
  char plain[512];
  for (size_t i = 0; i < length; i++)
    plain[i] = (char)(bytes[i] & 0x7f);
  lark_text_add_json_string(to, plain, length);
}

static void run_ours(const char *parts[3], const size_t lengths[3]) {
  lark_text arguments;
  lark_text_init(&arguments, NULL);
  for (int i = 0; i < 3; i++) {
    lark_text_add_char(&arguments, i == 0 ? '[' : ',');
    add_json(&arguments, parts[i], lengths[i]);
  }
  lark_text_add(&arguments, "]", 2);
  lualark_program program = {.text = probe, .arguments = arguments.bytes};
  if (lualark_start(engine, &program, NULL) != LARK_OK) abort();
  while (lualark_scripts(engine) > 0)
    lualark_step(engine, 0);
  lualark_step(engine, 0);
  lark_text_clear(&arguments);
}

// Runs the same in the stock state, and compares the results as JSON.
static void compare(const char *parts[3], const size_t lengths[3]) {
  if (luaL_loadbuffer(stock, probe, sizeof probe - 1, "@script") != LUA_OK)
    abort();
  for (int i = 0; i < 3; i++) {
    char plain[512];
    for (size_t j = 0; j < lengths[i]; j++)
      plain[j] = (char)(parts[i][j] & 0x7f);
    lua_pushlstring(stock, plain, lengths[i]);
  }
  if (lua_pcall(stock, 3, 1, 0) != LUA_OK) abort();
  size_t length = 0;
  const char *theirs = lua_tolstring(stock, -1, &length);
  lark_text json;
  lark_text_init(&json, NULL);
  lark_text_add_json_string(&json, theirs, length);
  lark_text_add_char(&json, '\0');
  if (strcmp(json.bytes, ours) != 0) {
    fprintf(stderr, "ours:  %s\nLua's: %s\n", ours, json.bytes);
    abort();
  }
  lark_text_clear(&json);
  lua_settop(stock, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) return 0;
  if (engine == NULL) open_both();
  char bytes[LONGEST_PATTERN + LONGEST_SUBJECT + 16] = {0};
  size_t length = size - 2;
  if (length > sizeof bytes - 1) length = sizeof bytes - 1;
  for (size_t i = 0; i < length; i++)
    bytes[i] = (char)(data[i + 2] & 0x7f);
  size_t pattern_bytes = data[0] % (LONGEST_PATTERN + 1);
  if (pattern_bytes > length) pattern_bytes = length;
  size_t left = length - pattern_bytes;
  size_t replacement_bytes = data[1] % 8;
  if (replacement_bytes > left) replacement_bytes = left;
  size_t subject_bytes = left - replacement_bytes;
  if (subject_bytes > LONGEST_SUBJECT) subject_bytes = LONGEST_SUBJECT;

  // Each with a NUL behind it.
  char subject[LONGEST_SUBJECT + 1] = {0};
  char text[LONGEST_PATTERN + 1] = {0};
  memcpy(text, bytes, pattern_bytes);
  memcpy(subject, bytes + pattern_bytes + replacement_bytes, subject_bytes);
  if (!is_quick(subject, subject_bytes, text, pattern_bytes)) return 0;
  const char *parts[3] = {subject, text, bytes + pattern_bytes};
  size_t lengths[3] = {subject_bytes, pattern_bytes, replacement_bytes};
  run_ours(parts, lengths);
  compare(parts, lengths);
  return 0;
}
