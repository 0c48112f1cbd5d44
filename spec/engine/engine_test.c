// SPDX-License-Identifier: MIT

// Scripts in an engine, without a network: how they start and end, and what
// they may use.
#include "host.h"

#include <stdlib.h>
#include <time.h>

// --------------------------------------------------------------- start and end

static void returns_json(void) {
  host h = run("return { a = 1, b = { true, 'x' } }");
  CHECK(h.last.status == LARK_OK && h.last.error == NULL);
  CHECK(has(h.result, "\"b\":[true,\"x\"]"));
  CHECK(is(run("return").result, "null"));
  CHECK(is(run("return 9007199254740993").result, "9007199254740993"));
  CHECK(h.last.usage.peak_bytes > 0 && h.last.usage.wall_us > 0);
}

static void takes_arguments(void) {
  host h = {0};
  open_engine(&h);
  lualark_program program = {
      .text = "local a, b, c = ... return { a, b.x, select('#', ...) }",
      .arguments = "[1, {\"x\": 9223372036854775807}, null]"};
  CHECK(lualark_start(h.engine, &program, NULL) == LARK_OK);
  run_all(h.engine);
  CHECK(is(h.result, "[1,9223372036854775807,3]"));
  lualark_close(h.engine);
}

static void tells_how_a_script_failed(void) {
  host h = run("local function f() error('broken') end\nf()");
  CHECK(h.last.status == LARK_ESCRIPT);
  CHECK(is(h.msg, "test:1: broken"));
  CHECK(has(h.traceback, "test:1: in local 'f'"));
  h = run("return nil, require('lark').error { kind = 'permission', code = 7, "
          "msg = 'no' }");
  CHECK(h.last.status == LARK_EPERMISSION && is(h.msg, "no"));
  h = run("require('lark').spawn(error, 'unseen')");
  CHECK(h.last.status == LARK_ESCRIPT && is(h.msg, "unseen"));
  h = run(
      "error(setmetatable({}, { __tostring = function() error('x') end }))");
  CHECK(h.last.status == LARK_ESCRIPT && has(h.msg, "cannot be read"));
  h = run("return function() end");
  CHECK(h.last.status == LARK_ESCRIPT && has(h.msg, "function"));
}

static lark_status refusal(const char *text, size_t bytes, const char *part) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.source_bytes = 1000;
  lualark_open(&options, &h.engine);
  lualark_program program = {.name = "bad", .text = text, .text_bytes = bytes};
  if (text != NULL && text[0] == '(') {
    program.arguments = text;
    program.text = "return 1";
    program.text_bytes = 0;
  }
  lualark_script script = 1;
  lark_status status = lualark_start(h.engine, &program, &script);
  CHECK(script == 0 && has(lualark_last_error(h.engine), part));
  lualark_close(h.engine);
  CHECK(h.ends == 0);
  return status;
}

static void refuses_what_is_no_program(void) {
  static char long_text[1002];
  memset(long_text, ' ', sizeof long_text - 1);
  CHECK(refusal("\x1bLua", 4, "bytecode") == LARK_EINVAL);
  CHECK(refusal("return 'a\xff'", 0, "not UTF-8 at byte 10") == LARK_EINVAL);
  CHECK(refusal(long_text, 0, "source_bytes allows 1000") == LARK_EINVAL);
  CHECK(refusal("return return", 0, "bad:1:") == LARK_EINVAL);
  CHECK(refusal(NULL, 0, "no text") == LARK_EINVAL);
  CHECK(refusal("(no json", 0, "no JSON") == LARK_EINVAL);
}

