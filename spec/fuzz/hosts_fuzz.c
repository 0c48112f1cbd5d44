// SPDX-License-Identifier: MIT

// A host that does anything at any time: it starts, replaces, kills, retires
// and interrupts scripts, sends events, answers late, twice or never, posts
// both from another thread, sets limits and shares, looks inside, runs out of
// memory, and does the same inside of callbacks. Each script ends once, within
// its memory, and in the end nothing is left.
//
// The engine's clock is the fuzzer's: an input does the same each time. With
// PREEMPT_SIGNAL=on in the environment a signal interrupts scripts instead, and
// the clock is the real one.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lualark.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
  MOST_SCRIPTS = 60, // of one input, for the time that it takes
  MOST_PENDING = 64,
  MOST_DEPTH = 3,         // of callbacks that act
  MOST_LATE_US = 2000000, // under sanitizers, beside other work
  MOST_STEPS_LEFT = 5000, // until the memory of ended scripts is given back
  TICK_US = 50            // of the fuzzer's clock, whenever it is looked at
};

// ------------------------------------------------------------------- programs

static const char prologue[] =
    "local lark = require 'lark' local n, kept = 0, {} "
    "local function count(v) n = n + 1 kept[#kept + 1] = v end\n";

// A program is some of these, one after the other.
static const char *const pieces[] = {
    "lark.on('a', count)",
    "lark.on('a', function(v) lark.sleep(0.001) lark.send('a', v) end)",
    "lark.on('b', function(v) host.later(v) end)",
    "lark.on('b', function() while true do end end)",
    "lark.on('b', function() error { code = 5 } end)",
    "local off off = lark.on('a', function() off() end)",
    "lark.on('c', function(v) kept[#kept + 1] = ('x'):rep(50000) .. n end)",
    "lark.on('c', function(v) lark.spawn(host.later, v) end)",
    "lark.on_replace(function() return kept end)",
    "lark.on_replace(function() lark.sleep(0.001) return { n = n } end)",
    "lark.on_replace(function() error('no') end)",
    "lark.on_replace(function() return ('x'):rep(100000) end)",
    "lark.on_replace(function() host.later() return n end)",
    "lark.on_replace(function() while true do end end)",
    "lark.on('a', function() lark.sleep(0.01) error('late') end)",
    "lark.on('b', function() lark.spawn(function() for i = 1, 9999 do end end) "
    "end)",
    "lark.on('b', function() for i = 1, 9999 do end end)",
    "kept[1] = lark.state()",
    "kept[1] = lark.data 'a'",
    "lark.on('a', function() kept[1] = lark.data 'a' end)",
    "lark.encode { lark.data 'a', lark.data 'b' }",
    "for _, v in pairs(lark.data 'b' or {}) do kept[#kept + 1] = v end",
    "print(lark.state())",
    "host.echo(1, 'two', { 3 })",
    "print(pcall(host.echo, ('x'):rep(70000)))",
    "host.later()",
    "pcall(host.later, ...)",
    "host.refuse()",
    "print(pcall(host.refuse))",
    "host.nobody()",
    "lark.spawn(function() host.later() end)",
    "lark.spawn(function() while true do end end)",
    "lark.spawn(function() lark.sleep(1) end)",
    "local t = lark.spawn(function() host.later() end) t:cancel()",
    "local t = lark.spawn(function() return 1 end) t:await()",
    "local t t = lark.spawn(function() t:await() end)",
    "lark.map({ 1, 2, 3, 4 }, function(v) return host.echo(v) end)",
    "lark.map({ 1, 2, 3 }, function(v) lark.sleep(0.01) error 'no' end)",
    "lark.sleep(0)",
    "lark.sleep(0.005)",
    "lark.sleep(3600)",
    "while true do end",
    "while true do pcall(error) end",
    "for i = 1, 30000 do kept[i] = { i } end",
    "local s = 'x' while true do s = s .. s end",
    "while true do kept[#kept + 1] = {} end",
    "pcall(function() while true do kept[#kept + 1] = ('x'):rep(999) end end)",
    "local function f() return 1 + f() end f()",
    "local function f() return 1 + f() end pcall(f)",
    "coroutine.wrap(function() while true do end end)()",
    "coroutine.wrap(function() host.later() end)()",
    "for i = 1, 100 do coroutine.wrap(function() coroutine.yield(i) end)() end",
    "local x <close> = setmetatable({}, { __close = function() "
    "while true do end end })",
    "local x <close> = setmetatable({}, { __close = function() "
    "pcall(host.later) end }) lark.sleep(0.01)",
    "print(...)",
    "print(('x'):rep(3000))",
    "warn('one', 'two')",
    "for i = 1, 20 do pcall(lark.send, 'm', { i }) end",
    "lark.send('text', ('x'):rep(70000))",
    "lark.encode(lark.decode('[' .. ('{\"a\":[1,2.5,null]},'):rep(4000) .. "
    "'1]'))",
    "local t = {} t[1] = t pcall(lark.encode, t)",
    "error('no')",
    "error { code = 5 }",
    "error(setmetatable({}, { __tostring = function() while true do end end "
    "}))",
    "do return n, kept end",
    "do return nil, 'not today' end",
    "do return ... end",
    "local mt = {} local a = setmetatable({}, mt) mt.__call = a a()",
    "local client, err = lark.client {} print(client, err)",
    "require 'module'",
    "require 'broken'",
    "collectgarbage('count')",
    "('x'):rep(40000):find(('.-'):rep(20) .. 'y')",
    "table.sort(kept, function() return true end)",
    "load('return 1')()",
};

