// SPDX-License-Identifier: MIT

// Engines and threads, in two ways: a thread for each engine; then engines that
// wait in a queue, and threads that take one, run it a little, and put it back.
//
//     cc -pthread threads_host.c $(pkg-config --cflags --libs lualark)
//     ./a.out
//
// Exit status: 0 done, 1 a script failed.
#include <lualark.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ENGINES = 6, SCRIPTS = 3, THREADS = 3, TIME_MS = 60000 };

static const char text[] =
    "local lark = require 'lark'\n"
    "assert(assert(lark.client()).hire.referral.get_by_application {\n"
    "  application_id = '6134134355464633' })\n"
    "local sum = 0\n"
    "for i = 1, 100000 do sum = sum + i % 10 end\n"
    "return sum\n";

// An engine and the sum of its scripts' results. It needs no lock: it belongs
// to the thread that has it at the moment.
typedef struct engine_job {
  lualark_engine *engine;
  struct engine_job *next;
  long long sum;
} engine_job;

static atomic_int finished, failed; // scripts of all engines

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  engine_job *job = user;
  (void)engine;
  job->sum += atoll(end->result); // JSON: an integer or null
  if (end->status != LARK_OK) {
    fprintf(stderr, "threads_host: %s\n", end->error->msg);
    atomic_fetch_add(&failed, 1);
  }
  atomic_fetch_add(&finished, 1);
}

static bool open_job(engine_job *job) {
  const lualark_program program = {.text = text};
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.time_ms = TIME_MS; // bounds each script, so the program ends
  options.exit = on_exit_;
  options.user = job;
  if (lualark_open(&options, &job->engine) != LARK_OK) return false;
  for (int i = 0; i < SCRIPTS; i++)
    if (lualark_start(job->engine, &program, NULL) != LARK_OK) return false;
  return true;
}

static atomic_bool stopping;

// Sleeps without a timeout while there is no work: run_apart() wakes it.
static void *serve(void *user) {
  engine_job *job = user;
  while (!atomic_load(&stopping))
    lualark_wait(job->engine, -1);
  return NULL;
}

static void run_apart(engine_job *jobs) {
  pthread_t threads[ENGINES];
  for (int i = 0; i < ENGINES; i++)
    pthread_create(&threads[i], NULL, serve, &jobs[i]);
  while (atomic_load(&finished) < ENGINES * SCRIPTS)
    usleep(1000); // a real program does its work here
  // Only lualark_wakeup() may be called while another thread uses the engine.
  // The engine must still exist: they are closed after all threads have ended.
  atomic_store(&stopping, true);
  for (int i = 0; i < ENGINES; i++)
    lualark_wakeup(jobs[i].engine);
  for (int i = 0; i < ENGINES; i++)
    pthread_join(threads[i], NULL);
}

// Passing an engine to another thread needs a lock on both sides, as for any
// data: the next thread then sees everything that the one before has written.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static engine_job *queue;

static engine_job *take(void) {
  pthread_mutex_lock(&lock);
  engine_job *job = queue;
  queue = job != NULL ? job->next : NULL;
  pthread_mutex_unlock(&lock);
  return job;
}

static void put_back(engine_job *job) {
  pthread_mutex_lock(&lock);
  engine_job **end = &queue;
  while (*end != NULL)
    end = &(*end)->next;
  job->next = NULL;
  *end = job;
  pthread_mutex_unlock(&lock);
}

// Ends when the queue is empty: other threads then have the last engines.
static void *work(void *user) {
  for (engine_job *job = take(); job != NULL; job = take()) {
    lualark_wait(job->engine, 1); // a millisecond, then the next engine
    if (lualark_scripts(job->engine) > 0) put_back(job);
  }
  return user;
}

static void run_around(engine_job *jobs) {
  pthread_t threads[THREADS];
  for (int i = 0; i < ENGINES; i++)
    put_back(&jobs[i]);
  for (int i = 0; i < THREADS; i++)
    pthread_create(&threads[i], NULL, work, NULL);
  for (int i = 0; i < THREADS; i++)
    pthread_join(threads[i], NULL);
}

// Opens the engines, lets other threads run them, and closes them.
static bool run(const char *name, void (*run_jobs)(engine_job *jobs)) {
  engine_job jobs[ENGINES] = {0};
  long long sum = 0;
  atomic_store(&finished, 0);
  for (int i = 0; i < ENGINES; i++)
    if (!open_job(&jobs[i])) return false;
  run_jobs(jobs);
  for (int i = 0; i < ENGINES; i++) {
    lualark_close(jobs[i].engine);
    sum += jobs[i].sum;
  }
  printf("%s: %d scripts, sum %lld\n", name, ENGINES * SCRIPTS, sum);
  return atomic_load(&failed) == 0;
}

int main(void) {
  bool good = run("a thread for each engine", run_apart);
  good = good && run("engines that move around", run_around);
  return good ? 0 : 1;
}
