// SPDX-License-Identifier: MIT
#include "event_limits.h"

#include "arm.h"
#include "clock.h"
#include "cpu.h"
#include "verdict.h"

enum { STEPS_PER_TASK = 20 }; // that no hook counts

bool lualark_event_limits_are_any(const struct script *script) {
  return script->event.most_us > 0 || script->event.most_instructions > 0;
}

// How long it computed since it was entered.
static uint64_t used_since(const struct script *script) {
  if (script->event.most_us == 0) return 0;
  return lualark_cpu_us() - script->event.since_us;
}

// The clock of the processor is not faster than the other one, which is looked
// at more often.
static void set_due(struct script *script, uint64_t used_us) {
  uint64_t most_us = script->event.most_us;
  uint64_t rest_us = used_us < most_us ? most_us - used_us : 0;
  script->event.due_us = most_us > 0 ? lark_now_us() + rest_us : UINT64_MAX;
}

void lualark_event_limits_enter(struct script *script, lualark_cause *cause,
                                lua_State *thread) {
  if (cause == NULL || !lualark_event_limits_are_any(script)) return;
  script->event.cause = cause;
  if (script->event.most_us > 0) script->event.since_us = lualark_cpu_us();
  script->event.since_instructions = script->used.instructions;
  set_due(script, cause->used_us);
  // Tasks that spawn each other may all be over before anything looks.
  cause->instructions += STEPS_PER_TASK;
  lualark_event_limits_check(script, thread, lark_now_us());
  lualark_arm_hurry(script, script->event.due_us);
}

static uint64_t instructions_since(const struct script *script) {
  uint64_t since = script->event.since_instructions;
  return script->used.instructions > since ? script->used.instructions - since
                                           : 0;
}

void lualark_event_limits_leave(struct script *script) {
  lualark_cause *cause = script->event.cause;
  if (cause == NULL) return;
  cause->used_us += used_since(script);
  cause->instructions += instructions_since(script);
  script->event.cause = NULL;
  script->event.due_us = UINT64_MAX;
}

void lualark_event_limits_begin(struct script *script, lualark_cause *cause,
                                lua_State *thread) {
  lualark_event_limits_leave(script);
  cause->used_us = cause->instructions = 0;
  lualark_event_limits_enter(script, cause, thread);
  script->event.counts_before = true;
}

void lualark_event_limits_count(struct script *script, int count) {
  if (script->event.counts_before)
    script->event.since_instructions += (uint64_t)count;
  script->event.counts_before = false;
}

static bool is_timed(const struct script *script) {
  return script->event.cause != NULL && script->event.most_us > 0;
}

void lualark_event_limits_pause(struct script *script) {
  if (is_timed(script)) script->event.paused_us = lualark_cpu_us();
}

void lualark_event_limits_resume(struct script *script) {
  if (!is_timed(script)) return;
  script->event.since_us += lualark_cpu_us() - script->event.paused_us;
  set_due(script, script->event.cause->used_us + used_since(script));
}

static bool is_late(struct script *script, uint64_t now_us) {
  if (now_us < script->event.due_us) return false;
  uint64_t used_us = script->event.cause->used_us + used_since(script);
  if (used_us >= script->event.most_us) return true;
  set_due(script, used_us);
  return false;
}

void lualark_event_limits_check(struct script *script, lua_State *L,
                                uint64_t now_us) {
  const lualark_cause *cause = script->event.cause;
  uint64_t most = script->event.most_instructions;
  if (cause == NULL) return;
  if (is_late(script, now_us))
    lualark_verdict_limit(script, L,
                          "it computed longer than %.3g s for its event '%s'",
                          (double)script->event.most_us / 1e6, cause->event);
  else if (most > 0 && cause->instructions + instructions_since(script) > most)
    lualark_verdict_limit(script, L,
                          "it used up the %llu instructions for its event '%s'",
                          (unsigned long long)most, cause->event);
}
