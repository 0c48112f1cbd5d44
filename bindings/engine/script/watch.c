// SPDX-License-Identifier: MIT
#include "watch.h"

#include "arm.h"
#include "clock.h"
#include "collect.h"
#include "cpu.h"
#include "debugging.h"
#include "event_limits.h"
#include "guard.h"
#include "running.h"
#include "sampler.h"
#include "scripts.h"
#include "steps.h"
#include "verdict.h"

enum {
  COUNT = 1000,         // instructions between two looks
  FIRST_COUNT = 100,    // in a new coroutine, whose count starts anew
  STRAIN_OF_LIMIT = 16, // a strain of this part of the limit: each instruction
  LONG_COUNT = 100,     // in a trusted script that has something long:
  LONG = 8192,          // the strain of a block of a MiB
  FEW_METATABLES = 32,  // a chain of so many is gone through in no time
  LONGEST_CHAIN = 2000, // that Lua goes through
  OF_EVENT = 8,         // looks at a script that uses up its event's limit
  PATIENCE = 2000       // steps between two looks at the clock
};

// ------------------------------------------------------- how often to look

// A debugger looks at lines, too.
static int mask_of(const struct script *script) {
  const lualark_debugging *debugging = script->all->debugging;
  return debugging != NULL && debugging->lines ? LUA_MASKCOUNT | LUA_MASKLINE
                                               : LUA_MASKCOUNT;
}

// The thread that runs looks after so many instructions.
static void set_count(lua_State *L, struct script *script, int count) {
  script->watch.count = count;
  lua_sethook(L, lualark_watch_hook, mask_of(script), count);
}

static size_t chain_of(const struct script *script) {
  size_t chain = script->watch.metatables;
  return chain < LONGEST_CHAIN ? chain : LONGEST_CHAIN;
}

uint64_t lualark_watch_lookup(const struct script *script) {
  return 1 + chain_of(script) / FEW_METATABLES;
}

// An event's limit is kept to an eighth.
static size_t count_for_events(const struct script *script) {
  uint64_t count = script->event.most_instructions / OF_EVENT;
  if (script->event.most_instructions == 0 || count >= COUNT) return COUNT;
  return count > 0 ? (size_t)count : 1;
}

static size_t count_for_chains(const struct script *script) {
  size_t chain = chain_of(script);
  const size_t most = (size_t)COUNT * FEW_METATABLES;
  return chain <= FEW_METATABLES ? COUNT : most / chain;
}

// How many instructions may pass between two looks.
static int count_for(const struct script *script) {
  size_t strain = script->heap.strain;
  size_t most = count_for_events(script);
  if (!script->kind->sandboxed)
    return strain >= LONG && most > LONG_COUNT ? LONG_COUNT : (int)most;
  size_t chains = count_for_chains(script);
  if (most > chains) most = chains;
  if (strain == 0) return (int)most;
  size_t count = script->heap.limit_bytes / STRAIN_OF_LIMIT / strain;
  return count < 1 ? 1 : (int)(count < most ? count : most);
}

uint32_t lualark_watch_stride(struct script *script) {
  // New strings count as dear until then, and no hook comes in a C function.
  lualark_heap_reckon(&script->heap, script->kind->strain);
  return (uint32_t)count_for(script);
}

// The rest of the count counts as used. lua_sethook() may be called at any
// time, from a signal handler, too: it only sets fields.
void lualark_watch_hasten(struct script *script) {
  if (script->watch.by_signal) {
    lua_sethook(lualark_script_thread(script), lualark_watch_hook,
                LUA_MASKCOUNT, 1);
    return;
  }
  if (script->watch.count <= 1) return;
  script->used.instructions += (uint64_t)script->watch.count;
  set_count(lualark_script_thread(script), script, 1);
}

void lualark_watch_defer(struct script *script, size_t bytes) {
  if (lualark_collect_later(script, bytes)) lualark_watch_hasten(script);
}

void lualark_watch_tighten(struct script *script) {
  if (script->watch.by_signal) return;
  if (lualark_guard_may_cut(script) && count_for(script) < script->watch.count)
    lualark_watch_hasten(script);
}

// A lookup goes through a chain of __index, whose tables have a metatable each;
// only the script's number of metatables bounds the chain. Those that were used
// lately are known, and not counted again.
void lualark_watch_metatable(struct script *script, const void *metatable) {
  enum { KNOWN = sizeof script->watch.latest / sizeof script->watch.latest[0] };
  for (unsigned i = 0; i < KNOWN; i++) {
    if (script->watch.latest[i] == metatable) return;
  }
  script->watch.latest[script->watch.latest_at++ % KNOWN] = metatable;
  script->watch.metatables++;
  lualark_watch_tighten(script);
}

