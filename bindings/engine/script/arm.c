// SPDX-License-Identifier: MIT
#include "arm.h"

#include "clock.h"
#include "sampler.h"
#include "scripts.h"

static lualark_preempt *preempt_of(const struct script *script) {
  return &script->all->preempt;
}

// When a script that computes is to be looked at next.
static uint64_t next_look_us(const struct script *script) {
  const lark_timer *deadline = &script->limits.deadline;
  uint64_t due_us = script->watch.slice_end_us;
  if (deadline->place != 0 && deadline->due_us < due_us)
    due_us = deadline->due_us;
  if (script->event.due_us < due_us) due_us = script->event.due_us;
  const lualark_sampler *sampler = script->all->sampler;
  if (sampler == NULL) return due_us;
  uint64_t sample_us = lualark_sampler_due_us(sampler);
  return sample_us < due_us ? sample_us : due_us;
}

bool lualark_arm_counts(const struct script *script) {
  return script->limits.instructions > 0 ||
         script->event.most_instructions > 0 ||
         preempt_of(script)->signal == 0 || script->all->debugging != NULL;
}

void lualark_arm_enter(struct script *script) {
  lualark_preempt *preempt = preempt_of(script);
  if (script->kind->run != NULL || script->life == SCRIPT_STARTING) return;
  lua_State *thread = lualark_script_thread(script);
  bool was_by_signal = script->watch.by_signal;
  if (script->all->sampler != NULL) lualark_sampler_enter(script->all->sampler);
  script->watch.by_signal =
      !lualark_arm_counts(script) && lualark_preempt_check(preempt);
  if (script->watch.by_signal) {
    lualark_preempt_enter(preempt, thread, next_look_us(script));
  } else if (was_by_signal || lua_gethookmask(thread) == 0) {
    // The hook itself decides how many instructions follow.
    script->watch.count = 1;
    lua_sethook(thread, preempt->hook, LUA_MASKCOUNT, 1);
  }
}

void lualark_arm_leave(struct script *script) {
  if (script->all->sampler != NULL) lualark_sampler_leave(script->all->sampler);
  if (script->watch.by_signal) lualark_preempt_leave(preempt_of(script));
}

void lualark_arm_rest(struct script *script) {
  if (script->all->sampler != NULL) lualark_sampler_leave(script->all->sampler);
  if (script->watch.by_signal) lualark_preempt_rest(preempt_of(script));
}

// Where the script must go on although its slice is over, the timer sends the
// next signal by itself.
void lualark_arm_again(struct script *script) {
  uint64_t due_us = next_look_us(script);
  if (due_us > lark_now_us())
    lualark_preempt_put_off(preempt_of(script), due_us);
}

void lualark_arm_hurry(struct script *script, uint64_t due_us) {
  lualark_preempt *preempt = preempt_of(script);
  if (!script->watch.by_signal || preempt->thread == NULL) return;
  if (due_us < preempt->timer_us) lualark_preempt_put_off(preempt, due_us);
}

void lualark_arm_shorten(struct script *script, uint64_t end_us) {
  if (script->watch.slice_end_us <= end_us) return;
  script->watch.slice_end_us = end_us;
  if (script->watch.by_signal && preempt_of(script)->thread != NULL)
    lualark_preempt_put_off(preempt_of(script), next_look_us(script));
}
