// SPDX-License-Identifier: MIT

// Measures the memory of an idle client, a waiting call, an engine and a
// script; and whether memory grows with the number of calls.
//
//     bench_memory BASE_URL CALLS
//
// Counts all memory from malloc, that of libcurl and simdjson included.
#include <lark.h>
#include <lualark.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 1000, IN_FLIGHT = 30 };

static const char endpoint[] = "hire.referral.get_by_application";

static void die(const char *what) {
  fprintf(stderr, "bench_memory: %s\n", what);
  exit(EXIT_FAILURE);
}

static double heap_bytes(void) {
  struct mallinfo2 info = mallinfo2();
  return (double)info.uordblks + (double)info.hblkhd;
}

static double resident_bytes(void) {
  long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file == NULL || fscanf(file, "%*d %ld", &pages) != 1) die("no statm");
  fclose(file);
  return (double)pages * 4096;
}

static void say(const char *what, double bytes) {
  printf("%-52s %10.1f KiB\n", what, bytes / 1024);
}

// --------------------------------------------------------------------- clients

static lark_client *open_client(const char *base_url, uint32_t in_flight) {
  static const lark_rate rate = {200000, 1000};
  static const lark_limit_option limit = {endpoint, &rate, 1};
  lark_options options;
  lark_client *client = NULL;
  lark_options_init(&options, sizeof options);
  options.base_url = base_url;
  options.app_id = "cli_bench";
  options.app_secret = "bench";
  options.max_in_flight = in_flight;
  options.limits = &limit;
  options.limit_count = 1;
  if (lark_open(&options, &client, NULL) != LARK_OK) die("no client");
  return client;
}

static long ended, failed, left;

static void start(lark_client *client);

static void on_done(lark_client *client, lark_call call, lark_result *result,
                    void *user) {
  (void)call, (void)user;
  ended++;
  if (lark_result_error(result) != NULL) failed++;
  if (left > 0) start(client);
}

static void start(lark_client *client) {
  lark_param id = lark_string("application_id", "6134134355464633");
  left--;
  if (lark_start(client, endpoint, &id, 1, on_done, NULL, NULL) != LARK_OK)
    die("a call was not started");
}

static void make_calls(lark_client *client, long count) {
  left = count;
  for (int i = 0; i < IN_FLIGHT && left > 0; i++)
    start(client);
  while (lark_pending(client) > 0)
    lark_wait(client, -1);
  if (failed > 0) die("a call failed");
}

static void measure_client(const char *base_url) {
  lark_close(open_client(base_url, IN_FLIGHT)); // libcurl sets itself up once
  double before = heap_bytes();
  lark_client *client = open_client(base_url, IN_FLIGHT);
  say("a client that has made no call", heap_bytes() - before);
  lark_close(client);

  client = open_client(base_url, 1);
  make_calls(client, 1); // its connection and its token are there
  before = heap_bytes();
  left = MANY;
  while (left > 0)
    start(client);
  say("a call that waits for its turn", (heap_bytes() - before) / MANY);
  left = 0;
  lark_close(client); // cancels them
  failed = 0;
}

// 50 at a time. The first tenth warms up everything that is kept for reuse.
static void measure_growth(const char *base_url, long calls) {
  lark_client *client = open_client(base_url, IN_FLIGHT);
  make_calls(client, calls / 10);
  say("a client after the first tenth of its calls", heap_bytes());
  double heap = heap_bytes();
  double resident = resident_bytes();
  make_calls(client, calls - calls / 10);
  printf("%ld calls more:\n", calls - calls / 10);
  say("  the heap has grown by", heap_bytes() - heap);
  say("  resident memory has grown by", resident_bytes() - resident);
  lark_close(client);
}

// --------------------------------------------------------------------- engines

static void measure_engine(bool sandbox) {
  lualark_options options;
  lualark_engine *engine = NULL;
  double before = heap_bytes();
  lualark_options_init(&options, sizeof options);
  options.sandbox = sandbox;
  if (lualark_open(&options, &engine) != LARK_OK) die("no engine");
  if (!sandbox) say("an engine without scripts", heap_bytes() - before);
  before = heap_bytes();
  for (int i = 0; i < MANY; i++) {
    lualark_program program = {.text = "require('lark').sleep(3600)"};
    if (lualark_start(engine, &program, NULL) != LARK_OK) die("no script");
  }
  for (int i = 0; i < MANY; i++)
    lualark_step(engine, 0);
  say(sandbox ? "a sandboxed script that sleeps"
              : "a trusted script that sleeps",
      (heap_bytes() - before) / MANY);
  lualark_close(engine);
}

int main(int argc, char **argv) {
  if (argc != 3) die("usage: bench_memory BASE_URL CALLS");
  measure_client(argv[1]);
  measure_engine(false);
  measure_engine(true);
  measure_growth(argv[1], atol(argv[2]));
  return EXIT_SUCCESS;
}
