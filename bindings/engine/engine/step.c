// SPDX-License-Identifier: MIT

// Driving an engine: a step does what there is to do, and wait() sleeps first.
//
//     drive -> step -> clients: traffic, whose answers wake scripts
//                      timers: sleeps and deadlines
//                      scripts: a slice each, in turn
//           -> ends are reported, clients that nobody uses closed
#include <sys/epoll.h>

#include "attach.h"
#include "clock.h"
#include "descriptor.h"
#include "graveyard.h"
#include "open.h"
#include "post.h"
#include "share.h"
#include "shared_clients.h"
#include "turn.h"

enum {
  ALONE_US = 5000, // where the host has no frames
  PART = 4         // of a step, for posts and for timers
};

// -------------------------------------------------------------------- a step

// Runs scripts in turn, a slice each, until the time is over or none is ready.
// Without an end each script that is ready now gets one slice. (They are
// counted, since the last of them may be killed before its turn.)
static size_t count_turns(const lualark_engine *engine, uint64_t stop_us) {
  size_t count = 0;
  if (stop_us != UINT64_MAX) return SIZE_MAX;
  for (const lark_link *link = engine->scripts.ready.first; link != NULL;
       link = link->next)
    count++;
  return count;
}

// A script that is the only one with work, in one task, keeps its turn for
// `alone_us`: to take it from it and give it back would cost time. Returns when
// the turn ends; 0 if it passes.
static uint64_t begin_turn(const lualark_engine *engine, struct script *script,
                           uint64_t stop_us, uint32_t alone_us) {
  bool alone = engine->scripts.ready.first == NULL;
  if (lualark_turn_has_many_tasks(script)) alone_us = 0;
  uint64_t turn_us =
      lualark_share_take_turn(script, alone, alone_us, stop_us == UINT64_MAX);
  if (turn_us == 0) return 0;
  uint64_t end_us = lark_now_us() + turn_us;
  return end_us < stop_us ? end_us : stop_us;
}

static void run_turns(lualark_engine *engine, uint64_t stop_us,
                      uint32_t alone_us) {
  struct scripts *scripts = &engine->scripts;
  size_t turns = count_turns(engine, stop_us);
  for (struct script *script = lualark_scripts_next(scripts); script != NULL;
       script = lualark_scripts_next(scripts)) {
    uint64_t end_us = begin_turn(engine, script, stop_us, alone_us);
    if (end_us > 0)
      lualark_turn_run(script, end_us);
    else
      lark_queue_add(&scripts->ready, &script->in_ready);
    if (engine->closing) return;
    if (--turns == 0 || lark_now_us() >= stop_us) return;
  }
}

static void run_scripts(lualark_engine *engine, uint64_t stop_us,
                        uint32_t alone_us) {
  lualark_preempt_keep(&engine->scripts.preempt, true);
  run_turns(engine, stop_us, alone_us);
  lualark_preempt_keep(&engine->scripts.preempt, false);
}

// When what comes before the scripts' turns is to stop. Without an end it takes
// a slice's time at most.
static uint64_t end_of_part_us(const lualark_engine *engine, uint64_t stop_us) {
  uint64_t now_us = lark_now_us();
  if (stop_us == UINT64_MAX) return now_us + engine->options.slice_us;
  return now_us + (stop_us > now_us ? (stop_us - now_us) / PART : 0);
}

// Others that are due are in the next step.
static void fire_timers(lualark_engine *engine, uint64_t stop_us) {
  enum { AT_ONCE = 64 };
  lark_timers *timers = &engine->scripts.timers;
  if (lark_timers_due_us(timers) > lark_now_us()) return;
  uint64_t end_us = end_of_part_us(engine, stop_us);
  while (!lark_timers_fire_some(timers, lark_now_us(), AT_ONCE)) {
    if (lark_now_us() >= end_us) break;
  }
}

static void take_posts(lualark_engine *engine, uint64_t stop_us) {
  if (lualark_mailbox_is_filled(&engine->mailbox))
    lualark_post_deliver(engine, end_of_part_us(engine, stop_us));
}

static lark_status step(lualark_engine *engine, uint64_t stop_us,
                        uint32_t alone_us) {
  engine->stepping = true;
  lark_status status = lualark_shared_clients_step(engine, stop_us);
  // After the wakeup was read: a post that comes later wakes once more.
  take_posts(engine, stop_us);
  fire_timers(engine, stop_us);
  if (engine->debugger != NULL) lualark_attach_step(engine->debugger);
  if (engine->scripts.ready.first != NULL && !engine->closing) {
    run_scripts(engine, stop_us, alone_us);
    // Calls that scripts started go out now rather than in the next step.
    if (lark_now_us() < stop_us) lualark_shared_clients_step(engine, stop_us);
  }
  engine->stepping = false;
  return status;
}

// Without an end it takes a slice's time.
static void give_memory_back(lualark_engine *engine, uint64_t stop_us) {
  if (stop_us == UINT64_MAX) stop_us = lark_now_us() + engine->options.slice_us;
  lualark_graveyard_dig(&engine->scripts, stop_us);
}

// `budget_us` 0: each script that is ready gets a slice.
static lark_status drive(lualark_engine *engine, uint32_t budget_us,
                         uint32_t alone_us) {
  uint64_t began_us = lark_now_us();
  uint64_t stopped_before_us = engine->scripts.stopped_us;
  uint64_t stop_us = budget_us > 0 ? began_us + budget_us : UINT64_MAX;
  // Inside a callback there is nothing to do: it goes on when that returns.
  if (engine->stepping) return LARK_OK;
  lualark_open_enter(engine);
  lualark_share_grant(&engine->scripts, budget_us);
  lark_status status = step(engine, stop_us, alone_us);
  lualark_open_report(engine);
  lualark_shared_clients_close(engine, false);
  if (!engine->closing) give_memory_back(engine, stop_us);
  lualark_descriptor_arm(engine);
  uint64_t stopped_us = engine->scripts.stopped_us - stopped_before_us;
  lualark_figures_count(&engine->steps, lark_now_us() - began_us - stopped_us,
                        budget_us);
  lualark_open_leave(engine);
  return status;
}

lark_status lualark_step(lualark_engine *engine, uint32_t budget_us) {
  return drive(engine, budget_us, budget_us);
}

// ------------------------------------------------------------------- waiting

int lualark_timeout_ms(lualark_engine *engine) {
  uint64_t due_us = lualark_descriptor_due_us(engine);
  if (due_us == 0) return 0;
  uint64_t clients_us = lualark_shared_clients_due_us(engine);
  return lark_ms_until(clients_us < due_us ? clients_us : due_us);
}

lark_status lualark_wait(lualark_engine *engine, int timeout_ms) {
  if (engine->stepping) return LARK_OK;
  struct epoll_event event;
  int wait_ms = lark_ms_until(lualark_descriptor_due_us(engine));
  if (wait_ms < 0 || (timeout_ms >= 0 && timeout_ms < wait_ms))
    wait_ms = timeout_ms;
  // Clients are watched with their timers; the events stay for the step.
  if (wait_ms != 0) epoll_wait(engine->fds.epoll, &event, 1, wait_ms);
  return drive(engine, 0, ALONE_US);
}
