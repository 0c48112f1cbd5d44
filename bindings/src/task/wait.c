// SPDX-License-Identifier: MIT
#include "wait.h"

#include <stdlib.h>

#include "charge.h"
#include "ready.h"

// Memory of a wait besides the struct: the allocator's head, a host's handle.
enum { BESIDES = 32 };

void *lualark_wait_new(lua_State *L, lualark_scheduler *s,
                       const lualark_wait_kind *kind, size_t size) {
  size_t bytes = size + BESIDES;
  lualark_charge_add(L, &s->state, bytes);
  lualark_wait_head *wait = calloc(1, size);
  if (wait == NULL) {
    lualark_charge_return(&s->state, bytes);
    lualark_charge_starve(L);
    return NULL; // never reached: it raises
  }
  wait->kind = kind;
  wait->scheduler = s;
  wait->charged = bytes;
  wait->outside = !kind->for_task;
  if (wait->outside) s->waits.outside++;
  lark_queue_add(&s->waits.all, &wait->in_all);
  return wait;
}

void lualark_wait_fly(lualark_wait_head *wait) {
  wait->in_flight = true;
  wait->scheduler->waits.in_flight++;
}

bool lualark_wait_charge(lualark_wait_head *wait, uint64_t bytes) {
  lualark_state *state = &wait->scheduler->state;
  if (state->host == NULL || state->host->charge == NULL) return true;
  ptrdiff_t more = (ptrdiff_t)bytes - (ptrdiff_t)wait->charged;
  if (more != 0 && !state->host->charge(state, more)) return false;
  wait->charged = (size_t)bytes;
  return true;
}

// It is over, or nobody waits for it any more.
static void settle(lualark_wait_head *wait) {
  if (wait->outside) wait->scheduler->waits.outside--;
  wait->outside = false;
}

static void unlink_wait(lualark_wait_head *wait) {
  lualark_scheduler *s = wait->scheduler;
  settle(wait);
  if (wait->in_flight) s->waits.in_flight--;
  lualark_charge_return(&s->state, wait->charged);
  wait->charged = 0;
  lark_queue_remove(&wait->in_all);
}

void lualark_wait_park(lualark_wait_head *wait, lualark_task *task) {
  wait->task = task;
  task->parked_on = wait;
}

lualark_wait_head *lualark_wait_unpark(lualark_task *task) {
  lualark_wait_head *wait = task->parked_on;
  if (wait != NULL) wait->task = NULL;
  task->parked_on = NULL;
  return wait;
}

void lualark_wait_free(lualark_wait_head *wait) {
  // Somebody else may have resumed its coroutine.
  if (wait->task != NULL) lualark_wait_unpark(wait->task);
  // Its state may have closed.
  if (wait->scheduler != NULL) unlink_wait(wait);
  if (wait->kind->clear != NULL) wait->kind->clear(wait);
  free(wait);
}

void lualark_wait_over(lualark_wait_head *wait) {
  wait->over = true;
  if (wait->scheduler != NULL) settle(wait);
  if (wait->task != NULL) lualark_ready_add(wait->task);
}

void lualark_wait_abandon(lualark_wait_head *wait) {
  if (wait->task != NULL) lualark_wait_unpark(wait->task);
  if (wait->scheduler != NULL) settle(wait);
  wait->abandoned = true;
  if (wait->over)
    lualark_wait_free(wait);
  else
    wait->kind->abandon(wait);
}

void lualark_wait_orphan(lualark_wait_head *wait) {
  if (wait->task != NULL) lualark_wait_unpark(wait->task);
  unlink_wait(wait);
  wait->scheduler = NULL;
  wait->abandoned = true;
}

bool lualark_wait_is_any(const lualark_scheduler *s) {
  return s->waits.outside > 0;
}

void lualark_wait_close_all(lualark_scheduler *s) {
  while (s->waits.all.last != NULL) {
    lualark_wait_head *wait = (lualark_wait_head *)s->waits.all.last;
    // A wait in the list has a scheduler, so it leaves the list before it is
    // freed.
    // NOLINTNEXTLINE(clang-analyzer-unix.Malloc)
    wait->task = NULL; // it is not looked at any more, and may be far away
    if (wait->kind->close != NULL)
      wait->kind->close(wait);
    else
      lualark_wait_abandon(wait);
  }
}
