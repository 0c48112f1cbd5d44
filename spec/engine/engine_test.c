// SPDX-License-Identifier: MIT

// The engine from the outside, without a network.
#include "check.h"
#include "lualark.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct host {
  int ends;
  lualark_end last;
  char result[512], msg[512], traceback[2048], printed[1024], warned[256];
  char sent[256];
  lualark_pending pending;
  lualark_script script;
  lualark_engine *engine;
} host;

static void keep(char *room, size_t bytes, const char *text) {
  snprintf(room, bytes, "%s", text != NULL ? text : "(none)");
}

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  host *h = user;
  (void)engine;
  h->ends++;
  h->last = *end;
  keep(h->result, sizeof h->result, end->result);
  keep(h->msg, sizeof h->msg, end->error != NULL ? end->error->msg : "");
  keep(h->traceback, sizeof h->traceback, end->traceback);
}

static void add_line(char *room, size_t bytes, const char *text) {
  size_t length = strlen(room);
  snprintf(room + length, bytes - length, "%s\n", text);
}

static void on_print(void *user, lualark_engine *engine, lualark_script script,
                     const char *text, size_t bytes) {
  host *h = user;
  (void)engine, (void)script;
  CHECK(strlen(text) == bytes);
  add_line(h->printed, sizeof h->printed, text);
}

static void on_warn(void *user, lualark_engine *engine, lualark_script script,
                    const char *text, size_t bytes) {
  host *h = user;
  (void)engine, (void)script, (void)bytes;
  add_line(h->warned, sizeof h->warned, text);
}

static void on_message(void *user, lualark_engine *engine,
                       lualark_script script, const char *name,
                       const char *json, size_t bytes) {
  host *h = user;
  (void)engine, (void)script, (void)bytes;
  snprintf(h->sent, sizeof h->sent, "%s=%s", name, json);
}

static lualark_options options_of(host *h) {
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.exit = on_exit_;
  options.print = on_print;
  options.warn = on_warn;
  options.message = on_message;
  options.user = h;
  return options;
}

static lualark_engine *open_engine(host *h) {
  lualark_options options = options_of(h);
  CHECK(lualark_open(&options, &h->engine) == LARK_OK);
  return h->engine;
}

static lualark_script start(host *h, const char *text) {
  lualark_script script = 0;
  lualark_program program = {.name = "test", .text = text};
  lark_status status = lualark_start(h->engine, &program, &script);
  if (status != LARK_OK) fprintf(stderr, "%s\n", lualark_last_error(h->engine));
  CHECK(status == LARK_OK);
  return script;
}

static void run_all(lualark_engine *engine) {
  while (lualark_scripts(engine) > 0)
    lualark_wait(engine, 1000);
  lualark_step(engine, 0);
}

// Runs one script in an engine of its own.
static host run(const char *text) {
  host h = {0};
  open_engine(&h);
  start(&h, text);
  run_all(h.engine);
  CHECK(h.ends == 1);
  lualark_close(h.engine);
  CHECK(h.ends == 1);
  return h;
}

static bool is(const char *text, const char *wanted) {
  if (strcmp(text, wanted) == 0) return true;
  fprintf(stderr, "  got: %s\n  not: %s\n", text, wanted);
  return false;
}

static bool has(const char *text, const char *part) {
  if (strstr(text, part) != NULL) return true;
  fprintf(stderr, "  got: %s\n  without: %s\n", text, part);
  return false;
}

static void answer_later(void *user, lualark_engine *engine,
                         lualark_script script, lualark_pending pending,
                         const char *arguments, size_t bytes) {
  host *h = user;
  (void)engine, (void)arguments, (void)bytes;
  h->pending = pending;
  h->script = script;
}

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

// ---------------------------------------------------------------------- border

static void prints_and_warns(void) {
  host h =
      run("print('a', 1, nil) print(setmetatable({}, { __tostring = "
          "function() return 'T' end })) warn('one ', 'two') warn('@off')");
  CHECK(is(h.printed, "a\t1\tnil\nT\n"));
  CHECK(is(h.warned, "one two\n"));
}

static void answer_at_once(void *user, lualark_engine *engine,
                           lualark_script script, lualark_pending pending,
                           const char *arguments, size_t bytes) {
  host *h = user;
  (void)script;
  CHECK(strlen(arguments) == bytes);
  keep(h->sent, sizeof h->sent, arguments);
  CHECK(lualark_answer(engine, pending, "{\"gold\": 100}") == LARK_OK);
  CHECK(lualark_answer(engine, pending, "1") == LARK_ESTALE);
}

static void refuse(void *user, lualark_engine *engine, lualark_script script,
                   lualark_pending pending, const char *arguments,
                   size_t bytes) {
  (void)user, (void)script, (void)arguments, (void)bytes;
  lualark_refuse(engine, pending, "no such player");
}

