// SPDX-License-Identifier: MIT

// Makes calls and starts scripts at an even pace for a long time, and checks
// that nothing grows: neither the memory in use nor what one of them costs.
//
//     bench_soak BASE_URL SECONDS CALLS SCRIPTS
//
// The time is divided into slices. Each makes its share of the calls and of the
// scripts, notes what one cost, and sleeps until the next. Exit status: 0 if
// everything held, 1 if not.
#include <lark.h>
#include <lualark.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SLICES = 120, IN_FLIGHT = 30, AT_ONCE = 50 };

static const char endpoint[] = "hire.referral.get_by_application";

static const char program_text[] =
    "local lark = require 'lark'\n"
    "local row = { id = '6134134355464633', tags = lark.array { 'a', 'b' } }\n"
    "return lark.decode(lark.encode(row)).id";

static void die(const char *what) {
  fprintf(stderr, "bench_soak: %s\n", what);
  exit(EXIT_FAILURE);
}

// ------------------------------------------------------------------ allocation

extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t count, size_t bytes);
extern void *__libc_realloc(void *block, size_t bytes);

// The linker finds these under the C library's names, before the C library: so
// they count for all libraries.
#define INSTEAD_OF(name) __asm__(name) __attribute__((visibility("default")))
void *counted_malloc(size_t bytes) INSTEAD_OF("malloc");
void *counted_calloc(size_t count, size_t bytes) INSTEAD_OF("calloc");
void *counted_realloc(void *block, size_t bytes) INSTEAD_OF("realloc");

static unsigned long allocations;

static void count_one(void) {
  __atomic_add_fetch(&allocations, 1, __ATOMIC_RELAXED);
}

void *counted_malloc(size_t bytes) {
  count_one();
  return __libc_malloc(bytes);
}

void *counted_calloc(size_t count, size_t bytes) {
  count_one();
  return __libc_calloc(count, bytes);
}

void *counted_realloc(void *block, size_t bytes) {
  count_one();
  return __libc_realloc(block, bytes);
}

static double heap_bytes(void) {
  struct mallinfo2 info = mallinfo2();
  return (double)info.uordblks + (double)info.hblkhd;
}

// ------------------------------------------------------------------------ time

static double now_s(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void sleep_until(double end_s) {
  double left_s = end_s - now_s(CLOCK_MONOTONIC);
  if (left_s <= 0) return;
  struct timespec left = {(time_t)left_s,
                          (long)((left_s - (double)(time_t)left_s) * 1e9)};
  nanosleep(&left, NULL);
}

// ----------------------------------------------------------------------- calls

static long left, failed;

static lark_client *open_client(const char *base_url) {
  static const lark_rate rate = {1000000, 1000};
  static const lark_limit_option limit = {endpoint, &rate, 1};
  lark_options options;
  lark_client *client = NULL;
  lark_options_init(&options, sizeof options);
  options.base_url = base_url;
  options.app_id = "cli_simulator";
  options.app_secret = "simulator-secret";
  options.limits = &limit;
  options.limit_count = 1;
  if (lark_open(&options, &client, NULL) != LARK_OK) die("no client");
  return client;
}

static void start(lark_client *client);

static void on_done(lark_client *client, lark_call call, lark_result *result,
                    void *user) {
  (void)call, (void)user;
  if (lark_result_error(result) != NULL) failed++;
  if (left > 0) start(client);
}

static void start(lark_client *client) {
  lark_param id = lark_string("application_id", "6134134355464633");
  left--;
  if (lark_start(client, endpoint, &id, 1, on_done, NULL, NULL) != LARK_OK)
    die("a call was not started");
}

static void make_calls(void *of, long count) {
  lark_client *client = of;
  left = count;
  for (int i = 0; i < IN_FLIGHT && left > 0; i++)
    start(client);
  while (lark_pending(client) > 0)
    lark_wait(client, -1);
}

// --------------------------------------------------------------------- scripts

static long ended;

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end_) {
  (void)user, (void)engine;
  ended++;
  if (end_->status != LARK_OK) failed++;
}

static lualark_engine *open_engine(void) {
  lualark_options options;
  lualark_engine *engine = NULL;
  lualark_options_init(&options, sizeof options);
  options.exit = on_exit_;
  if (lualark_open(&options, &engine) != LARK_OK) die("no engine");
  return engine;
}

