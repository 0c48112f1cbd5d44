// SPDX-License-Identifier: MIT

// Many tasks in one script: they end with whoever waits for them, leave nothing
// behind, and hold up no step.
#include "host.h"

static void a_map_ends_that_waits_in_a_coroutine_of_a_task(void) {
  host h = run("local lark, begun, ended = require 'lark', 0, 0\n"
               "local function row()\n"
               "  begun = begun + 1\n"
               "  lark.sleep(0.001)\n"
               "  ended = ended + 1\n"
               "end\n"
               "local list = {}\n"
               "for i = 1, 100 do list[i] = i end\n"
               "local task = lark.spawn(function()\n"
               "  coroutine.wrap(function()\n"
               "    lark.map(list, row, { concurrency = 3 })\n"
               "  end)()\n"
               "end)\n"
               "while begun == 0 do coroutine.yield() end\n"
               "task:cancel()\n"
               "lark.sleep(0.02)\n"
               "return begun .. ' ' .. ended");
  CHECK(is(h.result, "\"3 0\""));
}

// A task whose wait is over, and which is cancelled before its turn.
static void a_cancelled_task_gives_its_wait_back(void) {
  host h = {0};
  open_engine(&h);
  h.script =
      start(&h, "local lark, other = require 'lark', nil\n"
                "local function first() lark.sleep(0) other:cancel() end\n"
                "local function pair()\n"
                "  local one = lark.spawn(first)\n"
                "  other = lark.spawn(lark.sleep, 0)\n"
                "  one:await()\n"
                "end\n"
                "local function rest()\n"
                "  for _ = 1, 2 do collectgarbage() end\n"
                "  lark.sleep(0.001)\n"
                "end\n"
                "pair()\n"
                "rest()\n"
                "print('begins')\n"
                "for _ = 1, 2000 do pair() end\n"
                "rest()\n"
                "print('ends')\n"
                "lark.sleep(1e6)");
  while (h.printed[0] == '\0')
    lualark_wait(h.engine, 1000);
  size_t before = usage_of(&h, h.script).memory_bytes;
  while (strstr(h.printed, "ends") == NULL)
    lualark_wait(h.engine, 1000);
  size_t after = usage_of(&h, h.script).memory_bytes;
  CHECK(after < before + 65536);
  lualark_close(h.engine);
}

static host run_large(const char *text) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.memory_bytes = (size_t)1 << 30;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  start(&h, text);
  run_all(h.engine);
  lualark_close(h.engine);
  return h;
}

static void too_many_tasks_are_refused(void) {
  host h = run_large("local lark = require 'lark'\n"
                     "for _ = 1, 1e6 do lark.spawn(lark.sleep, 1e6) end");
  CHECK(h.last.status == LARK_ELIMIT);
  CHECK(is(h.msg, "more than 100,000 tasks at once"));
  h = run_large("local lark, list = require 'lark', {}\n"
                "for i = 1, 100100 do list[i] = 1e6 end\n"
                "local ok, err = pcall(lark.map, list, lark.sleep,\n"
                "  { concurrency = #list })\n"
                "return { ok, err.kind, err.hint }");
  CHECK(has(h.result, "[false,\"limit\",\"Await some before"));
}

int main(void) {
  a_map_ends_that_waits_in_a_coroutine_of_a_task();
  a_cancelled_task_gives_its_wait_back();
  too_many_tasks_are_refused();
  return check_failures();
}
