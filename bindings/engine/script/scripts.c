// SPDX-License-Identifier: MIT
#include "scripts.h"

#include <stddef.h>

#include "script.h"

static struct script *in_ready(lark_link *link) {
  return (struct script *)(void *)((char *)link -
                                   offsetof(struct script, in_ready));
}

struct script *lualark_scripts_of(lark_link *link) {
  return (struct script *)(void *)((char *)link -
                                   offsetof(struct script, in_all));
}

struct script *lualark_scripts_first(const struct scripts *all) {
  return all->all.first != NULL ? lualark_scripts_of(all->all.first) : NULL;
}

struct script *lualark_scripts_after(const struct script *script) {
  lark_link *next = script->in_all.next;
  return next != NULL ? lualark_scripts_of(next) : NULL;
}

struct script *lualark_scripts_find(const struct scripts *all,
                                    lualark_script id) {
  return lark_slots_find(&all->by_id, id);
}

void lualark_scripts_queue(struct script *script, bool first) {
  struct scripts *all = script->all;
  if (first)
    lark_queue_add_first(&all->ready, &script->in_ready);
  else
    lark_queue_add(&all->ready, &script->in_ready);
  all->on_ready(all->engine);
}

void lualark_scripts_add_held(struct script *script) {
  lark_queue_add(&script->all->all, &script->in_all);
  script->all->count++;
  script->life = SCRIPT_NEW;
}

void lualark_scripts_queue_first(struct script *script) {
  lualark_scripts_queue(script, false);
}

void lualark_scripts_add(struct script *script) {
  lualark_scripts_add_held(script);
  lualark_scripts_queue_first(script);
}

bool lualark_scripts_take_timer(struct scripts *all, lark_timer *timer,
                                void (*fire)(void *owner, uint64_t now_us),
                                void *owner) {
  if (lark_timers_reserve(&all->timers, 1) != LARK_OK) return false;
  *timer = (lark_timer){.fire = fire, .owner = owner};
  return true;
}

void lualark_scripts_drop_timer(struct scripts *all, lark_timer *timer) {
  if (timer->owner == NULL) return;
  lark_timer_stop(&all->timers, timer);
  lark_timers_unreserve(&all->timers, 1);
  timer->owner = NULL;
}

void lualark_scripts_remove(struct script *script) {
  struct scripts *all = script->all;
  lark_queue_remove(&script->in_ready);
  if (script->in_all.queue != NULL) all->count--;
  lark_queue_remove(&script->in_all);
  lualark_scripts_drop_timer(all, &script->limits.deadline);
  lualark_scripts_drop_timer(all, &script->limits.retirement);
  lualark_scripts_drop_timer(all, &script->versions.timer);
  lualark_scripts_drop_timer(all, &script->share.timer);
  if (script->id != 0) lark_slots_give_back(&all->by_id, script->id);
  script->id = 0;
}

struct script *lualark_scripts_next(struct scripts *all) {
  lark_link *first = all->ready.first;
  if (first == NULL) return NULL;
  lark_queue_remove(first);
  return in_ready(first);
}