static void stale_handles_say_so(void) {
  host h = {0};
  open_engine(&h);
  lualark_script script = start(&h, "return 1");
  run_all(h.engine);
  lualark_usage usage = {.size = sizeof usage};
  CHECK(lualark_kill(h.engine, script) == LARK_ESTALE);
  CHECK(lualark_retire(h.engine, script) == LARK_ESTALE);
  CHECK(lualark_emit(h.engine, script, "e", NULL) == LARK_ESTALE);
  CHECK(lualark_script_usage(h.engine, script, &usage) == LARK_ESTALE);
  CHECK(lualark_kill(h.engine, 0) == LARK_ESTALE);
  CHECK(lualark_kill(h.engine, UINT64_MAX) == LARK_ESTALE);
  CHECK(lualark_answer(h.engine, 12345, "1") == LARK_ESTALE);
  lualark_close(h.engine);
  lualark_close(NULL);
}

static void kills_what_waits_and_what_computes(void) {
  host h = {0};
  open_engine(&h);
  lualark_script sleeper = start(&h, "require('lark').sleep(1000)");
  lualark_script worker = start(&h, "while true do end");
  lualark_step(h.engine, 3000);
  CHECK(lualark_kill(h.engine, sleeper) == LARK_OK && h.ends == 0);
  CHECK(lualark_kill(h.engine, worker) == LARK_OK);
  lualark_step(h.engine, 0);
  CHECK(h.ends == 2 && h.last.status == LARK_ECANCELLED);
  CHECK(lualark_timeout_ms(h.engine) == -1);
  lualark_close(h.engine);
}

static void interrupts_what_waits_and_what_will(void) {
  host h = {0};
  open_engine(&h);
  lualark_script script =
      start(&h, "local lark = require 'lark'\n"
                "local slept, first = lark.sleep(1000)\n"
                "local again, second = lark.sleep(1000)\n"
                "return { slept == nil, first.kind, first.msg, again == nil, "
                "second.msg }");
  lualark_step(h.engine, 0);
  CHECK(lualark_interrupt(h.engine, script) == LARK_OK);
  CHECK(lualark_interrupt(h.engine, script) == LARK_OK);
  run_all(h.engine);
  CHECK(strcmp(h.result, "[true,\"cancelled\",\"interrupted\",true,"
                         "\"interrupted\"]") == 0);
  CHECK(lualark_interrupt(h.engine, script) == LARK_ESTALE);
  lualark_close(h.engine);
}

static void forgets_maps_that_were_cancelled(void) {
  host h = {0};
  lualark_usage used = {.size = sizeof used};
  open_engine(&h);
  lualark_script script =
      start(&h, "local lark = require 'lark'\n"
                "local function wait() lark.sleep(1000) end\n"
                "local given_up = lark.spawn(lark.map, { 1, 2, 3 }, wait)\n"
                "lark.spawn(lark.map, { 1, 2, 3, 4 }, wait)\n"
                "lark.sleep(0)\n"
                "given_up:cancel()\n"
                "lark.sleep(1000)");
  for (int i = 0; i < 20; i++)
    lualark_wait(h.engine, 1);
  CHECK(lualark_script_usage(h.engine, script, &used) == LARK_OK);
  CHECK(used.maps == 1 && used.rows_ended == 0 && used.rows_total == 4);
  lualark_close(h.engine);
}

static void tells_how_far_maps_are(void) {
  host h = {0};
  lualark_usage used = {.size = sizeof used};
  open_engine(&h);
  lualark_script script = start(&h, "local lark = require 'lark'\n"
                                    "lark.map({ 1, 2, 3, 4, 5 }, function(i)\n"
                                    "  lark.map({ 1, 2, 3 }, function() end)\n"
                                    "  if i > 2 then lark.sleep(1000) end\n"
                                    "end)\n"
                                    "lark.sleep(1000)");
  for (int i = 0; i < 20; i++)
    lualark_step(h.engine, 0);
  CHECK(lualark_script_usage(h.engine, script, &used) == LARK_OK);
  CHECK(used.maps == 1 && used.rows_ended == 2 && used.rows_total == 5);
  lualark_interrupt(h.engine, script);
  lualark_step(h.engine, 0);
  lualark_close(h.engine);
}

