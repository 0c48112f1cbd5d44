// SPDX-License-Identifier: MIT

// Looking inside: what scripts do, and their figures.
#include "host.h"

#include "server.h"

#include <time.h>

static char seen[8192];

// host.look(): the script that runs looks at itself.
static void look(void *user, lualark_engine *engine, lualark_script script,
                 lualark_pending pending, const char *arguments, size_t bytes) {
  (void)user, (void)arguments, (void)bytes;
  keep(seen, sizeof seen, lualark_traceback(engine, script));
  lualark_answer(engine, pending, "1");
}

// Until everything waits; one that computes for ever goes on.
static void settle(lualark_engine *engine) {
  enum { MOST_STEPS = 400 };
  for (int i = 0; i < MOST_STEPS && lualark_timeout_ms(engine) == 0; i++)
    lualark_step(engine, 0);
}

static const char *look_at(const char *text, bool sandbox) {
  static host h;
  h = (host){0};
  lualark_options options = options_of(&h);
  options.sandbox = sandbox && has_sandbox();
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  lualark_offer(h.engine, "later", answer_later, &h);
  lualark_offer(h.engine, "look", look, &h);
  lualark_script script = start(&h, text);
  seen[0] = '\0';
  settle(h.engine);
  if (seen[0] == '\0')
    keep(seen, sizeof seen, lualark_traceback(h.engine, script));
  lualark_close(h.engine);
  return seen;
}

static void waits_are_named(void) {
  for (int sandbox = 0; sandbox < 2; sandbox++) {
    const char *text = look_at("local function ask()\n"
                               "  return host.later('secret')\n"
                               "end\n"
                               "ask()\n"
                               "return 1",
                               sandbox);
    CHECK(is(text, "test: waiting\n"
                   "task 1 (main): waits for host.later\n"
                   "\t[C]: in field 'later'\n"
                   "\ttest:2: in local 'ask'\n"
                   "\ttest:4: in main chunk\n"
                   "\t[C]: in ?"));
  }
}

static void each_task_is_there(void) {
  const char *text =
      look_at("local lark = require 'lark'\n"
              "local task = lark.spawn(function() lark.sleep(100) end)\n"
              "lark.spawn(function() task:await() end)\n"
              "lark.on('tick', print)\n"
              "lark.on('tick', print)\n"
              "lark.sleep(1000)",
              false);
  CHECK(has(text, "task 1 (main): sleeps for another "));
  CHECK(has(text, "task 2: sleeps for another "));
  CHECK(has(text, "task 3: waits for task 2\n"));
  CHECK(has(text, "test:3: in function <test:3>"));
  CHECK(has(text, "\n2 functions of lark.on"));
}

// The coroutine that waits is inside others, which wait for it.
static void coroutines_inside_are_there(void) {
  const char *text = look_at("local inner = coroutine.wrap(function()\n"
                             "  host.later()\n"
                             "end)\n"
                             "local outer = coroutine.create(function()\n"
                             "  inner()\n"
                             "end)\n"
                             "coroutine.resume(outer)",
                             true);
  const char *inner = strstr(text, "test:2: in function <test:1>");
  const char *outer = strstr(text, "test:5: in function <test:4>");
  const char *main_chunk = strstr(text, "test:7: in main chunk");
  CHECK(inner != NULL && outer > inner && main_chunk > outer);
  if (main_chunk == NULL) fprintf(stderr, "%s\n", text);
}

static void one_that_runs_looks_at_itself(void) {
  const char *text = look_at("local looks = coroutine.wrap(function()\n"
                             "  host.look()\n"
                             "end)\n"
                             "looks()",
                             false);
  CHECK(has(text, "test: running\ntask 1 (main): runs\n"));
  CHECK(has(text, "test:2: in function <test:1>"));
  CHECK(has(text, "test:4: in main chunk"));
}

static void one_that_computes_is_interrupted_somewhere(void) {
  const char *text = look_at("local function spin()\n"
                             "  while true do end\n"
                             "end\n"
                             "coroutine.wrap(function() spin() end)()",
                             true);
  CHECK(has(text, "test: ready\ntask 1 (main): is ready\n"));
  CHECK(has(text, "in upvalue 'spin'"));
  CHECK(has(text, "test:4: in main chunk"));
}

static void deep_stacks_are_cut(void) {
  const char *text = look_at("local function deep(n)\n"
                             "  if n == 0 then host.later() return 1 end\n"
                             "  return 1 + deep(n - 1)\n"
                             "end\n"
                             "local lark = require 'lark'\n"
                             "for i = 1, 150 do lark.spawn(lark.sleep, 9) end\n"
                             "deep(15000)",
                             false);
  CHECK(has(text, "\n\t...\n"));
  CHECK(has(text, "\n... and 51 tasks more"));
}

static void handlers_name_their_event(void) {
  host h = {0};
  open_engine(&h);
  lualark_script script =
      start(&h, "local lark = require 'lark' "
                "lark.on('tick', function() lark.sleep(9) end)");
  lualark_step(h.engine, 0);
  CHECK(lualark_emit(h.engine, 0, "tick", NULL) == LARK_OK);
  settle(h.engine);
  CHECK(has(lualark_traceback(h.engine, script), "(event 'tick'): sleeps"));
  CHECK(lualark_kill(h.engine, script) == LARK_OK);
  CHECK(lualark_traceback(h.engine, script) == NULL);
  CHECK(has(lualark_last_error(h.engine), "ended already"));
  lualark_close(h.engine);
}

