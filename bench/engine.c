// SPDX-License-Identifier: MIT

// Measures what the engine costs its host.
//
//     bench_engine idle CALLS             one step, with nothing to do
//     bench_engine start                  a new script, before its first line
//     bench_engine starts KIND COUNT      so many new scripts, trusted or
//                                         sandboxed, or stock states
//     bench_engine frames URL FRAMES      200 scripts that call, 2 compute
//     bench_engine burst URL FRAMES       the same, with 10,000 events at once
//     bench_engine calls URL CALLS        so many calls in flight
//
// Each prints one line of name=value pairs; engine.lua runs them and has the
// goals. Times are wall-clock times, or processor times if named cpu, which
// other programs on a busy machine do not lengthen.
#include <arpa/inet.h>
#include <curl/curl.h>
#include <dirent.h>
#include <inttypes.h>
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lualib.h>

#include "lualark.h"

// The budget of each step.
enum { BUDGET_US = 2000 };

static void die(const char *what) {
  fprintf(stderr, "bench_engine: %s\n", what);
  exit(EXIT_FAILURE);
}

static void check(lark_status status, const char *what) {
  if (status == LARK_OK) return;
  fprintf(stderr, "bench_engine: %s: %s\n", what, lark_strerror(status));
  exit(EXIT_FAILURE);
}

// ---------------------------------------------------------------------- clocks

typedef struct moment {
  double wall_us, cpu_us;
} moment;

