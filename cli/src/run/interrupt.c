// SPDX-License-Identifier: MIT
#include "interrupt.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static const int caught[] = {SIGINT, SIGTERM};
enum { CAUGHT = sizeof caught / sizeof caught[0] };

static volatile sig_atomic_t seen = 0;

static void set(int number, void (*handler)(int)) {
  struct sigaction now;
  // Waiting for descriptors ends all the same; what is read and written goes
  // on, so that no line is lost.
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
  raise(SIGTERM); // the system's by now
}

static void on_signal(int number) {
  seen = 1;
  set_all(SIG_DFL);
  // A person sees that nothing happens and asks once more. Programs that end
  // others (timeout, systemd) ask once.
  if (number != SIGTERM) return;
  set(SIGALRM, on_alarm);
  alarm(INTERRUPT_GRACE_S);
}

void interrupt_catch(void) {
  seen = 0;
  set_all(on_signal);
}

bool interrupt_seen(void) {
  return seen != 0;
}

void interrupt_release(void) {
  alarm(0);
  set_all(SIG_DFL);
}