// -------------------------------------------------------------- stopping it

// Makes the coroutine yield for other tasks; false if it cannot.
static bool park(lua_State *L, const struct script *script) {
  if (!lualark_running_can_park(L, script->scheduler)) return false;
  script->scheduler->state.parking = true;
  script->scheduler->state.preempted = true;
  return true;
}

// Stops a script that is to end. A sandboxed one is cut off where it is. A
// trusted one yields for good where it can: its state is closed next, and none
// of its handlers runs. (After an error out of a hook Lua would close the
// coroutine's variables with hooks off, so nothing could stop them.) Elsewhere
// an error is raised, and from then on by each instruction, so that no pcall
// holds it up.
static bool stop(lua_State *L, struct script *script) {
  if (script->kind->sandboxed) lualark_guard_cut(script, L);
  if (park(L, script)) return true;
  set_count(L, script, 1);
  luaL_error(L, "%s", script->verdict.text);
  return false; // never reached
}

void lualark_watch_expire(struct script *script, lua_State *L) {
  uint64_t due_us = script->limits.deadline.due_us;
  lualark_verdict_limit(script, L, "it took longer than its %.3g s",
                        (double)(due_us - script->used.started_us) / 1e6);
}

static bool is_past_deadline(const struct script *script, uint64_t now_us) {
  const lark_timer *deadline = &script->limits.deadline;
  return deadline->place != 0 && now_us >= deadline->due_us;
}

static bool is_late(const struct script *script, uint64_t now_us) {
  return is_past_deadline(script, now_us) || now_us >= script->event.due_us;
}

static void check_limits(lua_State *L, struct script *script, uint64_t now_us) {
  uint64_t most = script->limits.instructions;
  if (most > 0 && script->used.instructions > most)
    lualark_verdict_limit(script, L, "it used up its %llu instructions",
                          (unsigned long long)most);
  else if (is_past_deadline(script, now_us))
    lualark_watch_expire(script, L);
  else
    lualark_event_limits_check(script, L, now_us);
}

// Stops the script if it is to end; true if it yields for that.
static bool stop_if_due(lua_State *L, struct script *script, uint64_t now_us) {
  if (!lualark_verdict_is_there(script)) check_limits(L, script, now_us);
  return lualark_verdict_is_there(script) && stop(L, script);
}

// ----------------------------------------------------------------- looking

// How long the script has gone on beyond its slice. Counts the processor's
// time: what the machine does meanwhile is not the script's doing.
static uint64_t stalled_us(struct script *script) {
  uint64_t now_us = lualark_cpu_us();
  if (script->watch.stalled_slice_us != script->watch.slice_end_us) {
    script->watch.stalled_slice_us = script->watch.slice_end_us;
    script->watch.stalled_since_us = now_us;
  }
  return now_us - script->watch.stalled_since_us;
}

// Whether an expression of a debugger's runs, which it watches itself.
static bool is_evaluated(lua_State *L, const struct script *script,
                         uint64_t steps) {
  lualark_debugging *debugging = script->all->debugging;
  if (debugging == NULL || !debugging->evaluating) return false;
  debugging->weigh(debugging, L, (size_t)steps);
  return true;
}

bool lualark_watch_pause(lua_State *L, uint64_t steps) {
  struct script *script = lualark_script_at(L);
  if (is_evaluated(L, script, steps)) return false;
  uint64_t now_us = lark_now_us();
  script->used.instructions += steps;
  script->watch.patience = PATIENCE;
  if (script->all->sampler != NULL)
    lualark_sampler_look(script->all->sampler, script, L, now_us);
  lualark_steps_let_collect(L, &script->scheduler->state, false);
  if (script->kind->sandboxed) lualark_collect_some(script, L);
  if (lualark_collect_owed(script, L)) now_us = lark_now_us();
  if (stop_if_due(L, script, now_us)) return true;
  if (now_us < script->watch.slice_end_us) return false;
  if (park(L, script)) return true;
  uint64_t stall_us = stalled_us(script);
  if (stall_us <= (uint64_t)script->all->options->stall_ms * 1000) return false;
  lualark_verdict_limit(script, L,
                        "it computed for %.3g ms where it cannot be "
                        "interrupted, under a function that cannot yield",
                        (double)stall_us / 1000);
  return stop(L, script);
}

// Whether so many steps are worth a look at the clock.
static bool is_worth_it(struct script *script, uint64_t steps) {
  script->watch.patience -= steps < PATIENCE ? (int)steps : PATIENCE;
  return script->watch.patience <= 0 &&
         (lualark_guard_may_cut(script) || script->life == SCRIPT_RUNNING);
}

