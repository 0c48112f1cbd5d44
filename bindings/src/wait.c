// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "lualark_native.h"

// What a wait takes besides itself: the allocator's head, its handle.
enum { BESIDES = 32 };

wait *lualark_wait_new(lua_State *L, scheduler *s) {
  size_t bytes = sizeof(wait) + BESIDES;
  lualark_native_charge(L, s, bytes);
  wait *made = calloc(1, sizeof *made);
  if (made == NULL) {
    lualark_native_discharge(s, bytes);
    lualark_native_starve(L);
    return NULL; // never reached: it raises
  }
  made->scheduler = s;
  made->charged = bytes;
  made->next = s->waits;
  if (s->waits != NULL) s->waits->previous = made;
  s->waits = made;
  return made;
}

void lualark_wait_fly(wait *begun) {
  begun->in_flight = true;
  begun->scheduler->in_flight++;
}

bool lualark_wait_hold(wait *held, uint64_t bytes) {
  scheduler *s = held->scheduler;
  size_t own = sizeof *held + BESIDES + held->sent_bytes;
  ptrdiff_t more = (ptrdiff_t)(own + bytes) - (ptrdiff_t)held->charged;
  if (more != 0 && !s->host->charge(s, more)) return false;
  held->charged = own + bytes;
  return true;
}

static void unlink_wait(scheduler *s, wait *ended) {
  if (ended->in_flight) s->in_flight--;
  lualark_native_discharge(s, ended->charged);
  ended->charged = 0;
  if (ended->previous != NULL)
    ended->previous->next = ended->next;
  else
    s->waits = ended->next;
  if (ended->next != NULL) ended->next->previous = ended->previous;
}

static void dispose(wait *ended) {
  lark_result_free(ended->result);
  free(ended->answer);
  free(ended);
}

void lualark_wait_free(wait *ended) {
  // Its state may have closed.
  if (ended->scheduler != NULL) unlink_wait(ended->scheduler, ended);
  dispose(ended);
}

bool lualark_wait_answer(wait *waiting, const char *text) {
  scheduler *s = waiting->scheduler;
  if (text == NULL) return true;
  size_t bytes = strlen(text) + 1;
  char *copy = malloc(bytes);
  if (copy == NULL) return false;
  memcpy(copy, text, bytes);
  // The host's code called: nothing of the script's can be collected for it.
  if (s->host->charge != NULL && !s->host->charge(s, (ptrdiff_t)bytes)) {
    free(copy);
    waiting->starved = true;
    return true;
  }
  waiting->charged += bytes;
  waiting->answer = copy;
  return true;
}

void lualark_wait_over(wait *ended) {
  ended->over = true;
  if (ended->task == NULL) return;
  ended->task->parked_on = NULL;
  lualark_task_ready(ended->task);
}

bool lualark_can_park(lua_State *L, const scheduler *s) {
  return s->current != NULL && s->innermost == L && lua_isyieldable(L);
}

int lualark_wait_for(lua_State *L, wait *awaited, lua_KFunction then) {
  scheduler *s = awaited->scheduler;
  // A host function may answer at once.
  if (awaited->over) return then(L, LUA_OK, (lua_KContext)awaited);
  if (lualark_can_park(L, s)) {
    awaited->task = s->current;
    s->current->parked_on = awaited;
    s->parking = true;
    return lua_yieldk(L, 0, (lua_KContext)awaited, then);
  }
  if (s->host != NULL) {
    lualark_wait_abandon(awaited);
    return luaL_error(L, "this cannot wait here: it is called from a function "
                         "that cannot yield, such as a sort's order or "
                         "__gc; call it before, or in a task of its own");
  }
  // Others may run meanwhile only where it is them that we wait for.
  if (!lualark_drive(L, s, &awaited->over, awaited->awaited != NULL)) {
    lualark_wait_abandon(awaited);
    return lua_error(L);
  }
  return then(L, LUA_OK, (lua_KContext)awaited);
}

void lualark_wait_check(lua_State *L, wait *awaited) {
  if (awaited->over) return;
  task *waiting = awaited->task;
  lualark_wait_abandon(awaited);
  // Its coroutine ends with the error below; the scheduler takes note of that.
  if (waiting != NULL) {
    waiting->parked_on = NULL;
    lualark_task_ready(waiting);
  }
  luaL_error(L, "a coroutine that waits was resumed by somebody else");
}

static void leave_awaited(wait *leaver) {
  for (wait **link = &leaver->awaited->awaiters; *link != NULL;
       link = &(*link)->sibling) {
    if (*link != leaver) continue;
    *link = leaver->sibling;
    return;
  }
}

void lualark_wait_abandon(wait *given_up) {
  given_up->task = NULL;
  given_up->abandoned = true;
  if (given_up->over) {
    lualark_wait_free(given_up);
  } else if (given_up->client != NULL) {
    // Freed when the core says that the call has ended.
    lark_cancel(given_up->client, given_up->call);
  } else {
    scheduler *s = given_up->scheduler;
    lualark_alarm_stop(s->alarms, &given_up->alarm);
    if (given_up->awaited != NULL) leave_awaited(given_up);
    if (given_up->pending != 0) s->host->forget(s, given_up->pending);
    lualark_wait_free(given_up);
  }
}

void lualark_wait_orphan(wait *call) {
  unlink_wait(call->scheduler, call);
  call->scheduler = NULL;
  call->task = NULL;
  if (!call->abandoned) lark_cancel(call->client, call->call);
  call->abandoned = true;
}
