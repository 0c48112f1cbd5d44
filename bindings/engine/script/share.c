// SPDX-License-Identifier: MIT
#include "share.h"

#include "clock.h"
#include "scripts.h"

enum {
  WHOLE = 100,        // percent
  MOST_WEIGHT = 1000, // percent
  SHORTEST_US = 50,   // a turn that is worth it
  PERIOD_US = 20000,  // the budget of steps that have none
  MOST_DEBT_US = 20000
};

bool lualark_share_is_sensible(uint32_t percent, uint32_t weight) {
  return percent <= WHOLE && weight <= MOST_WEIGHT;
}

static int64_t least(int64_t a, int64_t b) {
  return a < b ? a : b;
}

static int64_t turn_us(const struct script *script) {
  int64_t us = (int64_t)script->all->options->slice_us * script->share.weight;
  return us > WHOLE ? us / WHOLE : 1;
}

static int64_t shortest_us(const struct script *script) {
  return least(SHORTEST_US, script->all->options->slice_us);
}

// ---------------------------------------------------------------- allowances

// An allowance counts hundredths of microseconds: percents of whole ones.
static bool is_limited(const struct script *script) {
  return script->share.percent > 0;
}

void lualark_share_grant(struct scripts *all, uint64_t budget_us) {
  uint64_t now_us = lark_now_us();
  uint64_t passed_us = now_us - all->grants.began_us;
  uint64_t most_us = budget_us > 0 ? budget_us : PERIOD_US;
  all->grants.began_us = now_us;
  all->grants.most_us = most_us;
  all->grants.us += passed_us < most_us ? passed_us : most_us;
}

// The most that is kept, and what is enough for a turn.
static int64_t most_allowed(const struct script *script) {
  return (int64_t)script->all->grants.most_us * script->share.percent;
}

static int64_t enough(const struct script *script) {
  return least((int64_t)SHORTEST_US * WHOLE, most_allowed(script));
}

static void refill(struct script *script) {
  uint64_t granted_us = script->all->grants.us - script->share.seen_us;
  script->share.seen_us = script->all->grants.us;
  script->share.allowed += (int64_t)granted_us * script->share.percent;
  script->share.allowed = least(script->share.allowed, most_allowed(script));
}

static void wait_for_allowance(struct script *script, uint64_t now_us) {
  int64_t lacking = enough(script) - script->share.allowed;
  uint64_t wait_us = (uint64_t)lacking / script->share.percent + 1;
  lark_timer_set(&script->all->timers, &script->share.timer, now_us + wait_us);
}

static void try_again(void *owner, uint64_t now_us) {
  struct script *script = owner;
  refill(script);
  if (script->share.allowed < enough(script))
    wait_for_allowance(script, now_us);
  else
    lualark_scripts_queue(script, false);
}

// Whether it waits for its allowance.
static bool is_held(struct script *script) {
  if (!is_limited(script)) return false;
  refill(script);
  if (script->share.allowed >= enough(script)) return false;
  script->used.share_waits++;
  wait_for_allowance(script, lark_now_us());
  return true;
}

// --------------------------------------------------------------------- turns

bool lualark_share_begin(struct script *script, uint32_t percent,
                         uint32_t weight) {
  struct scripts *all = script->all;
  script->share.weight = weight > 0 ? weight : WHOLE;
  if (percent == 0 || percent == WHOLE) return true;
  if (!lualark_scripts_take_timer(all, &script->share.timer, try_again, script))
    return false;
  script->share.percent = percent;
  script->share.seen_us = all->grants.us;
  script->share.allowed = (int64_t)SHORTEST_US * WHOLE;
  return true;
}

uint64_t lualark_share_take_turn(struct script *script, bool alone,
                                 uint64_t alone_us, bool forced) {
  int64_t shortest = shortest_us(script);
  if (script->share.credit_us < shortest)
    script->share.credit_us += turn_us(script);
  if (script->share.credit_us < shortest && !alone && !forced) return 0;
  int64_t us = script->share.credit_us;
  if (us < shortest) us = shortest;
  script->share.alone = alone;
  if (alone && us < (int64_t)alone_us) us = (int64_t)alone_us;
  if (is_limited(script)) {
    refill(script);
    us = least(us, script->share.allowed / WHOLE);
  }
  return us > 0 ? (uint64_t)us : 1;
}

void lualark_share_spend(struct script *script, uint64_t used_us, bool cut) {
  script->share.allowed -= (int64_t)used_us * WHOLE;
  script->share.credit_us -= (int64_t)used_us;
  // Nobody else wanted that time.
  if (script->share.alone) script->share.credit_us = 0;
  if (script->share.credit_us < -MOST_DEBT_US)
    script->share.credit_us = -MOST_DEBT_US;
  script->share.cut = cut;
}

void lualark_share_rest(struct script *script) {
  script->share.cut = false;
  if (script->share.credit_us > 0) script->share.credit_us = 0;
}

void lualark_share_wake(struct script *script) {
  if (script->life != SCRIPT_WAITING) return;
  script->life = SCRIPT_READY;
  bool first =
      script->share.cut && script->share.credit_us >= shortest_us(script);
  if (!is_held(script)) lualark_scripts_queue(script, first);
}
