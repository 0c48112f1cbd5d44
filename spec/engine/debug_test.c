// SPDX-License-Identifier: MIT

// Debugging: what a client sees and changes, and how stops end.
#include "dap.h"
#include "host.h"

#include <signal.h>
#include <time.h>

// A host whose scripts a client debugs, which runs in a thread of its own.
typedef struct session {
  host h;
  uint16_t port;
  pthread_t thread;
  void (*client)(struct session *s, dap *d);
  _Atomic bool done;
  int idles;
  int kill_at; // calls of idle; 0: never
  char how;    // 'k'ill, 'i'nterrupt, 'c'lose
  lualark_script script;
  bool closed;
} session;

static void on_idle(void *user, lualark_engine *engine) {
  session *s = user;
  CHECK(lualark_get_debugger(engine) == LUALARK_DEBUGGER_STOPPED);
  CHECK(lualark_step(engine, 0) == LARK_OK);
  if (++s->idles != s->kill_at) return;
  if (s->how == 'k') CHECK(lualark_kill(engine, s->script) == LARK_OK);
  if (s->how == 'i') CHECK(lualark_interrupt(engine, s->script) == LARK_OK);
  if (s->how == 'c') {
    s->closed = true;
    lualark_close(engine);
  }
}

static void *run_client(void *user) {
  session *s = user;
  dap *d = dap_connect(s->port);
  s->client(s, d);
  dap_close(d);
  s->done = true;
  return NULL;
}

static void open_session(session *s, lualark_options *options) {
  lualark_debugger_options debugger = {.size = sizeof debugger,
                                       .sandbox = options->sandbox,
                                       .idle = on_idle,
                                       .user = s};
  CHECK(lualark_open(options, &s->h.engine) == LARK_OK);
  CHECK(lualark_set_debugger(s->h.engine, &debugger, &s->port) == LARK_OK);
  CHECK(s->port != 0);
}

static void await_client(session *s) {
  for (int i = 0; i < 2000; i++) {
    if (lualark_get_debugger(s->h.engine) == LUALARK_DEBUGGER_ATTACHED) return;
    lualark_wait(s->h.engine, 10);
  }
  CHECK(false);
}

// Runs a program under a client, until both have ended.
static void drive(session *s, const lualark_program *program) {
  pthread_create(&s->thread, NULL, run_client, s);
  await_client(s);
  CHECK(lualark_start(s->h.engine, program, &s->script) == LARK_OK);
  while (!s->closed && (!s->done || s->h.ends == 0))
    lualark_wait(s->h.engine, 10);
  pthread_join(s->thread, NULL);
}

static void end(session *s) {
  if (!s->closed) lualark_close(s->h.engine);
  free(s);
}

static session *debug_with(lualark_options options, char how, const char *text,
                           void (*client)(session *s, dap *d)) {
  session *s = calloc(1, sizeof *s);
  lualark_program program = {.name = "test", .text = text};
  options.user = &s->h;
  s->client = client;
  s->how = how;
  open_session(s, &options);
  drive(s, &program);
  return s;
}

static session *debug(const char *text, void (*client)(session *s, dap *d)) {
  host none = {0};
  lualark_options options = options_of(&none);
  options.preempt_signal = SIGRTMIN + 5;
  return debug_with(options, '-', text, client);
}

// ----------------------------------------------------------------- breakpoints

static const char adder[] = "local up = { 1, 2, 3, name = 'x', [true] = 4 }\n"
                            "local function add(a, b)\n"
                            "  local sum = a + b\n"
                            "  return sum + #up\n"
                            "end\n"
                            "local total = 0\n"
                            "for i = 1, 3 do\n"
                            "  total = add(total, i)\n"
                            "end\n"
                            "print('total', total)\n"
                            "return total\n";

