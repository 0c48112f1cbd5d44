// SPDX-License-Identifier: MIT
#include "sampler.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "cpu.h"
#include "scheduler.h"
#include "stack.h"

enum {
  SLOTS = 8192, // a power of two
  MOST_STACKS = 4096,
  MOST_BYTES = 8 << 20,
  MOST_LEVELS = 60, // of each coroutine: the innermost ones
  LINE_BYTES = 8192,
  FRAME_BYTES = 200
};

typedef struct stack {
  char *text;
  size_t bytes;
  uint64_t hash, count;
} stack;

struct lualark_sampler {
  uint32_t interval_us;
  lark_random random;
  uint64_t due_us;   // while a script runs
  uint64_t left_us;  // until then, while none does
  uint64_t since_us; // in time of the processor
  uint64_t spent_us; // before that, and in no sample yet
  stack slots[SLOTS];
  size_t stack_count, bytes;
  char line[LINE_BYTES];
  size_t length;
};

// Half of the interval to one and a half: a script that does its work in time
// with the samples is not always met at the same place.
static uint64_t next_gap_us(lualark_sampler *s) {
  uint64_t half = s->interval_us / 2;
  return half + lark_random_next(&s->random) % (s->interval_us + 1);
}

lualark_sampler *lualark_sampler_new(uint32_t interval_us) {
  lualark_sampler *s = calloc(1, sizeof *s);
  if (s == NULL) return NULL;
  s->interval_us = interval_us;
  lark_random_seed(&s->random);
  s->left_us = next_gap_us(s);
  return s;
}

void lualark_sampler_free(lualark_sampler *sampler) {
  if (sampler == NULL) return;
  for (size_t i = 0; i < SLOTS; i++)
    free(sampler->slots[i].text);
  free(sampler);
}

// ------------------------------------------------------------------- its clock

// Waits count by the clock, samples by the time of the processor: what the
// machine does meanwhile is not the script's doing.
void lualark_sampler_enter(lualark_sampler *sampler) {
  sampler->due_us = lark_now_us() + sampler->left_us;
  sampler->since_us = lualark_cpu_us();
}

static void spend(lualark_sampler *s) {
  uint64_t now_us = lualark_cpu_us();
  s->spent_us += now_us - s->since_us;
  s->since_us = now_us;
}

void lualark_sampler_leave(lualark_sampler *sampler) {
  uint64_t now_us = lark_now_us();
  if (sampler->due_us == 0) return;
  spend(sampler);
  sampler->left_us = sampler->due_us > now_us ? sampler->due_us - now_us : 0;
  sampler->due_us = 0;
}

uint64_t lualark_sampler_due_us(const lualark_sampler *sampler) {
  return sampler->due_us > 0 ? sampler->due_us : UINT64_MAX;
}

// -------------------------------------------------------------------- a stack

// Adds text, of which a line of the format cannot hold all: ";" separates
// levels.
static void add(lualark_sampler *s, const char *text) {
  for (; *text != '\0' && s->length < LINE_BYTES; text++) {
    unsigned char byte = (unsigned char)*text;
    bool holds = byte >= ' ' && byte != ';' && byte != 0x7f;
    s->line[s->length++] = (char)(holds ? byte : '_');
  }
}

static void begin_level(lualark_sampler *s) {
  if (s->length < LINE_BYTES) s->line[s->length++] = ';';
}

// "f (quest:12)", with the line where the function is defined: what is spent in
// all of its lines is one block of a flame graph.
static void add_level(lualark_sampler *s, lua_State *L, lua_Debug *level,
                      bool is_first) {
  char frame[FRAME_BYTES];
  lua_getinfo(L, "Sn", level);
  const char *name = level->name;
  // The function of ours that runs all others says nothing.
  if (is_first && name == NULL && strcmp(level->what, "C") == 0) return;
  begin_level(s);
  if (strcmp(level->what, "main") == 0)
    snprintf(frame, sizeof frame, "main chunk (%s)", level->short_src);
  else if (strcmp(level->what, "C") == 0)
    snprintf(frame, sizeof frame, "%s [C]", name != NULL ? name : "?");
  else
    snprintf(frame, sizeof frame, "%s (%s:%d)",
             name != NULL ? name : "function", level->short_src,
             level->linedefined);
  add(s, frame);
}

