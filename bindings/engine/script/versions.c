// SPDX-License-Identifier: MIT
#include "versions.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "scripts.h"
#include "share.h"

void lualark_versions_link(struct script *old, struct script *fresh) {
  old->versions.successor = fresh;
  fresh->versions.predecessor = old;
}

struct script *lualark_versions_newest(struct script *script) {
  while (script->versions.successor != NULL)
    script = script->versions.successor;
  return script;
}

lark_status lualark_versions_set_state(struct script *script, const char *json,
                                       size_t bytes) {
  if (!lualark_heap_charge(&script->heap, (ptrdiff_t)bytes + 1))
    return LARK_ELIMIT;
  char *copy = malloc(bytes + 1);
  if (copy == NULL) {
    lualark_heap_charge(&script->heap, -(ptrdiff_t)bytes - 1);
    return LARK_ENOMEM;
  }
  memcpy(copy, json, bytes);
  copy[bytes] = '\0';
  script->versions.state = copy;
  script->versions.state_bytes = bytes + 1;
  return LARK_OK;
}

void lualark_versions_drop_state(struct script *script) {
  lualark_heap_charge(&script->heap, -(ptrdiff_t)script->versions.state_bytes);
  free(script->versions.state);
  script->versions.state = NULL;
  script->versions.state_bytes = 0;
}

void lualark_versions_start_timer(struct script *old) {
  uint64_t most_us = (uint64_t)old->all->options->retire_ms * 1000;
  if (most_us > 0)
    lark_timer_set(&old->all->timers, &old->versions.timer,
                   lark_now_us() + most_us);
}

static struct script *unlink_both(struct script *old) {
  struct script *fresh = old->versions.successor;
  old->versions.successor = NULL;
  fresh->versions.predecessor = NULL;
  return fresh;
}

void lualark_versions_begin(struct script *old) {
  lualark_scripts_queue_first(unlink_both(old));
}

// The next version waits for the state of the one before: the event that asks
// for it has moved there.
static void link_over(struct script *old, struct script *next) {
  lualark_versions_link(old, next);
  lualark_versions_start_timer(old);
}

static void give_up(struct script *old, struct script *fresh,
                    struct script *next) {
  unlink_both(old);
  // It asked for the state that nobody wants any more.
  lualark_events_drop_own(&old->events);
  lualark_events_move(&fresh->events, &fresh->heap, &old->events, &old->heap);
  if (next != NULL)
    link_over(old, next);
  else
    lualark_scripts_drop_timer(old->all, &old->versions.timer);
  lualark_share_wake(old);
}

void lualark_versions_on_end(struct script *script) {
  struct script *old = script->versions.predecessor;
  struct script *next = script->versions.successor;
  if (next != NULL) unlink_both(script);
  if (old != NULL) {
    give_up(old, script, next);
  } else if (next != NULL) {
    next->versions.missing =
        "the old version ended before it handed over its state";
    lualark_scripts_queue_first(next);
  }
}
