// SPDX-License-Identifier: MIT

// Scripts in one thread, and workers in others: a worker answers a host
// function that takes long, and a clock sends events, while the scripts go on.
//
//     cc -pthread workers_host.c $(pkg-config --cflags --libs lualark)
//     ./a.out
//
// Exit status: 0 done, 1 the script failed.
#include <lualark.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WORKERS = 3, ROOM = 100, TICKS = 5, TIME_MS = 60000 };

static const char text[] = "local lark = require 'lark'\n"
                           "local ticks, off = 0, nil\n"
                           "off = lark.on('tick', function(n)\n"
                           "  ticks = ticks + 1\n"
                           "  if n == 5 then off() print(ticks, 'ticks') end\n"
                           "end)\n"
                           "local numbers = { 10, 20, 30, 40, 50 }\n"
                           "local sums = assert(lark.map(numbers, function(n)\n"
                           "  return host.sum(n)\n"
                           "end))\n"
                           "print(table.concat(sums, ' '))\n";

// Work on its way from the engine's thread to the workers.
static struct {
  pthread_mutex_t lock;
  pthread_cond_t filled;
  struct {
    lualark_pending pending;
    int number;
  } jobs[ROOM];
  int count;
  bool over;
} work = {.lock = PTHREAD_MUTEX_INITIALIZER,
          .filled = PTHREAD_COND_INITIALIZER};

// host.sum(n): runs in the engine's thread, and must not take long there.
static void sum(void *user, lualark_engine *engine, lualark_script script,
                lualark_pending pending, const char *json, size_t bytes) {
  (void)user, (void)script, (void)bytes;
  pthread_mutex_lock(&work.lock);
  bool fits = work.count < ROOM;
  if (fits) {
    work.jobs[work.count].pending = pending;
    work.jobs[work.count++].number = atoi(json + 1); // behind the [
    pthread_cond_signal(&work.filled);
  }
  pthread_mutex_unlock(&work.lock);
  if (!fits) lualark_refuse(engine, pending, "too much work; try again later");
}

static void answer(lualark_engine *engine, lualark_pending pending, int n) {
  char json[32];
  long long total = 0;
  for (int i = 1; i <= n; i++)
    total += i;
  snprintf(json, sizeof json, "%lld", total);
  // The mailbox is full: the engine is behind.
  while (lualark_post_answer(engine, pending, json) == LARK_EAGAIN)
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

static void *run_worker(void *user) {
  pthread_mutex_lock(&work.lock);
  while (!work.over) {
    if (work.count == 0) {
      pthread_cond_wait(&work.filled, &work.lock);
      continue;
    }
    work.count--;
    lualark_pending pending = work.jobs[work.count].pending;
    int number = work.jobs[work.count].number;
    pthread_mutex_unlock(&work.lock);
    answer(user, pending, number);
    pthread_mutex_lock(&work.lock);
  }
  pthread_mutex_unlock(&work.lock);
  return NULL;
}

static void *run_clock(void *user) {
  for (int i = 1; i <= TICKS; i++) {
    char json[16];
    snprintf(json, sizeof json, "%d", i);
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    if (lualark_post_event(user, 0, "tick", json) != LARK_OK)
      fprintf(stderr, "workers_host: a tick was lost\n");
  }
  return NULL;
}

static void on_print(void *user, lualark_engine *engine, lualark_script script,
                     const char *line, size_t bytes) {
  (void)user, (void)engine, (void)script;
  printf("%.*s\n", (int)bytes, line);
}

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  (void)engine;
  if (end->status == LARK_OK) return;
  fprintf(stderr, "workers_host: %s\n", end->error->msg);
  *(int *)user = 1;
}

int main(void) {
  int failed = 0;
  pthread_t workers[WORKERS], clock;
  lualark_options options;
  lualark_engine *engine;
  lualark_options_init(&options, sizeof options);
  options.time_ms = TIME_MS;
  options.print = on_print;
  options.exit = on_exit_;
  options.user = &failed;
  if (lualark_open(&options, &engine) != LARK_OK) return 1;
  lualark_offer(engine, "sum", sum, NULL);
  if (lualark_start(engine, &(lualark_program){.text = text}, NULL) != LARK_OK)
    return 1;
  lualark_step(engine, 0); // it registers its function before the first tick
  for (int i = 0; i < WORKERS; i++)
    pthread_create(&workers[i], NULL, run_worker, engine);
  pthread_create(&clock, NULL, run_clock, engine);
  while (lualark_scripts(engine) > 0)
    lualark_wait(engine, -1); // a post wakes it

  // The engine must exist as long as they post.
  pthread_mutex_lock(&work.lock);
  work.over = true;
  pthread_cond_broadcast(&work.filled);
  pthread_mutex_unlock(&work.lock);
  for (int i = 0; i < WORKERS; i++)
    pthread_join(workers[i], NULL);
  pthread_join(clock, NULL);
  lualark_close(engine);
  return failed;
}
