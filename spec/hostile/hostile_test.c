// SPDX-License-Identifier: MIT

// Hostile scripts in a sandbox, each in a file whose first line says how it
// must end:
//
//     -- ends: limit longer than      the status, and a part of the message
//     -- ends: error stack overflow
//     -- ends: done [1,2]             the result
//     -- ends: somehow                in time, and within its memory
//
// Words after a second dash change its limits, which are 4 MiB and 120 ms:
// "-- memory=8388608 time=300 instructions=1000".
//
// The scripts run one by one, are killed at random moments, and then run all at
// once, beside the scripts of good/, whose results must not change. With files
// as arguments only those run, and how each ended is printed.
#include "callbacks.h"
#include "check.h"
#include "lualark.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SLOWER = 20, LONGER = 4 };
#else
enum { SLOWER = 1, LONGER = 1 };
#endif

enum {
  MOST = 400,
  MEMORY = 4 << 20,
  TIME_MS = 120,
  GRACE_US = 5000,
  STALL_US = 10000, // the engine's default
  BUDGET_US = 1000,
  TRIES = 4,
  KILLS = 2, // of each sample, at random moments
  MOST_STEPS = 60
};

typedef struct sample {
  char name[64];
  char expected[160];
  char *text;
  bool good;
  lualark_program program;
  lualark_script script;
  lualark_script latest; // its version that was started last
  // How it ended.
  bool ended;
  lark_status status;
  char msg[512], result[512], place[1600];
  lualark_usage usage;
  double late_us;
  double longest_us; // its longest step, alone
} sample;

typedef struct run {
  sample *samples;
  size_t count, ended;
  double step_wall_us, step_cpu_us; // when the step began
  double longest_us;                // the longest step
  size_t printed;
} run;

static sample samples[MOST];
static size_t sample_count;

static double now_us(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

// ------------------------------------------------------------------- samples

static char *read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  char *text = calloc(1, 1 << 20);
  if (file == NULL || text == NULL) exit(2);
  size_t bytes = fread(text, 1, (1 << 20) - 1, file);
  text[bytes] = '\0';
  fclose(file);
  return text;
}

static unsigned long long option(const char *line, const char *name,
                                 unsigned long long fallback) {
  const char *found = strstr(line, name);
  return found != NULL ? strtoull(found + strlen(name), NULL, 10) : fallback;
}

static void add_sample(const char *folder, const char *name, bool good) {
  sample *s = &samples[sample_count++];
  char path[1024];
  snprintf(path, sizeof path, "%s%s%s", folder, folder[0] ? "/" : "", name);
  snprintf(s->name, sizeof s->name, "%.63s", name);
  s->text = read_file(path);
  s->good = good;
  char line[512];
  snprintf(line, sizeof line, "%.*s", (int)strcspn(s->text, "\n"), s->text);
  const char *expected = strncmp(line, "-- ends: ", 9) == 0 ? line + 9 : "?";
  const char *options = strstr(expected, " -- ");
  size_t length =
      options != NULL ? (size_t)(options - expected) : strlen(expected);
  snprintf(s->expected, sizeof s->expected, "%.*s", (int)length, expected);
  if (options == NULL) options = "";
  s->program = (lualark_program){
      .name = s->name,
      .text = s->text,
      .memory_bytes = option(options, "memory=", MEMORY),
      .instructions = option(options, "instructions=", 0),
      .time_ms = (uint32_t)option(options, "time=", good ? 0 : TIME_MS),
  };
  if (!good) s->program.time_ms *= LONGER;
}

static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_lua(const struct dirent *entry) {
  const char *dot = strrchr(entry->d_name, '.');
  return dot != NULL && strcmp(dot, ".lua") == 0;
}

static void add_folder(const char *folder, bool good) {
  struct dirent **entries = NULL;
  int count = scandir(folder, &entries, is_lua, by_name);
  for (int i = 0; i < count && sample_count < MOST; i++) {
    add_sample(folder, entries[i]->d_name, good);
    free(entries[i]);
  }
  free(entries);
}

// ---------------------------------------------------------------------- host

static sample *sample_of(const run *r, lualark_script script) {
  for (size_t i = 0; i < r->count; i++) {
    sample *s = &r->samples[i];
    if (s->script == script || s->latest == script) return s;
  }
  return NULL;
}

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  run *r = user;
  (void)engine;
  sample *s = sample_of(r, end->script);
  if (s != NULL && s->script == end->script) {
    s->ended = true;
    s->status = end->status;
    snprintf(s->msg, sizeof s->msg, "%s",
             end->error != NULL ? end->error->msg : "");
    snprintf(s->result, sizeof s->result, "%s", end->result);
    snprintf(s->place, sizeof s->place, "%s", end->traceback);
    s->usage = end->usage;
    // How late it ended, in the processor's time: other programs take time,
    // too.
    double cpu_us = now_us(CLOCK_THREAD_CPUTIME_ID) - r->step_cpu_us;
    double late_us =
        (double)end->usage.wall_us - (double)s->program.time_ms * 1e3;
    s->late_us = late_us < cpu_us ? late_us : cpu_us;
    if (s->program.time_ms == 0 || s->late_us < 0) s->late_us = 0;
    r->ended++;
  }
}