static double read_us(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static moment now(void) {
  return (moment){read_us(CLOCK_MONOTONIC), read_us(CLOCK_THREAD_CPUTIME_ID)};
}

static moment since(moment start) {
  moment end = now();
  return (moment){end.wall_us - start.wall_us, end.cpu_us - start.cpu_us};
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a;
  double y = *(const double *)b;
  return (x > y) - (x < y);
}

// The value that a `share` of all values do not exceed. Sorts them.
static double quantile(double *values, size_t count, double share) {
  qsort(values, count, sizeof *values, by_size);
  size_t place = (size_t)ceil(share * (double)count);
  return values[place > 0 ? place - 1 : 0];
}

// ---------------------------------------------------------------------- memory

// Counts libcurl's memory apart from all other memory.
static size_t curl_bytes;

static void *curl_take(void *block) {
  if (block != NULL) curl_bytes += malloc_usable_size(block);
  return block;
}

static void *curl_malloc(size_t bytes) {
  return curl_take(malloc(bytes));
}

static void *curl_calloc(size_t count, size_t bytes) {
  return curl_take(calloc(count, bytes));
}

static void curl_free_block(void *block) {
  if (block != NULL) curl_bytes -= malloc_usable_size(block);
  free(block);
}

static void *curl_realloc(void *block, size_t bytes) {
  size_t before = block != NULL ? malloc_usable_size(block) : 0;
  void *moved = realloc(block, bytes);
  if (moved == NULL) return NULL;
  curl_bytes -= before;
  return curl_take(moved);
}

static char *curl_strdup(const char *text) {
  return curl_take(strdup(text));
}

static size_t heap_bytes(void) {
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// ------------------------------------------------------------------ the engine

// The results of scripts that have ended.
typedef struct tally {
  size_t ended, failed;
  long result;     ///< of the latest, where that is a number
  size_t messages; ///< of all scripts
} tally;

static void on_exit_of(void *user, lualark_engine *engine,
                       const lualark_end *end) {
  (void)engine;
  tally *told = user;
  told->ended++;
  told->result = strtol(end->result, NULL, 10);
  if (end->status == LARK_OK) return;
  if (end->status != LARK_ECANCELLED)
    fprintf(stderr, "bench_engine: %s: %s\n", end->name, end->error->msg);
  told->failed++;
}

static void on_message(void *user, lualark_engine *engine,
                       lualark_script script, const char *name,
                       const char *json, size_t bytes) {
  (void)engine, (void)script, (void)name, (void)json, (void)bytes;
  tally *told = user;
  told->messages++;
}

static lualark_engine *open_engine(lark_client *client, tally *told) {
  lualark_options options;
  lualark_engine *engine = NULL;
  lualark_options_init(&options, sizeof options);
  options.client = client;
  options.exit = on_exit_of;
  options.message = on_message;
  options.user = told;
  check(lualark_open(&options, &engine), "lualark_open");
  return engine;
}

static lark_client *open_client(lark_options *options, const char *base_url) {
  lark_client *client = NULL;
  options->base_url = base_url;
  options->no_limits = true;
  check(lark_open(options, &client, NULL), "lark_open");
  return client;
}

static lark_client *open_simulators(const char *base_url) {
  lark_options options;
  lark_options_init(&options, sizeof options);
  options.app_id = "cli_simulator";
  options.app_secret = "simulator-secret";
  return open_client(&options, base_url);
}

static lualark_script start(lualark_engine *engine, const char *name,
                            const char *text, const char *arguments) {
  lualark_program program = {
      .name = name, .text = text, .arguments = arguments};
  lualark_script script = 0;
  if (lualark_start(engine, &program, &script) != LARK_OK)
    die(lualark_last_error(engine));
  return script;
}

// Starts `...` calls at once; returns how many had the right answer.
static const char many_calls[] =
    "local lark = require 'lark'\n"
    "local client, count, fine = lark.client(), ..., 0\n"
    "local tasks = {}\n"
    "for i = 1, count do\n"
    "  tasks[i] = lark.spawn(function()\n"
    "    local data = assert(client.hire.referral.get_by_application {\n"
    "      application_id = '6134134355464633' })\n"
    "    assert(data.referral.id == '7392247983414413606')\n"
    "    fine = fine + 1\n"
    "  end)\n"
    "end\n"
    "for i = 1, count do tasks[i]:await() end\n"
    "return fine\n";

static void raise_open_files(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// ------------------------------------------------------------------------ idle

enum { IDLE_STEPS = 100000, SETTLE_STEPS = 2000, SETTLE_US = 500 };

// Starts a server that accepts connections and never answers. Returns its port.
static int open_silence(void) {
  struct sockaddr_in address = {.sin_family = AF_INET};
  socklen_t length = sizeof address;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) != 0 ||
      listen(fd, 4096) != 0 ||
      getsockname(fd, (struct sockaddr *)&address, &length) != 0)
    die("no server");
  return ntohs(address.sin_port);
}

static lark_client *open_unanswered(uint32_t calls) {
  char base_url[64];
  lark_options options;
  snprintf(base_url, sizeof base_url, "http://127.0.0.1:%d", open_silence());
  lark_options_init(&options, sizeof options);
  options.tenant_access_token = "t-bench";
  options.max_in_flight = calls;
  options.timeout_ms = options.idle_timeout_ms = 600000;
  return open_client(&options, base_url);
}

static void measure_idle(uint32_t calls) {
  char arguments[32];
  tally told = {0};
  lark_stats stats = {.size = sizeof stats};
  raise_open_files();
  lark_client *client = open_unanswered(calls);
  lualark_engine *engine = open_engine(client, &told);
  snprintf(arguments, sizeof arguments, "[%" PRIu32 "]", calls);
  start(engine, "waiting", many_calls, arguments);
  for (int i = 0; i < SETTLE_STEPS; i++) {
    lualark_step(engine, BUDGET_US);
    usleep(SETTLE_US);
  }
  lark_client_stats(client, &stats);
  if (stats.attempts != calls || lark_pending(client) != calls)
    die("not all calls are in flight");

  moment began = now();
  for (int i = 0; i < IDLE_STEPS; i++)
    lualark_step(engine, BUDGET_US);
  moment took = since(began);
  printf("cpu_us=%.3f wall_us=%.3f\n", took.cpu_us / IDLE_STEPS,
         took.wall_us / IDLE_STEPS);
  lualark_close(engine);
  lark_close(client);
}

// ----------------------------------------------------------------------- start

enum { STARTS = 200, START_ROUNDS = 25 };

// For comparison: a Lua state with the stock libraries and nothing else.
static lua_State *open_stock(void) {
  lua_State *L = luaL_newstate();
  if (L == NULL) die("out of memory");
  lua_gc(L, LUA_GCSTOP);
  luaL_openlibs(L);
  return L;
}

static double stock_start_us(void) {
  lua_State *states[STARTS];
  moment began = now();
  for (int i = 0; i < STARTS; i++)
    states[i] = open_stock();
  moment took = since(began);
  for (int i = 0; i < STARTS; i++)
    lua_close(states[i]);
  return took.cpu_us / STARTS;
}

static void measure_start(void) {
  tally told = {0};
  lark_client *client = open_unanswered(1);
  lualark_engine *engine = open_engine(client, &told);
  lualark_usage usage = {.size = sizeof usage};
  double cpu_us[START_ROUNDS], wall_us[START_ROUNDS], stock_us[START_ROUNDS];
  size_t heap = 0;
  // The first round warms up.
  for (int round = -1; round < START_ROUNDS; round++) {
    lualark_script last = 0;
    size_t heap_before = heap_bytes();
    moment began = now();
    for (int i = 0; i < STARTS; i++)
      last = start(engine, "empty", "local lark = require 'lark'", NULL);
    moment took = since(began);
    heap = (heap_bytes() - heap_before) / STARTS;
    check(lualark_script_usage(engine, last, &usage), "usage");
    if (round >= 0) cpu_us[round] = took.cpu_us / STARTS;
    if (round >= 0) wall_us[round] = took.wall_us / STARTS;
    while (lualark_scripts(engine) > 0)
      lualark_step(engine, BUDGET_US);
    double its_us = stock_start_us();
    if (round >= 0) stock_us[round] = its_us;
  }
  if (told.failed > 0) die("a script failed");
  printf(
      "cpu_us=%.2f wall_us=%.2f stock_us=%.2f lua_bytes=%zu heap_bytes=%zu\n",
      quantile(cpu_us, START_ROUNDS, 0.5), quantile(wall_us, START_ROUNDS, 0.5),
      quantile(stock_us, START_ROUNDS, 0.5), usage.memory_bytes, heap);
  lualark_close(engine);
  lark_close(client);
}

// Starts only, so that their instructions can be counted: nothing is closed.
static void make_starts(const char *kind, long count) {
  lualark_options options;
  lualark_engine *engine = NULL;
  lualark_options_init(&options, sizeof options);
  options.sandbox = strcmp(kind, "sandbox") == 0;
  check(lualark_open(&options, &engine), "lualark_open");
  for (long i = 0; i < count; i++) {
    if (strcmp(kind, "stock") == 0)
      open_stock();
    else
      start(engine, "empty", "local lark = require 'lark'", NULL);
  }
}

// ---------------------------------------------------------------------- frames

enum {
  CALLERS = 200,
  FRAME_US = 16667,
  WARM_UP_FRAMES = 120,
  BURST = 10000,
};

static const char caller[] =
    "local lark = require 'lark'\n"
    "local client = lark.client()\n"
    "lark.on('hire.application.stage_changed_v1', function(event)\n"
    "  lark.send('handled', event.application_id)\n"
    "end)\n"
    "while true do\n"
    "  assert(client.hire.referral.get_by_application {\n"
    "    application_id = '6134134355464633' })\n"
    "end\n";

static const char counter[] = "local n = 0\n"
                              "while true do n = n + 1 end\n";

static const char builder[] =
    "while true do\n"
    "  local list = {}\n"
    "  for i = 1, 1000 do list[i] = { i, tostring(i) } end\n"
    "end\n";

static void sleep_until(double wall_us) {
  struct timespec when = {
      .tv_sec = (time_t)(wall_us / 1e6),
      .tv_nsec = (long)(fmod(wall_us, 1e6) * 1e3),
  };
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, NULL);
}

