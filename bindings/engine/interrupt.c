// SPDX-License-Identifier: MIT

// The count hook of a script's Lua machine: it takes the processor back when a
// slice is over, counts instructions, and ends what was condemned.
//
// A coroutine inherits the hook of the one that makes it, so that all of a
// state's have it. A hook may yield; where the coroutine under it cannot, since
// a C function stands in between, the script goes on for a while, and then
// ends.
//
// Most instructions take nanoseconds. Those that take longer work on something
// long: a comparison of strings, a look into a table whose keys collide. So in
// a stranger's script the hook comes the more often the dearer its dearest
// string or table is to work on (strain.c), and the time between two looks
// stays the same. In a trusted one it comes more often, too, where something is
// long, but not so much.
#include <time.h>

#include "engine.h"
#include "running.h"

enum {
  COUNT = 1000,
  FIRST_COUNT = 100,    // of a new coroutine, whose count starts anew
  STRAIN_OF_LIMIT = 16, // a strain of that part is looked at each time
  LONG_COUNT = 100,     // of a trusted script that has something long,
  LONG = 8192,          // a block of a MiB
  FEW_METATABLES = 32,  // chains of so many are looked through in no time
  LONGEST_CHAIN = 2000, // that Lua looks through
  PATIENCE = 2000
};

static void on_count(lua_State *L, lua_Debug *record);

static void set_count(lua_State *L, int count) {
  lua_sethook(L, on_count, LUA_MASKCOUNT, count);
}

static size_t count_for_chains(const script *s) {
  size_t chain = s->metatables;
  if (chain > LONGEST_CHAIN) chain = LONGEST_CHAIN;
  const size_t most = (size_t)COUNT * FEW_METATABLES;
  return chain <= FEW_METATABLES ? COUNT : most / chain;
}

uint64_t engine_interrupt_lookup(const script *s) {
  uint32_t chain =
      s->metatables < LONGEST_CHAIN ? s->metatables : LONGEST_CHAIN;
  return 1 + chain / FEW_METATABLES;
}

// How many instructions may pass between two looks.
static int count_for(const script *s) {
  if (!s->sandboxed) return s->heap.strain >= LONG ? LONG_COUNT : COUNT;
  size_t most = count_for_chains(s);
  if (s->heap.strain == 0) return (int)most;
  size_t count = s->heap.limit_bytes / STRAIN_OF_LIMIT / s->heap.strain;
  return count < 1 ? 1 : (int)(count < most ? count : most);
}

// True where the coroutine can yield, and is to: others have their turn.
static bool park(lua_State *L, const script *s) {
  if (!lualark_running_can_park(L, s->scheduler)) return false;
  s->scheduler->state.parking = s->scheduler->state.preempted = true;
  return true;
}

// Stops a script that is to end. A stranger's is left where it is. Another one
// yields where it can, for good: its state is closed next, and none of its
// handlers runs. (After an error out of a hook Lua closes a coroutine's
// variables with hooks off, so nothing could stop them.) Elsewhere an error is
// raised, and from then on by each instruction, so that no pcall holds it up.
static bool stop(lua_State *L, script *s) {
  if (s->sandboxed) engine_guard_cut(s);
  if (park(L, s)) return true;
  set_count(L, 1);
  luaL_error(L, "%s", s->verdict);
  return false; // never reached
}

void engine_interrupt_expire(script *s, lua_State *L) {
  engine_script_limit(s, L, "it took longer than its %.3g s",
                      (double)(s->deadline.due_us - s->started_us) / 1e6);
}

// True where it was to stop, and yields for that.
static bool ends(lua_State *L, script *s, uint64_t now_us) {
  bool spent =
      s->instruction_limit > 0 && s->instructions > s->instruction_limit;
  bool late = s->deadline.place != 0 && now_us >= s->deadline.due_us;
  if (s->condemned == LARK_OK && spent)
    engine_script_limit(s, L, "it used up its %llu instructions",
                        (unsigned long long)s->instruction_limit);
  else if (s->condemned == LARK_OK && late)
    engine_interrupt_expire(s, L);
  return s->condemned != LARK_OK && stop(L, s);
}

