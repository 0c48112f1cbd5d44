// SPDX-License-Identifier: MIT

// Large JSON between host and script: checked at once, and read within the
// script's slices.
#include "host.h"

#include <stdlib.h>

enum { SHORTEST_US = 1, MIB = 1 << 20 };

// A list of rows, and how many they are.
static char *rows(size_t bytes, int *count) {
  char *text = malloc(bytes + 256);
  size_t length = (size_t)sprintf(text, "[");
  int i = 0;
  for (; length < bytes; i++)
    length += (size_t)sprintf(
        text + length,
        "%s{\"id\":\"%d\",\"n\":%d,\"f\":%d.5,\"names\":[\"%d\"]}",
        i > 0 ? "," : "", i, i, i, i % 100);
  strcpy(text + length, "]");
  *count = i;
  return text;
}

// One long string in a list: a single value.
static char *one_string(size_t bytes) {
  char *text = malloc(bytes + 8);
  memset(text, 'x', bytes);
  memcpy(text, "[\"", 2);
  strcpy(text + bytes, "\"]");
  return text;
}

// Steps until the script has ended, each of them so short that every pause is
// taken. Returns how many they were.
static int run_steps(lualark_engine *engine) {
  int steps = 0;
  for (; lualark_scripts(engine) > 0; steps++)
    lualark_step(engine, SHORTEST_US);
  return steps;
}

static const char *large_answer;

static void give(void *user, lualark_engine *engine, lualark_script script,
                 lualark_pending pending, const char *arguments, size_t bytes) {
  (void)user, (void)script, (void)arguments, (void)bytes;
  CHECK(lualark_answer(engine, pending, large_answer) == LARK_OK);
}

typedef enum way { ARGUMENT, EVENT, ANSWER, WAYS } way;

static const char *const texts[WAYS] = {
    "local list = ... local n = 0 for i = 1, #list do "
    "if list[i].n == i - 1 then n = n + 1 end end return n",
    "local lark = require 'lark' local off local n = 0 "
    "off = lark.on('x', function(list) off() for i = 1, #list do "
    "if list[i].n == i - 1 then n = n + 1 end end lark.send('n', n) end)",
    "local list = host.give() local n = 0 for i = 1, #list do "
    "if list[i].n == i - 1 then n = n + 1 end end return n"};

// Returns the number of steps.
static int pass(way by, const char *json, const char *expected) {
  host h = {0};
  open_engine(&h);
  lualark_offer(h.engine, "give", give, NULL);
  large_answer = json;
  char *list = malloc(strlen(json) + 3);
  sprintf(list, "[%s]", json);
  lualark_program program = {.text = texts[by],
                             .arguments = by == ARGUMENT ? list : NULL};
  CHECK(lualark_start(h.engine, &program, &h.script) == LARK_OK);
  free(list); // it was copied
  if (by == EVENT) {
    lualark_step(h.engine, 0);
    CHECK(lualark_emit(h.engine, h.script, "x", json) == LARK_OK);
  }
  int steps = run_steps(h.engine);
  lualark_step(h.engine, 0);
  CHECK(h.ends == 1 && h.last.status == LARK_OK);
  if (by == EVENT)
    CHECK(has(h.sent, expected));
  else
    CHECK(is(h.result, expected));
  lualark_close(h.engine);
  return steps;
}

// The text is checked in pieces of 64 KiB, and some thousand values are made
// between two pauses.
static void texts_are_read_in_slices(void) {
  enum { PIECES = 2 * MIB / (64 << 10), VALUES_A_ROW = 7, AT_ONCE = 4000 };
  int count = 0;
  char *json = rows(2 * MIB, &count);
  char *string = one_string(2 * MIB);
  char expected[32];
  snprintf(expected, sizeof expected, "%d", count);
  for (way by = ARGUMENT; by < WAYS; by++) {
    int steps = pass(by, json, expected);
    CHECK(steps > PIECES + count * VALUES_A_ROW / AT_ONCE);
    steps = pass(by, string, "0");
    CHECK(steps > PIECES);
  }
  free(string);
  free(json);
}

static void the_copy_counts(void) {
  int count = 0;
  host h = {0};
  lualark_usage usage = {.size = sizeof usage};
  char *json = rows(2 * MIB, &count);
  open_engine(&h);
  lualark_program program = {.text = "return 1", .arguments = json};
  CHECK(lualark_start(h.engine, &program, &h.script) == LARK_OK);
  CHECK(lualark_script_usage(h.engine, h.script, &usage) == LARK_OK);
  CHECK(usage.memory_bytes > 2 * MIB && usage.memory_bytes < 3 * MIB);
  lualark_kill(h.engine, h.script); // with its arguments
  program.memory_bytes = MIB;
  CHECK(lualark_start(h.engine, &program, NULL) == LARK_ENOMEM);
  program.memory_bytes = 3 * MIB; // for the text, and not for its values
  CHECK(lualark_start(h.engine, &program, &h.script) == LARK_OK);
  run_steps(h.engine);
  lualark_step(h.engine, 0);
  CHECK(h.ends == 2 && h.last.script == h.script);
  CHECK(h.last.status == LARK_ELIMIT);
  lualark_close(h.engine);
  free(json);
}

static void bad_texts_are_refused_at_once(void) {
  host h = {0};
  int count = 0;
  char *json = rows(MIB, &count);
  open_engine(&h);
  lualark_program program = {.name = "p", .text = "return 1"};
  program.arguments = "{\"a\":1}";
  CHECK(lualark_start(h.engine, &program, NULL) == LARK_EINVAL);
  CHECK(has(lualark_last_error(h.engine), "no JSON array"));
  json[strlen(json) - 1] = ',';
  program.arguments = json;
  CHECK(lualark_start(h.engine, &program, NULL) == LARK_EINVAL);
  CHECK(has(lualark_last_error(h.engine), "no JSON"));
  CHECK(lualark_emit(h.engine, 0, "x", json) == LARK_EINVAL);
  lualark_offer(h.engine, "give", give, NULL);
  large_answer = json;
  start(&h, "return select(2, pcall(host.give))");
  run_all(h.engine);
  CHECK(has(h.result, "host.give: its answer is no JSON"));
  lualark_close(h.engine);
  free(json);
}

// The collector stands still while a text is read, and then goes on. Without
// that 60 texts would be some 400 MB; releases of Lua keep 10 to 40 of it.
static void the_collector_goes_on(void) {
  int count = 0;
  char *json = rows(MIB, &count);
  static const char text[] =
      "local lark = require 'lark' local text = ... "
      "local before = collectgarbage('count') "
      "local co = coroutine.wrap(function() return lark.decode(text) end) "
      "local ok = pcall(lark.decode, text .. ']') co() "
      "for i = 1, 60 do lark.decode(text) end "
      "return collectgarbage('count') < before + 100000";
  host h = {0};
  lark_text argument = {0};
  lark_text_add_string(&argument, "[");
  lark_text_add_json_string(&argument, json, strlen(json));
  lark_text_add(&argument, "]", 2);
  open_engine(&h);
  lualark_program program = {.text = text, .arguments = argument.bytes};
  CHECK(lualark_start(h.engine, &program, &h.script) == LARK_OK);
  run_all(h.engine);
  CHECK(is(h.result, "true"));
  if (!is(h.result, "true")) printf("%s %s\n", h.result, h.msg);
  lualark_close(h.engine);
  lark_text_clear(&argument);
  free(json);
}

int main(void) {
  texts_are_read_in_slices();
  the_copy_counts();
  bad_texts_are_refused_at_once();
  the_collector_goes_on();
  return check_failures();
}
