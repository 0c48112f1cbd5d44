// SPDX-License-Identifier: MIT

/// Alarms: what sleeps, and what ends at a time. A stock Lua has them in its
/// scheduler; all scripts of an engine share one heap.
#ifndef LUALARK_ALARM_H
#define LUALARK_ALARM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lualark_alarm {
  uint64_t due_us;
  size_t place; ///< in the heap, from 1; 0: not set
  void (*ring)(void *owner);
  void *owner;
} lualark_alarm;

typedef struct lualark_alarms {
  lualark_alarm **heap;
  size_t count, room;
} lualark_alarms;

/// Microseconds on a clock that only rises.
uint64_t lualark_now_us(void);

/// Sets one that is not set, to its `due_us`; false where memory lacks.
bool lualark_alarm_set(lualark_alarms *all, lualark_alarm *one);

/// Takes one out; it may be set again.
void lualark_alarm_stop(lualark_alarms *all, lualark_alarm *one);

/// When the next one rings; UINT64_MAX for never.
uint64_t lualark_alarm_due_us(const lualark_alarms *all);

/// Rings those that are due. None may set itself again to a time that has
/// passed.
void lualark_alarm_ring(lualark_alarms *all, uint64_t now_us);

void lualark_alarms_clear(lualark_alarms *all);

#endif
