// SPDX-License-Identifier: MIT

// A libuv program: uv_poll watches the engine's descriptor, and a host function
// answers later, from a uv_timer.
//
//     cc uv_host.c $(pkg-config --cflags --libs lualark libuv) -o uv_host
//     ./uv_host
//
// Exit status: 0 done, 1 the script failed.
#include <lualark.h>
#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

enum { TIME_MS = 30000, BUDGET_US = 5000, TICK_MS = 5 };

// Reads two accounts at once, one of which does not exist; then waits in the
// loop.
static const char text[] =
    "local lark = require 'lark'\n"
    "local client = assert(lark.client())\n"
    "local ids = { '6942778198054125570', '404' }\n"
    "local found, errors = lark.map(ids, function(id)\n"
    "  return client.hire.referral_account.get_account_assets {\n"
    "    referral_account_id = id }\n"
    "end)\n"
    "print('points', found[1].account.assets.confirmed_bonus.point_bonus)\n"
    "print('missing', errors[2].code)\n"
    "print('waited', host.delay(20))\n";

typedef struct host {
  lualark_engine *engine;
  uv_poll_t poll;
  uv_timer_t tick;
  long ticks;
  int exit_status;
} host;

// A call of host.delay that has no answer yet.
typedef struct delay {
  uv_timer_t timer;
  host *self;
  lualark_pending pending;
  int64_t ms;
} delay;

static void on_print(void *user, lualark_engine *engine, lualark_script script,
                     const char *line, size_t bytes) {
  (void)user, (void)engine, (void)script;
  printf("%.*s\n", (int)bytes, line);
}

static void free_delay(uv_handle_t *handle) {
  free(handle->data);
}

// The answer makes the descriptor readable; the script continues in the next
// step. If the script has ended meanwhile, `pending` is stale, which is
// harmless.
static void on_delay(uv_timer_t *timer) {
  delay *waiting = timer->data;
  char json[32];
  snprintf(json, sizeof json, "%lld", (long long)waiting->ms);
  lualark_answer(waiting->self->engine, waiting->pending, json);
  uv_close((uv_handle_t *)timer, free_delay);
}

// host.delay(milliseconds). It does not answer yet, so the script waits. `json`
// belongs to the library and is valid until this returns, so copy what you
// need.
static void start_delay(void *user, lualark_engine *engine,
                        lualark_script script, lualark_pending pending,
                        const char *json, size_t bytes) {
  host *self = user;
  lark_document *document = NULL;
  delay *waiting = calloc(1, sizeof *waiting);
  (void)script;
  if (waiting == NULL ||
      lark_document_parse(json, bytes, &document, NULL) != LARK_OK) {
    free(waiting);
    lualark_refuse(engine, pending, "out of memory");
    return;
  }
  lark_json ms = lark_json_first(lark_document_root(document));
  waiting->self = self;
  waiting->pending = pending;
  waiting->ms = lark_json_integer(ms) > 0 ? lark_json_integer(ms) : 0;
  lark_document_free(document);
  uv_timer_init(self->poll.loop, &waiting->timer);
  waiting->timer.data = waiting;
  uv_timer_start(&waiting->timer, on_delay, (uint64_t)waiting->ms, 0);
}

// Closes the handles of the loop, so that uv_run() returns.
static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  host *self = user;
  (void)engine;
  if (end->status != LARK_OK) {
    fprintf(stderr, "uv_host: %s\n", end->error->msg);
    self->exit_status = 1;
  }
  uv_close((uv_handle_t *)&self->poll, NULL);
  uv_close((uv_handle_t *)&self->tick, NULL);
}

static void on_readable(uv_poll_t *poll, int status, int events) {
  host *self = poll->data;
  (void)status, (void)events;
  lualark_step(self->engine, BUDGET_US);
}

static void on_tick(uv_timer_t *timer) {
  host *self = timer->data;
  self->ticks++; // whatever else the program does
}

int main(void) {
  static host self;
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.print = on_print;
  options.exit = on_exit_;
  options.user = &self;
  if (lualark_open(&options, &self.engine) != LARK_OK) return 1;

  uv_loop_t *loop = uv_default_loop();
  uv_poll_init(loop, &self.poll, lualark_fd(self.engine));
  uv_timer_init(loop, &self.tick);
  self.poll.data = self.tick.data = &self;
  uv_poll_start(&self.poll, UV_READABLE, on_readable);
  uv_timer_start(&self.tick, on_tick, TICK_MS, TICK_MS);

  lualark_program program = {.text = text, .time_ms = TIME_MS};
  lualark_offer(self.engine, "delay", start_delay, &self);
  if (lualark_start(self.engine, &program, NULL) == LARK_OK)
    uv_run(loop, UV_RUN_DEFAULT);
  else
    self.exit_status = 1;
  lualark_close(self.engine); // after uv has let go of the descriptor
  printf("the loop went on: %s\n", self.ticks > 0 ? "yes" : "no");
  return self.exit_status;
}