static const char *const values[] = {
    NULL,
    "1",
    "\"text\"",
    "[1,2,{\"a\":null}]",
    "{\"n\":9007199254740993}",
    "not json",
    "[",
    "",
    "[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]",
};

static const char *const arguments[] = {
    NULL, "[]", "[1,\"two\",[3]]", "{}", "[", "[null,null]",
};

static const char *const names[] = {"a", "b", "c", "nobody", ""};

static const lualark_module modules[] = {
    {.name = "module", .text = "return { n = 1 }"},
    {.name = "broken", .text = "return ("},
    {.name = NULL}};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

// ----------------------------------------------------------------------- host

typedef struct started {
  lualark_script id;
  size_t memory_bytes;
  bool ended;
} started;

typedef struct pending_call {
  lualark_pending id;
  bool answered;
} pending_call;

typedef struct host {
  const uint8_t *data;
  size_t left;
  lualark_engine *engine;
  bool sandbox, closed;
  bool scarce; // memory was refused
  int depth;
  started scripts[MOST_SCRIPTS];
  size_t count, alive;
  pending_call pending[MOST_PENDING];
  size_t pending_at;
  char *large; // a JSON text for whose value one slice is too short
  char text[16 << 10];
} host;

static host h;
static long allocations_left = -1; // until all fail; negative: none does
static long failures_left;
static size_t taken_bytes; // of the engine's allocator
static uint64_t now_us = 1000000;
static int by_signal = -1;

static void require(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "%s\nthe last program:\n%s\n", what, h.text);
  abort();
}

static unsigned pick(unsigned count) {
  if (h.left == 0) return 0;
  h.left--;
  return *h.data++ % count;
}

#define PICK(list) ((list)[pick(COUNT(list))])

// --------------------------------------------------------------------- memory

static bool fails(void) {
  if (allocations_left < 0) return false;
  if (allocations_left > 0) {
    allocations_left--;
    return false;
  }
  if (failures_left-- <= 0) allocations_left = -1;
  h.scarce = true;
  return true;
}

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *block, size_t bytes);
char *__real_strdup(const char *text);
uint64_t __real_lark_now_us(void);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *block, size_t bytes);
char *__wrap_strdup(const char *text);
uint64_t __wrap_lark_now_us(void);

void *__wrap_malloc(size_t bytes) {
  return fails() ? NULL : __real_malloc(bytes);
}

