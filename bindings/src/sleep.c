// SPDX-License-Identifier: MIT

// Those who sleep, in a binary heap: the one to wake first is on top.
#include <stdlib.h>
#include <time.h>

#include "scheduler.h"

uint64_t lualark_now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static void put(scheduler *s, size_t place, wait *sleeper) {
  s->sleepers[place - 1] = sleeper;
  sleeper->place = place;
}

static wait *at(const scheduler *s, size_t place) {
  return s->sleepers[place - 1];
}

static void settle(scheduler *s, wait *sleeper) {
  size_t place = sleeper->place;
  for (; place > 1 && at(s, place / 2)->due_us > sleeper->due_us; place /= 2)
    put(s, place, at(s, place / 2));
  for (size_t child = place * 2; child <= s->sleeper_count; child = place * 2) {
    if (child < s->sleeper_count &&
        at(s, child + 1)->due_us < at(s, child)->due_us)
      child++;
    if (at(s, child)->due_us >= sleeper->due_us) break;
    put(s, place, at(s, child));
    place = child;
  }
  put(s, place, sleeper);
}

bool lualark_sleep_add(scheduler *s, wait *sleeper) {
  if (s->sleeper_count == s->sleeper_room) {
    size_t room = s->sleeper_room * 2 + 16;
    wait **longer = realloc(s->sleepers, room * sizeof *longer);
    if (longer == NULL) return false;
    s->sleepers = longer;
    s->sleeper_room = room;
  }
  put(s, ++s->sleeper_count, sleeper);
  settle(s, sleeper);
  return true;
}

void lualark_sleep_remove(scheduler *s, wait *sleeper) {
  if (sleeper->place == 0) return;
  wait *last = at(s, s->sleeper_count--);
  if (last != sleeper) {
    put(s, sleeper->place, last);
    settle(s, last);
  }
  sleeper->place = 0;
}

void lualark_sleep_wake(scheduler *s, uint64_t now_us) {
  while (s->sleeper_count > 0 && at(s, 1)->due_us <= now_us) {
    wait *sleeper = at(s, 1);
    lualark_sleep_remove(s, sleeper);
    lualark_wait_over(sleeper);
  }
}