// The outermost level first.
static void add_levels(lualark_sampler *s, lua_State *L) {
  lua_Debug level;
  int depth = 0;
  while (depth <= MOST_LEVELS && lua_getstack(L, depth, &level))
    depth++;
  if (depth > MOST_LEVELS) {
    begin_level(s);
    add(s, "...");
    depth = MOST_LEVELS;
  }
  for (int i = depth - 1; i >= 0; i--) {
    if (lua_getstack(L, i, &level)) add_level(s, L, &level, i == depth - 1);
  }
}

static void write_stack(lualark_sampler *s, const struct script *script,
                        lua_State *L) {
  const lualark_task *task =
      script->scheduler != NULL ? script->scheduler->running.task : NULL;
  lua_State *list[LUALARK_STACK_MOST];
  size_t count = 0;
  s->length = 0;
  add(s, script->name);
  if (task != NULL) count = lualark_stack_coroutines(task->thread, list);
  for (size_t i = 0; i < count && list[i] != L; i++)
    add_levels(s, list[i]);
  add_levels(s, L);
}

// ------------------------------------------------------------------- the table

static uint64_t hash_of(const char *text, size_t bytes) {
  uint64_t hash = 0xcbf29ce484222325; // FNV-1a
  for (size_t i = 0; i < bytes; i++)
    hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3;
  return hash;
}

// The stack of the line, or a free place for it.
static stack *find(lualark_sampler *s, uint64_t hash) {
  size_t at = hash & (SLOTS - 1);
  for (;; at = (at + 1) & (SLOTS - 1)) {
    stack *found = &s->slots[at];
    if (found->text == NULL ||
        (found->hash == hash && found->bytes == s->length &&
         memcmp(found->text, s->line, s->length) == 0))
      return found;
  }
}

static stack *find_or_add(lualark_sampler *s, size_t room) {
  uint64_t hash = hash_of(s->line, s->length);
  stack *found = find(s, hash);
  if (found->text != NULL) return found;
  if (s->stack_count >= room || s->bytes + s->length > MOST_BYTES) return NULL;
  found->text = malloc(s->length + 1);
  if (found->text == NULL) return NULL;
  memcpy(found->text, s->line, s->length);
  found->bytes = s->length;
  found->hash = hash;
  s->stack_count++;
  s->bytes += s->length;
  return found;
}

void lualark_sampler_look(lualark_sampler *sampler, const struct script *script,
                          lua_State *L, uint64_t now_us) {
  lualark_sampler *s = sampler;
  if (s->due_us == 0 || now_us < s->due_us) return;
  s->due_us = now_us + next_gap_us(s);
  spend(s);
  uint64_t count = s->spent_us / s->interval_us;
  if (count == 0) return;
  s->spent_us %= s->interval_us;
  write_stack(s, script, L);
  stack *found = find_or_add(s, MOST_STACKS);
  if (found == NULL) { // twice as many slots: the scripts' own lines have room
    s->length = 0;
    add(s, script->name);
    begin_level(s);
    add(s, "(others)");
    found = find_or_add(s, SLOTS - 1);
  }
  if (found != NULL) found->count += count;
}

// ------------------------------------------------------------------ the report

static int by_text(const void *a, const void *b) {
  const stack *one = *(const stack *const *)a, *two = *(const stack *const *)b;
  size_t bytes = one->bytes < two->bytes ? one->bytes : two->bytes;
  int order = memcmp(one->text, two->text, bytes);
  if (order != 0) return order;
  return (one->bytes > two->bytes) - (one->bytes < two->bytes);
}

void lualark_sampler_write(const lualark_sampler *sampler, lark_text *text) {
  const stack **list = malloc((sampler->stack_count + 1) * sizeof(stack *));
  if (list == NULL) {
    text->failed = true;
    return;
  }
  size_t count = 0;
  for (size_t i = 0; i < SLOTS; i++) {
    if (sampler->slots[i].text != NULL) list[count++] = &sampler->slots[i];
  }
  qsort(list, count, sizeof *list, by_text);
  for (size_t i = 0; i < count; i++) {
    lark_text_add(text, list[i]->text, list[i]->bytes);
    lark_text_add_char(text, ' ');
    lark_text_add_integer(text, (int64_t)list[i]->count);
    lark_text_add_char(text, '\n');
  }
  free(list);
}