static void look_around(session *s, dap *d) {
  long frame = 0;
  (void)s;
  dap_begin(d, "{}");
  dap_break(d, "test", 4, ",\"condition\":\"b == 2\"");
  // The program is not there yet.
  CHECK(dap_has(d, "\"verified\":false"));
  dap_ready(d);
  CHECK(dap_event(d, "breakpoint"));
  CHECK(dap_has(d, "\"line\":4") && dap_has(d, "\"verified\":true"));
  long thread = dap_stop(d, "\"reason\":\"breakpoint\"");
  CHECK(dap_line(d, thread, &frame) == 4);
  CHECK(dap_has(d, "\"name\":\"add\"") && dap_has(d, "\"line\":8"));
  CHECK(dap_has(d, "\"totalFrames\":2"));

  long reference = dap_number(d, "sourceReference");
  CHECK(dap_ask(d, "source", "{\"sourceReference\":%ld}", reference));
  CHECK(dap_has(d, "local up = {"));

  CHECK(dap_ask(d, "scopes", "{\"frameId\":%ld}", frame));
  long locals = dap_number(d, "variablesReference");
  CHECK(dap_ask(d, "variables", "{\"variablesReference\":%ld}", locals));
  CHECK(dap_has(d, "\"name\":\"a\",\"type\":\"number\",\"value\":\"4\""));
  CHECK(dap_has(d, "\"name\":\"sum\",\"type\":\"number\",\"value\":\"6\""));
  CHECK(dap_ask(d, "variables", "{\"variablesReference\":%ld}", locals + 1));
  CHECK(dap_has(d, "{1, 2, 3, "));
  long table = dap_number(d, "variablesReference");
  CHECK(dap_ask(d, "variables", "{\"variablesReference\":%ld}", table));
  CHECK(dap_has(d, "\"evaluateName\":\"up[3]\",\"name\":\"[3]\""));
  CHECK(dap_has(d, "\"evaluateName\":\"up.name\",\"name\":\"name\""));
  CHECK(dap_has(d, "\"value\":\"\\\"x\\\"\""));
  CHECK(dap_ask(d, "variables", "{\"variablesReference\":%ld}", locals + 2));
  CHECK(dap_has(d, "\"name\":\"print\""));

  CHECK(dap_evaluate(d, "repl", "a + b, up.name"));
  CHECK(dap_has(d, "\"result\":\"6, \\\"x\\\"\""));
  CHECK(!dap_evaluate(d, "hover", "a.b.c"));
  CHECK(dap_has(d, "attempt to index a number value"));
  CHECK(!dap_evaluate(d, "hover", "a +"));
  CHECK(!dap_evaluate(d, "hover", "while true do end"));
  CHECK(dap_has(d, "it took longer than 1000 ms"));
  CHECK(!dap_evaluate(d, "hover",
                      "(function() while true do pcall(function() while true "
                      "do end end) end end)()"));
  CHECK(!dap_evaluate(d, "hover", "coroutine.yield(1)"));
  CHECK(!dap_evaluate(d, "hover", "require('lark').sleep(1)"));
  CHECK(dap_has(d, "wait here"));
  // Statements change what they name: a local, an upvalue's table, a global.
  CHECK(dap_evaluate(d, "repl", "up[4] = 'new' extra = 5"));
  CHECK(dap_ask(d, "setVariable",
                "{\"variablesReference\":%ld,\"name\":\"sum\",\"value\":\"a + "
                "100\"}",
                locals));
  CHECK(dap_has(d, "\"value\":\"104\""));
  CHECK(dap_ask(
      d, "setVariable",
      "{\"variablesReference\":%ld,\"name\":\"[1]\",\"value\":\"10\"}", table));
  CHECK(!dap_ask(d, "setVariable",
                 "{\"variablesReference\":%ld,\"name\":\"sum\",\"value\":\"1 "
                 "x = 2\"}",
                 locals));
  CHECK(dap_ask(d, "setExpression",
                "{\"expression\":\"up[2]\",\"value\":\"20\"}"));
  CHECK(dap_evaluate(d, "watch", "up"));
  CHECK(dap_has(d, "{10, 20, 3, \\\"new\\\", "));
  dap_go_on(d, "continue", thread);
  CHECK(dap_event(d, "output"));
  CHECK(dap_has(d, "total\\t115\\n") && dap_has(d, "\"category\":\"stdout\""));
  // What was known in the stop is not asked for afterwards.
  CHECK(!dap_ask(d, "variables", "{\"variablesReference\":%ld}", locals));
  CHECK(!dap_evaluate(d, "watch", "1"));
}

static void shows_and_changes(void) {
  session *s = debug(adder, look_around);
  CHECK(s->h.last.status == LARK_OK);
  CHECK(is(s->h.result, "115"));
  CHECK(is(s->h.printed, "total\t115\n"));
  end(s);
}

static void log_and_count(session *s, dap *d) {
  (void)s;
  dap_begin(d, "{}");
  CHECK(dap_ask(d, "setBreakpoints",
                "{\"source\":{\"path\":\"test\"},\"breakpoints\":[{\"line\":3,"
                "\"logMessage\":\"b is {b}, {up.name} {no.such}\"},"
                "{\"line\":8,\"hitCondition\":\">= 3\"},"
                "{\"line\":10,\"condition\":\"no.such\"},"
                "{\"line\":9,\"hitCondition\":\"often\"}]}"));
  CHECK(dap_has(d, "a number of hits is such as"));
  dap_ready(d);
  CHECK(dap_event(d, "output"));
  CHECK(dap_has(d, "b is 1, x {attempt to index"));
  long thread = dap_stop(d, "breakpoint");
  CHECK(dap_evaluate(d, "watch", "i"));
  CHECK(dap_has(d, "\"result\":\"3\""));
  dap_go_on(d, "continue", thread);
  // A condition that fails says so, and stops.
  thread = dap_stop(d, "breakpoint");
  CHECK(strstr(d->events, "the breakpoint's condition no.such") != NULL);
  CHECK(dap_line(d, thread, NULL) == 10);
  CHECK(dap_ask(d, "breakpointLocations",
                "{\"source\":{\"path\":\"test\"},\"line\":4,\"endLine\":7}"));
  CHECK(dap_has(d, "{\"breakpoints\":[{\"line\":4},{\"line\":5},{\"line\":6},{"
                   "\"line\":7}]}"));
  dap_go_on(d, "continue", thread);
}

static void logs_and_counts(void) {
  session *s = debug(adder, log_and_count);
  CHECK(is(s->h.result, "15"));
  end(s);
}

// Lines of breakpoints wait for a client that reads slowly.
static void read_slowly(session *s, dap *d) {
  struct timespec moment = {0, 500000000};
  char more[300], filler[200];
  long lines = 0;
  (void)s;
  memset(filler, 'x', sizeof filler - 1);
  filler[sizeof filler - 1] = '\0';
  snprintf(more, sizeof more, ",\"logMessage\":\"{i} %s\"", filler);
  dap_begin(d, "{}");
  dap_break(d, "test", 3, more);
  CHECK(dap_ask(d, "setExceptionBreakpoints", "{\"filters\":[\"uncaught\"]}"));
  dap_ready(d);
  nanosleep(&moment, NULL);
  for (const char *at = d->events; (at = strstr(at, "console")) != NULL; at++)
    lines++;
  while (dap_read(d) && strstr(d->message, "\"stopped\"") == NULL)
    lines += strstr(d->message, "\"category\":\"console\"") != NULL;
  CHECK(lines == 40000);
  dap_go_on(d, "continue", 1);
}