// How often this thread slept. A sleep inside a step would be a stall.
static long sleeps(void) {
  struct rusage used;
  getrusage(RUSAGE_THREAD, &used);
  return used.ru_nvcsw;
}

// Runs next to each step: a loop that only reads the clock for the same time.
// It shows how much the machine itself delays a step.
static moment time_spin(void) {
  moment began = now();
  double stop_us = read_us(CLOCK_MONOTONIC) + BUDGET_US;
  while (read_us(CLOCK_MONOTONIC) < stop_us)
    ;
  return since(began);
}

typedef struct frames {
  moment *steps, *spins;
  size_t count;
  long slept;
} frames;

// Posts as a listener's thread would when the platform sends much at once.
static void post_events(lualark_engine *engine, const lualark_script *scripts,
                        size_t events) {
  char json[160];
  for (size_t i = 0; i < events; i++) {
    snprintf(json, sizeof json,
             "{\"application_id\":\"%zu\",\"origin_stage_id\":\"1\","
             "\"target_stage_id\":\"2\",\"update_time\":1618899376474}",
             i);
    check(lualark_post_event(engine, scripts[i % CALLERS],
                             "hire.application.stage_changed_v1", json),
          "lualark_post_event");
  }
}

static void run_frames(lualark_engine *engine, frames *into, size_t count) {
  double next_us = read_us(CLOCK_MONOTONIC);
  into->slept = 0;
  into->count = count;
  for (size_t i = 0; i < count; i++) {
    // The first work after a sleep is slower while the machine wakes up.
    if (i % 2 == 0) into->spins[i] = time_spin();
    long slept = sleeps();
    moment began = now();
    lualark_step(engine, BUDGET_US);
    into->steps[i] = since(began);
    into->slept += sleeps() - slept;
    if (i % 2 == 1) into->spins[i] = time_spin();
    next_us += FRAME_US;
    sleep_until(next_us);
  }
}