// One task waits for an event, the next one delivers others: until it has begun
// with one, it runs for none.
static void a_task_that_delivers_begins_without_an_event(void) {
  host h = {0};
  open_engine(&h);
  lualark_script script =
      start(&h, "local lark = require 'lark' "
                "lark.on('slow', function() lark.sleep(3600) end) "
                "lark.on('quick', function() end) while true do end");
  lualark_step(h.engine, 0);
  CHECK(lualark_emit(h.engine, 0, "slow", NULL) == LARK_OK);
  for (int i = 0; i < 10; i++)
    lualark_step(h.engine, 0);
  CHECK(lualark_emit(h.engine, 0, "quick", NULL) == LARK_OK);
  lualark_step(h.engine, 0); // the main task has its turn first
  const char *text = lualark_traceback(h.engine, script);
  CHECK(has(text, "task 2 (event 'slow'): sleeps"));
  CHECK(has(text, "task 3 (events): is ready"));
  lualark_close(h.engine);
}

// A call of the platform: its endpoint, and nothing that it was given.
static void calls_are_named_without_values(void) {
  server its = {.per_connection = 1, .delay_ms = 30000, .header = ""};
  start_server(&its);
  char text[512];
  snprintf(
      text, sizeof text,
      "local lark = require 'lark' local client = lark.client { base_url = "
      "'http://127.0.0.1:%d', tenant_access_token = 't-secret' } "
      "client.hire.referral.get_by_application { application_id = '7' }",
      its.port);
  const char *found = look_at(text, false);
  CHECK(has(found, "waits for hire.referral.get_by_application\n"));
  CHECK(strstr(found, "secret") == NULL);
  end_process(its.process);
}

// ------------------------------------------------------------------- figures

static int64_t figure(lark_json of, const char *name) {
  lark_json value = lark_json_get(of, name);
  CHECK(lark_json_type(value) == LARK_INTEGER);
  return lark_json_integer(value);
}

static void take_long(void *user, lualark_engine *engine, lualark_script script,
                      lualark_pending pending, const char *arguments,
                      size_t bytes) {
  (void)user, (void)script, (void)arguments, (void)bytes;
  struct timespec now, end;
  clock_gettime(CLOCK_MONOTONIC, &end);
  do {
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while ((now.tv_sec - end.tv_sec) * 1000000000L + now.tv_nsec - end.tv_nsec <
           5000000);
  lualark_answer(engine, pending, "1");
}

static void figures_are_json(void) {
  host h = {0};
  lark_document *document = NULL;
  size_t bytes = 0;
  open_engine(&h);
  lualark_offer(h.engine, "later", answer_later, &h);
  lualark_offer(h.engine, "take_long", take_long, &h);
  start(&h, "local lark = require 'lark' lark.on('tick', print) "
            "host.take_long() host.later()");
  lualark_program odd = {.name = "q\"\xff", .text = "while true do end"};
  CHECK(lualark_start(h.engine, &odd, NULL) == LARK_OK);
  lualark_step(h.engine, 1000);
  lualark_step(h.engine, 1000);
  lualark_step(h.engine, 0);
  lualark_emit(h.engine, 0, "tick", "1");
  CHECK(lualark_post_event(h.engine, 99, "tick", "1") == LARK_OK);
  const char *json = lualark_figures(h.engine, &bytes);
  CHECK(strlen(json) == bytes);
  CHECK(lark_document_parse(json, bytes, &document, NULL) == LARK_OK);
  lark_json root = lark_document_root(document);
  lark_json engine = lark_json_get(root, "engine");
  CHECK(figure(engine, "steps") == 3);
  CHECK(figure(engine, "steps_over_budget") >= 1);
  CHECK(figure(engine, "longest_step_us") >= 5000);
  CHECK(figure(engine, "longest_over_budget_us") >= 4000);
  CHECK(figure(engine, "step_us") >= figure(engine, "longest_step_us"));
  CHECK(figure(engine, "scripts") == 2);
  CHECK(figure(engine, "memory_bytes") > 10000);
  CHECK(figure(engine, "host_calls_pending") == 1);
  CHECK(figure(engine, "events_waiting") == 2);
  CHECK(figure(engine, "posts_waiting") == 1);
  lark_json script = lark_json_first(lark_json_get(root, "scripts"));
  CHECK(is(lark_json_string(lark_json_get(script, "name"), NULL), "test"));
  CHECK(figure(script, "tasks") == 1 && figure(script, "calls") == 2);
  CHECK(figure(script, "calls_in_flight") == 1);
  script = lark_json_next(script);
  CHECK(is(lark_json_string(lark_json_get(script, "name"), NULL), "?"));
  CHECK(is(lark_json_string(lark_json_get(script, "state"), NULL), "ready"));
  lark_document_free(document);
  lualark_step(h.engine, 1000);
  CHECK(has(lualark_figures(h.engine, NULL), "\"posts_dropped\":1"));
  lualark_close(h.engine);
}

int main(void) {
  waits_are_named();
  each_task_is_there();
  coroutines_inside_are_there();
  one_that_runs_looks_at_itself();
  one_that_computes_is_interrupted_somewhere();
  deep_stacks_are_cut();
  handlers_name_their_event();
  a_task_that_delivers_begins_without_an_event();
  calls_are_named_without_values();
  figures_are_json();
  return check_failures();
}
