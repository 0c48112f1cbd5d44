// SPDX-License-Identifier: MIT

// Measures what one of many costs, in C.
//
//     bench_growth CASE COUNT [CASE COUNT...]
//
// Prints "cpu_us=...", the processor time for each of COUNT, in a line for each
// case. growth.lua runs the cases at several counts;
// spec/bindings/growth_spec.lua counts their instructions. Nothing is sent.
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#include "lark_store.h"
#include "lualark.h"

static void check(lark_status status, const char *what) {
  if (status == LARK_OK) return;
  fprintf(stderr, "bench_growth: %s: %s\n", what, lark_strerror(status));
  exit(EXIT_FAILURE);
}

static double cpu_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

// The time of what is measured.
static double spent_us;

// The measured part runs in a function of its own: valgrind counts the
// instructions of this one alone (--toggle-collect=measure).
void measure(void (*work)(void *of, size_t count), void *of, size_t count);

__attribute__((noinline)) void measure(void (*work)(void *of, size_t count),
                                       void *of, size_t count) {
  double began_us = cpu_us();
  work(of, count);
  spent_us = cpu_us() - began_us;
}

static void *room_for(size_t count, size_t bytes) {
  void *room = calloc(count, bytes);
  if (room != NULL) return room;
  fputs("bench_growth: out of memory\n", stderr);
  exit(EXIT_FAILURE);
}

// ---------------------------------------------------------------------- engine

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end_) {
  (void)user, (void)engine, (void)end_;
}

static lualark_options engine_options(void) {
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.exit = on_exit_;
  return options;
}

static lualark_engine *open_engine(lark_client *client) {
  lualark_options options = engine_options();
  lualark_engine *engine = NULL;
  options.client = client;
  check(lualark_open(&options, &engine), "engine");
  return engine;
}

static lualark_script *start_all(lualark_engine *engine, size_t count,
                                 const char *text) {
  lualark_script *scripts = room_for(count, sizeof *scripts);
  const lualark_program program = {.name = "one", .text = text};
  for (size_t i = 0; i < count; i++)
    check(lualark_start(engine, &program, &scripts[i]), "script");
  return scripts;
}

static void step_until_idle(lualark_engine *engine, size_t count) {
  for (size_t i = 0; i < count + 100 && lualark_timeout_ms(engine) == 0; i++)
    lualark_step(engine, 0);
}

// An engine and the scripts in it.
typedef struct crowd {
  lark_client *client;
  lualark_engine *engine;
  lualark_script *scripts;
} crowd;

static crowd crowd_of(size_t count, const char *text) {
  crowd c = {.engine = open_engine(NULL)};
  c.scripts = start_all(c.engine, count, text);
  return c;
}

static void disperse(crowd c) {
  lualark_close(c.engine);
  lark_abandon(c.client);
  free(c.scripts);
}

static void emit_each(void *of, size_t count) {
  const crowd *c = of;
  for (size_t i = 0; i < count; i++) {
    check(lualark_emit(c->engine, c->scripts[i], "tick", NULL), "event");
    lualark_step(c->engine, 0);
  }
}

// An event to one script of many. The first takes memory for the next ones.
static void event(size_t count) {
  crowd c = crowd_of(count, "require 'lark'.on('tick', function() end)");
  step_until_idle(c.engine, count);
  emit_each(&c, count);
  measure(emit_each, &c, count);
  disperse(c);
}

static void close_engine(void *of, size_t count) {
  (void)count;
  lualark_close(of);
}

// Closing an engine whose scripts have not run.
static void closing(size_t count) {
  lualark_engine *engine = open_engine(NULL);
  free(start_all(engine, count, ""));
  measure(close_engine, engine, count);
}

static void kill_each(void *of, size_t count) {
  const crowd *c = of;
  for (size_t i = count; i > 0; i--)
    lualark_kill(c->engine, c->scripts[i - 1]);
  lualark_step(c->engine, 0);
}

// Killing scripts that have not run, the newest first.
static void killing(size_t count) {
  crowd c = crowd_of(count, "");
  measure(kill_each, &c, count);
  disperse(c);
}

// ----------------------------------------------------------------------- tasks

