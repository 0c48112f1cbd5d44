// SPDX-License-Identifier: MIT
#include "sleep.h"

#include <math.h>
#include <stdio.h>

#include "block.h"
#include "clock.h"
#include "interruption.h"

typedef struct lualark_sleep {
  lualark_wait_head wait;
  lark_timer timer;
  lark_timers *timers; // that have room for it; NULL: none so far
  bool interrupted;    // ended before its time
} lualark_sleep;

static void clear(lualark_wait_head *wait) {
  lualark_sleep *sleep = (lualark_sleep *)wait;
  if (sleep->timers == NULL) return;
  lark_timer_stop(sleep->timers, &sleep->timer);
  lark_timers_unreserve(sleep->timers, 1);
}

static void interrupt(lualark_wait_head *wait) {
  lualark_sleep *sleep = (lualark_sleep *)wait;
  lark_timer_stop(sleep->timers, &sleep->timer);
  sleep->interrupted = true;
  lualark_wait_over(wait);
}

static void describe(const lualark_wait_head *wait, char *text, size_t room) {
  uint64_t due_us = ((const lualark_sleep *)wait)->timer.due_us;
  uint64_t now_us = lark_now_us();
  snprintf(text, room, "sleeps for another %.1f s",
           due_us > now_us ? (double)(due_us - now_us) / 1e6 : 0.0);
}

static const lualark_wait_kind kind = {
    .describe = describe,
    .abandon = lualark_wait_free,
    .clear = clear,
    .interrupt = interrupt,
};

static void fire(void *owner, uint64_t now_us) {
  (void)now_us;
  lualark_wait_over(owner);
}

static int sleep_over(lua_State *L, int status, lua_KContext context) {
  (void)status;
  lualark_sleep *sleep = (lualark_sleep *)context;
  lualark_scheduler *s = sleep->wait.scheduler;
  lualark_block_check(L, &sleep->wait);
  bool interrupted = sleep->interrupted;
  lualark_wait_free(&sleep->wait);
  if (interrupted) return lualark_interruption_return(L, s, NULL);
  lua_pushboolean(L, 1);
  return 1;
}

// A script that is to come to an end does not sleep. One that does nothing but
// try to is ended by the error.
static int stay_awake(lua_State *L, lualark_scheduler *s) {
  enum { PATIENCE = 1000 };
  lualark_interruption_return(L, s, NULL);
  return ++s->interruption.awake > PATIENCE ? lua_error(L) : 2;
}

/// lark.sleep(seconds): waits; other tasks run meanwhile. True; or nil and an
/// error where the program was interrupted.
static int lark_sleep(lua_State *L) {
  lua_Number seconds = luaL_checknumber(L, 1);
  luaL_argcheck(L, seconds >= 0 && seconds <= 1e9, 1,
                "seconds, from 0 to a billion");
  lualark_scheduler *s = lualark_scheduler_check(L);
  if (s->interruption.begun) return stay_awake(L, s);
  lualark_sleep *sleep = lualark_wait_new(L, s, &kind, sizeof *sleep);
  if (lark_timers_reserve(s->loop.timers, 1) != LARK_OK) {
    lualark_wait_free(&sleep->wait);
    return luaL_error(L, "not enough memory");
  }
  sleep->timers = s->loop.timers;
  sleep->timer = (lark_timer){.fire = fire, .owner = sleep};
  lark_timer_set(sleep->timers, &sleep->timer,
                 lark_now_us() + (uint64_t)llround(seconds * 1e6));
  return lualark_block_on(L, &sleep->wait, sleep_over);
}

void lualark_sleep_register(lua_State *L) {
  lua_pushcfunction(L, lark_sleep);
  lua_setfield(L, -2, "sleep");
}
