// SPDX-License-Identifier: MIT
#include "place.h"

#include <limits.h>
#include <string.h>

#include "scheduler.h"

static const lualark_task *find_task(const struct script *script,
                                     uint64_t number) {
  if (script->scheduler == NULL) return NULL;
  for (const lark_link *link = script->scheduler->tasks.all.first; link != NULL;
       link = link->next) {
    const lualark_task *task = lualark_task_of(link);
    if (task->number == number) return task;
  }
  return NULL;
}

uint64_t lualark_place_task(const struct script *script, lua_State *thread) {
  const lualark_scheduler *s = script->scheduler;
  if (s == NULL) return 0;
  if (s->running.task != NULL) return s->running.task->number;
  for (const lark_link *link = s->tasks.all.first; link != NULL;
       link = link->next) {
    const lualark_task *task = lualark_task_of(link);
    if (task->thread == thread) return task->number;
  }
  return 0;
}

size_t lualark_place_threads(const lualark_debugger *d,
                             const struct script *script, uint64_t task,
                             lua_State *list[LUALARK_STACK_MOST + 1]) {
  const lualark_task *found = task != 0 ? find_task(script, task) : NULL;
  if (task != 0 && found == NULL) return 0;
  size_t count =
      lualark_stack_coroutines(found != NULL ? found->thread : script->L, list);
  // One whose variables are being closed is in no other's hands.
  bool runs = script == d->stop.script && task == d->stop.task;
  if (runs && d->stop.L != NULL && d->stop.failed == NULL &&
      list[count - 1] != d->stop.L)
    list[count++] = d->stop.L;
  return count;
}

int lualark_place_depth(lua_State *thread) {
  lua_Debug level;
  int least = 0, most = 1;
  while (lua_getstack(thread, most, &level) && most < INT_MAX / 2) {
    least = most;
    most *= 2;
  }
  while (least < most) {
    int middle = least + (most - least) / 2;
    if (lua_getstack(thread, middle, &level))
      least = middle + 1;
    else
      most = middle;
  }
  return most;
}

bool lualark_place_find(const lualark_debugger *d, lualark_script id,
                        uint64_t task, int level, lualark_place *out,
                        size_t *coroutine) {
  lua_State *list[LUALARK_STACK_MOST + 1];
  struct script *script = lualark_scripts_find(d->scripts, id);
  if (script == NULL || level < 0) return false;
  size_t count = lualark_place_threads(d, script, task, list);
  for (size_t i = count; i > 0; i--) {
    lua_Debug record;
    if (lua_getstack(list[i - 1], level, &record)) {
      *out = (lualark_place){script, list[i - 1], level};
      if (coroutine != NULL) *coroutine = count - i;
      return true;
    }
    level -= lualark_place_depth(list[i - 1]);
  }
  return false;
}

bool lualark_place_info(const lualark_place *place, const char *what,
                        lua_Debug *out) {
  return lua_getstack(place->thread, place->level, out) &&
         lua_getinfo(place->thread, what, out);
}

bool lualark_place_is_ours(const char *source) {
  return strncmp(source, "=lark.", 6) == 0 ||
         strncmp(source, "=lualark.", 9) == 0 || strcmp(source, "=[C]") == 0 ||
         strcmp(source, "=debugger") == 0 ||
         strcmp(source, "=?") == 0; // without names and lines
}