static void waits_for_who_reads_slowly(void) {
  session *s = debug("local n = 0\n"
                     "for i = 1, 40000 do\n"
                     "  n = n + 1\n"
                     "end\n"
                     "error('at the end')",
                     read_slowly);
  CHECK(has(s->h.msg, "at the end"));
  end(s);
}

// Long lists come piece by piece; odd keys, and none of ours.
static void open_tables(session *s, dap *d) {
  (void)s;
  dap_begin(d, "{}");
  dap_break(d, "test", 9, "");
  dap_ready(d);
  long thread = dap_stop(d, "breakpoint");
  CHECK(dap_evaluate(d, "watch", "long"));
  CHECK(dap_number(d, "indexedVariables") == 100000);
  long table = dap_number(d, "variablesReference");
  CHECK(dap_ask(d, "variables",
                "{\"variablesReference\":%ld,\"filter\":\"indexed\",\"start\":"
                "99998,\"count\":5}",
                table));
  CHECK(dap_has(d, "{\"variables\":[{\"evaluateName\":\"long[99999]\","));
  CHECK(dap_has(d, "\"name\":\"[100000]\""));
  CHECK(strstr(d->message, "100001") == NULL);
  CHECK(dap_ask(d, "variables",
                "{\"variablesReference\":%ld,\"filter\":\"named\"}", table));
  CHECK(dap_has(d, "\"variables\":[{\"evaluateName\":\"long.n\""));

  CHECK(dap_evaluate(d, "watch", "odd"));
  table = dap_number(d, "variablesReference");
  CHECK(dap_ask(d, "variables", "{\"variablesReference\":%ld}", table));
  CHECK(dap_has(d, "\"evaluateName\":\"odd[\\\"a b\\\"]\""));
  CHECK(dap_has(d, "{\"name\":\"[{...}]\""));
  CHECK(dap_has(d, "{\"name\":\"(metatable)\""));
  CHECK(dap_ask(d, "setVariable",
                "{\"variablesReference\":%ld,\"name\":\"[\\\"a b\\\"]\","
                "\"value\":\"5\"}",
                table));
  CHECK(dap_evaluate(d, "watch", "getmetatable(odd)"));
  table = dap_number(d, "variablesReference");
  CHECK(dap_ask(d, "variables", "{\"variablesReference\":%ld}", table));
  CHECK(dap_has(d, "__index"));
  CHECK(strstr(d->message, "\\\\x") == NULL); // a key that is hidden
  CHECK(dap_evaluate(d, "repl", "co, lark.null, print, 1.0, 1/0, -0.1"));
  CHECK(dap_has(d, "(suspended), null, function [C]"));
  CHECK(dap_has(d, ", 1.0, inf, -0.1\""));
  // `...` of the frame, and a function's upvalues.
  CHECK(dap_evaluate(d, "repl", "select('#', ...)"));
  CHECK(dap_has(d, "\"result\":\"2\""));
  CHECK(dap_evaluate(d, "watch", "f"));
  table = dap_number(d, "variablesReference");
  CHECK(dap_ask(d, "variables", "{\"variablesReference\":%ld}", table));
  CHECK(dap_has(d, "\"name\":\"long\""));
  dap_go_on(d, "continue", thread);
}

static void opens_tables(void) {
  session *s = debug(
      "local lark = require 'lark'\n"
      "local long = { n = 1 }\n"
      "for i = 1, 1e5 do long[i] = i end\n"
      "local odd = setmetatable({ ['a b'] = 1, [{}] = 2, ['\\255'] = 3 },\n"
      "  { __index = error, __call = error, __pairs = error })\n"
      "local co = coroutine.create(function() end)\n"
      "local function f(...)\n"
      "  local n = #long\n"
      "  return lark, odd, co, n, f\n"
      "end\n"
      "f(1, nil)\n"
      "return odd['a b']",
      open_tables);
  CHECK(is(s->h.result, "5"));
  end(s);
}

// ----------------------------------------------------------------------- steps

static void go(dap *d, const char *how, long thread, long line) {
  dap_go_on(d, how, thread);
  CHECK(dap_stop(d, "\"reason\":\"step\"") == thread);
  long at = dap_line(d, thread, NULL);
  if (at != line) fprintf(stderr, "%s: at %ld, not %ld\n", how, at, line);
  CHECK(at == line);
}

static void step_around(session *s, dap *d) {
  (void)s;
  dap_begin(d, "{\"stopOnEntry\":true}");
  dap_ready(d);
  long thread = dap_stop(d, "\"reason\":\"entry\"");
  CHECK(dap_line(d, thread, NULL) == 1);
  go(d, "next", thread, 5);
  go(d, "next", thread, 6);
  go(d, "next", thread, 7);
  go(d, "next", thread, 8);
  go(d, "stepIn", thread, 3);
  go(d, "next", thread, 4);
  go(d, "stepOut", thread, 7);
  go(d, "stepIn", thread, 8);
  go(d, "next", thread, 7);
  dap_go_on(d, "continue", thread);
}

