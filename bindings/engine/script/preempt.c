// SPDX-License-Identifier: MIT
#include "preempt.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"

// Its signals would wait for the end of a loop that runs only Lua.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define DELAYS_SIGNALS
#endif
#elif defined(__SANITIZE_THREAD__)
#define DELAYS_SIGNALS
#endif

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

enum { TICK_NS = 1000000, NS_PER_US = 1000, US_PER_S = 1000000 };

// ----------------------------------------------------------------- the handler

static const char ours; // its address marks the signals of our timers

// The engine whose script this thread runs; NULL: none.
static _Thread_local lualark_preempt *volatile armed;

// The actions that were there before, for each signal.
static struct {
  unsigned users;
  struct sigaction before;
} taken[NSIG];
static pthread_mutex_t taken_lock = PTHREAD_MUTEX_INITIALIZER;

static void pass_on(int signal, siginfo_t *info, void *context) {
  const struct sigaction *before = &taken[signal].before;
  if ((before->sa_flags & SA_SIGINFO) != 0)
    before->sa_sigaction(signal, info, context);
  else if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN)
    before->sa_handler(signal);
}

static void on_signal(int signal, siginfo_t *info, void *context) {
  if (info->si_code != SI_TIMER || info->si_value.sival_ptr != &ours) {
    pass_on(signal, info, context);
    return;
  }
  lualark_preempt *p = armed;
  if (p == NULL || p->thread == NULL) return; // one that was on its way
  p->fired = 1;
  lua_sethook(p->thread, p->hook, LUA_MASKCOUNT, 1);
}

static bool is_handler(const struct sigaction *action) {
  return (action->sa_flags & SA_SIGINFO) != 0 &&
         action->sa_sigaction == on_signal;
}

static bool install(int signal) {
  struct sigaction action = {.sa_sigaction = on_signal,
                             .sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK};
  struct sigaction before;
  sigemptyset(&action.sa_mask);
  if (sigaction(signal, NULL, &before) != 0) return false;
  if (!is_handler(&before)) taken[signal].before = before;
  return sigaction(signal, &action, NULL) == 0;
}

// Unless the host has put another handler in its place.
static void uninstall(int signal) {
  struct sigaction now;
  if (sigaction(signal, NULL, &now) == 0 && is_handler(&now))
    sigaction(signal, &taken[signal].before, NULL);
}

static bool take(int signal) {
  pthread_mutex_lock(&taken_lock);
  bool done = taken[signal].users > 0 || install(signal);
  if (done) taken[signal].users++;
  pthread_mutex_unlock(&taken_lock);
  return done;
}

static void give_back(int signal) {
  pthread_mutex_lock(&taken_lock);
  if (--taken[signal].users == 0) uninstall(signal);
  pthread_mutex_unlock(&taken_lock);
}

// ------------------------------------------------------------------- the timer

static void drop_timer(lualark_preempt *p) {
  // A process that was forked has no timer of that number, or one of its own.
  if (p->timer_thread != 0 && p->timer_process == getpid())
    timer_delete(p->timer);
  p->timer_thread = 0;
  p->timer_us = 0;
}

// Makes the timer of this thread, unless it is there.
static bool have_timer(lualark_preempt *p) {
  pid_t thread = gettid();
  if (p->timer_thread == thread) return true;
  drop_timer(p);
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID,
                           .sigev_signo = p->signal};
  event.sigev_value.sival_ptr = (void *)(uintptr_t)&ours;
  event.sigev_notify_thread_id = thread;
  if (timer_create(CLOCK_MONOTONIC, &event, &p->timer) != 0) return false;
  p->timer_thread = thread;
  p->timer_process = getpid();
  return true;
}