static void answer_nonsense(void *user, lualark_engine *engine,
                            lualark_script script, lualark_pending pending,
                            const char *arguments, size_t bytes) {
  (void)user, (void)script, (void)arguments, (void)bytes;
  lualark_answer(engine, pending, "{gold");
}

static host run_hosted(const char *text) {
  host h = {0};
  open_engine(&h);
  CHECK(lualark_offer(h.engine, "player", answer_at_once, &h) == LARK_OK);
  CHECK(lualark_offer(h.engine, "missing", refuse, &h) == LARK_OK);
  CHECK(lualark_offer(h.engine, "nonsense", answer_nonsense, &h) == LARK_OK);
  CHECK(lualark_offer(h.engine, "not a name", refuse, &h) == LARK_EINVAL);
  start(&h, text);
  run_all(h.engine);
  lualark_close(h.engine);
  return h;
}

static void calls_functions_of_the_host(void) {
  host h = run_hosted("return host.player('x', nil, { 1 }).gold");
  CHECK(is(h.result, "100") && is(h.sent, "[\"x\",null,[1]]"));
  h = run_hosted("host.missing(1)");
  CHECK(is(h.msg, "test:1: host.missing: no such player"));
  h = run_hosted("host.nonsense()");
  CHECK(has(h.msg, "host.nonsense: its answer is no JSON"));
  h = run_hosted("host.nothing()");
  CHECK(has(h.msg, "offers no host.nothing"));
  h = run_hosted("host.player(print)");
  CHECK(h.last.status == LARK_ESCRIPT);
}

static void waits_for_answers_that_come_later(void) {
  host h = {0};
  open_engine(&h);
  lualark_offer(h.engine, "later", answer_later, &h);
  start(&h, "local co = coroutine.wrap(function() return host.later() end) "
            "local ok, value = pcall(co) return { ok, value }");
  lualark_step(h.engine, 0);
  CHECK(h.pending != 0 && h.ends == 0);
  CHECK(lualark_timeout_ms(h.engine) == -1);
  CHECK(lualark_answer(h.engine, h.pending, "42") == LARK_OK);
  CHECK(lualark_timeout_ms(h.engine) == 0);
  run_all(h.engine);
  CHECK(is(h.result, "[true,42]"));
  // One whose script has ended meanwhile.
  start(&h, "host.later()");
  lualark_step(h.engine, 0);
  CHECK(lualark_kill(h.engine, h.script) == LARK_OK);
  CHECK(lualark_answer(h.engine, h.pending, "1") == LARK_ESTALE);
  lualark_close(h.engine);
}

static void events_run_handlers(void) {
  host h = {0};
  open_engine(&h);
  lualark_script script =
      start(&h, "local lark = require 'lark' local off "
                "off = lark.on('joined', function(p) lark.sleep(0) "
                "print(p.name) if p.name == 'eve' then off() end end) "
                "return 'main is over'");
  lualark_step(h.engine, 0);
  CHECK(h.ends == 0 && lualark_scripts(h.engine) == 1);
  CHECK(lualark_emit(h.engine, script, "joined", "{\"name\":\"ann\"}") ==
        LARK_OK);
  CHECK(lualark_emit(h.engine, 0, "joined", "{\"name\":\"eve\"}") == LARK_OK);
  CHECK(lualark_emit(h.engine, 0, "other", NULL) == LARK_OK);
  CHECK(lualark_emit(h.engine, 0, "joined", "{") == LARK_EINVAL);
  run_all(h.engine);
  CHECK(is(h.printed, "ann\neve\n") && is(h.result, "\"main is over\""));
  lualark_close(h.engine);
}

static void events_come_after_the_first_line_and_before_retiring(void) {
  host h = {0};
  open_engine(&h);
  lualark_script script =
      start(&h, "local lark = require 'lark' "
                "lark.on('line', function(n) lark.sleep(0) print(n) end)");
  CHECK(lualark_emit(h.engine, script, "line", "1") == LARK_OK);
  CHECK(lualark_emit(h.engine, script, "line", "2") == LARK_OK);
  CHECK(lualark_retire(h.engine, script) == LARK_OK);
  CHECK(lualark_emit(h.engine, 0, "line", "3") == LARK_OK);
  run_all(h.engine);
  CHECK(h.ends == 1 && h.last.status == LARK_OK && is(h.printed, "1\n2\n"));
  lualark_close(h.engine);
}

static void sends_messages(void) {
  host h = run("require('lark').send('score', { 1, 2 })");
  CHECK(is(h.sent, "score=[1,2]"));
}