static void steps(void) {
  session *s = debug(adder, step_around);
  CHECK(is(s->h.result, "15"));
  end(s);
}

// Coroutines, tasks that wait while others run, tail calls, recursion.
static const char winding[] = "local lark = require 'lark'\n"              // 1
                              "local gen = coroutine.wrap(function()\n"    // 2
                              "  local inner = 1\n"                        // 3
                              "  coroutine.yield(inner)\n"                 // 4
                              "  return 2\n"                               // 5
                              "end)\n"                                     // 6
                              "lark.spawn(function()\n"                    // 7
                              "  for i = 1, 20 do lark.sleep(0.001) end\n" // 8
                              "end)\n"                                     // 9
                              "local function last(n) return n end\n"      // 10
                              "local function tail(n)\n"                   // 11
                              "  return last(n)\n"                         // 12
                              "end\n"                                      // 13
                              "local function deep(n)\n"                   // 14
                              "  if n == 0 then return 0 end\n"            // 15
                              "  return 1 + deep(n - 1)\n"                 // 16
                              "end\n"                                      // 17
                              "local a = gen()\n"                          // 18
                              "local b = gen()\n"                          // 19
                              "lark.sleep(0.01)\n"                         // 20
                              "local c = tail(3)\n"                        // 21
                              "local d = deep(50)\n"                       // 22
                              "return a + b + c + d\n";                    // 23

static void wind(session *s, dap *d) {
  long frame = 0;
  (void)s;
  dap_begin(d, "{}");
  dap_break(d, "test", 18, "");
  dap_ready(d);
  long thread = dap_stop(d, "breakpoint");
  go(d, "stepIn", thread, 3);
  CHECK(dap_line(d, thread, &frame) == 3);
  CHECK(dap_has(d, "\"name\":\"gen [C]\"") && dap_has(d, "\"line\":18"));
  go(d, "next", thread, 4);
  // It yields: it is waited for, and goes on where it was.
  go(d, "next", thread, 5);
  go(d, "next", thread, 20);
  // While it waits another task runs.
  go(d, "next", thread, 21);
  go(d, "stepIn", thread, 12);
  // The function that takes the frame's place is called, too.
  go(d, "next", thread, 22);
  go(d, "stepIn", thread, 15);
  go(d, "next", thread, 16);
  go(d, "next", thread, 23);
  dap_go_on(d, "continue", thread);
}

static void winds(void) {
  session *s = debug(winding, wind);
  CHECK(is(s->h.result, "56"));
  end(s);
}

// A client comes while a script computes, leaves, and comes back.
static void *come_and_go(void *user) {
  session *s = user;
  for (int i = 0; i < 3; i++) {
    dap *d = dap_connect(s->port);
    dap_begin(d, "{}");
    dap_break(d, "test", 3, "");
    CHECK(dap_has(d, "\"line\":3") && dap_has(d, "\"verified\":true"));
    dap_ready(d);
    dap_stop(d, "breakpoint");
    if (i == 2) CHECK(dap_evaluate(d, "repl", "go = false"));
    CHECK(dap_ask(d, "disconnect", "{}"));
    CHECK(!dap_read(d) && d->gone);
    dap_close(d);
  }
  s->done = true;
  return NULL;
}

static void is_attached_while_it_runs(void) {
  session *s = calloc(1, sizeof *s);
  lualark_options options = options_of(&s->h);
  lualark_program program = {.name = "test",
                             .text = "go = true\n"
                                     "while go do\n"
                                     "  local n = 1\n"
                                     "end\n"
                                     "return 'done'"};
  options.preempt_signal = SIGRTMIN + 5;
  open_session(s, &options);
  CHECK(lualark_start(s->h.engine, &program, &s->script) == LARK_OK);
  lualark_step(s->h.engine, 1000);
  pthread_create(&s->thread, NULL, come_and_go, s);
  while (!s->done || s->h.ends == 0)
    lualark_step(s->h.engine, 2000);
  pthread_join(s->thread, NULL);
  CHECK(is(s->h.result, "\"done\""));
  end(s);
}

// --------------------------------------------------------------------- pausing

static void pause_it(session *s, dap *d) {
  (void)s;
  dap_begin(d, "{}");
  dap_ready(d);
  CHECK(dap_event(d, "output"));
  CHECK(dap_ask(d, "pause", "{\"threadId\":1}"));
  long thread = dap_stop(d, "\"reason\":\"pause\"");
  CHECK(dap_evaluate(d, "repl", "go = false"));
  dap_go_on(d, "continue", thread);
}

static void pauses_one_that_computes(void) {
  session *s = debug("go = true print 'begun' local n = 0\n"
                     "while go do n = n + 1 end\n"
                     "return 7",
                     pause_it);
  CHECK(is(s->h.result, "7"));
  end(s);
}