void lualark_watch_look(struct script *script, uint64_t steps) {
  if (!is_worth_it(script, steps)) return;
  uint64_t now_us = lark_now_us();
  script->watch.patience = PATIENCE;
  if (lualark_guard_may_cut(script))
    stop_if_due(lualark_script_thread(script), script, now_us);
  if (now_us >= script->watch.slice_end_us) lualark_watch_hasten(script);
}

void lualark_watch_glance(struct script *script, uint64_t steps) {
  if (!is_worth_it(script, steps)) return;
  uint64_t now_us = lark_now_us();
  script->watch.patience = PATIENCE;
  if (now_us >= script->watch.slice_end_us ||
      (lualark_guard_may_cut(script) && is_late(script, now_us)))
    lualark_watch_hasten(script);
}

void lualark_watch_spend(lua_State *L, uint64_t steps) {
  struct script *script = lualark_script_at(L);
  script->used.instructions += steps;
  lualark_watch_look(script, steps);
}

// A signal has set the hook.
static void on_signal(lua_State *L, struct script *script) {
  lualark_preempt_take_off(&script->all->preempt, L);
  if (lualark_watch_pause(L, 0)) lua_yield(L, 0);
  lualark_arm_again(script);
}

// After a debugger has had its turn: the script may be to end, and the hook be
// another.
static void follow_debugger(lua_State *L, struct script *script) {
  if (lualark_verdict_is_there(script) && stop(L, script)) lua_yield(L, 0);
  if (lua_gethookmask(L) != mask_of(script))
    set_count(L, script, count_for(script));
}

static void on_line(lua_State *L, struct script *script, lua_Debug *record) {
  lualark_debugging *debugging = script->all->debugging;
  if (debugging != NULL) debugging->line(debugging, script, L, record);
  follow_debugger(L, script);
}

static void on_count(lua_State *L, struct script *script) {
  int count = lua_gethookcount(L);
  lualark_debugging *debugging = script->all->debugging;
  lualark_event_limits_count(script, count);
  bool yields = lualark_watch_pause(L, (uint64_t)count);
  lualark_heap_reckon(&script->heap, script->kind->strain);
  int next = count_for(script);
  if (next != lua_gethookcount(L)) set_count(L, script, next);
  if (debugging != NULL && !yields) {
    debugging->look(debugging, script, L);
    follow_debugger(L, script);
  }
  // In a hook this returns; the coroutine yields when the hook is over.
  if (yields) lua_yield(L, 0);
}

void lualark_watch_hook(lua_State *L, lua_Debug *record) {
  struct script *script = lualark_script_at(L);
  if (script->watch.by_signal)
    on_signal(L, script);
  else if (is_evaluated(L, script, (uint64_t)lua_gethookcount(L)))
    return;
  else if (record->event == LUA_HOOKLINE)
    on_line(L, script, record);
  else
    on_count(L, script);
}

// No hook has come since the script was condemned: the thread that ran then has
// failed or yielded, and is still there.
static void end_condemned(struct script *script) {
  lua_State *condemned = script->verdict.thread;
  if (condemned != NULL && lualark_guard_may_cut(script))
    lualark_guard_cut(script, condemned);
}

static void enter_by_signal(struct script *script, lua_State *thread) {
  lualark_preempt_switch(&script->all->preempt, thread);
  if (lualark_verdict_is_there(script))
    end_condemned(script);
  else if (script->memory.owed_kib == 0)
    return;
  lua_sethook(thread, lualark_watch_hook, LUA_MASKCOUNT, 1);
}

void lualark_watch_enter(lualark_state *state, lua_State *thread, bool is_new) {
  struct script *script = lualark_script_of(state);
  lualark_steps_let_collect(thread, state, true);
  if (script->watch.by_signal) {
    enter_by_signal(script, thread);
    return;
  }
  // It was made while a signal watched, or a debugger did not look at lines.
  if (lua_gethookmask(thread) != mask_of(script))
    set_count(thread, script, count_for(script));
  script->watch.count = lua_gethookcount(thread);
  if (script->memory.owed_kib > 0) set_count(thread, script, 1);
  if (!script->kind->sandboxed) return;
  end_condemned(script);
  int count = count_for(script);
  // The count starts anew: of many coroutines none might come to its end.
  if (is_new && count > FIRST_COUNT) count = FIRST_COUNT;
  if (script->watch.count > count) set_count(thread, script, count);
  if (is_new) script->used.instructions += FIRST_COUNT;
  // Many that take turns might each stop just before they look.
  lualark_watch_look(script, COUNT);
}

// Elsewhere the hook is set where a coroutine is entered.
void lualark_watch_begin(struct script *script) {
  if (lualark_arm_counts(script))
    set_count(script->L, script, count_for(script));
}