void *__wrap_calloc(size_t count, size_t bytes) {
  return fails() ? NULL : __real_calloc(count, bytes);
}

void *__wrap_realloc(void *block, size_t bytes) {
  return fails() ? NULL : __real_realloc(block, bytes);
}

char *__wrap_strdup(const char *text) {
  return fails() ? NULL : __real_strdup(text);
}

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  (void)user;
  if (new_bytes > old_bytes && fails()) return NULL;
  taken_bytes += new_bytes - old_bytes;
  if (new_bytes > 0) return __real_realloc(block, new_bytes);
  free(block);
  return NULL;
}

uint64_t __wrap_lark_now_us(void) {
  return by_signal ? __real_lark_now_us() : (now_us += TICK_US);
}

// -------------------------------------------------------------------- actions

static void act(void);

static void act_inside(void) {
  if (h.depth >= MOST_DEPTH || h.closed) return;
  h.depth++;
  for (unsigned count = pick(3); count > 0 && !h.closed; count--)
    act();
  h.depth--;
}

static void write_program(void) {
  size_t length = 0;
  length += (size_t)snprintf(h.text, sizeof h.text, "%s", prologue);
  for (unsigned count = 1 + pick(5); count > 0; count--)
    length += (size_t)snprintf(h.text + length, sizeof h.text - length,
                               "do %s end\n", PICK(pieces));
}

static bool is_refusal(lark_status status, const started *old) {
  if (old != NULL && (status == LARK_ESTALE || status == LARK_EAGAIN))
    return true;
  return status == LARK_EINVAL || status == LARK_ENOMEM ||
         status == LARK_ECLOSED;
}

static started *any_script(void) {
  return h.count > 0 ? &h.scripts[pick((unsigned)h.count)] : NULL;
}

// Each from 0, no limit, to one that is hardly ever reached.
static void pick_shares(lualark_program *program) {
  static const uint32_t percents[] = {0, 0, 1, 30, 100, 101};
  static const uint32_t weights[] = {0, 1, 50, 1000, 1001};
  static const uint32_t event_ms[] = {0, 0, 1, 1000};
  static const uint64_t event_instructions[] = {0, 0, 100, 1000000};
  program->share_percent = PICK(percents);
  program->weight = PICK(weights);
  program->event_ms = PICK(event_ms);
  program->event_instructions = PICK(event_instructions);
}

// Starts a script, or the new version of another one.
static void start(started *old) {
  static const size_t memory[] = {0, 64 << 10, 100 << 10, 200 << 10, 1 << 20};
  static const uint64_t instructions[] = {0, 0, 1, 5000, 1000000};
  static const uint32_t time_ms[] = {0, 0, 1, 20, 10000};
  if (h.count == MOST_SCRIPTS) return;
  write_program();
  size_t at = h.count;
  lualark_program program = {.name = "fuzzed", .text = h.text};
  program.arguments = PICK(arguments);
  program.memory_bytes = PICK(memory);
  program.instructions = PICK(instructions);
  program.time_ms = PICK(time_ms);
  if (pick(3) == 0) pick_shares(&program);
  if (pick(16) == 0) program.name = "\xe5\xbc";
  lualark_script id = 77;
  lark_status status = old == NULL
                           ? lualark_start(h.engine, &program, &id)
                           : lualark_replace(h.engine, old->id, &program, &id);
  if (old != NULL && old->ended)
    require(status == LARK_ESTALE, "an ended script was replaced");
  if (status != LARK_OK) {
    require(id == 0 && is_refusal(status, old), "a start failed for no reason");
    require(lualark_last_error(h.engine)[0] != '\0', "a failure has no text");
    return;
  }
  h.scripts[at] = (started){.id = id, .memory_bytes = program.memory_bytes};
  h.count++;
  h.alive++;
}

// A script that has ended is stale, at the latest when the host was told.
static void check_handle(const started *one, lark_status status) {
  if (one->ended)
    require(status == LARK_ESTALE, "an ended script is not stale");
}