static void pause_sleeping(session *s, dap *d) {
  dap_begin(d, "{}");
  dap_ready(d);
  CHECK(dap_event(d, "output")); // it is about to sleep
  struct timespec moment = {0, 50000000};
  nanosleep(&moment, NULL);
  CHECK(dap_ask(d, "pause", "{\"threadId\":1}"));
  long thread = dap_stop(d, "\"reason\":\"pause\"");
  CHECK(dap_ask(d, "threads", "{}"));
  CHECK(dap_has(d, "\"test: main (waits for task 2)\""));
  CHECK(dap_ask(d, "stackTrace", "{\"threadId\":%ld}", thread));
  CHECK(dap_has(d, "\"name\":\"await [C]\"") && dap_has(d, "\"line\":5"));
  const char *main_frame = strstr(d->message, "main chunk");
  CHECK(main_frame != NULL);
  long frame = dap_number(d, "id") + 1;
  CHECK(dap_ask(d, "evaluate", "{\"frameId\":%ld,\"expression\":\"secret\"}",
                frame));
  CHECK(dap_has(d, "\"result\":\"\\\"hidden\\\"\""));
  // Tasks that an expression spawns run when all goes on.
  CHECK(dap_ask(d, "evaluate",
                "{\"frameId\":%ld,\"expression\":\"spawned = lark.spawn("
                "function() secret = 'found' sleeping:cancel() end)\"}",
                frame));
  dap_go_on(d, "continue", thread);
  (void)s;
}

static void pauses_one_that_sleeps(void) {
  session *s = debug("lark = require 'lark'\n"
                     "local secret = 'hidden'\n"
                     "sleeping = lark.spawn(function() lark.sleep(60) end)\n"
                     "print 'begun'\n"
                     "sleeping:await()\n"
                     "return secret",
                     pause_sleeping);
  CHECK(s->h.ends == 1);
  end(s);
}

// -------------------------------------------------------------------- failures

static void catch_error(session *s, dap *d) {
  (void)s;
  dap_begin(d, "{}");
  CHECK(dap_ask(d, "setExceptionBreakpoints", "{\"filters\":[\"uncaught\"]}"));
  dap_ready(d);
  long thread = dap_stop(d, "\"reason\":\"exception\"");
  CHECK(dap_has(d, "attempt to index a nil value"));
  CHECK(dap_line(d, thread, NULL) == 3);
  CHECK(dap_evaluate(d, "watch", "n"));
  CHECK(dap_has(d, "\"result\":\"7\""));
  CHECK(dap_ask(d, "exceptionInfo", "{\"threadId\":%ld}", thread));
  CHECK(dap_has(d, "\"breakMode\":\"unhandled\""));
  // A step from there only goes on.
  dap_go_on(d, "next", thread);
}

static void stops_at_errors(void) {
  session *s = debug("local function f(n)\n"
                     "  local t = nil\n"
                     "  return t.x, n\n"
                     "end\n"
                     "pcall(f, 1)\n"
                     "local task = require 'lark'.spawn(f, 7)\n"
                     "return task:await()",
                     catch_error);
  CHECK(s->h.last.status == LARK_ESCRIPT);
  CHECK(has(s->h.msg, "attempt to index a nil value"));
  end(s);
}

// --------------------------------------------------------------- ends of stops

static void stop_and_stay(session *s, dap *d) {
  dap_begin(d, "{}");
  dap_break(d, "test", 3, "");
  dap_ready(d);
  dap_stop(d, "breakpoint");
  // An expression that takes long is ended, too.
  if (s->how == 'k') dap_evaluate(d, "repl", "while true do end");
  while (dap_read(d))
    ;
}

static const char three_lines[] = "local lark = require 'lark'\n"
                                  "local n = 1\n"
                                  "n = n + 1\n"
                                  "local ok = lark.sleep(0)\n"
                                  "return n";

// The client stays until it hears of the end.
static void ends_by_the_host(char how) {
  session *s = calloc(1, sizeof *s);
  lualark_options options = options_of(&s->h);
  lualark_program program = {.name = "test", .text = three_lines};
  s->how = how;
  s->kill_at = 20;
  s->client = stop_and_stay;
  open_session(s, &options);
  pthread_create(&s->thread, NULL, run_client, s);
  await_client(s);
  CHECK(lualark_start(s->h.engine, &program, &s->script) == LARK_OK);
  while (!s->closed && s->h.ends == 0)
    lualark_wait(s->h.engine, 10);
  CHECK(s->idles >= 20 && s->h.ends == 1);
  CHECK(s->h.last.status == (how == 'i' ? LARK_OK : LARK_ECANCELLED));
  pthread_t client = s->thread;
  if (!s->closed) lualark_close(s->h.engine);
  pthread_join(client, NULL);
  free(s);
}

// The client closes its connection in a stop, in an expression, or is killed.
static void vanish(session *s, dap *d) {
  dap_begin(d, "{}");
  dap_break(d, "test", 3, "");
  dap_ready(d);
  dap_stop(d, "breakpoint");
  if (s->how == 'e')
    dap_send(d, "evaluate",
             "{\"expression\":\"while true do end\",\"context\":\"repl\"}");
}

static void goes_on_without_client(void) {
  for (int i = 0; i < 2; i++) {
    host none = {0};
    lualark_options options = options_of(&none);
    options.preempt_signal = SIGRTMIN + 5;
    session *s = debug_with(options, i == 0 ? '-' : 'e',
                            "local n = 1\n\nn = n + 1\n"
                            "for i = 1, 3e6 do n = n + 0 end\n"
                            "return n",
                            vanish);
    CHECK(is(s->h.result, "2"));
    // It runs as before: nothing is counted any more.
    start(&s->h, "for i = 1, 3e6 do local x = i end");
    while (s->h.ends < 2)
      lualark_wait(s->h.engine, 10);
    CHECK(s->h.last.usage.instructions < 100000);
    CHECK(lualark_preempt_trouble(s->h.engine) == NULL ||
          strstr(lualark_preempt_trouble(s->h.engine), "sanitizer") != NULL);
    CHECK(lualark_get_debugger(s->h.engine) == LUALARK_DEBUGGER_LISTENING);
    end(s);
  }
}