// A script that has made its tasks and waits for `host.go()`.
typedef struct prepared {
  lualark_engine *engine;
  lualark_pending go; // 0: it does not wait yet
} prepared;

static void take_go(void *user, lualark_engine *engine, lualark_script script,
                    lualark_pending pending, const char *arguments,
                    size_t bytes) {
  prepared *p = user;
  (void)engine, (void)script, (void)arguments, (void)bytes;
  p->go = pending;
}

static void go_on(void *of, size_t count) {
  const prepared *p = of;
  (void)count;
  check(lualark_answer(p->engine, p->go, "null"), "answer");
  while (lualark_scripts(p->engine) > 0)
    lualark_wait(p->engine, -1);
}

// The script gets how many tasks it is to make. Measures what it does after
// `host.go()`.
static void measure_script(size_t count, const char *text) {
  char arguments[32];
  lualark_script script = 0;
  prepared p = {.engine = open_engine(NULL)};
  const lualark_program program = {
      .name = "one", .text = text, .arguments = arguments};
  snprintf(arguments, sizeof arguments, "[%zu]", count);
  check(lualark_offer(p.engine, "go", take_go, &p), "offer");
  check(lualark_start(p.engine, &program, &script), "script");
  while (p.go == 0)
    lualark_wait(p.engine, -1);
  measure(go_on, &p, count);
  lualark_close(p.engine);
}

// Cancelling tasks that sleep.
static void cancelling(size_t count) {
  measure_script(
      count, "local lark, tasks, begun, count = require 'lark', {}, 0, ...\n"
             "local function wait()\n"
             "  begun = begun + 1\n"
             "  lark.sleep(1e6)\n"
             "end\n"
             "for i = 1, count do tasks[i] = lark.spawn(wait) end\n"
             "while begun < count do coroutine.yield() end\n"
             "host.go()\n"
             "for i = 1, count do tasks[i]:cancel() end");
}

// Cancelling tasks that wait for another, each in a turn of its own.
static void awaiters(size_t count) {
  measure_script(
      count, "local lark, tasks, begun, count = require 'lark', {}, 0, ...\n"
             "local last = lark.spawn(function()\n"
             "  while begun < count do coroutine.yield() end\n"
             "  lark.sleep(1e6)\n"
             "end)\n"
             "local function wait()\n"
             "  begun = begun + 1\n"
             "  last:await()\n"
             "end\n"
             "for i = 1, count do tasks[i] = lark.spawn(wait) end\n"
             "while begun < count do coroutine.yield() end\n"
             "host.go()\n"
             "for i = 1, count do\n"
             "  tasks[i]:cancel()\n"
             "  lark.sleep(0)\n"
             "end\n"
             "last:cancel()");
}

// Cancelling a task with the rows of its map.
static void rows(size_t count) {
  measure_script(count,
                 "local lark, list, begun, count = require 'lark', {}, 0, ...\n"
                 "for i = 1, count do list[i] = i end\n"
                 "local map = lark.spawn(lark.map, list, function()\n"
                 "  begun = begun + 1\n"
                 "  lark.sleep(1e6)\n"
                 "end, { concurrency = count })\n"
                 "while begun < count do coroutine.yield() end\n"
                 "host.go()\n"
                 "map:cancel()");
}

// ---------------------------------------------------------------------- client

// A server that takes connections and never answers: a call that has the only
// slot of a rate limit keeps it.
static const char *mute_server(void) {
  static char url[64];
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t bytes = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listener, (struct sockaddr *)&address, bytes) != 0 ||
      listen(listener, 16) != 0 ||
      getsockname(listener, (struct sockaddr *)&address, &bytes) != 0)
    check(LARK_ENETWORK, "server");
  snprintf(url, sizeof url, "http://127.0.0.1:%d", ntohs(address.sin_port));
  return url;
}

static lark_options client_options(void) {
  lark_options options;
  lark_options_init(&options, sizeof options);
  options.base_url = "http://127.0.0.1:1";
  options.timeout_ms = 3600000;
  options.idle_timeout_ms = 3600000;
  options.app_id = "cli_growth";
  options.tenant_access_token = "t-growth";
  options.retries = 0;
  return options;
}

static lark_client *open_client(const lark_options *options) {
  lark_client *client = NULL;
  check(lark_open(options, &client, NULL), "client");
  return client;
}

