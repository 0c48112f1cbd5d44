// SPDX-License-Identifier: MIT

// Debugging: how stops end, what holds meanwhile, and clients that misbehave.
#include "debug_host.h"

// --------------------------------------------------------------- ends of stops

static void stop_and_stay(session *s, dap *d) {
  dap_reach(d, 3);
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
  dap_reach(d, 3);
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
  dap_reach(d, 3);
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
  long thread = dap_reach(d, 3);
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
  long thread = dap_reach(d, 1);
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

// An expression gives its memory back to the script.
static void take_much(session *s, dap *d) {
  (void)s;
  long thread = dap_reach(d, 2);
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
  long thread = dap_reach(d, 3);
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
  // Text that is no UTF-8 is shown as what it is.
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
  dap_reach(d, 3);
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