static void kill_one(void) {
  started *one = any_script();
  if (one != NULL) check_handle(one, lualark_kill(h.engine, one->id));
}

static void interrupt_one(void) {
  started *one = any_script();
  if (one != NULL) check_handle(one, lualark_interrupt(h.engine, one->id));
}

static void retire_one(void) {
  started *one = any_script();
  if (one != NULL) check_handle(one, lualark_retire(h.engine, one->id));
}

static void emit(void) {
  started *one = any_script();
  bool to_all = one == NULL || pick(4) == 0;
  const char *name = PICK(names);
  const char *json = pick(16) == 0 ? h.large : PICK(values);
  lark_status status = lualark_emit(h.engine, to_all ? 0 : one->id, name, json);
  if (!to_all && status != LARK_ENOMEM && status != LARK_EINVAL)
    check_handle(one, status);
}

static void emit_many(void) {
  const char *name = PICK(names);
  unsigned count = 1u << pick(9);
  while (count-- > 0)
    lualark_emit(h.engine, 0, name, "{\"n\":1}");
}

typedef struct posting {
  lualark_script script;
  lualark_pending pending;
  unsigned kind;
  const char *name, *text;
  lark_status status;
} posting;

static void *run_posting(void *user) {
  posting *p = user;
  if (p->kind == 0)
    p->status = lualark_post_answer(h.engine, p->pending, p->text);
  else if (p->kind == 1)
    p->status = lualark_post_refuse(h.engine, p->pending, p->text);
  else
    p->status = lualark_post_event(h.engine, p->script, p->name, p->text);
  return NULL;
}

// Another thread does it while this one waits, so that an input does the same
// each time.
static void post_one(void) {
  const started *one = pick(4) == 0 ? NULL : any_script();
  posting p = {.script = one != NULL ? one->id : 0,
               .pending = h.pending[pick(MOST_PENDING)].id,
               .kind = pick(6),
               .name = PICK(names),
               .text = pick(16) == 0 ? h.large : PICK(values)};
  pthread_t thread;
  long left = allocations_left;
  allocations_left = -1; // the thread itself is the fuzzer's
  bool runs = pthread_create(&thread, NULL, run_posting, &p) == 0;
  allocations_left = left;
  if (!runs) return;
  pthread_join(thread, NULL);
  require(p.status == LARK_OK || p.status == LARK_EAGAIN ||
              (p.status == LARK_EINVAL && p.kind > 1) ||
              (p.status == LARK_ENOMEM && h.scarce),
          "a post failed");
}

static void answer_one(void) {
  pending_call *one = &h.pending[pick(MOST_PENDING)];
  if (one->id == 0) return;
  unsigned how = pick(8);
  lark_status status = how == 0 ? lualark_refuse(h.engine, one->id, "not today")
                       : how == 1
                           ? lualark_answer(h.engine, one->id, h.large)
                           : lualark_answer(h.engine, one->id, PICK(values));
  require(!one->answered || status == LARK_ESTALE, "a call has two answers");
  if (status == LARK_OK) one->answered = true;
}

static void look(void) {
  started *one = any_script();
  lualark_usage usage = {.size = sizeof usage};
  (void)lualark_memory_bytes(h.engine);
  (void)lualark_timeout_ms(h.engine);
  if (pick(4) == 0) (void)lualark_fd(h.engine);
  if (one != NULL)
    check_handle(one, lualark_script_usage(h.engine, one->id, &usage));
}

static void look_inside(void) {
  started *one = any_script();
  if (one == NULL) return;
  const char *text = lualark_traceback(h.engine, one->id);
  if (one->ended) require(text == NULL, "an ended script has a traceback");
  if (text == NULL) return;
  require(strstr(text, ": ") != NULL, "a traceback says nothing");
}

static void read_figures(void) {
  size_t bytes = 0;
  lark_document *document = NULL;
  const char *json = lualark_figures(h.engine, &bytes);
  require(json != NULL || h.scarce, "there are no figures");
  if (json == NULL) return;
  require(strlen(json) == bytes, "figures with a NUL");
  lark_status status = lark_document_parse(json, bytes, &document, NULL);
  require(status == LARK_OK || (status == LARK_ENOMEM && h.scarce),
          "figures are no JSON");
  lark_document_free(document);
}

