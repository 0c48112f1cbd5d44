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

#include "hosts_input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
  MOST_SCRIPTS = 60, // of one input, for the time that it takes
  MOST_PENDING = 64,
  MOST_DEPTH = 3,         // of callbacks that act
  MOST_LATE_US = 2000000, // under sanitizers, beside other work
  MOST_STEPS_LEFT = 5000, // until the memory of ended scripts is given back
  TICK_US = 50            // of the fuzzer's clock, whenever it is looked at
};

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

static bool is_refusal(lark_status status, const started *old) {
  if (old != NULL && (status == LARK_ESTALE || status == LARK_EAGAIN))
    return true;
  return status == LARK_EINVAL || status == LARK_ENOMEM ||
         status == LARK_ECLOSED;
}

static started *any_script(void) {
  return h.count > 0 ? &h.scripts[pick((unsigned)h.count)] : NULL;
}

// Starts a script, or the new version of another one.
static void start(started *old) {
  lualark_program program;
  if (h.count == MOST_SCRIPTS) return;
  pick_program(&program, h.text, sizeof h.text);
  size_t at = h.count;
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
  const char *name = pick_name();
  const char *json = pick(16) == 0 ? h.large : pick_value();
  lark_status status = lualark_emit(h.engine, to_all ? 0 : one->id, name, json);
  if (!to_all && status != LARK_ENOMEM && status != LARK_EINVAL)
    check_handle(one, status);
}

static void emit_many(void) {
  const char *name = pick_name();
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
               .name = pick_name(),
               .text = pick(16) == 0 ? h.large : pick_value()};
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
                           : lualark_answer(h.engine, one->id, pick_value());
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
  const char *name = pick_name();
  const char *json = pick(16) == 0 ? h.large : pick_value();
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
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  pick_options(&options);
  h.sandbox = options.sandbox;
  options.allocator.resize = resize;
  options.exit = on_exit_;
  options.print = options.warn = on_text;
  options.message = on_message;
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
  input_end();
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
  h = (host){.large = large};
  input_begin(data, size);
  now_us = 1000000;
  allocations_left = -1;
  if (open_engine() == LARK_OK) {
    while (!input_is_over() && !h.closed)
      act();
    if (!h.closed) end_all();
  }
  allocations_left = -1;
  require(h.alive == 0, "an end was not told");
  require(taken_bytes == 0, "the engine kept memory");
  return 0;
}
