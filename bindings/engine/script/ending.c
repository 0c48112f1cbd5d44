// SPDX-License-Identifier: MIT
#include "ending.h"

#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "graveyard.h"
#include "guard.h"
#include "lifetime.h"
#include "report.h"
#include "scripts.h"
#include "share.h"
#include "trace.h"
#include "verdict.h"
#include "versions.h"
#include "watch.h"

// The memory of a state is freed as a whole. In a sandboxed one nothing else is
// left to do, for the scheduler knows all that it holds outside; so Lua is not
// entered.
static void close_state(struct script *script) {
  if (script->L == NULL) return;
  if (!script->kind->sandboxed)
    lualark_guard_close(script);
  else if (script->scheduler != NULL)
    lualark_lifetime_end(script->scheduler);
}

void lualark_ending_close(struct script *script) {
  script->life = SCRIPT_CLOSING;
  close_state(script);
  lualark_output_drop_warning(&script->output, &script->heap);
  lualark_trace_drop(script);
  lualark_trace_drop_inner(script);
  if (script->report != NULL) lualark_report_free(script->report);
  free(script->name);
  lualark_graveyard_add(script);
}

void lualark_ending_run(struct script *script, lark_status status,
                        const char *why) {
  struct scripts *all = script->all;
  script->life = SCRIPT_ENDING;
  // Its own code may run from here on: __tostring, then finalizers. That has
  // the time of what cannot be interrupted, and no slice.
  script->watch.slice_end_us = lark_now_us();
  if (status != LARK_OK && !lualark_verdict_is_there(script))
    lualark_trace_drop(script);
  struct report *report = lualark_report_write(script, status, why);
  lualark_versions_on_end(script);
  lualark_scripts_remove(script);
  lark_queue_add(&all->ended, &report->in_ended);
  lualark_ending_close(script);
}

// Ends a script that has a verdict and is idle.
static void end_idle(struct script *script) {
  if (script->main != NULL && !script->main->ended)
    lualark_trace_take(script, script->main->thread);
  lualark_ending_run(script, script->verdict.status, script->verdict.text);
}

void lualark_ending_order(struct script *script, lark_status status,
                          const char *why) {
  lualark_verdict_record(script, status, why);
  if (lualark_script_is_idle(script)) end_idle(script);
}

void lualark_ending_on_deadline(void *owner, uint64_t now_us) {
  (void)now_us;
  struct script *script = owner;
  lualark_watch_expire(script, script->main->thread);
  if (lualark_script_is_idle(script)) end_idle(script);
}

static void end_retired(void *owner, uint64_t now_us) {
  struct script *script = owner;
  char why[100];
  (void)now_us;
  snprintf(why, sizeof why, "it was retired, and did not end within %.3g s",
           (double)script->all->options->retire_ms / 1e3);
  lualark_ending_order(script, LARK_ELIMIT, why);
}

lark_status lualark_ending_retire(struct script *script) {
  lark_timer *timer = &script->limits.retirement;
  uint64_t most_us = (uint64_t)script->all->options->retire_ms * 1000;
  if (most_us > 0 && timer->owner == NULL) {
    if (!lualark_scripts_take_timer(script->all, timer, end_retired, script))
      return LARK_ENOMEM;
    lark_timer_set(&script->all->timers, timer, lark_now_us() + most_us);
  }
  script->retired = true;
  lualark_share_wake(script); // it may have nothing left to do
  return LARK_OK;
}