static void disconnect(session *s, dap *d) {
  dap_begin(d, "{}");
  dap_break(d, "test", 3, "");
  dap_ready(d);
  dap_stop(d, "breakpoint");
  CHECK(dap_ask(d, "disconnect", "{\"terminateDebuggee\":%s}",
                s->how == 't' ? "true" : "false"));
  CHECK(!dap_read(d) && d->gone);
}

static void disconnects(void) {
  for (int i = 0; i < 2; i++) {
    host none = {0};
    session *s = debug_with(options_of(&none), i == 0 ? 't' : '-', three_lines,
                            disconnect);
    if (i == 0)
      CHECK(s->h.last.status == LARK_ECANCELLED &&
            has(s->h.msg, "the debugger ended it"));
    else
      CHECK(s->h.last.status == LARK_OK);
    end(s);
  }
}

// ---------------------------------------------------------------------- limits

static void stay(session *s, dap *d) {
  struct timespec while_ = {0, 400000000};
  (void)s;
  dap_begin(d, "{}");
  dap_break(d, "test", 3, "");
  dap_ready(d);
  long thread = dap_stop(d, "breakpoint");
  nanosleep(&while_, NULL);
  dap_evaluate(d, "repl", "print('evaluated')");
  dap_go_on(d, "continue", thread);
}

// A stop takes no time: neither from a deadline, nor an event's, nor a slice.
static void counts_no_time(bool sandbox) {
  host none = {0};
  lualark_options options = options_of(&none);
  options.sandbox = sandbox;
  options.time_ms = 300;
  options.event_ms = 100;
  session *s = debug_with(options, '-',
                          "local n = 0\n"
                          "table.sort({ 1, 2 }, function(a, b)\n"
                          "  n = n + 1\n"
                          "  return a < b\n"
                          "end)\n"
                          "return n",
                          stay);
  CHECK(s->h.last.status == LARK_OK);
  if (s->h.last.status != LARK_OK) fprintf(stderr, "%s\n", s->h.msg);
  CHECK(s->h.last.usage.cpu_us < 300000 && s->h.last.usage.wall_us < 300000);
  CHECK(is(s->h.printed, "evaluated\n"));
  end(s);
}

// Limits hold as before when it has gone on.
static void run_away(session *s, dap *d) {
  (void)s;
  dap_begin(d, "{}");
  dap_break(d, "test", 1, "");
  dap_ready(d);
  long thread = dap_stop(d, "breakpoint");
  CHECK(dap_evaluate(d, "repl", "print('evaluated')"));
  CHECK(!dap_evaluate(d, "repl", "('x'):rep(1e9)"));
  CHECK(dap_has(d, "not enough memory"));
  CHECK(!dap_evaluate(d, "repl",
                      "(function() local t = {} while true do t[#t + 1] = "
                      "('x'):rep(1000) .. #t end end)()"));
  dap_go_on(d, "continue", thread);
}

static void keeps_limits(bool sandbox) {
  host none = {0};
  lualark_options options = options_of(&none);
  options.sandbox = sandbox;
  options.memory_bytes = 4 << 20;
  options.instructions = 3000000;
  session *s = debug_with(
      options, '-',
      "local n = 0\nwhile true do pcall(function() n = n + 1 end) end",
      run_away);
  CHECK(s->h.last.status == LARK_ELIMIT);
  CHECK(has(s->h.msg, sandbox ? "" : "instructions"));
  end(s);
}

static void is_refused_in_a_sandbox(void) {
  host h = {0};
  uint16_t port = 1;
  lualark_options options = options_of(&h);
  options.sandbox = true;
  lualark_debugger_options debugger = {.size = sizeof debugger};
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  CHECK(lualark_set_debugger(h.engine, &debugger, &port) == LARK_EINVAL);
  CHECK(port == 0);
  CHECK(has(lualark_last_error(h.engine), "sandbox"));
  CHECK(lualark_get_debugger(h.engine) == LUALARK_DEBUGGER_OFF);
  lualark_close(h.engine);
}

// What an expression took is given back: the script has its memory again.
static void take_much(session *s, dap *d) {
  (void)s;
  dap_begin(d, "{}");
  dap_break(d, "test", 2, "");
  dap_ready(d);
  long thread = dap_stop(d, "breakpoint");
  for (int i = 0; i < 3; i++)
    CHECK(!dap_evaluate(d, "repl",
                        "local t = {} for i = 1, 4e5 do t[i] = i end "
                        "error 'with all that'"));
  CHECK(dap_ask(d, "stackTrace", "{\"threadId\":%ld}", thread));
  dap_go_on(d, "continue", thread);
}

static void gives_memory_back(bool sandbox) {
  host none = {0};
  lualark_options options = options_of(&none);
  options.sandbox = sandbox;
  options.memory_bytes = 16 << 20;
  options.block_bytes = 16 << 20;
  session *s = debug_with(options, '-',
                          "local t, n = {}, 1\n"
                          "n = n + 1\n"
                          "for i = 1, 5e5 do t[i] = i end\n"
                          "return #t",
                          take_much);
  CHECK(s->h.last.status == LARK_OK);
  if (s->h.last.status != LARK_OK) fprintf(stderr, "%s\n", s->h.msg);
  end(s);
}

// ------------------------------------------------------------- several scripts