static void runs_each_row_of_a_map_once(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.slice_us = 1; // they are preempted all the time
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  start(&h, "local list, seen, wrong = {}, {}, 0\n"
            "for i = 1, 20000 do list[i], seen[i] = i, 0 end\n"
            "local _, errors = require('lark').map(list, function(i)\n"
            "  seen[i] = seen[i] + 1\n"
            "  if i % 2 == 0 then return nil, 'even' end\n"
            "end)\n"
            "for i = 1, 20000 do wrong = wrong + (seen[i] - 1) ^ 2 // 1 end\n"
            "return { wrong == 0, errors.n }");
  run_all(h.engine);
  CHECK(strcmp(h.result, "[true,10000]") == 0);
  lualark_close(h.engine);
}

static void closing_ends_a_thousand_that_wait(void) {
  host h = {0};
  open_engine(&h);
  lualark_offer(h.engine, "later", answer_later, &h);
  for (int i = 0; i < 1000; i++)
    start(&h, i % 2 == 0 ? "require('lark').sleep(1000)" : "host.later()");
  lualark_step(h.engine, 0);
  CHECK(lualark_scripts(h.engine) == 1000 && h.ends == 0);
  lualark_close(h.engine);
  CHECK(h.ends == 1000 && h.last.status == LARK_ECANCELLED);
}

// ------------------------------------------------------------------- processor

static uint64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static const char *const endless[] = {
    "while true do end",
    "local co = coroutine.wrap(function() while true do end end) co()",
    "pcall(function() while true do end end)",
    "local list = {} for i = 1, 100 do list[i] = i end "
    "table.sort(list, function(a, b) while true do end end)",
    "string.gsub('x', '.', function() while true do end end)",
    "for _ in function() while true do end end do end",
    "setmetatable({}, { __index = function() while true do end end }).x()",
    "local t <close> = setmetatable({}, { __close = function() end }) "
    "coroutine.wrap(function() coroutine.wrap(function() while true do end "
    "end)() end)()",
};

static void takes_the_processor_back(void) {
  for (size_t i = 0; i < sizeof endless / sizeof endless[0]; i++) {
    host h = {0};
    open_engine(&h);
    lualark_script worker = start(&h, endless[i]);
    start(&h, "for i = 1, 50 do require('lark').sleep(0) end return 'done'");
    uint64_t longest_us = 0;
    for (int step = 0; step < 2000 && h.ends == 0; step++) {
      uint64_t before_us = now_us();
      lualark_step(h.engine, 1000);
      if (now_us() - before_us > longest_us) longest_us = now_us() - before_us;
    }
    CHECK(h.ends == 1 && is(h.result, "\"done\""));
    CHECK(longest_us < 1000000); // it came back at all; bench/ has the figures
    lualark_usage usage = {.size = sizeof usage};
    CHECK(lualark_script_usage(h.engine, worker, &usage) == LARK_OK);
    CHECK(usage.instructions > 0 && usage.cpu_us > 0);
    lualark_close(h.engine);
    CHECK(h.ends == 2);
  }
}

static void ends_what_cannot_be_interrupted(void) {
  host h = run("tostring(setmetatable({}, { __tostring = function() "
               "while true do end end }))");
  CHECK(h.last.status == LARK_ELIMIT);
  CHECK(has(h.msg, "cannot be interrupted"));
}

static host run_limited(const char *text, const lualark_program *limits) {
  host h = {0};
  open_engine(&h);
  lualark_program program = *limits;
  program.text = text;
  CHECK(lualark_start(h.engine, &program, NULL) == LARK_OK);
  run_all(h.engine);
  lualark_close(h.engine);
  CHECK(h.ends == 1 && h.last.status == LARK_ELIMIT);
  return h;
}

