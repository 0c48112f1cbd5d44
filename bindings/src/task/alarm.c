// SPDX-License-Identifier: MIT

// A binary heap of lualark_alarms: the next one to ring is on top.
#include "alarm.h"

#include <stdlib.h>
#include <time.h>

uint64_t lualark_now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static void put(lualark_alarms *all, size_t place, lualark_alarm *one) {
  all->heap[place - 1] = one;
  one->place = place;
}

static lualark_alarm *at(const lualark_alarms *all, size_t place) {
  return all->heap[place - 1];
}

static void settle(lualark_alarms *all, lualark_alarm *one) {
  size_t place = one->place;
  for (; place > 1 && at(all, place / 2)->due_us > one->due_us; place /= 2)
    put(all, place, at(all, place / 2));
  for (size_t child = place * 2; child <= all->count; child = place * 2) {
    if (child < all->count &&
        at(all, child + 1)->due_us < at(all, child)->due_us)
      child++;
    if (at(all, child)->due_us >= one->due_us) break;
    put(all, place, at(all, child));
    place = child;
  }
  put(all, place, one);
}

bool lualark_alarm_set(lualark_alarms *all, lualark_alarm *one) {
  if (all->count == all->room) {
    size_t room = all->room * 2 + 16;
    lualark_alarm **longer = realloc(all->heap, room * sizeof *longer);
    if (longer == NULL) return false;
    all->heap = longer;
    all->room = room;
  }
  put(all, ++all->count, one);
  settle(all, one);
  return true;
}

void lualark_alarm_stop(lualark_alarms *all, lualark_alarm *one) {
  if (one->place == 0) return;
  lualark_alarm *last = at(all, all->count--);
  if (last != one) {
    put(all, one->place, last);
    settle(all, last);
  }
  one->place = 0;
}

uint64_t lualark_alarm_due_us(const lualark_alarms *all) {
  return all->count > 0 ? at(all, 1)->due_us : UINT64_MAX;
}

void lualark_alarm_ring(lualark_alarms *all, uint64_t now_us) {
  while (all->count > 0 && at(all, 1)->due_us <= now_us) {
    lualark_alarm *one = at(all, 1);
    lualark_alarm_stop(all, one);
    one->ring(one->owner);
  }
}

void lualark_alarms_clear(lualark_alarms *all) {
  free(all->heap);
  *all = (lualark_alarms){NULL, 0, 0};
}
