// SPDX-License-Identifier: MIT

// Coming to an end with what is there, because somebody asked for it: Ctrl-C.
#include "lualark_error.h"
#include "scheduler.h"

static void interrupt(scheduler *s, wait *waiting) {
  if (waiting->client != NULL) {
    lark_cancel(waiting->client, waiting->call);
  } else if (waiting->alarm.place != 0) {
    lualark_alarm_stop(s->alarms, &waiting->alarm);
    waiting->woken = true;
    lualark_wait_over(waiting);
  }
}

void lualark_scheduler_interrupt(scheduler *s) {
  if (s->interrupted) return;
  s->interrupted = true;
  for (wait *w = s->waits; w != NULL; w = w->next) {
    if (!w->over && !w->abandoned) interrupt(s, w);
  }
}

int lualark_interrupted_return(lua_State *L, scheduler *s,
                               const lark_error *error) {
  lark_error told = {.status = LARK_ECANCELLED};
  if (error != NULL) told = *error;
  told.msg = "interrupted";
  told.hint = NULL;
  s->lost++;
  return lualark_error_return(L, &told);
}