static void a_new_version_starts_while_the_old_one_finishes(void) {
  host h = {0};
  open_engine(&h);
  static const char version[] =
      "local lark, n = require 'lark', ... "
      "lark.on('tick', function() print(n) lark.sleep(0.01) print(n) end)";
  lualark_script old = 0;
  lualark_program program = {.text = version, .arguments = "[1]"};
  CHECK(lualark_start(h.engine, &program, &old) == LARK_OK);
  lualark_step(h.engine, 0);
  lualark_emit(h.engine, 0, "tick", NULL);
  lualark_step(h.engine, 0);
  program.arguments = "[2]";
  CHECK(lualark_start(h.engine, &program, NULL) == LARK_OK);
  CHECK(lualark_retire(h.engine, old) == LARK_OK);
  lualark_step(h.engine, 0);
  lualark_emit(h.engine, 0, "tick", NULL);
  while (lualark_scripts(h.engine) > 1)
    lualark_wait(h.engine, 1000);
  CHECK(h.ends == 1 || (lualark_step(h.engine, 0), h.ends == 1));
  CHECK(h.last.status == LARK_OK && h.last.script == old);
  CHECK(has(h.printed, "1\n2\n") && strstr(h.printed, "1\n1\n1\n") == NULL);
  lualark_close(h.engine);
}

// ---------------------------------------------- everything inside a callback

static void kill_inside(void *user, lualark_engine *engine,
                        lualark_script script, lualark_pending pending,
                        const char *arguments, size_t bytes) {
  (void)user, (void)pending, (void)arguments, (void)bytes;
  CHECK(lualark_kill(engine, script) == LARK_OK);
  CHECK(lualark_step(engine, 0) == LARK_OK); // nothing to do in here
  CHECK(lualark_wait(engine, 1000) == LARK_OK);
  lualark_program program = {.text = "return 'born inside'"};
  CHECK(lualark_start(engine, &program, NULL) == LARK_OK);
}

static void close_inside(void *user, lualark_engine *engine,
                         lualark_script script, lualark_pending pending,
                         const char *arguments, size_t bytes) {
  (void)user, (void)script, (void)pending, (void)arguments, (void)bytes;
  lualark_close(engine);
  lualark_program program = {.text = "return 1"};
  CHECK(lualark_start(engine, &program, NULL) == LARK_ECLOSED);
}

static void all_is_legal_inside_a_callback(void) {
  host h = {0};
  open_engine(&h);
  lualark_offer(h.engine, "die", kill_inside, &h);
  start(&h, "while true do pcall(host.die) end");
  while (h.ends < 2)
    lualark_wait(h.engine, 1000);
  CHECK(is(h.result, "\"born inside\""));
  lualark_offer(h.engine, "close", close_inside, &h);
  start(&h, "host.close() while true do end");
  start(&h, "require('lark').sleep(1000)");
  lualark_step(h.engine, 0); // the engine is gone when this returns
  CHECK(h.ends == 4 && h.last.status == LARK_ECANCELLED);
}

static void close_on_exit(void *user, lualark_engine *engine,
                          const lualark_end *end) {
  host *h = user;
  (void)end;
  h->ends++;
  lualark_close(engine);
}

static void closes_in_the_exit_callback(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.exit = close_on_exit;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  start(&h, "return 1");
  start(&h, "require('lark').sleep(1000)");
  lualark_step(h.engine, 0);
  CHECK(h.ends == 2);
}

// ---------------------------------------------------------------------- memory

typedef struct counted {
  size_t blocks, bytes, requests, refuse_at;
} counted;

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  counted *memory = user;
  if (new_bytes > old_bytes && ++memory->requests == memory->refuse_at)
    return NULL;
  if (block == NULL) memory->blocks++;
  if (block != NULL && new_bytes == 0) memory->blocks--;
  memory->bytes += new_bytes - old_bytes;
  if (new_bytes > 0) return realloc(block, new_bytes);
  free(block);
  return NULL;
}

static void ends_each_script_once_whatever_allocation_fails(void) {
  for (size_t n = 1; n < 1200; n += 3) {
    counted memory = {.refuse_at = n};
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

static void an_engine_that_makes_no_sense_is_refused(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.slice_us = 0;
  CHECK(lualark_open(&options, &h.engine) == LARK_EINVAL && h.engine == NULL);
}

int main(void) {
  returns_json();
  takes_arguments();
  tells_how_a_script_failed();
  refuses_what_is_no_program();
  stale_handles_say_so();
  kills_what_waits_and_what_computes();
  closing_ends_a_thousand_that_wait();
  takes_the_processor_back();
  ends_what_cannot_be_interrupted();
  keeps_limits();
  shares_the_time();
  a_call_that_cannot_wait_says_so();
  the_programs_own_matters_are_left_alone();
  tasks_that_wait_for_each_other_end();
  prints_and_warns();
  calls_functions_of_the_host();
  waits_for_answers_that_come_later();
  events_run_handlers();
  events_come_after_the_first_line_and_before_retiring();
  sends_messages();
  a_new_version_starts_while_the_old_one_finishes();
  all_is_legal_inside_a_callback();
  closes_in_the_exit_callback();
  ends_each_script_once_whatever_allocation_fails();
  an_engine_that_makes_no_sense_is_refused();
  return check_failures();
}