static void look_at_both(session *s, dap *d) {
  (void)s;
  dap_begin(d, "{}");
  dap_break(d, "test", 3, "");
  dap_ready(d);
  long thread = dap_stop(d, "breakpoint");
  CHECK(dap_ask(d, "threads", "{}"));
  CHECK(dap_has(d, "\"name\":\"test: main\""));
  CHECK(dap_has(d, "\"name\":\"other: main (sleeps for another"));
  const char *other = strstr(d->message, "\"name\":\"other");
  long id = 0;
  CHECK(other != NULL);
  for (const char *at = other; other != NULL && at > d->message; at--) {
    if (strncmp(at, "\"id\":", 5) != 0) continue;
    id = strtol(at + 5, NULL, 10);
    break;
  }
  CHECK(id != 0 && id != thread);
  CHECK(dap_ask(d, "stackTrace", "{\"threadId\":%ld}", id));
  CHECK(dap_has(d, "\"line\":2"));
  long frame = dap_number(d, "id") + 1;
  CHECK(dap_ask(d, "evaluate", "{\"frameId\":%ld,\"expression\":\"mine .. 1\"}",
                frame));
  CHECK(dap_has(d, "\"result\":\"\\\"other's1\\\"\""));
  dap_go_on(d, "continue", thread);
}

static void knows_several(void) {
  session *s = calloc(1, sizeof *s);
  lualark_options options = options_of(&s->h);
  s->client = look_at_both;
  open_session(s, &options);
  lualark_program other = {.name = "other",
                           .text = "local mine = \"other's\"\n"
                                   "require 'lark'.sleep(60)"};
  CHECK(lualark_start(s->h.engine, &other, NULL) == LARK_OK);
  lualark_step(s->h.engine, 1000);
  lualark_program program = {.name = "test", .text = three_lines};
  drive(s, &program);
  CHECK(is(s->h.result, "2"));
  end(s);
}

// ------------------------------------------------------------------- bad input

static bool is_dropped(uint16_t port, const char *bytes) {
  dap *d = dap_connect(port);
  dap_raw(d, bytes, strlen(bytes));
  bool dropped = !dap_read(d) && d->gone;
  dap_close(d);
  return dropped;
}

static void misbehave(session *s, dap *d) {
  static const char *const wrong[] = {
      "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{}",
      "GET / HTTP/1.1\r\n\r\n",
      "Content-Length: 104857600\r\n\r\n",
      "Content-Length: -1\r\n\r\n",
      "Content-Length: 99999999999999999999999\r\n\r\n",
      "Content-Length: \r\n\r\n",
      "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      "Content-Length: 2\r\nOrigin: http://example.com\r\n\r\n{}",
      "Content-Type: text/plain\r\n\r\n{}",
      "Content-Length: 3\r\n\r\n{,}",
      "Content-Length: 2\r\n\r\n[]",
      "Content-Length: 0\r\n\r\n",
      "Content-Length: 4\r\n\r\nnull",
      "Content-Length: 28\r\n\r\n{\"seq\":1,\"type\":\"response\"}!",
      "Content-Length: 26\r\n\r\n{\"seq\":\"\",\"type\":\"request\"}",
      "\r\n\r\n",
      NULL};
  dap_close(d); // one at a time
  (void)s;
  for (int i = 0; wrong[i] != NULL; i++) {
    bool dropped = is_dropped(s->port, wrong[i]);
    if (!dropped) fprintf(stderr, "taken: %s\n", wrong[i]);
    CHECK(dropped);
  }
  char *header = malloc(3000);
  memset(header, 'x', 2999);
  header[2999] = '\0';
  memcpy(header, "Content-Type: ", 14);
  CHECK(is_dropped(s->port, header));
  free(header);
}

static void *misbehave_alone(void *user) {
  session *s = user;
  misbehave(s, dap_connect(s->port));
  s->done = true;
  return NULL;
}

static void survives_bad_input(void) {
  session *s = calloc(1, sizeof *s);
  lualark_options options = options_of(&s->h);
  open_session(s, &options);
  pthread_create(&s->thread, NULL, misbehave_alone, s);
  while (!s->done)
    lualark_wait(s->h.engine, 10);
  pthread_join(s->thread, NULL);
  CHECK(lualark_get_debugger(s->h.engine) == LUALARK_DEBUGGER_LISTENING);
  end(s);
}