static void keeps_limits(void) {
  const lualark_program instructions = {.instructions = 100000};
  CHECK(has(run_limited("while true do end", &instructions).msg,
            "100000 instructions"));
  CHECK(has(run_limited("while true do pcall(function() while true do end end) "
                        "end",
                        &instructions)
                .msg,
            "instructions"));
  const lualark_program time = {.time_ms = 30};
  CHECK(has(run_limited("while true do end", &time).msg, "0.03 s"));
  CHECK(has(run_limited("require('lark').sleep(100)", &time).msg, "0.03 s"));
  const lualark_program memory = {.memory_bytes = 1 << 20};
  host h = run_limited("local t = {} for i = 1, 1e9 do t[i] = {} end", &memory);
  CHECK(has(h.msg, "1048576 bytes"));
  CHECK(h.last.usage.peak_bytes <= (1 << 20) + 4096);
}

static void shares_the_time(void) {
  host h = {0};
  open_engine(&h);
  for (int i = 0; i < 20; i++)
    start(&h, "local n = 0 for i = 1, 3e5 do n = n + i end return n");
  run_all(h.engine);
  CHECK(h.ends == 20 && h.last.status == LARK_OK);
  lualark_close(h.engine);
}

static void a_call_that_cannot_wait_says_so(void) {
  host h = run("local lark = require 'lark' "
               "return select(2, pcall(tostring, setmetatable({}, "
               "{ __tostring = function() lark.sleep(0) return '' end })))");
  CHECK(h.last.status == LARK_OK && has(h.result, "cannot wait here"));
}

static void the_programs_own_matters_are_left_alone(void) {
  CHECK(has(run("os.exit(0)").msg, "os.exit would end the whole program"));
  CHECK(has(run("debug.sethook()").msg, "debug.sethook is taken"));
}

static void tasks_that_wait_for_each_other_end(void) {
  host h = run("local lark = require 'lark' local a, b "
               "a = lark.spawn(function() lark.sleep(0) b:await() end) "
               "b = lark.spawn(function() lark.sleep(0) a:await() end) "
               "a:await()");
  CHECK(h.last.status == LARK_ESCRIPT && has(h.msg, "wait for each other"));
}

// ---------------------------------------------------------------------- memory

typedef struct counted {
  size_t blocks, bytes, requests, refuse_at;
  bool for_good; // later ones fail, too
} counted;

static bool refuses(counted *memory) {
  size_t n = ++memory->requests;
  return memory->for_good ? n >= memory->refuse_at : n == memory->refuse_at;
}

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  counted *memory = user;
  if (new_bytes > old_bytes && refuses(memory)) return NULL;
  if (block == NULL) memory->blocks++;
  if (block != NULL && new_bytes == 0) memory->blocks--;
  memory->bytes += new_bytes - old_bytes;
  if (new_bytes > 0) return realloc(block, new_bytes);
  free(block);
  return NULL;
}

static void ends_each_script_once_if_allocations_fail(bool for_good) {
  for (size_t n = 1; n < 1200; n += n < 100 ? 1 : 3) {
    counted memory = {.refuse_at = n, .for_good = for_good};
    host h = {0};
    lualark_options options = options_of(&h);
    options.allocator = (lark_allocator){resize, &memory};
    if (lualark_open(&options, &h.engine) == LARK_OK) {
      lualark_program program = {
          .text = "local lark = require 'lark' local n = 0 "
                  "lark.on('e', function() end)() "
                  "for i = 1, 10 do lark.spawn(function() lark.sleep(0) "
                  "n = n + #('x'):rep(i) end) end lark.sleep(0) "
                  "return { n, lark.encode { 'x' } }"};
      int started = 0;
      for (int i = 0; i < 2; i++)
        started += lualark_start(h.engine, &program, NULL) == LARK_OK;
      run_all(h.engine);
      CHECK(h.ends == started);
      lualark_close(h.engine);
    }
    CHECK(memory.blocks == 0 && memory.bytes == 0);
  }
}

static void ends_each_script_once_whatever_allocation_fails(void) {
  ends_each_script_once_if_allocations_fail(false);
  ends_each_script_once_if_allocations_fail(true);
}