static uint64_t instructions_of(lualark_engine *engine, lualark_script script) {
  lualark_usage usage = {.size = sizeof usage};
  check(lualark_script_usage(engine, script, &usage), "usage");
  return usage.instructions;
}

static void print_quantiles(const char *name, double *values, size_t count) {
  printf("%s_p50_us=%.0f ", name, quantile(values, count, 0.5));
  printf("%s_p999_us=%.0f ", name, quantile(values, count, 0.999));
  printf("%s_max_us=%.0f ", name, quantile(values, count, 1));
}

static void print_moments(const char *what, const moment *all, size_t count) {
  char name[32];
  double *values = calloc(count, sizeof *values);
  if (values == NULL) die("out of memory");
  for (size_t i = 0; i < count; i++)
    values[i] = all[i].cpu_us;
  snprintf(name, sizeof name, "%s_cpu", what);
  print_quantiles(name, values, count);
  for (size_t i = 0; i < count; i++)
    values[i] = all[i].wall_us;
  snprintf(name, sizeof name, "%s_wall", what);
  print_quantiles(name, values, count);
  free(values);
}

static void measure_frames(const char *base_url, size_t count, size_t events) {
  tally told = {0};
  lualark_script callers[CALLERS];
  lark_stats before = {.size = sizeof before}, after = {.size = sizeof after};
  lark_client *client = open_simulators(base_url);
  lualark_engine *engine = open_engine(client, &told);
  size_t room = count > WARM_UP_FRAMES ? count : WARM_UP_FRAMES;
  frames all = {.steps = calloc(room, sizeof(moment)),
                .spins = calloc(room, sizeof(moment))};
  if (all.steps == NULL || all.spins == NULL) die("out of memory");
  for (int i = 0; i < CALLERS; i++)
    callers[i] = start(engine, "caller", caller, NULL);
  lualark_script counting = start(engine, "counter", counter, NULL);
  lualark_script building = start(engine, "builder", builder, NULL);

  run_frames(engine, &all, WARM_UP_FRAMES);
  lark_client_stats(client, &before);
  uint64_t counted = instructions_of(engine, counting);
  uint64_t built = instructions_of(engine, building);
  post_events(engine, callers, events);
  run_frames(engine, &all, count);
  lark_client_stats(client, &after);
  if (told.ended > 0) die("a script ended");
  if (told.messages != events) die("not all events were handled");
  print_moments("step", all.steps, count);
  print_moments("spin", all.spins, count);
  double per = (double)count;
  printf("slept=%ld calls=%.1f failures=%" PRIu64
         " counter=%.0f builder=%.0f\n",
         all.slept, (double)(after.calls - before.calls) / per,
         after.failures - before.failures,
         (double)(instructions_of(engine, counting) - counted) / per,
         (double)(instructions_of(engine, building) - built) / per);
  free(all.steps);
  free(all.spins);
  lualark_close(engine);
  lark_close(client);
}