// host.replace(): a new version, with the same text. Answers with whether there
// is one.
static void replace(void *user, lualark_engine *engine, lualark_script script,
                    lualark_pending pending, const char *arguments,
                    size_t bytes) {
  sample *s = sample_of(user, script);
  lark_status status = LARK_ESTALE;
  (void)arguments, (void)bytes;
  if (s != NULL)
    status = lualark_replace(engine, script, &s->program, &s->latest);
  lualark_answer(engine, pending, status == LARK_OK ? "true" : "false");
}

static void on_print(void *user, lualark_engine *engine, lualark_script script,
                     const char *text, size_t bytes) {
  run *r = user;
  (void)engine, (void)script, (void)text;
  r->printed += bytes;
}

static const lualark_module modules[] = {
    {"friendly", "return { greet = function(who) return 'hi ' .. who end }", 0},
    {"endless", "while true do end", 0},
    {NULL, NULL, 0}};

// A second test runs with it: scripts are interrupted by a signal.
static bool has_signal(void) {
  const char *wanted = getenv("PREEMPT_SIGNAL");
  return wanted != NULL && wanted[0] != '\0';
}

// Data that scripts read: rows, a long text, and lists in lists.
static const char *shared_json(void) {
  enum { ROWS = 3000, ROW = 40, LONG = 50000, DEPTH = 60 };
  static char json[ROWS * ROW + LONG + 3 * DEPTH + 100];
  if (json[0] != '\0') return json;
  char *end = json + sprintf(json, "{\"rows\":[0");
  for (int i = 1; i <= ROWS; i++)
    end += sprintf(end, ",{\"id\":%d,\"name\":\"row %d\"}", i, i);
  end += sprintf(end, "],\"long\":\"");
  memset(end, 'x', LONG);
  end += LONG;
  end += sprintf(end, "\",\"deep\":");
  for (int i = 0; i < DEPTH; i++)
    *end++ = '[';
  for (int i = 0; i < DEPTH; i++)
    *end++ = ']';
  strcpy(end, "}");
  return json;
}

static lualark_engine *open_engine(run *r) {
  lualark_options options;
  lualark_engine *engine = NULL;
  lualark_options_init(&options, sizeof options);
  options.sandbox = true;
  options.exit = on_exit_;
  options.print = options.warn = on_print;
  options.message = drop_message;
  options.modules = modules;
  options.user = r;
  options.stall_ms *= SLOWER;
  if (has_signal()) options.preempt_signal = SIGRTMIN + 5;
  if (lualark_open(&options, &engine) != LARK_OK) exit(2);
  lualark_offer(engine, "echo", echo, NULL);
  lualark_offer(engine, "replace", replace, r);
  CHECK(lualark_set_data(engine, "shared", shared_json()) == LARK_OK);
  return engine;
}

static void clock_in(run *r) {
  r->step_wall_us = now_us(CLOCK_MONOTONIC);
  r->step_cpu_us = now_us(CLOCK_THREAD_CPUTIME_ID);
}

static void clock_out(run *r) {
  double cpu_us = now_us(CLOCK_THREAD_CPUTIME_ID) - r->step_cpu_us;
  if (cpu_us > r->longest_us) r->longest_us = cpu_us;
}

static void start(run *r, lualark_engine *engine, sample *s) {
  s->ended = false;
  s->latest = 0;
  clock_in(r);
  lark_status status = lualark_start(engine, &s->program, &s->script);
  clock_out(r);
  if (status == LARK_OK) return;
  s->ended = true;
  s->status = LARK_EINVAL;
  snprintf(s->msg, sizeof s->msg, "%s", lualark_last_error(engine));
  r->ended++;
}

static void step(run *r, lualark_engine *engine) {
  clock_in(r);
  lualark_step(engine, BUDGET_US);
  clock_out(r);
  if (lualark_timeout_ms(engine) != 0) lualark_wait(engine, 5);
}

static void play(run *r) {
  double from_us = now_us(CLOCK_MONOTONIC);
  lualark_engine *engine = open_engine(r);
  for (size_t i = 0; i < r->count; i++)
    start(r, engine, &r->samples[i]);
  while (r->ended < r->count &&
         now_us(CLOCK_MONOTONIC) - from_us < 60e6 * SLOWER)
    step(r, engine);
  CHECK(r->ended == r->count);
  lualark_close(engine);
}

// -------------------------------------------------------------------- verdict

static bool starts(const char *text, const char *with) {
  return strncmp(text, with, strlen(with)) == 0;
}