static void ask_nonsense(session *s, dap *d) {
  (void)s;
  CHECK(!dap_ask(d, "threads", "{}"));
  CHECK(dap_has(d, "initialize comes first"));
  dap_begin(d, "{\"stopOnEntry\":true}");
  CHECK(!dap_ask(d, "initialize", "{}"));
  CHECK(!dap_ask(d, "fly", "{}"));
  CHECK(dap_has(d, "there is no request fly"));
  CHECK(!dap_ask(d, "continue", "{}"));
  CHECK(!dap_ask(d, "stackTrace", "{\"threadId\":1}"));
  CHECK(!dap_ask(d, "setBreakpoints", "{}"));
  CHECK(!dap_ask(d, "setBreakpoints",
                 "{\"source\":{\"path\":\"x\"},\"breakpoints\":[1]}"));
  CHECK(!dap_ask(d, "setBreakpoints",
                 "{\"source\":{\"path\":\"x\"},\"breakpoints\":[{\"line\":"
                 "\"3\"}]}"));
  CHECK(!dap_ask(d, "source", "{\"sourceReference\":77}"));
  CHECK(dap_ask(d, "setBreakpoints", "{\"source\":{\"path\":\"x\"}}"));
  dap_ready(d);
  long thread = dap_stop(d, "entry");
  // A second client is turned away.
  dap *second = dap_connect(s->port);
  CHECK(!dap_read(second) && second->gone);
  dap_close(second);
  CHECK(!dap_ask(d, "stackTrace", "{\"threadId\":99}"));
  CHECK(!dap_ask(d, "stackTrace", "{}"));
  CHECK(!dap_ask(d, "scopes", "{\"frameId\":12345}"));
  CHECK(!dap_ask(d, "variables", "{\"variablesReference\":-1}"));
  CHECK(!dap_ask(d, "variables", "{\"variablesReference\":1e300}"));
  CHECK(!dap_ask(d, "evaluate", "{\"expression\":3}"));
  CHECK(!dap_ask(d, "evaluate", "null"));
  CHECK(
      !dap_ask(d, "setVariable", "{\"variablesReference\":1,\"name\":\"x\"}"));
  // What is no UTF-8 is shown as what it is.
  CHECK(dap_evaluate(d, "watch", "'\\\\255\\\\0\\\\n' .. '\\\\u{4f60}'"));
  CHECK(dap_has(d, "\\\"\\\\xFF\\\\x00\\\\n\xe4\xbd\xa0\\\""));
  CHECK(!dap_evaluate(d, "watch",
                      "error(setmetatable({}, {__tostring = error}))"));
  CHECK(dap_evaluate(d, "watch",
                     "setmetatable({}, {__index = error, __len = error, __name "
                     "= 3})"));
  dap_go_on(d, "continue", thread);
}

static void refuses_nonsense(void) {
  session *s = debug(three_lines, ask_nonsense);
  CHECK(is(s->h.result, "2"));
  end(s);
}

// It asks and asks, and reads no answer.
static void never_read(session *s, dap *d) {
  struct timeval patience = {.tv_sec = 1};
  char request[300];
  (void)s;
  dap_begin(d, "{}");
  dap_break(d, "test", 3, "");
  dap_ready(d);
  dap_stop(d, "breakpoint");
  setsockopt(d->fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  int bytes = snprintf(request, sizeof request,
                       "{\"seq\":9,\"type\":\"request\",\"command\":"
                       "\"evaluate\",\"arguments\":{\"context\":\"clipboard\","
                       "\"expression\":\"('x'):rep(1000000)\"}}");
  char whole[400];
  int length = snprintf(whole, sizeof whole, "Content-Length: %d\r\n\r\n%s",
                        bytes, request);
  for (int i = 0; i < 1000; i++) {
    if (send(d->fd, whole, (size_t)length, MSG_NOSIGNAL) <= 0) break;
  }
}

static void drops_who_does_not_read(void) {
  session *s = debug(three_lines, never_read);
  CHECK(is(s->h.result, "2"));
  end(s);
}

// ------------------------------------------------------------------- the entry

static lark_status inside;

static void ask_inside(void *user, lualark_engine *engine,
                       lualark_script script, lualark_pending pending,
                       const char *json, size_t bytes) {
  (void)user, (void)script, (void)json, (void)bytes;
  inside = lualark_set_debugger(engine, NULL, NULL);
  lualark_answer(engine, pending, NULL);
}

static void opens_and_closes(void) {
  host h = {0};
  uint16_t port = 0, other = 1;
  lualark_debugger_options options = {.size = sizeof options};
  open_engine(&h);
  CHECK(lualark_get_debugger(h.engine) == LUALARK_DEBUGGER_OFF);
  CHECK(lualark_set_debugger(h.engine, &options, &port) == LARK_OK);
  CHECK(lualark_get_debugger(h.engine) == LUALARK_DEBUGGER_LISTENING);
  host second = {0};
  open_engine(&second);
  options.port = port;
  CHECK(lualark_set_debugger(second.engine, &options, &other) == LARK_ENETWORK);
  CHECK(other == 0 && has(lualark_last_error(second.engine), "port"));
  lualark_offer(h.engine, "ask", ask_inside, NULL);
  start(&h, "host.ask() return 1");
  run_all(h.engine);
  CHECK(inside == LARK_EINVAL);
  CHECK(lualark_set_debugger(h.engine, NULL, &other) == LARK_OK && other == 0);
  CHECK(lualark_get_debugger(h.engine) == LUALARK_DEBUGGER_OFF);
  CHECK(lualark_set_debugger(second.engine, &options, &other) == LARK_OK);
  CHECK(other == port);
  lualark_close(h.engine);
  lualark_close(second.engine);
}

int main(void) {
  opens_and_closes();
  shows_and_changes();
  logs_and_counts();
  waits_for_who_reads_slowly();
  opens_tables();
  steps();
  winds();
  is_attached_while_it_runs();
  pauses_one_that_computes();
  pauses_one_that_sleeps();
  stops_at_errors();
  ends_by_the_host('k');
  ends_by_the_host('i');
  ends_by_the_host('c');
  goes_on_without_client();
  disconnects();
  counts_no_time(false);
  keeps_limits(false);
  gives_memory_back(false);
  if (has_sandbox()) {
    gives_memory_back(true);
    is_refused_in_a_sandbox();
    counts_no_time(true);
    keeps_limits(true);
  }
  knows_several();
  survives_bad_input();
  refuses_nonsense();
  drops_who_does_not_read();
  return check_failures();
}
