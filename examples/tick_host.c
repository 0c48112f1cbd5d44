// SPDX-License-Identifier: MIT

// The frame loop of a game server, with 200 scripts. 198 make calls all the
// time and two compute without end. The loop still runs 60 frames a second,
// because a step interrupts scripts when its budget is used up.
//
//     cc tick_host.c $(pkg-config --cflags --libs lualark) -o tick_host
//     ./tick_host [FRAMES]
//
// Exit status: 0 done, 1 a script failed or none got an answer, 2 wrong usage.
#include <lualark.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SCRIPTS = 200, COMPUTING = 2, MAX_FRAMES = 36000 };
enum { FRAME_US = 1000000 / 60, BUDGET_US = 2000 };

// A call looks blocking but only suspends the script's coroutine. `host` holds
// the host functions; lark.on() receives events.
static const char caller[] =
    "local lark = require 'lark'\n"
    "local client = assert(lark.client())\n"
    "lark.on('second', function(n) lark.send('heard', n) end)\n"
    "while true do\n"
    "  assert(client.hire.referral.get_by_application {\n"
    "    application_id = '6134134355464633',\n"
    "  })\n"
    "  assert(host.award(1) > 0)\n"
    "end\n";

static const char computing[] = "local n = 0 while true do n = n + 1 end";

typedef struct game {
  long long points, heard, failed; // a point for each answer
} game;

static uint64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

// host.award(points). Values are passed as JSON. This function answers at once;
// another might keep `pending` and answer in a later frame.
static void award(void *user, lualark_engine *engine, lualark_script script,
                  lualark_pending pending, const char *json, size_t bytes) {
  game *playing = user;
  lark_document *document = NULL;
  char total[32];
  (void)script;
  if (lark_document_parse(json, bytes, &document, NULL) != LARK_OK) {
    lualark_refuse(engine, pending, "out of memory");
    return;
  }
  lark_json arguments = lark_document_root(document); // always an array
  playing->points += lark_json_integer(lark_json_first(arguments));
  lark_document_free(document);
  snprintf(total, sizeof total, "%lld", playing->points);
  lualark_answer(engine, pending, total);
}

static void on_message(void *user, lualark_engine *engine,
                       lualark_script script, const char *name,
                       const char *json, size_t bytes) {
  game *playing = user;
  (void)engine, (void)script, (void)name, (void)json, (void)bytes;
  playing->heard++;
}

// These scripts end when the engine is closed: one that ends earlier has
// failed.
static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  game *playing = user;
  (void)engine;
  if (end->status == LARK_ECANCELLED) return;
  if (playing->failed++ == 0)
    fprintf(stderr, "tick_host: %s: %s\n", end->name,
            end->error != NULL ? end->error->msg : "it ended");
}

static bool start_scripts(lualark_engine *engine) {
  const lualark_program calls = {.name = "caller", .text = caller};
  const lualark_program computes = {.name = "computing", .text = computing};
  for (int i = 0; i < SCRIPTS; i++) {
    const lualark_program *program = i < COMPUTING ? &computes : &calls;
    if (lualark_start(engine, program, NULL) == LARK_OK) continue;
    fprintf(stderr, "tick_host: %s\n", lualark_last_error(engine));
    return false;
  }
  return true;
}

// The program's own loop. Records the time of each frame.
static void play(lualark_engine *engine, int frames, uint64_t *took_us) {
  uint64_t next_us = now_us();
  for (int frame = 0; frame < frames; frame++) {
    uint64_t start_us = now_us();
    if (frame % 60 == 59) lualark_emit(engine, 0, "second", "1");
    lualark_step(engine, BUDGET_US);
    took_us[frame] = now_us() - start_us;

    next_us += FRAME_US; // from the frame before, so that delays do not add up
    struct timespec next = {(time_t)(next_us / 1000000),
                            (long)(next_us % 1000000) * 1000};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
  }
}

static int by_size(const void *a, const void *b) {
  uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
  return (left > right) - (left < right);
}

static void print_times(uint64_t *took_us, int frames) {
  static const int percent[] = {50, 90, 99};
  qsort(took_us, (size_t)frames, sizeof took_us[0], by_size);
  printf("ms in a frame:");
  for (int i = 0; i < 3; i++) {
    int place = frames * percent[i] / 100;
    printf(" p%d %.2f,", percent[i], (double)took_us[place] / 1e3);
  }
  printf(" max %.2f\n", (double)took_us[frames - 1] / 1e3);
}

int main(int count, char **words) {
  static uint64_t took_us[MAX_FRAMES];
  game playing = {.points = 0};
  lualark_options options;
  lualark_engine *engine = NULL;
  int frames = count > 1 ? atoi(words[1]) : 300;
  if (count > 2 || frames < 1 || frames > MAX_FRAMES) {
    fprintf(stderr, "usage: tick_host [FRAMES] (1 to %d)\n", MAX_FRAMES);
    return 2;
  }
  lualark_options_init(&options, sizeof options);
  options.exit = on_exit_;
  options.message = on_message;
  options.user = &playing;
  if (lualark_open(&options, &engine) != LARK_OK) return 1;
  lualark_offer(engine, "award", award, &playing);
  if (start_scripts(engine)) play(engine, frames, took_us);
  lualark_close(engine); // in bounded time, whatever the scripts do
  printf("%d scripts: %lld answers, %lld events heard, %lld failed\n", SCRIPTS,
         playing.points, playing.heard, playing.failed);
  print_times(took_us, frames);
  return playing.failed == 0 && playing.points > 0 ? 0 : 1;
}