static bool is_as_expected(const sample *s) {
  const char *wanted = s->expected;
  if (starts(wanted, "limit"))
    return s->status == LARK_ELIMIT &&
           strstr(s->msg, wanted + strlen("limit") + (wanted[5] == ' ')) !=
               NULL;
  if (starts(wanted, "error "))
    return s->status != LARK_OK && s->status != LARK_ELIMIT &&
           strstr(s->msg, wanted + strlen("error ")) != NULL;
  if (starts(wanted, "done "))
    return s->status == LARK_OK &&
           strcmp(s->result, wanted + strlen("done ")) == 0;
  return starts(wanted, "somehow");
}

static void show(const sample *s) {
  fprintf(stderr,
          "%s: wanted %s; got %s: %s %s (late %.1f ms, peak %zu, longest "
          "step %.1f ms)\n",
          s->name, s->expected,
          s->status == LARK_OK ? "done" : lark_kind(s->status), s->msg,
          s->status == LARK_OK ? s->result : "", s->late_us / 1e3,
          s->usage.peak_bytes, s->longest_us / 1e3);
}

// Beside many others, its time may be over before it does anything else.
static bool is_right(const sample *s, bool alone) {
  return s->ended && s->usage.peak_bytes <= s->program.memory_bytes &&
         (is_as_expected(s) || (!alone && !s->good));
}

// It may stall once, which ends it.
static bool is_in_time(const sample *s) {
  return s->late_us <= GRACE_US * SLOWER &&
         s->longest_us <= (STALL_US + 2 * GRACE_US) * SLOWER;
}

static const sample *latest_of(const sample *all, size_t count) {
  const sample *latest = &all[0];
  for (size_t i = 0; i < count; i++) {
    if (all[i].late_us > latest->late_us) latest = &all[i];
  }
  return latest;
}

// On a busy machine a script may be late by chance, but not every time.
static void run_alone(sample *s, bool verbose) {
  for (int tries = 0; tries < TRIES; tries++) {
    run r = {.samples = s, .count = 1};
    play(&r);
    s->longest_us = r.longest_us;
    if (verbose || !is_right(s, true) || !is_in_time(s)) show(s);
    if (verbose) fprintf(stderr, "  %s\n", s->place);
    if (!is_right(s, true) || is_in_time(s)) break;
  }
  CHECK(is_right(s, true) && is_in_time(s));
}

static void one_by_one(bool verbose) {
  const sample *slowest = &samples[0];
  for (size_t i = 0; i < sample_count; i++) {
    run_alone(&samples[i], verbose);
    if (samples[i].longest_us > slowest->longest_us) slowest = &samples[i];
  }
  const sample *latest = latest_of(samples, sample_count);
  printf("one by one: %zu scripts, longest overshoot %.2f ms (%s), longest "
         "step %.2f ms (%s)\n",
         sample_count, latest->late_us / 1e3, latest->name,
         slowest->longest_us / 1e3, slowest->name);
}

// Kills a script at a random moment, unless it has ended: it ends in the next
// step. If its engine is closed instead, it ends before that returns.
static void kill_one(sample *s, bool closes) {
  run r = {.samples = s, .count = 1};
  lualark_engine *engine = open_engine(&r);
  start(&r, engine, s);
  for (int steps = rand() % MOST_STEPS; steps > 0 && r.ended == 0; steps--)
    step(&r, engine);
  bool was_over = r.ended > 0;
  if (!was_over && !closes) {
    CHECK(lualark_kill(engine, s->script) == LARK_OK);
    step(&r, engine);
    CHECK(s->ended && s->status == LARK_ECANCELLED);
  }
  lualark_close(engine);
  CHECK(r.ended == 1);
  if (!was_over) CHECK(s->ended && s->status == LARK_ECANCELLED);
}

static void kill_all(void) {
  for (size_t i = 0; i < sample_count * KILLS; i++)
    kill_one(&samples[i % sample_count], i < sample_count);
}

static void all_at_once(void) {
  run r = {.samples = samples, .count = sample_count};
  play(&r);
  for (size_t i = 0; i < sample_count; i++) {
    if (!is_right(&samples[i], false)) show(&samples[i]);
    CHECK(is_right(&samples[i], false));
  }
  const sample *latest = latest_of(samples, sample_count);
  printf("all at once: longest overshoot %.2f ms (%s), longest step %.2f ms\n",
         latest->late_us / 1e3, latest->name, r.longest_us / 1e3);
}

int main(int argc, char **argv) {
  if (argc > 1) {
    for (int i = 1; i < argc; i++)
      add_sample("", argv[i], false);
    one_by_one(true);
    return check_failures();
  }
  add_folder(HOSTILE_SCRIPTS, false);
  add_folder(HOSTILE_SCRIPTS "/good", true);
  one_by_one(false);
  kill_all();
  all_at_once();
  return check_failures();
}
