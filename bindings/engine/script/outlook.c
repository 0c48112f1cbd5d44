// SPDX-License-Identifier: MIT
#include "outlook.h"

#include <stdarg.h>
#include <stdio.h>

#include "scripts.h"
#include "stack.h"
#include "trace.h"
#include "wait.h"

enum { MOST_TASKS = 100 };

__attribute__((format(printf, 2, 3))) static void add(lark_text *text,
                                                      const char *format, ...) {
  char line[300];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  lark_text_add_string(text, line);
}

const char *lualark_outlook_word(const struct script *script) {
  switch (script->life) {
  case SCRIPT_NEW: return "new";
  case SCRIPT_WAITING: return "waiting";
  case SCRIPT_READY: return script->in_ready.queue != NULL ? "ready" : "held";
  case SCRIPT_RUNNING: return "running";
  default: return "ending";
  }
}

static void add_level(void *text, const char *level) {
  lark_text_add_string(text, level);
}

static void add_levels(lark_text *text, lua_State *thread) {
  lualark_trace_walk(thread, add_level, text);
}

// The innermost coroutine first.
static void add_stack(lark_text *text, lua_State *thread) {
  lua_State *list[LUALARK_STACK_MOST];
  size_t count = lualark_stack_coroutines(thread, list);
  for (size_t i = count; i > 0; i--) {
    add_levels(text, list[i - 1]);
    if (i > 1) lark_text_add_string(text, "\n\t(...resumed by...)");
  }
}

static void add_wait(lark_text *text, const lualark_wait_head *wait) {
  char what[200] = "waits";
  if (wait != NULL && wait->kind->describe != NULL)
    wait->kind->describe(wait, what, sizeof what);
  lark_text_add_string(text, what);
}

static void add_task(const struct script *script, lark_text *text,
                     const lualark_task *task) {
  add(text, "\ntask %llu", (unsigned long long)task->number);
  if (task == script->main)
    lark_text_add_string(text, " (main)");
  else if (task == script->events.task && task->cause == NULL)
    lark_text_add_string(text, " (events)");
  else if (task->cause != NULL)
    add(text, " (event '%s')", task->cause->event);
  lark_text_add_string(text, ": ");
  switch (task->state) {
  case TASK_READY: lark_text_add_string(text, "is ready"); break;
  case TASK_RUNNING: lark_text_add_string(text, "runs"); break;
  default: add_wait(text, task->parked_on); break;
  }
  add_stack(text, task->thread);
}

static void add_events(const struct script *script, lark_text *text) {
  size_t count = lualark_events_count(&script->events);
  if (script->events.handlers > 0)
    add(text, "\n%zu functions of lark.on", script->events.handlers);
  if (count > 0) add(text, "\n%zu events wait", count);
}

void lualark_outlook_write(const struct script *script, lark_text *text) {
  const lualark_scheduler *scheduler = script->scheduler;
  lark_text_add_string(text, script->name);
  add(text, ": %s%s", lualark_outlook_word(script),
      script->retired ? ", retired" : "");
  if (scheduler == NULL) return;
  size_t count = 0;
  for (const lark_link *link = scheduler->tasks.all.first; link != NULL;
       link = link->next) {
    if (count++ == MOST_TASKS) {
      add(text, "\n... and %zu tasks more", scheduler->tasks.live - MOST_TASKS);
      break;
    }
    add_task(script, text, lualark_task_of(link));
  }
  // A script that the command runs by itself has its main function here.
  if (script->main == NULL) add_levels(text, script->L);
  add_events(script, text);
}
