// SPDX-License-Identifier: MIT

// Debugging: what a client sees and changes, and where it stops.
#include "debug_host.h"

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
  // References of a stop mean nothing afterwards.
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
  long thread = dap_reach(d, 9);
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
  long thread = dap_reach(d, 18);
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

int main(void) {
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
  return check_failures();
}