static void ignore(lark_client *client, lark_call call, lark_result *result,
                   void *user) {
  (void)client, (void)call, (void)result, (void)user;
}

// A client of which `count` calls wait for the rate limit.
static lark_client *open_waiting(size_t count) {
  static const lark_rate one_an_hour = {1, 3600000};
  static const lark_limit_option limit = {"hire.job_type.list", &one_an_hour,
                                          1};
  lark_options options = client_options();
  options.base_url = mute_server();
  options.limits = &limit;
  options.limit_count = 1;
  lark_client *client = open_client(&options);
  for (size_t i = 0; i <= count; i++)
    check(lark_start(client, "hire.job_type.list", NULL, 0, ignore, NULL, NULL),
          "call");
  lark_stats figures = {.size = sizeof figures};
  while (figures.limit_waiting < count) {
    lark_wait(client, 10);
    lark_client_stats(client, &figures);
  }
  return client;
}

static void ask_stats(void *of, size_t count) {
  for (size_t i = 0; i < count; i++) {
    lark_stats figures = {.size = sizeof figures};
    lark_client_stats(of, &figures);
    if (figures.limit_waiting != count) check(LARK_EINVAL, "limit_waiting");
  }
}

// Asking for the figures while calls wait.
static void stats(size_t count) {
  lark_client *client = open_waiting(count);
  measure(ask_stats, client, count);
  lark_close(client);
}

static void start_waiting(void *of, size_t count) {
  crowd *c = of;
  c->scripts = start_all(
      c->engine, count, "return require 'lark'.client().hire.job_type.list {}");
  step_until_idle(c->engine, count);
}

// Scripts whose calls wait for a rate limit.
static crowd waiting_crowd(size_t count) {
  crowd c = {.client = open_waiting(1)};
  c.engine = open_engine(c.client);
  if (count > 0) start_waiting(&c, count);
  return c;
}

// The script opens as many clients as it is told. They come with descriptors of
// their own. Where they are busy, each has a call: the first one's is not
// answered, and the others wait for the rate limit that they share.
static lualark_engine *engine_with_clients(size_t count, bool busy) {
  char arguments[96];
  lualark_script script = 0;
  struct rlimit files;
  const lualark_program program = {
      .name = "one",
      .text =
          "local lark, clients = require 'lark', {}\n"
          "local count, busy, url = ...\n"
          "for i = 1, count do\n"
          "  clients[i] = assert(lark.client { app_id = 'cli',\n"
          "    tenant_access_token = 't', base_url = url,\n"
          "    timeout = 3600 + i, idle_timeout = 3600,\n"
          "    limits = { ['hire.job_type.list'] = '1/min' } })\n"
          "  if busy then\n"
          "    lark.spawn(function() clients[i].hire.job_type.list {} end)\n"
          "  end\n"
          "end\n"
          "lark.sleep(1e6)",
      .arguments = arguments};
  snprintf(arguments, sizeof arguments, "[%zu, %s, \"%s\"]", count,
           busy ? "true" : "false", mute_server());
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  lualark_engine *engine = open_engine(NULL);
  check(lualark_start(engine, &program, &script), "script");
  step_until_idle(engine, count);
  return engine;
}

static void ask_timeout(void *of, size_t count) {
  for (size_t i = 0; i < count; i++)
    lualark_timeout_ms(of);
}

// Asking when there is work, while clients are idle, and while each has a call.
static void timeout(size_t count) {
  lualark_engine *engine = engine_with_clients(count, false);
  measure(ask_timeout, engine, count);
  lualark_close(engine);
}

static void timeout_busy(size_t count) {
  lualark_engine *engine = engine_with_clients(count, true);
  while (lualark_timeout_ms(engine) == 0)
    lualark_wait(engine, 100);
  measure(ask_timeout, engine, count);
  lualark_close(engine);
}

static void ask_usage(void *of, size_t count) {
  const crowd *c = of;
  for (size_t i = 0; i < count; i++) {
    lualark_usage used = {.size = sizeof used};
    check(lualark_script_usage(c->engine, c->scripts[i], &used), "usage");
  }
}