// Whatever it was doing when its memory ran out.
static void a_script_starts_or_says_why_not(void) {
  for (size_t bytes = 4 << 10; bytes < 64 << 10; bytes += 250) {
    for (int sandbox = 0; sandbox <= has_sandbox(); sandbox++) {
      host h = {0};
      lualark_options options = options_of(&h);
      options.memory_bytes = bytes;
      options.sandbox = sandbox != 0;
      CHECK(lualark_open(&options, &h.engine) == LARK_OK);
      lualark_program program = {.text = "return 1"};
      lark_status status = lualark_start(h.engine, &program, NULL);
      CHECK(status == LARK_OK || status == LARK_ENOMEM);
      run_all(h.engine);
      CHECK(h.ends == (status == LARK_OK));
      lualark_close(h.engine);
    }
  }
}

// Under AddressSanitizer each block comes from the allocator, with a head of
// its own.
#if defined(__SANITIZE_ADDRESS__)
enum { LEAST_BYTES = 44 << 10 };
#else
enum { LEAST_BYTES = 31 << 10 };
#endif

static void a_script_that_has_not_begun_takes_little(void) {
  host h = {0};
  lualark_usage used = {.size = sizeof used};
  lualark_script script = 0;
  open_engine(&h);
  lualark_program program = {.text = "local lark = require 'lark'"};
  CHECK(lualark_start(h.engine, &program, &script) == LARK_OK);
  CHECK(lualark_script_usage(h.engine, script, &used) == LARK_OK);
  CHECK(used.memory_bytes > 0 && used.memory_bytes <= LEAST_BYTES);
  run_all(h.engine);
  lualark_close(h.engine);
}

static void an_engine_that_makes_no_sense_is_refused(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.slice_us = 0;
  CHECK(lualark_open(&options, &h.engine) == LARK_EINVAL && h.engine == NULL);
  options = options_of(&h);
  static const lualark_module modules[] = {{"empty", NULL, 0}, {NULL, NULL, 0}};
  options.modules = modules;
  CHECK(lualark_open(&options, &h.engine) == LARK_EINVAL && h.engine == NULL);
}

// As Lua's own functions do: nil and a message.
static void what_it_returns_as_failed_has_failed(void) {
  host h = run("return nil, 'no rows today'");
  CHECK(h.last.status == LARK_ESCRIPT && strcmp(h.msg, "no rows today") == 0);
  CHECK(strcmp(h.traceback, "") == 0);
  h = run("return nil, setmetatable({}, { __tostring = function() "
          "return 'mine' end })");
  CHECK(h.last.status == LARK_ESCRIPT && strcmp(h.msg, "mine") == 0);
  h = run("return nil, nil");
  CHECK(h.last.status == LARK_OK && strcmp(h.result, "null") == 0);
  h = run("return false, 'why'");
  CHECK(h.last.status == LARK_OK && strcmp(h.result, "false") == 0);
}

// The sandbox's test has the same scripts, but not on Lua 5.5.
static void a_stack_that_grows_too_far_ends_its_script(void) {
  for (int i = 0; stack_growers[i] != NULL; i++) {
    host h = run(stack_growers[i]);
    CHECK(h.ends == 1 && h.last.status != LARK_OK);
  }
}

int main(void) {
  returns_json();
  takes_arguments();
  tells_how_a_script_failed();
  what_it_returns_as_failed_has_failed();
  refuses_what_is_no_program();
  stale_handles_say_so();
  kills_what_waits_and_what_computes();
  runs_each_row_of_a_map_once();
  interrupts_what_waits_and_what_will();
  tells_how_far_maps_are();
  forgets_maps_that_were_cancelled();
  closing_ends_a_thousand_that_wait();
  takes_the_processor_back();
  ends_what_cannot_be_interrupted();
  keeps_limits();
  shares_the_time();
  a_call_that_cannot_wait_says_so();
  the_programs_own_matters_are_left_alone();
  tasks_that_wait_for_each_other_end();
  ends_each_script_once_whatever_allocation_fails();
  a_script_starts_or_says_why_not();
  a_script_that_has_not_begun_takes_little();
  an_engine_that_makes_no_sense_is_refused();
  a_stack_that_grows_too_far_ends_its_script();
  return check_failures();
}