uint64_t engine_interrupt_cpu_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

// How long it has held up the program since its slice was over, in time of the
// processor: what the machine does meanwhile is not the script's doing.
static uint64_t stalled_us(script *s) {
  uint64_t now_us = engine_interrupt_cpu_us();
  if (s->stalled_slice_us != s->slice_end_us) {
    s->stalled_slice_us = s->slice_end_us;
    s->stalled_since_us = now_us;
  }
  return now_us - s->stalled_since_us;
}

bool engine_interrupt_pause(lua_State *L, uint64_t steps) {
  script *s = engine_script_at(L);
  uint64_t now_us = lualark_now_us();
  s->instructions += steps;
  s->patience = PATIENCE;
  if (s->sandboxed) engine_memory_collect(s, L);
  if (ends(L, s, now_us)) return true;
  if (now_us < s->slice_end_us) return false;
  if (park(L, s)) return true;
  uint64_t stall_us = stalled_us(s);
  if (stall_us <= (uint64_t)s->engine->options.stall_ms * 1000) return false;
  engine_script_limit(s, L,
                      "it computed for %.3g ms where it cannot be "
                      "interrupted, under a function that cannot yield",
                      (double)stall_us / 1000);
  return stop(L, s);
}

// Lets the hook come with the next instruction. What is left of the count is
// taken for used. lua_sethook() may be called at any time, Lua says.
static void hasten(lua_State *L, script *s) {
  s->instructions += (uint64_t)lua_gethookcount(L);
  set_count(L, 1);
}

// Whether the script can be left right here: a stranger's, in its own code.
static bool may_cut(const script *s) {
  return s->sandboxed && s->way_out != NULL && s->scheduler != NULL;
}

// Whether its own code runs, and the hook can come in it.
static bool may_look(const script *s) {
  return s->engine->running == s || may_cut(s);
}

void engine_interrupt_look(script *s, uint64_t steps) {
  s->patience -= steps < PATIENCE ? (int)steps : PATIENCE;
  if (s->patience > 0 || !may_look(s)) return;
  lua_State *L = engine_script_running(s);
  uint64_t now_us = lualark_now_us();
  s->patience = PATIENCE;
  if (may_cut(s)) ends(L, s, now_us);
  if (now_us >= s->slice_end_us) hasten(L, s);
}

void engine_interrupt_spend(lua_State *L, uint64_t steps) {
  script *s = engine_script_at(L);
  s->instructions += steps;
  engine_interrupt_look(s, steps);
}

void engine_interrupt_tighten(script *s) {
  if (!may_cut(s)) return;
  lua_State *L = engine_script_running(s);
  if (count_for(s) < lua_gethookcount(L)) hasten(L, s);
}

static void on_count(lua_State *L, lua_Debug *record) {
  (void)record;
  script *s = engine_script_at(L);
  int count = lua_gethookcount(L);
  bool yields = engine_interrupt_pause(L, (uint64_t)count);
  heap_reckon(&s->heap,
              s->sandboxed ? engine_strain_of_string : engine_strain_of_length);
  int next = count_for(s);
  if (next != count) set_count(L, next);
  // In a hook this returns; the coroutine yields when the hook is over.
  if (yields) lua_yield(L, 0);
}

void engine_interrupt_enter(lualark_state *state, lua_State *thread,
                            bool is_new) {
  script *s = engine_script_of(state);
  if (!s->sandboxed) return;
  int count = count_for(s);
  // Its count starts anew: of many coroutines none might come to its end.
  if (is_new && count > FIRST_COUNT) count = FIRST_COUNT;
  if (lua_gethookcount(thread) > count) set_count(thread, count);
  if (is_new) s->instructions += FIRST_COUNT;
  // Of many that take turns each might stop just before it looks.
  engine_interrupt_look(s, COUNT);
}

void engine_interrupt_watch(script *watched) {
  set_count(watched->L, count_for(watched));
}
