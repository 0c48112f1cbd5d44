// SPDX-License-Identifier: MIT

/// A signal that interrupts scripts, if the host grants one.
///
/// With a count hook Lua looks at its hook at every instruction, which takes as
/// long as the instruction. Without one it runs at full speed; and
/// lua_sethook() may be called from a signal handler. So a timer sends a signal
/// to the thread when the script is to be looked at, and its handler sets the
/// hook of the coroutine that runs, which comes with the next instruction and
/// takes itself off.
///
///     guard.c enters Lua -> armed: timer at the end of the slice, then each ms
///     a signal           -> the hook of the running coroutine is set
///     a host's callback  -> not armed: its polls are not disturbed
///     guard.c leaves Lua -> not armed
///
/// Before Lua runs it is checked that the signal can arrive: the thread does
/// not block it, and nobody took its handler. If it cannot, scripts run with
/// the count hook.
///
/// The handler belongs to the process: it is installed with the first engine
/// that is granted a signal, and what was there comes back with the last. A
/// signal that no timer of ours sent goes to the handler that was there before.
#ifndef LUALARK_PREEMPT_H
#define LUALARK_PREEMPT_H

#include <lua.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "lark.h"

typedef struct lualark_preempt {
  int signal; ///< 0: none was granted
  lua_Hook hook;
  /// Read by the handler, which runs in the thread that writes them.
  lua_State *volatile thread; ///< the coroutine that runs; NULL: none
  volatile int fired;         ///< since a hook came last
  timer_t timer;
  pid_t timer_thread;  ///< that the timer signals; 0: there is no timer
  pid_t timer_process; ///< and its process: a child has no timers
  uint64_t timer_us;   ///< when it comes; 0: it is not set
  bool kept;           ///< it stays set when Lua is left: Lua is entered again
  bool checked;        ///< since it is kept
  const char *trouble; ///< why the signal cannot be used; NULL: it can
} lualark_preempt;

/// Takes the signal, 0 for none; the handler sets `hook`. LARK_EINVAL if it is
/// no signal that a program may take; LARK_ENOMEM.
lark_status lualark_preempt_open(lualark_preempt *p, int signal, lua_Hook hook);

void lualark_preempt_close(lualark_preempt *p);

/// Checks that the signal can arrive in this thread, and makes the timer.
/// False where the count hook is to be used.
bool lualark_preempt_check(lualark_preempt *p);

/// From here on `thread` runs. A hook comes at `due_us`, on the clock of
/// lark_now_us(), and then each millisecond.
void lualark_preempt_enter(lualark_preempt *p, lua_State *thread,
                           uint64_t due_us);

/// Puts the next hook off until `due_us`.
void lualark_preempt_put_off(lualark_preempt *p, uint64_t due_us);

/// Another coroutine runs from here on.
void lualark_preempt_switch(lualark_preempt *p, lua_State *thread);

/// In the hook: takes it off.
void lualark_preempt_take_off(lualark_preempt *p, lua_State *thread);

/// Lua is left, for now or for a callback of the host's, which may do anything:
/// the second stops the timer in any case, and the signal is checked anew.
void lualark_preempt_leave(lualark_preempt *p);
void lualark_preempt_rest(lualark_preempt *p);

/// Between two of these, leaving Lua does not stop the timer, and the signal is
/// checked once.
void lualark_preempt_keep(lualark_preempt *p, bool kept);

#endif
