// SPDX-License-Identifier: MIT
#include "interrupt.h"

#include <lauxlib.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "interruption.h"

static const int caught[] = {SIGINT, SIGTERM, SIGHUP};
enum { CAUGHT = sizeof caught / sizeof caught[0] };

static volatile sig_atomic_t seen = 0;
static volatile sig_atomic_t patient = 0;

static void set(int number, void (*handler)(int)) {
  struct sigaction now;
  // A wait for descriptors ends all the same. Reads and writes are resumed, so
  // that no line is lost.
  struct sigaction new = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigemptyset(&new.sa_mask);
  if (sigaction(number, NULL, &now) == 0 && now.sa_handler != SIG_IGN)
    sigaction(number, &new, NULL);
}

static void set_all(void (*handler)(int)) {
  for (size_t i = 0; i < CAUGHT; i++)
    set(caught[i], handler);
}

static void on_alarm(int number) {
  (void)number;
  raise(SIGTERM); // which ends the process by now
}

static void on_signal(int number) {
  // Signals that come together are all handled before the program goes on. A
  // second one ends it by now.
  if (seen) {
    raise(number);
    return;
  }
  seen = 1;
  set_all(SIG_DFL);
  // A person who sees that nothing happens presses Ctrl-C again. Programs that
  // end others (timeout, systemd) ask once, and so does a terminal that is
  // gone.
  if (number == SIGINT || patient) return;
  set(SIGALRM, on_alarm);
  alarm(INTERRUPT_GRACE_S);
}

static void begin(bool waits) {
  seen = 0;
  patient = waits;
  set_all(on_signal);
}

void interrupt_catch(void) {
  begin(false);
}

void interrupt_catch_patiently(void) {
  begin(true);
}

bool interrupt_seen(void) {
  return seen != 0;
}

void interrupt_release(void) {
  alarm(0);
  set_all(SIG_DFL);
}

// Called between the waits of the state's calls, ten times a second or more.
static void look(lualark_scheduler *s, lua_State *L) {
  (void)L;
  if (interrupt_seen()) lualark_interruption_begin(s);
}

static int with_interrupt(lua_State *L) {
  lualark_scheduler *s = lualark_scheduler_get(L);
  luaL_checkany(L, 1);
  s->loop.look = look;
  interrupt_catch();
  int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
  interrupt_release();
  s->loop.look = NULL;
  return status == LUA_OK ? lua_gettop(L) : lua_error(L);
}

void interrupt_register(lua_State *L) {
  lua_pushcfunction(L, with_interrupt);
  lua_setfield(L, -2, "with_interrupt");
}