static void run_scripts(void *of, long count) {
  lualark_engine *engine = of;
  const lualark_program program = {.name = "soak", .text = program_text};
  for (long began = 0; began < count;) {
    long until = began + AT_ONCE < count ? began + AT_ONCE : count;
    ended = 0;
    for (long i = began; i < until; i++) {
      if (lualark_start(engine, &program, NULL) != LARK_OK) die("no script");
    }
    while (ended < until - began)
      lualark_wait(engine, -1);
    began = until;
  }
}

// --------------------------------------------------------------------- figures

// The cost of one call or script in each slice.
typedef struct series {
  const char *what;
  double us[SLICES];
  double mallocs[SLICES];
} series;

static void measure(series *s, int slice, void (*work)(void *of, long count),
                    void *of, long count) {
  unsigned long mallocs = allocations;
  double began_s = now_s(CLOCK_PROCESS_CPUTIME_ID);
  work(of, count);
  s->us[slice] =
      (now_s(CLOCK_PROCESS_CPUTIME_ID) - began_s) * 1e6 / (double)count;
  s->mallocs[slice] = (double)(allocations - mallocs) / (double)count;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// The median of the slices from `first` to before `end_`, in fractions of all.
static double median(const double *values, double first, double end_) {
  double sorted[SLICES];
  int from = (int)(first * SLICES), count = (int)(end_ * SLICES) - from;
  memcpy(sorted, values + from, (size_t)count * sizeof *sorted);
  qsort(sorted, (size_t)count, sizeof *sorted, by_value);
  return sorted[count / 2];
}

static bool held = true;

static void check(const char *what, const char *figure, double early,
                  double late, double most) {
  bool fine = late <= most;
  held = held && fine;
  printf("%-8s %-28s %12.2f %12.2f  %s\n", what, figure, early, late,
         fine ? "held" : "GREW");
}

// Minutes 5 to 15 of an hour, and its last ten, as parts of the whole. Each
// slice's figures are compared by medians: others may use the machine, too.
static void check_series(const series *s) {
  enum { HOUR = 60 };
  double us = median(s->us, 5.0 / HOUR, 15.0 / HOUR);
  double mallocs = median(s->mallocs, 5.0 / HOUR, 15.0 / HOUR);
  check(s->what, "processor time in us", us, median(s->us, 50.0 / HOUR, 1),
        1.2 * us);
  check(s->what, "allocations", mallocs, median(s->mallocs, 50.0 / HOUR, 1),
        1.01 * mallocs);
}

int main(int argc, char **argv) {
  // A buffer may still find its size; a leak of a byte for each call is more.
  enum { SLACK_BYTES = 256 * 1024 };
  static series calls = {.what = "a call"}, scripts = {.what = "a script"};
  static double heap[SLICES];
  if (argc != 5) die("usage: bench_soak BASE_URL SECONDS CALLS SCRIPTS");
  double seconds = atof(argv[2]);
  long call_count = atol(argv[3]) / SLICES;
  long script_count = atol(argv[4]) / SLICES;
  if (seconds <= 0 || call_count < 1 || script_count < 1)
    die("at least 120 calls and 120 scripts");
  lark_client *client = open_client(argv[1]);
  lualark_engine *engine = open_engine();
  double began_s = now_s(CLOCK_MONOTONIC);
  for (int i = 0; i < SLICES; i++) {
    measure(&calls, i, make_calls, client, call_count);
    measure(&scripts, i, run_scripts, engine, script_count);
    heap[i] = heap_bytes();
    sleep_until(began_s + seconds * (i + 1) / SLICES);
  }
  printf("%ld calls and %ld scripts in %.0f s\n", call_count * SLICES,
         script_count * SLICES, now_s(CLOCK_MONOTONIC) - began_s);
  printf("%-8s %-28s %12s %12s\n", "", "", "early", "late");
  check("memory", "in use, KiB", median(heap, 0.1, 0.2) / 1024,
        median(heap, 0.9, 1) / 1024,
        (median(heap, 0.1, 0.2) + SLACK_BYTES) / 1024);
  check_series(&calls);
  check_series(&scripts);
  check("all", "failures", 0, (double)failed, 0);
  lualark_close(engine);
  lark_close(client);
  return held ? EXIT_SUCCESS : EXIT_FAILURE;
}