// A script's figures while others wait for a rate limit.
static void usage(size_t count) {
  crowd c = waiting_crowd(count);
  measure(ask_usage, &c, count);
  disperse(c);
}

// Killing scripts that wait for a rate limit.
static void killing_waiting(size_t count) {
  crowd c = waiting_crowd(count);
  measure(kill_each, &c, count);
  disperse(c);
}

// Starting scripts that open the client, while others wait.
static void opening(size_t count) {
  crowd c = waiting_crowd(0);
  measure(start_waiting, &c, count);
  disperse(c);
}

static void start_each(void *of, size_t count) {
  crowd *c = of;
  c->scripts = start_all(c->engine, count, "require 'lark'.sleep(1e6)");
  step_until_idle(c->engine, count);
}

// Starting scripts that sleep.
static void starting(size_t count) {
  crowd c = {.engine = open_engine(NULL)};
  measure(start_each, &c, count);
  disperse(c);
}

static void call_each(void *of, size_t count) {
  lark_client **clients = of;
  for (size_t i = 0; i < count; i++)
    check(lark_start(clients[i], "hire.job_type.list", NULL, 0, ignore, NULL,
                     NULL),
          "call");
}

// The first call of each tenant; all share a store.
static void tenants(size_t count) {
  lark_store *store = lark_store_memory(NULL);
  lark_client **clients = room_for(count, sizeof(lark_client *));
  char key[32];
  for (size_t i = 0; i < count; i++) {
    lark_options options = client_options();
    snprintf(key, sizeof key, "tenant-%zu", i);
    options.app_type = "isv";
    options.tenant_key = key;
    options.store = store;
    clients[i] = open_client(&options);
  }
  measure(call_each, clients, count);
  for (size_t i = 0; i < count; i++)
    lark_abandon(clients[i]);
  free(clients);
  lark_store_release(store);
}

// A client, and endpoints that a program describes.
typedef struct described {
  lark_client *client;
  lark_endpoint *list;
} described;

static void call_described(void *of, size_t count) {
  const described *d = of;
  for (size_t i = 0; i < count; i++)
    check(lark_start_endpoint(d->client, &d->list[i], NULL, 0, ignore, NULL,
                              NULL),
          "call");
}

// The first call of each such endpoint.
static void endpoints(size_t count) {
  static const lark_rate rate = {50, 60000};
  lark_options options = client_options();
  described d = {.client = open_client(&options),
                 .list = room_for(count, sizeof *d.list)};
  char(*names)[48] = room_for(count, sizeof *names);
  for (size_t i = 0; i < count; i++) {
    snprintf(names[i], sizeof names[i], "own.thing_%zu.get", i);
    d.list[i] = (lark_endpoint){.name = names[i],
                                .method = "GET",
                                .path = "/open-apis/own",
                                .repeatable = true,
                                .limits = &rate,
                                .limit_count = 1};
  }
  measure(call_described, &d, count);
  lark_abandon(d.client);
  free(d.list);
  free(names);
}

static const struct growth_case {
  const char *name;
  void (*run)(size_t count);
} cases[] = {
    {"event", event},
    {"closing", closing},
    {"killing", killing},
    {"stats", stats},
    {"usage", usage},
    {"killing_waiting", killing_waiting},
    {"opening", opening},
    {"starting", starting},
    {"timeout", timeout},
    {"timeout_busy", timeout_busy},
    {"tenants", tenants},
    {"endpoints", endpoints},
    {"cancelling", cancelling},
    {"awaiters", awaiters},
    {"rows", rows},
};

static const struct growth_case *case_of(const char *name) {
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    if (strcmp(cases[i].name, name) == 0) return &cases[i];
  return NULL;
}

static int usage_error(void) {
  fputs("usage: bench_growth CASE COUNT [CASE COUNT...]\n", stderr);
  return 2;
}

int main(int argc, char **argv) {
  if (argc < 3 || argc % 2 == 0) return usage_error();
  for (int i = 1; i < argc; i += 2) {
    const struct growth_case *one = case_of(argv[i]);
    size_t count = strtoul(argv[i + 1], NULL, 10);
    if (one == NULL || count == 0) return usage_error();
    one->run(count);
    printf("cpu_us=%.3f\n", spent_us / (double)count);
  }
  return 0;
}