// ----------------------------------------------------------------------- calls

static size_t open_sockets(void) {
  char path[300], target[64];
  size_t count = 0;
  DIR *all = opendir("/proc/self/fd");
  if (all == NULL) die("no /proc");
  for (const struct dirent *one = readdir(all); one != NULL;
       one = readdir(all)) {
    snprintf(path, sizeof path, "/proc/self/fd/%s", one->d_name);
    ssize_t length = readlink(path, target, sizeof target);
    if (length > 7 && memcmp(target, "socket:", 7) == 0) count++;
  }
  closedir(all);
  return count;
}

enum { WATCH_US = 20000 };

// The peak while the calls are in flight.
typedef struct peaks {
  size_t pending, heap, curl, sockets;
} peaks;

static void raise_to(size_t *peak, size_t value) {
  if (value > *peak) *peak = value;
}

static void watch(peaks *highest, const lark_client *client, size_t heap_before,
                  size_t curl_before) {
  raise_to(&highest->pending, lark_pending(client));
  raise_to(&highest->heap, heap_bytes() - heap_before);
  raise_to(&highest->curl, curl_bytes - curl_before);
  raise_to(&highest->sockets, open_sockets());
}

static void measure_calls(const char *base_url, long calls) {
  // Must come first: libcurl takes only the first initialisation.
  curl_global_init_mem(CURL_GLOBAL_DEFAULT, curl_malloc, curl_free_block,
                       curl_realloc, curl_strdup, curl_calloc);
  char arguments[32];
  tally told = {0};
  peaks highest = {0};
  lark_stats stats = {.size = sizeof stats};
  lark_client *client = open_simulators(base_url);
  lualark_engine *engine = open_engine(client, &told);
  size_t heap_before = heap_bytes();
  size_t curl_before = curl_bytes;
  size_t sockets_before = open_sockets();
  snprintf(arguments, sizeof arguments, "[%ld]", calls);
  lualark_script script = start(engine, "many", many_calls, arguments);
  lualark_usage usage = {.size = sizeof usage};
  moment began = now();
  for (double next_us = 0; told.ended == 0; lualark_wait(engine, 10)) {
    if (since(began).wall_us < next_us) continue;
    next_us += WATCH_US;
    watch(&highest, client, heap_before, curl_before);
    lualark_script_usage(engine, script, &usage);
  }
  moment took = since(began);
  lark_client_stats(client, &stats);
  printf("fine=%ld failures=%" PRIu64 " attempts=%" PRIu64 " in_flight=%zu"
         " connections=%zu heap_bytes=%zu curl_bytes=%zu lua_bytes=%zu"
         " wall_s=%.2f\n",
         told.result, stats.failures, stats.attempts, highest.pending,
         highest.sockets - sockets_before, highest.heap / (size_t)calls,
         highest.curl / (size_t)calls, usage.peak_bytes / (size_t)calls,
         took.wall_us / 1e6);
  lualark_close(engine);
  lark_close(client);
}

// ------------------------------------------------------------------------ main

static long number(const char *text) {
  long read = text != NULL ? strtol(text, NULL, 10) : 0;
  if (read < 1) die("usage: see the first lines of engine.c");
  return read;
}

int main(int count, char **words) {
  const char *measure = count > 1 ? words[1] : "";
  const char *first = count > 2 ? words[2] : NULL;
  const char *second = count > 3 ? words[3] : NULL;
  if (strcmp(measure, "idle") == 0)
    measure_idle((uint32_t)number(first));
  else if (strcmp(measure, "start") == 0)
    measure_start();
  else if (strcmp(measure, "starts") == 0 && first != NULL)
    make_starts(first, number(second));
  else if (strcmp(measure, "frames") == 0)
    measure_frames(first, (size_t)number(second), 0);
  else if (strcmp(measure, "burst") == 0)
    measure_frames(first, (size_t)number(second), BURST);
  else if (strcmp(measure, "calls") == 0)
    measure_calls(first, number(second));
  else
    die("usage: see the first lines of engine.c");
  return 0;
}