static void set_data(void) {
  const char *name = PICK(names);
  const char *json = pick(16) == 0 ? h.large : PICK(values);
  lark_status status = lualark_set_data(h.engine, name, json);
  require(status == LARK_OK || status == LARK_EINVAL || h.scarce,
          "data were refused");
}

static void fail_allocations(void) {
  static const long most[] = {0, 0, 0, 3, 1000000};
  allocations_left = (long)pick(256) << pick(4);
  failures_left = PICK(most);
}

static void let_time_pass(void) {
  now_us += (uint64_t)1000 << pick(18);
}

static double cpu_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

// Returns where the engine may have been closed meanwhile.
static void step(void) {
  static const uint32_t budgets[] = {0, 0, 100, 500, 2000};
  bool inside = h.depth > 0;
  bool waits = pick(8) == 0;
  uint32_t budget_us = PICK(budgets);
  double began_us = cpu_us();
  lark_status status = waits ? lualark_wait(h.engine, (int)pick(2))
                             : lualark_step(h.engine, budget_us);
  if (inside) return;
  require(status == LARK_OK || h.scarce, "a step failed");
  // Without an end each script that is ready has a turn.
  double turns = 1 + (double)h.count;
  require(cpu_us() - began_us < MOST_LATE_US * turns, "a step took long");
  if (!h.closed)
    require(lualark_scripts(h.engine) == h.alive, "scripts are miscounted");
}

static void close_engine(void) {
  if (pick(32) != 0) return;
  h.closed = true;
  lualark_close(h.engine);
}

static void act(void) {
  switch (pick(34)) {
  case 0:
  case 1:
  case 2:
  case 3: start(NULL); break;
  case 4: kill_one(); break;
  case 5: interrupt_one(); break;
  case 6: retire_one(); break;
  case 7:
  case 8:
  case 9: emit(); break;
  case 10: emit_many(); break;
  case 11:
  case 12:
  case 13: answer_one(); break;
  case 14: look(); break;
  case 15: fail_allocations(); break;
  case 16: let_time_pass(); break;
  case 17: close_engine(); break;
  case 18:
  case 19: start(any_script()); break;
  case 20: set_data(); break;
  case 21:
  case 22:
  case 23: post_one(); break;
  case 24: look_inside(); break;
  case 25: read_figures(); break;
  default: step(); break;
  }
}

// ------------------------------------------------------------------ callbacks

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  (void)user, (void)engine;
  started *one = NULL;
  for (size_t i = 0; i < h.count; i++)
    if (h.scripts[i].id == end->script) one = &h.scripts[i];
  require(one != NULL && !one->ended, "an end that nobody waits for");
  one->ended = true;
  h.alive--;
  require((end->status == LARK_OK) == (end->error == NULL), "half an error");
  require(strlen(end->result) == end->result_bytes, "a result with a NUL");
  if (h.sandbox && one->memory_bytes > 0)
    require(end->usage.peak_bytes <= one->memory_bytes, "it had more memory");
  act_inside();
}

static void on_text(void *user, lualark_engine *engine, lualark_script script,
                    const char *text, size_t bytes) {
  (void)user, (void)engine, (void)script;
  require(text[bytes] == '\0', "a text without its NUL");
  act_inside();
}

static void on_message(void *user, lualark_engine *engine,
                       lualark_script script, const char *name,
                       const char *json, size_t bytes) {
  (void)name;
  on_text(user, engine, script, json, bytes);
}

static void on_echo(void *user, lualark_engine *engine, lualark_script script,
                    lualark_pending pending, const char *json, size_t bytes) {
  (void)user, (void)script, (void)bytes;
  lark_status status = lualark_answer(engine, pending, json);
  require(status == LARK_OK || h.scarce, "an answer failed");
  act_inside();
}