static void set_timer(lualark_preempt *p, uint64_t due_us) {
  struct itimerspec when = {.it_interval.tv_nsec = TICK_NS,
                            .it_value.tv_sec = (time_t)(due_us / US_PER_S),
                            .it_value.tv_nsec =
                                (long)(due_us % US_PER_S) * NS_PER_US};
  if (due_us == 0) when.it_interval.tv_nsec = 0;
  timer_settime(p->timer, TIMER_ABSTIME, &when, NULL);
  p->timer_us = due_us;
}

// ---------------------------------------------------------------- open, close

static bool may_take(int signal) {
  return signal > 0 && signal < NSIG && signal != SIGKILL &&
         signal != SIGSTOP && signal != SIGSEGV && signal != SIGBUS &&
         signal != SIGILL && signal != SIGFPE && signal != SIGABRT &&
         signal != SIGTRAP && signal != SIGSYS;
}

lark_status lualark_preempt_open(lualark_preempt *p, int signal,
                                 lua_Hook hook) {
  memset(p, 0, sizeof *p);
  p->hook = hook;
  if (signal == 0) return LARK_OK;
  if (!may_take(signal) || !take(signal)) return LARK_EINVAL;
  p->signal = signal;
  return LARK_OK;
}

void lualark_preempt_close(lualark_preempt *p) {
  if (p->signal == 0) return;
  drop_timer(p);
  give_back(p->signal);
  p->signal = 0;
}

// ------------------------------------------------------------- while Lua runs

static const char *find_trouble(lualark_preempt *p) {
#if defined(DELAYS_SIGNALS)
  return "the thread sanitizer delays signals";
#endif
  sigset_t blocked;
  struct sigaction now;
  if (pthread_sigmask(SIG_SETMASK, NULL, &blocked) != 0 ||
      sigismember(&blocked, p->signal) != 0)
    return "the thread blocks the signal";
  if (sigaction(p->signal, NULL, &now) != 0 || !is_handler(&now))
    return "the signal has another handler now";
  if (!have_timer(p)) return "no timer could be made";
  return NULL;
}

bool lualark_preempt_check(lualark_preempt *p) {
  if (p->signal == 0) return false;
  if (p->kept && p->checked) return p->trouble == NULL;
  p->trouble = find_trouble(p);
  p->checked = true;
  return p->trouble == NULL;
}

// A timer that comes early does no harm: its hook puts it off.
void lualark_preempt_enter(lualark_preempt *p, lua_State *thread,
                           uint64_t due_us) {
  p->fired = 0;
  p->thread = thread;
  armed = p;
  if (p->timer_us == 0 || p->timer_us > due_us || p->timer_us <= lark_now_us())
    lualark_preempt_put_off(p, due_us);
}

void lualark_preempt_put_off(lualark_preempt *p, uint64_t due_us) {
  set_timer(p, due_us > 0 ? due_us : 1);
}

// A signal that came before belongs to the coroutine that runs now.
void lualark_preempt_switch(lualark_preempt *p, lua_State *thread) {
  p->thread = thread;
  if (p->fired) lua_sethook(thread, p->hook, LUA_MASKCOUNT, 1);
}

// A signal may come between any two lines: the hook is there afterwards.
void lualark_preempt_take_off(lualark_preempt *p, lua_State *thread) {
  p->fired = 0;
  lua_sethook(thread, NULL, 0, 0);
  if (p->fired) lua_sethook(thread, p->hook, LUA_MASKCOUNT, 1);
}

static void stop_timer(lualark_preempt *p) {
  if (p->timer_us != 0) set_timer(p, 0);
}

void lualark_preempt_leave(lualark_preempt *p) {
  p->thread = NULL;
  armed = NULL;
  if (!p->kept) stop_timer(p);
}

void lualark_preempt_rest(lualark_preempt *p) {
  p->thread = NULL;
  armed = NULL;
  p->checked = false;
  stop_timer(p);
}

void lualark_preempt_keep(lualark_preempt *p, bool kept) {
  p->kept = kept;
  p->checked = false;
  if (!kept) stop_timer(p);
}
