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

// An engine and what its scripts returned. Nothing in here needs a lock, for it
// belongs to the thread that has it at the moment.
typedef struct job {
  lualark_engine *engine;
  struct job *next;
  long long sum;
} job;

static atomic_int finished, failed; // scripts of all engines

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  job *done = user;
  (void)engine;
  done->sum += atoll(end->result); // JSON, of an integer or null
  if (end->status != LARK_OK) {
    fprintf(stderr, "threads_host: %s\n", end->error->msg);
    atomic_fetch_add(&failed, 1);
  }
  atomic_fetch_add(&finished, 1);
}

static bool open_job(job *made) {
  const lualark_program program = {.text = text};
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.time_ms = TIME_MS; // of each script, so that this program ends
  options.exit = on_exit_;
  options.user = made;
  if (lualark_open(&options, &made->engine) != LARK_OK) return false;
  for (int i = 0; i < SCRIPTS; i++)
    if (lualark_start(made->engine, &program, NULL) != LARK_OK) return false;
  return true;
}

static atomic_bool stopping;

// Sleeps where there is nothing to do, without end: run_apart() wakes it.
static void *serve(void *user) {
  job *mine = user;
  while (!atomic_load(&stopping))
    lualark_wait(mine->engine, -1);
  return NULL;
}

static void run_apart(job *jobs) {
  pthread_t threads[ENGINES];
  for (int i = 0; i < ENGINES; i++)
    pthread_create(&threads[i], NULL, serve, &jobs[i]);
  while (atomic_load(&finished) < ENGINES * SCRIPTS)
    usleep(1000); // a program would have better to do
  // Of all functions this one may be called while another thread uses the
  // engine. That must still be there: these are closed after all threads ended.
  atomic_store(&stopping, true);
  for (int i = 0; i < ENGINES; i++)
    lualark_wakeup(jobs[i].engine);
  for (int i = 0; i < ENGINES; i++)
    pthread_join(threads[i], NULL);
}

// Handing an engine over takes what any data takes, a lock on both sides: what
// one thread wrote before it unlocks, the next one sees after it has locked.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static job *queue;

static job *take(void) {
  pthread_mutex_lock(&lock);
  job *taken = queue;
  queue = taken != NULL ? taken->next : NULL;
  pthread_mutex_unlock(&lock);
  return taken;
}

static void put_back(job *used) {
  pthread_mutex_lock(&lock);
  job **end = &queue;
  while (*end != NULL)
    end = &(*end)->next;
  used->next = NULL;
  *end = used;
  pthread_mutex_unlock(&lock);
}

// There are fewer threads than engines: who finds none left is not needed.
static void *work(void *user) {
  for (job *mine = take(); mine != NULL; mine = take()) {
    lualark_wait(mine->engine, 1); // a millisecond, and the next one's turn
    if (lualark_scripts(mine->engine) > 0) put_back(mine);
  }
  return user;
}

static void run_around(job *jobs) {
  pthread_t threads[THREADS];
  for (int i = 0; i < ENGINES; i++)
    put_back(&jobs[i]);
  for (int i = 0; i < THREADS; i++)
    pthread_create(&threads[i], NULL, work, NULL);
  for (int i = 0; i < THREADS; i++)
    pthread_join(threads[i], NULL);
}

// Opens the engines here, lets others run them, and closes them here again.
static bool run(const char *name, void (*run_jobs)(job *jobs)) {
  job jobs[ENGINES] = {0};
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