static void on_refuse(void *user, lualark_engine *engine, lualark_script script,
                      lualark_pending pending, const char *json, size_t bytes) {
  (void)user, (void)script, (void)json, (void)bytes;
  act_inside();
  lualark_refuse(engine, pending, "no");
}

static void on_later(void *user, lualark_engine *engine, lualark_script script,
                     lualark_pending pending, const char *json, size_t bytes) {
  (void)user, (void)engine, (void)script, (void)json, (void)bytes;
  h.pending[h.pending_at++ % MOST_PENDING] = (pending_call){.id = pending};
  act_inside();
}

// ----------------------------------------------------------------------- runs

static lark_status open_engine(void) {
  static const uint32_t slices[] = {500, 1, 100, 5000};
  static const uint32_t few[] = {0, 1, 5, 100};
  static const uint32_t times_ms[] = {0, 1, 50, 5000};
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  h.sandbox = options.sandbox = pick(2) == 0;
  options.allocator.resize = resize;
  options.memory_bytes = 2 << 20;
  options.slice_us = PICK(slices);
  options.events_waiting = PICK(few);
  options.messages = PICK(few);
  options.calls_in_flight = PICK(few);
  options.host_call_ms = PICK(times_ms);
  options.retire_ms = PICK(times_ms);
  options.log_bytes = PICK(few);
  options.posts_waiting = PICK(few);
  if (pick(8) == 0) options.posts_bytes = 100;
  if (pick(4) == 0) options.share_percent = 40;
  if (pick(4) == 0) options.event_ms = 20;
  if (pick(4) == 0) options.event_instructions = 50000;
  options.exit = on_exit_;
  options.print = options.warn = on_text;
  options.message = on_message;
  options.modules = modules;
  if (by_signal) options.preempt_signal = SIGRTMIN + 5;
  if (pick(8) == 0) fail_allocations();
  lark_status status = lualark_open(&options, &h.engine);
  require(status == LARK_OK || h.scarce, "an engine did not open");
  if (status != LARK_OK) return status;
  lualark_offer(h.engine, "echo", on_echo, NULL);
  lualark_offer(h.engine, "refuse", on_refuse, NULL);
  lualark_offer(h.engine, "later", on_later, NULL);
  return LARK_OK;
}

// All memory comes back before the engine is closed.
static void end_all(void) {
  allocations_left = -1;
  h.left = 0;
  for (size_t i = 0; i < h.count; i++)
    check_handle(&h.scripts[i], lualark_kill(h.engine, h.scripts[i].id));
  int steps = MOST_STEPS_LEFT;
  do
    lualark_step(h.engine, 1000);
  while (lualark_memory_bytes(h.engine) > 0 && --steps > 0);
  require(h.alive == 0, "killed scripts go on");
  require(lualark_memory_bytes(h.engine) == 0, "memory is kept");
  h.closed = true;
  lualark_close(h.engine);
}

static char *large_text(void) {
  enum { ROWS = 6000 };
  static const char row[] = "{\"id\":1,\"name\":\"x\"},";
  size_t length = sizeof row - 1;
  char *text = __real_malloc(ROWS * length + 4);
  text[0] = '[';
  for (size_t i = 0; i < ROWS; i++)
    memcpy(text + 1 + i * length, row, length);
  memcpy(text + 1 + ROWS * length, "1]", sizeof "1]");
  return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static char *large;
  if (by_signal < 0) {
    const char *wish = getenv("PREEMPT_SIGNAL");
    by_signal = wish != NULL && strcmp(wish, "on") == 0;
    large = large_text();
  }
  h = (host){.data = data, .left = size, .large = large};
  now_us = 1000000;
  allocations_left = -1;
  if (open_engine() == LARK_OK) {
    while (h.left > 0 && !h.closed)
      act();
    if (!h.closed) end_all();
  }
  allocations_left = -1;
  require(h.alive == 0, "an end was not told");
  require(taken_bytes == 0, "the engine kept memory");
  return 0;
}
